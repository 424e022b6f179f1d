// The keyboard: what a key does while nothing is being typed and no sheet is open.

/** @param {Record<string, () => void>} does by the key's name, letters small */
export function listen(does) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]")) return;
    const target = event.target;
    if (target instanceof HTMLSelectElement) return;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      if (!(target.type === "range" && (event.key === "ArrowUp" || event.key === "ArrowDown" || event.key === " " || event.key.length === 1))) return;
    }
    const pressed = target instanceof Element && target.closest("button, a, summary");
    if (pressed && (event.key === " " || event.key === "Enter")) return;
    const then = does[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!then) return;
    event.preventDefault();
    then();
  });
}
