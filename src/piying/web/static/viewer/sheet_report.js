// The sheet of reporting: what is wrong with an episode or a comment, for a person to look at.

import { once, wish } from "../js/api.js";
import { fill, make } from "../js/dom.js";
import { t } from "../js/i18n.js";
import * as sheets from "../js/sheet.js";
import { tell, toast } from "../js/toast.js";
import { asSomebody } from "./cards.js";
import { button, sheetOf } from "./parts.js";

const KINDS = ["illegal", "minors", "violence", "sexual", "fraud", "infringement", "label", "other"];

/** Asks what is wrong. @param {"episode"|"comment"} about @param {string} subject */
export function open(about, subject) {
  const { sheet, body } = sheetOf("report");
  const key = wish();
  const text = make("textarea", { class: "input", id: "report-text", maxlength: 500, rows: 3 });
  const send = button(t("viewer.report_send"), "primary whole large", () => form.requestSubmit(), "", { disabled: true });
  const form = make("form", {
    class: "stack", onchange: () => { send.disabled = !form.elements.wrong.value; },
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      send.disabled = true;
      try {
        await asSomebody(() => once("POST", "/api/v1/reports", { about, subject, wrong: form.elements.wrong.value, text: text.value }, { key }));
        sheets.close(sheet);
        toast(t("viewer.reported"), { kind: "good" });
      } catch (error) {
        send.disabled = false;
        tell(error);
      }
    },
  }, make("fieldset", { class: "field" }, make("legend", {}, t(about === "episode" ? "viewer.report_title" : "viewer.report_comment")),
    ...KINDS.map((kind) => make("label", { class: "tick" }, make("input", { type: "radio", name: "wrong", value: kind }), t(`viewer.wrong_${kind}`)))),
  make("div", { class: "field" }, make("label", { for: "report-text" }, t("viewer.report_text")), text), send);
  fill(body, form);
  sheets.open(sheet);
}
