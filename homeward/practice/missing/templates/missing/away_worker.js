// Opens the capture page where the hub does not answer. It keeps that page and what it is made of, and nothing else.

const KEPT = "homeward-away-{{ version }}";
const FILES = {{ files|safe }};
const AWAY = new Set([502, 503, 504]);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const ours = (name) => name.startsWith("homeward-away-") && name !== KEPT;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(ours).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  );
});

async function page(request) {
  try {
    const answer = await fetch(request);
    if (!AWAY.has(answer.status)) return answer;
  } catch {
    // Nothing answers.
  }
  return (await caches.match(FILES[0])) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && FILES.includes(path)) event.respondWith(fetch(request).catch(() => caches.match(path)));
});
