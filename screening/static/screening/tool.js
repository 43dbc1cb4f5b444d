// Filling in a tool, made faster: evidence opens under "yes", tiles fill as one goes, single keys answer.
// Without this file everything is on the page, and the tiles stand as they were last saved.
const form = document.querySelector("[data-tool]");
const items = [...document.querySelectorAll("[data-item]")];

const answers = (item) => [...item.querySelectorAll("[data-period]")].map((one) => one.querySelector("input:checked")?.value ?? "");

function open(part, isOpen) {
  part?.classList.toggle("p-evidence--open", isOpen);
}

function hasWords(item) {
  return [...item.querySelectorAll("[data-evidence] :is(textarea, input[type=text])")].some((one) => one.value.trim());
}

function show(item) {
  const said = answers(item);
  open(item.querySelector("[data-evidence]"), said.includes("yes") || hasWords(item));
  open(item.querySelector("[data-ask]"), said.includes("not_known"));
}

// --- the tiles ---------------------------------------------------------------------------------------------------

const bar = document.querySelector("[data-tiles]");
const WORDS = { none: "nothing ticked", unknown: "not known, to be asked", past: "background, or before 6 months", 0: "universal plus now", 1: "additional now", 2: "complex now", 3: "acute now" };

function stateOf(elsewhere, here) {
  const now = here.filter((one) => one.now && one.rank >= 0);
  const rank = Math.max(elsewhere.rank, ...now.map((one) => one.rank));
  const isUnknown = elsewhere.unknown || here.some((one) => one.unknown);
  if (rank >= 0) return String(rank);
  if (elsewhere.past || here.some((one) => one.before || one.now)) return "past";
  return isUnknown ? "unknown" : "none";
}

function read(item) {
  const said = answers(item), isBackground = "background" in item.dataset;
  return {
    letters: item.dataset.letters.split(" "),
    rank: isBackground ? -1 : Number(item.dataset.rank),
    now: said[0] === "yes",
    before: said[1] === "yes",
    unknown: said.includes("not_known"),
  };
}

function fill() {
  const all = items.map(read);
  for (const tile of bar?.querySelectorAll("[data-letter]") ?? []) {
    const elsewhere = JSON.parse(tile.dataset.elsewhere);
    const here = all.filter((one) => one.letters.includes(tile.dataset.letter));
    const state = stateOf(elsewhere, here);
    const count = elsewhere.count + here.filter((one) => one.now || one.before).length;
    tile.className = `p-tile p-tile--${state}`;
    tile.querySelector("[data-count]").textContent = state === "unknown" ? "?" : String(count);
    tile.querySelector("[data-spoken]").textContent = `: ${WORDS[state]}`;
  }
}

// --- single keys -------------------------------------------------------------------------------------------------

const KEYS = { 1: "yes", 2: "no", 3: "not_known" };

function isTyping(target) {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && !["radio", "checkbox"].includes(target.type));
}

function choose(period, value) {
  const input = [...period.querySelectorAll("input")].find((one) => one.value === value);
  if (!input) return;
  input.checked = true;
  input.focus();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const after = period.nextElementSibling;
  if (after?.matches("[data-period]") && !after.querySelector("input:checked")) after.querySelector("input").focus();
}

function toItem(item) {
  item?.scrollIntoView({ block: "center" });
  item?.querySelector("[data-period] input")?.focus({ preventScroll: true });
}

function pressed(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  const item = document.activeElement?.closest("[data-item]");
  const key = event.key.toLowerCase();
  if (key === "n") toItem(items[item ? items.indexOf(item) + 1 : 0]);
  else if (item && key in KEYS) choose(document.activeElement.closest("[data-period]") ?? item.querySelector("[data-period]"), KEYS[key]);
  else if (item && key === "e") {
    open(item.querySelector("[data-evidence]"), true);
    item.querySelector("[data-evidence] textarea")?.focus();
  } else if (item && key === "?") item.querySelector("[data-help]")?.toggleAttribute("open");
  else return;
  event.preventDefault();
}

if (form) {
  form.classList.add("p-tool--live");
  items.forEach(show);
  fill();
  form.addEventListener("change", (event) => {
    const item = event.target.closest("[data-item]");
    if (item) { show(item); fill(); }
  });
  document.addEventListener("keydown", pressed);
  for (const line of document.querySelectorAll("[data-keys]")) line.hidden = false;
}
