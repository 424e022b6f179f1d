// The sheet of settings: speed, subtitles, what flies over the picture, quality, the keyboard.

import { fill, make, settled } from "../js/dom.js";
import { t } from "../js/i18n.js";
import * as sheets from "../js/sheet.js";
import { button, choice, sheetOf, turned } from "./parts.js";
import { wish, wishes } from "./wishes.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2, 3];
const KEYS = [
  ["viewer.key_space", "viewer.key_play"], ["← →", "viewer.key_sides"], ["↑ ↓", "viewer.key_up"],
  ["M", "viewer.key_m"], ["C", "viewer.key_c"], ["D", "viewer.key_d"], ["L", "viewer.key_l"],
  ["F", "viewer.key_f"], ["?", "viewer.key_help"],
];

/** Shows the settings of what is playing.
 *  @param {import("./player.js").Player|null} player
 *  @param {import("./cards.js").Card|null} card @param {() => void} report */
export function open(player, card, report) {
  const { sheet, body } = sheetOf("settings");
  const languages = (card?.film?.subtitles ?? []).map((one) => one.language);
  const captions = [{ value: "off", text: t("viewer.captions_off") }, ...languages.map((value) => ({ value, text: t(`viewer.captions_${value}`) }))];
  const shown = wishes.captions === "auto" ? "off" : wishes.captions;
  const rungs = player?.rungs() ?? [];
  const now = player?.rung ? t("viewer.auto_now", { name: player.rung }) : t("viewer.auto");
  fill(body, make("div", { class: "stack" },
    choice(t("viewer.speed"), SPEEDS.map((value) => ({ value, text: `${value}×` })), wishes.speed, (to) => wish("speed", to)),
    rungs.length > 1 ? choice(t("viewer.quality"), [{ value: "auto", text: now }, ...rungs.map((value) => ({ value, text: value }))], wishes.quality, (to) => wish("quality", to)) : "",
    turned(t("viewer.saver"), wishes.saver, (to) => wish("saver", to), t("viewer.saver_hint")),
    languages.length ? choice(t("viewer.captions"), captions, shown, (to) => wish("captions", to)) : "",
    languages.length ? choice(t("viewer.captions_size"), ["small", "middle", "large"].map((value) => ({ value, text: t(`viewer.size_${value}`) })), wishes.size, (to) => wish("size", to)) : "",
    turned(t("viewer.flying"), wishes.flying, (to) => wish("flying", to)),
    choice(t("viewer.density"), [[1, "few"], [3, "some"], [6, "many"]].map(([value, name]) => ({ value: Number(value), text: t(`viewer.${name}`) })), wishes.density, (to) => wish("density", to)),
    opacity(), blocked(),
    turned(t("viewer.auto_next"), wishes.autoNext, (to) => wish("autoNext", to)),
    make("div", { class: "row" },
      button(t("viewer.report"), "edged", () => { sheets.close(sheet); report(); }, "flag"),
      button(t("viewer.keys"), "edged keys-button", () => { sheets.close(sheet); keys(); }))));
  sheets.open(sheet);
}

/** Shows what the keyboard does. */
export function keys() {
  const { sheet, body } = sheetOf("keys");
  fill(body, make("dl", { class: "keys" }, ...KEYS.flatMap(([key, does]) => [
    make("dt", {}, make("kbd", {}, key.startsWith("viewer.") ? t(key) : key)), make("dd", {}, t(does)),
  ])));
  sheets.open(sheet);
}

function opacity() {
  const bar = make("input", { type: "range", class: "slider", min: 20, max: 100, step: 10, value: wishes.opacity, "aria-label": t("viewer.opacity"), "aria-valuetext": `${wishes.opacity}%` });
  bar.addEventListener("input", () => { bar.setAttribute("aria-valuetext", `${bar.value}%`); wish("opacity", Number(bar.value)); });
  return make("div", { class: "pick" }, make("span", { class: "label" }, t("viewer.opacity")), bar);
}

function blocked() {
  const id = "blocked-words";
  const words = make("input", { class: "input", id, value: wishes.blocked.join(" "), autocomplete: "off", "aria-describedby": `${id}-hint` });
  words.addEventListener("input", settled(600, () => wish("blocked", words.value.split(/\s+/).filter(Boolean).map((/** @type {string} */ one) => one.slice(0, 30)).slice(0, 50))));
  return make("div", { class: "field" }, make("label", { for: id }, t("viewer.blocked")), words,
    make("span", { class: "hint", id: `${id}-hint` }, t("viewer.blocked_hint")));
}
