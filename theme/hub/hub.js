// Search across the provinces of a hub: each one's own index is asked, and the answers stand by province.
(() => {
  const page = document.querySelector("[data-kheo=hub]");
  const [form, said, hits] = ["form", "[data-part=said]", "[data-part=hits]"].map((one) => page.querySelector(one));
  const words = page.dataset;
  const provinces = JSON.parse(words.provinces);
  const input = form.elements.q;
  const LIMIT = 10;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const marked = (parts) => parts.map(([text, hit]) => (hit ? make("mark", {}, text) : text));
  const fill = (text, name, count = 0) => text.replace("{name}", () => name).replace("{count}", count.toLocaleString("vi"));

  // One after another: the starts of two indexes have one name, and are told apart by who waits.
  const opened = [];
  const open = async () => {
    for (const [at, { root }] of provinces.entries()) {
      try {
        opened[at] ??= await KheoSearch.open(root);
      } catch {
        // Tried again with the next question.
      }
    }
  };

  const hit = (one, url) =>
    make(
      "li",
      { className: "hit hue-grey" },
      make("h3", {}, make("a", { href: url + one.address }, ...marked(one.name))),
      make("p", { className: "small" }, [one.place, one.fieldName, one.year].filter(Boolean).join(" · ")),
      make("p", {}, ...marked(one.excerpt)),
    );

  let asked = 0;
  const ask = async (text) => {
    const turn = ++asked;
    if (!text) return hits.replaceChildren();
    await open();
    const answers = [];
    for (const [at, { name, url }] of provinces.entries()) {
      const answer = opened[at] && (await opened[at].search(text, { limit: LIMIT }));
      answers.push([name, url, answer]);
    }
    if (turn !== asked) return;
    const sections = answers.filter(([, , answer]) => !answer || answer.total).map(([name, url, answer]) => {
      if (!answer) return make("p", { className: "note" }, fill(words.broken, name));
      const more = make("a", { href: `${url}tim-kiem/?q=${encodeURIComponent(text)}` }, fill(words.whole, name));
      return make(
        "section",
        {},
        make("h2", {}, fill(words.count, name, answer.total)),
        make("ul", { className: "hits" }, ...answer.results.map((one) => hit(one, url))),
        ...(answer.total > answer.results.length ? [make("p", {}, more)] : []),
      );
    });
    hits.replaceChildren(...sections);
    said.textContent = sections.length ? "" : words.none;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    history.replaceState(null, "", location.href.split(/[?#]/)[0] + (text && `?q=${encodeURIComponent(text)}`));
    ask(text);
  });
  const first = new URLSearchParams(location.search).get("q");
  if (first) {
    input.value = first.slice(0, input.maxLength);
    ask(input.value.trim());
  }
})();
