// Lets a page follow what happens. It asks for a stamp, which tells nothing of any child and keeps no session open. Where
// the stamp is another, the part is shown anew while nobody is in it; otherwise it says that something changed. It never
// takes the focus, nor what is being typed.

const EVERY = 20000;
const BY_ITSELF = { "X-Homeward-By-Itself": "yes" };

function busy(part) {
  const chosen = getSelection();
  return (
    part.contains(document.activeElement) ||
    part.matches(":hover") ||
    part.querySelector("form") ||
    (chosen && !chosen.isCollapsed && part.contains(chosen.anchorNode))
  );
}

function typing() {
  const typed = (box) => ("defaultValue" in box && box.type !== "hidden" ? box.value !== box.defaultValue : false);
  return [...document.querySelectorAll("main input, main textarea")].some(typed);
}

function follow(stamp) {
  const said = stamp.querySelector("[data-hw-said]");
  let waiting;

  function say(words, link) {
    if (said.textContent === words + (link ?? "")) return;
    said.textContent = words;
    if (!link) return;
    const again = stamp.querySelector(".hw-stamp__made a").cloneNode();
    again.textContent = link;
    said.append(again);
  }

  async function show() {
    const part = stamp.querySelector("[data-hw-part]");
    if (!part || busy(part) || "hwAsks" in stamp.dataset) {
      const first = typing() ? "Something changed. Send what you have written here first, or it is lost. " : "Something changed: ";
      return say(first, typing() ? "Show it now" : "show it");
    }
    const answer = await fetch(location.href, { credentials: "same-origin", headers: BY_ITSELF, redirect: "error" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-hw-stamp]");
    const anew = fresh?.querySelector("[data-hw-part]");
    if (!answer.ok || !anew || busy(part)) return say("Something changed: ", "show it");
    part.replaceChildren(...anew.childNodes);
    stamp.querySelector(".hw-stamp__made").replaceWith(fresh.querySelector(".hw-stamp__made"));
    stamp.dataset.hwToken = fresh.dataset.hwToken;
    say("Brought up to date.");
  }

  async function ask() {
    clearTimeout(waiting);
    if (document.hidden) return;
    try {
      const answer = await fetch(stamp.dataset.hwStamp, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
      if (answer.status !== 200) return say("This page no longer follows what happens: ", "show it again");
      if ((await answer.text()) !== stamp.dataset.hwToken) await show();
      else if (said.textContent.startsWith("Not up to date")) say("");
    } catch {
      say("Not up to date: the line is down. It is tried again.");
    }
    waiting = setTimeout(ask, EVERY);
  }

  waiting = setTimeout(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}

document.querySelectorAll("[data-hw-stamp]").forEach((stamp) => stamp.dataset.hwStamp && follow(stamp));
