// What was typed without an input method: raw Telex ("dduwowngf") and VNI ("d9u7o7ng2"), read as the accented syllable.

const TELEX = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const VNI = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
const HAT = { a: "â", e: "ê", o: "ô" };
const HOOK = { a: "ă", o: "ơ", u: "ư" };
const VOWEL = /[aeiouyăâêôơư]/;
const MARKED = /[ăâêôơư]/;

// Put a mark on the last letter that takes it; false where none does.
const mark = (letters, marks, wanted = /./) => {
  for (let at = letters.length - 1; at >= 0; at--)
    if (marks[letters[at]] && wanted.test(letters[at])) {
      if (marks === HOOK && letters[at] === "o" && letters[at - 1] === "u" && letters[at - 2] !== "q") letters[at - 1] = "ư";
      letters[at] = marks[letters[at]];
      return true;
    }
  return false;
};

// Letters and a tone as one syllable, in the old tone placement; "" where there is nothing to bear the tone.
const syllable = (letters, tone) => {
  let first = letters.findIndex((letter) => VOWEL.test(letter));
  if (first < 0) return "";
  if (((letters[0] === "q" && letters[1] === "u") || (letters[0] === "g" && letters[1] === "i")) && VOWEL.test(letters[2] || "")) first = 2;
  let end = first;
  while (end < letters.length && VOWEL.test(letters[end])) end++;
  const marked = letters.findLastIndex?.((letter) => MARKED.test(letter)) ?? -1;
  const middle = end < letters.length ? end - 1 : end - first > 2 ? first + 1 : first;
  const at = marked >= 0 ? marked : middle;
  return letters.map((letter, i) => (i === at ? letter + tone : letter)).join("").normalize();
};

const decode = (word, key) => {
  const letters = [];
  let tone = "", changed = false;
  for (const letter of word) {
    const said = key(letters, letter);
    if (said === null) letters.push(letter);
    else {
      changed = true;
      if (said) tone = said;
    }
  }
  return changed ? syllable(letters, tone) : "";
};

export const telex = (word) =>
  decode(word, (letters, letter) => {
    const vowels = letters.some((one) => VOWEL.test(one));
    if (TELEX[letter] && vowels) return TELEX[letter];
    if (letter === "w") return mark(letters, HOOK) ? "" : null;
    if (letter === "d" && letters[0] === "d") return (letters[0] = "đ") && "";
    return HAT[letter] && mark(letters, HAT, new RegExp(letter)) ? "" : null;
  });

export const vni = (word) =>
  decode(word, (letters, letter) => {
    if (VNI[letter]) return VNI[letter];
    if (letter === "9") return letters[0] === "d" ? (letters[0] = "đ") && "" : null;
    const marks = letter === "6" ? HAT : letter === "7" ? HOOK : letter === "8" ? { a: "ă" } : null;
    return marks && mark(letters, marks) ? "" : null;
  });
