// A query against a text itself: what to mark, whether a phrase is there.
import { fold, split, spoken } from "./text.js";


// folded syllable -> the accented one that was typed, or null for any; row: all in order; open: the one being typed,
// unless the texts have it as it stands: who typed "nữ" did not mean "nữa".
export const wantedWords = (query, texts) => {
  const words = Object.assign(new Map(), { row: query.words.map((word) => word[3]), open: null });
  query.words.forEach(([, , typed, folded], i) => {
    if (query.said?.[i]) words.set(fold(query.said[i]), null);
    else if (!query.said) for (const [word] of query.options[i].slice(1)) words.set(word, null);
    if (query.light[i] < 1) return;
    if (query.options[i][0]?.[0] === folded) words.set(folded, typed === folded ? null : typed);
  });
  for (const [typed, folded] of query.others || []) if (!words.has(folded)) words.set(folded, typed === folded ? null : typed);
  const last = query.words.at(-1);
  const whole = () => texts.some((text) => split(text).some((one) => one[3] === last[3]));
  words.open = query.open && last && !whole() ? last[3] : null;
  return words;
};

const initials = (words) => words.map((word) => word[0]).join("");
const capitals = (spelt) => spelt.length > 1 && spelt === spelt.toUpperCase();

// [start, end, folded, the words of the query it stands for] of each syllable that matches, else null. Capitals that
// are the first letters of neighbours in the query stand for these: CLB for "câu lạc bộ".
export const matched = (text, words) =>
  split(text).map(([start, end, word, folded]) => {
    const typed = words.get(folded);
    if (typed === null || typed === word) return [start, end, folded, [folded]];
    // However many ways a text goes on with what is being typed, it stands for one word of the query.
    if (words.open && folded.startsWith(words.open)) return [start, end, folded, [words.open]];
    const first = capitals(text.slice(start, end)) ? initials(words.row).indexOf(folded) : -1;
    return first >= 0 ? [start, end, folded, words.row.slice(first, first + folded.length)] : null;
  });

// Words that match stand marked when they touch another one that does; alone only if nothing touches.
export const marked = (text, words, from = 0, to = text.length) => {
  const row = matched(text, words);
  const all = row.filter((one) => one && one[0] >= from && one[1] <= to);
  const touching = all.filter((one) => words.size < 2 || row[row.indexOf(one) - 1] || row[row.indexOf(one) + 1]);
  const parts = [];
  let at = from;
  for (const [start, end] of touching.length ? touching : all) {
    const gap = text.slice(at, start);
    if (parts.length && parts.at(-1)[1] && /^\s*$/.test(gap)) parts.at(-1)[0] += gap + text.slice(start, end);
    else {
      if (gap) parts.push([gap, false]);
      parts.push([text.slice(start, end), true]);
    }
    at = end;
  }
  if (at < to) parts.push([text.slice(at, to), false]);
  return parts;
};

// Whether a text has words `first` to `end` of a query in one run, with the accents typed if `exact`. An abbreviation
// and the words of its letters stand for each other.
export const holds = (text, { words, options, exact }, [first, end]) => {
  const row = split(text);
  const letters = (from, size) => initials(words.slice(from, Math.min(from + size, end)).map((word) => word[3]));
  const goesOn = (at, i) => {
    if (i === end) return true;
    if (at >= row.length) return false;
    const [from, to, word, folded] = row[at];
    const [, , typed, bare] = words[i];
    const other = exact && folded === bare && typed !== bare && typed !== word;
    if (!other && options[i].some(([one]) => one === folded)) return goesOn(at + 1, i + 1);
    if (capitals(text.slice(from, to)) && letters(i, folded.length) === folded) return goesOn(at + 1, i + folded.length);
    const meant = row.slice(at, at + bare.length).map((one) => one[3]);
    return bare.length > 1 && !spoken(bare) && initials(meant) === bare && goesOn(at + bare.length, i + 1);
  };
  return row.some((_, at) => goesOn(at, first));
};
