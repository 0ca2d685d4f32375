// The last step: what to mend, what was answered, and the ways to send it.

import { fill, make, messageOf, save, today } from "./dom.js";
import { archive, destination, fileName, tooLarge } from "./send.js";
import { isEmpty, line } from "./text.js";

const answerText = (question, value) => {
  if (isEmpty(value)) return "";
  if (question.kind === "place") return value.text;
  if (question.kind === "organisations") return value.map((one) => one.name).join("; ");
  if (question.kind === "choice") return question.options.find(([one]) => one === value)?.[1] || "";
  return String(value).trim();
};

const button = (words, act, main) => {
  const made = make("button", { type: "button", className: main ? "button-main" : "" }, words);
  made.addEventListener("click", act);
  return made;
};

// What a press can mend: personal data erased, a share set to what its division gives. [words, the answer as it would be]
const offer = (one, question, answer, words) => {
  if (question?.kind === "organisations" || typeof answer !== "string") return null;
  if (/^KH80[1-49]$/.test(one.code) && answer.includes(one.values.text)) return [words.erase, answer.replace(one.values.text, "").replace(/ {2,}/g, " ").trim()];
  return one.code === "KH402" && one.values.right ? [fill(words.mend_to, { text: one.values.right }), one.values.right] : null;
};

const findingList = (found, draft, data, go, mend) => {
  const list = make("ul", { className: "review-list" });
  for (const one of found) {
    const step = data.spec.steps.find(({ id }) => id === one.step);
    const question = step?.questions.find(({ id }) => id === one.question);
    const item = make("li", { className: data.messages[one.code]?.[0] === "error" || one.isError ? "is-error" : "" });
    if (question) item.append(make("b", {}, question.label));
    item.append(messageOf(one, question, data));
    const remedy = one.fix ?? data.spec.remedies[one.code];
    if (remedy) item.append(" ", remedy);
    const answers = step?.group ? draft.groups[step.id]?.[one.at] : draft.answers;
    const mended = offer(one, question, answers?.[one.question], data.words);
    if (mended) item.append(button(mended[0], () => mend(answers, one.question, mended[1])));
    if (step) item.append(button(data.words.look, () => go(one.step, one.question, one.at)));
    list.append(item);
  }
  return list;
};

const answerList = (draft, data, go) => {
  const list = make("dl", { className: "answers" });
  for (const step of data.spec.steps) {
    const entries = step.group ? draft.groups[step.id] || [] : [draft.answers];
    const texts = entries.flatMap((answers) => step.questions.map((one) => answerText(one, answers[one.id])).filter(Boolean));
    if (step.group && !texts.length) continue;
    const edit = button(data.words.edit, () => go(step.id));
    edit.setAttribute("aria-label", `${data.words.edit}: ${step.title}`);
    list.append(
      make("div", {}, make("dt", {}, step.title), make("dd", { className: texts.length ? "" : "soft" }, texts.join("\n") || data.words.unanswered), make("dd", { className: "edit" }, edit)),
    );
  }
  return list;
};

// [name, bytes or text] of everything to be sent. plain: as single files in one folder.
const filesOf = async (draft, file, photos, plain) => {
  const name = fileName(draft.answers.name, draft.groups.anh?.length);
  const folder = name.includes("/") ? name.split("/")[0] : "";
  const files = [[plain ? name.split("/").at(-1) : name, file]];
  for (const [at, entry] of (draft.groups.anh || []).entries()) {
    const blob = await photos.get(entry.photo);
    if (blob) files.push([`${plain ? "" : `${folder}/`}anh-${at + 1}.jpg`, blob]);
  }
  return files;
};

const download = async (draft, file, photos, plain, say, words) => {
  const files = await filesOf(draft, file, photos, plain || !draft.groups.anh?.length);
  if (files.length > 1 && !plain) {
    const encoded = await Promise.all(files.map(async ([name, data]) => [name, new Uint8Array(await new Blob([data]).arrayBuffer())]));
    files.splice(0, files.length, [`${files[0][0].split("/")[0]}.zip`, archive(encoded)]);
  }
  for (const [name, data] of files) {
    save(name, new Blob([data], { type: data.type || "text/markdown;charset=utf-8" }));
    // Browsers drop downloads that follow each other too fast.
    if (files.length > 1) await new Promise((resolve) => setTimeout(resolve, 400));
  }
  say(fill(words.downloaded, { name: files.map(([name]) => name).join(", ") }));
};

const ways = ({ office, ...words }, name) => {
  const list = make("ul");
  const add = (...parts) => list.append(make("li", {}, ...parts));
  const link = (href, said) => make("a", { href, rel: "noopener" }, said);
  const subject = encodeURIComponent(fill(words.send_email_subject, { name }));
  if (office.email) add(link(`mailto:${office.email}?subject=${subject}`, fill(words.send_email, { email: office.email })));
  if (office.zalo) add(link(office.zalo, words.zalo ?? "Zalo"));
  if (office.post) add(fill(words.send_post, { post: office.post }));
  if (!list.children.length) add(fill(words.send_contact, { contact: office.contact }));
  return list;
};

const sendPart = (draft, file, data, photos) => {
  const { words } = data;
  const hasPhotos = Boolean(draft.groups.anh?.length);
  const name = line(draft.answers.name);
  const { kind, address } = destination(data.contribute, data.contribute?.folder, name, file, hasPhotos);
  const said = make("p", { role: "status" });
  const say = (text) => (said.textContent = text);
  const get = (plain) => () => download(draft, file, photos, plain, say, words);
  const box = make("div", { className: "send" });
  const print = button(words.send_print, () => window.print());
  if (kind === "none") {
    box.append(button(hasPhotos ? words.send_zip : words.send_file, get(false), true), said);
    box.append(make("p", {}, fill(words.send_file_help, { office: words.office.publisher })), ways(words, name), print);
  } else {
    const link = make("a", { className: "button-main", href: address, target: "_blank", rel: "noopener" }, words[`send_${kind}`]);
    if (kind !== "new") link.addEventListener("click", get(true));
    box.append(link, said, make("p", { className: "hint" }, words[`send_${kind}_help`]));
    const other = make("details", {}, make("summary", {}, words.send_other));
    other.append(button(hasPhotos ? words.send_zip : words.send_file, get(false)), ways(words, name), print);
    box.append(other);
  }
  if (!navigator.onLine) box.prepend(make("p", { className: "hint" }, words.offline));
  box.append(make("p", { className: "hint" }, words.send_note));
  return box;
};

// Draws the review into `box`. found: all findings; go(step, question, at): leads to one; mend(answers, question, value): answers anew.
export const drawReview = (box, draft, found, data, photos, go, write, mend) => {
  const { words } = data;
  const file = write(draft, data, today());
  const large = tooLarge(file);
  const all = large ? [...found, { ...large, step: "cach-lam", question: "how" }] : found;
  const errors = all.filter((one) => one.isError ?? data.messages[one.code][0] === "error");
  const warnings = all.filter((one) => !errors.includes(one));
  const parts = [make("p", { role: "status", className: "review-sum" }, errors.length ? fill(words.review_errors, { count: errors.length }) : words.review_clean)];
  if (errors.length) parts.push(findingList(errors, draft, data, go, mend));
  if (warnings.length) parts.push(make("h3", {}, words.review_warnings), findingList(warnings, draft, data, go, mend));
  parts.push(make("h3", {}, words.send_title));
  parts.push(errors.length ? make("p", {}, words.send_blocked) : sendPart(draft, file, data, photos));
  parts.push(make("h3", {}, words.or_more), make("p", { className: "hint" }, words.or_more_help));
  const more = make("div", { className: "group-end" });
  for (const step of data.spec.steps.filter((one) => one.group)) more.append(button(step.title, () => go(step.id)));
  parts.push(more, make("h3", {}, words.review_answers), answerList(draft, data, go));
  box.className = "review";
  box.replaceChildren(...parts);
};
