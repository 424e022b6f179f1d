// The bar on which a place in the film is chosen, with a thumbnail of the place.

import { clock } from "../js/format.js";
import { t } from "../js/i18n.js";

/** @typedef {import("./cards.js").Film} Film */

export class Scrub {
  /** @param {{seek: HTMLInputElement, time: HTMLElement, preview: HTMLElement, thumb: HTMLElement,
   *    when: HTMLElement}} parts @param {(ms: number) => void} chosen */
  constructor(parts, chosen) {
    this.parts = parts;
    this.chosen = chosen;
    this.held = false;
    /** @type {Film|null} */
    this.film = null;
    this.whole = 0;
    const { seek, preview } = parts;
    seek.addEventListener("input", () => { this.held = true; this.#show(Number(seek.value), true); });
    seek.addEventListener("change", () => {
      this.held = false;
      preview.hidden = true;
      chosen(Number(seek.value));
    });
    seek.addEventListener("blur", () => { this.held = false; preview.hidden = true; });
  }

  /** Begins with a film. @param {Film|null} film @param {number} wholeMs */
  begin(film, wholeMs) {
    this.film = film;
    this.whole = wholeMs;
    this.parts.seek.max = String(Math.max(wholeMs, 1));
    this.parts.seek.disabled = !film;
    this.parts.preview.hidden = true;
    this.held = false;
    if (film) this.parts.thumb.style.backgroundImage = `url("${film.thumbs.path}")`;
    this.at(0, 0);
  }

  /** The film is at `ms`, and loaded as far as `loadedMs`. @param {number} ms @param {number} loadedMs */
  at(ms, loadedMs) {
    const whole = Math.max(this.whole, 1);
    this.parts.seek.style.setProperty("--loaded", `${Math.min(100, (loadedMs / whole) * 100)}%`);
    if (!this.held) { this.parts.seek.value = String(ms); this.#show(ms, false); }
  }

  /** @param {number} ms @param {boolean} preview */
  #show(ms, preview) {
    const { seek, time } = this.parts;
    const [at, whole] = [clock(ms), clock(this.whole)];
    seek.style.setProperty("--at", `${(ms / Math.max(this.whole, 1)) * 100}%`);
    const text = `${at} / ${whole}`;
    if (time.textContent !== text) {
      time.textContent = text;
      seek.setAttribute("aria-valuetext", t("viewer.seek_value", { at, whole }));
    }
    if (preview && this.film) this.#preview(ms, this.film.thumbs);
  }

  /** @param {number} ms @param {import("./cards.js").Thumbs} thumbs */
  #preview(ms, thumbs) {
    const { preview, thumb, when, seek } = this.parts;
    const number = Math.min(thumbs.count - 1, Math.floor(ms / thumbs.every_ms));
    const [column, row] = [number % thumbs.columns, Math.floor(number / thumbs.columns)];
    thumb.style.width = `${thumbs.width}px`;
    thumb.style.height = `${thumbs.height}px`;
    thumb.style.backgroundPosition = `-${column * thumbs.width}px -${row * thumbs.height}px`;
    when.textContent = clock(ms);
    preview.hidden = false;
    const room = seek.offsetWidth, x = seek.offsetLeft + (ms / Math.max(this.whole, 1)) * room;
    const half = preview.offsetWidth / 2, inside = preview.offsetParent?.clientWidth ?? room;
    preview.style.left = `${Math.max(8, Math.min(inside - 2 * half - 8, x - half))}px`;
  }
}
