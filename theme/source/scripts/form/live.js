// Under `kheo serve`: the whole check and the page itself, as the preview draws them, while somebody types.

import { make } from "./dom.js";

const WAIT = 700;

// {change}: to be called with how to write the draft and the name of its file.
const watchDraft = (root, marked, words, tell) => {
  const frame = make("iframe", { title: words.preview, hidden: true });
  const said = make("p", { className: "hint" }, words.preview_none);
  const grid = root.querySelector(".tell-grid");
  grid.append(make("aside", { className: "preview-page" }, make("p", {}, make("b", {}, words.preview)), said, frame));
  root.classList.add("has-preview");
  let timer;
  let number = 0;
  const ask = async (write, name) => {
    const own = (number += 1);
    try {
      const answer = await fetch(marked.dataset.kheoDraft, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ name, text: write() }) });
      if (!answer.ok || own !== number) return;
      const { findings, page } = await answer.json();
      tell(findings.map(({ code, text, fix, error, step, question, at }) => ({ code, text_: text, fix, isError: error, step, question, at: at ?? undefined, values: {} })));
      said.hidden = Boolean(page);
      frame.hidden = !page;
      if (page) frame.src = `${page}?${own}`;
    } catch {
      // The preview has ended; the form goes on without it.
    }
  };
  return {
    change: (write, name) => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(write, name), WAIT);
    },
  };
};

globalThis.KheoLive = { watchDraft };
