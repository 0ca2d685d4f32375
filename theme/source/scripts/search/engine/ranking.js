// Which documents answer a query, best first: what is loaded for it, what each document is worth, what is put right.
import { spans } from "./concepts.js";
import { readNumbers } from "./files.js";
import { exactness, slotsOf, wanted } from "./query.js";

const FIELDS = [1, 1.3, 1.7, 2.2, 3.4]; // story, lede, about, place, name
const OTHER_ACCENTS = 0.25; // below 1 / 3.4: the right word in a story comes before a look-alike in a name
const RUN = 1.2; // all that was asked stands there in one run: that is worth more than being told in a name
const NEARLY = { apart: 0.8, turned: 0.6 }; // what one syllable parts, or what comes in the other order, is nearly together
const FEW = 10; // documents
const DOUBTFUL = 0.85, LOOKALIKE = 0.5; // how surely a word is there that was put right, or has other accents
const MOST_PAIRS = 8, MOST_BRIEF = 4, MOST_SINGLES = 4, MOST_REPAIRS = 6; // shards
const ENOUGH = 0.8; // a query answered so well is not put right

// Load what slots want, at most `most` new shards: first the required ones, then those of the heaviest words that lie in
// the fewest shards. A slot of which nothing fitted is left out.
const fetch = async (query, slots, most) => {
  const { plan } = query, { index } = plan;
  const plans = slots.map((slot) => {
    const all = wanted(query, slot).map(([from, to]) => plan.numbersOf(from, to).slice(0, from === to ? 1 : 3));
    const rare = Math.max(...slot.tokens.map((i) => index.rarity(query.words[i][3]))) * Math.min(...slot.tokens.map((i) => query.light[i]));
    return { slot, all, spread: new Set(all.flat()).size, rare, order: slot.kind === "run" };
  });
  plans.sort((a, b) => Number(!!b.slot.required) - Number(!!a.slot.required) || Number(a.order) - Number(b.order) || a.spread - b.spread || b.rare - a.rare);
  const asked = new Set();
  for (const { slot, all } of plans) {
    slot.in = false;
    for (const numbers of all) {
      const fresh = numbers.filter((number) => !plan.numbers.has(number) && !asked.has(number));
      if (fresh.length && asked.size + fresh.length > most && !slot.required) continue;
      fresh.forEach((number) => asked.add(number));
      slot.in = true;
    }
  }
  await plan.load([...asked]);
  return slots.filter((slot) => slot.in);
};

// The entries that answer a slot: [[key, lists, weight, exactness, doubtful], ...]; a look-alike has no exactness.
const matches = (query, slot) => {
  const found = new Map();
  for (const [from, to, weight, doubtful] of wanted(query, slot))
    for (const folded of from === to ? [from] : query.plan.keysFrom(from))
      for (const [key, lists] of query.plan.entries(folded)) {
        const exact = key[0] === "=" ? 0.97 : exactness(query, slot, key);
        const before = found.get(key);
        if (!before || before[2] < weight) found.set(key, [key, lists, weight, exact, doubtful]);
      }
  const all = [...found.values()];
  const some = all.some((entry) => entry[3] > 0);
  for (const entry of all) entry[2] *= entry[3] || (some ? OTHER_ACCENTS : LOOKALIKE);
  return all;
};

// What each slot is worth to each document it is in: [[ids], value of id], and what the slot is worth.
const weigh = (query, slots, count, visit) => {
  const best = new Float32Array(count), sure = new Float32Array(count);
  for (const slot of slots) {
    slot.matches ??= matches(query, slot);
    const touched = [];
    for (const [, lists, weight, exact, doubtful] of slot.matches)
      lists.split("!").forEach((list, field) => {
        const value = weight * (slot.kind === "run" || slot.kind === "apart" ? 1 : FIELDS[field]);
        const surely = exact ? (doubtful ? DOUBTFUL : 1) : LOOKALIKE;
        readNumbers(list, (id) => {
          if (!best[id]) touched.push(id);
          if (sure[id] < surely) sure[id] = surely;
          if (best[id] < value) best[id] = value;
          if (slot.required && (exact || !query.exact)) (slot.kept ??= new Set()).add(id);
        });
      });
    const light = Math.min(...slot.tokens.map((i) => query.light[i]));
    const worth = light * Math.log2(1 + count / (touched.length || 1)) * (slot.at === slot.to ? 0.6 : 1);
    slot.worth = worth;
    for (const id of touched) {
      visit(slot, id, best[id], worth, sure[id]);
      best[id] = sure[id] = 0;
    }
  }
};

// Documents that answer, best first: [[id, score, share, bits, near], ...]. share: how much of what was asked a document
// has, by rarity; near: how much of it stands together.
const ranked = (query, slots) => {
  const { index } = query.plan, { count } = index;
  const [scores, joined, runs] = [0, 0, 0].map(() => new Float32Array(count));
  const covered = new Uint32Array(count), { length } = query.words;
  const surely = new Float32Array(count * length); // of each word of each document
  // Pairs first: what is together needs no credit for being nearly so, nor for being so the other way round.
  const order = ["pair", "apart", "turned", "run", "single"];
  const sorted = [...slots].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const gaps = new Float32Array(length).fill(Math.log2(1 + count));
  const bridged = new Uint32Array(count);
  weigh(query, sorted, count, (slot, id, value, worth, sure) => {
    if (slot.kind === "run") {
      runs[id] += worth * value;
      return;
    }
    if (slot.kind !== "single") {
      // The last word before the first mends whatever gap there is.
      const gap = Math.abs(slot.at - slot.to) > 1 ? 31 - Math.clz32(~bridged[id] & -~bridged[id]) : Math.min(slot.at, slot.to);
      const bit = 1 << gap;
      if (gap > length - 2 || bridged[id] & bit) return;
      if (slot.kind === "pair") gaps[gap] = worth;
      else value *= NEARLY[slot.kind];
      bridged[id] |= bit;
      joined[id] += gaps[gap] * Math.min(1, value);
    }
    scores[id] += worth * value;
    covered[id] |= slot.bits;
    for (const i of slot.tokens) if (surely[id * length + i] < sure) surely[id * length + i] = sure;
  });
  const sum = (kind) => slots.reduce((all, slot) => all + (slot.kind === kind ? slot.worth : 0), 0);
  const together = gaps.subarray(0, length - 1).reduce((all, gap) => all + gap, 0), inRuns = sum("run");
  const weights = query.words.map((word, i) => index.rarity(word[3]) * query.light[i]);
  const whole = weights.reduce((all, weight) => all + weight, 0);
  const required = slots.filter((slot) => slot.required);
  const found = [];
  for (let id = 0; id < count; id++) {
    if (!scores[id] || !required.every((slot) => slot.kept?.has(id))) continue;
    const bits = covered[id];
    let share = 0;
    for (let i = 0; i < length; i++) share += weights[i] * surely[id * length + i];
    share /= whole;
    const near = together ? Math.min(1, joined[id] / together) : length > 1 ? 0 : 1;
    const run = inRuns && near > 0.95 ? 1 + RUN * (runs[id] / inRuns) ** 2 : 1;
    const score = index.weights[id] * run * scores[id] * (0.25 + 0.75 * share * share) * (0.25 + 0.75 * near * near);
    found.push([id, score, share, bits, near]);
  }
  const most = found.reduce((high, entry) => Math.max(high, entry[2]), 0);
  const least = most > 0.999 ? 0.75 : most * 0.6;
  return found.filter((entry) => entry[2] >= least).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
};

// How well a document answers, and the best one: 1 when it has all, together.
export const worthOf = ([, , share, , near]) => share * (0.5 + 0.5 * near);
const best = (found) => (found.length ? worthOf(found[0]) : 0);
export const quality = (query) => best(query.found);

// Words that stand beside none of their neighbours anywhere, with the accents typed, and for nothing else.
const strangers = (query, pairs) => {
  const meant = spans(query);
  const said = pairs.map((pair) => !!pair.matches?.some((entry) => entry[3]));
  return query.words.map((_, i) => i).filter((i) => !said[i - 1] && !said[i] && !meant.some(([, , , first, end]) => first <= i && i < end));
};

// Syllables that are real words but not what was meant: try what sounds like them or lies beside them on the keyboard,
// where the index has the pair with a neighbour. The options found are added to a copy of the query's.
const repaired = async (query, missing) => {
  const { plan } = query, { index } = plan;
  const tries = [];
  for (const behind of [true, false])
    for (const i of missing) {
      const beside = query.options[behind ? i - 1 : i + 1];
      if (!beside || query.phrase[i] >= 0 || query.options[i].length > 1 || query.light[i] < 1) continue;
      for (const [other] of beside.slice(0, 2))
        for (const [word, like] of index.likely(query.words[i][3]).slice(0, behind ? 12 : 5))
          tries.push([i, word, like, behind ? `${other} ${word}` : `${word} ${other}`]);
    }
  tries.sort((a, b) => b[2] - a[2]);
  const asked = new Set();
  for (const [, , , folded] of tries) {
    const [number] = plan.numbersOf(folded);
    if (number !== undefined && !plan.numbers.has(number) && asked.size < MOST_REPAIRS) asked.add(number);
  }
  await plan.load([...asked]);
  const options = query.options.map((some) => [...some]);
  let found = false;
  for (const [i, word, like, folded] of tries)
    if (plan.entries(folded).length && !options[i].some(([other]) => other === word)) {
      options[i].push([word, like, true]);
      found = true;
    }
  return found ? options : null;
};

// The documents that answer a query; its slots are kept for what is shown of them.
// literal: nothing is put right; brief: only neighbours are looked for.
export const find = async (query, { literal = false, brief = false } = {}) => {
  const { pairs, apart, loose, singles, turned } = slotsOf(query);
  const { length } = query.words;
  const required = singles.filter((slot) => slot.required || singles.length === 1);
  let slots = await fetch(query, [...pairs, ...required, ...(brief ? [] : apart)], brief ? MOST_BRIEF : MOST_PAIRS);
  slots = [...slots, ...loose.filter((_, i) => pairs[i].in)];
  let found = ranked(query, slots);
  const lacks = () => {
    const bits = found.length ? found[0][3] : 0;
    return query.words.map((_, i) => i).filter((i) => !(bits & (1 << i)) && query.light[i] === 1);
  };
  const missing = lacks();
  if (!brief && length > 1 && (missing.length || best(found) < ENOUGH || found.length < FEW)) {
    const others = singles.filter((slot) => !slots.includes(slot) && query.light[slot.at] === 1);
    const first = (slot) => missing.includes(slot.at);
    others.sort((a, b) => first(b) - first(a));
    // Words may come in another order.
    const more = await fetch(query, [...others, ...turned], MOST_SINGLES);
    slots = [...slots, ...more];
    found = ranked(query, slots);
    const suspects = best(found) < ENOUGH && !literal ? strangers(query, pairs) : [];
    const options = suspects.length ? await repaired(query, suspects) : null;
    if (options) {
      const other = { ...query, options };
      await fetch(other, pairs, MOST_REPAIRS);
      const again = slots.map((slot) => ({ ...slot, matches: null, kept: null }));
      const better = ranked(other, again);
      if (best(better) > best(found) + 0.05) [found, slots, query.options] = [better, again, options];
    }
  }
  query.slots = slots;
  return found;
};
