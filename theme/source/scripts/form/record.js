// The answers of a draft as a record: each to the key its question names, in the order the specification gives.

import { beginning, count, isEmpty, line, lines, paragraphs, unquoted } from "./text.js";
import { isBefore, readCount, readDate, readMeasure } from "./values.js";
import { Plain } from "./yaml.js";

const LIST = /\n|;/;
// With "(phối hợp)" behind it a name must still be one line of a record.
const MOST_NAME = 280;
const HAMLETS = /\n|[;,]/;

const put = (table, path, value) => {
  if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) return;
  const keys = path.split(".");
  const last = keys.pop();
  for (const key of keys) table = table[key] ??= {};
  table[last] = value;
};

// Whether a question is asked at all, by what another of its step was answered.
export const isAsked = (question, answers) => !question.only || question.only.slice(1).includes(answers[question.only[0]]);

// The choice that was made, if it is still one.
export const chosen = (question, value) => (question.options.some(([one]) => one === value) ? value : undefined);

// A place is the chosen unit with the day it bore that name; what no list holds stays as it was typed.
const place = (answers, units, province, today) => {
  const answer = answers.place || {};
  const unit = units.get(answer.unit);
  const typed = line(answer.text);
  const whole = units.get(province.unit);
  const shown = unit || whole;
  const start = readDate(answers.start);
  const known = start && !(shown.end && isBefore(shown.end, start)) && !(shown.start && isBefore(start, shown.start));
  const hamlets = lines(answers.hamlets, HAMLETS);
  const called = unit ? unit.full : whole.full;
  const near = hamlets.join(", ");
  const isNear = unit && near.length < 150 && !/xã|phường|thị|huyện|quận|phố|tỉnh|đặc khu|[(\[]/iu.test(near);
  const found = { unit: shown.slug };
  put(found, "hamlets", hamlets);
  found.as_written = isNear && near ? `${near}, ${called}` : called;
  put(found, "as_of", known ? undefined : shown.end || today);
  if (!unit && typed) found.note = `Chưa thấy trong danh sách địa bàn; phiếu ghi: ${[...typed].slice(0, 240).join("")}`;
  return found;
};

const period = (answers) => {
  const found = {};
  const told = [];
  for (const key of ["start", "end"]) {
    const date = readDate(answers[key]);
    if (date) found[key] = date;
    else if (line(answers[key])) told.push(line(answers[key]));
  }
  if (answers.status === "running" && !found.end) found.ongoing = true;
  put(found, "as_stated", told.join("; "));
  return found;
};

const lead = (answer, known) => {
  const [one] = (answer || []).filter((each) => line(each.name));
  if (!one) return { certainty: "not_stated" };
  return known.has(one.slug) ? { certainty: "stated", organisations: [one.slug] } : { certainty: "stated", name: line(one.name) };
};

const measure = (text) => {
  const read = readMeasure(text);
  return { value: new Plain(read.value), bound: read.bound };
};

const result = (answers, source) => {
  const now = readMeasure(answers.now);
  const found = { indicator: line(answers.indicator), unit: now.unit };
  if (line(answers.before)) found.baseline = measure(answers.before);
  found.result = measure(answers.now);
  const when = readDate(answers.when);
  put(found.result, when ? "date" : "as_stated", when || line(answers.when));
  for (const [key, id] of [["numerator", "part"], ["denominator", "whole"]])
    if (line(answers[id])) found[key] = new Plain(readCount(answers[id]).value);
  put(found, "denominator_name", line(answers.of));
  if (now.unit === "%") found.decimals = new Plain(String(now.decimals));
  found.source = new Plain(String(source));
  return found;
};

const source = (answers) => {
  const found = { kind: answers.source_kind === "decision" ? "document" : answers.source_kind, title: line(answers.title) };
  put(found, "outlet", line(answers.outlet));
  put(found, "number", line(answers.source_number));
  const date = readDate(answers.published);
  if (date) found.published = date;
  else found.undated_reason = line(answers.published) ? `phiếu ghi: ${line(answers.published)}` : "phiếu không ghi ngày";
  put(found, "url", line(answers.url));
  return found;
};

const consent = (basis, date, keeper) => {
  const found = { basis };
  put(found, "date", readDate(date));
  put(found, "kept_by", line(keeper));
  return found;
};

const voice = (answers) => ({
  words: unquoted(answers.words),
  who: line(answers.who),
  role: line(answers.role),
  consent:
    answers.consent === "consent"
      ? consent("consent", answers.consent_date, answers.kept_by)
      : { basis: answers.consent },
});

const photo = (answers, number) => {
  const found = { file: `anh-${number + 1}.jpg`, alt: line(answers.alt), credit: line(answers.credit), licence: line(answers.licence) };
  found.people =
    answers.people === "nobody" ? { basis: "nobody" } : consent(answers.people, answers.people_date, answers.people_kept_by);
  if (answers.people === "public_event") delete found.people.kept_by;
  if (answers.minors === "yes") {
    found.minors = true;
    const both = consent("consent", answers.people_date, answers.people_kept_by);
    Object.assign(found, { child_consent: both, guardian_consent: both });
  }
  return found;
};

// A decision with its number, day, issuer and level: the evidence of recognition.
const recognition = (sources, offset) => {
  const at = sources.findIndex((one) => one.source_kind === "decision");
  if (at < 0) return undefined;
  const one = sources[at];
  return {
    number: line(one.source_number),
    date: readDate(one.published),
    issuer: line(one.outlet),
    level: one.level,
    source: new Plain(String(at + 1 + offset)),
  };
};

// {record, parts of its story} of a draft. today: the day of sending, "2026-12-01".
export const compose = (draft, data, today) => {
  const { spec, units, province } = data;
  const { answers, groups = {} } = draft;
  const given = (id) => (groups[id] || []).filter((entry) => Object.values(entry).some((value) => !isEmpty(value)));
  const found = { ...spec.always };
  const parts = [];
  const helpers = [];
  for (const question of spec.steps.filter((step) => !step.group).flatMap((step) => step.questions)) {
    const value = answers[question.id];
    const { kind, to } = question;
    if (question.story) parts.push([question.story, value]);
    else if (kind === "line") put(found, to, unquoted(value));
    else if (kind === "choice") put(found, to, chosen(question, value));
    else if (kind === "text") put(found, to, paragraphs(value));
    else if (kind === "lines" && !to.startsWith("place."))
      put(found, to, lines(value, LIST).map((one) => (question.each ? { [question.each]: one } : one)));
  }
  found.lede = line(found.lede) || beginning(spec.lede.from.map((id) => answers[id]).find((text) => line(text)) || "", spec.lede.limit);
  // A draft may be older than the register.
  const known = new Set(data.organisations.map((one) => one.slug));
  found.lead = lead(answers.lead, known);
  for (const one of answers.partners || [])
    if (known.has(one.slug)) (found.partners ??= []).push(one.slug);
    else if (line(one.name)) helpers.push(count(line(one.name)) > MOST_NAME ? line(one.name) : `${line(one.name)} (phối hợp)`);
  if (found.partners) found.partners = [...new Set(found.partners)];
  put(found, "participants", [...helpers, ...(found.participants || [])]);
  found.place = place(answers, units, province, today);
  found.period = period(answers);
  const form = { kind: spec.source.kind, title: spec.source.title, published: today, supports: spec.source.supports };
  const sources = given("giay-to");
  found.sources = [form, ...sources.map(source)];
  put(found, "recognition", recognition(sources, 1));
  found.status ??= found.recognition ? "recognised" : "unknown";
  put(found, "results", given("so-lieu").map((one) => result(one, 1)));
  put(found, "voices", given("loi-ke").map(voice));
  put(found, "photos", (groups.anh || []).map(photo));
  const record = Object.fromEntries(spec.order.filter((key) => found[key] !== undefined).map((key) => [key, found[key]]));
  return { record, parts };
};
