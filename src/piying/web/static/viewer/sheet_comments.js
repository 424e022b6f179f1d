// The sheet of comments: what is said of the episode, and saying something at this moment of it.

import { Problem, ask, get, once, wish } from "../js/api.js";
import { fill, icon, make } from "../js/dom.js";
import { clock } from "../js/format.js";
import { t } from "../js/i18n.js";
import * as sheets from "../js/sheet.js";
import { tell, toast } from "../js/toast.js";
import { asSomebody } from "./cards.js";
import { sheetOf } from "./parts.js";

const API = "/api/v1", TEXT_MAX = 60, SPAN_MS = 600_000;

/** @typedef {{release: string, ms: () => number, named: () => Promise<boolean>,
 *    flies: (line: any) => void, seek: (ms: number) => void,
 *    report: (comment: string) => void, changed: () => void}} About */

/** Shows the comments of an episode. @param {About} about */
export async function open(about) {
  const { sheet, body } = sheetOf("comments");
  fill(body, make("p", { class: "soft" }, t("viewer.loading")));
  sheets.open(sheet);
  try {
    const from = Math.max(0, about.ms() - SPAN_MS / 2);
    const asked = new URLSearchParams({ from_ms: String(from), to_ms: String(from + SPAN_MS), density: "6" });
    const [field, mine, named] = await Promise.all([
      asSomebody(() => get(`${API}/releases/${about.release}/danmaku?${asked}`)),
      asSomebody(() => get(`${API}/releases/${about.release}/comments`)),
      about.named(),
    ]);
    const own = new Map(mine.map((/** @type {any} */ one) => [one.id, one]));
    const lines = [...mine.filter((/** @type {any} */ one) => one.state === "held"), ...field.lines.filter((/** @type {any} */ one) => !one.waiting)];
    fill(body, named ? form(about) : door(), lines.length ? list(lines, own, about) : nobody());
  } catch (error) {
    sheets.close(sheet);
    tell(error);
  }
}

/** @param {any[]} lines @param {Map<string, any>} own @param {About} about */
function list(lines, own, about) {
  return make("ul", { class: "entries comments" }, ...lines.map((line) => {
    const mine = own.has(line.id);
    const act = mine
      ? make("button", { type: "button", class: "iconic", "aria-label": `${t("viewer.withdraw")}: ${line.text}`, onclick: (/** @type {any} */ event) => withdraw(line, event.currentTarget, about) }, icon("trash"))
      : make("button", { type: "button", class: "iconic", "aria-label": `${t("viewer.report")}: ${line.text}`, onclick: () => about.report(line.id) }, icon("flag"));
    return make("li", { class: "comment" },
      make("button", { type: "button", class: "when number", onclick: () => about.seek(line.position_ms) }, clock(line.position_ms)),
      make("p", {}, line.text, line.count > 1 && make("small", { class: "faint" }, ` ${t("viewer.times", { count: line.count })}`),
        line.state === "held" && make("span", { class: "mark warn" }, t("viewer.waiting"))),
      act);
  }));
}

/** @param {About} about */
function form(about) {
  const text = make("input", { class: "input", name: "text", maxlength: TEXT_MAX, autocomplete: "off", enterkeyhint: "send", placeholder: t("viewer.say"), "aria-label": t("viewer.say"), "aria-describedby": "say-wrong" });
  const send = make("button", { class: "iconic send", "aria-label": t("viewer.say_send") }, icon("upload"));
  const wrong = make("p", { class: "wrong", id: "say-wrong", role: "alert" });
  let key = wish();
  return make("form", {
    class: "say", onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!text.value.trim()) return;
      wrong.replaceChildren();
      send.disabled = true;
      const at = about.ms();
      try {
        const made = await once("POST", `${API}/releases/${about.release}/comments`, { position_ms: at, text: text.value }, { key });
        key = wish();
        if (made.state === "refused") { wrong.append(t("viewer.said_refused", { why: [made.title, made.why].filter(Boolean).join(" · ") })); return; }
        text.value = "";
        toast(t(made.state === "held" ? "viewer.said_held" : "viewer.said"), { kind: "good" });
        about.flies({ id: made.id, position_ms: at, text: made.text, count: 1, row: 0, own: true, waiting: made.state === "held" });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (!error.open) key = wish();
        wrong.append(error.message);
      } finally {
        send.disabled = false;
      }
    },
  }, make("div", { class: "say-line" }, text, send), wrong);
}

const door = () => make("div", { class: "row apart say" }, make("span", { class: "soft" }, t("viewer.name_first")),
  make("a", { class: "button small edged", href: `/me/login?next=${encodeURIComponent(location.pathname)}` }, t("viewer.log_in")));

const nobody = () => make("div", { class: "state" }, icon("danmaku", "large"), make("h3", {}, t("viewer.no_comments")), make("p", {}, t("viewer.no_comments_text")));

/** @param {any} line @param {any} pressed @param {About} about */
async function withdraw(line, pressed, about) {
  pressed.disabled = true;
  try {
    await ask("DELETE", `${API}/comments/${line.id}`);
    pressed.closest("li").remove();
    toast(t("viewer.withdrawn"), { kind: "good" });
    about.changed();
  } catch (error) {
    pressed.disabled = false;
    tell(error);
  }
}
