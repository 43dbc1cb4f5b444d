// Keeps the progress page fresh without reloading it, asks less often as time passes,
// and speaks only when something worth hearing has happened.

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;
const SLOWER = 1.25;

const place = document.querySelector("[data-job-progress][data-under-way=yes]");
let etag = "";
let pause = FIRST_PAUSE;
let spoken = 0;

function show(state) {
  place.querySelector("#job-words").textContent = state.words;
  place.querySelector("[data-bar]").value = state.percent;
  const note = place.querySelector("[data-note]");
  note.textContent = state.note;
  note.hidden = !state.note;
  const quarter = Math.floor(state.percent / 25);
  if (quarter > spoken) {
    spoken = quarter;
    place.querySelector("[data-announce]").textContent = state.words;
  }
}

async function ask() {
  // Asking by itself is no sign that anyone is there: an open page must not keep a session alive.
  const headers = { "X-Portal-By-Itself": "yes", ...(etag && { "If-None-Match": etag }) };
  const answer = await fetch(place.dataset.jobProgress, { headers, cache: "no-store", redirect: "error" });
  if (answer.status === 304) {
    return true;
  }
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  etag = answer.headers.get("ETag") || "";
  pause = FIRST_PAUSE;
  const state = await answer.json();
  if (!state.is_under_way) {


    window.location.reload();
    return false;
  }
  show(state);
  return true;
}

async function again() {
  let goOn = true;
  try {
    goOn = await ask();
  } catch {
    pause = LONGEST_PAUSE; // no network, or signed out: the page still says what it last knew
  }
  if (goOn) {
    pause = Math.min(pause * SLOWER, LONGEST_PAUSE);
    setTimeout(again, pause);
  }
}

if (place) {
  place.querySelector("[data-without-script]").hidden = true;
  setTimeout(again, pause);
}
