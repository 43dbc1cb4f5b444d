// Drawing across the strip of a chronology chooses the period, and asks for it: the two dates in the form do the same.
const DAY = 86_400_000;

function share(strip, event) {
  const box = strip.querySelector("svg").getBoundingClientRect();
  return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
}

function dayAt(strip, part) {
  const first = Date.parse(strip.dataset.first);
  const days = (Date.parse(strip.dataset.last) - first) / DAY + 1;
  return new Date(first + Math.min(Math.floor(part * days), days - 1) * DAY);
}

function fill(form, name, day) {
  form.elements[`${name}_day`].value = day.getUTCDate();
  form.elements[`${name}_month`].value = day.getUTCMonth() + 1;
  form.elements[`${name}_year`].value = day.getUTCFullYear();
}

function show(brush, width, begin, end) {
  brush.toggleAttribute("hidden", false);
  brush.setAttribute("x", Math.min(begin, end) * width);
  brush.setAttribute("width", Math.abs(end - begin) * width);
}

function listen(strip, form) {
  const picture = strip.querySelector("svg"), brush = strip.querySelector("[data-brush]");
  let begin = null;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    begin = share(strip, event);
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (begin !== null) show(brush, picture.viewBox.baseVal.width, begin, share(strip, event));
  });
  picture.addEventListener("pointercancel", () => { begin = null; brush.toggleAttribute("hidden", true); });
  picture.addEventListener("pointerup", (event) => {
    if (begin === null) return;
    const [from, to] = [begin, share(strip, event)].sort((a, b) => a - b);
    begin = null;
    brush.toggleAttribute("hidden", true);
    if (to - from < 0.005) return;  // a touch, not a period
    fill(form, "since", dayAt(strip, from));
    fill(form, "until", dayAt(strip, to));
    form.requestSubmit();
  });
}

export function chooseOnStrips() {
  const form = document.querySelector("[data-strip-form]");
  for (const strip of form ? document.querySelectorAll("[data-strip]") : []) {
    strip.classList.add("p-strip--chooses");
    listen(strip, form);
  }
}
