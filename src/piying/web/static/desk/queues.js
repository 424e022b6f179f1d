// What waits for a person: deciding each, with a reason; and withdrawing a release.

import { ask, once } from "../js/api.js";
import { by, on } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { open } from "../js/sheet.js";
import { toast } from "../js/toast.js";
import { API, begin } from "./forms.js";

/** The button that was pressed in a form. @type {{name: string, value: string}} */
let pressed = { name: "", value: "" };
on("click", "button[type=submit][name]", (_, button) => { pressed = { name: button.name, value: button.value }; });

/** Sends the decision and takes the case away. @param {Record<string, any>} told @param {HTMLFormElement} form */
async function decide(told, form) {
  const gone = await ask("POST", form.dataset.path ?? "", { [pressed.name]: pressed.value, why: told.why });
  const names = new Set(gone.reports ?? [gone.id]);
  const cases = [...document.querySelectorAll("[data-case]")].filter((one) => names.has(/** @type {any} */ (one).dataset.case));
  const next = /** @type {any} */ (cases.at(-1)?.nextElementSibling);
  for (const one of cases) one.remove();
  toast(t("desk.decided"), { kind: "good" });
  if (!document.querySelector("[data-case]")) return location.reload();
  (next ?? document).querySelector(".decide .input")?.focus();
}

begin({
  comment: decide,
  report: decide,
  aside: decide,
  async withdraw(told, form) {
    await once("POST", `${API}/releases/${encodeURIComponent(form.dataset.release ?? "")}/withdrawal`, { why: told.why });
    location.reload();
  },
});

on("click", "[data-withdraw]", (_, button) => {
  const sheet = by("withdrawing");
  sheet.querySelector("form").dataset.release = button.dataset.withdraw;
  by("what").textContent = t("desk.withdraw_text", { what: button.dataset.what });
  open(sheet);
});
