// The sky: comments that fly over the picture in the rows that the server gave them, above the
// subtitles. Whoever wants less movement gets them as a list below the picture's head.

import { get } from "../js/api.js";
import { make, still } from "../js/dom.js";
import { wishes } from "./wishes.js";

/** @typedef {{id: string, position_ms: number, text: string, count: number, row: number,
 *    own: boolean, waiting: boolean}} Line
 *  @typedef {{lines: Line[], rows: number, top_permille: number, row_permille: number,
 *    travel_ms: number}} Field */

const WINDOW_MS = 60_000, EARLY_MS = 12_000, LIST_MAX = 3;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

export class Sky {
  constructor() {
    /** @type {HTMLElement|null} */
    this.place = null;
    this.release = "";
    /** @type {Map<number, Field|null>} */
    this.windows = new Map();
    /** @type {Set<string>} */
    this.shown = new Set();
    /** @type {Map<number, number>} */
    this.used = new Map();  // when each row was last begun
    this.last = 0;
  }

  /** Begins above a film; "" is none. @param {HTMLElement} place @param {string} release */
  begin(place, release) {
    this.place?.replaceChildren();
    this.place = place;
    this.release = release;
    this.again();
  }

  /** Asks anew: what is wished for has changed. */
  again() {
    this.windows.clear();
    this.clear();
  }

  /** Takes away what flies. */
  clear() {
    this.shown.clear();
    this.place?.replaceChildren();
  }

  /** The film is at `ms` and plays at `rate`. @param {number} ms @param {number} rate */
  at(ms, rate) {
    if (!this.release || !wishes.flying || !this.place) return;
    if (Math.abs(ms - this.last) > 2500) this.clear();
    const before = this.last > ms ? ms : Math.max(this.last, ms - 2500);
    this.last = ms;
    this.#load(ms);
    if (ms % WINDOW_MS > WINDOW_MS - EARLY_MS) this.#load(ms + EARLY_MS);
    const field = this.windows.get(Math.floor(ms / WINDOW_MS));
    for (const one of field?.lines ?? []) {
      if (one.position_ms > before - 1 && one.position_ms <= ms && !this.shown.has(one.id)) this.#fly(one, /** @type {Field} */ (field), rate);
    }
  }

  /** A line of one's own flies at once. @param {Line} line */
  add(line) {
    const field = this.windows.get(Math.floor(this.last / WINDOW_MS));
    const sky = field ?? { lines: [], rows: 7, top_permille: 170, row_permille: 36, travel_ms: 8000 };
    const rows = Array.from({ length: sky.rows }, (_, row) => row);
    const used = (/** @type {number} */ row) => this.used.get(row) ?? -Infinity;
    this.#fly({ ...line, row: rows.reduce((best, row) => used(row) < used(best) ? row : best) }, sky, 1);
  }

  /** What flies or will fly in the part of the film that is known. @returns {Line[]} */
  known() {
    return [...this.windows.values()].flatMap((one) => one?.lines ?? []);
  }

  /** Stops or goes on with the film. @param {boolean} going */
  going(going) {
    this.place?.classList.toggle("halted", !going);
  }

  /** @param {number} ms */
  #load(ms) {
    const number = Math.floor(ms / WINDOW_MS), release = this.release;
    if (this.windows.has(number)) return;
    this.windows.set(number, null);
    const asked = new URLSearchParams({ from_ms: String(number * WINDOW_MS), to_ms: String((number + 1) * WINDOW_MS), density: String(wishes.density) });
    for (const word of wishes.blocked) asked.append("blocked", word);
    get(`/api/v1/releases/${release}/danmaku?${asked}`).then((field) => {
      if (this.release === release) this.windows.set(number, field);
    }, () => { if (this.release === release) setTimeout(() => this.windows.delete(number), 30_000); });
  }

  /** @param {Line} line @param {Field} field @param {number} rate */
  #fly(line, field, rate) {
    const place = /** @type {HTMLElement} */ (this.place);
    this.shown.add(line.id);
    this.used.set(line.row, performance.now());
    const text = line.count > 1 ? `${line.text} ×${line.count}` : line.text;
    const made = make("span", { class: `flies${line.own ? " own" : ""}` }, text);
    place.style.opacity = String(wishes.opacity / 100);
    if (still()) {
      made.classList.add("stands");
      place.append(made);
      while (place.childElementCount > LIST_MAX) place.firstElementChild?.remove();
      setTimeout(() => made.remove(), field.travel_ms);
      return;
    }
    made.style.top = `${(field.top_permille + line.row * field.row_permille) / 10}%`;
    made.style.setProperty("--wide", String([...text].reduce((sum, one) => sum + (WIDE.test(one) ? 2 : 1), 0)));
    made.style.animationDuration = `${field.travel_ms / rate}ms`;
    made.addEventListener("animationend", () => made.remove());
    place.append(made);
  }
}
