// Files of the index: script elements are what loads from file:// and under script-src 'self' alike.

const waiting = new Map();
window.kheoSearchShard = (name, data) => waiting.get(name)?.(data);

// The data of a file, or undefined when it cannot be had in time.
export const load = (root, name, timeout) =>
  new Promise((resolve) => {
    const script = document.createElement("script");
    let data;
    const done = () => {
      clearTimeout(timer);
      waiting.delete(name);
      script.remove();
      resolve(data);
    };
    const timer = setTimeout(done, timeout);
    waiting.set(name, (given) => (data = given));
    script.onload = script.onerror = done;
    script.src = `${root}tim/${name}.js`;
    document.head.append(script);
  });

// Calls `visit` with each number of a coded list.
export const readNumbers = (text, visit) => {
  let value = 0, scale = 1, at = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 92) {
      value += (code - 93 + 57) * scale;
      scale *= 34;
    } else {
      at += value + (code - 35) * scale + 1;
      visit(at);
      value = 0;
      scale = 1;
    }
  }
};
