// What only the page of results needs of the engine: filters and their counts, order, excerpts, "did you mean".
(() => {
  const MOST_TEXTS = 2; // results whose texts are loaded for an excerpt
  const { Engine, Plan, clean, likeness, readNumbers, readings, split, matched, marked, wantedWords } = KheoSearch;
  const FACETS = ["field", "place", "organisation", "year", "level", "status", "kind"];
  const RECORDS = ["model", "exemplar", "programme", "news"];

  const methods = {
    // The values of a facet: [{slug, name, parent, ids}, ...], or null when they cannot be had.
    async facet(name, answer) {
      this.facets ??= new Map();
      if (this.facets.has(name)) return this.facets.get(name);
      const data = this.facetsName ? await this.file(`${this.facetsName}/${name}`, answer) : [];
      if (!data) return null;
      const values = data.map(([slug, name, parent, list]) => {
        const ids = [];
        readNumbers(list, (id) => ids.push(id));
        return { slug, name, parent, ids: Uint32Array.from(ids) };
      });
      this.facets.set(name, values);
      return values;
    },

    // For each document the number of facets whose filter it fails, and for each facet which documents fail it.
    restrict(tables, filters) {
      const failures = new Uint8Array(this.count), failing = new Map();
      for (const [facet, values] of tables) {
        const chosen = new Set([].concat(filters[facet] || []));
        if (!chosen.size) continue;
        const fails = new Uint8Array(this.count).fill(1);
        for (const { slug, ids } of values) if (chosen.has(slug)) for (const id of ids) fails[id] = 0;
        failing.set(facet, fails);
        for (let id = 0; id < this.count; id++) failures[id] += fails[id];
      }
      return { failures, failing };
    },

    counts(tables, found, filters, { failures, failing }) {
      const within = new Uint8Array(this.count);
      for (const [id] of found) within[id] = 1;
      return Object.fromEntries(tables.map(([facet, values]) => {
        const own = failing.get(facet), chosen = [].concat(filters[facet] || []);
        const counted = values.map(({ slug, name, parent, ids }) => {
          let count = 0;
          for (const id of ids) if (within[id] && failures[id] === (own ? own[id] : 0)) count++;
          return [slug, name, count, parent];
        });
        return [facet, counted.filter(([slug, , count]) => count || chosen.includes(slug))];
      }));
    },

    // What is left of `found` under the filters and in the order asked for; counts go into the answer.
    async narrow(found, query, { filters = /** @type {Record<string, any>} */ ({}), sort = "relevance", facets = false, all = false }, answer) {
      const filtering = FACETS.filter((facet) => [].concat(filters[facet] || []).length);
      const counting = facets === true ? FACETS : facets || [];
      const whole = !query.words.length && !query.text.trim() && (all || counting.length || filtering.length);
      const wanted = new Set([...filtering, ...counting, ...(sort === "year" ? ["year"] : []), ...(whole ? ["kind"] : [])]);
      /** @type {[string, any[]][]} */
      const loaded = await Promise.all([...wanted].map(async (facet) => /** @type {[string, any[]]} */ ([facet, await this.facet(facet, answer)])));
      const tables = loaded.filter(([, values]) => values), table = new Map(tables);
      if (whole) {
        const ids = (table.get("kind") || []).filter(({ slug }) => RECORDS.includes(slug) || [].concat(filters.kind || []).includes(slug)).map((kind) => [...kind.ids]);
        found = ids.flat().sort((a, b) => a - b).map((id) => [id, 0]);
      }
      const restricted = this.restrict(tables, filters);
      answer.facets = counting.length ? this.counts(tables.filter(([facet]) => counting.includes(facet)), found, filters, restricted) : null;
      found = filtering.every((facet) => table.has(facet)) ? found.filter(([id]) => !restricted.failures[id]) : [];
      if (sort === "year") {
        const years = new Int32Array(this.count);
        for (const { slug, ids } of table.get("year") || []) for (const id of ids) years[id] = +slug;
        found.sort((a, b) => years[b[0]] - years[a[0]] || a[0] - b[0]);
      }
      if (sort === "name") found.sort((a, b) => a[0] - b[0]);
      return found;
    },

    // Whether a name is what a reader typed to narrow a list: its letters, the way they are read, or what sounds alike.
    fits(text, name) {
      const bare = (one) => split(one).map((word) => word[3]);
      const said = bare(name), whole = said.join(" ");
      if (readings(this, clean(text)).some(([one]) => whole.includes(bare(one).join(" ")) || said.join("").includes(bare(one).join("")))) return true;
      return bare(text).every((word) => said.some((other) => other === word || likeness(word, other) >= 0.8));
    },

    // Words that readers may have meant by one that nothing holds, accented, the commonest first.
    async nearest(words, limit = 4) {
      const found = [];
      for (const word of words) for (const [folded] of this.likely(split(word)[0]?.[3] || "").slice(0, limit)) found.push(folded);
      const plan = new Plan(this, {});
      await plan.load(found.flatMap((folded) => plan.numbersOf(`~${folded}`)).slice(0, limit));
      const spelt = found.map((folded) => plan.entries(`~${folded}`).sort((a, b) => b[1].length - a[1].length)[0]?.[0].slice(1));
      return [...new Set(spelt.filter(Boolean))].slice(0, limit);
    },

    // What a result says of the query: its lede, or where that and the name leave something out, a part of its texts.
    async excerpts(results, query, answer, size = WINDOW) {
      // Texts of a quoted phrase were read already.
      let left = query.runs.length ? results.length : MOST_TEXTS;
      await Promise.all(results.map(async (one) => {
        const name = one.name.map(([text]) => text).join(""), seen = [name, one.lede, one.place, one.today, one.figure].filter(Boolean);
        const wanted = wantedWords(query, seen);
        const said = new Set(seen.flatMap((text) => matched(text || "", wanted)).filter(Boolean).flatMap((hit) => hit[3]));
        const short = [...wanted.keys()].some((word) => !said.has(word));
        const texts = (short && left-- > 0 && (await this.texts(one.id, answer))) || [""];
        one.excerpt = excerpt(name, one.lede, texts[0], texts.slice(1), wanted, size);
      }));
    },
  };
  Object.assign(Engine.prototype, methods);

  const WINDOW = 22; // syllables of an excerpt

  // The part of a text that says most of what was asked: [worth, from, to].
  const window_ = (text, wanted, size) => {
    const words = split(text), hits = matched(text, wanted);
    let best = [0, 0, words.length ? words[Math.min(size, words.length) - 1][1] : 0];
    hits.forEach((hit, i) => {
      if (!hit) return;
      const first = i > size / 3 ? i - Math.round(size / 5) : 0, last = Math.min(words.length, first + size);
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

  // A part of the lede, or of the story where that says more of what was asked; of another text only if that says more
  // than the name too.
  const excerpt = (name, lede, story, unseen, wanted, size) => {
    const part = (text, [, from, to]) => {
      const parts = marked(text, wanted, from, to);
      if (from) parts.unshift(["… ", false]);
      if (to < text.length) parts.push([" …", false]);
      return parts;
    };
    const first = window_(lede, wanted, size), inName = window_(name, wanted, size)[0];
    let best = [lede, first], most = first[0];
    for (const text of wanted.size ? [story, ...unseen] : []) {
      const found = window_(text, wanted, size);
      if (found[0] <= (text === story ? most : Math.max(most, inName)) + 0.5) continue;
      most = found[0];
      best = [text, found];
    }
    return part(...best);
  };
})();
