// What is typed in a part of a form is saved after a pause, and what it then offers is put in its place. The button stays:
// it saves where no script runs, and where the line was down. Nothing takes the focus from whoever is writing.

const told = document.querySelector("[data-hw-saved]");

function typed(form) {
  const place = document.getElementById(form.dataset.hwTyped);
  const box = form.querySelector("textarea");
  const read = form.querySelector("input[name=read]");
  const state = form.querySelector("[data-hw-state]");
  let waiting, saving = false, last = box.value;

  async function save() {
    if (saving) return later();
    if (box.value === last) return;
    const text = box.value;
    saving = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Homeward-Part": "offered" },
        credentials: "same-origin",
        redirect: "error",
      });
      const number = answer.headers.get("X-Homeward-Number");
      if (!number) throw new Error("not saved");
      last = text;
      if (answer.status === 409) {
        state.textContent = "Somebody else has written here since. Yours is kept beside theirs: open the page again to see both.";
      } else {
        read.value = number;
        state.textContent = "Saved";
      }
      place.innerHTML = await answer.text();
      told.textContent = state.textContent;
    } catch {
      state.textContent = "Not saved yet. It is tried again; Save does it now.";
      later(5000);
    } finally {
      saving = false;
    }
  }

  function later(wait = 700) {
    clearTimeout(waiting);
    waiting = setTimeout(save, wait);
  }

  form.addEventListener("input", () => later());
  box.addEventListener("blur", save);
  box.addEventListener("keydown", (key) => {
    if (key.key === "Escape") place.focus();
  });
  addEventListener("beforeunload", (leaving) => {
    if (box.value !== last) leaving.preventDefault();
  });
  form.addEventListener("submit", () => {
    last = box.value;
  });
}

document.querySelectorAll("[data-hw-typed]").forEach(typed);
