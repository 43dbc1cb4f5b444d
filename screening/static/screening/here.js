// Who else has this draft open, asked again each minute. Without this file it is as it was when the page was opened.
const box = document.querySelector("[data-here]");
const EACH = 60_000;
let last = "";

function line({ name, words }) {
  const who = document.createElement("strong"), said = document.createElement("p"), drawn = document.createElement("div");
  who.textContent = name;
  said.className = "p-alertline__words";
  said.append(who, ` ${words}`);
  drawn.className = "p-alertline";
  drawn.append(said);
  return drawn;
}

async function ask() {
  if (document.hidden) return;
  try {
    const answer = await fetch(box.dataset.here, { headers: { "X-Portal-By-Itself": "yes" }, redirect: "error" });
    if (!answer.ok) return;
    const text = await answer.text();
    if (text === last) return; // nothing new is read out
    box.replaceChildren(...JSON.parse(text).here.map(line));
    last = text;
  } catch {
    // offline, or signed out: what was said last stays
  }
}

if (box) setInterval(ask, EACH);
