// Light or dark, remembered for a year in a cookie that the server reads.

import { on } from "./dom.js";

const YEAR = 31_536_000;

/** The theme of the page, "dark" or "light". */
export const theme = () => document.documentElement.dataset.theme ?? "dark";

/** Changes the theme. @param {string} to */
export function turn(to) {
  document.documentElement.dataset.theme = to;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `piying-theme=${to}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  document.dispatchEvent(new CustomEvent("theme", { detail: to }));
}

/** Makes every [data-theme-turns] turn it. */
export const begin = () => on("click", "[data-theme-turns]", () => turn(theme() === "dark" ? "light" : "dark"));
