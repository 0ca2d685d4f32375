// What the page carries for its script: the specification, words, messages, patterns, units and organisations.

import { bare, setHidden } from "./text.js";

const TYPES = { t: "tỉnh", p: "thành phố", h: "huyện", q: "quận", s: "thị xã", c: "thành phố", x: "xã", w: "phường", k: "thị trấn", d: "đặc khu" };

// Lines of: slug, type, name, number of the unit it lies in, first day, last day, numbers of today's units.
const readUnits = (text) => {
  const units = text.split("\n").filter(Boolean).map((row) => {
    const [rest, type, name, parent, start, end, today] = row.split("\t");
    const own = `${TYPES[type]} ${name}`;
    // A slug begins with type and name but where it says otherwise.
    const slug = rest.startsWith("=") ? rest.slice(1) : bare(own).replaceAll(" ", "-") + rest;
    return { slug, plain: name, own, parent, start, end, today };
  });
  const within = (unit) => (unit.parent ? [unit, ...within(units[unit.parent])] : [unit]);
  for (const unit of units) {
    const all = within(unit);
    unit.full = all.map((one) => one.own).join(", ");
    unit.now = unit.today ? unit.today.split(",").map((at) => units[at].own).join(" hoặc ") : "";
    unit.rank = all.length;
    unit.words = ` ${bare(unit.full)} `;
    unit.name = bare(unit.own);
  }
  return new Map(units.map((unit) => [unit.slug, unit]));
};

export const readData = (carried) => {
  const patterns = Object.fromEntries(Object.entries(carried.patterns).map(([name, [source, flags]]) => [name, new RegExp(source, flags)]));
  setHidden(patterns.hidden);
  const organisations = carried.organisations.split("\n").filter(Boolean).map((row) => {
    const [slug, name] = row.split("\t");
    return { slug, own: name, full: name, words: ` ${bare(name)} `, name: bare(name), now: "", rank: 0 };
  });
  const units = readUnits(carried.units);
  return { ...carried, patterns, units, organisations, places: new Set([...units.values()].map((one) => one.plain)) };
};

const SHOWN = 6;
/** @type {[RegExp, string][]} */
const SHORTENED = [[/\btp\b/g, "thanh pho"], [/\btx\b/g, "thi xa"], [/\btt\b/g, "thi tran"], [/\bp\b/g, "phuong"], [/\bh\b/g, "huyen"], [/\bx\b/g, "xa"], [/\bmttq\b/g, "mat tran to quoc"], [/\blhpn\b/g, "lien hiep phu nu"], [/\bccb\b/g, "cuu chien binh"], [/\bubnd\b/g, "uy ban nhan dan"]];

// Those whose words begin as what is typed, best first.
export const find = (list, typed) => {
  const asked = bare(typed);
  if (!asked) return [];
  const long = SHORTENED.reduce((text, [short, full]) => text.replace(short, full), asked);
  const ranked = [];
  for (const one of list) {
    let score = 0;
    for (const said of new Set([asked, long])) {
      const words = said.split(" ");
      if (one.name === said || one.name.replace(/^(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu) /, "") === said) score = Math.max(score, 4);
      else if (one.words.includes(` ${said}`)) score = Math.max(score, one.name.includes(said) ? 3 : 2);
      else if (words.every((word) => one.words.includes(` ${word}`))) score = Math.max(score, 1);
    }
    if (score) ranked.push([score, one]);
  }
  return ranked.sort(([a, x], [b, y]) => b - a || y.rank - x.rank || Number(Boolean(x.end)) - Number(Boolean(y.end)) || (x.words < y.words ? -1 : 1)).slice(0, SHOWN).map(([, one]) => one);
};
