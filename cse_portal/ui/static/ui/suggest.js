// While a name is typed: what is on record already and may be meant. Without it the form asks when it is sent.
const WAIT = 300, LEAST = 2;

function listen(box) {
  const form = box.closest("form"), typed = form.elements.label, sort = form.elements.sort_code;
  if (!typed || !sort) return;
  const list = document.createElement("div");
  list.className = "p-suggest";
  list.setAttribute("role", "status");
  typed.insertAdjacentElement("afterend", list);
  let timer = 0, asked = "";

  async function ask() {
    const words = typed.value.trim();
    if (words === asked) return;
    asked = words;
    if (words.length < LEAST) return show([]);
    const body = new URLSearchParams({ words, kind: sort.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const answer = await fetch(box.dataset.suggest, { method: "POST", body });
      if (answer.ok && words === typed.value.trim()) show((await answer.json()).found);
    } catch {
      show([]);
    }
  }

  function show(found) {
    list.replaceChildren();
    if (!found.length) return;
    const words = document.createElement("p");
    words.className = "p-small";
    words.textContent = found.length === 1 ? "On record already. Is it this one?" : "On record already. Is it one of these?";
    list.append(words, ...found.map(choice));
  }

  function choice(one) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "p-btn p-btn--s";
    button.textContent = one.detail ? `${one.label}: ${one.detail}` : one.label;
    button.addEventListener("click", () => choose(one));
    return button;
  }

  function choose(one) {
    let kept = form.elements.match;
    if (kept instanceof RadioNodeList) kept = null;
    if (!kept) {
      kept = document.createElement("input");
      kept.type = "hidden";
      kept.name = "match";
      form.append(kept);
    }
    kept.value = one.ref;
    typed.value = asked = one.label;
    const words = document.createElement("p");
    words.className = "p-small";
    words.textContent = `The link is made with ${one.label}, which is on record. `;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "p-btn p-btn--s";
    back.textContent = "It is another: add it as new";
    back.addEventListener("click", () => { kept.value = "new"; list.replaceChildren(); typed.focus(); });
    list.replaceChildren(words, back);
    back.focus();
  }

  typed.addEventListener("input", () => {
    if (form.elements.match && !(form.elements.match instanceof RadioNodeList)) form.elements.match.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}

document.querySelectorAll("[data-suggest]").forEach(listen);
