// Buying coins: an order, its till, and coming back from it.

import { after, rest } from "../js/again.js";
import { ask, once, wish } from "../js/api.js";
import { on } from "../js/dom.js";
import { tell } from "../js/toast.js";

const API = "/api/v1";
const LOOK_MS = 3_000, LOOK_MS_MAX = 30_000;

on("submit", "form[data-buy]", async (event, form) => {
  event.preventDefault();
  const [good, till, currency] = String(new FormData(form).get("good")).split("|");
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-busy", "true");
  form.dataset.wish ??= wish();  // pressed twice it is one order
  try {
    await ask("POST", `${API}/session/anonymous`);
    const order = await once("POST", `${API}/orders`, { good, till, currency, key: `${form.dataset.wish}-${good}` });
    location.assign(`/orders/${order.id}`);
  } catch (error) {
    button.removeAttribute("aria-busy");
    tell(error);
  }
});

on("change", "[data-auto]", async (_, tick) => {
  try {
    await ask("POST", `${API}/session/anonymous`);
    await ask("PUT", `${API}/auto-unlock`, { on: tick.checked });
  } catch (error) {
    tick.checked = !tick.checked;
    tell(error);
  }
});

const order = document.querySelector("[data-order]");
if (order instanceof HTMLElement && order.dataset.open === "yes") {
  const path = `${API}/orders/${order.dataset.order}`;
  const press = order.querySelector("[data-press]"), qr = order.querySelector("[data-qr]");

  on("click", "[data-pay]", async (_, button) => {
    button.setAttribute("aria-busy", "true");
    try {
      const { show, address } = await ask("POST", `${path}/payment`);
      if (show === "redirect") return location.assign(address);
      button.hidden = true;
      if (show === "press") /** @type {any} */ (press).hidden = false;
      if (show === "qr") {
        /** @type {any} */ (qr).hidden = false;
        /** @type {any} */ (qr).querySelector("img").src = `${path}/code.svg`;
        look();
      }
    } catch (error) {
      tell(error);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });

  on("click", "[data-outcome]", (_, button) =>
    ask("POST", `${path}/button`, { outcome: button.dataset.outcome }).then(() => location.reload(), tell));

  /** Asks how the order stands until it stands otherwise: often at first, then less. */
  const look = async () => {
    for (let tried = 0; ; tried += 1) {
      await rest(after(tried / 8, 2 * LOOK_MS, LOOK_MS_MAX));
      try {
        const { state } = await ask("POST", `${path}/check`);
        if (state !== "created" && state !== "begun") return location.reload();
      } catch (error) {
        if (tried % 8 === 0) tell(error);  // said now and then, not at each look
      }
    }
  };
}
