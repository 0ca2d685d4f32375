// The engine: which documents answer a query, in which order, and what the interface calls (generator/outputs/search/FORMAT.md).
import { load, readNumbers } from "./files.js";
import { Index } from "./index.js";
import { closeness, holds, marked, matched, wantedWords } from "./marks.js";
import { doubt, exactness, pairs, read, singles, wanted } from "./query.js";
import { fold, split } from "./text.js";

const VERSION = 4;
const FIELDS = [1, 1.3, 1.7, 2.2, 3.4]; // story, lede, about, place, name
const OTHER_ACCENTS = 0.25; // below 1 / 3.4: the right word in a story comes before a look-alike in a name
const WHOLE = 2.5; // all that was asked stands there in one run: that is worth more than being told in a name
const MOST_SHARDS = 6; // new ones for a query, so that a long one does not load half the index
const MOST_MORE = 4; // and when the best answer lacks something
const MOST_READ = 24; // documents
const STEP = 10; // of these, at least, at a time

class Engine extends Index {
  // Load what slots want, at most `most` new shards: first the slots whose keys lie in the fewest, and of these the
  // rarest. A syllable nobody has may stand for many, all over the index: it must not crowd out its neighbours. A slot
  // of which nothing fitted is left out.
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

  // The entries that answer a slot: [[accented key, lists, weight, exactness, doubtful], ...].
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

  // Score every document: {scores, joined, covered, surely}: joined is the worth of the neighbours it has together,
  // the others the bits of the syllables it has; what only another word than the one typed would give is not sure.
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

  // Documents that answer, best first: [[id, score, coverage], ...].
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

  // Syllables that are real words but not what was meant: try their neighbours in the alphabet where the best
  // document lacks them.
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
      // Where most words stand apart it is not their letters that are wrong.
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

  // What a result shows; results.js adds the excerpt.
  result(id, card, texts, query) {
    const [address, kind, name, others, place, today, field, fieldName, organisation, year, lede] = card;
    const words = wantedWords(query, [name, others, lede, texts[0]]);
    const said = (text) => matched(text, words).some((one) => one);
    const shown = others && said(others) && !said(name) ? `${name} (${others})` : name;
    return { id, address, kind, name: marked(shown, words), place, today, field, fieldName, organisation, year };
  }

  // ---- what the interface calls

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

  // Neighbours alone do not make a phrase: "a b c" is not in a text that has "a b" here and "b c" there. Texts are read
  // until the first `count` documents are known to hold it, or too many do not; the rest is counted as unread.
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

  // Every text of a document; none when it cannot be had.
  async wording(id, answer) {
    const [card, texts] = await Promise.all([this.card(id, answer), this.texts(id, answer)]);
    return [...(card || []), ...(texts || [])].filter((text) => text?.length);
  }

  // Postings do not tell how far apart words stand: the texts of the likeliest do, and more are read where the words
  // of the best one are no neighbours.
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
