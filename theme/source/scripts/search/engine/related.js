// What else a query may be asking for, in other words of the same meaning: looked for too, and said.
import { spans } from "./concepts.js";
import { Plan } from "./index.js";
import { read } from "./query.js";
import { find, quality, worthOf } from "./ranking.js";
import { split } from "./text.js";

const MOST = 4; // other ways to say it
const PLENTY = 3; // documents that say it as it was typed
const LESS = 0.75; // what is said in other words counts less
const GUESSED = 0.1; // what is found by words put right
const FULL = 0.92; // who has what was typed comes first

// Those of the texts whose words the index has.
const sayable = (index, texts) => texts.filter((text) => split(text).every((word) => index.knows(word[3])));

// Adds the documents that say it in other words, behind those that say it as it was typed.
export const related = async (index, query, answer) => {
  const told = [];
  if (!query.words.length) return;
  const full = new Set(query.found.filter((entry) => worthOf(entry) >= FULL).map(([id]) => id));
  let guessed = false;
  for (const [start, end, texts, first, after] of spans(query, full.size >= PLENTY)) {
    // What stands for something else is no word mistyped.
    guessed ||= query.options.slice(first, after).some(([[word]], j) => word !== query.words[first + j][3]);
    for (const text of sayable(index, texts)) if (told.length < MOST) told.push([`${query.text.slice(0, start)}${text}${query.text.slice(end)}`, text]);
  }
  if (!told.length) return;
  const scale = (of) => of.slots.reduce((sum, slot) => sum + (slot.kind === "single" || slot.kind === "pair" ? slot.worth || 0 : 0), 0) || 1;
  const best = new Map();
  if (query.slots) for (const entry of query.found) best.set(entry[0], [entry[0], (guessed ? GUESSED : full.has(entry[0]) ? 1000 : worthOf(entry) ** 2) * (entry[1] / scale(query)), ...entry.slice(2)]);
  for (const [text, said] of told) {
    const other = { ...read(index, text), held: query.held, plan: new Plan(index, answer), found: [] };
    other.found = await find(other, { brief: true });
    if (quality(other) < 0.6) continue;
    let more = 0;
    for (const entry of other.found) {
      const score = LESS * worthOf(entry) ** 2 * (entry[1] / scale(other));
      if ((best.get(entry[0])?.[1] || 0) >= score) continue;
      more++;
      best.set(entry[0], [entry[0], score, ...entry.slice(2)]);
    }
    if (more) {
      answer.also.push(said);
      (query.others ??= []).push(...other.words.map(([, , typed, folded]) => [typed, folded]));
    }
  }
  query.guessed = guessed && answer.also.length > 0;
  if (answer.also.length) query.found = [...best.values()].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};
