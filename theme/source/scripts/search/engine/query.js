// A text as the keys it asks for.
import { fold, split } from "./text.js";

const COMPLETED = 0.6;
const MOST_SYLLABLES = 24;
const LIGHT = 0.15;

// Words that ask, and words that only join others: what they say counts little as long as something else is left.
const ASKING = split(
  "là gì nào đâu ở đâu bao nhiêu thế nào ra sao làm sao vì sao tại sao của và cho các những cái để được bị với thì mà là một có ở về trong tại từ khi đã sẽ đang cũng như vào lên hay hoặc này đó ấy ai tôi muốn xem hỏi xin biết việc phải do bởi trên dưới nên tốt",
).map((word) => word[2]);
const PLAIN =
  /\b(?:co )?(?:(?:mo hinh|de an|cach lam|noi|xa|ai|huyen|tinh|chuong trinh) nao(?: (?:ve|cho|o|lam|co|giup))?|(?:lam |nhu )?the nao(?: de)?|lam sao(?: de)?|o dau|bao nhieu|la gi|vi sao(?: phai)?|tai sao|toi muon(?: xem| tim| hoi)?|cho (?:toi )?biet|lam gi(?: ve)?|^ai|^cach|khong$)\b/g;

const lightWords = (words) => {
  const accented = words.some((word) => word[2] !== word[3]);
  const bare = words.map((word) => word[3]).join(" ");
  const light = words.map((word) => accented && ASKING.includes(word[2]));
  let asked = false;
  for (const { index, 0: found } of bare.matchAll(PLAIN)) {
    if (found === "khong" && !asked) continue;
    asked = true;
    const first = bare.slice(0, index).split(" ").length - 1;
    for (let at = first; at < first + found.split(" ").length; at++) light[at] = true;
  }
  // Asked without accents, "o" is "ở".
  if (asked) words.forEach((word, i) => (light[i] ||= /^(o|ve)$/.test(word[2]) && i > 0 && i < words.length - 1));
  return light.every(Boolean) ? light.fill(false) : light;
};

// A text as typed -> {words, options, phrase, runs}: for each syllable the folded forms it may stand for, with weights,
// and the number of the quoted phrase it is in, or -1; runs are the phrases that neighbours alone do not make sure of,
// as [first word, the one after the last]. literal: nothing is put right. exact: phrases are wanted with the accents typed.
export const read = (index, text, literal = false) => {
  const words = split(text).slice(0, MOST_SYLLABLES);
  const quoted = [...text.matchAll(/["“”]([^"“”]+)["“”]/g)].map((found) => [found.index, found.index + found[0].length]);
  const phrase = words.map(([start]) => quoted.findIndex(([from, to]) => from < start && start < to));
  const open = words.length > 0 && words.at(-1)[1] === text.length;
  const options = words.map(([, , , folded], i) => {
    if (literal || index.knows(folded) || /[^a-z]/.test(folded)) return [[folded, 1]];
    const last = open && i === words.length - 1;
    if (last && index.begins(folded)) return [[folded, 1]];
    const likely = index.likely(folded).slice(0, 8);
    return likely.length ? likely : [[folded, 1]];
  });
  const runs = quoted.map((_, n) => [phrase.indexOf(n), phrase.lastIndexOf(n) + 1]);
  const light = lightWords(words).map((one, i) => (one && phrase[i] < 0 ? LIGHT : 1));
  return {
    text, words, options, open, phrase, light,
    runs: runs.filter(([first, end]) => end - first > 2),
    exact: words.some((word, i) => phrase[i] >= 0 && word[2] !== word[3]),
    accented: words.some((word) => word[2] !== word[3]),
  };
};

const slot = (kind, at, to, required = false) => ({ kind, at, to, required, tokens: at === to ? [at] : [at, to], bits: (1 << at) | (1 << to) });

// A slot is what one pair of neighbours, one pair with a syllable between, or one syllable, may match: tokens and bits are
// the words it speaks of. turned: pairs in the other order.
export const slotsOf = ({ words, phrase }) => {
  const { length } = words;
  const alone = (i) => phrase[i - 1] !== phrase[i] && phrase[i + 1] !== phrase[i];
  const pairs = words.slice(1).map((_, i) => [i, i + 1]);
  const turned = [...(length > 2 ? [[length - 1, 0]] : []), ...pairs.map(([at, to]) => [to, at])];
  return {
    pairs: pairs.map(([at, to]) => slot("pair", at, to, phrase[at] >= 0 && phrase[at] === phrase[to])),
    apart: words.slice(2).map((_, i) => slot("run", i, i + 2)),
    loose: pairs.map(([at, to]) => slot("apart", at, to)),
    singles: words.map((_, i) => slot("single", i, i, phrase[i] >= 0 && alone(i))),
    turned: turned.map(([at, to]) => slot("turned", at, to)),
  };
};

// [[from, to, weight, doubtful], ...]: the keys of a slot, as ranges.
export const wanted = (query, { at, to, kind }) => {
  const mark = kind === "run" || kind === "apart" ? "=" : "";
  const prefixes = at === to ? [["~", 1]] : query.options[at].map(([word, weight, doubt]) => [`${mark}${word} `, weight, doubt]);
  const open = query.open && to === query.words.length - 1 && query.phrase[to] < 0;
  const ranges = [];
  for (const [before, weight, doubt] of prefixes)
    for (const [word, other, doubtful] of query.options[to]) {
      ranges.push([before + word, before + word, weight * other, doubt || doubtful]);
      if (open && other === 1) ranges.push([before + word, before + word + "\uffff", weight * COMPLETED, doubt]);
    }
  return ranges;
};

const TONED = /[\u0303\u0309]/g;
const toned = (word) => word.normalize("NFD").replace(TONED, "\u0303");
const rhyme = (word) => word.replace(/^(gi(?=[^\s])|qu|[^aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]+)/, "");

// How well an accented key answers what was typed: 1 exactly, 0 when accents that were typed differ.
export const exactness = (query, { at, to }, accented) => {
  const parts = accented.replace(/^[~=]/, "").split(" ");
  let answer = 1;
  parts.forEach((part, j) => {
    const [, , typed, folded] = query.words[j ? to : at];
    if (part === typed) return;
    if (typed === folded) answer = Math.min(answer, query.accented ? 0.97 : 1);
    else if (fold(part) === folded) answer = Math.min(answer, toned(part) === toned(typed) ? 0.7 : 0);
    else if (rhyme(part) !== rhyme(typed)) answer = Math.min(answer, 0.7);
  });
  return answer;
};

