// The stage: what happens when a slide comes on the screen, plays, ends, fails or is refused.

import { Problem } from "../js/api.js";
import { clock } from "../js/format.js";
import { t } from "../js/i18n.js";
import { subtitle } from "./captions.js";
import { card, pageOf } from "./cards.js";
import { tell } from "./deck.js";
import { able } from "./player.js";
import { Pool } from "./pool.js";
import { Viewing, flush } from "./viewing.js";
import { sparing, wishes } from "./wishes.js";

/** @typedef {import("./deck.js").Slide} Slide
 *  @typedef {import("./player.js").Player} Player
 *  @typedef {import("./cards.js").Card} Card
 *  @typedef {{state: (state: "loading"|"playing"|"paused"|"ended"|"locked"|"trouble") => void,
 *    at: (ms: number, loadedMs: number) => void, begun: (slide: Slide, card: Card) => void,
 *    silent: (silent: boolean) => void, continued: (ms: number) => void, ended: () => void,
 *    trouble: (slide: Slide, text: string, how: {retry?: () => void, move?: boolean}) => void,
 *    locked: (slide: Slide, card: Card, why: string) => void, say: (text: string) => void}} Told */

const AHEAD_AFTER_MS = 300, PULSE_MS = 4_000, CONTINUED_MS = 3_000, NEAR_END_MS = 3_000;
const OFTEN_MS = 3_000, MINUTE_MS = 60_000;

export class Stage {
  /** @param {import("./deck.js").Deck} deck @param {Told} told */
  constructor(deck, told) {
    this.deck = deck;
    this.told = told;
    this.pool = new Pool((what, player) => this.#failed(what, player));
    /** @type {Player|null} */
    this.player = null;
    /** @type {Viewing|null} */
    this.viewing = null;
    this.silent = wishes.muted;
    this.wanted = -1;  // a place in the film that was asked for by the address
    this.turns = 0;
    this.asked = 0;
    this.minors = false;  // their time ends while they watch
    for (const player of this.pool.players) this.#hear(player);
    setInterval(() => this.#pulse(), PULSE_MS);
    addEventListener("online", () => { if (this.stuck) this.retry(); });
    this.stuck = false;
    /** @type {Slide|null} */
    this.shown = null;
    /** @type {{player: Player, from: number}|null} */
    this.rolled = null;  // begun without sound while a finger brings it
  }

  /** A slide comes into sight: a film that is loaded begins without sound, for a browser takes a
   *  tenth of a second to set it going. @param {Slide} slide */
  roll(slide) {
    this.unroll();
    const player = this.pool.at(slide.index);
    if (!player || player === this.player || !usable(slide.card) || player.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return;
    const { video } = player;
    this.rolled = { player, from: video.currentTime };
    video.muted = true;
    video.playbackRate = wishes.speed;
    video.play().catch(() => {});  // it is asked for again, and told, when the slide is the one that is meant
  }

  /** The slide went back: its film waits at the place where it was. */
  unroll() {
    const rolled = this.rolled;
    this.rolled = null;
    if (!rolled || rolled.player === this.player) return;
    rolled.player.video.pause();
    rolled.player.video.currentTime = rolled.from;
  }

  /** A slide is on the screen. @param {Slide} slide */
  async turn(slide) {
    const turn = ++this.turns;
    if (this.rolled?.player !== this.pool.at(slide.index)) this.unroll();
    this.#leave();
    this.shown = slide;
    this.viewing?.close();
    this.viewing = null;
    this.player = null;
    this.stuck = false;
    this.pool.quiet(this.pool.at(slide.index));
    slide.over.hidden = true;
    this.told.state("loading");
    try {
      if (!able) { this.told.trouble(slide, t("viewer.unplayable"), {}); return; }
      if (!usable(slide.card)) slide.card = await card(slide.place.series, slide.place.episode);
      if (turn === this.turns) this.#show(slide, /** @type {Card} */ (slide.card));
    } catch (error) {
      if (turn === this.turns) this.#refused(slide, error);
    }
  }

  /** Opens the slide on the screen once more: it was bought, or the network is back. */
  async reopen() {
    const slide = this.deck.slide;
    slide.card = null;
    this.pool.leave(slide.index);
    await this.turn(slide);
  }

  /** Goes on where it stood. */
  retry() {
    this.stuck = false;
    this.deck.slide.over.hidden = true;
    if (!this.player) { this.reopen(); return; }
    this.told.state("loading");
    this.player.again();
    this.play();
  }

  /** Plays; where the browser allows no sound yet, without. */
  async play() {
    const player = this.player;
    if (!player) return;
    const { video } = player;
    if (video.ended) { video.currentTime = 0; this.viewing?.anew(); }
    video.muted = this.silent;
    video.playbackRate = wishes.speed;
    try {
      await video.play();
    } catch (error) {
      if (!(error instanceof DOMException) || player !== this.player) return;
      if (error.name !== "NotAllowedError") return;  // another slide came meanwhile
      if (video.muted) { this.told.state("paused"); return; }
      video.muted = true;
      this.told.silent(true);
      await video.play().catch(() => this.told.state("paused"));
    }
  }

  /** Pauses or plays. */
  toggle() {
    const video = this.player?.video;
    if (!video) return;
    if (video.paused) this.play(); else video.pause();
  }

  /** With or without sound. @param {boolean} silent */
  mute(silent) {
    this.silent = silent;
    if (this.player) this.player.video.muted = silent;
    this.told.silent(silent);
  }

  /** Goes to a place of the film. @param {number} ms */
  seek(ms) {
    const video = this.player?.video, whole = this.deck.slide.card?.about.duration_ms ?? 0;
    if (video) video.currentTime = Math.max(0, Math.min(ms, whole - 100)) / 1000;
  }

  /** Where the film is, in milliseconds. */
  get ms() { return Math.round((this.player?.video.currentTime ?? 0) * 1000); }

  /** How fast it plays now. @param {number} rate */
  pace(rate) { if (this.player) this.player.video.playbackRate = rate; }

  /** Takes wishes that were changed. @param {string} name */
  wished(name) {
    const slide = this.deck.slide, film = slide?.card?.film;
    if (name === "speed") this.pace(wishes.speed);
    if (name === "quality" || name === "saver") this.player?.choose();
    if ((name === "captions" || name === "size") && film && this.player) subtitle(this.player.video, film.subtitles, slide.line);
  }

  /** @param {Slide} slide @param {Card} card @param {string} [why] why it does not play any more */
  #show(slide, card, why = "") {
    if (!card.film) {
      tell(slide, card.about);
      this.told.locked(slide, card, why);
      this.told.state("locked");
    } else {
      const asked = this.wanted, at = asked >= 0 ? asked : card.film.position_ms;
      this.wanted = -1;
      const player = this.pool.at(slide.index) ?? this.pool.take(slide, slide.index);
      const fresh = player.card?.about.release !== card.about.release || player.video.error !== null;
      const ahead = player.video.played.length === 0 || this.rolled?.player === player;
      this.rolled = null;
      if (fresh) player.load(card, "now", at);
      else { player.promote(); if (asked >= 0) player.video.currentTime = at / 1000; }
      this.player = player;
      this.viewing = new Viewing(player);
      this.play();  // before anything that is only looked at
      if (moves(player.video)) this.told.state("playing");  // it rolls: no event tells of it
      tell(slide, card.about);
      subtitle(player.video, card.film.subtitles, slide.line);
      if (at > CONTINUED_MS && asked < 0 && (fresh || ahead) && at < card.about.duration_ms - NEAR_END_MS) this.told.continued(at);
    }
    this.#name(slide);
    this.told.begun(slide, card);
    setTimeout(() => this.#ahead(slide.index + 1), AHEAD_AFTER_MS);
  }

  /** Loads the beginning of the next slide, unless little is to be loaded. @param {number} index */
  async #ahead(index) {
    const slide = this.deck.slides[index];
    if (!slide || this.deck.current !== index - 1) return;
    if (!slide.card) {
      try {
        slide.card = await card(slide.place.series, slide.place.episode);
      } catch {
        return;  // it is asked for again, and told, when it comes on the screen
      }
      tell(slide, slide.card.about);
    }
    if (sparing() || !slide.card.film || this.deck.current !== index - 1 || this.pool.at(index)) return;
    this.pool.take(slide, this.deck.current).load(slide.card, "ahead", slide.card.film.position_ms);
  }

  /** @param {Slide} slide */
  #name(slide) {
    const about = /** @type {import("./cards.js").About} */ (slide.place.about);
    const words = { title: about.title, episode: about.episode };
    document.title = t("viewer.title", words);
    history.replaceState(null, "", pageOf(about.series, about.episode));
    this.told.say(t("viewer.now", words));
  }

  /** @param {Player} player */
  #hear(player) {
    const { video } = player;
    const mine = (/** @type {() => void} */ then) => () => { if (player === this.player) then(); };
    video.addEventListener("playing", mine(() => { this.stuck = false; this.told.state("playing"); video.classList.add("seen"); }));
    video.addEventListener("loadeddata", () => video.classList.add("seen"));
    video.addEventListener("emptied", () => video.classList.remove("seen"));
    video.addEventListener("waiting", mine(() => { if (!this.stuck) this.told.state("loading"); }));
    video.addEventListener("pause", mine(() => { if (!video.ended && !this.stuck) this.told.state("paused"); }));
    video.addEventListener("timeupdate", mine(() => {
      const { buffered, currentTime } = video;
      const loaded = buffered.length ? buffered.end(buffered.length - 1) : 0;
      this.told.at(currentTime * 1000, loaded * 1000);
    }));
    video.addEventListener("ended", mine(() => { this.told.state("ended"); this.told.ended(); setTimeout(flush); }));
  }

  /** Sees that the film may still be watched, and renews the capability before it ends. */
  async #pulse() {
    const player = this.player, film = player?.card?.film;
    if (!player || !film || player.video.paused) return;
    const ahead = player.card?.ahead ?? 0;
    const checked = this.minors && Date.now() - this.asked > MINUTE_MS;
    if (checked || Date.now() + ahead >= film.renew_ms) {
      if (this.minors) await flush();  // how long they watched is known there then
      await this.#renew(player);
      return;
    }
    try {
      const answer = await fetch(film.main, { method: "HEAD", cache: "no-store" });
      if (answer.status === 403 && player === this.player) await this.#renew(player);
    } catch {
      // no network: what is loaded plays on, and the player tells when it is at its end
    }
  }

  /** Asks whether the film may still be watched: goes on with it, or stops it and says why.
   *  @param {Player} player */
  async #renew(player) {
    if (Date.now() - this.asked < OFTEN_MS) return;
    this.asked = Date.now();
    const slide = this.deck.slides.find((one) => this.pool.at(one.index) === player);
    if (!slide) return;
    try {
      const now = await card(slide.place.series, slide.place.episode);
      const same = now.film && now.about.release === player.card?.about.release;
      slide.card = now;
      if (same) { player.renew(now); if (player.hls) player.hls.startLoad(); return; }
      if (player !== this.player) { this.pool.leave(slide.index); return; }
      this.#stop(slide);
      if (now.film) { this.#show(slide, now); return; }  // a newer version of it
      this.#show(slide, now, t("viewer.right_ended"));
    } catch (error) {
      if (player !== this.player) { slide.card = null; this.pool.leave(slide.index); return; }
      if (error instanceof Problem && error.open) return;  // the next pulse asks again
      this.#stop(slide);
      this.#refused(slide, error);
    }
  }

  /** Remembers where the slide that goes was, so that it goes on there if it comes again. */
  #leave() {
    const film = this.shown?.card?.film, video = this.player?.video;
    if (film && video) film.position_ms = video.ended ? 0 : Math.round(video.currentTime * 1000);
  }

  /** @param {Slide} slide */
  #stop(slide) {
    this.viewing?.close();
    this.viewing = null;
    this.player = null;
    this.pool.leave(slide.index);
  }

  /** @param {Slide} slide @param {unknown} error */
  #refused(slide, error) {
    if (!(error instanceof Problem)) { this.told.state("trouble"); throw error; }
    slide.card = null;
    this.told.state("trouble");
    if (slide.place.about) this.#name(slide);
    if (error.open) {
      this.stuck = true;
      this.told.trouble(slide, error.message, { retry: () => this.retry() });
      return;
    }
    const gone = error.status === 404;
    this.told.trouble(slide, gone ? t("viewer.gone") : error.message, { move: gone });
  }

  /** @param {"refused"|"cut"|"broken"} what @param {Player} player */
  #failed(what, player) {
    if (what === "refused") { this.#renew(player); return; }
    if (player !== this.player) {  // it was being loaded ahead: it is loaded when it is shown
      const seat = this.pool.seats.get(player);
      if (seat) this.pool.leave(seat.index);
      return;
    }
    this.stuck = true;
    this.told.state("trouble");
    const at = clock(this.ms);
    this.told.trouble(this.deck.slide, t(navigator.onLine ? "viewer.failed" : "viewer.offline", { at }), { retry: () => this.retry() });
  }
}

/** Whether a film plays already. @param {HTMLVideoElement} video */
const moves = (video) => !video.paused && video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA;

/** Whether a card that came before still opens what it says. @param {Card|null} card */
function usable(card) {
  return card !== null && card.film !== null && Date.now() + card.ahead < card.film.renew_ms;
}
