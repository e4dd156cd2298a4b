// Correcting by keys, and words selected in the text taken into the form for what was missed.
const missed = document.getElementById("missed");
const form = missed?.querySelector("form");
const text = document.querySelector("article.text");

const panel = () => document.querySelector(".panel:not([hidden])");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  if (event.key === "n" && missed) {
    event.preventDefault();
    missed.open = true;
    form.elements[form.elements.words.value ? "frame" : "words"].focus();
    return;
  }
  const judged = panel()?.querySelector("form.judge");
  if (!judged) return;
  if (event.key === "e") {
    event.preventDefault();
    const edit = judged.querySelector("[data-edit]");
    edit.open = true;
    edit.querySelector("input").focus();
    return;
  }
  const button = judged.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  if (judged.elements.by.value.trim()) button.click();
  else judged.elements.by.focus();
});

// The place of a point of the page in the clean text: offsets count characters, not UTF-16 units; the numbers of
// statements are no part of the text, and a mark that was made visible stands for one character.
function offset(node, within) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!paragraph) return -1;
  let at = Number(paragraph.dataset.start);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let one = walker.nextNode(); one; one = walker.nextNode()) {
    const mark = one.parentElement.closest(".mark");
    if (one.parentElement.closest(".n")) { if (one === node) return at; continue; }
    if (one === node) return at + (mark ? 0 : [...one.data.slice(0, within)].length);
    at += mark ? 1 : [...one.data].length;
  }
  return at;
}

if (form) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    const [first, last] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (first < 0 || last <= first) return;
    form.elements.first.value = String(first);
    form.elements.last.value = String(last);
    form.elements.words.value = chosen.toString().replace(/\s+/g, " ").slice(0, 500);
  });
  // Words that are typed are looked for in the text.
  form.elements.words.addEventListener("input", () => {
    form.elements.first.value = form.elements.last.value = "-1";
  });
}
