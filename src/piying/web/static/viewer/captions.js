// Subtitles beside the film: <track> reads the WebVTT, the page sets the words, so that they
// stand where no comment flies and in the size that is wished for.

import { language } from "../js/i18n.js";
import { make } from "../js/dom.js";
import { wishes } from "./wishes.js";

/** Which subtitles are wished for: a language of `found`, or "". "auto" is that of the page
 *  where the film has several, for the first of them stands in the picture already.
 *  @param {string[]} found */
export function wanted(found) {
  if (wishes.captions === "auto") return found.length > 1 && language !== found[0] && found.includes(language) ? language : "";
  return found.includes(wishes.captions) ? wishes.captions : "";
}

/** Gives a film its subtitles.
 *  @param {HTMLVideoElement} video @param {{language: string, path: string}[]} files
 *  @param {HTMLElement} place where the words appear */
export function subtitle(video, files, place) {
  for (const old of video.querySelectorAll("track")) old.remove();
  place.hidden = true;
  place.replaceChildren();
  const code = wanted(files.map((one) => one.language));
  const file = files.find((one) => one.language === code);
  if (!file) return;
  place.lang = code === "zh" ? "zh-CN" : code;
  place.dataset.size = wishes.size;
  const track = make("track", { kind: "subtitles", src: file.path, srclang: code });
  const show = () => {
    const cues = [...(track.track.activeCues ?? [])];
    place.replaceChildren(...cues.map((/** @type {any} */ cue) => make("span", {}, cue.getCueAsHTML().textContent ?? "")));
    place.hidden = cues.length === 0;
  };
  track.addEventListener("cuechange", show);
  video.append(track);
  track.track.mode = "hidden";
}
