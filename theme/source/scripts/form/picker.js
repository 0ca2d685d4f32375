// A field that finds units or organisations as one types, after the combobox of the WAI-ARIA Authoring Practices.

import { find } from "./data.js";
import { fill, make } from "./dom.js";
import { line } from "./text.js";

const said = (one, words) => (one.now ? fill(words.place_old, { today: one.now }) : one.rank && !one.end ? words.place_today : "");

// list: what to choose from; choose(one or text): called with the choice, or with what was typed and is in no list.
// isSure: whether Enter takes the only name that fits.
const combobox = (input, list, words, choose, isSure) => {
  const box = make("ul", { className: "picks", role: "listbox", id: `${input.id}-list`, hidden: true });
  box.setAttribute("aria-label", input.labels[0]?.textContent.trim() || "");
  const status = make("p", { className: "visually-hidden", role: "status" });
  input.after(box, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": box.id }))
    input.setAttribute(name, value);
  let options = [];
  let at = -1;

  const close = () => {
    box.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (next) => {
    at = next;
    [...box.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", box.children[at].id);
      box.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (n) => {
    const one = options[n];
    close();
    choose(one);
  };
  const show = () => {
    const typed = line(input.value);
    const found = find(list, typed);
    options = typed ? [...found, typed] : [];
    const items = options.map((one, n) => {
      const item = make("li", { role: "option", id: `${box.id}-${n}` });
      if (typeof one === "string") item.append(make("span", { className: "soft" }, fill(words.not_listed, { text: one })));
      else {
        item.append(make("b", {}, one.full[0].toUpperCase() + one.full.slice(1)));
        if (said(one, words)) item.append(make("small", {}, said(one, words)));
      }
      item.setAttribute("aria-selected", "false");
      return item;
    });
    box.replaceChildren(...items);
    box.hidden = !items.length;
    at = -1;
    input.setAttribute("aria-expanded", String(!box.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = typed ? fill(words.choices, { count: found.length }) : "";
  };

  // Pressing must not take the focus from the field, or leaving it would close the list first.
  box.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) take([...box.children].indexOf(item));
  });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (box.hidden) show();
      if (!options.length) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at < 0 ? (step > 0 ? 0 : options.length - 1) : (at + step + options.length) % options.length);
    } else if (event.key === "Enter" && !box.hidden) {
      event.preventDefault();
      // Unless one was pointed at, what was typed counts; one name that is the only one fits a place.
      if (at >= 0) take(at);
      else if (options.length === 2 && isSure) take(0);
      else take(options.length - 1);
    }
  });
  input.addEventListener("blur", close);
  return { close };
};

// One place: what was typed, and the unit that was chosen for it.
export const placePicker = (input, units, words, get, set) => {
  const list = [...units.values()];
  const note = make("p", { className: "hint", role: "status" });
  const tell = () => {
    const unit = units.get(get()?.unit);
    note.textContent = unit ? fill(words.chosen, { text: [unit.full, said(unit, words)].filter(Boolean).join(". ") }) : "";
  };
  combobox(input, list, words, (one) => {
    const isText = typeof one === "string";
    input.value = isText ? one : one.full;
    set({ text: input.value, unit: isText ? "" : one.slug });
    tell();
  }, true);
  input.addEventListener("input", () => {
    set({ text: input.value, unit: "" });
    tell();
  });
  input.nextElementSibling.nextElementSibling.after(note);
  return () => {
    input.value = get()?.text || "";
    tell();
  };
};

// Up to `most` organisations: of the list, or as they were typed.
export const organisationPicker = (input, list, most, words, get, set) => {
  const picked = make("ul", { className: "picked" });
  input.before(picked);
  const refresh = () => {
    const all = get() || [];
    picked.replaceChildren(
      ...all.map((one, at) => {
        const button = make("button", { type: "button" }, "×");
        button.setAttribute("aria-label", fill(words.remove, { text: one.name }));
        button.addEventListener("click", () => {
          set(all.filter((_, n) => n !== at));
          refresh();
          input.focus();
        });
        return make("li", {}, make("span", {}, one.name), button);
      }),
    );
    input.hidden = all.length >= most;
  };
  const add = (one) => {
    const chosen = typeof one === "string" ? { name: line(one) } : { name: one.full, slug: one.slug };
    input.value = "";
    const all = get() || [];
    if (chosen.name && all.length < most && !all.some((other) => other.name === chosen.name)) set([...all, chosen]);
    refresh();
  };
  const box = combobox(input, list, words, add);
  // What was typed and not chosen stays, as it was typed.
  input.addEventListener("blur", () => {
    box.close();
    if (line(input.value)) add(input.value);
  });
  return refresh;
};
