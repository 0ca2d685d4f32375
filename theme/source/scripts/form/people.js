// What is said of a named person beside the name, and what may not be published at all, by the patterns of `kheo check`
// (generator/records/checks/personal.py, persons.py).

const NEAR = 400;

// [start, name] of what reads as a person: a title and a name, or a family name with Văn, Thị…
const named = function* (text, seen) {
  for (const found of text.matchAll(seen.person)) {
    let [name] = found;
    let start = found.index;
    const title = name.match(seen.title_first);
    if (title?.index === 0) {
      start += title[0].length;
      name = name.slice(title[0].length);
    }
    const titled = title?.index === 0 || seen.title_before.test(text.slice(Math.max(0, start - 6), start));
    if ((titled || name.match(seen.full_name)?.index === 0) && name.match(seen.no_person)?.index !== 0) yield [start, name];
  }
};

// An official, an author, a street: named in public already, in that role.
const inRole = (text, start, end, seen) => {
  const before = text.slice(Math.max(0, start - 40), start).split(".").pop();
  const after = text.slice(end, end + 64).split(".")[0];
  return seen.role.test(before) || (/^(?:,| –| \()/.test(after) && seen.role.test(after));
};

const sentenceAt = (text, start, end, seen) => {
  const from = Math.max(0, start - NEAR);
  const stops = [...text.slice(from, start).matchAll(seen.stops)];
  const first = stops.length ? from + stops.at(-1).index + stops.at(-1)[0].length : from;
  const last = [...text.slice(end).matchAll(seen.stops)][0];
  return text.slice(first, last ? end + last.index : text.length);
};

// code: [pattern, what else the sentence must hold, whether officials count as well]
const RULES = {
  KH815: ["money", (sentence, seen) => seen.gives.test(sentence), false],
  KH816: ["class_of", (sentence, seen) => seen.school.test(sentence) || seen.child.test(sentence), true],
  KH817: ["born", null, true],
  KH818: ["people", null, true],
  KH819: ["home", null, true],
  KH820: ["disease", null, true],
};

/** @type {any[]} */
const PATTERNS = [...Object.entries(RULES), ["KH818", ["party", null, true]]];

// [code, text] of everything told of a person. free: names of places, and of those whose consent is on paper.
export const toldOfPeople = (text, seen, free) => {
  const told = [];
  for (const [code, [pattern, also, roles]] of PATTERNS)
    for (const found of text.matchAll(seen[pattern])) {
      const sentence = sentenceAt(text, found.index, found.index + found[0].length, seen);
      if (also && !also(sentence, seen)) continue;
      for (const [start, name] of named(sentence, seen))
        if (!free.has(name) && (roles || !inRole(sentence, start, start + name.length, seen))) {
          told.push([code, `${name} … ${found[0]}`.replace(/\s+/g, " ")]);
          break;
        }
    }
  for (const found of text.matchAll(seen.secret_words))
    if (!/^không/i.test(found[0]) || /ra ngoài/i.test(found[0])) told.push(["KH814", found[0]]);
  for (const found of text.matchAll(seen.secret_stamp)) {
    const words = (part) => part.match(/\p{L}{2,}/gu) || [];
    const beside = [words(text.slice(Math.max(0, found.index - 12), found.index)).at(-1), words(text.slice(found.index + found[0].length, found.index + found[0].length + 12))[0]];
    if (!beside.some((word) => word && word === word.toUpperCase())) told.push(["KH814", found[0]]);
  }
  return told;
};

const UNICODE = /[\u1ea0-\u1ef9đĐơƠưƯ]/u;
const FEWEST = 3;
// How many different words show the letters of a pattern.
const wordsWith = (pattern, text) => new Set(text.split(/\s+/).filter((word) => word.length > 1 && word.search(pattern) >= 0)).size;

// The name of the encoding whose letters a text shows, as generator/core/vietnamese/legacy.py tells them apart, line by line.
export const oldLetters = (text, seen) => {
  if (wordsWith(seen.mojibake, text) >= FEWEST - 1) return "mojibake";
  const old = text.split("\n").filter((one) => !UNICODE.test(one)).join("\n");
  const [tcvn3, vni] = [wordsWith(seen.tcvn3, old), wordsWith(seen.vni, old)];
  return Math.max(tcvn3, vni) < FEWEST ? "" : tcvn3 >= vni ? "TCVN3" : "VNI";
};
