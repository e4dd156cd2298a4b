// Conditions take effect as they are set: what is found is put in place, and the address tells it.
const form = document.querySelector("form.filters");
const parties = [...form.querySelectorAll("input[list]")];
const told = document.getElementById("told");
let waiting;
let latest = 0;

async function find() {
  if (!form.checkValidity()) return;
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  if (address.href === location.href) return;
  const mine = ++latest;
  const found = document.querySelector(".found");
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    for (const place of [".found", ".tabs", ".folds"]) {
      document.querySelector(place).replaceWith(document.adoptNode(made.querySelector(place)));
    }
    history.replaceState(null, "", address);
    told.textContent = document.querySelector(".found .sub, .found .notice, .found .empty p")?.textContent ?? "";
  } catch {
    found.removeAttribute("aria-busy");
  }
}

// Half a name of a country is no condition: names count when they are in the list, or when one goes on.
const whole = (input) => !input.value || [...input.list.options].some((option) => option.value === input.value);

form.addEventListener("input", ({ target }) => {
  clearTimeout(waiting);
  if (parties.includes(target) && !whole(target)) return;
  waiting = setTimeout(find, target.matches("input:not([type=checkbox])") ? 300 : 0);
});
form.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 0);
});
