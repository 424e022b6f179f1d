// What somebody thinks of an episode and a series: likes, following.

import { ask, get } from "../js/api.js";
import { count } from "../js/format.js";
import { t } from "../js/i18n.js";
import { icon, make, still } from "../js/dom.js";
import { tell, toast } from "../js/toast.js";
import { asSomebody, episodes } from "./cards.js";

/** @typedef {import("./deck.js").Slide} Slide */

const API = "/api/v1";
const RESTS_MS = 350;

export class Likes {
  /** @param {HTMLButtonElement} like @param {HTMLButtonElement} follow */
  constructor(like, follow) {
    this.like = like;
    this.follow = follow;
    /** @type {Slide|null} */
    this.slide = null;
    /** @type {Map<string, boolean>} */
    this.followed = new Map();
    this.waiting = 0;
    like.addEventListener("click", () => this.turn());
    follow.addEventListener("click", () => this.turnFollowing());
  }

  /** Begins with the slide on the screen; asked for once it rests. @param {Slide} slide */
  begin(slide) {
    this.slide = slide;
    this.#liked(false, 0);
    this.#following(this.followed.get(slide.place.series) ?? false);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.#ask(slide), RESTS_MS);
  }

  /** Likes it, or no longer. @param {boolean} [on] */
  async turn(on = this.like.getAttribute("aria-pressed") !== "true") {
    const { series, episode } = /** @type {Slide} */ (this.slide).place;
    const before = { own: this.like.getAttribute("aria-pressed") === "true", count: Number(this.like.dataset.count) };
    if (on === before.own) return;
    this.#liked(on, before.count + (on ? 1 : -1));
    try {
      const path = `${API}/likes/${encodeURIComponent(series)}/${episode}`;
      const now = await asSomebody(() => ask(on ? "PUT" : "DELETE", path));
      if (this.slide?.place.episode === episode && this.slide.place.series === series) this.#liked(now.own, now.count);
    } catch (error) {
      this.#liked(before.own, before.count);
      tell(error);
    }
  }

  /** Follows the series, or no longer. */
  async turnFollowing() {
    const { series } = /** @type {Slide} */ (this.slide).place;
    const on = this.follow.getAttribute("aria-pressed") !== "true";
    this.#following(on);
    try {
      await asSomebody(() => ask(on ? "PUT" : "DELETE", `${API}/favourites/${encodeURIComponent(series)}`));
      this.followed.set(series, on);
      toast(t(on ? "viewer.followed" : "viewer.unfollowed"), { kind: "good" });
    } catch (error) {
      this.#following(!on);
      tell(error);
    }
  }

  /** A heart where two taps were. @param {number} x @param {number} y */
  heart(x, y) {
    this.turn(true);
    if (still()) return;
    const made = make("span", { class: "heart", "aria-hidden": "true" }, icon("like"));
    made.style.left = `${x}px`;
    made.style.top = `${y}px`;
    made.style.setProperty("--tilt", `${(x % 40) - 20}deg`);
    made.addEventListener("animationend", () => made.remove());
    document.body.append(made);
  }

  /** @param {Slide} slide */
  async #ask(slide) {
    const { series, episode } = slide.place;
    try {
      const path = `${API}/likes/${encodeURIComponent(series)}/${episode}`;
      const [liked, door] = await Promise.all([
        asSomebody(() => get(path)), this.followed.has(series) ? null : episodes(series),
      ]);
      if (door) this.followed.set(series, door.followed);
      if (this.slide !== slide) return;
      this.#liked(liked.own, liked.count);
      this.#following(this.followed.get(series) ?? false);
    } catch {
      // how much it is liked is not known: the film plays all the same
    }
  }

  /** @param {boolean} own @param {number} number */
  #liked(own, number) {
    this.like.setAttribute("aria-pressed", String(own));
    this.like.dataset.count = String(number);
    const shown = this.like.querySelector(".n");
    if (shown) shown.textContent = number > 0 ? count(number) : t("viewer.like");
  }

  /** @param {boolean} on */
  #following(on) {
    this.follow.setAttribute("aria-pressed", String(on));
    const shown = this.follow.querySelector(".n");
    if (shown) shown.textContent = t(on ? "viewer.following" : "viewer.follow");
  }
}
