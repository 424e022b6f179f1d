// The words of the page, in the language that the server chose.

const place = document.getElementById("words");
/** @type {Record<string, string>} */
const words = place ? JSON.parse(place.textContent ?? "{}") : {};

/** "zh" or "en". */
export const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";

/** "zh-CN" or "en", as Intl wants it. */
export const locale = language === "zh" ? "zh-CN" : "en";

/** The message `code` with `{name}` filled from `data`. An unknown code is a mistake of the
 *  page: it lacks the prefix in `needs`.
 *  @param {string} code @param {Record<string, unknown>} [data] */
export function t(code, data = {}) {
  const text = words[code];
  if (text === undefined) throw new Error(`the page has no word for ${code}`);
  return text.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) =>
    whole === "{{" ? "{" : whole === "}}" ? "}" : String(data[name] ?? ""));
}

/** Whether the page has this word. @param {string} code */
export const known = (code) => Object.hasOwn(words, code);
