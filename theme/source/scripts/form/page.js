// The page of the form: one step at a time, kept after every change, led by the address so that "back" goes back.

import { findings } from "./checks.js";
import { readData } from "./data.js";
import { clock, fill, make, part, save, today } from "./dom.js";
import { bindAll, showFindings } from "./fields.js";
import { bindGroup } from "./groups.js";
import { album, blankDraft, keeper, readDraft } from "./keep.js";
import { load, readWord } from "./later.js";
import { isEmpty, slug } from "./text.js";

const LAST = "xem-lai";
const PREFIX = "#cau-";
const LATER = 250;

export const startPage = (root, write) => {
  const data = readData(JSON.parse(part(root, "carried").textContent));
  const { words, spec } = data;
  const store = keeper(data.province.unit, spec.steps);
  const photos = album();
  const top = new URL("../", location.href.split(/[?#]/)[0].replace(/[^/]*$/, "")).href;
  const kept = store.load();
  let draft = kept || blankDraft();
  let isKept = true;
  let extra = [];

  const more = async () => {
    await load(`${top}assets/form/more.js`);
    return KheoMore;
  };

  const items = spec.steps.filter((step) => step.item);
  const sections = new Map([...root.querySelectorAll("[data-step]")].map((one) => [one.dataset.step, one]));
  const isBlank = () => Object.values(draft.answers).every(isEmpty) && Object.values(draft.groups).every((all) => all.every((one) => Object.values(one).every(isEmpty)));
  const saved = part(root, "saved");

  const keep = () => {
    isKept = store.save(draft);
    saved.classList.toggle("is-bad", !isKept);
    saved.textContent = isKept ? fill(words.saved, { time: clock() }) : words.not_saved;
  };

  // Findings of the browser's own rules and, in the preview, of the whole check; the same is said once.
  const found = () => {
    const own = findings(draft, data);
    return [...own, ...extra.filter((one) => !own.some((other) => other.code === one.code && other.question === one.question))];
  };
  const visited = new Set();
  const showStep = (step, only) => {
    const all = found().filter((one) => one.step === step.id);
    const show = (bound, at) => {
      for (const { element, question } of bound) {
        if (!visited.has(element) && only !== element) continue;
        showFindings(element, all.filter((one) => one.question === question.id && (one.at ?? undefined) === at), question, data);
      }
    };
    const section = bound.get(step.id);
    if (step.group) section.entries().forEach(({ parts }, at) => show(parts.bound, at));
    else show(section.bound, undefined);
  };
  // Whether "next" would hide an error nobody was told of; told once, it is in nobody's way.
  const told = new Set();
  const unseen = (step) => {
    const errors = found().filter((one) => one.step === step.id && (one.isError ?? data.messages[one.code][0] === "error"));
    const marks = errors.map((one) => [one.step, one.question, one.at, one.code].join(" "));
    const isNew = marks.some((mark) => !told.has(mark));
    marks.forEach((mark) => told.add(mark));
    return isNew;
  };
  const markVisited = (step) => {
    const section = bound.get(step.id);
    const elements = step.group ? section.entries().flatMap(({ parts }) => parts.bound) : section.bound;
    for (const { element } of elements) visited.add(element);
  };

  // Under `kheo serve` the page says where a draft may be sent to be checked and drawn.
  let live;
  const marked = document.querySelector("[data-kheo-draft]");
  const followed = (told) => {
    extra = told;
    const step = spec.steps.find(({ id }) => id === current);
    if (step) showStep(step);
    else draw();
  };
  if (marked) load(`${top}assets/form/live.js`).then(() => (live = KheoLive.watchDraft(root, marked, words, followed)));

  const changed = (step) => (question, done, at) => {
    keep();
    live?.change(() => write(draft, data, today()), `${slug(draft.answers.name)}.md`);
    if (!question) return;
    const section = bound.get(step.id);
    const list = step.group ? section.entries()[at]?.parts.bound : section.bound;
    const one = list?.find((each) => each.question === question);
    if (done && one) visited.add(one.element);
    // Not before the press that left the field has ended: what appears would move the button away under the finger.
    if (one && visited.has(one.element)) setTimeout(() => showStep(step), done ? LATER : 0);
  };

  const bound = new Map();
  for (const step of spec.steps) {
    const section = sections.get(step.id);
    bound.set(step.id, step.group ? bindGroup(section, step, () => draft, data, photos, changed(step), more) : bindAll(section, step, () => draft.answers, data, changed(step)));
  }
  const refresh = () => {
    visited.clear();
    for (const one of root.querySelectorAll("[data-part=found]")) one.replaceChildren();
    for (const one of bound.values()) one.refresh();
  };

  // Steps
  let current = "";
  const progress = part(root, "progress");
  const [back, next] = ["back", "next"].map((name) => root.querySelector(`[data-do=${name}]`));
  const mend = (answers, question, value) => {
    answers[question] = value;
    keep();
    refresh();
    draw();
  };
  const draw = async () => {
    const box = part(root, "review");
    try {
      (await more()).drawReview(box, draft, found(), data, photos, go, write, mend);
    } catch {
      box.textContent = words.review_failed;
    }
  };
  const showAt = (id, isFirst) => {
    const step = spec.steps.find((one) => one.id === id);
    current = id;
    for (const [name, section] of sections) section.hidden = name !== id;
    const count = items.length;
    const where = id === LAST ? words.step_last : step.item ? fill(words.step, { n: step.item, count }) : words.step_more;
    progress.hidden = false;
    progress.replaceChildren(make("b", {}, where), make("i", {}));
    progress.style.setProperty("--done", `${(100 * (step?.item ?? count)) / count}%`);
    back.hidden = id === items[0].id;
    next.hidden = id === LAST;
    next.textContent = !step?.item || step.item === count ? words.to_review : words.next;
    root.classList.toggle("is-started", id !== items[0].id);
    if (id === LAST) draw();
    else if (visited.size) showStep(step);
    if (isFirst) return;
    window.scrollTo(0, 0);
    sections.get(id).querySelector("h2").focus({ preventScroll: true });
  };
  const go = (id, question, at) => {
    if (location.hash !== PREFIX + id) history.pushState(null, "", PREFIX + id);
    showAt(id);
    if (!question) return;
    const scope = at === undefined ? sections.get(id) : sections.get(id).querySelectorAll("[data-part=entry]")[at];
    const element = scope?.querySelector(`[data-q="${question}"]`);
    const step = spec.steps.find((one) => one.id === id);
    markVisited(step);
    showStep(step);
    element?.scrollIntoView({ block: "center" });
    element?.querySelector("input:not([hidden]), textarea")?.focus();
  };
  const asked = () => (sections.has(location.hash.slice(PREFIX.length)) && location.hash.startsWith(PREFIX) ? location.hash.slice(PREFIX.length) : items[0].id);
  addEventListener("popstate", () => showAt(asked()));
  next.addEventListener("click", () => {
    more().catch(() => {});
    const step = spec.steps.find((one) => one.id === current);
    const isNew = unseen(step);
    markVisited(step);
    if (isNew) {
      showStep(step);
      sections.get(current).querySelector("[aria-invalid=true]:not([hidden]), .is-error")?.scrollIntoView({ block: "center" });
      return;
    }
    const at = items.indexOf(step);
    go(at >= 0 && at < items.length - 1 ? items[at + 1].id : LAST);
  });
  back.addEventListener("click", () => {
    const at = items.findIndex((one) => one.id === current);
    go(at > 0 ? items[at - 1].id : current === LAST ? items.at(-1).id : LAST);
  });
  part(root, "form").addEventListener("submit", (event) => event.preventDefault());

  // Drafts as files
  const drafts = part(root, "drafts");
  const action = (said, act) => {
    const button = make("button", { type: "button" }, said);
    button.addEventListener("click", act);
    drafts.append(button);
    return button;
  };
  action(words.draft_down, () => save(`nhap-${slug(draft.answers.name)}.json`, new Blob([JSON.stringify(draft, null, 1)], { type: "application/json" })));
  const upload = make("input", { type: "file", accept: ".json,application/json", className: "visually-hidden" });
  drafts.append(make("label", { className: "button" }, upload, words.draft_up));
  upload.addEventListener("change", async () => {
    const read = readDraft(await upload.files[0].text(), spec.steps);
    upload.value = "";
    if (!read) {
      saved.textContent = words.draft_bad;
      return;
    }
    draft = read;
    refresh();
    keep();
    showAt(current);
  });
  let isSure = false;
  const over = action(words.start_over, () => {
    if (!isSure && !isBlank()) {
      isSure = true;
      over.textContent = words.start_over_sure;
      return;
    }
    for (const entry of /** @type {any} */ (draft.groups).anh || []) photos.drop(entry.photo);
    draft = blankDraft();
    isSure = false;
    over.textContent = words.start_over;
    store.clear();
    extra = [];
    refresh();
    saved.textContent = "";
    go(items[0].id);
  });
  drafts.hidden = part(root, "nav").hidden = false;

  // A Word file
  const wordFile = part(root, "word-file");
  wordFile.addEventListener("change", async () => {
    const said = part(root, "word-said");
    said.textContent = words.word_loading;
    try {
      const read = await readWord(wordFile.files[0], top, data);
      const count = Object.keys(read.answers).length;
      for (const [id, value] of Object.entries(read.answers)) {
        const had = draft.answers[id];
        const joins = !isEmpty(had) && typeof had === "string" && typeof value === "string" && had !== value;
        draft.answers[id] = joins ? `${had}\n${value}` : isEmpty(had) ? value : had;
      }
      refresh();
      keep();
      const parts = [make("p", {}, count ? fill(words.word_done, { count }) : words.word_none)];
      if (read.dropped.length) parts.push(make("p", {}, fill(words.word_dropped, { count: read.dropped.length })));
      if (read.rest.length) parts.push(make("p", {}, words.word_rest), make("p", { className: "word-rest" }, read.rest.join("\n")));
      said.replaceChildren(...parts);
    } catch {
      said.textContent = words.word_failed;
    }
    wordFile.value = "";
  });

  addEventListener("beforeunload", (event) => {
    if (!isKept && !isBlank()) event.preventDefault();
  });
  // On paper a field is as high as what stands in it.
  addEventListener("beforeprint", () => {
    for (const { id } of spec.steps.filter((step) => step.group))
      sections.get(id).classList.toggle("is-filled", (draft.groups[id] || []).some((one) => Object.values(one).some((value) => !isEmpty(value))));
    for (const area of root.querySelectorAll("textarea")) if (area.value) area.style.minHeight = `${area.value.split("\n").reduce((sum, one) => sum + 1 + Math.floor(one.length / 80), 1) * 1.6}em`;
  });
  if (kept && !isBlank()) saved.textContent = words.restored;
  showAt(asked(), true);
};
