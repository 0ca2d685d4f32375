// Runs before the first paint: marks that scripts run and brings back the reader's chosen text size and theme.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    for (const name of ["text", "theme"]) {
      const value = localStorage.getItem("kheo-" + name);
      if (value) root.dataset[name] = value;
    }
  } catch {
    // A reader who forbids storage gets the defaults.
  }
})();
