// The search box of every page, a combobox after the WAI-ARIA Authoring Practices. The form works without this script;
// the engine is loaded when a reader first turns to a box. What the search page shares stands in KheoBox.
window.KheoBox = (() => {
  const root = new URL("../", document.currentScript.src).href; // the script lies in assets/
  const RESULTS = 5;
  const COMPLETIONS = 3;
  const SLOW = 3000, TOO_LONG = 15000; // milliseconds until a reader is told, and until it is given up

  // From a folder no host adds index.html to an address.
  const local = location.protocol === "file:";
  const link = (address) => root + address + (local && /(^|\/)$/.test(address) ? "index.html" : "");

  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties))
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const marked = (parts) => parts.map(([text, hit]) => (hit ? make("mark", {}, text) : text));
  const fill = (words, count) => words.replace("{count}", count.toLocaleString("vi"));

  let opening;
  const load = async () => {
    if (!window.KheoSearch)
      await new Promise((resolve, reject) => {
        setTimeout(reject, TOO_LONG);
        const script = make("script", { src: root + "assets/search/engine.js", onload: resolve, onerror: reject });
        document.head.append(script);
      });
    return KheoSearch.open(root, { timeout: TOO_LONG });
  };
  const open = () => {
    opening ??= load();
    // What failed may be had at the next try.
    opening.catch(() => (opening = null));
    return opening;
  };

  // Does the work, and calls `tell` when it keeps a reader waiting.
  const patiently = async (work, tell) => {
    const timer = setTimeout(tell, SLOW);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  };

  // While work is under way further calls become one: a slow network skips half-typed words, a fast one answers each key.
  const latest = (work) => {
    let running = false;
    let again = false;
    return async () => {
      again = true;
      if (running) return;
      running = true;
      while (again) {
        again = false;
        await work();
      }
      running = false;
    };
  };

  const equip = (form, number) => {
    const input = form.elements.q;
    const words = window.kheo?.words || form.dataset;
    const list = make("div", {
      id: "tim-" + number,
      className: "search-list",
      role: "listbox",
      "aria-label": words.options,
      hidden: true,
    });
    const said = make("p", { className: "visually-hidden", role: "status" });
    form.append(list, said);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-autocomplete": "list",
    }))
      input.setAttribute(name, value);

    let active = -1;
    let telling;
    // A listener hears the count when the typing pauses, not at every key.
    const say = (text, seen = false) => {
      clearTimeout(telling);
      said.className = seen ? "search-said" : "visually-hidden";
      telling = setTimeout(() => (said.textContent = text), seen ? 0 : 400);
    };
    const point = (index) => {
      active = index;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
      const option = list.children[index];
      if (option) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    const show = (shown) => {
      list.hidden = !shown || !list.children.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      point(-1);
    };

    const option = (href, className, ...children) => {
      const id = `${list.id}-${list.children.length}`;
      const made = make("a", { href, className, id, role: "option", tabIndex: -1 }, ...children);
      list.append(made);
      return made;
    };
    const whole = (query) => `${link("tim-kiem/")}?q=${encodeURIComponent(query)}`;
    const draw = (query, found, completions) => {
      list.replaceChildren();
      for (const hit of found.results) {
        const where = [words[hit.kind], hit.place || hit.organisation, hit.today && words.today.replace("{today}", () => hit.today), hit.kind === "news" && hit.year];
        option(
          link(hit.address),
          "search-hit",
          make("span", {}, ...marked(hit.name)),
          make("small", {}, where.filter(Boolean).join(" · ")),
        );
      }
      for (const text of completions)
        option(whole(text), "search-more", text).onclick = (event) => {
          event.preventDefault();
          input.value = text;
          input.focus();
          ask();
        };
      if (found.reading) option(whole(query), "search-all", fill(words.allFor, found.total).replace("{text}", () => found.reading));
      else if (found.total > found.results.length) option(whole(query), "search-all", fill(words.all, found.total));
      show(true);
      if (found.incomplete && !found.results.length) say(words.broken, true);
      else if (found.total) say(fill(found.unread ? words.most : words.count, found.total));
      else say(words.none, true);
    };

    const ask = latest(async () => {
      const query = input.value.trim();
      const stale = () => query !== input.value.trim() || document.activeElement !== input;
      if (!query) {
        list.replaceChildren();
        show(false);
        say("");
        return;
      }
      try {
        const answers = async () => {
          const engine = await open();
          return Promise.all([engine.search(query, { limit: RESULTS }), engine.complete(query, { limit: COMPLETIONS })]);
        };
        const [found, completions] = await patiently(answers, () => say(words.slow, true));
        if (!stale()) draw(query, found, completions.filter((text) => text.toLowerCase() !== query.toLowerCase()));
      } catch {
        show(false);
        say(words.broken, true);
      }
    });

    input.addEventListener("focus", () => open().catch(() => {}));
    input.addEventListener("input", ask);
    input.addEventListener("keydown", (event) => {
      const count = list.children.length;
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) show(true);
        // One place more than there are options: there the reader is back in the words typed.
        const step = event.key === "ArrowDown" ? 1 : count;
        if (count) point(((active + 1 + step) % (count + 1)) - 1);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        show(false);
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        list.children[active].click();
      }
    });
    // Pressing on an option must not take the focus, for the list closes when the focus leaves.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) show(false);
    });
  };

  const forms = [...document.querySelectorAll("[data-kheo=search]")];
  for (const form of forms) form.action = link("tim-kiem/");
  if (local)
    for (const anchor of document.querySelectorAll('a[href*="tim-kiem/"]'))
      anchor.href = anchor.href.replace(/tim-kiem\/(?=\?|$)/, "tim-kiem/index.html");
  // The search page answers in the page itself.
  forms.filter((form) => !form.closest("[data-kheo=search-page]")).forEach(equip);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    // A single key can be switched off, on the page of results: who speaks to the computer may say one by chance.
    if (document.documentElement.dataset.slash === "off") return;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    const form = forms.find((one) => one.offsetParent);
    if (!form) return;
    event.preventDefault();
    form.elements.q.select();
  });

  return { open, link, make, marked, fill, patiently, latest };
})();
