(() => {
const { Engine, fold, readNumbers, split, matched, marked, wantedWords } = KheoSearch;

const methods = {
async table(answer) {
if (this.facets) return this.facets;
const data = await this.file(this.facetsName, answer);
if (!data) return null;
this.facets = Object.entries(data).map(([facet, values]) => [facet, values.map(([slug, name, parent, list]) => {
const ids = [];
readNumbers(list, (id) => ids.push(id));
return { slug, name, parent, ids: Uint32Array.from(ids) };
})]);
this.years = new Int32Array(this.count);
for (const { slug, ids } of this.facets.find(([facet]) => facet === "year")[1]) for (const id of ids) this.years[id] = +slug;
return this.facets;
},

restrict(table, filters) {
const failures = new Uint8Array(this.count), failing = new Map();
for (const [facet, values] of table) {
const chosen = new Set([].concat(filters[facet] || []));
if (!chosen.size) continue;
const fails = new Uint8Array(this.count).fill(1);
for (const { slug, ids } of values) if (chosen.has(slug)) for (const id of ids) fails[id] = 0;
failing.set(facet, fails);
for (let id = 0; id < this.count; id++) failures[id] += fails[id];
}
return { failures, failing };
},

counts(table, found, filters, { failures, failing }) {
const within = new Uint8Array(this.count);
for (const [id] of found) within[id] = 1;
return Object.fromEntries(table.map(([facet, values]) => {
const own = failing.get(facet), chosen = [].concat(filters[facet] || []);
const counted = values.map(({ slug, name, parent, ids }) => {
let count = 0;
for (const id of ids) if (within[id] && failures[id] === (own ? own[id] : 0)) count++;
return [slug, name, count, parent];
});
return [facet, counted.filter(([slug, , count]) => count || chosen.includes(slug))];
}));
},

suggestion(query, id) {
const said = query.words.map(() => null);
for (const slot of query.slots) {
let best = 0;
for (const [accented, lists, weight] of slot.matches) {
let has = false;
lists.split("!").forEach((list) => readNumbers(list, (one) => (has ||= one === id)));
if (!has || weight <= best) continue;
best = weight;
accented.replace("~", "").split(" ").forEach((word, j) => (said[slot.at + j] = word));
}
}
query.said = said;
const last = query.words.length - 1;
const other = said.some((word, i) => {
const folded = query.words[i][3];
return word && fold(word) !== folded && !(query.open && i === last && fold(word).startsWith(folded));
});
return other ? said.map((word, i) => word || query.words[i][2]).join(" ") : null;
},

async narrow(found, query, { filters = {}, sort = "relevance", facets = false }, answer) {
const filtering = Object.values(filters).some((values) => values?.length);
const table = facets || filtering || sort === "year" ? await this.table(answer) : null;
if (!query.words.length && !query.text.trim() && (facets || filtering)) found = Array.from({ length: this.count }, (_, id) => [id, 0]);
const changed = query.options.some((options, i) => options.length > 1 || options[0][0] !== query.words[i][3]);
if (found.length && changed) answer.suggestion = this.suggestion(query, found[0][0]);
if (table) {
const restricted = this.restrict(table, filters);
if (facets) answer.facets = this.counts(table, found, filters, restricted);
found = found.filter(([id]) => !restricted.failures[id]);
if (sort === "year") found.sort((a, b) => this.years[b[0]] - this.years[a[0]] || a[0] - b[0]);
} else if (filtering) found = [];
if (sort === "name") found.sort((a, b) => a[0] - b[0]);
return found;
},

result(id, card, texts, query) {
const [, , name, others, , , , , , , lede] = card;
const [story, ...unseen] = texts;
const words = wantedWords(query, [name, others, lede, story]);
return { ...short.call(this, id, card, texts, query), excerpt: excerpt(name, lede, story, unseen, words) };
},
};
const short = Engine.prototype.result;
Object.assign(Engine.prototype, methods);

const WINDOW = 34; // syllables of an excerpt

const window_ = (text, wanted) => {
const words = split(text), hits = matched(text, wanted);
let best = [0, 0, words.length ? words[Math.min(WINDOW, words.length) - 1][1] : 0];
hits.forEach((hit, i) => {
if (!hit) return;
const first = i > 6 ? i - 4 : 0, last = Math.min(words.length, first + WINDOW);
const seen = new Set();
let pairs = 0;
for (let j = i; j < last; j++) {
if (hits[j]) seen.add(hits[j][2]);
if (hits[j] && hits[j + 1]) pairs++;
}
const worth = seen.size + pairs * 0.75;
if (worth > best[0]) best = [worth, first && words[first][0], last < words.length ? words[last - 1][1] : text.length];
});
return best;
};

const excerpt = (name, lede, story, unseen, wanted) => {
let best = marked(lede, wanted), most = window_(lede, wanted)[0];
const inName = window_(name, wanted)[0];
for (const text of wanted.size ? [story, ...unseen] : []) {
const [worth, from, to] = window_(text, wanted);
if (worth <= (text === story ? most : Math.max(most, inName)) + 0.5) continue;
most = worth;
best = marked(text, wanted, from, to);
if (from) best.unshift(["… ", false]);
if (to < text.length) best.push([" …", false]);
}
return best;
};
})();
