// Runs before the first paint: marks that scripts run and brings back what the reader chose: text size, theme, no shortcut.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    for (const name of ["text", "theme", "slash"]) {
      const value = localStorage.getItem("kheo-" + name);
      if (value) root.dataset[name] = value;
    }
  } catch {
    // A reader who forbids storage gets the defaults.
  }
})();
