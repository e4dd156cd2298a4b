// Files dropped anywhere on the form are chosen.
const form = document.getElementById("add");
const drop = document.getElementById("drop");
const files = document.getElementById("files");

for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) drop.classList.remove("over");
});
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  drop.classList.remove("over");
  files.files = event.dataTransfer.files;
});
form.addEventListener("submit", () => {
  form.querySelector("button[type=submit]").textContent = "Sending …";
});
