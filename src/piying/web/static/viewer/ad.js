// A rewarded ad: it fills the screen, says how long it lasts, and can be left at any time. What
// it earns is asked for once, also when the network drops in between.

import { Problem, ask, once, wish } from "../js/api.js";
import { t } from "../js/i18n.js";
import { tell, toast } from "../js/toast.js";
import { asSomebody, card } from "./cards.js";
import { Player } from "./player.js";

const API = "/api/v1", EARLY_CODE = "release.ticket_early", AGAIN_MS = 1_000, TRIES = 4;

/** Shows an ad for an episode. @param {{series: string, episode: number}} place
 *  @param {(opened: boolean) => void} then once it was watched to its end */
export async function show(place, then) {
  const dialog = /** @type {any} */ (document.getElementById("ad"));
  const frame = dialog.querySelector(".ad-frame"), left = dialog.querySelector(".ad-left");
  const player = new Player(() => ended(false));
  let ticking = 0, over = false;

  const ended = async (/** @type {boolean} */ whole, ticket = "") => {
    if (over) return;
    over = true;
    clearInterval(ticking);
    player.release();
    player.video.remove();
    dialog.close();
    if (!whole) return;
    try {
      const told = await reward(ticket);
      const opened = told.opened !== null;
      toast(opened ? t("viewer.unlocked", { episode: place.episode }) : t("viewer.ad_done"), { kind: "good" });
      then(opened);
    } catch (error) {
      tell(error);
    }
  };

  try {
    const ad = await asSomebody(() => ask("POST", `${API}/ads`, place));
    const found = await card(ad.series, ad.episode);
    if (!found.film) throw new Problem({ status: 404, code: "viewer.ad_gone", detail: t("viewer.ad_gone") });
    let watched = 0, last = 0;
    player.video.loop = true;
    player.video.addEventListener("timeupdate", () => {
      const step = player.video.currentTime - last;
      last = player.video.currentTime;
      if (step > 0 && step < 1.6) watched += step * 1000;
    });
    frame.replaceChildren(player.video);
    player.load(found, "now", 0);
    left.textContent = t("viewer.ad", { seconds: Math.ceil(ad.length_ms / 1000) });
    dialog.showModal();
    dialog.addEventListener("close", () => ended(false), { once: true });
    dialog.querySelector("[data-stops]").onclick = () => ended(false);
    await player.video.play().catch(() => { player.video.muted = true; return player.video.play(); });
    ticking = setInterval(() => {
      left.textContent = t("viewer.ad", { seconds: Math.max(0, Math.ceil((ad.length_ms - watched) / 1000)) });
      if (watched >= ad.length_ms) ended(true, ad.ticket);
    }, 250);
  } catch (error) {
    ended(false);
    if (dialog.open) dialog.close();
    tell(error);
  }
}

/** Asks for what an ad earned; a moment too early by the clock of the server is no mistake.
 *  @param {string} ticket */
async function reward(ticket) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await once("POST", `${API}/ads/watched`, { ticket }, { key: wish() });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== EARLY_CODE || tried >= TRIES) throw error;
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
}
