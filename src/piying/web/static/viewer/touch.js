// Fingers on the picture: a tap, two taps, a long press.

const TWICE_MS = 260, LONG_MS = 420, MOVED = 12;

/** @typedef {{tap: () => void, twice: (x: number, y: number) => void, hold: () => boolean,
 *    let_go: () => void}} Gestures `hold` says whether it takes the press */

/** Hears gestures on whatever inside `root` is picture and not a control.
 *  @param {HTMLElement} root @param {Gestures} then */
export function feel(root, then) {
  let x = 0, y = 0, down = 0, held = false, pressing = 0, waiting = 0, last = 0;

  const ended = () => {
    clearTimeout(pressing);
    if (held) then.let_go();
    held = false;
    down = 0;
  };

  root.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element) || !event.isPrimary || event.button !== 0) return;
    if (event.target.closest("a, button, input, dialog, .over")) return;
    [x, y, down] = [event.clientX, event.clientY, event.timeStamp];
    pressing = setTimeout(() => { held = then.hold(); }, LONG_MS);
  });
  root.addEventListener("pointermove", (event) => {
    if (down && Math.hypot(event.clientX - x, event.clientY - y) > MOVED) ended();
  });
  root.addEventListener("pointerup", (event) => {
    if (!down) return;
    const taken = held;
    ended();
    if (taken) return;
    if (event.timeStamp - last < TWICE_MS) {
      clearTimeout(waiting);
      last = 0;
      then.twice(event.clientX, event.clientY);
      return;
    }
    last = event.timeStamp;
    waiting = setTimeout(then.tap, TWICE_MS);
  });
  root.addEventListener("pointercancel", ended);
  root.addEventListener("contextmenu", (event) => { if (held || down) event.preventDefault(); });
}
