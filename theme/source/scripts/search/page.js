// The page of search results. Its whole state stands in the address; words and names of facets come with the page.
(() => {
  const { open, link, make, marked, fill, patiently, latest } = KheoBox;
  const page = document.querySelector("[data-kheo=search-page]");
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const words = JSON.parse(page.dataset.words);
  const input = page.querySelector("[name=q]");
  const [said, found, hits, sheet, filters, sort] = ["said", "found", "hits", "sheet", "filters", "sort"].map(part);
  const STEP = 10;
  const MOST = 500;
  const FEW = 8;
  const facets = words.facets.map(({ facet }) => facet);
  const spelt = Object.fromEntries(words.facets.map((one) => [one.facet, one]));
  const title = document.title;
  const wide = matchMedia("(min-width: 60rem)");
  const orders = [...sort.options].map((option) => option.value);

  // State: what is asked, and how it is written into the address and read from it.
  let state;
  const read = () => {
    const asked = new URLSearchParams(location.search);
    const wanted = asked.get("xep");
    state = {
      text: (asked.get("q") || "").slice(0, input.maxLength),
      filters: {},
      sort: orders.find((name) => words.sorts[name] === wanted) || orders[0],
      shown: Math.min(MOST, Math.max(STEP, parseInt(asked.get("hien"), 10) || 0)),
      literal: asked.get("nguyen") === "1",
    };
    for (const facet of facets) {
      const { key, values } = spelt[facet];
      const slug = (value) => Object.keys(values).find((one) => values[one] === value) || value;
      state.filters[facet] = [...new Set(asked.getAll(key).slice(0, MOST).map(slug))];
    }
    input.value = state.text;
    sort.value = state.sort;
  };
  const query = () => {
    const asked = new URLSearchParams();
    if (state.text.trim()) asked.set("q", state.text.trim());
    for (const facet of facets) {
      const { key, values } = spelt[facet];
      for (const slug of state.filters[facet]) asked.append(key, values[slug] || slug);
    }
    if (state.sort !== orders[0]) asked.set("xep", words.sorts[state.sort]);
    if (state.shown > STEP) asked.set("hien", state.shown);
    if (state.literal) asked.set("nguyen", "1");
    return String(asked);
  };

  // Typing one query, or ticking in one opened sheet, is one step back.
  let doing = "";
  let writing;
  const write = (kind = "") => {
    clearTimeout(writing);
    const address = location.href.split(/[?#]/)[0] + (query() && `?${query()}`);
    const step = kind && kind === doing ? "replaceState" : "pushState";
    doing = kind;
    if (address === location.href) return;
    try {
      history[step](null, "", address);
    } catch {
      // Some browsers let a page change its address only so often; the results stand all the same.
    }
  };
  const ask = (change, kind) => {
    Object.assign(state, { shown: STEP }, change);
    if (kind === "typing") {
      clearTimeout(writing);
      writing = setTimeout(write, 300, kind);
    } else write(kind);
    run();
  };

  const choose = (facet, slug, chosen) => {
    const others = state.filters[facet].filter((one) => one !== slug);
    const values = chosen ? [...others, slug] : others;
    ask({ filters: { ...state.filters, [facet]: values } }, sheet.open && "sheet");
  };
  const clear = () => ask({ filters: Object.fromEntries(facets.map((facet) => [facet, []])) }, sheet.open && "sheet");

  // Filters: one fold for each facet, whose values are loaded when it is opened. Rows are kept, so that ticking one never
  // loses the reader's place.
  let fits = (_typed, _name) => true;
  const folds = facets.map((facet) => {
    const { name } = spelt[facet];
    const narrow = make("input", { type: "search", placeholder: words.narrow, "aria-label": `${words.narrow}: ${name}` });
    const more = make("button", { type: "button" });
    const fold = { facet, narrow, more, rows: new Map(), whole: false, values: [], known: false };
    fold.tally = make("span", { className: "facet-chosen" });
    fold.list = make("ul", { "aria-label": name });
    fold.box = make("details", { className: "facet" }, make("summary", {}, name, fold.tally), narrow, fold.list, more);
    narrow.addEventListener("input", () => drawFold(fold));
    fold.box.addEventListener("toggle", () => fold.box.open && !fold.known && run());
    more.addEventListener("click", () => {
      fold.whole = !fold.whole;
      narrow.value = "";
      drawFold(fold);
    });
    filters.append(fold.box);
    return fold;
  });

  // Values stand below the one they belong to, where it is there too: communes below their district.
  const inTree = (values) => {
    const there = new Set(values.map(([slug]) => slug));
    const below = new Map();
    for (const value of values) {
      const parent = there.has(value[3]) ? value[3] : "";
      below.set(parent, [...(below.get(parent) || []), value]);
    }
    const placed = [];
    const place = (parent, depth) => {
      for (const value of below.get(parent) || []) {
        placed.push([value, depth]);
        place(value[0], depth + 1);
      }
    };
    place("", 0);
    return placed;
  };

  const valueRow = (fold, [slug, name]) => {
    const tick = make("input", { type: "checkbox", value: slug });
    const tally = make("span", { className: "tally" });
    tick.addEventListener("change", () => choose(fold.facet, slug, tick.checked));
    const made = { tick, tally, item: make("li", {}, make("label", {}, tick, make("span", {}, name), tally)) };
    fold.rows.set(slug, made);
    return made;
  };

  const drawFold = (fold) => {
    const { facet, values, narrow, more, list } = fold;
    const chosen = state.filters[facet];
    const many = [...values].sort((one, other) => other[2] - one[2]).slice(0, FEW);
    const typed = narrow.value.trim();
    const kept = values.filter((value) =>
      fold.whole ? !typed || fits(typed, value[1]) : many.includes(value) || chosen.includes(value[0]),
    );
    const items = inTree(kept).map(([value, depth]) => {
      const { tick, tally, item } = fold.rows.get(value[0]) || valueRow(fold, value);
      tick.checked = chosen.includes(value[0]);
      tally.textContent = fill("{count}", value[2]);
      item.dataset.depth = depth;
      return item;
    });
    // Moving a row takes the focus from it, so rows that stay in order stay where they are.
    if (items.length !== list.children.length || items.some((item, at) => item !== list.children[at])) {
      const focused = document.activeElement;
      list.replaceChildren(...items);
      if (list.contains(focused)) focused.focus();
    }
    fold.box.hidden = fold.known && !values.length;
    fold.tally.textContent = chosen.length ? fill(words.ticked, chosen.length) : "";
    narrow.hidden = !fold.whole || values.length < 2 * FEW;
    more.hidden = values.length <= FEW;
    more.textContent = fold.whole ? words.fewer : fill(words.whole, values.length);
  };

  // Results
  const line = (className, text) => (text ? [make("p", { className }, text)] : []);
  // A commune says where; what it lies in is on the record's page.
  const short = (place) => place.match(wide.matches ? /^.*?(?:xã|phường|thị trấn|đặc khu) [^,]+/ : /(?:xã|phường|thị trấn|đặc khu) [^,]+/)?.[0] || place;
  const hit = (one) => {
    const facts = [words.kinds[one.kind], ...(wide.matches ? [one.fieldName, one.year] : []), one.level, one.status].filter(Boolean).join(" · ");
    const places = [short(one.place), one.today && words.today.replace("{today}", () => short(one.today))].filter(Boolean).join(" · ");
    return make(
      "li",
      { className: `hit hue-${words.hues[one.field] || "grey"}` },
      make("h2", {}, make("a", { href: link(one.address) }, ...marked(one.name))),
      ...line("hit-place", places),
      ...line("hit-figure", one.figure),
      ...(one.excerpt.length ? [make("p", { className: "hit-excerpt" }, ...marked(one.excerpt))] : []),
      ...line("hit-facts", facts),
      ...line("small hit-by", one.organisation),
    );
  };

  const names = (facet, slug) => folds.find((fold) => fold.facet === facet).values.find(([one]) => one === slug)?.[1] || slug;
  const drawChosen = () => {
    const pairs = facets.flatMap((facet) => state.filters[facet].map((slug) => [facet, slug]));
    const button = (label, does, className, ...inside) => {
      const made = make("button", { type: "button", className, "aria-label": label }, ...inside);
      made.addEventListener("click", () => {
        does();
        found.focus();
      });
      return make("li", {}, made);
    };
    const rows = pairs.map(([facet, slug]) => {
      const name = names(facet, slug);
      const cross = make("span", { "aria-hidden": "true" }, "×");
      return button(words.drop.replace("{name}", name), () => choose(facet, slug, false), "chip", name, cross);
    });
    if (pairs.length > 1) rows.push(button(words.clear, clear, "chip chip--clear", words.clear));
    part("chosen").replaceChildren(...rows);
    part("chosen").hidden = !pairs.length;
    part("chosen-count").textContent = pairs.length ? pairs.length : "";
  };

  const asking = (text, more = {}) => `?${new URLSearchParams({ q: text, ...more })}`;
  const leading = (text, more) => make("a", { href: asking(text, more) }, text);
  const row = (name, ...inside) => make("p", { className: `said-${name}` }, ...inside);
  const several = (texts, of) => texts.flatMap((text, at) => [at ? ", " : "", of(text)]);

  // What was found, and how the question was read: with a way back to what was typed, and without silence about words
  // that nothing holds.
  const say = async (engine, { total, reading, also, unknown, unread }) => {
    const text = state.text.trim();
    const told = (name, of = text) => fill(words[text && words[`${name}_for`] ? `${name}_for` : name], total).replace("{text}", () => of);
    said.replaceChildren(told(reading ? "reading" : !total ? "none" : unread ? "most" : "count", reading || text));
    const beside = [];
    if (reading) beside.push(row("literal", make("a", { href: asking(text, { nguyen: 1 }) }, words.literal.replace("{text}", () => text))));
    if (also.length) beside.push(row("also", words.also, " ", ...several(also, leading)));
    if (unknown.length) beside.push(row("unknown", words.unknown.replace("{text}", () => unknown.join("”, “"))));
    if (!total && text) {
      const near = await engine.nearest(unknown.length ? unknown : [text]);
      if (near.length) beside.push(row("near", words.meant, " ", ...several(near, leading)));
      if (words.examples.length) beside.push(row("near", words.examples_said, " ", ...several(words.examples, leading)));
    }
    part("beside").replaceChildren(...beside);
    part("beside").hidden = !beside.length;
  };

  const offer = (shown) => {
    part("ways").hidden = !shown;
    part("ways").dataset.shown = "";
  };
  const draw = (engine, answer) => {
    const { total, results } = answer;
    for (const fold of folds) {
      const values = answer.facets?.[fold.facet];
      fold.known = !!values;
      if (values) fold.values = values;
      drawFold(fold);
    }
    drawChosen();
    say(engine, answer);
    hits.replaceChildren(...results.map(hit));
    const left = Math.min(total, MOST) - results.length;
    part("more").hidden = left <= 0;
    part("more").textContent = fill(words.more, Math.min(STEP, left));
    part("see").textContent = fill(words.see, total);
    part("incomplete").hidden = !answer.incomplete;
    offer(total === 0);
    found.hidden = part("tools").hidden = false;
    document.title = state.text.trim() ? `“${state.text.trim()}” – ${title}` : title;
  };

  // Where to go once the results stand: to the first of those added, or to where the reader was before leaving.
  let added = -1;
  let height = history.state?.height;
  const run = latest(async () => {
    const { text, filters: chosen, sort: by, shown, literal } = state;
    try {
      const shownFacets = facets.filter((facet, at) => folds[at].box.open || chosen[facet].length);
      const answer = async () => {
        const engine = await open();
        fits = (typed, name) => engine.fits(typed, name);
        return [engine, await engine.search(text, { limit: shown, filters: chosen, sort: by, facets: shownFacets, all: true, literal, excerpt: wide.matches ? 26 : 10 })];
      };
      draw(...(await patiently(answer, () => (said.textContent = words.slow))));
    } catch {
      found.hidden = part("tools").hidden = true;
      offer(true);
      said.textContent = words.broken;
      return;
    }
    hits.children[added]?.querySelector("a").focus();
    added = -1;
    if (height) scrollTo({ top: height, behavior: "instant" });
    height = 0;
  });

  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ text: input.value, literal: false });
    // The keyboard of a phone would stand before the results.
    input.blur();
  });
  input.addEventListener("input", () => ask({ text: input.value, literal: false }, "typing"));
  input.addEventListener("change", () => (doing = ""));
  sort.addEventListener("change", () => ask({ sort: sort.value }));
  part("more").addEventListener("click", () => {
    added = hits.children.length;
    ask({ shown: state.shown + STEP });
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    doing = "";
    sheet.close();
    read();
    run();
  });
  addEventListener("pagehide", () => history.replaceState({ height: scrollY }, ""));

  // The shortcut of every page is switched off here, for this device.
  const slash = part("slash");
  slash.checked = document.documentElement.dataset.slash !== "off";
  slash.addEventListener("change", () => {
    document.documentElement.dataset.slash = slash.checked ? "" : "off";
    try {
      localStorage.setItem("kheo-slash", document.documentElement.dataset.slash);
    } catch {
      // Without storage the choice lasts for this page.
    }
  });

  // Filters stand beside the results where there is room, else in a sheet.
  const settle = () => {
    sheet.close();
    part(wide.matches ? "side" : "sheet-body").append(filters);
  };
  wide.addEventListener("change", settle);
  part("open").addEventListener("click", () => {
    doing = "";
    sheet.showModal();
  });
  for (const name of ["close", "see"]) part(name).addEventListener("click", () => sheet.close());
  part("clear").addEventListener("click", clear);
  sheet.addEventListener("click", ({ target }) => target === sheet && sheet.close());
  sheet.addEventListener("close", () => (doing = ""));

  read();
  for (const fold of folds) fold.box.open = state.filters[fold.facet].length > 0;
  settle();
  filters.hidden = false;
  run();
})();
