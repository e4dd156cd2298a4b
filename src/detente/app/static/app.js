// What every page has: the switch between light and dark, and a form that sends nothing empty.
const root = document.documentElement;
const button = document.getElementById("theme");

const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

function name() {
  button.textContent = dark() ? "Light" : "Dark";
  button.setAttribute("aria-label", dark() ? "Switch to the light theme" : "Switch to the dark theme");
}

if (button) {
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it lasts as long as the page */ }
    name();
  });
}

for (const form of document.querySelectorAll("form:not([method])")) {
  form.addEventListener("formdata", (event) => {
    for (const [key, value] of [...event.formData]) if (value === "") event.formData.delete(key);
  });
}

// While the server works on a form or a page, a line at the top says so. It goes when the page is shown again.
const busy = () => { root.dataset.busy = ""; };
const done = () => { delete root.dataset.busy; };
document.addEventListener("submit", busy);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = new URL(link.href);
  const leaves = target.origin === location.origin && target.pathname + target.search !== location.pathname + location.search;
  if (leaves && !link.hasAttribute("download")) busy();
});
window.addEventListener("pageshow", done);

// The slash leads to the search, wherever one is, unless one is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  document.getElementById("quick")?.focus();
});
