// Parts of a page put in place of those shown, as another address has them; the address bar then tells it.
let latest = 0;

// Returns whether it came to that: not where something newer was asked for meanwhile, or the server is gone.
export async function swap(address, places, busy) {
  const mine = ++latest;
  const waiting = document.querySelector(busy);
  waiting.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return false;
    for (const place of places) {
      document.querySelector(place).replaceWith(document.adoptNode(made.querySelector(place)));
    }
    history.replaceState(null, "", address);
    return true;
  } catch {
    waiting.removeAttribute("aria-busy");
    return false;
  }
}
