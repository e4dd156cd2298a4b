// Before anything is drawn: the theme that was chosen here.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch { /* storage is closed to us: the system's theme stays */ }
})();
