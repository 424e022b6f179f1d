// The sheet of episodes: which is playing, which were watched, which are locked, until when free.

import { fill, icon, make } from "../js/dom.js";
import { day } from "../js/format.js";
import { t } from "../js/i18n.js";
import * as sheets from "../js/sheet.js";
import { tell } from "../js/toast.js";
import { episodes, pageOf } from "./cards.js";
import { sheetOf } from "./parts.js";

const WATCHED_PERMILLE = 950;

/** Shows the episodes of a series.
 *  @param {{series: string, episode: number}} now
 *  @param {(episode: number) => boolean} go whether it could go there on this page */
export async function open(now, go) {
  const { sheet, body } = sheetOf("episodes");
  fill(body, make("p", { class: "soft" }, t("viewer.loading")));
  sheets.open(sheet);
  try {
    const found = await episodes(now.series);
    const free = found.items.filter((/** @type {any} */ one) => one.why === "free").length;
    fill(body,
      make("p", { class: "soft small" }, `${found.title} · ${t("viewer.all_episodes", { planned: found.planned, out: found.items.length })}`,
        free > 0 && free < found.items.length && ` · ${t("viewer.free_until", { episode: free })}`),
      make("div", { class: "episodes" }, ...found.items.map((/** @type {any} */ one) => one_of(one, now, () => {
        if (!go(one.episode)) return false;
        sheets.close(sheet);
        return true;
      }))));
    body.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  } catch (error) {
    sheets.close(sheet);
    tell(error);
  }
}

/** @param {any} one @param {{series: string, episode: number}} now @param {() => boolean} go */
function one_of(one, now, go) {
  const current = one.episode === now.episode;
  const watched = one.position_ms * 1000 >= one.duration_ms * WATCHED_PERMILLE;
  const state = current ? "" : !one.why ? "locked" : watched ? "watched" : "open";
  const said = current ? t("viewer.is_current") : !one.why ? t("viewer.is_locked") : watched ? t("viewer.is_watched") : "";
  const from = one.free_ms && make("span", { class: "until" }, day(one.free_ms).slice(5));
  const begun = !watched && one.position_ms > 0 && make("span", { class: "begun" });
  if (begun) begun.style.width = `${Math.min(100, (one.position_ms / one.duration_ms) * 100)}%`;
  return make("a", {
    class: `episode ${state}`.trim(), href: pageOf(now.series, one.episode), "aria-current": current && "true",
    title: one.free_ms ? t("viewer.ads_from", { day: day(one.free_ms) }) : null,
    onclick: (/** @type {Event} */ event) => { if (go()) event.preventDefault(); },
  }, one.episode, state === "locked" && icon("lock"), state === "watched" && icon("check"),
  said && make("span", { class: "unseen" }, ` ${said}`), from, begun);
}
