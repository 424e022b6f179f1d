// What this week comes to so far: asked for once a minute, for it takes the server a while.

import { rest } from "../js/again.js";
import { get } from "../js/api.js";
import { fill, icon, make } from "../js/dom.js";
import { moment, money, number } from "../js/format.js";
import { t } from "../js/i18n.js";

const EVERY_MS = 60_000;
const SHOWN_MAX = 40;

/** Keeps the estimate in `place` up to date for as long as somebody looks. @param {any} place */
export async function estimate(place) {
  for (;;) {
    try {
      fill(place, ...shown(await get("/api/v1/figures/estimate", { seconds: 60 })));
    } catch (error) {
      fill(place, note("warn", /** @type {Error} */ (error).message));
    }
    await rest(EVERY_MS);
  }
}

/** @param {string} kind @param {string} text */
const note = (kind, text) => make("div", { class: `notice ${kind}` }, icon(kind), make("div", {}, text));

/** @param {any} week @returns {Node[]} */
function shown(week) {
  const head = note(week.provisional ? "provisional" : "note", t(week.provisional ? "desk.estimate_at" : "desk.estimate_closed",
    { period: week.period, begin: week.begin, end: week.end, when: moment(week.at_ms) }));
  if (week.unknown) return [head, note("warn", week.unknown)];
  if (!week.lines.length) return [head, make("p", { class: "soft" }, t("desk.estimate_none"))];
  return [head, sums(week.lines), lines(week.lines.slice(0, SHOWN_MAX)), week.lines.length > SHOWN_MAX
    ? make("p", { class: "small faint" }, t("desk.estimate_more", { shown: SHOWN_MAX, count: week.lines.length })) : ""].filter(Boolean);
}

/** What each party gets. @param {any[]} found */
function sums(found) {
  /** @type {Map<string, number>} */
  const by = new Map();
  for (const one of found) by.set(`${one.party}\n${one.currency}`, (by.get(`${one.party}\n${one.currency}`) ?? 0) + one.minor);
  return make("dl", { class: "pairs" }, ...[...by].flatMap(([key, minor]) => {
    const [party, currency] = key.split("\n");
    return [make("dt", {}, party), make("dd", { class: "number" }, make("b", {}, money(minor, currency)))];
  }));
}

/** @param {any[]} found */
function lines(found) {
  const head = make("tr", {}, ...[["desk.party", ""], ["desk.one_series", ""], ["desk.what", ""], ["desk.units", "number"], ["desk.amount", "number"]]
    .map(([code, kind]) => make("th", { scope: "col", class: kind || null }, t(code))));
  const rows = found.map((one) => make("tr", {}, make("th", { scope: "row" }, one.party), make("td", {}, one.series), make("td", {}, one.what),
    make("td", { class: "number" }, one.units ? number(one.units) : ""), make("td", { class: "number" }, make("span", { class: "provisional-cell" }, money(one.minor, one.currency)))));
  return make("div", { class: "scrolls tall", tabindex: "0", role: "region", "aria-labelledby": "estimate-title" },
    make("table", { class: "table keep-first" }, make("thead", {}, head), make("tbody", {}, ...rows)));
}
