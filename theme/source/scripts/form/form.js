// The form "Kể một mô hình": its engine for tests, and the page where there is one.

import { findings } from "./checks.js";
import { find, readData } from "./data.js";
import { readDraft } from "./keep.js";
import { claims, personal } from "./privacy.js";
import { startPage } from "./page.js";
import { compose } from "./record.js";
import { story } from "./story.js";
import { recordFile } from "./yaml.js";

// The file of a draft, as the office gets it.
const write = (draft, data, today) => {
  const { record, parts } = compose(draft, data, today);
  return recordFile(record, story(parts));
};

globalThis.KheoForm = { claims, compose, find, findings, personal, readData, readDraft, write };

if (typeof document !== "undefined") {
  const page = document.querySelector("[data-kheo=form]");
  if (page) startPage(page, write);
}
