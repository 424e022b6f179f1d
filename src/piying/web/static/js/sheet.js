// Sheets: <dialog class="sheet">. data-opens="ID" opens one, data-closes closes the one it is in.
// A tap beside it, Escape, and a pull downwards on its head close it too.

import { on } from "./dom.js";

const PULLED = 90;  // pixels

/** Opens a sheet. @param {any} sheet @returns {Promise<string>} its returnValue when it closes */
export function open(sheet) {
  if (!sheet.open) sheet.showModal();
  return new Promise((done) => sheet.addEventListener("close", () => done(sheet.returnValue), { once: true }));
}

/** Closes a sheet. @param {any} sheet @param {string} [value] */
export const close = (sheet, value = "") => { if (sheet.open) sheet.close(value); };

/** Makes every sheet of the page work, also those that come later. */
export function begin() {
  on("click", "[data-opens]", (event, button) => {
    const sheet = document.getElementById(button.dataset.opens);
    if (sheet) { event.preventDefault(); open(sheet); }
  });
  on("click", "[data-closes]", (_, button) => close(button.closest("dialog"), button.dataset.closes));
  on("click", "dialog.sheet", (event, sheet) => {
    if (event.target !== sheet) return;
    const box = sheet.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) close(sheet);
  });
  on("pointerdown", ".sheet-head", (event, head) => {
    const sheet = head.closest("dialog"), from = event.clientY;
    if (event.pointerType !== "touch" || event.target.closest("button")) return;
    const moved = (/** @type {PointerEvent} */ now) => { sheet.style.translate = `0 ${Math.max(0, now.clientY - from)}px`; };
    const ended = (/** @type {PointerEvent} */ now) => {
      document.removeEventListener("pointermove", moved);
      document.removeEventListener("pointerup", ended);
      document.removeEventListener("pointercancel", ended);
      sheet.style.translate = "";
      if (now.type === "pointerup" && now.clientY - from > PULLED) close(sheet);
    };
    document.addEventListener("pointermove", moved);
    document.addEventListener("pointerup", ended);
    document.addEventListener("pointercancel", ended);
  });
}
