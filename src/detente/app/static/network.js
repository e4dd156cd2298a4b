// The slider: twelve months up to the one chosen. The picture follows; the tables follow when it rests.
const form = document.getElementById("period");
const slider = document.getElementById("slider");
const end = document.getElementById("end");
const told = document.getElementById("told");
const figure = document.getElementById("network");

const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const month = (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
const words = (n) => new Date(Date.UTC(Math.floor(n / 12), n % 12)).toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });

let latest = 0;

async function show(address) {
  const mine = ++latest;
  const below = document.getElementById("below");
  below.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    for (const id of ["below", "which"]) document.getElementById(id).replaceWith(document.adoptNode(made.getElementById(id)));
    history.replaceState(null, "", address);
  } catch {
    below.removeAttribute("aria-busy");
  }
}

const { first, last } = form.dataset;
if (figure && first && last && number(last) - number(first) >= 12) {
  const from = number(first) + 11;
  const { since, until } = form.elements;
  end.max = number(last) - from;
  end.value = until.value.length >= 7 ? number(until.value) - from : end.max;
  slider.hidden = false;
  const at = () => from + Number(end.value);
  const tell = () => {
    const chosen = since.value === month(at() - 11) && until.value === month(at());
    told.textContent = chosen ? words(at()) : "a month of your choice";
    end.setAttribute("aria-valuetext", words(at()));
  };
  tell();
  let waiting;
  let resting;
  end.addEventListener("input", () => {
    since.value = month(at() - 11);
    until.value = month(at());
    tell();
    clearTimeout(waiting);
    clearTimeout(resting);
    waiting = setTimeout(() => {
      figure.dataset.picture = `/pictures/network?${new URLSearchParams(new FormData(form))}`;
      figure.dispatchEvent(new Event("redraw"));
    }, 120);
    resting = setTimeout(() => show(new URL(`?${new URLSearchParams(new FormData(form))}`, location.href)), 400);
  });
}
