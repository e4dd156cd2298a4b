// A period chosen in the picture: the part below is fetched for it, and the address tells it.
const course = document.getElementById("course");

course?.addEventListener("period", async ({ detail }) => {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(detail)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  address.searchParams.delete("after");
  if (address.href === location.href) return;
  const below = document.getElementById("below");
  below.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["below", "parts"]) {
      const found = made.getElementById(id);
      if (found) document.getElementById(id).replaceWith(document.adoptNode(found));
    }
    history.replaceState(null, "", address);
  } catch {
    below.removeAttribute("aria-busy");
  }
});
