// Finding, making and listening: what the other modules do to a page.

/** The element with this id. @param {string} id @returns {any} */
export const by = (id) => document.getElementById(id);

/** All elements that a selector finds. @param {string} selector @param {ParentNode} [root]
 *  @returns {any[]} */
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A new element. Text is always text: nothing here reads HTML.
 *  @param {string} tag
 *  @param {Record<string, unknown>} [about] attributes; `on` + name is a listener; false and
 *      null are left out, true is an attribute without a value
 *  @param {...(Node|string|number|null|undefined|false)} inside
 *  @returns {any} */
export function make(tag, about = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), /** @type {any} */ (value));
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== false).map((one) => typeof one === "number" ? String(one) : /** @type {any} */ (one)));
  return made;
}

const files = new URL("..", import.meta.url);  // the folder of this version's files

/** The address of a file of the pages. @param {string} name */
export const asset = (name) => new URL(name, files).pathname;

const SVG = "http://www.w3.org/2000/svg";

/** A sign of icons.svg. @param {string} name @param {string} [size] "" or "large" */
export function icon(name, size = "") {
  const svg = document.createElementNS(SVG, "svg"), use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", `icon ${size}`.trim());
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${asset("icons.svg")}#${name}`);
  svg.append(use);
  return svg;
}

/** Listens for `type` on whatever matches `selector` now or later. @returns {() => void} how to
 *  stop. @param {string} type @param {string} selector
 *  @param {(event: any, found: any) => void} then @param {EventTarget} [root] */
export function on(type, selector, then, root = document) {
  const heard = (/** @type {any} */ event) => {
    const found = event.target instanceof Element ? event.target.closest(selector) : null;
    if (found) then(event, found);
  };
  root.addEventListener(type, heard);
  return () => root.removeEventListener(type, heard);
}

/** Puts children in the place of what was there. @param {Element} place
 *  @param {...(Node|string)} inside */
export const fill = (place, ...inside) => place.replaceChildren(...inside);

/** Whether somebody asked for less movement. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Waits until `ms` have gone by without another call. @template {any[]} A
 *  @param {number} ms @param {(...given: A) => void} then @returns {(...given: A) => void} */
export function settled(ms, then) {
  let waiting = 0;
  return (...given) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => then(...given), ms);
  };
}
