// Reads a story aloud with the machine's own Vietnamese voice, paragraph by paragraph; where there is none, nothing is offered.
(() => {
  const months = (text) => text.replace(/^0/, "");
  // Numbers, dates and signs as a person says them; a point only parts thousands.
  const spoken = (text) =>
    text
      .replace(/\u00a0/g, " ")
      .replace(/(\d{1,2})\/(\d{1,2})\/(\d{4})/g, (_, day, month, year) => `${months(day)} tháng ${months(month)} năm ${year}`)
      .replace(/(\d{1,2})\/(\d{4})/g, (_, month, year) => `${months(month)} năm ${year}`)
      .replace(/(\d)\.(?=\d{3}(?!\d))/g, "$1")
      .replace(/(\d+),(\d+)/g, "$1 phẩy $2")
      .replace(/(\d)\s*%/g, "$1 phần trăm")
      .replace(/(\d)\s*–\s*(\d)/g, "$1 đến $2")
      .replace(/(\d+)\/(\d+)/g, "$1 trên $2")
      .replace(/(\d) ha(?![\p{L}])/gu, "$1 héc ta")
      .replace(/(\d) m²/g, "$1 mét vuông")
      .replace(/(\d) km(?![\p{L}])/gu, "$1 ki lô mét")
      .replace(/\[[^\]]*\]/g, "")
      .replace(/\s+/g, " ")
      .trim();
  window.kheo = { ...window.kheo, spoken };

  const buttons = [...document.querySelectorAll("[data-do=listen]")];
  const synth = window.speechSynthesis;
  if (!synth || !buttons.length) return;
  const voice = () => synth.getVoices().find((one) => /^vi(?:[-_]|$)/i.test(one.lang));

  // What is read: the name, the one sentence, the finding, the story, how to do likewise. No folded text, no links' signs.
  const parts = () =>
    [...document.querySelectorAll(".model h1, .head .lede, .best h2, .story :is(h2, h3, p, li, blockquote), .try :is(h2, dt, li), .try dd")]
      .filter((one) => one.offsetParent && !one.closest("details:not([open]), summary") && !(one.tagName === "DD" && one.querySelector("li")));
  const wordsOf = (one) => {
    const copy = one.cloneNode(true);
    for (const sign of copy.querySelectorAll(".cite, svg")) sign.remove();
    for (const short of copy.querySelectorAll("abbr[title]")) short.textContent = short.title;
    return spoken(copy.textContent);
  };

  let reading = false;
  const labels = new Map(buttons.map((button) => [button, button.lastChild.textContent]));
  const show = (on) => {
    reading = on;
    for (const button of buttons) button.lastChild.textContent = on ? document.querySelector("[data-stop]").dataset.stop : labels.get(button);
    if (!on) document.querySelector(".is-read")?.classList.remove("is-read");
  };
  const read = (queue) => {
    const one = queue.shift();
    document.querySelector(".is-read")?.classList.remove("is-read");
    if (!one || !reading) return show(false);
    one.classList.add("is-read");
    one.scrollIntoView({ block: "nearest" });
    const said = Object.assign(new SpeechSynthesisUtterance(wordsOf(one)), { lang: "vi-VN", voice: voice() });
    said.onend = () => read(queue);
    said.onerror = () => show(false);
    synth.speak(said);
  };

  const offer = () => {
    if (!voice()) return;
    for (const button of buttons) button.hidden = false;
  };
  offer();
  synth.addEventListener?.("voiceschanged", offer);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      synth.cancel();
      if (reading) return show(false);
      show(true);
      read(parts());
    });
  }
  addEventListener("pagehide", () => synth.cancel());
})();
