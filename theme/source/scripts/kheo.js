// What a page does beyond being read: reader's settings, printing, copying, sharing. Nothing here is needed to read.
(() => {
  const root = document.documentElement;

  const remember = (name, value) => {
    if (value === "auto" || value === "m") delete root.dataset[name];
    else root.dataset[name] = value;
    try {
      localStorage.setItem("kheo-" + name, root.dataset[name] || "");
    } catch {
      // Without storage the choice lasts for this page.
    }
  };

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The settings need a script, so a script draws them.
  const settings = document.querySelector("[data-kheo=settings]");
  if (settings) {
    const { settings: title, choices } = window.kheo.words;
    settings.setAttribute("aria-label", title);
    for (const [name, legend, values] of choices) {
      const chosen = values.some(([value]) => value === root.dataset[name]) ? root.dataset[name] : values[0][0];
      const labels = values.map(([value, said]) => {
        const radio = make("input", { type: "radio", name, value, checked: value === chosen });
        return make("label", {}, radio, make("span", { textContent: said }));
      });
      settings.append(make("fieldset", {}, make("legend", { textContent: legend }), ...labels));
    }
    settings.addEventListener("change", ({ target }) => remember(target.name, target.value));
  }

  // How long ago a record was reviewed, by the reader's own clock: a page is built once and read for years.
  for (const said of document.querySelectorAll("[data-since]")) {
    const months = Math.floor((Date.now() - Date.parse(said.dataset.since)) / 2629746000);
    if (months > 0) said.textContent = (months < 12 ? said.dataset.said : said.dataset.old).replace("#", months);
  }

  const menu = document.querySelector(".menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target) && !event.target.closest(".menu-panel")) menu.open = false;
    });
  }

  // The address to pass on: a model's short one, as its citation has it; else the page's own.
  const short = () => document.querySelector("#danh-cho-bao-chi a[href*='/m/']")?.href;
  // On a phone the header's sign opens the box it leads to.
  const opener = document.querySelector(".to-search");
  opener?.addEventListener("click", (event) => {
    const box = document.querySelector(".search--large input") || document.querySelector(".search--header input");
    if (!box) return;
    event.preventDefault();
    document.querySelector(".search--header")?.classList.toggle("is-open");
    if (box.offsetParent) box.focus();
  });

  const address = () => short() || document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0];

  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages opened from a folder have no clipboard: the old way still works there.
      const field = document.body.appendChild(document.createElement("textarea"));
      field.value = text;
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      return copied;
    }
  };

  // A word to the editors: the channel the province names, with the page and the paragraph one has marked filled in.
  for (const link of document.querySelectorAll("[data-kheo=report], [data-kheo=tell]")) {
    const channel = link.getAttribute("href");
    link.addEventListener("click", () => {
      const page = address();
      const text = String(getSelection()).trim().replace(/\s+/g, " ").slice(0, 300);
      const filled = { page: encodeURIComponent(page), text: encodeURIComponent(text) };
      if (channel.startsWith("mailto:")) {
        const subject = `${link.dataset.subject || document.title}: ${document.title}`;
        link.href = `${channel}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(`${page}\n\n“${text}”\n\n`)}`;
      } else link.href = channel.replace(/\{(page|text)\}/g, (_, name) => filled[name]);
    });
  }

  const doings = {
    size: () => {
      const sizes = ["m", "l", "xl"];
      const next = sizes[(sizes.indexOf(root.dataset.text || "m") + 1) % sizes.length];
      settings.querySelector(`[name=text][value=${next}]`).checked = true;
      remember("text", next);
    },
    print: () => window.print(),
    // Where the machine cannot share, the link is copied.
    share: (button) => {
      if (!navigator.share) return doings.copy(button);
      return navigator.share({ title: document.title, url: address() }).catch(() => {});
    },
    copy: (button) => copyText(address()).then((copied) => answer(button, copied)),
    take: (button) => copyText(document.getElementById(button.dataset.from).textContent).then((copied) => answer(button, copied)),
    cite: (button) => {
      const text = document.getElementById("trich-dan").textContent.trim().replace(/\s+/g, " ");
      return copyText(text.includes("://") ? text : `${text} ${address()}`).then((copied) => answer(button, copied));
    },
  };

  // What came of a copy is said beside the button; the words stand once on the page.
  const answer = (button, copied) => {
    const words = document.querySelector("[data-done]").dataset;
    const told = button.parentElement.querySelector("[role=status]") || document.querySelector("[data-kheo=answer]");
    told.textContent = "";
    requestAnimationFrame(() => (told.textContent = copied ? words.done : words.failed));
  };

  // For the scripts of single pages.
  window.kheo = { ...window.kheo, copy: (text, button) => copyText(text).then((copied) => answer(button, copied)) };

  for (const button of document.querySelectorAll("[data-do]")) {
    const name = button.dataset.do;
    if (!doings[name]) continue;
    button.hidden = false;
    button.addEventListener("click", () => doings[name](button));
  }
})();
