// A new authenticator: its secret as a picture and as letters, its first code, recovery codes.

import { ask } from "../js/api.js";
import { by, fill, make } from "../js/dom.js";
import { API } from "./forms.js";

/** Shows a new secret in #scan. The picture is asked for in the body of a request, so that the
 *  secret stands in no address and no log. @returns {Promise<void>} */
export async function showSecret() {
  const made = await ask("POST", `${API}/account/factors/authenticator/secret`);
  const answer = await fetch("/desk/factor/picture", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ address: made.address }),
  });
  const picture = by("picture");
  if (picture.src.startsWith("blob:")) URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(await answer.blob());
  by("letters").textContent = made.letters.replace(/(.{4})(?=.)/g, "$1 ");
  by("scan").hidden = false;
}

/** Puts the new authenticator in force and shows its recovery codes. @param {string} code */
export async function keepSecret(code) {
  const { codes } = await ask("POST", `${API}/account/factors/authenticator`, { code: code.trim() });
  by("scan").hidden = true;
  by("picture").removeAttribute("src");
  by("letters").textContent = "";
  showCodes(codes);
}

/** Shows recovery codes, once. @param {string[]} codes */
export function showCodes(codes) {
  fill(by("list"), ...codes.map((one) => make("li", {}, one)));
  by("codes").hidden = false;
  by("codes-title").focus();
}
