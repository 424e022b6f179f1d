// One's own second factor: another authenticator, new recovery codes.

import { ask } from "../js/api.js";
import { by, on } from "../js/dom.js";
import { tell } from "../js/toast.js";
import { keepSecret, showCodes, showSecret } from "./factors.js";
import { API, begin, proved } from "./forms.js";

begin({ "first-code": (told) => keepSecret(told.code) });

on("click", "[data-authenticator]", () => proved(showSecret).then(() => by("code").focus(), tell));
on("click", "[data-new-codes]", () => proved(async () => {
  showCodes((await ask("POST", `${API}/account/factors/codes`)).codes);
}).catch(tell));
