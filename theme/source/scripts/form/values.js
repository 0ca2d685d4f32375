// Dates and numbers as people write them, read as what they mean; what has two readings is not read.

import { line } from "./text.js";

const days = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const DATE = /^(?:ngày\s+)?(?:(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*)?(?:(?:từ\s+)?tháng\s+)?(\d{1,2})\s*(?:[/.-]|,?\s+năm\s+|\s+)\s*(\d{4})$/iu;
const YEAR = /^(?:từ\s+)?(?:năm\s+)?(\d{4})$/iu;
const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

// "tháng 6/2017" -> "2017-06"; undefined for what is no date, or no day of any calendar.
export const readDate = (text) => {
  const said = line(text).replace(/[.,;]$/, "");
  let day, month, year;
  if (YEAR.test(said)) year = said.match(YEAR)[1];
  else if (ISO.test(said)) [, year, month, day] = said.match(ISO);
  else if (DATE.test(said)) [, day, month, year] = said.match(DATE);
  if (!year || year < 1900 || year > 2100) return undefined;
  if (month === undefined) return year;
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > days(year, month)))) return undefined;
  return [year, String(month).padStart(2, "0"), ...(day === undefined ? [] : [String(day).padStart(2, "0")])].join("-");
};

// Written as a date, in figures: then it is wrong rather than told in words.
export const looksLikeDate = (text) => /^(?:(?:ngày|tháng|năm)\s+)?[\d\s/.-]+$/iu.test(line(text));

// Whether one partial date surely lies before another.
export const isBefore = (one, other) => {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared) < other.slice(0, shared);
};

// "15/6/2024" as the check says it.
export const dateText = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  return day ? `${day}/${month}/${year}` : month ? `tháng ${month}/${year}` : `năm ${year}`;
};

const BOUNDS = [
  ["at_least", "ít nhất|tối thiểu|không dưới"],
  ["at_most", "nhiều nhất|tối đa|không quá|cao nhất"],
  ["over", "hơn|trên|quá"],
  ["nearly", "gần|ngót|xấp xỉ"],
  ["under", "dưới|chưa đến|chưa tới|chưa đầy"],
  ["about", "khoảng|chừng|độ|tầm|ước"],
];
const BOUND = new RegExp(`^(?:${BOUNDS.map(([, words]) => `(${words})`).join("|")})\\s+`, "iu");
const GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?/;
const PLAIN = /^\d+(?:,\d+)?/;
const POINT = /^\d+\.\d{1,2}(?![\d.])/;
const TWO_READINGS = /^[1-9]\d{0,2},\d{3}(?![\d,])/;
const MOST_DIGITS = 12;

// "1250.5" as Vietnamese writes it: "1.250,5".
const written = (value) => {
  const [whole, parts] = value.split(".");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ".") + (parts ? `,${parts}` : "");
};

// The number a text begins with: {value: "97.7", decimals: 1, rest}, or {code} of what is wrong.
const leading = (text) => {
  if (TWO_READINGS.test(text)) return { code: "KH208" };
  const found = text.match(POINT) || text.match(GROUPED) || text.match(PLAIN);
  if (!found || /^[\d.,]*\d/.test(text.slice(found[0].length))) return { code: "KH207" };
  const plainly = POINT.test(text) ? found[0] : found[0].replaceAll(".", "").replace(",", ".");
  const [whole, parts = ""] = plainly.split(".");
  if (whole.length > MOST_DIGITS || parts.length > 6) return { code: "KH207" };
  const value = whole.replace(/^0+(?=\d)/, "") + (parts && `.${parts}`);
  return { value, decimals: parts.length, rest: text.slice(found[0].length).trim() };
};

// "hơn 1.250 hộ" -> {value: "1250", bound: "over", unit: "hộ", decimals: 0}, or {code}.
export const readMeasure = (text) => {
  const said = line(text);
  const bound = said.match(BOUND);
  const number = leading(bound ? said.slice(bound[0].length) : said);
  if (number.code) return number;
  const at = bound ? bound.slice(1).findIndex(Boolean) : -1;
  const percent = /^(?:%|phần trăm)(?!\p{L})/iu.exec(number.rest);
  const asRead = (bound ? bound[0].toLowerCase() : "") + written(number.value);
  return { ...number, text: asRead, bound: at < 0 ? "exactly" : BOUNDS[at][0], unit: percent ? "%" : number.rest };
};

// A whole number such as people count with, or {code}.
export const readCount = (text) => {
  const number = leading(line(text));
  return number.code || number.rest || number.decimals ? { code: number.code || "KH207" } : number;
};
