// The slider: twelve months up to the one chosen. The picture follows; the tables follow when it is let go.
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
  end.max = number(last) - from;
  const until = form.elements.until.value;
  end.value = until.length >= 7 ? number(until) - from : end.max;
  slider.hidden = false;
  const show = () => {
    const n = from + Number(end.value);
    told.textContent = words(n);
    end.setAttribute("aria-valuetext", words(n));
    return n;
  };
  show();
  let waiting;
  end.addEventListener("input", () => {
    const n = show();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const query = new URLSearchParams(new FormData(form));
      query.set("since", month(n - 11));
      query.set("until", month(n));
      figure.dataset.picture = `/pictures/network?${query}`;
      figure.dispatchEvent(new Event("redraw"));
    }, 120);
  });
  end.addEventListener("change", () => {
    const n = from + Number(end.value);
    form.elements.since.value = month(n - 11);
    form.elements.until.value = month(n);
    form.requestSubmit();
  });
}
