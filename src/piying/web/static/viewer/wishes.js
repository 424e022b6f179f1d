// What a viewer wishes, kept on this device: sound, speed, subtitles, what flies over the picture.

const PLACE = "piying-player";

/** @typedef {{muted: boolean, speed: number, captions: string, size: string, flying: boolean,
 *    density: number, opacity: number, blocked: string[], quality: string, saver: boolean,
 *    autoNext: boolean}} Wishes */

/** @type {Wishes} */
const FIRST = {
  muted: false, speed: 1, captions: "auto", size: "middle", flying: true, density: 3,
  opacity: 80, blocked: [], quality: "auto", saver: false, autoNext: true,
};

/** @type {Wishes} */
export const wishes = { ...FIRST, ...read() };

/** @type {Set<(name: string) => void>} */
const heard = new Set();

/** Changes a wish and keeps it. @template {keyof Wishes} K @param {K} name @param {Wishes[K]} to */
export function wish(name, to) {
  wishes[name] = to;
  try {
    localStorage.setItem(PLACE, JSON.stringify(wishes));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;  // no room or not allowed: for this page alone
  }
  for (const one of heard) one(name);
}

/** Hears of every change. @param {(name: string) => void} then */
export const onWish = (then) => heard.add(then);

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    return Object.fromEntries(Object.entries(FIRST).filter(([name, first]) =>
      name in kept && typeof kept[name] === typeof first && Array.isArray(first) === Array.isArray(kept[name]),
    ).map(([name]) => [name, kept[name]]));
  } catch {
    return {};  // nothing that can be read: as on the first day
  }
}

/** Whether to load little: asked for here, by the browser, or because the network is slow. */
export function sparing() {
  const network = /** @type {any} */ (navigator).connection;
  return wishes.saver || network?.saveData === true || /2g$/.test(network?.effectiveType ?? "");
}
