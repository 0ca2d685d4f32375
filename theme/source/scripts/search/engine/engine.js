// The engine: which documents answer a query, in which order, and what the interface calls (generator/outputs/search/FORMAT.md).
import { complete } from "./complete.js";
import { load, readNumbers } from "./files.js";
import { Index, Plan } from "./index.js";
import { holds, marked, matched, wantedWords } from "./marks.js";
import { read } from "./query.js";
import { clean, readings } from "./reader.js";
import { find, quality } from "./ranking.js";
import { related } from "./related.js";
import { likeness } from "./sounds.js";
import { fold, split } from "./text.js";

const VERSION = 5;
const GOOD = 0.9; // a reading that answers so well is not weighed against another
const MOST_READ = 24; // documents beside those shown
const STEP = 10; // of these, at least, at a time

class Engine extends Index {
  // The documents that answer a text, with the reading of it that answers best.
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

  // Neighbours alone do not make a phrase: "a b c" is not in a text that has "a b" here and "b c" there. Texts are read
  // until the first `count` documents are known to hold it, or too many do not; the rest is counted as unread.
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

  // The syllables that the best document has for those of the query.
  said(query) {
    const said = query.words.map(() => null), weights = query.words.map(() => 0);
    const [id] = query.found[0];
    for (const slot of query.slots) {
      if (slot.kind === "run" || slot.kind === "apart") continue;
      for (const [key, lists, weight] of slot.matches) {
        // What a pair says counts before what a word alone may be.
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

  // The text that the results answer, where it is another than the one typed.
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

  // Words of the query that no document has, in the index as far as the query looked into it.
  unknown(query) {
    return query.words.filter(([, , , folded], i) => {
      if (query.light[i] < 1 || query.options[i].length > 1 || query.options[i][0][0] !== folded) return false;
      if (/^[a-z]+$/.test(folded)) return !this.knows(folded) && !(query.open && i === query.words.length - 1);
      return query.plan.has(`~${folded}`) && !query.plan.entries(`~${folded}`).length && !query.plan.keysFrom(`~${folded}`).length;
    }).map(([start, end]) => query.text.slice(start, end));
  }

  // What a result shows; results.js adds the excerpt.
  result(id, card, query) {
    const [address, kind, name, others, place, today, field, fieldName, organisation, year, lede, figure, level, status] = card;
    const words = wantedWords(query, [name, others, lede]);
    const said = (text) => matched(text, words).some((one) => one);
    const shown = others && said(others) && !said(name) ? `${name} (${others})` : name;
    return { id, address, kind, name: marked(shown, words), place, today, field, fieldName, organisation, year, figure, level, status, lede };
  }

  // ---- what the interface calls

  async search(text, options = {}) {
    const { limit = 10, offset = 0, literal = false } = options;
    const answer = { total: 0, results: [], facets: null, incomplete: false, unread: 0, reading: null, also: [], unknown: [] };
    const query = await this.answers(clean(text ?? ""), answer, literal);
    if (!literal && !query.phrase.some((one) => one >= 0)) await related(this, query, answer);
    if (query.words.length) {
      answer.reading = this.reading(query);
      answer.unknown = this.unknown(query);
    }
    const added = /** @type {any} */ (this); // with what the page of results adds (results.js)
    let found = query.found;
    if (added.narrow) found = await added.narrow(found, query, options, answer);
    found = await this.confirm(found, query, offset + limit, answer);
    answer.total = found.length;
    const shown = found.slice(offset, offset + limit);
    const cards = await Promise.all(shown.map(async ([id]) => [id, await this.card(id, answer)]));
    for (const [id, card] of cards) if (card) answer.results.push(this.result(id, card, query));
    if (added.excerpts) await added.excerpts(answer.results, query, answer, options.excerpt);
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
