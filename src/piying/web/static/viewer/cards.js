// Cards: what the server says of an episode, open with its film or locked with its price.

import { Problem, ask, get } from "../js/api.js";

/** @typedef {{path: string, use: string, width: number, height: number}} Picture
 *  @typedef {{episode: number, why: string|null, release: string}} Door
 *  @typedef {{series: string, title: string, episode: number, release: string, age: string,
 *    label: string, numbers: {sort: string, number: string}[], duration_ms: number,
 *    planned: number, pictures: Picture[], previous: Door|null, following: Door|null}} About
 *  @typedef {{path: string, columns: number, width: number, height: number, every_ms: number,
 *    count: number}} Thumbs
 *  @typedef {{why: string, base: string, token: string, main: string,
 *    rungs: {name: string, width: number, height: number}[],
 *    subtitles: {language: string, path: string}[], poster: string, thumbs: Thumbs,
 *    encrypted: boolean, position_ms: number, now_ms: number, renew_ms: number,
 *    expires_ms: number}} Film
 *  @typedef {{episode: number, coins: number|null, ads: number|null, ads_from_ms: number|null,
 *    members: boolean, series_coins: number|null, left: number, left_coins: number|null}} Price
 *  @typedef {{about: About, film: Film|null, price: Price|null, ahead: number}} Card */

const API = "/api/v1";

/** @type {Promise<any>|null} */
let entering = null;

/** Whoever has no login yet gets one without a name: once, however many ask. */
export function enter() {
  entering ??= ask("POST", `${API}/session/anonymous`).catch((error) => { entering = null; throw error; });
  return entering;
}

/** Asks, as somebody: a login that is over is begun anew, once.
 *  @param {() => Promise<any>} asking */
export async function asSomebody(asking) {
  try {
    return await asking();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "accounts.login_over") throw error;
    entering = null;
    await enter();
    return asking();
  }
}

/** The address of an episode's page. @param {string} series @param {number} episode */
export const pageOf = (series, episode) => `/watch/${encodeURIComponent(series)}/${episode}`;

/** The card of an episode, asked for now. @param {string} series @param {number} episode
 *  @param {AbortSignal} [signal] @returns {Promise<Card>} */
export async function card(series, episode, signal) {
  const path = `${API}/series/${encodeURIComponent(series)}/episodes/${episode}`;
  return received(await asSomebody(() => get(path, { signal })));
}

/** A card as it came, with how far the clock of the server is ahead. @param {any} told
 *  @returns {Card} */
export const received = (told) => ({ ...told, ahead: told.film ? told.film.now_ms - Date.now() : 0 });

/** The episodes of a series. @param {string} series */
export const episodes = (series) =>
  asSomebody(() => get(`${API}/series/${encodeURIComponent(series)}/episodes`));

/** What comes next, of any series. @param {string} cursor @param {string} [without] a series */
export const feed = (cursor, without = "") =>
  asSomebody(() => get(`${API}/feed?${new URLSearchParams({ cursor, series: without })}`));

/** The picture that stands for an episode until its film does. @param {About} about */
export function cover(about) {
  const found = about.pictures.find((one) => one.use === "feed") ?? about.pictures[0];
  return found ? found.path : "";
}
