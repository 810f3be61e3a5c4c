// One candidate at a time: its words, its places, one key per kind. All text is set as text, never as markup.
// What is shown is asked from Python: the model's state is empty, and a saved notebook holds no name.
const PATIENCE = 10000;

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function button(label, key, className, pressed) {
  const node = element("button", className, `${label} `);
  node.type = "button";
  node.append(element("kbd", "", key));
  node.addEventListener("click", pressed);
  return node;
}

function context(text) {
  const line = element("li");
  const parts = text.split(/[«»]/);
  line.append(parts[0] ?? "", element("mark", "", parts[1] ?? ""), parts.slice(2).join(""));
  return line;
}

function render({ model, el }) {
  let items = [];
  let choices = [];
  let at = 0;
  let waiting = 0;
  const decided = new Map();

  const desk = element("section", "nota-desk");
  desk.tabIndex = 0;
  desk.setAttribute("aria-label", "Namen beoordelen");
  desk.setAttribute("data-lm-suppress-shortcuts", "true");
  const heading = element("p", "nota-desk-count", "De gevonden namen worden opgehaald …");
  const words = element("p", "nota-desk-words");
  const about = element("p", "nota-desk-about");
  const places = element("ul", "nota-desk-places");
  const buttons = element("div", "nota-desk-buttons");
  const status = element("p", "nota-desk-status");
  status.setAttribute("role", "status");
  buttons.hidden = places.hidden = true;
  desk.append(heading, words, about, places, buttons, status);
  el.append(desk);

  const label = (kind) => choices.find((one) => one[1] === kind)?.[2] ?? kind;

  function ask(message) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      status.textContent = "Geen antwoord van Python. Voer de cel opnieuw uit; wat bewaard was, blijft bewaard.";
    }, PATIENCE);
    model.send(message);
  }

  function show() {
    const left = items.filter((one) => !decided.has(one.words)).length;
    const empty = items.length === 0;
    const done = "Alle gevonden namen zijn bekend of beoordeeld.";
    if (empty) heading.textContent = done;
    else if (left === 0) heading.textContent = `${done} Vervang de namen opnieuw om uw oordeel te gebruiken.`;
    else heading.textContent = `${at + 1} van ${items.length}; nog ${left} te beoordelen`;
    words.hidden = about.hidden = places.hidden = buttons.hidden = empty;
    if (empty) return;
    const one = items[at];
    const known = decided.get(one.words);
    const times = one.count === 1 ? "1 keer" : `${one.count} keer`;
    words.textContent = one.words;
    about.textContent = `${known ? `beoordeeld: ${label(known)}` : `misschien: ${one.kind}`}; ${times}, in ${one.cases.join(", ")}`;
    places.replaceChildren(...one.contexts.map(context));
  }

  function move(step) {
    if (items.length === 0) return;
    at = (at + step + items.length) % items.length;
    show();
  }

  function next() {
    for (let step = 1; step <= items.length; step += 1) {
      const index = (at + step) % items.length;
      if (!decided.has(items[index].words)) {
        at = index;
        break;
      }
    }
    show();
  }

  function choose(kind) {
    if (items.length === 0) return;
    status.textContent = "…";
    ask({ words: items[at].words, kind });
  }

  function opened(message) {
    items = message.items;
    choices = message.choices;
    at = 0;
    decided.clear();
    buttons.replaceChildren(
      ...choices.map(([key, kind, text]) => button(text, key, "", () => choose(kind))),
      button("terug", "←", "nota-desk-quiet", () => move(-1)),
      button("later", "→", "nota-desk-quiet", () => move(1)),
    );
    show();
  }

  function received(message) {
    clearTimeout(waiting);
    if (message.type === "items") {
      opened(message);
    } else if (message.error) {
      status.textContent = `Niet bewaard: ${message.error}`;
    } else {
      decided.set(message.words, message.kind);
      status.textContent = `Bewaard: ${message.words}, ${label(message.kind)}.`;
      next();
    }
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = choices.find(([key]) => key === event.key.toLowerCase());
    if (choice) choose(choice[1]);
    else if (event.key === "ArrowRight") move(1);
    else if (event.key === "ArrowLeft") move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  desk.addEventListener("keydown", pressed);
  model.on("msg:custom", received);
  ask({ type: "open" });
  return () => {
    clearTimeout(waiting);
    model.off("msg:custom", received);
  };
}

export default { render };
