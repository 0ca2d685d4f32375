// Syllables as the index knows them: the same rules as generator/outputs/search/words.py and generator/core/vietnamese/text.py.

const OLD = {};
for (const rhyme of ["oa", "oe", "uy"])
  for (const tone of "\u0300\u0301\u0303\u0309\u0323")
    OLD[(rhyme + tone).normalize()] = (rhyme[0] + tone + rhyme[1]).normalize();
const NEW_RHYME = /(^|.)(o[àáãảạèéẽẻẹ]|u[ỳýỹỷỵ])$/u;
const key = (word) =>
  word
    .toLowerCase()
    .normalize()
    .replace(NEW_RHYME, (all, before, rhyme) => (before === "q" ? all : before + (OLD[rhyme] || rhyme)));

const STROKED = new Map([..."đðɖɗƀɓƙłøħŧıɨʉ"].map((letter, at) => [letter, "ddddbbklohtiiu"[at]]));
export const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đðɖɗƀɓƙłøħŧıɨʉ]/g, (letter) => STROKED.get(letter))
    .normalize();

const known = new Map();

// A spelling -> [key, folded].
export const forms = (spelling) => {
  if (!known.has(spelling)) {
    if (known.size > 20000) known.clear();
    const word = key(spelling.replace(/\./g, ""));
    known.set(spelling, [word, fold(word)]);
  }
  return known.get(spelling);
};

// [start, end, key, folded] of each syllable; a number grouped by points is one.
export const split = (text) => {
  const found = [];
  for (const match of text.matchAll(/[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[\p{L}\p{N}\p{M}]+/gu))
    found.push([match.index, match.index + match[0].length, ...forms(match[0])]);
  return found;
};

// Whether a folded word can be a Vietnamese syllable; the rest are abbreviations and short forms.
export const spoken = (folded) => /^(ngh?|[cgknpt]h|gi|qu|tr|[b-dghk-nprstvx])?[aeiouy]{1,3}(ng|[cn]h|[cmnpt])?$/.test(folded);

// Whether one letter more, less or other, or two swapped, makes one word of the other.
export const near = (a, b) => {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  const rest = (x, from) => x.slice(from);
  return (
    rest(a, i + 1) === rest(b, i + 1) ||
    rest(a, i) === rest(b, i + 1) ||
    rest(a, i + 1) === rest(b, i) ||
    (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2))
  );
};
