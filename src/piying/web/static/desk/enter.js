// Entering the desk: logging in, enrolling, the second factor, setting one up.

import { reload } from "../js/again.js";
import { ask } from "../js/api.js";
import { all, by, on } from "../js/dom.js";
import { tell } from "../js/toast.js";
import { keepSecret, showSecret } from "./factors.js";
import { addPasskey, API, begin, proved } from "./forms.js";

const go = (/** @type {HTMLFormElement} */ form) => location.assign(form.dataset.following ?? "/desk");

begin({
  async login(told, form) {
    await ask("POST", `${API}/session/password`, { handle: told.handle, password: told.password });
    location.assign(`/desk/enter?next=${encodeURIComponent(form.dataset.following ?? "/desk")}`);
  },
  async enrol(told, form) {
    await ask("POST", `${API}/session/enrol`, { code: told.code.trim(), password: told.password });
    go(form);
  },
  async factor(told, form) {
    await ask("POST", `${API}/session/factor`, { code: told.code });
    go(form);
  },
  async recovery(told, form) {
    await ask("POST", `${API}/session/factor`, { code: told.recovery });
    go(form);
  },
  async "first-code"(told) {
    await keepSecret(told.code);
    const [, second, third] = all("#steps li");
    second.className = "done";
    second.removeAttribute("aria-current");
    third.setAttribute("aria-current", "step");
  },
});

on("click", "[data-authenticator]", async (_, button) => {
  button.setAttribute("aria-busy", "true");
  try {
    await proved(showSecret);
    by("choose").hidden = true;
    by("code").focus();
  } catch (error) {
    tell(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
});
on("click", "[data-passkey-add]", () => proved(addPasskey).then((done) => { if (done) location.reload(); }, tell));

const waits = by("comes-again");
if (waits) reload(1000 * Math.max(2, Number(waits.dataset.seconds) || 2));
