// Scripts that few need, loaded when they are needed.

import { make } from "./dom.js";

const loaded = new Map();
export const load = (src) => {
  if (!loaded.has(src)) {
    const waiting = new Promise((resolve, reject) => document.head.append(make("script", { src, onload: resolve, onerror: reject })));
    // What failed may be had at the next try.
    waiting.catch(() => loaded.delete(src));
    loaded.set(src, waiting);
  }
  return loaded.get(src);
};

// {answers, dropped, rest} of a .docx.
export const readWord = async (file, root, data) => {
  await Promise.all([load(`${root}assets/form/vendor/mammoth.browser.min.js`), load(`${root}assets/form/word.js`)]);
  const { convertToHtml, images } = window.mammoth;
  const read = await convertToHtml({ arrayBuffer: await file.arrayBuffer() }, { convertImage: images.imgElement(() => ({ src: "" })) });
  return KheoWord.answersOf(KheoWord.passagesOf(read.value), data);
};
