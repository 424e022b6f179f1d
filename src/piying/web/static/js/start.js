// What every page does when it has come.

import { on } from "./dom.js";
import * as sheet from "./sheet.js";
import * as theme from "./theme.js";
import * as toast from "./toast.js";

sheet.begin();
theme.begin();
toast.begin();
on("click", "[data-reloads]", () => location.reload());
