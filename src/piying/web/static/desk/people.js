// The staff and tokens: inviting, duties, codes, ending; what is shown once.

import { ask, once } from "../js/api.js";
import { all, by, on } from "../js/dom.js";
import { moment } from "../js/format.js";
import { t } from "../js/i18n.js";
import { close, open } from "../js/sheet.js";
import { tell } from "../js/toast.js";
import { API, begin, proved } from "./forms.js";

let member = "";
const path = (/** @type {string} */ rest = "") => `${API}/staff/${encodeURIComponent(member)}${rest}`;
const ticked = (/** @type {HTMLFormElement} */ form, /** @type {string} */ name) => new FormData(form).getAll(name);

/** Shows a secret, once; then the page comes anew. @param {string} title @param {string} about @param {string} text */
async function show(title, about, text) {
  const sheet = by("once");
  by("once-title").textContent = title;
  sheet.querySelector(".notice > div").textContent = about;
  by("secret").textContent = text;
  await open(sheet);
  by("secret").textContent = "";
  location.reload();
}

/** @param {{handle: string, code: string, until_ms: number}} made */
const showCode = (made) => show(t("desk.invited", { name: made.handle }), t("desk.code_once", { until: moment(made.until_ms) }), made.code);

begin({
  async invite(told, form) {
    const made = await ask("POST", `${API}/staff`, { handle: told.handle, name: told.name, party: told.party, duties: ticked(form, "duties") });
    close(by("inviting"));
    showCode(made);
  },
  async duties(told, form) {
    await ask("PUT", path("/duties"), { duties: ticked(form, "duties"), party: told.party });
    location.reload();
  },
  async token(told, form) {
    const made = await once("POST", `${API}/tokens`, { name: told.name, days: Number(told.days), scopes: ticked(form, "scopes") });
    close(by("making"));
    show(made.token.name, t("desk.token_once"), made.text);
  },
});

on("click", "[data-member]", (_, button) => {
  member = button.dataset.member;
  const duties = new Set(button.dataset.duties.split(" "));
  by("changing-title").textContent = t("desk.change_of", { name: member });
  for (const one of all("[name=duties]", by("changing"))) one.checked = duties.has(one.value);
  by("other-party").value = button.dataset.party;
  open(by("changing"));
});

/** @type {Record<string, () => Promise<any>>} */
const DOES = {
  code: () => ask("POST", path("/code")),
  logins: () => ask("DELETE", path("/logins")),
  factors: () => ask("DELETE", path("/factors")),
  remove: () => ask("DELETE", path()),
};

on("click", "[data-does]", async (_, button) => {
  close(by("changing"));
  by("sure-title").textContent = t("desk.sure", { what: button.textContent.trim() });
  by("sure-text").textContent = t("desk.sure_text", { name: member });
  if (await open(by("sure")) !== "yes") return;
  try {
    const made = await proved(() => DOES[button.dataset.does]());
    if (made?.code) await showCode(made);
    else if (made !== undefined) location.reload();
  } catch (error) {
    tell(error);
  }
});

on("click", "[data-end-token]", (_, button) =>
  ask("DELETE", `${API}/tokens/${encodeURIComponent(button.dataset.endToken)}`).then(() => location.reload(), tell));
