// What lies over the picture when it does not play: locked, with its price; or trouble.

import { button } from "./parts.js";
import { icon, make } from "../js/dom.js";
import { number } from "../js/format.js";
import { t } from "../js/i18n.js";

/** @typedef {import("./deck.js").Slide} Slide
 *  @typedef {import("./cards.js").Card} Card */

/** An episode that is locked. @param {Slide} slide @param {Card} card @param {() => void} open
 *  @param {string} [why] why it is, where it was open before */
export function locked(slide, card, open, why = "") {
  const price = /** @type {import("./cards.js").Price} */ (card.price);
  const ways = [];
  if (price.coins !== null) ways.push(t("viewer.coins", { count: number(price.coins) }));
  if (price.ads !== null && price.ads_from_ms === null) ways.push(price.ads === 1 ? t("viewer.watch_one_ad") : t("viewer.watch_ad", { count: price.ads }));
  if (price.members) ways.push(t("viewer.member"));
  slide.over.replaceChildren(make("div", { class: "card" },
    make("span", { class: "round" }, icon("lock", "large")),
    make("h3", {}, t("viewer.locked", { episode: card.about.episode })),
    why && make("p", { role: "alert" }, why),
    make("p", {}, ways.join(" · ")),
    button(t("viewer.unlock"), "primary large", open, "unlock")));
  slide.over.hidden = false;
}

/** Something that went wrong, with what can be done.
 *  @param {Slide} slide @param {string} text
 *  @param {{retry?: () => void, next?: () => void}} how */
export function trouble(slide, text, how) {
  const series = `/series/${encodeURIComponent(slide.place.series)}`;
  slide.over.replaceChildren(make("div", { class: "card", role: "alert" },
    make("span", { class: "round" }, icon(how.retry ? "offline" : "film", "large")),
    make("p", {}, text),
    make("div", { class: "row" },
      how.retry && button(t("viewer.retry"), "primary", how.retry, "refresh"),
      how.next && button(t("viewer.following_one"), "primary", how.next, "down"),
      make("a", { class: "button edged", href: series }, t("viewer.back_to")))));
  slide.over.hidden = false;
}

/** There is no slide at all: nothing is out, or it could not be asked for.
 *  @param {HTMLElement} main @param {string} text @param {boolean} again */
export function nothing(main, text, again) {
  main.querySelector(".deck")?.setAttribute("data-state", "trouble");
  main.append(make("div", { class: "nothing", role: "alert" }, make("div", { class: "card" },
    make("span", { class: "round" }, icon(again ? "offline" : "film", "large")), make("p", {}, text),
    again
      ? make("button", { type: "button", class: "button primary", "data-reloads": "" }, icon("refresh"), make("span", {}, t("viewer.retry")))
      : make("a", { class: "button primary", href: "/" }, t("viewer.more_dramas")))));
}
