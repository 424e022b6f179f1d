// Paying back: an order or a part of it, and coins for an unlock. A press is one refund.

import { wrong } from "../js/account.js";
import { once, wish } from "../js/api.js";
import { by, on } from "../js/dom.js";
import { money } from "../js/format.js";
import { t } from "../js/i18n.js";
import { open } from "../js/sheet.js";
import { toast } from "../js/toast.js";
import { API, begin } from "./forms.js";

/** The key of the refund that this page asks for: pressed twice, it is one. */
const key = wish();
const SHOWN_MS = 1200;

/** "6.00" in minor units; null: it is no amount. @param {string} text @param {number} places */
export function minorOf(text, places) {
  const found = /^(\d{1,12})(?:\.(\d*))?$/.exec(text.trim().replaceAll(",", ""));
  if (!found || (found[2] ?? "").length > places) return null;
  return Number(found[1]) * 10 ** places + Number((found[2] ?? "").padEnd(places, "0") || 0);
}

begin({
  async refund(told, form) {
    const minor = minorOf(told.amount, Number(form.dataset.places));
    if (!minor) return wrong("amount", t("desk.amount_form"));
    const made = await once("POST", form.dataset.path ?? "", { why: told.why, minor, force: told.force === "on", key: `${key}-${minor}` });
    const code = { done: "desk.paid_back_now", pending: "desk.paying_back_now" }[/** @type {string} */ (made.state)] ?? "desk.pay_back_refused";
    toast(t(code, { money: money(made.minor, form.dataset.currency ?? "") }), { kind: made.state === "failed" ? "bad" : "good" });
    setTimeout(() => location.reload(), SHOWN_MS);
  },
  async undo(told, form) {
    await once("POST", `${API}/payments/unlocks/${encodeURIComponent(form.dataset.right ?? "")}/refund`, { why: told.why });
    location.reload();
  },
});

on("click", "[data-undo]", (_, button) => {
  const sheet = by("undoing");
  sheet.querySelector("form").dataset.right = button.dataset.undo;
  by("undo-what").textContent = t("desk.undo_text", { what: button.dataset.what, coins: button.dataset.coins });
  open(sheet);
});
