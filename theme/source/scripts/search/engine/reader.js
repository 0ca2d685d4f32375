// Reads what people type as what they mean: keystrokes of Telex and VNI, words run together, letters and digits, numbers
// in every dress, short forms of messages. A word the index knows stays as it is.
import { fold, forms, split, spoken } from "./text.js";
import { telex, vni } from "./typed.js";

const HARMFUL = /[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
const MOST_READINGS = 4;

export const clean = (text) => String(text).slice(0, 1000).normalize().replace(HARMFUL, " ");

// The ways to cut a folded word into syllables of the index, fewest first; `open`: its end may still be typed.
const cuts = (index, folded, open) => {
  const best = Array.from({ length: folded.length + 1 }, () => []);
  best[0] = [[0, []]];
  for (let end = 1; end <= folded.length; end++) {
    for (let start = Math.max(0, end - 8); start < end; start++) {
      const word = folded.slice(start, end);
      if (!best[start].length || !(index.knows(word) || (open && end === folded.length && index.begins(word)))) continue;
      const price = 2 + index.rarity(word) / 8 + (word.length === 1 ? 4 : 0) + (spoken(word) ? 0 : 1);
      for (const [spent, words] of best[start]) best[end].push([spent + price, [...words, [start, end]]]);
    }
    best[end].sort((a, b) => a[0] - b[0]);
    best[end].length = Math.min(2, best[end].length);
  }
  return best[folded.length].filter(([, words]) => words.length > 1).map(([, words]) => words);
};

// What a word that runs several together may be: texts.
const parted = (index, word, open) => {
  const [typed, folded] = forms(word);
  return cuts(index, folded, open).map((words) => words.map(([start, end]) => typed.slice(start, end)).join(" "));
};

// "12hd" is "12 hd", "chithi35" is "chi thi 35".
const digitsApart = (index, word, open) =>
  word
    .replace(/(?<!\d)(\d{4})(\d{4})(?!\d)/, "$1 $2")
    .match(/\d+|[^\d ]+/g)
    .map((part, at, all) => (/\d/.test(part) || index.knows(fold(part)) ? part : parted(index, part, open && at === all.length - 1)[0] || part))
    .join(" ");

// What one word may stand for beside itself, the likeliest first.
const meanings = (index, word, open) => {
  const [typed, folded] = forms(word);
  const known = index.knows(folded);
  const found = [];
  const short = index.words.get(typed) || index.words.get(folded);
  if (short && (!known || !spoken(folded))) found.push(...short);
  if (known) return found;
  const fits = (text) => text && (index.knows(fold(text)) || (open && index.begins(fold(text))));
  if (/\d/.test(folded)) {
    // Who types VNI gives a letter its shape before its tone: "da19" is no "đá".
    if (!/[1-5]\d$/.test(folded) && fits(vni(typed))) found.push(vni(typed));
    if (/[a-z]/.test(folded)) found.push(digitsApart(index, typed, open));
  } else {
    if (fits(telex(typed))) found.push(telex(typed));
    if (!(open && index.begins(folded))) {
      found.push(...parted(index, typed, open));
      const raw = telex(typed);
      if (raw && !fits(raw)) found.push(...parted(index, raw, open));
    }
  }
  return found;
};

// The texts a query may mean: [[text, whether it is another than the one typed], ...], to be tried in turn.
export const readings = (index, text) => {
  const words = split(text);
  const told = [];
  let unknown = false;
  for (const [start, end, typed, folded] of words.slice(0, 24)) {
    const last = end === text.length;
    const others = meanings(index, typed, last);
    if (others.length) told.push([start, end, others]);
    if (others.length && /^[a-z]+$/.test(folded) && !index.knows(folded)) unknown = true;
  }
  const made = [];
  for (let n = 0; n < 2; n++) {
    if (!told.some(([, , others]) => others[n])) break;
    let whole = "", at = 0;
    for (const [start, end, others] of told) {
      whole += text.slice(at, start) + (others[n] || others[0]);
      at = end;
    }
    made.push([whole + text.slice(at), true]);
  }
  // "4,648" and "4 648" are one number.
  const grouped = text.replace(/(?<![\d.,])(\d{1,3})((?:[ ,\u00a0]\d{3})+)(?![\d])/g, (all, head, rest) => head + rest.replace(/\D/g, ""));
  if (grouped !== text) made.push([grouped, false]);
  // A letter word nobody has cannot be meant as it stands.
  return (unknown ? [...made, [text, false]] : [[text, false], ...made]).slice(0, MOST_READINGS);
};
