// The index: its start, and shards, cards and texts as they are asked for.
import { load, readNumbers } from "./files.js";
import { likeness } from "./sounds.js";
import { forms } from "./text.js";

const CARDS = 16, TEXTS = 16;

export class Index {
  constructor(root, timeout, start) {
    const [, count, generation, bounds, groups, facets, syllables, lesser, words] = start;
    this.root = root;
    this.timeout = timeout;
    this.count = count;
    this.generation = generation;
    this.facetsName = facets;
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
    // How much each document counts: news a little less than what they tell of, pages that only list others half.
    this.weights = new Float32Array(this.count).fill(1);
    (lesser || []).forEach(([weight, ids]) => readNumbers(ids, (id) => (this.weights[id] = weight)));
    // Words of one syllable that also stand for others.
    this.words = new Map((words || "").split("\n").filter(Boolean).map((line) => line.split("=")).map(([one, others]) => [one, others.split("|")]));
    this.bare = new Map([...this.words].map(([one, others]) => [forms(one)[1], others]));
  }

  // The data of a file, or undefined; failed loads are tried again by the next query.
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

  // [name of the file, place in it] of a document in the packs of so many.
  /** @returns {[string, number]} */
  packOf(id, size, letter = "") {
    let at = this.groups.length - 1;
    while (this.groups[at][1] > id) at--;
    const [name, first] = this.groups[at];
    return [`${name}/${letter}${Math.floor((id - first) / size)}`, (id - first) % size];
  }

  async packed([name, at], answer) {
    return (await this.file(name, answer))?.[at];
  }

  // What a result shows of a document, and its texts; undefined when they cannot be had.
  card(id, answer) {
    return this.packed(this.packOf(id, CARDS), answer);
  }

  texts(id, answer) {
    return this.packed(this.packOf(id, TEXTS, "t"), answer);
  }

  // Numbers of the shards that may hold keys from `from` to `to`.
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

  // Load shards; each becomes folded key -> [[key, its lists], ...], in order.
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

  // How rare a syllable is, in bits; one that is nowhere is rarest.
  rarity(folded) {
    const most = Math.log2(this.count + 1) + 1;
    return Math.max(0.5, most - (this.syllables.get(folded) ?? (/^[a-z]+$/.test(folded) ? 0 : 2)));
  }

  // Syllables of the index that one may have been meant for, the likeliest first.
  /** @returns {[string, number][]} */
  likely(folded) {
    if (folded.length < 2 || /[^a-z]/.test(folded)) return [];
    if (!this.likes.has(folded)) {
      /** @type {[string, number][]} */
      const likenesses = this.sorted.map((word) => [word, likeness(folded, word)]);
      const found = likenesses.filter(([, like]) => like);
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

// The shards one query may look into, and no others, whatever earlier queries have loaded: the same question gets the
// same answer.
export class Plan {
  constructor(index, answer) {
    this.index = index;
    this.answer = answer;
    this.numbers = new Set();
  }

  // How many shards more these would be.
  cost(numbers) {
    return numbers.filter((number) => !this.numbers.has(number)).length;
  }

  async load(numbers) {
    numbers.forEach((number) => this.numbers.add(number));
    await this.index.need([...this.numbers], this.answer);
  }

  // What marks a line does not count for its place.
  numbersOf(from, to = from) {
    return this.index.range(from.replace(/^[=>]/, ""), to.replace(/^[=>]/, ""));
  }

  shardsFrom(from, to) {
    return this.numbersOf(from, to).filter((number) => this.numbers.has(number)).map((number) => this.index.shards.get(number)).filter(Boolean);
  }

  // Whether the answer of a key is known.
  has(folded) {
    return this.numbers.has(this.numbersOf(folded)[0]);
  }

  // What stands under a folded key: [[key, lists], ...].
  entries(folded) {
    for (const shard of this.shardsFrom(folded, folded)) if (shard.has(folded)) return shard.get(folded);
    return [];
  }

  // Every folded key that begins with `prefix`.
  keysFrom(prefix) {
    const found = [];
    for (const shard of this.shardsFrom(prefix, prefix + "\uffff")) for (const folded of shard.keys()) if (folded.startsWith(prefix)) found.push(folded);
    return found;
  }
}
