// A player: one <video> with what feeds it. hls.js where the browser has Media Source
// Extensions; the browser itself only where it has its own managed kind, or no other way.

import { sparing, wishes } from "./wishes.js";

/** @typedef {import("./cards.js").Card} Card
 *  @typedef {"ahead"|"now"} Role */

const NOW_SECONDS = 20, AHEAD_SECONDS = 4, BACK_SECONDS = 12;
const TRIES = 3;

const Hls = /** @type {any} */ (globalThis).Hls;
const probe = document.createElement("video");
const own = probe.canPlayType("application/vnd.apple.mpegurl") !== "";

/** Whether the browser plays the playlists itself. */
export const byBrowser = own && ("ManagedMediaSource" in globalThis || !Hls?.isSupported());
/** Whether films can be played at all. */
export const able = byBrowser || Boolean(Hls?.isSupported());

let measured = 0;  // bits a second, as the last film saw the network

export class Player {
  /** @param {(what: "refused"|"cut"|"broken", player: Player) => void} failed */
  constructor(failed) {
    this.video = document.createElement("video");
    this.video.playsInline = true;
    this.video.preload = "auto";
    this.video.disableRemotePlayback = true;
    this.video.setAttribute("aria-hidden", "true");  // the page has controls of its own
    this.video.tabIndex = -1;
    this.failed = failed;
    /** @type {Card|null} */
    this.card = null;
    /** @type {any} */
    this.hls = null;
    this.mended = 0;
    this.video.addEventListener("error", () => { if (this.card && !this.hls) this.#byBrowserFailed(); });
  }

  /** Begins to load the film of `card`. @param {Card} card @param {Role} role @param {number} atMs */
  load(card, role, atMs) {
    this.release();
    this.card = card;
    this.mended = 0;
    const film = /** @type {import("./cards.js").Film} */ (card.film);
    if (byBrowser) {
      this.video.src = film.main;
      this.#seekOnce(atMs);
      this.video.load();
      return;
    }
    const hls = this.hls = new Hls({
      startLevel: 0, capLevelToPlayerSize: true, startPosition: atMs / 1000,
      maxBufferLength: role === "now" ? NOW_SECONDS : AHEAD_SECONDS,
      maxMaxBufferLength: 60, backBufferLength: BACK_SECONDS, enableWorker: true,
      ...(measured ? { abrEwmaDefaultEstimate: measured } : {}),
      xhrSetup: (/** @type {XMLHttpRequest} */ xhr, /** @type {string} */ url) => this.#renamed(xhr, url, film.base),
    });
    hls.on(Hls.Events.ERROR, (/** @type {string} */ _, /** @type {any} */ data) => this.#failed(data));
    hls.on(Hls.Events.MANIFEST_PARSED, () => this.choose());
    hls.on(Hls.Events.FRAG_LOADED, () => { measured = hls.bandwidthEstimate; });
    hls.loadSource(film.main);
    hls.attachMedia(this.video);
  }

  /** What was loaded ahead is shown now: load more of it. */
  promote() {
    if (this.hls) this.hls.config.maxBufferLength = NOW_SECONDS;
  }

  /** What was shown is only kept. */
  demote() {
    this.video.pause();
    if (this.hls) this.hls.config.maxBufferLength = AHEAD_SECONDS;
  }

  /** Lets go of the film. */
  release() {
    this.hls?.destroy();
    this.hls = null;
    this.card = null;
    if (this.video.hasAttribute("src")) {
      this.video.removeAttribute("src");
      this.video.load();
    }
  }

  /** The same film under a newer capability. @param {Card} card */
  renew(card) {
    const before = this.card;
    this.card = card;
    if (this.hls || !before) return;  // hls.js asks for the new addresses by itself
    const at = this.video.currentTime * 1000, going = !this.video.paused;
    this.video.src = /** @type {any} */ (card.film).main;
    this.#seekOnce(at);
    if (going) this.video.play().catch(() => {});
  }

  /** Takes the size of picture that is wished for. */
  choose() {
    if (!this.hls) return;
    const names = this.rungs();
    const wanted = names.indexOf(wishes.quality);
    this.hls.capLevelToPlayerSize = !sparing();
    if (sparing()) this.hls.autoLevelCapping = 0;
    this.hls.nextLevel = wanted;  // -1 where it is not among them: the player chooses
  }

  /** The names of the sizes of the picture, from the smallest. @returns {string[]} */
  rungs() {
    return this.hls ? this.hls.levels.map((/** @type {any} */ one) => `${Math.min(one.width, one.height)}p`) : [];
  }

  /** The size that is on the screen. */
  get rung() {
    if (this.hls) return this.rungs()[Math.max(this.hls.currentLevel, 0)] ?? "";
    const side = Math.min(this.video.videoWidth, this.video.videoHeight);
    return side ? `${side}p` : "";
  }

  /** Goes on after the network was gone. */
  again() {
    this.mended = 0;
    if (this.hls) { this.hls.startLoad(this.video.currentTime || -1); return; }
    if (this.card) this.renew(this.card);
  }

  /** @param {number} atMs */
  #seekOnce(atMs) {
    if (atMs > 0) this.video.addEventListener("loadedmetadata", () => { this.video.currentTime = atMs / 1000; }, { once: true });
  }

  /** Addresses in playlists that were read before bear the older capability.
   *  @param {XMLHttpRequest} xhr @param {string} url @param {string} base */
  #renamed(xhr, url, base) {
    const now = this.card?.film?.base;
    if (now && now !== base) xhr.open("GET", url.replace(base, now), true);
  }

  /** @param {any} data */
  #failed(data) {
    const status = data.response?.code ?? 0;
    if (status === 403 || status === 404) { this.hls?.stopLoad(); this.failed("refused", this); return; }
    if (!data.fatal) return;
    if (data.type === Hls.ErrorTypes.NETWORK_ERROR) { this.failed("cut", this); return; }
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && this.mended < TRIES) {
      this.mended += 1;
      this.hls.recoverMediaError();
      return;
    }
    this.failed("broken", this);
  }

  #byBrowserFailed() {
    const code = this.video.error?.code;
    this.failed(code === MediaError.MEDIA_ERR_NETWORK || code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED ? "cut" : "broken", this);
  }
}
