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

// The keys of all pages, unless one is writing: what they do stands in the dialogue.
const keys = document.getElementById("keys");
const help = document.getElementById("help");
help.hidden = false;
help.addEventListener("click", () => keys.showModal());
document.getElementById("enough").addEventListener("click", () => keys.close());

// The items of a list, one after the other. The reader has its own.
function step(by) {
  const items = [...document.querySelectorAll("main .open")];
  const at = items.indexOf(document.activeElement);
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const does = {
    "/": () => document.getElementById("quick").focus(),
    "?": () => keys.showModal(),
    j: () => step(1),
    k: () => step(-1),
  }[event.key];
  if (!does || event.defaultPrevented) return;
  event.preventDefault();
  does();
});
