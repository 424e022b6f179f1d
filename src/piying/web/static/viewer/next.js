// What comes after: the next episode by itself in a few seconds, unless somebody stays.

import { make } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { button } from "./parts.js";

const SECONDS = 3;

export class Next {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.ticking = 0;
  }

  /** Counts down to `go`. @param {number} episode @param {() => void} go */
  begin(episode, go) {
    this.cancel();
    let left = SECONDS;
    const text = make("span", { class: "number" }, t("viewer.next_in", { seconds: left, episode }));
    const away = (/** @type {() => void} */ then) => () => { this.cancel(); then(); };
    this.place.replaceChildren(make("div", { class: "note next", role: "status" }, text,
      button(t("viewer.stay"), "small", away(() => {})), button(t("viewer.go_now"), "small primary", away(go))));
    this.ticking = setInterval(() => {
      left -= 1;
      if (left <= 0) { this.cancel(); go(); return; }
      text.textContent = t("viewer.next_in", { seconds: left, episode });
    }, 1000);
  }

  /** Says where it went on, and how to begin at the start instead.
   *  @param {string} text @param {string} act @param {() => void} then */
  note(text, act, then) {
    this.cancel();
    const away = () => this.cancel();
    this.place.replaceChildren(make("div", { class: "note", role: "status" }, make("span", {}, text),
      button(act, "small", () => { away(); then(); })));
    this.ticking = setTimeout(away, 5000);
  }

  /** Nothing comes by itself. */
  cancel() {
    clearInterval(this.ticking);
    clearTimeout(this.ticking);
    this.place.replaceChildren();
  }
}
