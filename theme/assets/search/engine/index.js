// The index: its start, and shards and documents as they are asked for.
import { load } from "./files.js";
import { forms, near } from "./text.js";

const CARDS = 8, TEXTS = 16;

export class Index {
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

  // Load shards; each becomes folded key -> [[accented key, its lists], ...], in order.
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

  // What the loaded shards hold under a folded key: [[accented key, lists], ...].
  entries(folded) {
    for (const number of this.range(folded)) {
      const found = this.shards.get(number)?.get(folded);
      if (found) return found;
    }
    return [];
  }

  // Every loaded folded key that begins with `prefix`.
  keysFrom(prefix) {
    const found = [];
    for (const number of this.range(prefix, prefix + "\uffff"))
      for (const folded of this.shards.get(number)?.keys() || []) if (folded.startsWith(prefix)) found.push(folded);
    return found;
  }

  // How rare a syllable is, in bits; one that is nowhere is rarest.
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
