// Steps whose questions repeat: figures, papers, words spoken, photos; each entry is a copy of the one on the page.

import { fill, make, part } from "./dom.js";
import { bindAll } from "./fields.js";
import { isEmpty } from "./text.js";

const copyOf = (template, n) => {
  const entry = template.cloneNode(true);
  for (const name of ["id", "for", "name", "aria-describedby"])
    for (const one of entry.querySelectorAll(`[${name}]`))
      one.setAttribute(name, name === "aria-describedby" ? one.getAttribute(name).replace(/-help$/, `-${n}-help`) : one.getAttribute(name).replace(/(-help)?$/, `-${n}$1`));
  return entry;
};

// {refresh, entries}: entries() gives the bound elements in order.
export const bindGroup = (root, step, draft, data, photos, changed, more) => {
  const { words } = data;
  const box = part(root, "entries");
  const template = part(root, "entry");
  template.remove();
  const isPhotos = step.group === "photos";
  const all = () => (draft().groups[step.id] ??= []);
  const end = make("div", { className: "group-end" });
  const said = make("p", { role: "status" });
  let bound = [];
  let made = 0;

  const remove = (at) => {
    const [gone] = all().splice(at, 1);
    if (gone?.photo) photos.drop(gone.photo);
    changed();
    refresh();
  };
  const show = async (entry, name) => {
    const blob = await photos.get(name);
    if (!blob) return;
    // A drawing: the strictest policy of a host lets no page show a picture that has no address.
    const picture = make("canvas", { className: "photo" });
    const bitmap = await createImageBitmap(blob);
    picture.width = bitmap.width;
    picture.height = bitmap.height;
    picture.getContext("2d").drawImage(bitmap, 0, 0);
    bitmap.close();
    picture.setAttribute("aria-hidden", "true");
    entry.querySelector("legend").after(picture, make("p", { className: "hint" }, fill(words.photo_size, { size: Math.round(blob.size / 1024) })));
  };
  const refresh = () => {
    if (!isPhotos && !all().length) all().push({});
    bound = [];
    box.replaceChildren(
      ...all().map((_, at) => {
        const entry = copyOf(template, (made += 1));
        entry.querySelector("legend").textContent = fill(step.one, { n: at + 1 });
        const answers = () => all()[at] ?? {};
        const parts = bindAll(entry, step, answers, data, (question, done) => changed(question, done, at));
        bound.push({ entry, parts });
        if (isPhotos) show(entry, answers().photo);
        const button = make("button", { type: "button" }, words.remove_one);
        button.addEventListener("click", () => remove(at));
        if (isPhotos || all().length > 1 || Object.values(answers()).some((value) => !isEmpty(value)))
          entry.append(make("div", { className: "entry-end" }, button));
        return entry;
      }),
    );
    end.hidden = all().length >= step.most;
  };

  if (isPhotos) {
    const file = make("input", { type: "file", accept: "image/*,.heic,.heif", multiple: true, className: "visually-hidden" });
    end.append(make("label", { className: "button" }, file, step.add));
    file.addEventListener("change", async () => {
      said.textContent = words.photo_working;
      const told = [];
      for (const one of [...file.files].slice(0, step.most - all().length)) {
        const { blob, code } = await (await more()).prepared(one);
        if (code) {
          told.push(`${one.name}: ${words[code]}`);
          continue;
        }
        const name = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
        if (!(await photos.put(name, blob))) told.push(words.photos_not_saved);
        all().push({ photo: name });
      }
      file.value = "";
      said.textContent = [...new Set(told)].join(" ");
      changed();
      refresh();
    });
  } else {
    const button = make("button", { type: "button" }, step.add);
    button.addEventListener("click", () => {
      all().push({});
      refresh();
      bound.at(-1).entry.querySelector("input, textarea")?.focus();
    });
    end.append(button);
  }
  box.after(end, said);
  refresh();
  return { refresh, entries: () => bound };
};
