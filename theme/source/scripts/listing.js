// Filters over a list, in place: the rows of its further pages are fetched when asked for, none is drawn anew.
(() => {
  const rows = document.querySelector("[data-kheo=rows]");
  const sheet = document.querySelector("[data-kheo=filter]");
  const button = document.querySelector("[data-do=filter]");
  if (!rows || !sheet || !button || !sheet.showModal) return;
  button.hidden = false;

  const folded = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/\s+/g, " ").trim();
  const breath = () => new Promise((resolve) => setTimeout(resolve));
  let items = [];
  let ready;

  const groupOf = (section) => section.querySelector("h2");
  const take = (row, group) => {
    const [field, year, level] = row.querySelector("a").dataset.k.split(" ");
    items.push({ row, group, field, year, level, place: folded(row.querySelector(".p").textContent), home: row.parentNode });
  };

  // The whole list: this page's rows, then those of the others, page by page, each in a task of its own.
  const gather = async () => {
    const here = Number(rows.dataset.page);
    const pages = Number(rows.dataset.pages);
    const root = location.href.split(/[?#]/)[0].replace(/index\.html$/, "").replace(/trang\/\d+\/$/, "");
    for (let page = 1; page <= pages && page <= 40; page += 1) {
      if (page === here) continue;
      const at = page === 1 ? root : `${root}trang/${page}/`;
      const text = await fetch(at).then((answer) => (answer.ok ? answer.text() : "")).catch(() => "");
      const other = new DOMParser().parseFromString(text, "text/html");
      for (const section of other.querySelectorAll("[data-kheo=rows] > section")) {
        const group = groupOf(section);
        let mine = [...rows.children].find((one) => groupOf(one).className === group.className);
        if (!mine) {
          mine = rows.appendChild(document.createElement("section"));
          mine.append(document.importNode(group, true), document.createElement("ul"));
          mine.lastChild.className = "cards";
        }
        const list = mine.querySelector("ul");
        for (const row of [...section.querySelectorAll("li")]) {
          const link = row.querySelector("a");
          for (const one of [link, row.querySelector("img")]) {
            const name = one && (one.tagName === "A" ? "href" : "src");
            if (one) one.setAttribute(name, new URL(one.getAttribute(name), at).href);
          }
          list.append(document.adoptNode(row));
        }
        await breath();
      }
    }
    for (const section of rows.children) {
      for (const row of section.querySelectorAll("li")) take(row, groupOf(section).textContent);
      await breath();
    }
    document.querySelector(".pager")?.remove();
    offer();
  };

  const fieldName = (key) =>
    document.querySelector(`.switch a[href$="linh-vuc/${CSS.escape(key)}/"]`)?.textContent || key;
  const levelName = (key) => sheet.querySelector(`template[data-level="${CSS.escape(key)}"]`)?.innerHTML;
  const names = { group: (key) => key, field: fieldName, level: levelName, year: (key) => key };

  // Each value that divides the list is offered, with how many rows have it.
  const offer = () => {
    for (const set of sheet.querySelectorAll("[data-facet]")) {
      const facet = set.dataset.facet;
      const counts = new Map();
      for (const item of items) if (item[facet]) counts.set(item[facet], (counts.get(item[facet]) || 0) + 1);
      if (counts.size < 2) continue;
      const keys = facet === "year" ? [...counts.keys()].sort().reverse() : [...counts.keys()];
      for (const key of keys) {
        const label = document.createElement("label");
        const input = Object.assign(document.createElement("input"), { type: "checkbox", name: facet, value: key });
        const count = Object.assign(document.createElement("span"), { textContent: counts.get(key) });
        label.append(input, names[facet](key), count);
        set.append(label);
      }
      set.hidden = false;
    }
    apply();
  };

  // How near a row is to the place typed: its unit, the one above it, anything else it names.
  const nearness = (item, place) => {
    if (!place) return 0;
    const at = ` ${item.place} `.indexOf(` ${place}`) >= 0 || item.place.includes(place);
    if (!at) return 0;
    const first = item.place.split(",")[0];
    return first.includes(place) ? 3 : item.place.includes("nay") && item.place.split("nay")[1].includes(place) ? 2 : 1;
  };

  const apply = () => {
    const form = sheet.querySelector("form");
    const place = folded(form.near.value);
    const chosen = {};
    for (const box of form.querySelectorAll("input:checked")) (chosen[box.name] ||= new Set()).add(box.value);
    let left = 0;
    const near = [];
    for (const item of items) {
      const keeps = Object.keys(chosen).every((facet) => chosen[facet].has(item[facet]));
      item.row.hidden = !keeps;
      if (keeps) left++;
      const score = keeps ? nearness(item, place) : 0;
      if (score) near.push([score, item]);
      else if (item.row.parentNode !== item.home) item.home.append(item.row);
    }
    showNear(place, near);
    for (const section of rows.children) section.hidden = !section.querySelector("li:not([hidden])");
    const see = sheet.querySelector("[data-part=see]");
    see.textContent = see.dataset.words.replace("{count}", left);
    sheet.querySelector("[data-part=near]").hidden = !place || near.length > 0;
  };

  let nearest;
  const showNear = (place, near) => {
    if (!near.length) {
      nearest?.remove();
      nearest = undefined;
      return;
    }
    if (!nearest) {
      nearest = document.createElement("section");
      nearest.append(Object.assign(document.createElement("h2"), { className: "group group--near" }), document.createElement("ul"));
      nearest.lastChild.className = "cards";
      rows.prepend(nearest);
    }
    nearest.firstChild.textContent = sheet.querySelector("form").near.value;
    near.sort((one, other) => other[0] - one[0]);
    nearest.lastChild.replaceChildren(...near.map(([, item]) => item.row));
  };

  button.addEventListener("click", () => {
    sheet.showModal();
    ready ||= gather();
  });
  sheet.addEventListener("input", apply);
  sheet.querySelector("[data-part=clear]").addEventListener("click", () => {
    sheet.querySelector("form").reset();
    apply();
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
})();
