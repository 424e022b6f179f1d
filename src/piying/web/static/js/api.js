// Asking the server: JSON there and back, problems as errors, a key for what must happen once.

import { language, t } from "./i18n.js";

const SECONDS_MAX = 20;

/** What the server refused or failed to do (RFC 9457), in words that can be shown as they are. */
export class Problem extends Error {
  /** @param {{status: number, code: string, detail: string, request?: string, [more: string]: unknown}} told
   *  @param {number} [after] seconds until it may be tried again */
  constructor(told, after = 0) {
    super(told.detail);
    this.status = told.status;
    this.code = told.code;
    this.request = told.request ?? "";
    this.after = after;
    this.told = told;
  }

  /** Whether nobody knows what became of it: ask again with the same key. */
  get open() { return this.status === 0 || this.status >= 500; }
}

/** A key for one wish of a person: the same key again is the same wish, never a second one. */
export function wish() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** Asks, and gives what is answered, or null for an empty answer.
 *  @param {string} method @param {string} path @param {unknown} [body]
 *  @param {{key?: string, signal?: AbortSignal, seconds?: number, keepalive?: boolean}} [how]
 *  @returns {Promise<any>} @throws {Problem} */
export async function ask(method, path, body, how = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json, application/problem+json", "Accept-Language": language };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (how.key) headers["Idempotency-Key"] = how.key;
  const late = AbortSignal.timeout((how.seconds ?? SECONDS_MAX) * 1000);
  const signal = how.signal && "any" in AbortSignal ? AbortSignal.any([how.signal, late]) : how.signal ?? late;
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(path, {
      method, headers, signal, credentials: "same-origin", keepalive: how.keepalive ?? false,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (how.signal?.aborted) throw error;
    throw new Problem({ status: 0, code: "look.no_answer", detail: t("look.no_answer") });
  }
  if (answer.ok) return answer.status === 204 || answer.headers.get("Content-Length") === "0" ? null : await read(answer);
  const told = await read(answer).catch(() => null);
  const after = Number(answer.headers.get("Retry-After")) || 0;
  if (told && typeof told.code === "string" && typeof told.detail === "string") throw new Problem({ ...told, status: answer.status }, after);
  throw unread(answer.status, after);
}

/** @param {Response} answer @returns {Promise<any>} */
async function read(answer) {
  const kind = answer.headers.get("Content-Type") ?? "";
  if (!/[/+]json\b/.test(kind)) throw unread(answer.status);
  return answer.json();
}

/** @param {number} status @param {number} [after] */
const unread = (status, after = 0) =>
  new Problem({ status, code: "look.not_understood", detail: t("look.not_understood", { status }) }, after);

/** GET. @param {string} path @param {{signal?: AbortSignal, seconds?: number}} [how] */
export const get = (path, how) => ask("GET", path, undefined, how);

/** A wish that happens once however often it is sent: no answer is asked after again with the
 *  same key, a few times, each later than the one before.
 *  @param {string} method @param {string} path @param {unknown} [body]
 *  @param {{key?: string, tries?: number, signal?: AbortSignal}} [how] @returns {Promise<any>} */
export async function once(method, path, body, how = {}) {
  const key = how.key ?? wish();
  for (let tried = 1; ; tried += 1) {
    try {
      return await ask(method, path, body, { key, signal: how.signal });
    } catch (error) {
      const again = error instanceof Problem && (error.open || error.code === "web.in_progress");
      if (!again || tried >= (how.tries ?? 4)) throw error;
      await new Promise((done) => setTimeout(done, 400 * 2 ** tried));
    }
  }
}

/** Sends something on leaving the page; nobody waits for the answer.
 *  @param {string} path @param {unknown} body @returns {boolean} whether it was taken */
export const leave = (path, body) =>
  navigator.sendBeacon(path, new Blob([JSON.stringify(body)], { type: "application/json" }));

/** Listens to a stream of the server (text/event-stream); the browser takes it up again itself.
 *  @param {string} path @param {Record<string, (data: any, id: string) => void>} heard by event
 *  @param {(state: "on"|"late"|"off") => void} [told] how the stream stands
 *  @returns {() => void} how to stop */
export function stream(path, heard, told = () => {}) {
  const source = new EventSource(path);
  source.addEventListener("open", () => told("on"));
  source.addEventListener("error", () => told(source.readyState === EventSource.CLOSED ? "off" : "late"));
  for (const [name, then] of Object.entries(heard)) {
    source.addEventListener(name, (/** @type {any} */ event) => then(JSON.parse(event.data), event.lastEventId));
  }
  return () => source.close();
}
