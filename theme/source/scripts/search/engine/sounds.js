// Which syllables one may have been meant for another: sounds people write alike, keys that lie side by side, one letter more or less.
import { near } from "./text.js";

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const BESIDE = {};
ROWS.forEach((row, y) =>
  [...row].forEach((letter, x) => {
    BESIDE[letter] = [row[x - 1], row[x + 1], ...[y - 1, y + 1].flatMap((z) => [ROWS[z]?.[z > y ? x - 1 : x], ROWS[z]?.[z < y ? x + 1 : x]])].join("");
  }),
);

// How a folded syllable sounds where people confuse gi, d, r; s, x; ch, tr; l, n; final n, ng; t, c; i, y.
export const sound = (word) =>
  word
    .replace(/^(gi(?=[aeouy])|d|r)/, "d")
    .replace(/^gi/, "di")
    .replace(/^s(?!h)/, "x")
    .replace(/^tr/, "ch")
    .replace(/^ngh?/, "g")
    .replace(/^l/, "n")
    .replace(/^gh/, "g")
    .replace(/^k/, "c")
    .replace(/(ng|nh)$/, "n")
    .replace(/(c|ch)$/, "t")
    .replace(/y/g, "i");

// Whether two words of one length differ in one letter, and the two keys lie side by side.
const slipped = (one, other) => {
  if (one.length !== other.length) return false;
  let at = 0;
  while (one[at] === other[at]) at++;
  return one.slice(at + 1) === other.slice(at + 1) && !!BESIDE[one[at]]?.includes(other[at]);
};

// How likely one syllable stands for another: 0 for not at all.
export const likeness = (one, other) => {
  if (one === other) return 0;
  if (sound(one) === sound(other)) return 0.85;
  if (!near(one, other)) return 0;
  return slipped(one, other) ? 0.8 : 0.7;
};
