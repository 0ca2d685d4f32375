// Loaded with mammoth, when somebody brings a Word file. A Word file as answers: which of the ten items each passage belongs to, by the words it is headed with.

import { make } from "./dom.js";
import { personal } from "./privacy.js";
import { bare, line, unquoted } from "./text.js";
import { readDate } from "./values.js";

const SHORT = 160;
const HEAD = /^(?:(?:mục|phần|câu)\s+(?=\d|[IVX]+\b))?(?:(\d{1,2}|[IVX]{1,4}|[a-zđ])\s*[.)/:-]+\s*)?([^:：]{2,90}?)\s*[:：]\s*(.*)$/isu;
const TITLE = /^(?:(?:mục|phần|câu)\s+(?=\d|[IVX]+\b))?(?:(\d{1,2}|[IVX]{1,4}|[a-zđ])\s*[.)/:-]+\s*)?(.{2,70})$/iu;
const ENDING = /^(?:noi nhan|tm |kt |chu tich|nguoi dang ky|nguoi lap|xac nhan|thu truong|ngay \d+ thang|[a-z ]{2,20} ngay \d+ thang)/;
const FORMAL = /^(?:cong hoa xa hoi|doc lap tu do|phieu dang ky|kinh gui|mttq|ban thuong truc|uy ban)/;

const known = (words, said) => words.some((one) => said === one || (said.startsWith(`${one} `) && said.length < one.length + 25));

// {step, rest} of a line that heads an item.
const headed = (text, steps, isRow) => {
  const named = (label, rest) => {
    const said = bare(label);
    const step = steps.find((one) => known(KheoWords.steps[one.id] || [], said));
    return step && { step, rest };
  };
  const head = text.match(HEAD);
  if (head) {
    const found = named(head[2], head[3]);
    if (found) return found;
    const step = /^\d/.test(head[1] || "") && steps.find((one) => one.item === Number(head[1]));
    if (step) return { step, rest: head[3] };
  }
  const title = text.match(TITLE);
  // A line of its own heads an item when it is numbered or in capitals; so does the first cell of a row.
  if (title && (isRow || title[1] || text === text.toUpperCase())) return named(title[2].replace(/[.:]+$/, ""), "");
  return undefined;
};

const isContact = (text, data) => {
  const said = bare(text);
  if (KheoWords.contact.some((one) => said.startsWith(`${one} `) || said === one) && (/[:：]|\d{3}/.test(text) || said.split(" ").length < 9)) return true;
  return text.length < SHORT && personal(text, data.patterns).some(([code]) => /KH80[1-4]/.test(code));
};

// Passages: {text, cells}. cells: of a table's row. -> {texts: step id -> lines, dropped, rest}
const sorted = (passages, data) => {
  const steps = data.spec.steps.filter((step) => step.item);
  const texts = {};
  const dropped = [];
  const rest = [];
  let current = null;
  const put = (text) => {
    for (const one of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
      if (isContact(one, data)) dropped.push(one);
      else if (current) (texts[current.id] ??= []).push(one);
      else if (!FORMAL.test(bare(one)) && one !== one.toUpperCase()) rest.push(one);
    }
  };
  for (const { text, cells } of passages) {
    if (cells) {
      const at = cells.findIndex((cell) => headed(cell, steps, true));
      if (at >= 0) {
        const { step, rest: own } = headed(cells[at], steps, true);
        current = step;
        put([own, ...cells.slice(at + 1)].filter(Boolean).join("\n"));
        continue;
      }
      if (!current) continue;
      put(cells.filter((cell) => !/^\d{1,2}\.?$/.test(cell)).join("\n"));
      continue;
    }
    for (const one of text.split("\n").map((each) => each.trim()).filter(Boolean)) {
      const head = headed(one, steps, false);
      if (head) {
        current = head.step;
        put(head.rest);
      } else {
        if (ENDING.test(bare(one))) current = null;
        put(one);
      }
    }
  }
  return { texts, dropped, rest };
};

// A unit whose own name and whose wider unit's name the text holds; a unit of a name alone where no other bears it.
const unitOf = (text, units) => {
  const said = ` ${bare(text)} `;
  const named = [...units.values()].filter((one) => said.includes(` ${one.name} `) && one.rank > 1);
  const told = named.filter((one) => one.words.trim().split(" ").every((word) => said.includes(` ${word} `)));
  const least = Math.max(0, ...named.map((one) => one.rank));
  const best = told.length ? told.filter((one) => one.rank === Math.max(...told.map((each) => each.rank))) : named.filter((one) => one.rank === least);
  return best.length === 1 ? best[0].slug : "";
};

const LABEL = /^[-–•+*]?\s*([^:：]{2,40})[:：]\s*(.*)$/su;

// Pieces of an item that asks several things: by their labels, else in order.
const pieces = (lines_, step) => {
  const questions = step.questions.filter((one) => KheoWords.questions[one.id] || one.kind === "place");
  const found = {};
  const rest = [];
  for (const piece of lines_.flatMap((one) => one.split(/;\s*/)).map((one) => one.trim()).filter(Boolean)) {
    const label = piece.match(LABEL);
    const question = label && questions.find((one) => known(KheoWords.questions[one.id] || [], bare(label[1])));
    if (question) (found[question.id] ??= []).push(label[2].replace(/[.;]$/, ""));
    else rest.push(piece.replace(/[.;]$/, ""));
  }
  return { found, rest };
};

const SPAN = /^(?:từ\s+)?(.{4,30}?)\s*(?:đến(?: hết)?|[-–])\s*(.{4,30})$/iu;
const SINCE = /^(?:bắt đầu )?(?:từ|kể từ)\s+(.{4,30})$/iu;

const ofTime = (lines_, step) => {
  const { found, rest } = pieces(lines_, step);
  const answers = { start: found.start?.[0] || "", end: found.end?.[0] || "" };
  const left = [...(found.milestones || [])];
  for (const piece of rest) {
    const span = piece.match(SPAN);
    const since = piece.match(SINCE);
    if (span && readDate(span[1]) && readDate(span[2])) [, answers.start, answers.end] = span;
    else if (!answers.start && since && readDate(since[1])) answers.start = since[1];
    else if (!answers.start && readDate(piece)) answers.start = piece;
    else left.push(piece);
  }
  return { ...answers, milestones: left.join("\n") };
};

const organisationsOf = (texts, data, most) =>
  texts
    .flatMap((text) => (most > 1 ? text.split(/,\s*/) : [text]))
    .map((text) => line(text))
    .filter(Boolean)
    .map((name) => {
      const same = data.organisations.find((one) => one.name === bare(name));
      return same ? { name: same.full, slug: same.slug } : { name };
    });

// {answers, dropped, rest} of a Word file's passages.
export const answersOf = (passages, data) => {
  const { texts, dropped, rest } = sorted(passages, data);
  const answers = {};
  for (const step of data.spec.steps) {
    const own = texts[step.id];
    if (!own?.length) continue;
    if (step.id === "dia-ban") {
      const { found, rest: left } = pieces(own, step);
      const place = line([...(found.place || []), ...(found.place ? [] : left.splice(0, 1))].join(", "));
      answers.place = { text: place, unit: unitOf(place, data.units) };
      const hamlet = place.split(",")[0];
      if (answers.place.unit && !bare(data.units.get(answers.place.unit).full).includes(bare(hamlet))) answers.hamlets = hamlet;
      answers.beneficiaries = [...(found.beneficiaries || []), ...left].join("\n");
    } else if (step.id === "luc-luong") {
      const { found, rest: left } = pieces(own, step);
      answers.lead = organisationsOf(found.lead || left.splice(0, 1), data, 1).slice(0, 1);
      answers.partners = organisationsOf(found.partners || [], data, 8).slice(0, 8);
      answers.participants = [...(found.participants || []), ...left].join("\n");
    } else if (step.id === "thoi-gian") Object.assign(answers, ofTime(own, step));
    else answers[step.questions[0].id] = step.id === "ten" ? unquoted(own.join(" ")) : own.join("\n");
  }
  for (const [id, value] of Object.entries(answers)) if (!value || value.length === 0) delete answers[id];
  return { answers, dropped, rest };
};

const textOf = (node) => {
  for (const br of node.querySelectorAll("br")) br.replaceWith("\n");
  return node.textContent.replace(/[^\S\n]+/g, " ").trim();
};

// Passages of the HTML that mammoth makes; parsed apart, so that nothing of it loads or runs.
export const passagesOf = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = [];
  const walk = (node) => {
    for (const child of node.children) {
      if (child.tagName === "TABLE") for (const row of child.rows) found.push({ cells: [...row.cells].map(textOf) });
      else if (child.tagName === "UL" || child.tagName === "OL") {
        [...child.children].forEach((item, n) => {
          const inner = [...item.children].filter((one) => /^[UO]L$/.test(one.tagName));
          inner.forEach((one) => one.remove());
          found.push({ text: `${child.tagName === "OL" ? `${n + 1}.` : "-"} ${textOf(item)}` });
          inner.forEach((one) => walk(make("div", {}, one)));
        });
      } else found.push({ text: textOf(child) });
    }
  };
  walk(page.body);
  return found;
};

globalThis.KheoWord = { answersOf, passagesOf };
