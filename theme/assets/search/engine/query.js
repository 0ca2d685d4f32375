// What a reader typed, as the keys it may stand for.
import { fold, split } from "./text.js";

const COMPLETED = 0.6;
const CORRECTED = 0.7;
const MOST_SYLLABLES = 24;
const HARMFUL = /[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

// A text as typed -> {words, options, phrase, runs}: for each syllable the folded forms it may stand for, with weights,
// and the number of the quoted phrase it is in, or -1; runs are the phrases that neighbours alone do not make sure of,
// as [first word, the one after the last]. exact: phrases are wanted with the accents typed.
export const read = (index, text) => {
  const clean = String(text).slice(0, 1000).normalize().replace(HARMFUL, " ");
  const words = split(clean).slice(0, MOST_SYLLABLES);
  const quoted = [...clean.matchAll(/["“”]([^"“”]+)["“”]/g)].map((found) => [found.index, found.index + found[0].length]);
  const phrase = words.map(([start]) => quoted.findIndex(([from, to]) => from < start && start < to));
  const open = words.length > 0 && words.at(-1)[1] === clean.length;
  const options = words.map(([, , , folded], i) => {
    if (index.knows(folded)) return [[folded, 1]];
    const last = open && i === words.length - 1;
    if (last && index.sorted.some((word) => word.startsWith(folded))) return [[folded, 1]];
    const corrected = index.corrections(folded).slice(0, 8).map((word) => [word, CORRECTED]);
    return corrected.length ? corrected : [[folded, 1]];
  });
  const runs = quoted.map((_, n) => [phrase.indexOf(n), phrase.lastIndexOf(n) + 1]);
  return {
    text: clean, words, options, open, phrase,
    runs: runs.filter(([first, end]) => end - first > 2),
    exact: words.some((word, i) => phrase[i] >= 0 && word[2] !== word[3]),
    accented: words.some((word) => word[2] !== word[3]),
  };
};

// A slot is what one pair of neighbours, or one syllable, may match.
export const pairs = ({ words, phrase }) =>
  words.slice(1).map((_, i) => ({ at: i, size: 2, required: phrase[i] >= 0 && phrase[i] === phrase[i + 1] }));

export const singles = ({ words, phrase }) =>
  words.map((_, i) => {
    const alone = (j) => phrase[j] !== phrase[i];
    return { at: i, size: 1, required: phrase[i] >= 0 && alone(i - 1) && alone(i + 1) };
  });

// [[from, to, weight, doubtful], ...]: the keys of a slot, as ranges.
export const wanted = (query, { at, size }) => {
  const prefixes = size === 1 ? [["~", 1]] : query.options[at].map(([word, weight, doubt]) => [word + " ", weight, doubt]);
  const last = at + size - 1;
  const open = query.open && last === query.words.length - 1 && query.phrase[last] < 0;
  const ranges = [];
  for (const [before, weight, doubt] of prefixes)
    for (const [word, other, doubtful] of query.options[last]) {
      ranges.push([before + word, before + word, weight * other, doubt || doubtful]);
      if (open && other === 1) ranges.push([before + word, before + word + "\uffff", weight * COMPLETED, doubt]);
    }
  return ranges;
};

// Another word a syllable may stand for; false when it is known already.
export const doubt = (query, i, word) =>
  !query.options[i].some(([other]) => other === word) && query.options[i].push([word, CORRECTED, true]) > 0;

// How well an accented key answers what was typed: 1 exactly, 0 when accents that were typed differ.
export const exactness = (query, { at, size }, accented) => {
  const parts = accented.replace("~", "").split(" ");
  let answer = 1;
  for (let j = 0; j < size; j++) {
    const [, , typed, folded] = query.words[at + j];
    if (parts[j] === typed) continue;
    if (typed !== folded && fold(parts[j]) === folded) return 0;
    if (typed === folded && query.accented) answer = 0.97;
  }
  return answer;
};
