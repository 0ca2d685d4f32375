// What people type, made fit for a record: one Unicode form, no hidden letters, lines and paragraphs.

let hidden = /(?!)/gu;
// Letters no record may hold, as the check has them.
export const setHidden = (pattern) => (hidden = pattern);

const letters = (text) => String(text ?? "").normalize("NFC").replace(/\r\n?/g, "\n").replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").replace(hidden, "");

// Dots where words belong say nothing.
const BLANK = /^(?:…|\.{3,}|\[…\]|xxx+)$/iu;
const DOTTED = /^[\s>*-]*(?:…|\.{3,})[\s.…]*$/u;
const flat = (text) => text.replace(/\s+/gu, " ").trim();
const filled = (text) => (BLANK.test(text) ? "" : text);

export const line = (text) => filled(flat(letters(text)));

export const paragraphs = (text) => {
  const kept = letters(text).split("\n").map((one) => (DOTTED.test(one) ? "" : flat(one)));
  return filled(kept.join("\n").replace(/\n{3,}/g, "\n\n").trim());
};

export const unquoted = (text) => {
  const bare = line(text);
  return /^["'“”‘’«].*["'“”‘’»]$/su.test(bare) && bare.length > 2 ? bare.slice(1, -1).trim() || bare : bare;
};

const MARK = /^(?:[•●○▪◦·►✓]+|\*(?=\s)|[-–—+](?=\s|\p{L}))\s*/u;
export const lines = (text, parting) =>
  letters(text)
    .split(parting)
    .map((one) => line(one).replace(MARK, "").replace(/[,;]$/u, "").trim())
    .filter((one) => /[\p{L}\p{N}]/u.test(one));

// How many letters, as the check counts them.
export const count = (text) => [...text].length;

const STROKES = new Map([..."đðɖɗƀɓƙłøħŧıɨʉ"].map((letter, at) => [letter, "ddddbbklohtiiu"[at]]));
export const fold = (text) =>
  letters(text)
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đðɖɗƀɓƙłøħŧıɨʉ]/g, (letter) => STROKES.get(letter));

// Words without accents and signs, parted by single spaces: what two headings are compared by.
export const bare = (text) => (fold(text).match(/[a-z0-9]+/g) || []).join(" ");

const TAKEN = /^(?:trang|luu-tru|tra-cuu|index|con|prn|aux|nul|(?:com|lpt)[0-9])$/;
const MOST_SLUG = 60;
export const slug = (text) => {
  let name = bare(text).replaceAll(" ", "-");
  if (name.length > MOST_SLUG) {
    const head = name.slice(0, MOST_SLUG + 1);
    name = head.includes("-") ? head.slice(0, head.lastIndexOf("-")) : name.slice(0, MOST_SLUG);
  }
  return !name || TAKEN.test(name) ? `mo-hinh${name && "-" + name}` : name;
};

// The beginning of a text: its first sentence, or as many whole words as fit.
export const beginning = (text, limit) => {
  const first = line(paragraphs(text).split("\n").find((one) => one.trim()) || "").replace(MARK, "");
  const sentence = first.match(/^.*?[.!?…](?=\s|$)/u)?.[0] || first;
  if (count(sentence) <= limit) return sentence;
  const cut = [...sentence].slice(0, limit).join("");
  return cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
};

// Whether an answer says nothing.
export const isEmpty = (value) =>
  Array.isArray(value) ? !value.length : value && typeof value === "object" ? !value.unit && !line(value.text) : !line(value);
