// Again: what a page asks or does by itself, each time later than before, by chance not together
// with all other pages, and never while nobody looks at it.

const FIRST_MS = 1_000, MOST_MS = 60_000, QUIET_MS = 180_000;

/** Milliseconds until the next time. @param {number} tried how often it was tried in vain
 *  @param {number} [first] the longest wait before the first time
 *  @param {number} [most] the longest of all */
export const after = (tried, first = FIRST_MS, most = MOST_MS) =>
  Math.min(most, first * 2 ** Math.min(tried, 16)) * (0.5 + Math.random() / 2);

/** Comes when somebody looks at the page. @returns {Promise<void>} */
export const seen = () => new Promise((done) => {
  const look = () => {
    if (document.visibilityState === "hidden") return;
    document.removeEventListener("visibilitychange", look);
    done();
  };
  document.addEventListener("visibilitychange", look);
  look();
});

/** Waits, and until somebody looks. @param {number} ms */
export async function rest(ms) {
  await new Promise((done) => setTimeout(done, ms));
  await seen();
}

/** Loads the page anew. A page that comes to this again and again waits longer each time; after
 *  some minutes without it begins from the first. @param {number} [first] milliseconds */
export async function reload(first = FIRST_MS) {
  const place = `piying-again:${location.pathname}`;
  const [tried, at] = (sessionStorage.getItem(place) ?? "0 0").split(" ").map(Number);
  const now = Date.now(), before = now - at < QUIET_MS ? tried : 0;
  sessionStorage.setItem(place, `${before + 1} ${now}`);
  await rest(after(before, first));
  location.reload();
}
