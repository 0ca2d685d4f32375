// On a model's page: opens what a link points into, and takes along: copies of facts and quotation, the QR code as a file.
(() => {
  const words = (element) => (element ? element.textContent.trim().replace(/\s+/g, " ") : "");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const short = () => words(document.querySelector("#danh-cho-bao-chi a[href*='/m/']"));

  // A link to a source, a figure, a step opens the drawers around it. Browsers that do it themselves lose nothing.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    let folded = false;
    for (let one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS" && !one.open) folded = one.open = true;
    }
    if (folded && target.id !== "to-in") target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  // Paper has no folds: everything is open while it is printed, and folded again afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("article details:not([open])").filter((one) => one.matches("#ho-so, #han-che, #nguon, .how, .slim, .more-story, .rest"));
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });

  const facts = () => {
    const lines = [words(document.querySelector("h1")), words(document.querySelector(".lede"))];
    for (const one of all(".known > div")) lines.push(`${words(one.querySelector("dt"))}: ${all("dd", one).map(words).join("; ")}`);
    for (const one of all(".best h2, .slim summary")) lines.push(`• ${words(one).replace(/ Cách tính$/, "")}`);
    lines.push(words(document.querySelector(".trust span")).replace(/ · [^·]*$/, ""));
    for (const one of all(".lacks li")) lines.push(`– ${words(one)}`);
    all(".sources li").forEach((one, n) => lines.push(`[${n + 1}] ${words(one)}`));
    return [...lines, short()].filter(Boolean).join("\n");
  };

  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const quote = () => {
    const told = words(document.querySelector(".best h2")) || words(document.querySelector(".lede"));
    const trust = words(document.querySelector(".trust span")).replace(/ · [^·]*$/, "");
    const link = `<a href="${escaped(short())}">${escaped(words(document.querySelector("#trich-dan")).split(":")[0])}</a>`;
    return (
      `<blockquote cite="${escaped(short())}"><p><strong>“${escaped(words(document.querySelector("h1")))}”</strong></p>` +
      `<p>${escaped(told)}. ${escaped(trust)}. ${link}</p></blockquote>`
    );
  };

  const save = () => {
    const code = document.querySelector(".qr").cloneNode(true);
    code.setAttribute("xmlns", code.namespaceURI);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([code.outerHTML], { type: "image/svg+xml" }));
    link.download = `qr-${short().split("/").at(-2) || "ma"}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const doings = {
    facts: (button) => window.kheo.copy(facts(), button),
    quote: (button) => window.kheo.copy(quote(), button),
    qr: save,
  };
  for (const button of all("[data-do]")) {
    const doing = doings[button.dataset.do];
    if (!doing) continue;
    button.hidden = false;
    button.addEventListener("click", () => doing(button));
  }
})();
