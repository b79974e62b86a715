// Keeps what is typed in a form's boxes as it is typed, one box at a time. The form's own button does it without this.

const form = document.querySelector("[data-hw-saves]");
const told = form?.querySelector("[data-hw-saved]");
const waiting = new Map();

async function keep(box) {
  const read = form.elements[`read_${box.name}`];
  const body = new URLSearchParams({ box: box.name, words: box.value, read: read.value });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(form.dataset.hwSaves, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    const said = await answer.json();
    if (said.number) read.value = said.number;
    told.textContent = said.say;
  } catch {
    told.textContent = "Not saved: the line is down. Press Save when it is back.";
  }
}

form?.addEventListener("input", ({ target }) => {
  if (!target.dataset.hwBox) return;
  clearTimeout(waiting.get(target.name));
  waiting.set(target.name, setTimeout(keep, 800, target));
});
