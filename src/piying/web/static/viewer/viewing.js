// Viewings: what was watched, told to the server in batches, each batch once however often it
// is sent. What could not be sent waits on this device and goes out first the next time.

import { Problem, ask } from "../js/api.js";
import { asSomebody } from "./cards.js";

const PATH = "/api/v1/viewings";
const EVERY_MS = 10_000;
const PLACE = "piying-reports";
const WAITING_MAX = 20, ROWS_MAX = 200;
const JUMP_SECONDS = 1.6;  // a larger step of the clock of the film is a seek

/** @typedef {{viewing: string, n: number, release: string, token: string, at_ms: number,
 *    watched_ms: number, position_ms: number, rung: string, stalls: number, stalled_ms: number,
 *    ended: boolean}} Report
 *  @typedef {{batch: string, reports: Report[]}} Batch */

/** @type {Map<string, Report>} */
const untold = new Map();
let sending = false;

/** One showing of an episode; played again it is another play of the same viewing. */
export class Viewing {
  /** @param {import("./player.js").Player} player */
  constructor(player) {
    this.player = player;
    this.id = crypto.randomUUID();
    this.n = 0;
    this.#begin();
    const video = player.video;
    this.stop = new AbortController();
    const signal = this.stop.signal;
    video.addEventListener("timeupdate", () => this.#moved(), { signal });
    video.addEventListener("waiting", () => { if (this.watched > 0 && !video.seeking) this.stalled ||= performance.now(); }, { signal });
    video.addEventListener("playing", () => this.#going(), { signal });
    video.addEventListener("pause", () => this.told(), { signal });
    video.addEventListener("ended", () => { this.told(true); }, { signal });
    if (!video.paused && video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA) this.#going();  // it rolls already
  }

  /** Played once more from the start. */
  anew() { this.n += 1; this.#begin(); }

  /** It is over: nothing more is added. */
  close() { this.told(); this.stop.abort(); }

  #begin() {
    this.at = 0;
    this.watched = 0;
    this.last = this.player.video.currentTime;
    this.stalls = 0;
    this.stalledMs = 0;
    /** @type {number} */
    this.stalled = 0;
    this.over = false;
  }

  #going() {
    this.at ||= Date.now() + (this.player.card?.ahead ?? 0);
    if (!this.stalled) return;
    this.stalls += 1;
    this.stalledMs += performance.now() - this.stalled;
    this.stalled = 0;
  }

  #moved() {
    const now = this.player.video.currentTime, step = now - this.last;
    this.last = now;
    if (step > 0 && step < JUMP_SECONDS * Math.max(1, this.player.video.playbackRate)) this.watched += step * 1000;
    if (this.at) this.told();
  }

  /** Notes how far it is, for the next batch. @param {boolean} [ended] */
  told(ended = false) {
    const { card, video } = this.player;
    if (!card?.film || !this.at) return;
    this.over ||= ended;
    untold.set(`${this.id} ${this.n}`, {
      viewing: this.id, n: this.n, release: card.about.release, token: card.film.token,
      at_ms: Math.round(this.at), watched_ms: Math.round(this.watched),
      position_ms: Math.round(video.currentTime * 1000), rung: this.player.rung.slice(0, 12),
      stalls: this.stalls, stalled_ms: Math.round(this.stalledMs), ended: this.over,
    });
  }
}

/** Sends what is not told yet: first what waited, then the new. */
export async function flush() {
  if (sending) return;
  sending = true;
  try {
    gather();
    for (let batch = waiting()[0]; batch; batch = waiting()[0]) {
      await asSomebody(() => ask("POST", PATH, batch));
      done(batch.batch);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const later = error.open || error.status === 429 || error.status === 401;
    if (!later) done(waiting()[0]?.batch ?? "");  // it will never be taken
  } finally {
    sending = false;
  }
}

/** Sends what it can while the page is being left; it waits here too until it is answered. */
function leave() {
  const batch = gather();
  if (batch) navigator.sendBeacon(PATH, JSON.stringify(batch));
}

/** Makes a batch of what is not told yet and keeps it; null: there is nothing. */
function gather() {
  if (!untold.size) return null;
  const reports = [...untold.values()].slice(-ROWS_MAX);
  untold.clear();
  /** @type {Batch} */
  const batch = { batch: crypto.randomUUID(), reports };
  keep([...waiting(), batch].slice(-WAITING_MAX));
  return batch;
}

/** @type {Batch[]|null} */
let held = null;

/** @returns {Batch[]} */
function waiting() {
  if (held) return held;
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    held = Array.isArray(kept) ? kept.filter((one) => typeof one?.batch === "string") : [];
  } catch {
    held = [];  // nothing that can be read: nothing waits
  }
  return held;
}

/** @param {Batch[]} batches */
function keep(batches) {
  held = batches;
  try {
    localStorage.setItem(PLACE, JSON.stringify(batches));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;  // no room: they wait in this page alone
  }
}

/** @param {string} name */
const done = (name) => keep(waiting().filter((one) => one.batch !== name));

setInterval(flush, EVERY_MS);
addEventListener("online", flush);
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
