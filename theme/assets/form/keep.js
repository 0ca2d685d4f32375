// The draft on the device: words in localStorage after every change, photos in IndexedDB; what is refused is said.

const NAME = "kheo-form";

export const blankDraft = () => ({ kheo_draft: 1, answers: {}, groups: {} });

// A table and no more: a file may hold anything.
const table = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
export const readDraft = (text) => {
  try {
    const found = JSON.parse(text);
    if (found.kheo_draft !== 1) return null;
    const groups = Object.entries(table(found.groups)).filter(([, entries]) => Array.isArray(entries));
    return { kheo_draft: 1, answers: table(found.answers), groups: Object.fromEntries(groups.map(([id, all]) => [id, all.map(table)])) };
  } catch {
    return null;
  }
};

export const keeper = (site) => {
  const key = `${NAME}:${site}`;
  return {
    load: () => {
      try {
        return readDraft(localStorage.getItem(key));
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
