// Conditions take effect as they are set: what is found is put in place, and the address tells it.
import { swap } from "./swap.js";

const form = document.querySelector("form.filters");
const parties = [...form.querySelectorAll("input[list]")];
const told = document.getElementById("told");
let waiting;

async function find() {
  if (!form.checkValidity()) return;
  const address = new URL(form.action);
  address.search = new URLSearchParams(new FormData(form));
  if (address.href === location.href) return;
  if (await swap(address, [".found", ".tabs", ".folds"], ".found")) {
    told.textContent = document.querySelector(".found .sub, .found .notice, .found .empty p")?.textContent ?? "";
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
