// The start of a wide picture is in view at once; whatever is looked at keeps its neighbours, and the rest fades.
function near(picture, number) {
  const found = new Set([number]);
  for (const line of picture.querySelectorAll("path[data-ends]")) {
    const ends = line.dataset.ends.split(" ");
    if (ends.includes(number)) ends.forEach((end) => found.add(end));
  }
  return found;
}

function fade(picture, number) {
  const kept = number === null ? null : near(picture, number);
  for (const one of picture.querySelectorAll("[data-number]")) {
    one.classList.toggle("p-net__faded", kept !== null && !kept.has(one.dataset.number));
  }
  for (const one of picture.querySelectorAll("[data-ends]")) {
    const isMine = number === null || one.dataset.ends.split(" ").includes(number);
    one.classList.toggle("p-net__faded", !isMine);
  }
}

function listen(picture) {
  const numberOf = (target) => target.closest?.("[data-number]")?.dataset.number ?? null;
  const focused = () => numberOf(picture.contains(document.activeElement) ? document.activeElement : picture);
  picture.addEventListener("focusin", (event) => fade(picture, numberOf(event.target)));
  picture.addEventListener("focusout", () => fade(picture, null));
  picture.addEventListener("pointerover", (event) => fade(picture, numberOf(event.target) ?? focused()));
  picture.addEventListener("pointerleave", () => fade(picture, focused()));
}

function showStart(picture) {
  const field = picture.closest(".p-netfield"), start = picture.querySelector("[data-number='0']");
  if (!field || !start) return;
  const box = start.getBoundingClientRect(), room = field.getBoundingClientRect();
  field.scrollLeft += box.left + box.width / 2 - room.left - room.width / 2;
}

for (const picture of document.querySelectorAll("[data-network]")) {
  listen(picture);
  showStart(picture);
}
