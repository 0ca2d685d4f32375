// The fields of the page and the answers of a draft, kept alike; what is found stands below its field.

import { fill, make, messageOf } from "./dom.js";
import { organisationPicker, placePicker } from "./picker.js";
import { isAsked } from "./record.js";
import { bare, line } from "./text.js";
import { dateText, looksLikeDate, readDate, readMeasure } from "./values.js";

// Shows findings below their question: words of the catalogue, and what to do.
export const showFindings = (element, found, question, data) => {
  const box = element.querySelector("[data-part=found]");
  const field = element.querySelector("input:not([type=radio]), textarea");
  const errors = found.filter((one) => data.messages[one.code]?.[0] === "error");
  field?.setAttribute("aria-invalid", String(errors.length > 0));
  box.replaceChildren(
    ...found.map((one) => {
      const line_ = make("p", { className: data.messages[one.code]?.[0] === "error" ? "is-error" : "" }, messageOf(one, question, data));
      const remedy = one.fix ?? data.spec.remedies[one.code];
      if (remedy) line_.append(make("b", {}, remedy));
      return line_;
    }),
  );
};

// Binds one question's element; `changed(done)` is called with whether the person has left the field.
export const bindQuestion = (element, question, answers, data, changed) => {
  const get = () => answers()[question.id];
  const set = (value) => {
    answers()[question.id] = value;
    changed(false);
  };
  if (question.kind === "choice") {
    const radios = [...element.querySelectorAll("input")];
    for (const radio of radios)
      radio.addEventListener("change", () => {
        set(radio.value);
        changed(true);
      });
    return () => radios.forEach((radio) => (radio.checked = radio.value === get()));
  }
  const input = element.querySelector("input, textarea");
  input.addEventListener("change", () => changed(true));
  if (question.kind === "place") return placePicker(input, data.units, data.words, get, set);
  if (question.kind === "organisations") return organisationPicker(input, data.organisations, question.most, data.words, get, set);
  const understood = UNDERSTOOD[question.kind] && make("p", { className: "hint", role: "status" });
  const tell = () => {
    if (understood) understood.textContent = line(input.value) ? UNDERSTOOD[question.kind](input.value, data.words) : "";
  };
  if (understood) input.after(understood);
  input.addEventListener("input", () => set(input.value));
  input.addEventListener("change", tell);
  return () => {
    input.value = get() ?? "";
    tell();
  };
};

// What a date or an amount was read as, shown when it was written in another way.
const UNDERSTOOD = {
  date: (value, words) => {
    const date = readDate(value);
    if (!date) return looksLikeDate(value) ? "" : fill(words.as_told, { text: line(value) });
    return bare(dateText(date)) === bare(value) ? "" : fill(words.understood, { text: dateText(date) });
  },
  measure: (value, words) => {
    const { code, text, unit } = readMeasure(value);
    const said = [text, unit].filter(Boolean).join(unit === "%" ? "" : " ");
    return code || bare(said) === bare(value) ? "" : fill(words.understood, { text: said });
  },
};

// Binds all questions of a step or an entry; returns {refresh, elements}.
export const bindAll = (root, step, answers, data, changed) => {
  const bound = [];
  const ask = () => {
    for (const { element, question } of bound) element.hidden = !isAsked(question, answers());
  };
  for (const question of step.questions) {
    const element = root.querySelector(`[data-q="${question.id}"]`);
    const refresh = bindQuestion(element, question, answers, data, (done) => {
      ask();
      changed(question, done);
    });
    bound.push({ element, question, refresh });
  }
  const refresh = () => {
    for (const one of bound) one.refresh();
    ask();
  };
  refresh();
  return { refresh, bound };
};
