// Numbers, money and times as a person reads them. piying.web.shown says the same on the server.

import { language, locale, t } from "./i18n.js";

const ZONE = "Asia/Shanghai";  // days and weeks of the channel are those of China
const whole = new Intl.NumberFormat(locale);

/** 12345 → "12,345". @param {number} value */
export const number = (value) => whole.format(value);

/** About how many, never more than there are: 18,450 → "1.8万" or "18.4K". @param {number} value */
export function count(value) {
  const steps = language === "zh"
    ? [[1e8, "亿"], [1e4, "万"]] : [[1e9, "B"], [1e6, "M"], [1e3, "K"]];
  for (const [size, sign] of /** @type {[number, string][]} */ (steps)) {
    if (Math.abs(value) >= size) {
      const tenths = Math.trunc(value / (size / 10));
      const shown = Math.abs(tenths) >= 1000 ? whole.format(Math.trunc(tenths / 10)) : String(tenths / 10);
      return shown + sign;
    }
  }
  return whole.format(value);
}

const SIGNS = /** @type {Record<string, string>} */ ({ CNY: "¥", USD: "$", EUR: "€", GBP: "£", JPY: "¥", HKD: "HK$", SGD: "S$", KRW: "₩" });
const PLACES = /** @type {Record<string, number>} */ ({ JPY: 0, KRW: 0, VND: 0, COIN: 0 });

/** Minor units of a currency: 1234567 fen → "¥12,345.67". Coins are whole.
 *  @param {number} minor @param {string} [currency] ISO 4217, or COIN */
export function money(minor, currency = "CNY") {
  const places = PLACES[currency] ?? 2, size = 10 ** places;
  const below = minor < 0 ? "−" : "", sum = Math.abs(minor);
  const units = whole.format(Math.floor(sum / size));
  const rest = places ? `.${String(sum % size).padStart(places, "0")}` : "";
  if (currency === "COIN") return `${below}${units} ${t("look.coins")}`;
  return `${below}${SIGNS[currency] ?? `${currency} `}${units}${rest}`;
}

/** A moment of a film: 83,000 ms → "1:23"; with hours "1:02:03". @param {number} ms */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Parts of ten thousand as per cent: 1234 → "12.3%". @param {number} tenThousandths */
export const percent = (tenThousandths) => `${(Math.trunc(tenThousandths / 10) / 10).toFixed(1)}%`;

const day_ = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" });
const time_ = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });

/** The day in China, "2026-11-23". @param {number} ms since 1970 */
export const day = (ms) => day_.format(ms);

/** The day and the time in China, "2026-11-23 18:05". @param {number} ms since 1970 */
export const moment = (ms) => `${day_.format(ms)} ${time_.format(ms)}`;

/** How long ago, and the day where that is over a week. @param {number} ms @param {number} now */
export function ago(ms, now = Date.now()) {
  const minutes = Math.floor((now - ms) / 60_000);
  if (minutes < 1) return t("look.just_now");
  if (minutes < 60) return t("look.minutes_ago", { count: minutes });
  if (minutes < 24 * 60) return t("look.hours_ago", { count: Math.floor(minutes / 60) });
  if (minutes < 7 * 24 * 60) return t("look.days_ago", { count: Math.floor(minutes / 1440) });
  return day(ms);
}
