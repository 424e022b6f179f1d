// Figures as text, as piying.web.desk.board says them on the server.

import { count, money, number, percent } from "../js/format.js";

/** @typedef {Record<string, any>} Cell */

export const UNKNOWN = "—";
const HOUR_TENTH_MS = 360_000;
const ABOUT = 100_000;  // what moves is seen to move

/** @param {number} amount */
const about = (amount) => Math.abs(amount) < ABOUT ? number(amount) : count(amount);

/** Milliseconds as hours with a tenth, never rounded up. @param {number} ms */
export function hours(ms) {
  const tenths = Math.floor(ms / HOUR_TENTH_MS);
  return `${number(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** A figure of a cell. @param {Cell} held @param {string} of @param {string} how @returns {string} */
export function told(held, of, how) {
  if (how === "money") return purse(held, of);
  if (how === "rate") return held.plays && held[of] !== null && held[of] !== undefined
    ? percent(Math.floor(held[of] * 10_000 / held.plays)) : UNKNOWN;
  const found = at(held, of);
  if (how === "sum") return number(sum(found));
  if (how === "people") return found === undefined ? (held.plays ? UNKNOWN : "0") : number(found);
  if (found === null) return UNKNOWN;
  const amount = found ?? 0;
  return how === "hours" ? hours(amount) : how === "count" ? about(amount) : number(amount);
}

/** @param {Cell} held @param {string} path @returns {any} */
const at = (held, path) => path.split(".").reduce((/** @type {any} */ found, name) => found?.[name], held);

/** @param {any} found */
const sum = (found) => typeof found === "object" && found
  ? Object.values(found).reduce((all, one) => all + one, 0) : found ?? 0;

/** "money:episode+series-refund": kinds of a purse, by currency. @param {Cell} held @param {string} of */
function purse(held, of) {
  const [name, kinds] = of.split(":");
  const sums = Object.entries(held[name] ?? {}).sort(([a], [b]) => a < b ? -1 : 1).map(([currency, amounts]) =>
    /** @type {[string, number]} */ ([currency, [...kinds.matchAll(/([+-]?)(\w+)/g)]
      .reduce((all, [, sign, kind]) => all + (sign === "-" ? -1 : 1) * (amounts[kind] ?? 0), 0)]));
  const some = sums.filter(([, minor]) => minor);
  return (some.length ? some : [[sums[0]?.[0] ?? "CNY", 0]]).map(([currency, minor]) => money(Number(minor), String(currency))).join(" · ");
}

/** Whole hours against the same of last week: {way, by, was}, or null where there is none yet.
 *  @param {Cell} held a cell "…:compare" @param {string} of like "day.plays" @param {string} how */
export function change(held, of, how) {
  const [span, name] = of.split("."), both = held[span];
  if (!both?.hours) return null;
  const now = sum(both.now[name]), before = sum(both.before[name]);
  const was = how === "hours" ? hours(before) : about(before);
  if (!before) return { way: "", by: "", was };
  const parts = Math.floor(Math.abs(now - before) * 10_000 / before);
  return { way: parts < 10 ? "level" : now > before ? "up" : "down", by: percent(parts), was };
}
