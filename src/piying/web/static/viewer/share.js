// Sharing a moment: the address of the episode with the second on it.

import { fill, make } from "../js/dom.js";
import { clock } from "../js/format.js";
import { t } from "../js/i18n.js";
import * as sheets from "../js/sheet.js";
import { toast } from "../js/toast.js";
import { pageOf } from "./cards.js";
import { sheetOf } from "./parts.js";

const FROM_MS = 1_000;

/** Shares an episode as it stands at `ms`. @param {import("./cards.js").About} about @param {number} ms */
export async function share(about, ms) {
  const seconds = ms < FROM_MS ? 0 : Math.floor(ms / 1000);
  const url = new URL(pageOf(about.series, about.episode) + (seconds ? `?t=${seconds}` : ""), location.origin).href;
  const title = t("viewer.share_text", { title: about.title, episode: about.episode });
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    try {
      await navigator.share({ title, url });
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;  // changed their mind
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    toast(seconds ? `${t("viewer.linked")} · ${t("viewer.share_at", { at: clock(ms) })}` : t("viewer.linked"), { kind: "good" });
  } catch {
    const { sheet, body } = sheetOf("shared");
    const field = make("input", { class: "input", readonly: true, value: url, "aria-label": t("viewer.copy_by_hand") });
    fill(body, field);
    sheets.open(sheet);
    field.select();
  }
}
