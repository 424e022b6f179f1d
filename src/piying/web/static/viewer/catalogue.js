// Following, sharing, forgetting, and searching as somebody types.

import { ask } from "../js/api.js";
import { by, fill, icon, on, settled } from "../js/dom.js";
import { t } from "../js/i18n.js";
import { tell, toast } from "../js/toast.js";

const API = "/api/v1";
const TYPED_MS = 250;

on("click", "[data-follow]", async (_, button) => {
  const follows = button.getAttribute("aria-pressed") === "true";
  try {
    await ask("POST", `${API}/session/anonymous`);
    await ask(follows ? "DELETE" : "PUT", `${API}/favourites/${encodeURIComponent(button.dataset.follow)}`);
  } catch (error) { return tell(error); }
  button.setAttribute("aria-pressed", String(!follows));
  fill(button, icon(follows ? "follow" : "check"), t(follows ? "catalogue.follow" : "catalogue.following"));
});

on("click", "[data-share]", async (_, button) => {
  const shared = { title: button.dataset.share, url: location.href.split("#")[0] };
  try {
    if (navigator.share) return await navigator.share(shared);
    await navigator.clipboard.writeText(shared.url);
    toast(t("catalogue.copied"), { kind: "good" });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;  // somebody closed the dialog, or may not copy
  }
});

on("click", "[data-forget]", (_, button) =>
  ask("DELETE", `${API}/history/${encodeURIComponent(button.dataset.forget)}`).then(() => button.closest("li").remove(), tell));
on("click", "[data-forget-all]", () => ask("DELETE", `${API}/history`).then(() => location.reload(), tell));

// The page of what is typed is asked for and its results put in place of those that are shown.
const field = by("q");
if (field) {
  let asked = new AbortController();
  field.addEventListener("input", settled(TYPED_MS, async () => {
    const typed = field.value.trim();
    asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`/search?q=${encodeURIComponent(typed)}`, { signal: asked.signal, headers: { Accept: "text/html" } });
      const told = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
      if (told) fill(by("found"), ...told.childNodes);
      history.replaceState(null, "", typed ? `/search?q=${encodeURIComponent(typed)}` : "/search");
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "AbortError") throw error;
    }
  }));
}
