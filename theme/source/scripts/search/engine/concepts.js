// Groups of words that mean the same here (concepts.yml), as a query meets them: one syllable in the start of the index,
// more beside the keys of their first two.
import { split, spoken } from "./text.js";

// [start, end, texts, first word, the one after the last] of what in the query stands for something else, the longest
// first: "bạo lực gia đình" before "gia đình". longer: only what has several syllables.
export const spans = ({ words, plan }, longer = false) => {
  const { index } = plan;
  const found = [];
  words.forEach(([start, end, typed, folded], i) => {
    const others = longer ? null : index.words.get(typed) || (typed === folded ? index.bare.get(folded) : null);
    if (others && spoken(folded)) found.push([start, end, others, i, i + 1]);
    if (i + 1 === words.length) return;
    for (const [, lists] of plan.entries(`>${folded} ${words[i + 1][3]}`))
      for (const line of lists.split(";")) {
        const [said, others] = line.split("=");
        const row = split(said);
        const fits = row.every(([, , word, bare], j) => {
          const here = words[i + j];
          return here && here[3] === bare && (here[2] === here[3] || here[2] === word);
        });
        if (fits) found.push([start, words[i + row.length - 1][1], others.split("|"), i, i + row.length]);
      }
  });
  return found.sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
};
