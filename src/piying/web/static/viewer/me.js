// The pages of one's own: logging in, registering, minors mode, passkeys, devices, leaving for good.

import { API, addPasskey, begin, proved, save } from "../js/account.js";
import { ask } from "../js/api.js";
import { all, by, on } from "../js/dom.js";
import { moment } from "../js/format.js";
import { t } from "../js/i18n.js";
import { close } from "../js/sheet.js";
import { tell, toast } from "../js/toast.js";

begin({
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
  async "minors-on"(told) {
    await ask("POST", `${API}/session/anonymous`);
    await ask("PUT", `${API}/account/minors`, { pin: told.pin });
    location.reload();
  },
  async "minors-off"(told) {
    await ask("POST", `${API}/account/minors/off`, { pin: told.pin });
    location.reload();
  },
});

/** What a button does, once whoever presses it has proved who they are.
 *  @param {string} selector @param {(button: any) => Promise<void>} then */
const proving = (selector, then) => on("click", selector, (_, button) => proved(() => then(button)).catch(tell));

proving("[data-end]", async (button) => {
  await ask("DELETE", `${API}/account/logins/${button.dataset.end}`);
  location.reload();
});
proving("[data-end-others]", async () => {
  const { ended } = await ask("DELETE", `${API}/account/logins`);
  toast(t("me.ended", { ended }), { kind: "good" });
  location.reload();
});
proving("[data-copy]", async () => {
  save("piying.json", JSON.stringify(await ask("GET", `${API}/account/copy`), null, 1), "application/json");
});
proving("[data-drop]", async (button) => {
  await ask("DELETE", `${API}/account/ways/${encodeURIComponent(button.dataset.drop)}`);
  location.reload();
});
proving("[data-close]", async () => {
  close(by("closing"));
  await ask("DELETE", `${API}/account`);
  location.assign("/me");
});
proving("[data-passkey-add]", async () => {
  if (!await addPasskey()) return;
  toast(t("me.passkey_added"), { kind: "good" });
  location.reload();
});

for (const time of all("[data-moment]")) time.textContent = moment(Number(time.dataset.moment));
for (const time of all("[data-since]")) time.textContent = t("me.since", { when: moment(Number(time.dataset.since)) });
