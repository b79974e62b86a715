// Single keys for a page of questions. Each does what something on the page does: it is pressed, chosen or followed.
// A key is left alone while somebody writes in a box, with Ctrl, Alt or Command, and once the keys are turned off.

const help = document.querySelector("[data-hw-keys]");
const off = help?.querySelector("[data-hw-keys-off]");
const KEPT = "homeward-keys-off";

function kept() {
  try {
    return localStorage.getItem(KEPT) === "yes";
  } catch {
    return false;
  }
}

function show(isOff) {
  off.setAttribute("aria-pressed", String(isOff));
}

function turn() {
  const isOff = !kept();
  try {
    localStorage.setItem(KEPT, isOff ? "yes" : "no");
  } catch {
    return;
  }
  show(isOff);
}

function writing(place) {
  return place.isContentEditable || /^(textarea|select)$/i.test(place.tagName) || (place.tagName === "INPUT" && !/^(radio|checkbox|submit|button)$/.test(place.type));
}

// A choice is made and the next question of the form comes into view; a button or a link is pressed; what folds open is
// opened at its first box.
function take(part) {
  part.click();
  if (part.matches("summary") && part.parentElement.open) part.parentElement.querySelector("select, textarea, input:not([type=hidden])")?.focus();
  if (part.type !== "radio") return;
  const next = part.form?.querySelector("[data-hw-next]") ?? part;
  next.scrollIntoView({ block: "nearest" });
  (next.querySelector?.("input, textarea, select") ?? next).focus({ preventScroll: true });
}

function pressed(key) {
  if (key.ctrlKey || key.altKey || key.metaKey || key.repeat || key.defaultPrevented || kept()) return;
  if (writing(key.target)) return;
  if (key.key === "?") {
    help.open = !help.open;
    if (help.open) help.querySelector("summary").focus();
    return;
  }
  const part = document.querySelector(`[data-hw-key="${CSS.escape(key.key.toLowerCase())}"]`);
  if (!part) return;
  key.preventDefault();
  take(part);
}

if (off) {
  off.hidden = false;
  show(kept());
  off.addEventListener("click", turn);
  document.addEventListener("keydown", pressed);
}
