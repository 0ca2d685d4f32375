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

const STROKED = new Map([..."đðɖɗƀɓƙłøħŧıɨʉ"].map((letter, at) => [letter, "ddddbbklohtiiu"[at]]));
const fold = (text) =>
text
.toLowerCase()
.normalize("NFD")
.replace(/[\u0300-\u036f]/g, "")
.replace(/[đðɖɗƀɓƙłøħŧıɨʉ]/g, (letter) => STROKED.get(letter))
.normalize();

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

const spoken = (folded) => /^(ngh?|[cgknpt]h|gi|qu|tr|[b-dghk-nprstvx])?[aeiouy]{1,3}(ng|[cn]h|[cmnpt])?$/.test(folded);

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

const ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const BESIDE = {};
ROWS.forEach((row, y) =>
[...row].forEach((letter, x) => {
BESIDE[letter] = [row[x - 1], row[x + 1], ...[y - 1, y + 1].flatMap((z) => [ROWS[z]?.[x - (z > y)], ROWS[z]?.[x + (z < y)]])].join("");
}),
);

const sound = (word) =>
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

const slipped = (one, other) => {
if (one.length !== other.length) return false;
let at = 0;
while (one[at] === other[at]) at++;
return one.slice(at + 1) === other.slice(at + 1) && !!BESIDE[one[at]]?.includes(other[at]);
};

const likeness = (one, other) => {
if (one === other) return 0;
if (sound(one) === sound(other)) return 0.85;
if (!near(one, other)) return 0;
return slipped(one, other) ? 0.8 : 0.7;
};

const CARDS = 16, TEXTS = 16;

class Index {
constructor(root, timeout, start) {
const [, count, generation, bounds, groups, facets, syllables, lesser, words] = start;
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
this.likes = new Map();
this.weights = new Float32Array(this.count).fill(1);
(lesser || []).forEach(([weight, ids]) => readNumbers(ids, (id) => (this.weights[id] = weight)));
this.words = new Map((words || "").split("\n").filter(Boolean).map((line) => line.split("=")).map(([one, others]) => [one, others.split("|")]));
this.bare = new Map([...this.words].map(([one, others]) => [forms(one)[1], others]));
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
await Promise.all(numbers.map(async (number) => {
const data = await this.file(`${this.generation}/${number}`, answer);
if (typeof data !== "string" || this.shards.has(number)) return;
const keys = new Map();
for (const line of data.split("\n")) {
const cut = line.indexOf("!");
if (cut < 0) continue;
const key = line.slice(0, cut);
const folded = /^[=>]/.test(key) ? key : key.replace(/[^ ~]+/g, (word) => forms(word)[1]);
if (!keys.has(folded)) keys.set(folded, []);
keys.get(folded).push([key, line.slice(cut + 1)]);
}
this.shards.set(number, keys);
}));
}

rarity(folded) {
const most = Math.log2(this.count + 1) + 1;
return Math.max(0.5, most - (this.syllables.get(folded) ?? (/^[a-z]+$/.test(folded) ? 0 : 2)));
}

likely(folded) {
if (folded.length < 2 || /[^a-z]/.test(folded)) return [];
if (!this.likes.has(folded)) {
const found = this.sorted.map((word) => [word, likeness(folded, word)]).filter(([, like]) => like);
found.sort((a, b) => b[1] - a[1] || this.syllables.get(b[0]) - this.syllables.get(a[0]));
this.likes.set(folded, found.slice(0, 16));
}
return this.likes.get(folded);
}

knows(folded) {
return this.syllables.has(folded);
}

begins(folded) {
return this.sorted.some((word) => word.startsWith(folded));
}
}

class Plan {
constructor(index, answer) {
Object.assign(this, { index, answer, numbers: new Set() });
}

cost(numbers) {
return numbers.filter((number) => !this.numbers.has(number)).length;
}

async load(numbers) {
numbers.forEach((number) => this.numbers.add(number));
await this.index.need([...this.numbers], this.answer);
}

numbersOf(from, to = from) {
return this.index.range(from.replace(/^[=>]/, ""), to.replace(/^[=>]/, ""));
}

shardsFrom(from, to) {
return this.numbersOf(from, to).filter((number) => this.numbers.has(number)).map((number) => this.index.shards.get(number)).filter(Boolean);
}

has(folded) {
return this.numbers.has(this.numbersOf(folded)[0]);
}

entries(folded) {
for (const shard of this.shardsFrom(folded, folded)) if (shard.has(folded)) return shard.get(folded);
return [];
}

keysFrom(prefix) {
const found = [];
for (const shard of this.shardsFrom(prefix, prefix + "\uffff")) for (const folded of shard.keys()) if (folded.startsWith(prefix)) found.push(folded);
return found;
}
}

const COMPLETED = 0.6;
const MOST_SYLLABLES = 24;
const LIGHT = 0.15;

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
if (asked) words.forEach((word, i) => (light[i] ||= /^(o|ve)$/.test(word[2]) && i > 0 && i < words.length - 1));
return light.every(Boolean) ? light.fill(false) : light;
};

const read = (index, text, literal = false) => {
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

const slotsOf = ({ words, phrase }) => {
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

const wanted = (query, { at, to, kind }) => {
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

const exactness = (query, { at, to }, accented) => {
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


const TELEX = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const VNI = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
const HAT = { a: "â", e: "ê", o: "ô" };
const HOOK = { a: "ă", o: "ơ", u: "ư" };
const VOWEL = /[aeiouyăâêôơư]/;
const MARKED = /[ăâêôơư]/;

const mark = (letters, marks, wanted = /./) => {
for (let at = letters.length - 1; at >= 0; at--)
if (marks[letters[at]] && wanted.test(letters[at])) {
if (marks === HOOK && letters[at] === "o" && letters[at - 1] === "u" && letters[at - 2] !== "q") letters[at - 1] = "ư";
letters[at] = marks[letters[at]];
return true;
}
return false;
};

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

const telex = (word) =>
decode(word, (letters, letter) => {
const vowels = letters.some((one) => VOWEL.test(one));
if (TELEX[letter] && vowels) return TELEX[letter];
if (letter === "w") return mark(letters, HOOK) ? "" : null;
if (letter === "d" && letters[0] === "d") return (letters[0] = "đ") && "";
return HAT[letter] && mark(letters, HAT, new RegExp(letter)) ? "" : null;
});

const vni = (word) =>
decode(word, (letters, letter) => {
if (VNI[letter]) return VNI[letter];
if (letter === "9") return letters[0] === "d" ? (letters[0] = "đ") && "" : null;
const marks = letter === "6" ? HAT : letter === "7" ? HOOK : letter === "8" ? { a: "ă" } : null;
return marks && mark(letters, marks) ? "" : null;
});

const HARMFUL = /[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;
const MOST_READINGS = 4;

const clean = (text) => String(text).slice(0, 1000).normalize().replace(HARMFUL, " ");

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

const parted = (index, word, open) => {
const [typed, folded] = forms(word);
return cuts(index, folded, open).map((words) => words.map(([start, end]) => typed.slice(start, end)).join(" "));
};

const digitsApart = (index, word, open) =>
word
.replace(/(?<!\d)(\d{4})(\d{4})(?!\d)/, "$1 $2")
.match(/\d+|[^\d ]+/g)
.map((part, at, all) => (/\d/.test(part) || index.knows(fold(part)) ? part : parted(index, part, open && at === all.length - 1)[0] || part))
.join(" ");

const meanings = (index, word, open) => {
const [typed, folded] = forms(word);
const known = index.knows(folded);
const found = [];
const short = index.words.get(typed) || index.words.get(folded);
if (short && (!known || !spoken(folded))) found.push(...short);
if (known) return found;
const fits = (text) => text && (index.knows(fold(text)) || (open && index.begins(fold(text))));
if (/\d/.test(folded)) {
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

const readings = (index, text) => {
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
const grouped = text.replace(/(?<![\d.,])(\d{1,3})((?:[ ,\u00a0]\d{3})+)(?![\d])/g, (all, head, rest) => head + rest.replace(/\D/g, ""));
if (grouped !== text) made.push([grouped, false]);
return (unknown ? [...made, [text, false]] : [[text, false], ...made]).slice(0, MOST_READINGS);
};

const MOST_SHARDS = 4;

const among = async (index, text, limit) => {
const query = read(index, text);
const { words } = query;
if (!words.length || !(query.open || /\s$/.test(text))) return [];
const at = query.open ? words.length - 1 : words.length;
const head = text.slice(0, query.open ? words[at][0] : undefined);
const [, , typed, folded] = words[at] || [0, 0, "", ""];
const before = words[at - 1];
const gather = async (prefix) => {
const plan = new Plan(index, {});
await plan.load(plan.numbersOf(prefix + folded, prefix + folded + "\uffff").slice(0, MOST_SHARDS));
const tallies = new Map();
for (const whole of plan.keysFrom(prefix + folded))
for (const [key, lists] of plan.entries(whole)) {
const [first, second] = prefix === "~" ? ["", key.slice(1)] : key.split(" ");
if (first && before[2] !== before[3] && first !== before[2]) continue;
const fits = typed === folded || second.startsWith(typed) ? 1 : 0.01;
let documents = 0;
for (let i = 0; i < lists.length; i++) if (lists.charCodeAt(i) > 34 && lists.charCodeAt(i) < 93) documents++;
tallies.set(second, (tallies.get(second) || 0) + documents * fits);
}
return [...tallies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
};
let found = before ? await gather(`${before[3]} `) : [];
if (!found.length && folded) found = await gather("~");
return found.filter((word) => word !== typed).slice(0, limit).map((word) => head + word);
};

const complete = async (index, text, { limit = 6 } = {}) => {
for (const [one] of readings(index, text)) {
const found = await among(index, one, limit);
if (found.length) return found;
}
return [];
};


const wantedWords = (query, texts) => {
const words = new Map();
query.words.forEach(([, , typed, folded], i) => {
if (query.said?.[i]) words.set(fold(query.said[i]), null);
else if (!query.said) for (const [word] of query.options[i].slice(1)) words.set(word, null);
if (query.light[i] < 1) return;
if (query.options[i][0]?.[0] === folded) words.set(folded, typed === folded ? null : typed);
});
for (const [typed, folded] of query.others || []) if (!words.has(folded)) words.set(folded, typed === folded ? null : typed);
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
return bare.length > 1 && !spoken(bare) && initials(meant) === bare && goesOn(at + bare.length, i + 1);
};
return row.some((_, at) => goesOn(at, first));
};

const spans = ({ words, plan }, longer = false) => {
const { index } = plan;
const found = [];
words.forEach(([start, end, typed, folded], i) => {
const others = longer ? null : index.words.get(typed) || (typed === folded ? index.bare.get(folded) : null);
if (others && spoken(folded)) found.push([start, end, others, i, i + 1]);
if (i + 1 === words.length) return;
for (const [, lists] of plan.entries(`>${folded} ${words[i + 1][3]}`))
for (const line of lists.split(";")) {
const [said, others] = line.split("=");
const row = split(said);
const fits = row.every(([, , word, bare], j) => {
const here = words[i + j];
return here && here[3] === bare && (here[2] === here[3] || here[2] === word);
});
if (fits) found.push([start, words[i + row.length - 1][1], others.split("|"), i, i + row.length]);
}
});
return found.sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
};

const FIELDS = [1, 1.3, 1.7, 2.2, 3.4]; // story, lede, about, place, name
const OTHER_ACCENTS = 0.25; // below 1 / 3.4: the right word in a story comes before a look-alike in a name
const RUN = 1.2; // all that was asked stands there in one run: that is worth more than being told in a name
const NEARLY = { apart: 0.8, turned: 0.6 }; // what one syllable parts, or what comes in the other order, is nearly together
const FEW = 10; // documents
const DOUBTFUL = 0.85, LOOKALIKE = 0.5; // how surely a word is there that was put right, or has other accents
const MOST_PAIRS = 8, MOST_BRIEF = 4, MOST_SINGLES = 4, MOST_REPAIRS = 6; // shards
const ENOUGH = 0.8; // a query answered so well is not put right

const fetch = async (query, slots, most) => {
const { plan } = query, { index } = plan;
const plans = slots.map((slot) => {
const all = wanted(query, slot).map(([from, to]) => plan.numbersOf(from, to).slice(0, from === to ? 1 : 3));
const rare = Math.max(...slot.tokens.map((i) => index.rarity(query.words[i][3]))) * Math.min(...slot.tokens.map((i) => query.light[i]));
return { slot, all, spread: new Set(all.flat()).size, rare, order: slot.kind === "run" };
});
plans.sort((a, b) => !!b.slot.required - !!a.slot.required || a.order - b.order || a.spread - b.spread || b.rare - a.rare);
const asked = new Set();
for (const { slot, all } of plans) {
slot.in = false;
for (const numbers of all) {
const fresh = numbers.filter((number) => !plan.numbers.has(number) && !asked.has(number));
if (fresh.length && asked.size + fresh.length > most && !slot.required) continue;
fresh.forEach((number) => asked.add(number));
slot.in = true;
}
}
await plan.load([...asked]);
return slots.filter((slot) => slot.in);
};

const matches = (query, slot) => {
const found = new Map();
for (const [from, to, weight, doubtful] of wanted(query, slot))
for (const folded of from === to ? [from] : query.plan.keysFrom(from))
for (const [key, lists] of query.plan.entries(folded)) {
const exact = key[0] === "=" ? 0.97 : exactness(query, slot, key);
const before = found.get(key);
if (!before || before[2] < weight) found.set(key, [key, lists, weight, exact, doubtful]);
}
const all = [...found.values()];
const some = all.some((entry) => entry[3] > 0);
for (const entry of all) entry[2] *= entry[3] || (some ? OTHER_ACCENTS : LOOKALIKE);
return all;
};

const weigh = (query, slots, count, visit) => {
const best = new Float32Array(count), sure = new Float32Array(count);
for (const slot of slots) {
slot.matches ??= matches(query, slot);
const touched = [];
for (const [, lists, weight, exact, doubtful] of slot.matches)
lists.split("!").forEach((list, field) => {
const value = weight * (slot.kind === "run" || slot.kind === "apart" ? 1 : FIELDS[field]);
const surely = exact ? (doubtful ? DOUBTFUL : 1) : LOOKALIKE;
readNumbers(list, (id) => {
if (!best[id]) touched.push(id);
if (sure[id] < surely) sure[id] = surely;
if (best[id] < value) best[id] = value;
if (slot.required && (exact || !query.exact)) (slot.kept ??= new Set()).add(id);
});
});
const light = Math.min(...slot.tokens.map((i) => query.light[i]));
const worth = light * Math.log2(1 + count / (touched.length || 1)) * (slot.at === slot.to ? 0.6 : 1);
slot.worth = worth;
for (const id of touched) {
visit(slot, id, best[id], worth, sure[id]);
best[id] = sure[id] = 0;
}
}
};

const ranked = (query, slots) => {
const { index } = query.plan, { count } = index;
const [scores, joined, runs] = [0, 0, 0].map(() => new Float32Array(count));
const covered = new Uint32Array(count), { length } = query.words;
const surely = new Float32Array(count * length); // of each word of each document
const order = ["pair", "apart", "turned", "run", "single"];
const sorted = [...slots].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
const gaps = new Float32Array(length).fill(Math.log2(1 + count));
const bridged = new Uint32Array(count);
weigh(query, sorted, count, (slot, id, value, worth, sure) => {
if (slot.kind === "run") {
runs[id] += worth * value;
return;
}
if (slot.kind !== "single") {
const gap = Math.abs(slot.at - slot.to) > 1 ? 31 - Math.clz32(~bridged[id] & -~bridged[id]) : Math.min(slot.at, slot.to);
const bit = 1 << gap;
if (gap > length - 2 || bridged[id] & bit) return;
if (slot.kind === "pair") gaps[gap] = worth;
else value *= NEARLY[slot.kind];
bridged[id] |= bit;
joined[id] += gaps[gap] * Math.min(1, value);
}
scores[id] += worth * value;
covered[id] |= slot.bits;
for (const i of slot.tokens) if (surely[id * length + i] < sure) surely[id * length + i] = sure;
});
const sum = (kind) => slots.reduce((all, slot) => all + (slot.kind === kind ? slot.worth : 0), 0);
const together = gaps.subarray(0, length - 1).reduce((all, gap) => all + gap, 0), inRuns = sum("run");
const weights = query.words.map((word, i) => index.rarity(word[3]) * query.light[i]);
const whole = weights.reduce((all, weight) => all + weight, 0);
const required = slots.filter((slot) => slot.required);
const found = [];
for (let id = 0; id < count; id++) {
if (!scores[id] || !required.every((slot) => slot.kept?.has(id))) continue;
const bits = covered[id];
let share = 0;
for (let i = 0; i < length; i++) share += weights[i] * surely[id * length + i];
share /= whole;
const near = together ? Math.min(1, joined[id] / together) : length > 1 ? 0 : 1;
const run = inRuns && near > 0.95 ? 1 + RUN * (runs[id] / inRuns) ** 2 : 1;
const score = index.weights[id] * run * scores[id] * (0.25 + 0.75 * share * share) * (0.25 + 0.75 * near * near);
found.push([id, score, share, bits, near]);
}
const most = found.reduce((high, entry) => Math.max(high, entry[2]), 0);
const least = most > 0.999 ? 0.75 : most * 0.6;
return found.filter((entry) => entry[2] >= least).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};

const worthOf = ([, , share, , near]) => share * (0.5 + 0.5 * near);
const best = (found) => (found.length ? worthOf(found[0]) : 0);
const quality = (query) => best(query.found);

const strangers = (query, pairs) => {
const meant = spans(query);
const said = pairs.map((pair) => !!pair.matches?.some((entry) => entry[3]));
return query.words.map((_, i) => i).filter((i) => !said[i - 1] && !said[i] && !meant.some(([, , , first, end]) => first <= i && i < end));
};

const repaired = async (query, missing) => {
const { plan } = query, { index } = plan;
const tries = [];
for (const behind of [true, false])
for (const i of missing) {
const beside = query.options[behind ? i - 1 : i + 1];
if (!beside || query.phrase[i] >= 0 || query.options[i].length > 1 || query.light[i] < 1) continue;
for (const [other] of beside.slice(0, 2))
for (const [word, like] of index.likely(query.words[i][3]).slice(0, behind ? 12 : 5))
tries.push([i, word, like, behind ? `${other} ${word}` : `${word} ${other}`]);
}
tries.sort((a, b) => b[2] - a[2]);
const asked = new Set();
for (const [, , , folded] of tries) {
const [number] = plan.numbersOf(folded);
if (number !== undefined && !plan.numbers.has(number) && asked.size < MOST_REPAIRS) asked.add(number);
}
await plan.load([...asked]);
const options = query.options.map((some) => [...some]);
let found = false;
for (const [i, word, like, folded] of tries)
if (plan.entries(folded).length && !options[i].some(([other]) => other === word)) {
options[i].push([word, like, true]);
found = true;
}
return found ? options : null;
};

const find = async (query, { literal = false, brief = false } = {}) => {
const { pairs, apart, loose, singles, turned } = slotsOf(query);
const { length } = query.words;
const required = singles.filter((slot) => slot.required || singles.length === 1);
let slots = await fetch(query, [...pairs, ...required, ...(brief ? [] : apart)], brief ? MOST_BRIEF : MOST_PAIRS);
slots = [...slots, ...loose.filter((_, i) => pairs[i].in)];
let found = ranked(query, slots);
const lacks = () => {
const bits = found.length ? found[0][3] : 0;
return query.words.map((_, i) => i).filter((i) => !(bits & (1 << i)) && query.light[i] === 1);
};
const missing = lacks();
if (!brief && length > 1 && (missing.length || best(found) < ENOUGH || found.length < FEW)) {
const others = singles.filter((slot) => !slots.includes(slot) && query.light[slot.at] === 1);
const first = (slot) => missing.includes(slot.at);
others.sort((a, b) => first(b) - first(a));
const more = await fetch(query, [...others, ...turned], MOST_SINGLES);
slots = [...slots, ...more];
found = ranked(query, slots);
const suspects = best(found) < ENOUGH && !literal ? strangers(query, pairs) : [];
const options = suspects.length ? await repaired(query, suspects) : null;
if (options) {
const other = { ...query, options };
await fetch(other, pairs, MOST_REPAIRS);
const again = slots.map((slot) => ({ ...slot, matches: null, kept: null }));
const better = ranked(other, again);
if (best(better) > best(found) + 0.05) [found, slots, query.options] = [better, again, options];
}
}
query.slots = slots;
return found;
};

const MOST = 4; // other ways to say it
const PLENTY = 3; // documents that say it as it was typed
const LESS = 0.75; // what is said in other words counts less
const GUESSED = 0.1; // what is found by words put right
const FULL = 0.92; // who has what was typed comes first

const sayable = (index, texts) => texts.filter((text) => split(text).every((word) => index.knows(word[3])));

const related = async (index, query, answer) => {
const told = [];
if (!query.words.length) return;
const full = new Set(query.found.filter((entry) => worthOf(entry) >= FULL).map(([id]) => id));
let guessed = false;
for (const [start, end, texts, first, after] of spans(query, full.size >= PLENTY)) {
guessed ||= query.options.slice(first, after).some(([[word]], j) => word !== query.words[first + j][3]);
for (const text of sayable(index, texts)) if (told.length < MOST) told.push([`${query.text.slice(0, start)}${text}${query.text.slice(end)}`, text]);
}
if (!told.length) return;
const scale = (of) => of.slots.reduce((sum, slot) => sum + (slot.kind === "single" || slot.kind === "pair" ? slot.worth || 0 : 0), 0) || 1;
const best = new Map();
if (query.slots) for (const entry of query.found) best.set(entry[0], [entry[0], (guessed ? GUESSED : full.has(entry[0]) ? 1000 : worthOf(entry) ** 2) * (entry[1] / scale(query)), ...entry.slice(2)]);
for (const [text, said] of told) {
const other = { ...read(index, text), held: query.held, plan: new Plan(index, answer) };
other.found = await find(other, { brief: true });
if (quality(other) < 0.6) continue;
let more = 0;
for (const entry of other.found) {
const score = LESS * worthOf(entry) ** 2 * (entry[1] / scale(other));
if ((best.get(entry[0])?.[1] || 0) >= score) continue;
more++;
best.set(entry[0], [entry[0], score, ...entry.slice(2)]);
}
if (more) {
answer.also.push(said);
(query.others ??= []).push(...other.words.map(([, , typed, folded]) => [typed, folded]));
}
}
query.guessed = guessed && answer.also.length > 0;
if (answer.also.length) query.found = [...best.values()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};

const VERSION = 5;
const GOOD = 0.9; // a reading that answers so well is not weighed against another
const MOST_READ = 24; // documents beside those shown
const STEP = 10; // of these, at least, at a time

class Engine extends Index {
async answers(text, answer, literal) {
let best = null;
for (const [one, other] of literal ? [[text, false]] : readings(this, text)) {
const query = read(this, one, literal);
query.other = other;
query.held = new Map();
if (!query.words.length) continue;
await this.look(query, answer, literal);
if (!best || quality(query) > quality(best) + 0.02) best = query;
if (quality(best) >= GOOD) break;
}
return best || { ...read(this, text), found: [], plan: new Plan(this, answer) };
}

async look(query, answer, literal) {
query.plan = new Plan(this, answer);
const look = async () => (query.found = await this.confirm(await find(query, { literal }), query, 1, answer));
await look();
if (!query.found.length && query.exact) {
query.exact = false;
await look();
}
}

async confirm(found, query, count, answer) {
if (!query.runs.length) return found;
const { held } = query;
const sure = [];
let at = 0, left = MOST_READ + 2 * count;
while (at < found.length && sure.length < count && left > 0) {
const some = found.slice(at, (at += Math.max(count - sure.length, STEP)));
left -= some.filter(([id]) => !held.has(id)).length;
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
const [card, texts] = await Promise.all([this.card(id, answer), this.texts(id, answer)]);
const said = [...(card || []), ...(texts || [])].filter((text) => text?.length);
return query.runs.every((run) => said.some((text) => holds(text, query, run)));
}

said(query) {
const said = query.words.map(() => null), weights = query.words.map(() => 0);
const [id] = query.found[0];
for (const slot of query.slots) {
if (slot.kind === "run" || slot.kind === "apart") continue;
for (const [key, lists, weight] of slot.matches) {
const worth = slot.kind === "single" ? weight / 10 : weight;
if (worth <= Math.max(weights[slot.at], weights[slot.to])) continue;
let has = false;
lists.split("!").forEach((list) => readNumbers(list, (one) => (has ||= one === id)));
if (!has) continue;
key.replace("~", "").split(" ").forEach((word, j) => {
said[j ? slot.to : slot.at] = word;
weights[j ? slot.to : slot.at] = worth;
});
}
}
return said;
}

reading(query) {
if (!query.found.length || query.guessed) return null;
const said = (query.said = this.said(query));
const last = query.words.length - 1;
const other = query.said.some((word, i) => {
const folded = query.words[i][3];
return word && fold(word) !== folded && !(query.open && i === last && fold(word).startsWith(folded));
});
if (!other && !query.other) query.said = null;
return other || query.other ? query.words.map(([, , typed, folded], i) => (i === last && query.open && fold(said[i] || "") !== folded ? typed : said[i] || typed)).join(" ") : null;
}

unknown(query) {
return query.words.filter(([, , , folded], i) => {
if (query.light[i] < 1 || query.options[i].length > 1 || query.options[i][0][0] !== folded) return false;
if (/^[a-z]+$/.test(folded)) return !this.knows(folded) && !(query.open && i === query.words.length - 1);
return query.plan.has(`~${folded}`) && !query.plan.entries(`~${folded}`).length && !query.plan.keysFrom(`~${folded}`).length;
}).map(([start, end]) => query.text.slice(start, end));
}

result(id, card, query) {
const [address, kind, name, others, place, today, field, fieldName, organisation, year, lede, figure, level, status] = card;
const words = wantedWords(query, [name, others, lede]);
const said = (text) => matched(text, words).some((one) => one);
const shown = others && said(others) && !said(name) ? `${name} (${others})` : name;
return { id, address, kind, name: marked(shown, words), place, today, field, fieldName, organisation, year, figure, level, status, lede };
}


async search(text, options = {}) {
const { limit = 10, offset = 0, literal = false } = options;
const answer = { total: 0, results: [], facets: null, incomplete: false, unread: 0, reading: null, also: [], unknown: [] };
const query = await this.answers(clean(text ?? ""), answer, literal);
if (!literal && !query.phrase.some((one) => one >= 0)) await related(this, query, answer);
if (query.words.length) {
answer.reading = this.reading(query);
answer.unknown = this.unknown(query);
}
let found = query.found;
if (this.narrow) found = await this.narrow(found, query, options, answer);
found = await this.confirm(found, query, offset + limit, answer);
answer.total = found.length;
const shown = found.slice(offset, offset + limit);
const cards = await Promise.all(shown.map(async ([id]) => [id, await this.card(id, answer)]));
for (const [id, card] of cards) if (card) answer.results.push(this.result(id, card, query));
if (this.excerpts) await this.excerpts(answer.results, query, answer, options.excerpt);
return answer;
}

complete(text, options) {
return complete(this, clean(text ?? ""), options);
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
Engine, Plan, clean, fold, likeness, readNumbers, readings, split, matched, marked, wantedWords,
};
})();
