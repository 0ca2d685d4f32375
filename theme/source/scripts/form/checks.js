// What is wrong with a draft, by the codes of `kheo check`: each finding names its step, question and, in a group, entry.

import { claims, personal } from "./privacy.js";
import { oldLetters, toldOfPeople } from "./people.js";
import { chosen, isAsked } from "./record.js";
import { count, isEmpty, line, lines, paragraphs } from "./text.js";
import { dateText, isBefore, looksLikeDate, readCount, readDate, readMeasure } from "./values.js";

const SHORTEST_ALT = 8;
const LAST_DISTRICT_DAY = "2025-06-30";
const URL_FORM = /^https?:\/\/[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?$/i;
const FILE_NAME = /\.(?:jpe?g|png|webp|gif|heic)$|^(?:img|dsc|pxl|screenshot|zalo)[ _-]?[\p{L}\p{N}_]*\d/iu;

// The texts of an answer, as they go into the record one by one.
const texts = (question, value) => {
  if (question.kind === "lines") return lines(value, /\n|;/);
  if (question.kind === "organisations") return (value || []).map((one) => line(one.name));
  if (question.kind === "place") return [line(value?.text)];
  return [question.kind === "text" ? paragraphs(value) : line(value)];
};

const FORMS = {
  date: function* (value, question) {
    const strict = /consent|people|published/.test(question.id) && question.id !== "published";
    if (readDate(value) === undefined && (strict || looksLikeDate(value))) yield ["KH206"];
  },
  measure: function* (value) {
    const read = readMeasure(value);
    if (read.code) yield [read.code];
    else if (count(read.unit) > 40) yield ["KH211", { limit: 40 }];
  },
  number: function* (value) {
    const read = readCount(value);
    if (read.code) yield [read.code];
  },
  url: function* (value) {
    if (!URL_FORM.test(line(value))) yield ["KH210"];
  },
};

const UNREAD = new Set(["url", "measure", "number", "date"]);
const ofOne = function* (question, value, data, required, free) {
  if (isEmpty(value) || (question.kind === "choice" && !chosen(question, value))) {
    if (required) yield ["KH212"];
    return;
  }
  const shape = FORMS[question.kind];
  if (shape) yield* shape(value, question);
  for (const text of texts(question, value)) {
    if (question.limit && count(text) > question.limit) yield ["KH211", { limit: question.limit }];
    if (UNREAD.has(question.kind)) continue;
    const old = oldLetters(text, data.patterns);
    if (old) yield ["KH151", { text, name: old }];
    for (const [code, said] of personal(text, data.patterns)) yield [code, { text: said }];
    if (free) for (const [code, said] of toldOfPeople(text, data.patterns, free)) yield [code, { text: said }];
    if (question.story || ["name", "lede"].includes(question.id))
      for (const said of claims(text, data.patterns)) yield ["KH502", { text: said }];
  }
};

const number = (text) => Number(readCount(text).value);

// A share beside its division, as the check computes it.
const ofFigure = function* (answers) {
  const now = readMeasure(answers.now);
  if (isEmpty(answers.now) || now.code) return;
  if (!now.unit) yield ["now", "KH212", { key: "đơn vị (người, hộ, %…)" }];
  const before = isEmpty(answers.before) ? null : readMeasure(answers.before);
  if (before && !before.code && before.unit && before.unit !== now.unit) yield ["before", "KH204"];
  const [part, whole] = [answers.part, answers.whole].map((text) => (isEmpty(text) || readCount(text).code ? null : number(text)));
  if (part !== null && whole === null) yield ["part", "KH404", { text: line(answers.part) }];
  else if (whole === 0) yield ["whole", "KH404", { text: "0" }];
  else if (part !== null && part > whole) yield ["part", "KH405", { text: line(answers.part), whole: line(answers.whole) }];
  else if (now.unit === "%" && part !== null && !fits(now, part, whole))
    yield ["now", "KH402", { text: line(answers.now), numerator: line(answers.part), denominator: line(answers.whole), right: share(part, whole, now.decimals) }];
  if (now.unit === "%" && whole === null) yield ["whole", "KH403", { text: line(answers.now), indicator: line(answers.indicator) }];
};

const exact = (part, whole) => (part * 100) / whole;
// Rounded as people round, halves up; BigInt keeps every digit.
const rounded = (part, whole, decimals) => {
  const scaled = BigInt(part) * 100n * 10n ** BigInt(decimals);
  const base = BigInt(whole);
  return Number((2n * scaled + base) / (2n * base)) / 10 ** decimals;
};
const share = (part, whole, decimals) => `${rounded(part, whole, decimals).toFixed(decimals).replace(".", ",")}%`;
const fits = (now, part, whole) => {
  const shown = Number(now.value);
  if (now.bound === "exactly") return rounded(part, whole, now.decimals) === shown;
  const right = exact(part, whole);
  if (now.bound === "about") return Math.abs(right - shown) <= Math.max(shown / 10, 1);
  return /over|at_least/.test(now.bound) ? right >= shown : right <= shown;
};

const ofSource = function* (answers) {
  if (answers.source_kind !== "decision") return;
  for (const id of ["source_number", "outlet", "published", "level"]) if (isEmpty(answers[id])) yield [id, "KH212"];
  const date = readDate(answers.published);
  if (!isEmpty(answers.published) && !date) yield ["published", "KH206"];
  if (date && answers.level === "district" && isBefore(LAST_DISTRICT_DAY, date)) yield ["level", "KH509", { text: "huyện", date: dateText(date) }];
};

const needsPaper = function* (answers, basis, code, date, keeper, values) {
  if (answers[basis] === "consent" && (!readDate(answers[date]) || isEmpty(answers[keeper]))) yield [isEmpty(answers[keeper]) ? keeper : date, code, values];
};

const ofVoice = (answers) => needsPaper(answers, "consent", "KH811", "consent_date", "kept_by", { text: line(answers.who) });

const ofPhoto = function* (answers, at) {
  const file = `anh-${at + 1}.jpg`;
  const alt = line(answers.alt);
  if (FILE_NAME.test(alt)) yield ["alt", "KH823", { text: alt }];
  else if (alt && alt.length < SHORTEST_ALT) yield ["alt", "KH821", { text: alt }];
  yield* needsPaper(answers, "people", "KH807", "people_date", "people_kept_by", { text: "đồng ý", needs: "ngày, nơi giữ giấy" });
  if (answers.people === "public_event" && !readDate(answers.people_date)) yield ["people_date", "KH807", { text: "sự kiện công khai", needs: "ngày" }];
  if (answers.minors === "yes" && answers.people !== "consent") yield ["minors", "KH806", { text: file }];
};

const GROUPS = { results: ofFigure, sources: ofSource, voices: ofVoice, photos: ofPhoto };

const ofEntry = function* (step, answers, data, at) {
  for (const question of step.questions) {
    if (!isAsked(question, answers)) continue;
    for (const [code, values] of ofOne(question, answers[question.id], data, question.required)) yield [question.id, code, values];
  }
  yield* GROUPS[step.group](answers, at);
};

const ofPeriod = function* (answers) {
  const [start, end] = [readDate(answers.start), readDate(answers.end)];
  if (start && end && isBefore(end, start)) yield ["end", "KH608", { text: dateText(end), start: dateText(start) }];
};

// Every finding of a draft: {step, question, at, code, values}. at: the number of the entry in a group.
export const findings = (draft, data) => {
  const found = [];
  const seen = new Set();
  const add = (step, question, code, values = {}, at) => {
    const mark = [step.id, question, code, values.text, at].join(" ");
    if (!seen.has(mark)) found.push({ step: step.id, question, code, values, at });
    seen.add(mark);
  };
  const free = new Set([...data.places, ...(draft.groups?.["loi-ke"] || []).map((one) => line(one.who))]);
  for (const step of data.spec.steps) {
    if (step.group) {
      (draft.groups?.[step.id] || []).forEach((answers, at) => {
        const isBlank = step.group !== "photos" && Object.values(answers).every(isEmpty);
        if (!isBlank) for (const [question, code, values] of ofEntry(step, answers, data, at)) add(step, question, code, values, at);
      });
      continue;
    }
    for (const question of step.questions)
      for (const [code, values] of ofOne(question, draft.answers[question.id], data, question.required, free)) add(step, question.id, code, values);
    if (step.id === "thoi-gian") for (const [question, code, values] of ofPeriod(draft.answers)) add(step, question, code, values);
  }
  return found;
};
