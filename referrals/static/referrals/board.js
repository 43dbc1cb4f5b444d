// The board says when something came in, and moves by keys; it never reloads under somebody's hands.
const EVERY = 20000;
const table = document.querySelector(".p-board");
const news = document.getElementById("board-news");

function tell(found) {
  if (!found.arrived && !found.changed) return;
  const words = found.arrived
    ? `${found.arrived === 1 ? "One new referral" : `${found.arrived} new referrals`} came in while you were here.`
    : "Somebody changed a referral while you were here.";
  news.querySelector(".p-alertline__words").textContent = words;
  news.hidden = false;
}

async function look() {
  const address = news.dataset.news;
  if (document.hidden || !address) return;
  try {
    const answer = await fetch(`${address}?since=${encodeURIComponent(news.dataset.seen)}`, { headers: { Accept: "application/json" } });
    if (answer.ok) tell(await answer.json());
  } catch {
    // the next look finds out
  }
}

function move(step) {
  const links = [...table.querySelectorAll("[data-row] th a")];
  const at = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
  if (next) next.focus();
}

if (news) setInterval(look, EVERY);
if (table) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    if (event.key === "t") document.activeElement.closest("[data-row]")?.querySelector("td:last-child a")?.click();
  });
}
