// One candidate at a time: its words, its places, one key per kind. All text is set as text, never as markup.
function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function context(text) {
  const line = element("li");
  const parts = text.split(/[«»]/);
  line.append(parts[0] ?? "");
  line.append(element("mark", "", parts[1] ?? ""), parts.slice(2).join(""));
  return line;
}

function render({ model, el }) {
  const items = model.get("items");
  const choices = model.get("choices");
  const decided = new Map();
  let at = 0;

  const desk = element("section", "nota-desk");
  desk.tabIndex = 0;
  desk.setAttribute("aria-label", "Namen beoordelen");
  const heading = element("p", "nota-desk-count");
  const words = element("p", "nota-desk-words");
  const about = element("p", "nota-desk-about");
  const places = element("ul", "nota-desk-places");
  const buttons = element("div", "nota-desk-buttons");
  const status = element("p", "nota-desk-status");
  status.setAttribute("role", "status");
  desk.append(heading, words, about, places, buttons, status);
  el.append(desk);

  const labels = { geen: "geen naam" };
  for (const [key, kind] of choices) {
    const button = element("button", "", `${labels[kind] ?? kind} `);
    button.type = "button";
    button.append(element("kbd", "", key));
    button.addEventListener("click", () => choose(kind));
    buttons.append(button);
  }
  const skip = element("button", "nota-desk-quiet", "later ");
  skip.type = "button";
  skip.append(element("kbd", "", "→"));
  skip.addEventListener("click", () => move(1));
  const back = element("button", "nota-desk-quiet", "terug ");
  back.type = "button";
  back.append(element("kbd", "", "←"));
  back.addEventListener("click", () => move(-1));
  buttons.append(back, skip);

  function show() {
    const left = items.length - decided.size;
    if (items.length === 0 || left === 0) {
      heading.textContent = "Alle gevonden namen zijn bekend of beoordeeld. Vervang de namen opnieuw om uw oordeel te gebruiken.";
      words.textContent = about.textContent = "";
      places.replaceChildren();
      buttons.hidden = true;
      return;
    }
    const one = items[at];
    heading.textContent = `${at + 1} van ${items.length}; nog ${left} te beoordelen`;
    words.textContent = one.words;
    const times = one.count === 1 ? "1 keer" : `${one.count} keer`;
    const known = decided.get(one.words);
    about.textContent = `${known ? `beoordeeld: ${labels[known] ?? known}` : `misschien: ${one.kind}`}; ${times}, in ${one.cases.join(", ")}`;
    places.replaceChildren(...one.contexts.map(context));
  }

  function move(step) {
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
    if (buttons.hidden || items.length === 0) return;
    status.textContent = "…";
    model.send({ words: items[at].words, kind });
  }

  function received(message) {
    if (message.error) {
      status.textContent = `Niet bewaard: ${message.error}`;
      return;
    }
    decided.set(message.words, message.kind);
    status.textContent = `Bewaard: ${message.words} is ${labels[message.kind] ?? message.kind}.`;
    next();
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
  show();
  return () => model.off("msg:custom", received);
}

export default { render };
