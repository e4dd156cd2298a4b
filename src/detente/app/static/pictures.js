// Pictures: the scripts of Vega are loaded when the first picture comes near the screen, and drawn anew when the theme
// or the width of the page changes. Whoever has no script has the table beneath.
const NARROWEST = 300;
let scripts;
let shapes;

function load() {
  scripts ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "/vega.js";
    script.addEventListener("load", () => resolve(window.vegaEmbed));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
  return scripts;
}

const theme = () => {
  const set = document.documentElement.dataset.theme;
  return set ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
};

async function specification(figure) {
  const address = new URL(figure.dataset.picture, location.href);
  address.searchParams.set("theme", theme());
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  const spec = await answer.json();
  if ("shapes" in spec.datasets) {
    shapes ??= fetch("/countries.json").then((found) => found.json());
    spec.datasets.shapes = await shapes;
  }
  return spec;
}

// The picture is as wide as its place; what is left of a stack of pictures is for their axes.
function fitted(spec, width) {
  const wide = Math.max(width, NARROWEST);
  const scale = wide / spec.width;
  // What has places of its own, and not those of the map, may be higher than it is wide; app.css keeps the same room.
  const least = spec.projection ? 200 : Math.min(wide * 0.95, 380);
  const fit = spec.vconcat
    ? { vconcat: spec.vconcat.map((one) => narrowed({ ...one, width: wide - 58 }, wide)) }
    : { width: wide, height: Math.max(spec.height * scale, least) };
  return { ...narrowed(spec, wide), ...fit, background: "transparent" };
}

// On a narrow page: a legend that is wider than the picture would make all of it smaller, a bar as wide as a month
// could not be seen, and actors would hide each other.
function narrowed(spec, wide) {
  if (wide >= 600) return spec;
  for (const part of [spec, ...(spec.layer ?? [])]) {
    if (part.mark?.type === "bar") part.mark = { ...part.mark, width: 2, minBandSize: undefined };
    if (part.mark?.style === "name") part.mark = { ...part.mark, fontSize: 9 };
    const size = part.encoding?.size?.scale;
    if (size?.range) part.encoding.size.scale = { ...size, range: size.range.map((one) => one * (wide / spec.width) ** 2 * 2) };
    const colour = part.encoding?.color;
    // Names of blocs stand in the list below, too.
    if (colour?.legend && part.mark?.type === "circle") colour.legend = null;
    else if (colour?.legend) colour.legend = { ...colour.legend, columns: 2, gradientLength: Math.min(wide - 40, 320) };
  }
  return spec;
}

async function draw(figure) {
  const place = figure.querySelector(".drawn");
  try {
    const [embed, spec] = await Promise.all([load(), specification(figure)]);
    figure.finish?.();
    const made = await embed(place, fitted(spec, figure.clientWidth), {
      actions: false, ast: true, renderer: "canvas", defaultStyle: false, tooltip: { disableDefaultStyle: true },
    });
    place.setAttribute("aria-label", spec.description);
    figure.finish = () => made.finalize();
    figure.dataset.state = "drawn";
    listen(figure, made.view);
  } catch {
    figure.dataset.state = "failed";
    place.textContent = "The picture cannot be drawn. The table below holds the same.";
  }
}

function listen(figure, view) {
  const signals = new Set(Object.keys(view.getState().signals));
  if (signals.has("brush")) {
    let waiting;
    view.addSignalListener("brush", (_, chosen) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => figure.dispatchEvent(new CustomEvent("period", { detail: months(chosen) })), 250);
    });
  }
  view.addEventListener("click", (_, item) => {
    const of = item?.datum;
    const code = figure.dataset.chosen !== undefined ? of?.id ?? of?.code : of?.code;
    if (!code) return;
    if (figure.dataset.chosen) location.assign(`/relations/${figure.dataset.chosen}/${code}`);
    else if (figure.dataset.actors) location.assign(`/actors/${code}`);
  });
}

function months(chosen) {
  const span = Object.values(chosen)[0];
  const month = (time) => new Date(time).toISOString().slice(0, 7);
  return span ? { since: month(span[0]), until: month(span[1]) } : { since: "", until: "" };
}

const figures = [...document.querySelectorAll("[data-picture]")];
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    draw(target);
  }
}, { rootMargin: "200px" });
for (const figure of figures) near.observe(figure);

const again = () => { for (const figure of figures) if (figure.dataset.state === "drawn") draw(figure); };
new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
let width = innerWidth;
let resized;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => { if (innerWidth !== width) { width = innerWidth; again(); } }, 300);
});

for (const figure of figures) figure.addEventListener("redraw", () => draw(figure));
