// Search across the provinces of a hub: one index, in which each province has the numbers from its first one on.
(() => {
  const { Engine } = KheoSearch;
  const page = document.querySelector("[data-kheo=hub]");
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const [form, said, hits, narrow, more] = [page.querySelector("form"), part("said"), part("hits"), part("narrow"), part("more")];
  const words = page.dataset;
  const provinces = JSON.parse(words.provinces);
  const input = form.elements.q;
  const chosen = narrow.querySelector("select");
  const LIMIT = 10;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const marked = (parts) => parts.map(([text, hit]) => (hit ? make("mark", {}, text) : text));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = (count) => count.toLocaleString("vi");
  const of = (id) => {
    let at = provinces.length - 1;
    while (provinces[at].first > id) at--;
    return provinces[at];
  };

  // How many results each province has, and with `province` only those of that one.
  const whole = Engine.prototype.narrow;
  Engine.prototype.narrow = async function (found, query, options, answer) {
    const all = await whole.call(this, found, query, options, answer);
    answer.counts = new Map();
    const kept = all.filter(([id]) => {
      const { slug } = of(id);
      answer.counts.set(slug, (answer.counts.get(slug) || 0) + 1);
      return !options.province || slug === options.province;
    });
    answer.all = all.length;
    return kept;
  };

  const hit = (one) => {
    const { name, url } = of(one.id);
    const where = fill(words.onsite, { name });
    return make(
      "li",
      { className: "hit hue-grey" },
      make("h2", {}, make("a", { href: url + one.address }, ...marked(one.name))),
      make("p", { className: "small" }, [one.place, one.fieldName, one.year, where].filter(Boolean).join(" · ")),
      make("p", {}, ...marked(one.excerpt)),
    );
  };

  const offer = ({ counts, all }, province) => {
    const option = (value, text) => make("option", { value, selected: value === province }, text);
    const having = provinces.filter(({ slug }) => counts.has(slug) || slug === province);
    chosen.replaceChildren(
      option("", fill(words.everywhere, { count: written(all) })),
      ...having.map(({ slug, name }) => option(slug, `${name} (${written(counts.get(slug) || 0)})`)),
    );
    narrow.hidden = having.length < 2 && !province;
  };

  let asked = 0;
  const state = { text: "", province: "", shown: 0 };
  const ask = async (change) => {
    const turn = ++asked;
    Object.assign(state, change);
    const { text, province, shown } = state;
    const query = new URLSearchParams(Object.entries({ q: text, tinh: province }).filter(([, value]) => value));
    history.replaceState(null, "", location.href.split(/[?#]/)[0] + (text && `?${query}`));
    if (!text) {
      hits.replaceChildren();
      narrow.hidden = more.hidden = true;
      said.textContent = "";
      return;
    }
    let answer;
    try {
      answer = await (await KheoSearch.open("./")).search(text, { limit: LIMIT, offset: shown, province });
    } catch {
      if (turn === asked) said.textContent = words.broken;
      return;
    }
    if (turn !== asked) return;
    const items = answer.results.map(hit);
    if (shown) hits.append(...items);
    else hits.replaceChildren(...items);
    offer(answer, province);
    state.shown = shown + LIMIT;
    more.hidden = state.shown >= answer.total;
    if (answer.incomplete) said.textContent = words.broken;
    else said.textContent = answer.total ? fill(words.count, { count: written(answer.total) }) : words.none;
    if (shown) items[0]?.querySelector("a").focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask({ text: input.value.trim(), province: "", shown: 0 });
  });
  chosen.addEventListener("change", () => ask({ province: chosen.value, shown: 0 }));
  more.addEventListener("click", () => ask({}));
  const first = new URLSearchParams(location.search);
  if (first.get("q")) {
    input.value = first.get("q").slice(0, input.maxLength);
    const province = provinces.find(({ slug }) => slug === first.get("tinh"))?.slug || "";
    ask({ text: input.value.trim(), province });
  }
})();
