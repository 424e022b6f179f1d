// Small parts of the sheets of the player.

import { icon, make } from "../js/dom.js";

/** A button. @param {string} text @param {string} kind @param {() => void} then
 *  @param {string} [sign] @param {Record<string, unknown>} [more] */
export const button = (text, kind, then, sign = "", more = {}) =>
  make("button", { type: "button", class: `button ${kind}`.trim(), onclick: then, ...more }, sign && icon(sign), make("span", {}, text));

/** Some choices of which one holds. @template T
 *  @param {string} label @param {{value: T, text: string}[]} choices @param {T} now
 *  @param {(value: T) => void} then */
export function choice(label, choices, now, then) {
  const buttons = choices.map((one) => make("button", {
    type: "button", class: "chip", "aria-pressed": String(one.value === now),
    onclick: () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === made(one)));
      then(one.value);
    },
  }, one.text));
  const made = (/** @type {{value: T, text: string}} */ one) => buttons[choices.indexOf(one)];
  return make("div", { class: "pick", role: "group", "aria-label": label },
    make("span", { class: "label" }, label), make("div", { class: "chips" }, ...buttons));
}

/** Something that is on or off. @param {string} label @param {boolean} now
 *  @param {(on: boolean) => void} then @param {string} [hint] */
export function turned(label, now, then, hint = "") {
  const box = make("input", { type: "checkbox", role: "switch", checked: now, onchange: () => then(box.checked) });
  return make("label", { class: "switch" },
    make("span", {}, label, hint && make("small", { class: "hint block" }, hint)), box);
}

/** A sheet of the page with its body. @param {string} id @returns {{sheet: any, body: any}} */
export function sheetOf(id) {
  const sheet = document.getElementById(id);
  if (!sheet) throw new Error(`the page has no sheet ${id}`);
  return { sheet, body: sheet.querySelector(".sheet-body") };
}
