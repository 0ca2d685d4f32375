// Answers as Markdown that shows what was typed: paragraphs and lists, and nothing that means something else.

import { paragraphs } from "./text.js";

const BULLET = /^(?:[•●○▪◦·►✓]+|[-–—+](?=\s|\p{L})|\*(?=\s))\s*(?=\S)/u;
const NUMBERED = /^(\d{1,2})[.)]\s+(?=\S)/;
const MEANING = /[\\`*[|~]|(?<=\])\(|<(?=[\p{L}!/?])|(?<=<)!|&(?=[\p{L}#])|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
const AT_START = /^(?:[#=>]|<{2}|[+-](?=[\s+-]|$)|\d+(?=[.)](?:\s|$)))/;

const plain = (text) => {
  const safe = text.replace(MEANING, "\\$&");
  return safe.replace(AT_START, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`));
};

const blockOf = (text) => {
  const numbered = text.match(NUMBERED);
  if (numbered) return ["1", `${numbered[1]}. ${plain(text.slice(numbered[0].length))}`];
  const bullet = text.match(BULLET);
  return bullet ? ["-", `- ${plain(text.slice(bullet[0].length))}`] : ["", plain(text)];
};

export const markdown = (text) => {
  let written = "";
  let last = null;
  for (const one of paragraphs(text).split("\n").filter(Boolean)) {
    const [kind, block] = blockOf(one);
    // Items of one list stand together; of two kinds of list, something stands between, or they would be one.
    written += last === null ? "" : kind && kind === last ? "\n" : "\n\n";
    written += block;
    last = kind;
  }
  return written;
};

export const story = (parts) =>
  parts
    .filter(([, text]) => paragraphs(text))
    .map(([heading, text]) => `## ${heading}\n\n${markdown(text)}`)
    .join("\n\n");
