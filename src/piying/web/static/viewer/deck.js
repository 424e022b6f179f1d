// The deck: slides one below the other, one gesture each. Says which one is on the screen.

import { icon, make, still } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { cover } from "./cards.js";

/** @typedef {import("./cards.js").About} About
 *  @typedef {{series: string, episode: number, about: About|null}} Place
 *  @typedef {{index: number, place: Place, card: import("./cards.js").Card|null,
 *    element: HTMLElement, frame: HTMLElement, sky: HTMLElement, line: HTMLElement,
 *    told: HTMLElement, over: HTMLElement}} Slide */

const SHOWN = 0.51;  // of a slide: from here on it is the one that is meant
const COMES = 0.06, STAYS = 0.02;  // of a slide beside it: it comes; it went back

export class Deck {
  /** @param {HTMLElement} root
   *  @param {{turned: (slide: Slide) => void, comes: (slide: Slide) => void,
   *    stayed: () => void}} told `comes`: a finger moves this one into sight; it may go back */
  constructor(root, told) {
    this.root = root;
    this.told = told;
    /** @type {Slide[]} */
    this.slides = [];
    this.current = -1;
    this.begun = false;
    this.coming = -1;
    this.away = 0;  // how far from the one that is meant, of its height
    this.watching = new IntersectionObserver((seen) => this.#seen(seen), { root, threshold: SHOWN });
    let resting = 0;
    root.addEventListener("scroll", () => {
      this.#moved();
      root.classList.add("moving");
      clearTimeout(resting);
      resting = setTimeout(() => root.classList.remove("moving"), 140);
    }, { passive: true });
    root.addEventListener("scrollsnapchanging", (/** @type {any} */ event) => {  // where it will come to rest
      if (this.begun) this.#turn(this.slides.findIndex((slide) => slide.element === event.snapTargetBlock));
    });
    new ResizeObserver(() => this.#hold()).observe(root);
  }

  /** The slide on the screen. */
  get slide() { return this.slides[this.current]; }

  /** Adds slides at the end. @param {Place[]} places */
  add(places) {
    for (const place of places) {
      const slide = slideOf(this.slides.length, place);
      this.slides.push(slide);
      slide.element.inert = true;
      this.root.append(slide.element);
      this.watching.observe(slide.element);
      if (place.about) tell(slide, place.about);
    }
  }

  /** Goes to a slide. @param {number} index @param {boolean} [at_once] */
  go(index, at_once = false) {
    const slide = this.slides[index];
    if (!slide) return false;
    this.begun = true;
    this.root.scrollTo({ top: slide.element.offsetTop, behavior: at_once || still() ? "instant" : "smooth" });
    this.#turn(index);  // before it is there: its film begins while it comes
    return true;
  }

  /** The slide of an episode. @param {string} series @param {number} episode */
  find(series, episode) {
    return this.slides.findIndex((one) => one.place.series === series && one.place.episode === episode);
  }

  /** @param {IntersectionObserverEntry[]} seen */
  #seen(seen) {
    for (const one of this.begun ? seen : []) {
      if (one.isIntersecting && one.intersectionRatio >= SHOWN) {
        this.#turn(this.slides.findIndex((slide) => slide.element === one.target));
      }
    }
  }

  /** @param {number} index */
  #turn(index) {
    if (index < 0 || index === this.current) return;
    if (this.slide) this.slide.element.inert = true;
    this.current = index;
    this.coming = -1;
    this.away = 1;
    this.slide.element.inert = false;
    this.told.turned(this.slide);
  }

  /** Tells which slide a movement brings into sight, and when it went back. */
  #moved() {
    if (!this.slide) return;
    const away = (this.root.scrollTop - this.slide.element.offsetTop) / this.slide.element.offsetHeight;
    const index = this.current + Math.sign(away), grows = Math.abs(away) > this.away;
    this.away = Math.abs(away);
    if (grows && this.away > COMES && this.away < 1 && index !== this.coming && this.slides[index]) {
      this.coming = index;
      this.told.comes(this.slides[index]);
    } else if (this.away < STAYS && this.coming >= 0) {
      this.coming = -1;
      this.told.stayed();
    }
  }

  /** Keeps the same slide on the screen when its size changes. */
  #hold() {
    if (this.current >= 0) this.root.scrollTo({ top: this.slide.element.offsetTop, behavior: "instant" });
  }
}

/** @param {number} index @param {Place} place @returns {Slide} */
function slideOf(index, place) {
  const sky = make("div", { class: "sky", "aria-hidden": "true" });
  const line = make("p", { class: "line", hidden: true });
  const frame = make("div", { class: "frame" }, sky, line);
  const told = make("div", { class: "told" }), over = make("div", { class: "over", hidden: true });
  const element = make("section", { class: "slide" }, frame, told, over);
  return { index, place, card: null, element, frame, sky, line, told, over };
}

/** Writes what is always shown with an episode. @param {Slide} slide @param {About} about */
export function tell(slide, about) {
  slide.place.about = about;
  slide.element.setAttribute("aria-label", t("viewer.now", { title: about.title, episode: about.episode }));
  const picture = cover(about);
  if (picture && !slide.frame.querySelector(".still")) {
    slide.frame.prepend(make("img", { class: "still", src: picture, alt: "", decoding: "async", draggable: "false" }));
    slide.element.style.setProperty("--cover", `url("${picture}")`);
  }
  const age = about.age !== "all" && make("span", { class: "mark on-picture" }, `${about.age}+`);
  slide.told.replaceChildren(
    make("h2", {}, make("a", { href: `/series/${encodeURIComponent(about.series)}` }, about.title)),
    make("p", { class: "which" }, `${t("viewer.episode", { episode: about.episode })} / ${about.planned}`),
    make("div", { class: "duties" },
      make("span", { class: "mark on-picture" }, icon("machine"), t("look.ai")), age || "",
      ...about.numbers.map((one) => make("span", { class: "numbers" }, one.number))),
  );
}
