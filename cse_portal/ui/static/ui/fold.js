// A side column that folds away on a phone, and stands open where there is room. Without this it stands open.
const ROOM = window.matchMedia("(min-width: 701px)");

function fit(fold) {
  fold.open = ROOM.matches || "inUse" in fold.dataset;
}

export function foldOnPhones() {
  for (const fold of document.querySelectorAll("details.p-fold")) {
    fit(fold);
    ROOM.addEventListener("change", () => fit(fold));
  }
}
