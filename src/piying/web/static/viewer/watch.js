// The page of the player: ties the deck, the stage and the controls together.

import { Problem, get } from "../js/api.js";
import { all, by, settled } from "../js/dom.js";
import { clock } from "../js/format.js";
import { t } from "../js/i18n.js";
import { tell, toast } from "../js/toast.js";
import * as ad from "./ad.js";
import { asSomebody, enter, feed, received } from "./cards.js";
import { Deck, tell as write } from "./deck.js";
import { listen } from "./keys.js";
import { Likes } from "./likes.js";
import { Next } from "./next.js";
import * as scenes from "./scenes.js";
import { Scrub } from "./scrub.js";
import { share } from "./share.js";
import * as comments from "./sheet_comments.js";
import * as episodes from "./sheet_episodes.js";
import * as report from "./sheet_report.js";
import * as settings from "./sheet_settings.js";
import * as unlocking from "./sheet_unlock.js";
import { Sky } from "./sky.js";
import { Stage } from "./stage.js";
import { feel } from "./touch.js";
import { onWish, wish, wishes } from "./wishes.js";

const SKIP_MS = 5_000, MOVE_MS = 3_000, MORE_BEFORE = 3;

/** @type {{mode: "series"|"feed", series: string, at: number, at_ms: number,
 *    login: boolean,
 *    minors: boolean, places: {series: string, episode: number}[], cards: any[],
 *    next: string|null}} */
const boot = JSON.parse(by("boot").textContent);
const root = by("deck"), says = by("says");
const likes = new Likes(by("like"), by("follow"));
const next = new Next(by("notes"));
const sky = new Sky();
const scrub = new Scrub({ seek: by("seek"), time: by("time"), preview: by("preview"), thumb: by("thumb"), when: by("when") }, (ms) => stage.seek(ms));
const deck = new Deck(root, {
  turned: (slide) => { wanted = -1; next.cancel(); stage.turn(slide); more(); },
  comes: (slide) => stage.roll(slide), stayed: () => stage.unroll(),
});
const stage = new Stage(deck, {
  state, at: (ms, loaded) => { scrub.at(ms, loaded); sky.at(ms, stage.player?.video.playbackRate ?? 1); },
  begun, ended, locked, trouble, silent,
  continued: (ms) => next.note(t("viewer.continued", { at: clock(ms) }), t("viewer.from_start"), () => stage.seek(0)),
  say: (text) => { says.textContent = text; },
});

let cursor = boot.next, loading = false;
let wanted = -1;  // a slide that was asked for before it came
/** @type {Promise<boolean>|null} */
let named = null;

/** @param {string} now */
function state(now) {
  root.dataset.state = now;
  const playing = now === "playing" || now === "loading";
  by("play").setAttribute("aria-label", t(now === "ended" ? "viewer.replay" : playing ? "viewer.pause" : "viewer.play"));
  by("play").disabled = now === "locked" || now === "trouble";
  sky.going(now === "playing");
}

/** @param {import("./deck.js").Slide} slide @param {import("./cards.js").Card} card */
function begun(slide, card) {
  scrub.begin(card.film, card.about.duration_ms);
  sky.begin(slide.sky, card.film ? card.about.release : "");
  likes.begin(slide);
  if (boot.mode === "series") by("back").href = `/series/${encodeURIComponent(card.about.series)}`;
  by("before").disabled = deck.current === 0;
  by("after").disabled = deck.current >= deck.slides.length - 1;
  by("comments-button").disabled = !card.film;
  by("share").disabled = false;
}

function ended() {
  const following = deck.slides[deck.current + 1];
  if (!following) { toast(t("viewer.last")); return; }
  if (wishes.autoNext) next.begin(following.place.episode, () => deck.go(deck.current + 1));
}

/** @param {import("./deck.js").Slide} slide @param {import("./cards.js").Card} card
 *  @param {string} why why it does not play any more; it is not bought by itself then */
async function locked(slide, card, why) {
  scenes.locked(slide, card, unlock, why);
  if (why) return;
  try {
    if (card.price?.coins && await unlocking.byItself(placeOf(slide)) && deck.slide === slide) await stage.reopen();
  } catch (error) {
    tell(error);
  }
}

/** @param {import("./deck.js").Slide} slide @param {string} text @param {{retry?: () => void, move?: boolean}} how */
function trouble(slide, text, how) {
  const after = how.move && deck.slides[deck.current + 1];
  const go = () => { if (deck.slide === slide) deck.go(deck.current + 1); };
  scrub.begin(null, 0);
  sky.begin(slide.sky, "");
  scenes.trouble(slide, after ? `${text} ${t("viewer.moving_on")}` : text, { retry: how.retry, next: after ? go : undefined });
  if (after) setTimeout(go, MOVE_MS);
}

/** @param {boolean} is */
function silent(is) {
  by("mute").setAttribute("aria-pressed", String(is));
  by("mute").setAttribute("aria-label", t(is ? "viewer.sound" : "viewer.mute"));
  by("tap-sound").hidden = !is || wishes.muted;
}

/** @param {boolean} is */
function mute(is) {
  wish("muted", is);
  stage.mute(is);
}

/** @param {import("./deck.js").Slide} slide */
const placeOf = (slide) => ({ series: slide.place.series, episode: slide.place.episode });

function unlock() {
  unlocking.open(placeOf(deck.slide), {
    opened: () => { for (const one of deck.slides) if (!one.card?.film) one.card = null; stage.reopen(); },
    ad: (place, again) => ad.show(place, (opened) => { if (opened) stage.reopen(); else again(); }),
  });
}

/** @param {() => void} then what is done while the film waits */
function waiting(then) {
  then();
}

/** Adds what comes after the last slide. */
async function more() {
  if (loading || cursor === null || deck.current < deck.slides.length - MORE_BEFORE) return;
  loading = true;
  try {
    const page = await feed(cursor, boot.mode === "series" ? boot.series : "");
    cursor = page.next;
    add(page.items);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!deck.slides.length) scenes.nothing(by("main"), error.message, true);  // else it is asked for again at the next slide
  } finally {
    loading = false;
  }
}

/** Begins with what the server gave, or with what it gives when it is asked. */
async function begin() {
  if (!deck.slides.length) await more();
  if (deck.slides.length) deck.go(boot.at, true);
  else if (cursor === null) scenes.nothing(by("main"), t("viewer.nothing"), false);
}

/** @param {any[]} cards */
function add(cards) {
  const fresh = cards.filter((one) => deck.find(one.about.series, one.about.episode) < 0);
  deck.add(fresh.map((one) => ({ series: one.about.series, episode: one.about.episode, about: one.about })));
  by("after").disabled = deck.current >= deck.slides.length - 1;
  deck.go(wanted);
}

/** Whether whoever watches has a name. */
const isNamed = () => named ??= asSomebody(() => get("/api/v1/session")).then((me) => me.sort !== "anonymous");

function openComments() {
  const card = deck.slide.card;
  if (!card?.film) return;
  comments.open({
    release: card.about.release, ms: () => stage.ms, named: isNamed, flies: (line) => sky.add(line),
    seek: (ms) => { /** @type {any} */ (by("comments")).close(); stage.seek(ms); },
    report: (name) => { /** @type {any} */ (by("comments")).close(); report.open("comment", name); },
    changed: () => sky.again(),
  });
}

const openSettings = () => settings.open(stage.player, deck.slide.card, () => {
  if (deck.slide.place.about) report.open("episode", deck.slide.place.about.release);
});
const openEpisodes = () => episodes.open(placeOf(deck.slide), (episode) => {
  const index = deck.find(deck.slide.place.series, episode);
  return index >= 0 && deck.go(index, true);
});
const sharing = () => { if (deck.slide.place.about) share(deck.slide.place.about, stage.ms); };
const full = () => { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen?.(); };
const fly = () => wish("flying", !wishes.flying);
const step = (/** @type {number} */ by_) => { if (!deck.go(deck.current + by_) && by_ > 0) wanted = deck.current + by_; };

/** @type {Record<string, () => void>} */
const pressed = {
  play: () => stage.toggle(), mute: () => mute(!(stage.player?.video.muted ?? stage.silent)), "tap-sound": () => mute(false),
  "comments-button": openComments, "episodes-button": openEpisodes, "settings-button": openSettings,
  share: sharing, full, flying: fly, before: () => step(-1), after: () => step(1),
};
for (const [id, then] of Object.entries(pressed)) by(id).addEventListener("click", () => waiting(then));

feel(root, {
  tap: () => stage.toggle(),
  twice: (x, y) => likes.heart(x, y),
  hold: () => {
    if (root.dataset.state !== "playing") return false;
    stage.pace(2);
    by("quick").hidden = false;
    return true;
  },
  let_go: () => { stage.pace(wishes.speed); by("quick").hidden = true; },
});

listen({
  " ": () => stage.toggle(), k: () => stage.toggle(), ArrowLeft: () => stage.seek(stage.ms - SKIP_MS), ArrowRight: () => stage.seek(stage.ms + SKIP_MS),
  ArrowUp: () => step(-1), ArrowDown: () => step(1), PageUp: () => step(-1), PageDown: () => step(1),
  m: pressed.mute, d: fly, l: () => likes.turn(), f: full, "?": settings.keys,
  c: () => {
    const found = deck.slide.card?.film?.subtitles ?? [];
    const order = ["off", ...found.map((one) => one.language)];
    wish("captions", order[(order.indexOf(wishes.captions === "auto" ? "off" : wishes.captions) + 1) % order.length]);
    toast(`${t("viewer.captions")} · ${t(`viewer.captions_${wishes.captions}`)}`);
  },
});

onWish((name) => {
  stage.wished(name);
  if (name === "density" || name === "blocked") sky.again();
  if (name === "flying") flying();
});

function flying() {
  by("flying").setAttribute("aria-pressed", String(wishes.flying));
  if (!wishes.flying) sky.clear();
}

/** The height of what is really seen, where the browser has no unit for it. */
const tall = settled(60, () => document.documentElement.style.setProperty("--tall", `${innerHeight}px`));
addEventListener("resize", tall);

deck.add(boot.places.map((one) => ({ ...one, about: null })));
for (const told of boot.cards) {
  const slide = deck.slides[deck.find(told.about.series, told.about.episode)];
  if (!slide) continue;
  write(slide, told.about);
  if (told.film || told.price) slide.card = received(told);
}
const first = boot.cards[0]?.about;
for (const slide of deck.slides) {  // of one series all slides have its title and its picture
  if (!slide.place.about && first) write(slide, { ...first, episode: slide.place.episode });
}
stage.wanted = boot.at_ms;
stage.minors = boot.minors;
if (!boot.login) await enter().catch(() => {});  // what is asked next tells what is wrong
silent(stage.silent);
flying();
await begin();
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
for (const one of all("[data-opens]")) one.removeAttribute("data-opens");
