// Toasts: what has happened, said once, above everything and to screen readers too.

import { by, icon, make } from "./dom.js";
import { Problem } from "./api.js";
import { t } from "./i18n.js";

const SHOWN_MS = 4000;
const SIGNS = { good: "done", bad: "bad", note: "note", warn: "warn" };

/** Says something.
 *  @param {string} text
 *  @param {{kind?: "good"|"bad"|"note"|"warn", act?: string, then?: () => void, ms?: number}} [how]
 *      act: the words of a button, then: what it does; ms: 0 stays until it is pressed
 *  @returns {() => void} how to take it away */
export function toast(text, how = {}) {
  const place = host();
  const away = () => made.remove();
  const act = how.act && make("button", { type: "button", onclick: () => { away(); how.then?.(); } }, how.act);
  const made = make("div", { class: `toast ${how.kind ?? ""}`.trim() }, how.kind && icon(SIGNS[how.kind]), make("span", {}, text), act);
  while (place.childElementCount >= 3) place.firstElementChild.remove();
  place.append(made);
  const ms = how.ms ?? (how.act ? 2 * SHOWN_MS : SHOWN_MS);
  if (ms) setTimeout(away, ms);
  return away;
}

/** Says what went wrong; what is no problem of the server is a fault of the page and is thrown on.
 *  @param {unknown} error */
export function tell(error) {
  if (error instanceof DOMException && error.name === "AbortError") return;
  if (!(error instanceof Problem)) {
    toast(t("look.failed_text"), { kind: "bad" });
    throw error;
  }
  toast(error.message, { kind: "bad" });
}

/** Puts the place of toasts above everything. It is there before anything is said in it, so that
 *  screen readers listen to it. */
export function begin() { host(); }

/** Where toasts appear: in the sheet that lies on top, for the rest of the page is out of reach. */
function host() {
  const place = by("toasts");
  const top = [...document.querySelectorAll("dialog[open]")].pop() ?? document.body;
  if (place.parentElement !== top) top.append(place);
  if (!("popover" in HTMLElement.prototype)) return place;
  if (place.matches(":popover-open")) place.hidePopover();
  place.showPopover();
  return place;
}
