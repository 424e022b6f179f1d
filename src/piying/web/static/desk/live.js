// Figures as they happen: a snapshot, then what changes, drawn together a few times a second.

import { after, reload, rest } from "../js/again.js";
import { get, stream } from "../js/api.js";
import { draw } from "../js/chart.js";
import { all, by, fill, make } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { estimate } from "./estimate.js";
import { change, told } from "./figures.js";
import "./forms.js";
import { funnel } from "./funnel.js";

const series = by("board").dataset.series;
const total = series || "total";
const asked = series ? `?series=${encodeURIComponent(series)}` : "";
const DRAWN_MS = 1000;

/** @type {Record<string, Record<string, any>>} */
let cells = {};
let whole = false;
/** @type {Set<string>} */
let touched = new Set();
/** @type {{set: (option: any) => void}|undefined} */
let chart;
let drawn = 0;
let waiting = 0;

// --- what comes --------------------------------------------------------------------------------

/** @param {any} message */
function snapshot(message) {
  cells = message.cells;
  whole = true;
  came(message);
}

/** @param {any} message */
function delta(message) {
  Object.assign(cells, message.cells);
  for (const name of Object.keys(message.cells)) touched.add(name);
  came(message);
}

const clockOf = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", timeStyle: "medium" });

/** @param {any} message */
function came(message) {
  stands("on", message.at_ms);
  if (message.came_ms) by("came").textContent = t("desk.came", { when: clockOf.format(message.came_ms) });
  waiting ||= requestAnimationFrame(render);
}

/** @param {"on"|"late"|"off"} state @param {number} [at] */
function stands(state, at) {
  by("state").dataset.state = state;
  by("state-text").textContent = t(`look.live_${state}`) + (at ? ` · ${clockOf.format(at)}` : "");
}

// --- what is shown -----------------------------------------------------------------------------

/** Renews what was touched, or everything after a snapshot. */
function render() {
  waiting = 0;
  rows();
  for (const one of all("[data-cell]")) {
    if (whole || touched.has(one.dataset.cell)) renew(one);
  }
  const hours = whole || [...touched].some((name) => name.startsWith(`${total}:h`));
  whole = false;
  touched = new Set();
  if (hours) later();
}

/** @param {any} one an element with data-cell */
function renew(one) {
  const held = cells[one.dataset.cell] ?? {};
  if (one.dataset.change) return fill(one, ...against(change(held, one.dataset.change, one.dataset.how), "short" in one.dataset));
  const text = told(held, one.dataset.of, one.dataset.how);
  if (one.textContent === text) return;
  one.textContent = text;
  if (whole) return;
  one.classList.remove("fresh");
  requestAnimationFrame(() => one.classList.add("fresh"));
}

/** @param {ReturnType<typeof change>} found @param {boolean} short @returns {Node[]} */
function against(found, short) {
  if (!found) return [];
  const way = found.way && make("span", { class: found.way }, found.way === "up" ? "▲" : found.way === "down" ? "▼" : "",
    make("span", { class: "unseen" }, t(`look.${found.way}`)), ` ${found.by}`);
  const was = !short && make("span", { class: "was" }, t("desk.was", { value: found.was }));
  return [way, was].filter(Boolean);
}

/** Adds a row for each series that nobody had watched when the page came. */
function rows() {
  const mould = by("row");
  if (!mould) return;
  const there = new Set(all("[data-row]").map((one) => one.dataset.row));
  for (const name of Object.keys(cells)) {
    const one = name.slice(0, name.lastIndexOf(":"));
    if (one === "total" || one.includes("/") || there.has(one)) continue;
    there.add(one);
    const row = mould.content.firstElementChild.cloneNode(true);
    row.dataset.row = one;
    const link = row.querySelector("a");
    link.href = `/desk/series/${encodeURIComponent(one)}`;
    link.textContent = one;
    for (const part of all("[data-cell]", row)) {
      part.dataset.cell = part.dataset.cell.replace(/^series(?=:)/, one);
      renew(part);
    }
    by("rows").append(row);
    by("nothing").hidden = true;
  }
}

/** Draws the hours at most once in a while. */
function later() {
  const now = performance.now();
  if (now - drawn < DRAWN_MS) {
    clearTimeout(drawing);
    drawing = setTimeout(later, DRAWN_MS - (now - drawn));
    return;
  }
  drawn = now;
  byHour();
}
let drawing = 0;

/** Plays by the hour, today against last week. */
async function byHour() {
  const names = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
  const held = names.map((hour) => cells[`${total}:h${hour}`]);
  const hour = Number(new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit" }).format(Date.now()));
  const data = [
    { name: t("desk.today"), type: "bar", data: held.map((one, at) => one?.plays ?? (at <= hour ? 0 : null)) },
    { name: t("desk.last_week"), type: "line", smooth: 0.2, showSymbol: false, data: held.map((one) => one?.before?.plays ?? 0) },
  ];
  if (chart) return chart.set({ series: data });
  chart = await draw("hours", {
    legend: { left: 0, top: 0 }, tooltip: { trigger: "axis" }, series: data,
    xAxis: { type: "category", data: names }, yAxis: { type: "value", minInterval: 1 },
  });
}

// --- listening ---------------------------------------------------------------------------------

const HIDDEN_MS = 60_000;

/** @type {(() => void)|null} */
let end = null;
let tried = 0, hiding = 0;

/** Listens; whoever may not any more is led out, each time later. */
function listen() {
  end?.();
  end = stream(`/api/v1/figures/stream${asked}`, {
    snapshot, delta,
    refused: (code) => {
      if (!String(code).startsWith("accounts.")) return;  // the browser comes back by itself
      silent();
      reload();
    },
  }, (state) => {
    stands(state);
    if (state === "on") tried = 0;
    if (state === "off") again();
  });
}

function silent() {
  end?.();
  end = null;
}

/** The server refused the stream itself: asks whether figures may be seen, and listens anew. */
async function again() {
  silent();
  await rest(after(tried, 5_000));
  tried += 1;
  try {
    await get(`/api/v1/figures${asked}`);
  } catch {
    return reload();
  }
  if (!end) listen();
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(hiding);
  if (document.visibilityState === "hidden") hiding = setTimeout(() => { silent(); stands("late"); }, HIDDEN_MS);
  else if (!end) listen();
});
listen();
const since = Number(by("came").dataset.came);
if (since) by("came").textContent = t("desk.came", { when: clockOf.format(since) });
if (by("estimate")) estimate(by("estimate"));
if (by("funnel")) funnel();
