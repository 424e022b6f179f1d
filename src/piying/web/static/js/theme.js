// Light or dark, remembered in a cookie that the server reads.

import { keep } from "./cookie.js";
import { on } from "./dom.js";

/** The theme of the page, "dark" or "light". */
export const theme = () => document.documentElement.dataset.theme ?? "dark";

/** Changes the theme. @param {string} to */
export function turn(to) {
  document.documentElement.dataset.theme = to;
  keep("theme", to);
  document.dispatchEvent(new CustomEvent("theme", { detail: to }));
}

/** Makes every [data-theme-turns] turn it. */
export const begin = () => on("click", "[data-theme-turns]", () => turn(theme() === "dark" ? "light" : "dark"));
