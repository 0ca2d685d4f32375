// Small helps for the page.

export const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties))
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? "…"));

// What is wrong, in the words of the catalogue.
export const messageOf = (one, question, data) =>
  one.text_ ?? fill(data.messages[one.code][1], { key: question?.label || "", ...one.values });

export const part = (root, name) => root.querySelector(`[data-part="${name}"]`);

export const save = (name, blob) => {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

export const clock = () => new Date().toLocaleTimeString("vi", { hour: "numeric", minute: "2-digit" });

export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
};
