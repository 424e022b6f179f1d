// The sheet of unlocking: the whole price first, then every way to open the episode. One press
// is one wish: pressed twice it is bought once.

import { Problem, ask, get, once, wish } from "../js/api.js";
import { fill, icon, make } from "../js/dom.js";
import { number } from "../js/format.js";
import { t } from "../js/i18n.js";
import * as sheets from "../js/sheet.js";
import { tell, toast } from "../js/toast.js";
import { asSomebody, episodes } from "./cards.js";
import { button, sheetOf, turned } from "./parts.js";

/** @typedef {{series: string, episode: number}} Place
 *  @typedef {{way: string, coins: number|null, ads: number|null, lacking: number, ready: boolean}} Way
 *  @typedef {{open_by: string|null, locked: import("./cards.js").Price|null, coins: number,
 *    ways: Way[], auto: boolean}} Prices
 *  @typedef {{opened: () => void, ad: (place: Place, done: () => void) => void}} Then */

const API = "/api/v1";

/** @param {Place} place @returns {Promise<Prices>} */
const pricesOf = (place) => asSomebody(() => get(`${API}/prices/${encodeURIComponent(place.series)}/${place.episode}`));

/** Opens an episode by coins without asking, if its viewer turned that on; whether it did.
 *  @param {Place} place */
export async function byItself(place) {
  const told = await pricesOf(place);
  const way = told.ways.find((one) => one.way === "coins" && one.ready);
  if (!told.auto || !way) return false;
  await once("POST", `${API}/unlocks`, { ...place, way: "coins" });
  toast(`${t("viewer.unlocked", { episode: place.episode })} · −${t("viewer.coins", { count: way.coins })}`, { kind: "good" });
  return true;
}

/** Shows what an episode costs and how it is opened. @param {Place} place @param {Then} then */
export async function open(place, then) {
  const { sheet, body } = sheetOf("unlock");
  fill(body, make("p", { class: "soft" }, t("viewer.loading")));
  sheets.open(sheet);
  try {
    const [told, doors] = await Promise.all([pricesOf(place), episodes(place.series)]);
    if (!told.locked) { sheets.close(sheet); then.opened(); return; }
    const free = doors.items.filter((/** @type {any} */ one) => one.why === "free").length;
    fill(body, whole(told, told.locked, free), ways(place, told, sheet, then), fine(told));
  } catch (error) {
    sheets.close(sheet);
    tell(error);
  }
}

/** @param {Prices} told @param {import("./cards.js").Price} locked @param {number} free */
function whole(told, locked, free) {
  const coins = (/** @type {number|null} */ some) => some === null ? "" : t("viewer.coins", { count: number(some) });
  const rows = [
    [t("viewer.free_left"), t("viewer.free_count", { count: free }), free > 0],
    [t("viewer.price_episode"), coins(locked.coins), locked.coins !== null],
    [t("viewer.price_left", { left: locked.left }), coins(locked.left_coins), locked.left_coins !== null && locked.left > 1],
    [t("viewer.price_series"), coins(locked.series_coins), locked.series_coins !== null],
  ];
  return make("dl", { class: "price-whole" },
    ...rows.filter((one) => one[2]).flatMap(([name, value]) => [make("dt", {}, name), make("dd", { class: "number" }, value)]),
    make("dt", { class: "sum" }, t("viewer.balance")), make("dd", { class: "sum number" }, coins(told.coins)));
}

/** @param {Place} place @param {Prices} told @param {any} sheet @param {Then} then */
function ways(place, told, sheet, then) {
  const made = told.ways.map((one, at) => way(place, one, at === 0, sheet, then));
  return make("div", { class: "stack tight ways" }, ...made.filter(Boolean));
}

/** @param {Place} place @param {Way} one @param {boolean} first @param {any} sheet @param {Then} then */
function way(place, one, first, sheet, then) {
  const kind = `${first ? "primary" : "edged"} whole large`;
  if (one.way === "ads") {
    const text = one.ads === 1 ? t("viewer.watch_one_ad") : t("viewer.watch_ad", { count: one.ads });
    return button(text, kind, () => { sheets.close(sheet); then.ad(place, () => open(place, then)); }, "advert");
  }
  if (one.way === "member") return make("a", { class: `button ${kind}`, href: "/wallet" }, icon("member"), make("span", {}, t("viewer.member")));
  const text = t(one.way === "series" ? "viewer.pay_series" : "viewer.pay_episode", { coins: number(one.coins ?? 0) });
  if (!one.ready) {
    return make("a", { class: `button ${kind}`, href: "/wallet" }, icon("coin"),
      make("span", {}, text, make("small", { class: "block" }, `${t("viewer.lacking", { coins: number(one.lacking) })} · ${t("viewer.top_up")}`)));
  }
  const key = wish();
  const pay = button(text, kind, async () => {
    pay.setAttribute("aria-busy", "true");
    try {
      await once("POST", `${API}/unlocks`, { ...place, way: one.way }, { key });
      sheets.close(sheet);
      toast(t("viewer.unlocked", { episode: place.episode }), { kind: "good" });
      then.opened();
    } catch (error) {
      pay.removeAttribute("aria-busy");
      if (error instanceof Problem && error.code === "release.open_already") { sheets.close(sheet); then.opened(); return; }
      tell(error);
    }
  }, one.way === "series" ? "star" : "coin");
  return pay;
}

/** @param {Prices} told */
function fine(told) {
  const auto = turned(t("viewer.auto_unlock"), told.auto, async (on) => {
    try {
      await ask("PUT", `${API}/auto-unlock`, { on });
    } catch (error) {
      auto.querySelector("input").checked = !on;
      tell(error);
    }
  }, t("viewer.auto_hint"));
  return make("div", { class: "fine" }, told.locked?.coins === null ? "" : auto, make("p", { class: "hint" }, t("viewer.price_fixed")));
}
