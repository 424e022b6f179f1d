// What any page of the desk does: its forms, and what is copied or saved.

import { save } from "../js/account.js";
import { all, by, on } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { toast } from "../js/toast.js";

export { API, addPasskey, begin, proved, save } from "../js/account.js";

const lines = (/** @type {string} */ id) => {
  const items = all("li", by(id));
  return items.length ? items.map((one) => one.textContent).join("\n") : by(id).textContent;
};
on("click", "[data-copies]", async (_, button) => {
  await navigator.clipboard.writeText(lines(button.dataset.copies));
  toast(t("desk.copied"), { kind: "good" });
});
on("click", "[data-saves]", (_, button) => save("piying-recovery-codes.txt", `${lines(button.dataset.saves)}\n`, "text/plain"));
