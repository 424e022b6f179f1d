// The pages of one's own: forms, passkeys, devices.

import { ask } from "../js/api.js";
import { all, by, on } from "../js/dom.js";
import { moment } from "../js/format.js";
import { t } from "../js/i18n.js";
import { close, open } from "../js/sheet.js";
import { tell, toast } from "../js/toast.js";

const API = "/api/v1";
const FIELDS = { "accounts.handle_taken": "handle", "accounts.handle_form": "handle", "accounts.name_form": "name",
  "accounts.pin_form": "pin", "accounts.pin_refused": "pin", "accounts.login_refused": "password",
  "accounts.password_wrong": "current" };

/** What a form does, and what comes after. @type {Record<string, (told: any, form: HTMLFormElement) => Promise<void>>} */
const DOES = {
  async login(told, form) {
    await ask("POST", `${API}/session/password`, { handle: told.handle, password: told.password });
    location.assign(form.dataset.following ?? "/me");
  },
  async register(told, form) {
    await ask("POST", `${API}/session/anonymous`);
    await ask("POST", `${API}/account`, { handle: told.handle, name: told.name, password: told.password });
    location.assign(form.dataset.following ?? "/me");
  },
  async password(told, form) {
    const { ended } = await ask("PUT", `${API}/account/password`, { current: told.current, password: told.password });
    form.reset();
    toast(t("me.changed", { ended }), { kind: "good" });
  },
  async name(told) {
    const { name } = await ask("PUT", `${API}/account/name`, { name: told.name });
    toast(t("me.renamed", { name }), { kind: "good" });
  },
  async proof(told, form) {
    await ask("POST", `${API}/session/proof`, { password: told.proof });
    form.reset();
    close(by("proving"), "proved");
  },
  async "minors-on"(told) {
    await ask("POST", `${API}/session/anonymous`);
    await ask("PUT", `${API}/account/minors`, { pin: told.pin });
    location.reload();
  },
  async "minors-off"(told) {
    await ask("POST", `${API}/account/minors/off`, { pin: told.pin });
    location.reload();
  },
};

on("submit", "form[data-form]", async (event, form) => {
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  for (const one of all("[data-wrong-of]", form)) mark(one.dataset.wrongOf, "");
  button.setAttribute("aria-busy", "true");
  try {
    await DOES[form.dataset.form](Object.fromEntries(new FormData(form)), form);
  } catch (error) {
    const code = /** @type {any} */ (error).code ?? "";
    const field = FIELDS[code] ?? (code.startsWith("accounts.password") ? "password" : "");
    if (field && by(field)) mark(field, /** @type {any} */ (error).message);
    else tell(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
});

/** Says what is wrong with a field, or nothing. @param {string} id @param {string} text */
function mark(id, text) {
  const input = by(id);
  by(`${id}-wrong`).textContent = text;
  input.toggleAttribute("aria-invalid", false);
  if (text) { input.setAttribute("aria-invalid", "true"); input.focus(); }
}

/** Does something that asks for a fresh proof, which is given in a sheet if it is lacking.
 *  @param {() => Promise<void>} then */
async function proved(then) {
  try {
    await then();
  } catch (error) {
    if (/** @type {any} */ (error).code !== "accounts.prove_again" || !by("proving")) return tell(error);
    if (await open(by("proving")) === "proved") await then().catch(tell);
  }
}

on("change", "[data-shows]", (_, tick) => { by(tick.dataset.shows).type = tick.checked ? "text" : "password"; });
on("click", "[data-logout]", () => ask("DELETE", `${API}/session`).then(() => location.assign("/me"), tell));
on("click", "[data-language]", (_, button) => {
  document.cookie = `piying-language=${button.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax`;
  location.reload();
});
on("click", "[data-end]", (_, button) => proved(async () => {
  await ask("DELETE", `${API}/account/logins/${button.dataset.end}`);
  location.reload();
}));
on("click", "[data-end-others]", () => proved(async () => {
  const { ended } = await ask("DELETE", `${API}/account/logins`);
  toast(t("me.ended", { ended }), { kind: "good" });
  location.reload();
}));
on("click", "[data-copy]", () => proved(async () => {
  const told = JSON.stringify(await ask("GET", `${API}/account/copy`), null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([told], { type: "application/json" }));
  link.download = "piying.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}));
on("click", "[data-drop]", (_, button) => proved(async () => {
  await ask("DELETE", `${API}/account/ways/${encodeURIComponent(button.dataset.drop)}`);
  location.reload();
}));
on("click", "[data-close]", () => { close(by("closing")); proved(async () => {
  await ask("DELETE", `${API}/account`);
  location.assign("/me");
}); });

// --- passkeys: the browser turns the JSON of the server into what it needs, and back ----------

const Passkey = /** @type {any} */ (globalThis).PublicKeyCredential;
const able = Boolean(Passkey?.parseCreationOptionsFromJSON && Passkey.parseRequestOptionsFromJSON);
for (const place of all("[data-passkeys]")) place.hidden = !able;

/** What the browser's own dialog gives; null where its person left it. @param {Promise<any>} asked */
async function answer(asked) {
  try {
    return await asked;
  } catch {
    toast(t("me.passkey_failed"), { kind: "warn" });
    return null;
  }
}

/** Logs in by a passkey; false where its person left the dialog. */
async function entered() {
  const { options } = await ask("POST", `${API}/session/passkey/challenge`);
  const made = await answer(navigator.credentials.get({ publicKey: Passkey.parseRequestOptionsFromJSON(JSON.parse(options)) }));
  if (made) await ask("POST", `${API}/session/passkey`, { answer: JSON.stringify(made.toJSON()) });
  return Boolean(made);
}

on("click", "[data-passkey-login]", async (_, button) => {
  try {
    if (await entered()) location.assign(button.dataset.passkeyLogin);
  } catch (error) { tell(error); }
});

on("click", "[data-passkey-prove]", async () => {
  try {
    if (await entered()) close(by("proving"), "proved");
  } catch (error) { tell(error); }
});

on("click", "[data-passkey-add]", () => proved(async () => {
  const { options } = await ask("POST", `${API}/account/passkeys/challenge`);
  const made = await answer(navigator.credentials.create({ publicKey: Passkey.parseCreationOptionsFromJSON(JSON.parse(options)) }));
  if (!made) return;
  await ask("POST", `${API}/account/passkeys`, { answer: JSON.stringify(made.toJSON()), name: navigator.platform ?? "" });
  toast(t("me.passkey_added"), { kind: "good" });
  location.reload();
}));

for (const time of all("[data-moment]")) time.textContent = moment(Number(time.dataset.moment));
for (const time of all("[data-since]")) time.textContent = t("me.since", { when: moment(Number(time.dataset.since)) });
