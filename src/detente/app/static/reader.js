// The reader: statements are selected without loading the page anew, by mouse or by keys.
const markers = [...document.querySelectorAll("article a.n[data-statement]")];
const panels = [...document.querySelectorAll(".panel[data-statement]")];
const coded = [...document.querySelectorAll(".coded[data-parts]")].map((element) => ({
  element,
  parts: new Map(element.dataset.parts.trim().split(" ").map((pair) => pair.split(":"))),
}));
const order = panels.map((panel) => panel.dataset.statement);
let selected = panels.find((panel) => !panel.hidden)?.dataset.statement;

function select(id, { scroll = true } = {}) {
  if (!order.includes(id)) return;
  selected = id;
  for (const panel of panels) panel.hidden = panel.dataset.statement !== id;
  for (const { element, parts } of coded) {
    element.className = parts.has(id) ? `coded on ${parts.get(id)}` : "coded";
  }
  for (const marker of markers) {
    if (marker.dataset.statement === id) marker.setAttribute("aria-current", "true");
    else marker.removeAttribute("aria-current");
  }
  const at = order.indexOf(id);
  document.getElementById("which").textContent = String(at + 1);
  link("previous", order.at(at - 1));
  link("following", order[(at + 1) % order.length]);
  history.replaceState(null, "", `?s=${encodeURIComponent(id)}`);
  if (scroll) scrollTo(id);
}

function link(name, id) {
  document.getElementById(name).href = `?s=${encodeURIComponent(id)}#at-${encodeURIComponent(id)}`;
}

function scrollTo(id) {
  const first = coded.find(({ parts }) => parts.has(id))?.element;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  first?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

function step(by) {
  const at = order.indexOf(selected);
  select(order.at((at + by) % order.length));
}

const KEYS = { j: 1, k: -1, ArrowRight: 1, ArrowLeft: -1 };

if (order.length) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  });
  document.addEventListener("click", (event) => {
    const marker = event.target.closest("a.n[data-statement], a.step");
    if (marker && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      if (marker.id === "previous") step(-1);
      else if (marker.id === "following") step(1);
      else select(marker.dataset.statement, { scroll: !marker.closest("article") });
      return;
    }
    const words = event.target.closest(".coded[data-parts]");
    if (words) select(smallest(words), { scroll: false });
  });
}

// Of the statements that some words belong to, the one in which they play a part; of several, the next one.
function smallest(element) {
  const { parts } = coded.find((one) => one.element === element);
  const playing = [...parts].filter(([, part]) => part !== "quote").map(([id]) => id);
  const among = (playing.length ? playing : [...parts.keys()]).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return among[(among.indexOf(selected) + 1) % among.length];
}
