// An answer is saved as it is chosen, and what is written with it as the box is left. The button stays: it saves where no
// script runs, and where the line was down.

const told = document.querySelector("[data-hw-saved]");

function answered(form) {
  const state = form.querySelector("[data-hw-state]");
  const read = form.elements.read;
  let saving = Promise.resolve();

  async function save() {
    if (!form.querySelector("input[name=said]:checked")) return;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-Homeward-Part": "answer" },
        credentials: "same-origin",
        redirect: "error",
      });
      const number = answer.headers.get("X-Homeward-Number");
      if (number) read.value = number;
      state.textContent = answer.status < 500 ? await answer.text() : "Not saved yet. Save does it now.";
    } catch {
      state.textContent = "Not saved: the line is down. Press Save when it is back.";
    }
    told.textContent = state.textContent;
  }

  form.addEventListener("change", () => {
    saving = saving.then(save);
  });
}

document.querySelectorAll("[data-hw-answered]").forEach(answered);
