// The draft on the device: words in localStorage after every change, photos in IndexedDB; what is refused is said.

const NAME = "kheo-form";

export const blankDraft = () => ({ kheo_draft: 1, answers: {}, groups: {} });

// What is kept or comes as a file may hold anything: each answer is taken as its question has it, and nothing else.
const table = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
const text = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const KINDS = {
  place: (value) => ({ text: text(table(value).text ?? value), unit: text(table(value).unit) }),
  organisations: (value) =>
    (Array.isArray(value) ? value : [value])
      .map((one) => ({ name: text(table(one).name ?? one), slug: text(table(one).slug) }))
      .filter((one) => one.name),
};
const taken = (given, step) => {
  const answers = {};
  for (const { id, kind } of step.questions) if (given[id] !== undefined && given[id] !== null) answers[id] = (KINDS[kind] ?? text)(given[id]);
  if (step.group === "photos") answers.photo = text(given.photo);
  return answers;
};
export const readDraft = (written, steps) => {
  let found;
  try {
    found = table(JSON.parse(written));
  } catch {
    return null;
  }
  if (found.kheo_draft !== 1) return null;
  const draft = blankDraft();
  for (const step of steps) {
    const given = table(found.groups)[step.id];
    if (!step.group) Object.assign(draft.answers, taken(table(found.answers), step));
    else if (Array.isArray(given)) draft.groups[step.id] = given.slice(0, step.most).map((one) => taken(table(one), step));
  }
  return draft;
};

export const keeper = (site, steps) => {
  const key = `${NAME}:${site}`;
  return {
    load: () => {
      try {
        return readDraft(localStorage.getItem(key), steps);
      } catch {
        return null;
      }
    },
    // Whether it is kept now.
    save: (draft) => {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    clear: () => {
      try {
        localStorage.removeItem(key);
      } catch {
        // What cannot be reached cannot be left behind.
      }
    },
  };
};

const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("photos");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });

const run = async (mode, work) => {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const store = database.transaction("photos", mode);
      const asked = work(store.objectStore("photos"));
      store.oncomplete = () => resolve(asked.result);
      store.onerror = store.onabort = () => reject(store.error);
    });
  } finally {
    database.close();
  }
};

// Photos by the name their entry has for them; what the device refuses lasts as long as the page.
export const album = () => {
  const held = new Map();
  return {
    put: async (name, blob) => {
      held.set(name, blob);
      try {
        await run("readwrite", (store) => store.put(blob, name));
        return true;
      } catch {
        return false;
      }
    },
    get: async (name) => {
      if (!held.has(name))
        try {
          const blob = await run("readonly", (store) => store.get(name));
          if (blob) held.set(name, blob);
        } catch {
          return undefined;
        }
      return held.get(name);
    },
    drop: (name) => {
      held.delete(name);
      return run("readwrite", (store) => store.delete(name)).catch(() => {});
    },
  };
};
