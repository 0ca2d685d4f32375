// Completes the word a reader is still typing.
import { Plan } from "./index.js";
import { read } from "./query.js";
import { readings } from "./reader.js";

const MOST_SHARDS = 4;

const among = async (index, text, limit) => {
  const query = read(index, text);
  const { words } = query;
  if (!words.length || !(query.open || /\s$/.test(text))) return [];
  const at = query.open ? words.length - 1 : words.length;
  const head = text.slice(0, query.open ? words[at][0] : undefined);
  const [, , typed, folded] = words[at] || [0, 0, "", ""];
  const before = words[at - 1];
  const gather = async (prefix) => {
    const plan = new Plan(index, {});
    await plan.load(plan.numbersOf(prefix + folded, prefix + folded + "\uffff").slice(0, MOST_SHARDS));
    const tallies = new Map();
    for (const whole of plan.keysFrom(prefix + folded))
      for (const [key, lists] of plan.entries(whole)) {
        const [first, second] = prefix === "~" ? ["", key.slice(1)] : key.split(" ");
        if (first && before[2] !== before[3] && first !== before[2]) continue;
        const fits = typed === folded || second.startsWith(typed) ? 1 : 0.01;
        let documents = 0;
        for (let i = 0; i < lists.length; i++) if (lists.charCodeAt(i) > 34 && lists.charCodeAt(i) < 93) documents++;
        tallies.set(second, (tallies.get(second) || 0) + documents * fits);
      }
    return [...tallies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
  };
  let found = before ? await gather(`${before[3]} `) : [];
  if (!found.length && folded) found = await gather("~");
  return found.filter((word) => word !== typed).slice(0, limit).map((word) => head + word);
};

// The text with its last syllable completed, accented; as it is read, where nothing goes on as it was typed.
export const complete = async (index, text, { limit = 6 } = {}) => {
  for (const [one] of readings(index, text)) {
    const found = await among(index, one, limit);
    if (found.length) return found;
  }
  return [];
};
