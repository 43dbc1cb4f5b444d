// Wakes the design system's components; every page works without them.
import { initAll as wakeGovuk } from "../js/govuk-frontend.min.js";
import { initAll as wakeMoj } from "../js/moj-frontend.min.js";
import { foldOnPhones } from "./fold.js";
import { chooseOnStrips } from "./strip.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
foldOnPhones();
chooseOnStrips();
wakeGovuk();
wakeMoj();
