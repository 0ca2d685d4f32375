(() => {

const waiting = new Map();
window.kheoSearchShard = (name, data) => waiting.get(name)?.(data);

const load = (root, name, timeout) =>
new Promise((resolve) => {
const script = document.createElement("script");
let data;
const done = () => {
clearTimeout(timer);
waiting.delete(name);
script.remove();
resolve(data);
};
const timer = setTimeout(done, timeout);
waiting.set(name, (given) => (data = given));
script.onload = script.onerror = done;
script.src = `${root}tim/${name}.js`;
document.head.append(script);
});

const readNumbers = (text, visit) => {
let value = 0, scale = 1, at = -1;
for (let i = 0; i < text.length; i++) {
const code = text.charCodeAt(i);
if (code > 92) {
value += (code - 93 + 57) * scale;
scale *= 34;
} else {
at += value + (code - 35) * scale + 1;
visit(at);
value = 0;
scale = 1;
}
}
};

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

const fold = (text) =>
text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").normalize();

const known = new Map();

const forms = (spelling) => {
if (!known.has(spelling)) {
if (known.size > 20000) known.clear();
const word = key(spelling.replace(/\./g, ""));
known.set(spelling, [word, fold(word)]);
}
return known.get(spelling);
};

const split = (text) => {
const found = [];
for (const match of text.matchAll(/[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])|[\p{L}\p{N}\p{M}]+/gu))
found.push([match.index, match.index + match[0].length, ...forms(match[0])]);
return found;
};

const near = (a, b) => {
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

const CARDS = 8, TEXTS = 16;

class Index {
constructor(root, timeout, start) {
const [, count, generation, bounds, groups, facets, syllables] = start;
Object.assign(this, { root, timeout, count, generation, facetsName: facets });
let word = "";
const read = ([, shared, rest]) => (word = word.slice(0, shared.charCodeAt(0) - 65) + rest);
this.bounds = [...bounds.matchAll(/([A-J])([^A-J]*)/g)].map(read);
let first = 0;
this.groups = [...groups.matchAll(/([a-z2-7]{7})(\d+)/g)].map(([, name, size]) => [name, (first += +size) - size]);
word = "";
this.syllables = new Map([...syllables.matchAll(/([A-J])([a-z]*)(\d)/g)].map((found) => [read(found), 2 * found[3]]));
this.sorted = [...this.syllables.keys()];
this.loads = new Map();
this.shards = new Map();
}

file(name, answer) {
if (!this.loads.has(name)) {
this.loads.set(name, load(this.root, name, this.timeout).then((data) => {
if (data === undefined) this.loads.delete(name);
return data;
}));
}
return this.loads.get(name).then((data) => {
if (data === undefined) answer.incomplete = true;
return data;
});
}

packOf(id, size, letter = "") {
let at = this.groups.length - 1;
while (this.groups[at][1] > id) at--;
const [name, first] = this.groups[at];
return [`${name}/${letter}${Math.floor((id - first) / size)}`, (id - first) % size];
}

async packed([name, at], answer) {
return (await this.file(name, answer))?.[at];
}

card(id, answer) {
return this.packed(this.packOf(id, CARDS), answer);
}

texts(id, answer) {
return this.packed(this.packOf(id, TEXTS, "t"), answer);
}

range(from, to = from) {
let low = 0, high = this.bounds.length;
while (low < high) {
const middle = (low + high) >> 1;
if (this.bounds[middle] <= from) low = middle + 1;
else high = middle;
}
const numbers = [];
for (let i = Math.max(0, low - 1); i < this.bounds.length && (i < low || this.bounds[i] <= to); i++) numbers.push(i);
return numbers;
}

async need(numbers, answer) {
await Promise.all([...new Set(numbers)].filter((number) => !this.shards.has(number)).map(async (number) => {
const data = await this.file(`${this.generation}/${number}`, answer);
if (typeof data !== "string" || this.shards.has(number)) return;
const keys = new Map();
for (const line of data.split("\n")) {
const cut = line.indexOf("!");
if (cut < 0 || line[0] === "=") continue;
const accented = line.slice(0, cut);
const folded = accented.replace(/[^ ~]+/g, (word) => forms(word)[1]);
if (!keys.has(folded)) keys.set(folded, []);
keys.get(folded).push([accented, line.slice(cut + 1)]);
}
this.shards.set(number, keys);
}));
}

entries(folded) {
for (const number of this.range(folded)) {
const found = this.shards.get(number)?.get(folded);
if (found) return found;
}
return [];
}

keysFrom(prefix) {
const found = [];
for (const number of this.range(prefix, prefix + "\uffff"))
for (const folded of this.shards.get(number)?.keys() || []) if (folded.startsWith(prefix)) found.push(folded);
return found;
}

rarity(folded) {
const most = Math.log2(this.count + 1) + 1;
return Math.max(0.5, most - (this.syllables.get(folded) ?? (/^[a-z]+$/.test(folded) ? 0 : 2)));
}

corrections(folded) {
if (folded.length < 2 || /[^a-z]/.test(folded)) return [];
return this.sorted.filter((word) => near(folded, word)).sort((a, b) => this.syllables.get(b) - this.syllables.get(a));
}

knows(folded) {
return this.syllables.has(folded) || /[^a-z]/.test(folded);
}
}

const REACH = 40; // syllables
const SYLLABLE = /^(ngh?|[cgknpt]h|gi|qu|tr|[b-dghk-nprstvx])?[aeiouy]{1,3}(ng|[cn]h|[cmnpt])?$/; // the rest are abbreviations

const wantedWords = (query, texts) => {
const words = new Map();
query.words.forEach(([, , typed, folded], i) => {
if (query.said?.[i]) words.set(fold(query.said[i]), null);
else if (!query.said) for (const [word] of query.options[i].slice(1)) words.set(word, null);
if (query.options[i][0]?.[0] === folded) words.set(folded, typed === folded ? null : typed);
});
const last = query.words.at(-1);
words.row = query.words.map((word) => word[3]);
const whole = () => texts.some((text) => split(text).some((one) => one[3] === last[3]));
words.open = query.open && last && !whole() ? last[3] : null;
return words;
};

const initials = (words) => words.map((word) => word[0]).join("");
const capitals = (spelt) => spelt.length > 1 && spelt === spelt.toUpperCase();

const matched = (text, words) =>
split(text).map(([start, end, word, folded]) => {
const typed = words.get(folded);
if (typed === null || typed === word) return [start, end, folded, [folded]];
if (words.open && folded.startsWith(words.open)) return [start, end, folded, [words.open]];
const first = capitals(text.slice(start, end)) ? initials(words.row).indexOf(folded) : -1;
return first >= 0 ? [start, end, folded, words.row.slice(first, first + folded.length)] : null;
});

const marked = (text, words, from = 0, to = text.length) => {
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

const closeness = (text, words) => {
const hits = [];
matched(text, words).forEach((hit, at) => hit && hit[3].forEach((word) => hits.push([word, at])));
let best = 0;
for (let i = 0; i < hits.length; i++) {
const seen = new Set(), places = new Set();
for (let j = i; j < hits.length && hits[j][1] - hits[i][1] < REACH; j++) {
if (seen.has(hits[j][0])) continue;
seen.add(hits[j][0]);
places.add(hits[j][1]);
best = Math.max(best, seen.size - (hits[j][1] - hits[i][1] + 1 - places.size) / REACH);
}
}
return best;
};

const holds = (text, { words, options, exact }, [first, end]) => {
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
return bare.length > 1 && !SYLLABLE.test(bare) && initials(meant) === bare && goesOn(at + bare.length, i + 1);
};
return row.some((_, at) => goesOn(at, first));
};

const COMPLETED = 0.6;
const CORRECTED = 0.7;
const MOST_SYLLABLES = 24;
const HARMFUL = /[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

const read = (index, text) => {
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

const pairs = ({ words, phrase }) =>
words.slice(1).map((_, i) => ({ at: i, size: 2, required: phrase[i] >= 0 && phrase[i] === phrase[i + 1] }));

const singles = ({ words, phrase }) =>
words.map((_, i) => {
const alone = (j) => phrase[j] !== phrase[i];
return { at: i, size: 1, required: phrase[i] >= 0 && alone(i - 1) && alone(i + 1) };
});

const wanted = (query, { at, size }) => {
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

const doubt = (query, i, word) =>
!query.options[i].some(([other]) => other === word) && query.options[i].push([word, CORRECTED, true]) > 0;

const exactness = (query, { at, size }, accented) => {
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

const VERSION = 4;
const FIELDS = [1, 1.3, 1.7, 2.2, 3.4]; // story, lede, about, place, name
const OTHER_ACCENTS = 0.25; // below 1 / 3.4: the right word in a story comes before a look-alike in a name
const WHOLE = 2.5; // all that was asked stands there in one run: that is worth more than being told in a name
const MOST_SHARDS = 6; // new ones for a query, so that a long one does not load half the index
const MOST_MORE = 4; // and when the best answer lacks something
const MOST_READ = 24; // documents
const STEP = 10; // of these, at least, at a time

class Engine extends Index {
async fetch(query, slots, most, answer) {
const rare = (slot) =>
Math.max(...Array.from({ length: slot.size }, (_, j) => this.rarity(query.words[slot.at + j][3])));
const plans = slots.map((slot) => {
const all = wanted(query, slot).map(([from, to]) => this.range(from, to).slice(0, from === to ? 1 : 3));
return { slot, all, spread: new Set(all.flat()).size, rare: rare(slot) };
});
plans.sort((a, b) => b.slot.required - a.slot.required || a.spread - b.spread || b.rare - a.rare);
const asked = new Set();
for (const { slot, all } of plans) {
slot.in = false;
for (const numbers of all) {
const fresh = numbers.filter((number) => !this.shards.has(number) && !asked.has(number));
if (fresh.length && asked.size + fresh.length > most && !slot.required) continue;
fresh.forEach((number) => asked.add(number));
slot.in = true;
}
}
await this.need(asked, answer);
}

matches(query, slot) {
const found = new Map();
for (const [from, to, weight, doubtful] of wanted(query, slot)) {
for (const folded of from === to ? [from] : this.keysFrom(from))
for (const [accented, lists] of this.entries(folded)) {
const exact = exactness(query, slot, accented);
const before = found.get(accented);
if (!before || before[2] < weight) found.set(accented, [accented, lists, weight, exact, doubtful]);
}
}
const all = [...found.values()];
const some = all.some((entry) => entry[3] > 0);
for (const entry of all) entry[2] *= entry[3] || (some ? OTHER_ACCENTS : 0.9);
return all;
}

score(query, slots) {
const [scores, best, joined] = [0, 0, 0].map(() => new Float32Array(this.count));
let whole = 0;
const [covered, surely] = [new Uint32Array(this.count), new Uint32Array(this.count)];
for (const slot of slots) {
const touched = [];
const bits = slot.size === 1 ? 1 << slot.at : 3 << slot.at;
slot.matches = this.matches(query, slot);
for (const [, lists, weight, exact, doubtful] of slot.matches)
lists.split("!").forEach((list, field) => {
const value = weight * FIELDS[field];
const sure = doubtful ? 0 : bits;
readNumbers(list, (id) => {
if (!best[id]) touched.push(id);
surely[id] |= sure;
if (best[id] < value) best[id] = value;
if (slot.required && (exact || !query.exact)) (slot.kept ??= new Set()).add(id);
});
});
const worth = Math.log2(1 + this.count / (touched.length || 1)) * (slot.size === 1 ? 0.6 : 1);
if (slot.size === 2) whole += worth;
for (const id of touched) {
scores[id] += worth * best[id];
if (slot.size === 2) joined[id] += worth;
covered[id] |= bits;
best[id] = 0;
}
}
return { scores, joined, whole, covered, surely };
}

ranked(query, slots) {
const { scores, joined, whole: together, covered, surely } = this.score(query, slots);
const weights = query.words.map((word) => this.rarity(word[3]));
const whole = weights.reduce((sum, weight) => sum + weight, 0);
const shares = new Map();
const required = slots.filter((slot) => slot.required);
const found = [];
for (let id = 0; id < this.count; id++) {
if (!scores[id] || !required.every((slot) => slot.kept?.has(id))) continue;
const bits = covered[id];
const pattern = bits * 0x1000000 + surely[id];
if (!shares.has(pattern)) {
const has = (i) => (surely[id] & (1 << i) ? 1 : bits & (1 << i) ? 0.5 : 0);
shares.set(pattern, weights.reduce((sum, weight, i) => sum + weight * has(i), 0) / whole);
}
const share = shares.get(pattern), near = together ? joined[id] / together : 0;
found.push([id, scores[id] * (0.25 + 0.75 * share * share) * (0.25 + 0.75 * near * near), share, bits, near]);
}
const most = found.reduce((high, entry) => Math.max(high, entry[2]), 0);
const least = most > 0.999 ? 0.75 : most * 0.6;
return found.filter((entry) => entry[2] >= least).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

async repair(query, missing, most, answer) {
const asked = new Set();
const tries = [];
for (const i of missing) {
if (query.phrase[i] >= 0 || query.options[i].length > 1) continue;
const others = this.corrections(query.words[i][3]).slice(0, 12);
if (i > 0)
for (const [before] of query.options[i - 1].slice(0, 2))
for (const word of others) tries.push([i, word, `${before} ${word}`]);
if (i + 1 < query.words.length)
for (const [after] of query.options[i + 1].slice(0, 2))
for (const word of others.slice(0, 4)) tries.push([i, word, `${word} ${after}`]);
}
for (const [, , folded] of tries) {
const [number] = this.range(folded);
if (number !== undefined && !this.shards.has(number) && asked.size < most) asked.add(number);
}
await this.need(asked, answer);
most -= asked.size;
let found = false;
for (const [i, word, folded] of tries) {
if (this.entries(folded).length && doubt(query, i, word)) found = true;
}
return [found, most];
}

async find(query, answer) {
const ones = singles(query);
let slots = [...pairs(query), ...ones.filter((slot) => ones.length === 1 || slot.required)];
await this.fetch(query, slots, MOST_SHARDS, answer);
slots = slots.filter((slot) => slot.in);
let found = this.ranked(query, slots);
const lacks = (bits) => query.words.map((_, i) => i).filter((i) => !(bits & (1 << i)));
const missing = lacks(found.length ? found[0][3] : 0);
if (missing.length) {
const apart = missing.length > 2 && 2 * missing.length > query.words.length;
const [repaired, left] = apart ? [false, MOST_MORE] : await this.repair(query, missing, MOST_MORE, answer);
const others = ones.filter((slot) => !slots.includes(slot));
await this.fetch(query, others, left, answer);
slots = [...slots, ...others.filter((slot) => slot.in)];
if (repaired || others.length) found = this.ranked(query, slots);
}
query.slots = slots;
return found;
}

result(id, card, texts, query) {
const [address, kind, name, others, place, today, field, fieldName, organisation, year, lede] = card;
const words = wantedWords(query, [name, others, lede, texts[0]]);
const said = (text) => matched(text, words).some((one) => one);
const shown = others && said(others) && !said(name) ? `${name} (${others})` : name;
return { id, address, kind, name: marked(shown, words), place, today, field, fieldName, organisation, year };
}


async search(text, options = {}) {
const { limit = 10, offset = 0 } = options;
const answer = { total: 0, results: [], facets: null, incomplete: false, unread: 0, suggestion: null };
const query = read(this, text ?? "");
let found = await this.look(query, answer);
if (!found.length && query.exact) {
query.exact = false;
found = await this.look(query, answer);
}
if (this.narrow) found = await this.narrow(found, query, options, answer);
found = await this.closest(found, query, options, answer);
found = await this.confirm(found, query, offset + limit, answer);
answer.total = found.length;
const shown = found.slice(offset, offset + limit);
const data = await Promise.all(shown.map(async ([id]) => [id, await this.card(id, answer), await this.texts(id, answer)]));
for (const [id, card, texts] of data) if (card) answer.results.push(this.result(id, card, texts || [""], query));
return answer;
}

async look(query, answer) {
query.held = new Map();
return query.words.length ? this.confirm(await this.find(query, answer), query, MOST_READ, answer) : [];
}

async confirm(found, query, count, answer) {
if (!query.runs.length) return found;
const { held } = query;
const sure = [];
let at = 0, left = MOST_READ;
while (at < found.length && sure.length < count && left > 0) {
const some = found.slice(at, (at += Math.max(count - sure.length, STEP)));
left -= some.filter(([id]) => !this.loads.has(this.packOf(id, 16, "t")[0])).length;
await Promise.all(some.map(async ([id]) => {
if (!held.has(id)) held.set(id, await this.has(id, query, answer));
}));
sure.push(...some.filter(([id]) => held.get(id)));
}
const rest = found.slice(at).filter(([id]) => held.get(id) !== false);
answer.unread = rest.filter(([id]) => !held.has(id)).length;
return [...sure, ...rest];
}

async has(id, query, answer) {
const texts = await this.wording(id, answer);
return query.runs.every((run) => texts.some((text) => holds(text, query, run)));
}

async wording(id, answer) {
const [card, texts] = await Promise.all([this.card(id, answer), this.texts(id, answer)]);
return [...(card || []), ...(texts || [])].filter((text) => text?.length);
}

async closest(found, query, { sort }, answer) {
if (query.words.length < 2 || !found.length || (sort && sort !== "relevance")) return found;
const words = wantedWords(query, []);
const apart = found[0][4] <= 0.5;
const likely = found.slice(0, apart ? MOST_READ : 10);
const worth = await Promise.all(likely.map(async ([id, score]) => {
const texts = await this.wording(id, answer);
const near = Math.max(...texts.map((text) => closeness(text, words)), 0) / query.words.length;
return apart ? near : score * (near === 1 && query.words.length > 2 ? WHOLE : 0.7 + 0.3 * near * near);
}));
const order = likely.map((_, i) => i).sort((a, b) => worth[b] - worth[a] || a - b);
return [...order.map((i) => likely[i]), ...found.slice(likely.length)];
}

async complete(text, { limit = 6 } = {}) {
const query = read(this, text ?? "");
const { words } = query;
if (!words.length || !(query.open || /\s$/.test(query.text))) return [];
const at = query.open ? words.length - 1 : words.length;
const head = query.text.slice(0, query.open ? words[at][0] : undefined);
const [, , typed, folded] = words[at] || [0, 0, "", ""];
const gather = async (prefix) => {
await this.need(this.range(prefix + folded, prefix + folded + "\uffff").slice(0, 4), {});
const tallies = new Map();
for (const whole of this.keysFrom(prefix + folded))
for (const [accented, lists] of this.entries(whole)) {
const word = accented.slice(prefix.length);
const before = prefix.length > 1 ? words[at - 1] : null;
const second = prefix.length > 1 ? accented.split(" ")[1] : word;
if (before && before[2] !== before[3] && accented.split(" ")[0] !== before[2]) continue;
const fits = typed === folded || second.startsWith(typed) ? 1 : 0.01;
let documents = 0;
for (let i = 0; i < lists.length; i++) if (lists.charCodeAt(i) > 34 && lists.charCodeAt(i) < 93) documents++;
tallies.set(second, (tallies.get(second) || 0) + documents * fits);
}
return [...tallies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
};
let found = at > 0 ? await gather(words[at - 1][3] + " ") : [];
if (!found.length && folded) found = await gather("~");
return found.filter((word) => word !== typed).slice(0, limit).map((word) => head + word);
}
}

const engines = new Map();

window.KheoSearch = {
open(root, { timeout = 15000 } = {}) {
const base = new URL(root || "./", document.baseURI).href;
if (!engines.has(base)) {
engines.set(base, load(base, "goc", timeout).then((start) => {
if (Array.isArray(start) && start[0] === VERSION) return new Engine(base, timeout, start);
engines.delete(base);
throw new Error("search index: no start, or another version");
}));
}
return engines.get(base);
},
Engine, fold, readNumbers, split, matched, marked, wantedWords,
};
})();
