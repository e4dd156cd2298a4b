// The slider: twelve months up to the one chosen. The picture follows; the tables follow when it rests.
import { swap } from "./swap.js";

const form = document.getElementById("period");
const slider = document.getElementById("slider");
const end = document.getElementById("end");
const told = document.getElementById("told");
const figure = document.getElementById("network");

const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const month = (n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`;
const words = (n) => new Date(Date.UTC(Math.floor(n / 12), n % 12)).toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });

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
    const address = new URL(`?${new URLSearchParams(new FormData(form))}`, location.href);
    resting = setTimeout(() => swap(address, ["#below", "#which"], "#below"), 400);
  });
}
