// What a page gains where scripts run. Everything here is done without one too, a little more slowly.

const root = document.documentElement;

async function govuk() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const { initAll } = await import(root.dataset.govuk);
  initAll();
}

// Fetches the page again and swaps in the part that shows progress. Once the work has ended, or the part is gone, the
// whole page is new.
function poll(part) {
  const wait = Number(part.dataset.hwPoll);
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(part.id);
      if (!answer.ok) return;
      if (!fresh?.dataset.hwPoll) return location.reload();
      part.replaceWith(fresh);
      poll(fresh);
    } catch {
      // The line is down: the link "Check again" is still there.
    }
  }, wait);
}

// On a phone a filter nobody has used starts closed, so that the list is seen first.
function fold(filter) {
  if (matchMedia("(max-width: 40em)").matches && !("hwApplied" in filter.dataset)) filter.open = false;
}

// The account menu closes on Escape or a press elsewhere, as a menu does.
function menu(account) {
  document.addEventListener("click", (press) => {
    if (!account.contains(press.target)) account.open = false;
  });
  account.addEventListener("keydown", (key) => {
    if (key.key !== "Escape" || !account.open) return;
    account.open = false;
    account.querySelector("summary").focus();
  });
}

document.querySelectorAll("[data-hw-poll]").forEach(poll);
document.querySelectorAll("[data-hw-filter]").forEach(fold);
document.querySelectorAll(".hw-account").forEach(menu);
document.querySelectorAll("[data-hw-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
govuk();
