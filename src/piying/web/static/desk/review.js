// A reviewer's seat: watching, going from finding to finding, answering each, the verdict.

import { begin } from "./forms.js";
import { ask } from "../js/api.js";
import { all, by, on } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { tell, toast } from "../js/toast.js";
import { listen } from "../viewer/keys.js";

const TELL_MS = 2000;
const FRAME_S = 1 / 25;
const VEILED = "piying-veiled";

const bench = by("bench");
const film = /** @type {HTMLVideoElement | null} */ (by("film"));
const { path } = bench.dataset;
const version = Number(bench.dataset.version);
const enough = Number(bench.dataset.enough);
let watched = Number(bench.dataset.watched);

// --- watching ---------------------------------------------------------------------------------

let from = 0;
let upto = 0;
let told = 0;

/** Tells the server the stretch that was just shown. */
async function tellSeen() {
  const stretch = { start_ms: Math.floor(from * 1000), end_ms: Math.ceil(upto * 1000) };
  from = upto;
  told = performance.now();
  if (stretch.end_ms <= stretch.start_ms) return;
  const answer = await ask("POST", `${path}/watched`, stretch);
  watched = answer.thousandths;
  by("watched").value = watched;
  by("watched-share").textContent = `${Math.floor(watched / 10)}%`;
  stand();
}

/** Whether the film was shown from one moment to another. @param {number} start @param {number} end */
function wasPlayed(start, end) {
  const { played } = /** @type {HTMLVideoElement} */ (film);
  for (let at = 0; at < played.length; at += 1) {
    if (played.start(at) <= start + 0.05 && end <= played.end(at) + 0.05) return start <= end;
  }
  return false;
}

if (film) {
  const tick = () => {
    const now = film.currentTime;
    if (!wasPlayed(from, now)) {
      tellSeen().catch(tell);
      from = now;
    }
    upto = now;
    if (performance.now() - told > TELL_MS) tellSeen().catch(tell);
  };
  film.addEventListener("timeupdate", () => { if (!film.seeking) tick(); });
  film.addEventListener("seeked", () => { from = upto = film.currentTime; });
  film.addEventListener("pause", () => { tick(); tellSeen().catch(tell); });
  film.addEventListener("ended", () => { upto = film.duration; tellSeen().catch(tell); });
  if (localStorage.getItem(VEILED) === "yes") veil();
}

/** Blurs and mutes the film, or shows it. */
function veil() {
  const glass = film?.closest(".glass"), button = by("veil");
  const on = !glass?.classList.toggle("veiled");
  if (film) film.muted = !on;
  button.setAttribute("aria-pressed", String(!on));
  localStorage.setItem(VEILED, on ? "no" : "yes");
}

/** @param {number} seconds */
function seek(seconds) {
  if (film) film.currentTime = Math.max(0, Math.min(film.duration || 0, seconds));
}

const play = () => { if (film) (film.paused ? film.play() : film.pause()); };

// --- the timeline -----------------------------------------------------------------------------

const lanes = /** @type {SVGSVGElement | null} */ (document.querySelector(".lanes .timeline"));
if (film && lanes) {
  const left = Number(lanes.dataset.left), wide = Number(lanes.dataset.right) - left;
  const seconds = Number(bench.dataset.length) / 1000;
  const hand = document.createElementNS("http://www.w3.org/2000/svg", "line");
  hand.setAttribute("class", "hand");
  hand.setAttribute("y1", "0");
  hand.setAttribute("y2", String(lanes.viewBox.baseVal.height));
  lanes.append(hand);
  const move = () => {
    const x = String(left + wide * Math.min(1, film.currentTime / seconds));
    hand.setAttribute("x1", x);
    hand.setAttribute("x2", x);
  };
  film.addEventListener("timeupdate", move);
  film.addEventListener("seeking", move);
  move();
  lanes.addEventListener("click", (event) => {
    const box = lanes.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * lanes.viewBox.baseVal.width;
    if (x >= left) seek((x - left) / wide * seconds);
  });
}

// --- findings ---------------------------------------------------------------------------------

const findings = () => all("[data-finding]");
/** The finding that keys answer. @type {HTMLElement | null} */
let chosen = null;

/** @param {HTMLElement | null} one @param {boolean} [reveal] */
function choose(one, reveal = true) {
  chosen?.classList.remove("chosen");
  chosen = one;
  if (!one) return;
  one.classList.add("chosen");
  if (!reveal) return;
  one.scrollIntoView({ block: "nearest" });
  one.focus({ preventScroll: true });
  const at = Number(one.dataset.at);
  if (at >= 0) seek(at / 1000 - 0.4);
}

/** @param {number} by_ */
function step(by_) {
  const rows = findings();
  if (!rows.length) return;
  const at = chosen ? rows.indexOf(chosen) + by_ : by_ > 0 ? 0 : rows.length - 1;
  choose(rows[Math.max(0, Math.min(rows.length - 1, at))]);
}

/** Sends what is said of a finding. @param {any} one @param {string} reply */
async function answer(one, reply) {
  const why = one.querySelector("[data-why]"), pick = one.querySelector("[data-dismissal]");
  const none = reply === "dismissed";
  why.hidden = !none;
  if (none && !pick.value) return pick.focus();
  const dismissal = none ? pick.value : null;
  const now = await ask("POST", `${path}/answers`, { version, finding: one.dataset.finding, reply, dismissal });
  for (const button of all("[data-reply]", one)) button.setAttribute("aria-pressed", String(button.dataset.reply === reply));
  const words = none ? `${t("review.reply_dismissed")} · ${pick.selectedOptions[0].textContent}` : t(`review.reply_${reply}`);
  say(one, words, now.unanswered);
}

/** @param {any} one @param {string} words @param {number} left */
function say(one, words, left) {
  const place = one.querySelector("[data-said]");
  place.hidden = false;
  place.querySelector("span").textContent = words;
  by("left").dataset.left = String(left);
  by("left").textContent = left ? t("desk.left", { count: left }) : t("desk.none_left");
  stand();
}

/** @param {(one: any) => Promise<unknown>} doing @param {any} one */
const safely = (doing, one) => doing(one).catch(tell);

on("click", "[data-seek]", (_, button) => { seek(Number(button.dataset.seek) / 1000); film?.focus(); });
on("click", "[data-finding]", (_, one) => choose(one, false));
on("click", "[data-reply]", (_, button) => safely((one) => answer(one, button.dataset.reply), button.closest("[data-finding]")));
on("change", "[data-dismissal]", (_, pick) => { if (pick.value) safely((one) => answer(one, "dismissed"), pick.closest("[data-finding]")); });
on("submit", "[data-answers]", (event) => event.preventDefault());
on("click", "[data-waive]", (_, button) => safely(async (one) => {
  const now = await ask("POST", `${path}/waivers`, { version, finding: one.dataset.finding });
  say(one, t("desk.is_waived"), now.unanswered);
}, button.closest("[data-finding]")));
on("click", "[data-accept]", (_, button) => safely(async () => {
  await ask("POST", `${path}/acceptances`, { version, rule: button.dataset.accept });
  button.disabled = true;
  button.textContent = t("desk.is_accepted");
  stand();
}, button));

// --- the verdict ------------------------------------------------------------------------------

/** Says what is still in the way of a verdict; the server holds to it as well. */
function stand() {
  const form = by("verdict");
  if (!form) return;
  const left = Number(by("left").dataset.left);
  const open = all("[data-accept]").filter((one) => !one.disabled).length;
  const short = film !== null && watched < enough;
  const told_ = [left && t("desk.left", { count: left }), open && t("desk.open_left", { count: open }),
    short && t("desk.watch_on", { percent: Math.floor(watched / 10), needed: enough / 10 })].filter(Boolean);
  by("hindrance").textContent = told_.join(" ") || t("desk.nothing_in_the_way");
  for (const one of all("[data-verdict]", form)) {
    const clears = one.dataset.verdict.startsWith("clear");
    one.disabled = left > 0 || (clears && (open > 0 || short));
  }
}

/** The verdict that was pressed. */
let verdict = "";
on("click", "[data-verdict]", (_, button) => { verdict = button.dataset.verdict; });
if (by("verdict")) {
  begin({
    async verdict(given) {
      const conditions = given.conditions.split("\n").map((/** @type {string} */ one) => one.trim()).filter(Boolean);
      if (film) await tellSeen();
      const now = await ask("POST", `${path}/verdict`, { version, verdict, conditions, note: given.note });
      toast(t(`review.state_${now.state}`), { kind: "good" });
      setTimeout(() => location.assign("/desk/reviews"), 900);
    },
  });
}
stand();

const reply = (/** @type {string} */ name) => () => { if (chosen && !bench.dataset.barred) safely((one) => answer(one, name), chosen); };
listen({
  j: () => step(1), k: () => step(-1), " ": play,
  "[": () => seek((film?.currentTime ?? 0) - 1), "]": () => seek((film?.currentTime ?? 0) + 1),
  ",": () => seek((film?.currentTime ?? 0) - FRAME_S), ".": () => seek((film?.currentTime ?? 0) + FRAME_S),
  c: reply("confirmed"), d: reply("dismissed"), f: reply("fixed"), i: reply("accepted_as_intent"),
  r: veil,
});
