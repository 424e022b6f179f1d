// Accounts on a page: forms and what is wrong in them, fresh proof, passkeys, the language, leaving.

import { ask } from "./api.js";
import { keep } from "./cookie.js";
import { all, by, on } from "./dom.js";
import { t } from "./i18n.js";
import { close, open } from "./sheet.js";
import { tell, toast } from "./toast.js";

export const API = "/api/v1";
const FIELDS = { "accounts.handle_taken": "handle", "accounts.handle_form": "handle", "accounts.name_form": "name",
  "accounts.login_refused": "password", "accounts.password_wrong": "current", "accounts.code_bad": "code",
  "accounts.factor_refused": "code", "accounts.party_needed": "party", "accounts.pin_form": "pin",
  "accounts.pin_refused": "pin" };

/** @typedef {(told: Record<string, any>, form: HTMLFormElement) => Promise<void>} Doing */

/** Lets every form do what its data-form names. What is wrong is said beside its field.
 *  @param {Record<string, Doing>} does */
export function begin(does) {
  /** @type {Record<string, Doing>} */
  const known = { proof, ...does };
  on("submit", "form[data-form]", async (event, form) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    for (const one of all("[data-wrong-of]", form)) wrong(one.dataset.wrongOf, "");
    button.setAttribute("aria-busy", "true");
    try {
      await proved(() => known[form.dataset.form](Object.fromEntries(new FormData(form)), form));
    } catch (error) {
      said(error, form);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

/** @param {any} error @param {HTMLFormElement} form */
function said(error, form) {
  const code = error.code ?? "";
  const name = FIELDS[/** @type {keyof typeof FIELDS} */ (code)] ?? (code.startsWith("accounts.password") ? "password" : "");
  const field = form.querySelector(`#${name || "none"}`) ?? (code.startsWith("accounts.factor") ? form.querySelector(".input") : null);
  if (field) wrong(field.id, error.message);
  else tell(error);
}

/** Says what is wrong with a field, or nothing. @param {string} id @param {string} text */
export function wrong(id, text) {
  const input = by(id);
  if (!input) return;
  by(`${id}-wrong`).textContent = text;
  input.removeAttribute("aria-invalid");
  if (text) { input.setAttribute("aria-invalid", "true"); input.focus(); }
}

/** Does something that asks for a fresh proof, which is given in a sheet where it is lacking.
 *  @template T @param {() => Promise<T>} then
 *  @returns {Promise<T|undefined>} undefined where somebody did not prove who they are */
export async function proved(then) {
  try {
    return await then();
  } catch (error) {
    if (/** @type {any} */ (error).code !== "accounts.prove_again" || !by("proving")) throw error;
    return await open(by("proving")) === "proved" ? then() : undefined;
  }
}

/** @type {Doing} */
async function proof(told, form) {
  await ask("POST", `${API}/session/proof`, { password: told.proof });
  form.reset();
  close(by("proving"), "proved");
}

// --- passkeys: the browser turns the JSON of the server into what it needs, and back ----------

const Passkey = /** @type {any} */ (globalThis).PublicKeyCredential;
const able = Boolean(Passkey?.parseCreationOptionsFromJSON && Passkey.parseRequestOptionsFromJSON);
for (const place of all("[data-passkeys]")) place.hidden = !able;

/** What the browser's own dialog gives; null where its person left it. @param {Promise<any>} asked */
async function answer(asked) {
  try {
    return await asked;
  } catch {
    toast(t("look.passkey_failed"), { kind: "warn" });
    return null;
  }
}

/** Logs in by a passkey. @returns {Promise<boolean>} whether it was done */
async function byPasskey() {
  const { options } = await ask("POST", `${API}/session/passkey/challenge`);
  const made = await answer(navigator.credentials.get({ publicKey: Passkey.parseRequestOptionsFromJSON(JSON.parse(options)) }));
  if (made) await ask("POST", `${API}/session/passkey`, { answer: JSON.stringify(made.toJSON()) });
  return Boolean(made);
}

/** Adds a passkey. @returns {Promise<boolean>} whether it was done */
export async function addPasskey() {
  const { options } = await ask("POST", `${API}/account/passkeys/challenge`);
  const made = await answer(navigator.credentials.create({ publicKey: Passkey.parseCreationOptionsFromJSON(JSON.parse(options)) }));
  if (made) await ask("POST", `${API}/account/passkeys`, { answer: JSON.stringify(made.toJSON()), name: navigator.platform ?? "" });
  return Boolean(made);
}

on("click", "[data-passkey-login]", (_, button) => byPasskey().then((done) => { if (done) location.assign(button.dataset.passkeyLogin); }, tell));
on("click", "[data-passkey-proof]", () => byPasskey().then((done) => { if (done) close(by("proving"), "proved"); }, tell));

// --- what any page with an account does -------------------------------------------------------

on("change", "[data-shows]", (_, tick) => { by(tick.dataset.shows).type = tick.checked ? "text" : "password"; });
on("click", "[data-logout]", (_, button) => ask("DELETE", `${API}/session`).then(() => location.assign(button.dataset.logout), tell));
on("click", "[data-language]", (_, button) => {
  keep("language", button.dataset.language);
  const page = new URL(location.href);
  if (!page.searchParams.has("language")) return location.reload();
  page.searchParams.delete("language");  // it would win over what was chosen
  location.replace(page);
});

/** Gives a file to whoever looks at the page. @param {string} name @param {string} text @param {string} type */
export function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
