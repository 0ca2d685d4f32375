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

  const settings = document.querySelector("[data-kheo=settings]");
  if (settings) {
    for (const name of ["text", "theme"]) {
      const chosen = root.dataset[name];
      const radio = chosen && settings.querySelector(`[name=${name}][value="${CSS.escape(chosen)}"]`);
      if (radio) radio.checked = true;
    }
    settings.addEventListener("change", ({ target }) => remember(target.name, target.value));
  }

  const menu = document.querySelector(".menu");
  if (menu) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }

  const address = () => document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0];

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

  const doings = {
    print: () => window.print(),
    share: () => navigator.share({ title: document.title, url: address() }).catch(() => {}),
    copy: (button) => copyText(address()).then((copied) => answer(button, copied)),
    take: (button) => copyText(document.getElementById(button.dataset.from).textContent).then((copied) => answer(button, copied)),
    cite: (button) => {
      const text = document.getElementById("trich-dan").textContent.trim().replace(/\s+/g, " ");
      return copyText(text.includes("://") ? text : `${text} ${address()}`).then((copied) => answer(button, copied));
    },
  };

  const answer = (button, copied) => {
    const told = button.parentElement.querySelector("[role=status]") || document.querySelector("[data-kheo=answer]");
    told.textContent = "";
    requestAnimationFrame(() => (told.textContent = copied ? button.dataset.done : button.dataset.failed));
  };

  for (const button of document.querySelectorAll("[data-do]")) {
    const name = button.dataset.do;
    if (!doings[name] || (name === "share" && !navigator.share)) continue;
    button.hidden = false;
    button.addEventListener("click", () => doings[name](button));
  }
})();
