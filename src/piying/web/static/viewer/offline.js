// The service worker: files of the pages, which never change under their address, and one page
// for when there is no network. Never a film, never the API.

const KEPT = "piying-1";
const PAGE = "/offline";

const worker = /** @type {any} */ (self);

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(keepPage().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((one) => one !== KEPT).map((one) => caches.delete(one))))
    .then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => await caches.match(PAGE) ?? Response.error()));
});

/** Keeps the page without network, with all that it names. */
async function keepPage() {
  const kept = await caches.open(KEPT), answer = await fetch(PAGE);
  if (!answer.ok) throw new Error(`${PAGE} answered ${answer.status}`);
  const named = (await answer.clone().text()).match(/\/static\/[^"#]+/g) ?? [];
  await kept.put(PAGE, answer);
  await kept.addAll([...new Set(named)]);
}

/** @param {Request} request @param {URL} url */
async function file(request, url) {
  const kept = await caches.open(KEPT), found = await kept.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) {
    await kept.put(request, answer.clone());
    const version = url.pathname.split("/")[2];
    for (const old of await kept.keys()) {
      const path = new URL(old.url).pathname;
      if (path.startsWith("/static/") && path.split("/")[2] !== version) await kept.delete(old);
    }
  }
  return answer;
}
