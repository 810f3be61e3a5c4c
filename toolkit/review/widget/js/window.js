// The window: text, panel, filters, keys and the line that says what is saved. One store per model, a window per view.

/**
 * Keeps JupyterLab from acting on keys that are meant for this window. Its shortcuts match the focused element itself
 * (":focus:not(:read-write)") before they look above it, so the mark must be on whatever has the focus, not on the window alone.
 */
function guard(root) {
  const mark = (node) => node.setAttribute("data-lm-suppress-shortcuts", "true");
  mark(root);
  root.addEventListener("focusin", (event) => mark(event.target));
}

function createWindow(store, el) {
  const root = element("section", "nc", undefined, { "aria-label": `Coderen van ${store.conversation}` });
  guard(root);
  const body = element("div", "nc-text", undefined, { tabindex: "0", role: "group", "aria-label": "Gesprek" });
  const spoken = element("div", "nc-spoken", undefined, { "aria-live": "polite" });
  const line = element("div", "nc-status", undefined, { role: "status" });
  const filter = { code: "", who: "", status: "" };
  let current = null, selected = null, instructive = false;

  const drawing = createDrawing(store, body);
  const cursor = createCursor(store, drawing, body, (words) => { spoken.textContent = words; });
  const say = (words) => { spoken.textContent = words; };
  const here = () => store.byId.get(current) ?? null;
  const mine = () => (here()?.own ? here() : null);
  const back = () => body.focus({ preventScroll: true });
  const fromMachine = (one) => store.suggested.has(one.id);
  const waits = (one) => one.status === "suggested" && !store.covered(one);
  const inOrder = (test) => [...store.byId.values()].filter(test).sort((a, b) => a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : 1));

  // ------------------------------------------------------------------ looking

  function look(one, scroll = false) {
    if (one) selected = null;
    current = one?.id ?? null;
    drawing.choose(current);
    panel.show(one, selected);
    if (!one) return;
    cursor.put(one.start);
    const i = store.turnsOf(one)[0];
    if (scroll) (drawing.nodes[i].querySelector(".nc-current") ?? drawing.nodes[i]).scrollIntoView({ block: "nearest" });
    say(`${drawing.labelOf(one.code)}, ${STATUS[one.status]}`);
  }

  function step(direction, test) {
    const from = here() ? here().start : direction > 0 ? -1 : Infinity;
    const all = inOrder((one) => drawing.shows(one) && test(one));
    const same = all.findIndex((one) => one.id === current);
    const next = same >= 0 ? all[same + direction] : direction > 0 ? all.find((one) => one.start >= from) : all.findLast((one) => one.start <= from);
    const found = next ?? (direction > 0 ? all[0] : all.at(-1)) ?? null;
    look(found, true);
    if (!found) say("Er wacht geen voorstel meer.");
  }
  const waiting = (direction) => (instructive && store.order.length ? learnStep(direction) : step(direction, waits));
  const next = () => waiting(1), previous = () => waiting(-1);

  /** In the order of what teaches most, instead of the order of the text. */
  function learnStep(direction) {
    const open = (entry) => entry.ids.map((id) => store.byId.get(id)).find((one) => one && waits(one) && drawing.shows(one));
    const at = store.order.findIndex((entry) => entry.ids.includes(current));
    const from = direction > 0 ? store.order.slice(at + 1) : store.order.slice(0, Math.max(0, at)).reverse();
    const here = at >= 0 ? store.order[at].ids.map((id) => store.byId.get(id)).find((one) => one && one.id !== current && waits(one) && drawing.shows(one)) : null;
    const found = (direction > 0 && here) || from.map(open).find(Boolean) || (direction > 0 ? store.order.map(open).find(Boolean) : null);
    if (!found) return step(direction, waits);   // what came after the order was made
    look(found, true);
  }
  const reasonNow = (one) => (instructive ? store.order.find((entry) => entry.ids.includes(one.id))?.reasons ?? [] : []);

  // ------------------------------------------------------------------ deciding

  const change = (one, set, reason) => look(store.edit([{ id: one.id, set: one.status === "suggested" ? { status: "accepted", ...set } : set }], reason) ?? one);

  function decide(status) {
    const one = mine();
    if (!one || one.status === status) return;
    const waited = waits(one);
    store.edit([{ id: one.id, set: { status } }], "");
    if (waited) next();
    else look(store.byId.get(one.id));
  }
  const accept = () => decide("accepted");
  function reject() { const one = mine(); if (one && one.status === "accepted" && !fromMachine(one)) remove(); else decide("rejected"); }
  function remove() {
    const one = mine();
    if (!one) return;
    if (one.status === "suggested") return reject();
    store.edit([{ id: one.id, set: null }], "");
    look(null);
  }

  function give(code) {
    const words = readSelection(store, body) ?? selected;
    if (words) {
      document.getSelection()?.removeAllRanges();
      selected = null;
      const there = [...store.byId.values()].find((one) => one.own && one.start === words.start && one.end === words.end && one.code === code);
      if (there?.status === "accepted") return look(there);
      if (there) return look(store.edit([{ id: there.id, set: { status: "accepted" } }], ""));
      return look(store.edit([{ id: null, set: { ...words, code } }], ""));
    }
    const one = mine();
    if (one && one.code !== code) look(store.edit([{ id: one.id, set: { code, status: "accepted" } }], "andere code"));
  }
  function pick(theme = "") {
    const words = readSelection(store, body) ?? selected;
    if (!words && !mine()) return say("Selecteer eerst woorden of een codering.");
    selected = words;
    picker.open(words ? "Code voor de selectie" : "Andere code", give, body, theme);
  }
  const recode = () => { if (mine()) { selected = null; document.getSelection()?.removeAllRanges(); pick(); } };
  function digit(n) {
    if (picker.few) { if (picker.active[n - 1]) give(picker.active[n - 1].id); }
    else if (store.themes[n - 1]) pick(store.themes[n - 1].id);
  }
  function nudge(edge, by) {
    const one = mine(), set = one && nudged(store, one, edge, by);
    if (set) change(one, set, "verplaatst");
  }
  function turn(name) {
    const one = mine(), values = Object.keys(QUALIFIERS[name][2]);
    if (!one) return;
    const value = values[(values.indexOf(one[name]) + 1) % values.length];
    change(one, { [name]: value }, "");
    say(QUALIFIERS[name][2][value]);
  }

  /** Whether all words of a coding can be read on the screen now. */
  function inSight(one) {
    const marks = store.turnsOf(one).flatMap((i) => [...drawing.nodes[i].said.querySelectorAll(".nc-run")]).filter((run) => run.dataset.ids.split(" ").includes(one.id));
    const rects = marks.flatMap((run) => [...run.getClientRects()].map((rect) => [run, rect])).filter(([, rect]) => rect.width > 0);
    return rects.length > 0 && rects.every(([run, rect]) => [[rect.left + 1, rect.top + 3], [rect.right - 1, rect.top + 3]].every(([x, y]) => document.elementFromPoint(x, y) === run));
  }
  function acceptSeen() {
    const seen = drawing.visible();
    drawing.ensure(seen);
    const found = [...new Set(seen.flatMap((i) => [...store.turns[i].ids]))].map((id) => store.byId.get(id))
      .filter((one) => one && drawing.shows(one) && waits(one) && inSight(one));
    store.edit(found.map((one) => ({ id: one.id, set: { status: "accepted" } })), "samen aanvaard, in beeld");
    look(null);
    say(found.length ? `${counted(found.length, "voorstel", "voorstellen")} aanvaard. Ongedaan maken gaat ook in één keer.` : "Er is geen voorstel helemaal in beeld.");
  }

  /** What is left open counts as not given; who stops halfway must know that. */
  function finish() {
    const open = [...store.byId.values()].filter(waits).length, done = !store.done;
    store.news = !done ? "" : open ? `U bent klaar met dit gesprek. Over ${counted(open, "voorstel", "voorstellen")} besliste u niet: die codes tellen als niet gegeven. Was dat niet de bedoeling, kies dan ‘Toch niet klaar’.`
      : "U bent klaar met dit gesprek. Het telt nu mee voor de overeenstemming.";
    store.ask("mark", { value: done });
  }

  // ------------------------------------------------------------------ the parts of the window

  const act = {
    reasonNow, accept, reject, remove, recode, next, nudge, change, fromMachine, back, pick: () => pick(), told: () => told(),
    get few() { return picker.few; },
  };
  const panel = createPanel(store, drawing, act);
  const side = element("div", "nc-side");
  side.append(panel.node);
  const picker = createPicker(store, drawing, side);

  function bar(label, buttons) {
    const node = element("div", "nc-bar", undefined, { role: "group", "aria-label": label });
    for (const [action, text, key, run, swatch] of buttons) {
      const button = element("button", "nc-button", undefined, { type: "button", "data-action": action });
      if (swatch) { const patch = element("span", "nc-swatch", undefined, { "aria-hidden": "true" }); patch.style.backgroundImage = swatch; button.append(patch); }
      button.append(text);
      if (key) button.append(element("kbd", "", key));
      button.onmousedown = (event) => event.preventDefault();   // the selection stays
      button.onclick = run;
      node.append(button);
    }
    return node;
  }
  const numbered = picker.few
    ? picker.active.map((one, n) => [`code-${one.id}`, one.label, String(n + 1), () => give(one.id), drawing.themeOf(one.id).image])
    : store.themes.map((one, n) => [`theme-${one.id}`, one.label, String(n + 1), () => pick(one.id), drawing.themeOf(`${one.id}.`).image]);
  const codes = bar("Codes", [...numbered, ["pick", "Zoek een code", "c", () => pick()]]);
  const edits = bar("Bewerken", [
    ["undo", "Ongedaan maken", "Ctrl+Z", () => store.ask("undo")], ["redo", "Opnieuw", "Ctrl+Y", () => store.ask("redo")],
    ["previous", "Vorig voorstel", "p", previous], ["next", "Volgend voorstel", "n", next],
    ["accept-seen", "Aanvaard wat in beeld is", "Shift+A", acceptSeen], ["learn", "Leer van mijn beslissingen", "l", () => learn()],
    ["done", "", "", finish], ["help", "Toetsen", "?", () => help()],
  ]);
  const keys = element("dl", "nc-keys");
  keys.hidden = true;
  for (const [key, meaning] of HELP) { const pair = element("div"); pair.append(element("dt", "", key), element("dd", "", meaning)); keys.append(pair); }
  const help = () => { keys.hidden = !keys.hidden; edits.querySelector('[data-action="help"]').setAttribute("aria-expanded", String(!keys.hidden)); };

  function choices(name, label, options) {
    const field = element("label", "nc-filter", `${label} `), select = element("select", "", undefined, { "data-filter": name });
    for (const [value, text] of options) select.append(new Option(text, value));
    select.onchange = () => { filter[name] = select.value; drawing.filter(store.view(filter)); if (here() && !drawing.shows(here())) look(null); told(); };
    field.append(select);
    return field;
  }
  const others = [...new Set([...store.byId.values()].map((one) => one.who))].filter((who) => ![store.coder, "nota"].includes(who)).sort();
  const filters = element("div", "nc-bar", undefined, { role: "group", "aria-label": "Wat u ziet" });
  filters.append(
    choices("code", "Code", [["", "alle codes"], ...store.themes.flatMap((theme) => [[theme.id, theme.label], ...store.codes.filter((one) => one.theme === theme.id).map((one) => [one.id, `– ${one.label}`])])]),
    choices("who", "Van", [["", "u en de software"], [store.coder, "alleen u"], ["nota", "alleen de software"], ...others.map((who) => [who, who]), ...(others.length ? [["*", "iedereen"]] : [])]),
    choices("status", "Stand", [["", "alles wat geldt of wacht"], ["suggested", "voorstellen"], ["accepted", "aanvaard"], ["rejected", "afgewezen"]]),
  );
  const order = element("label", "nc-filter", "Volgorde "), sort = element("select", "", undefined, { "data-filter": "order" });
  sort.append(new Option("zoals in de tekst", "text"), new Option("waar de software het meest van leert", "learn"));
  sort.onchange = () => { instructive = sort.value === "learn"; if (instructive) store.teach("queue"); panel.show(here(), selected); };
  order.append(sort);
  filters.append(order);
  const learn = () => store.teach("learn");
  const news = element("p", "nc-note", "", { role: "status" });
  news.hidden = true;
  const head = element("div", "nc-head"), progress = element("span", "nc-progress");
  head.append(element("strong", "", `${store.conversation} · codeur ${store.coder}`), progress);
  const notes = store.notes.map((words) => element("p", "nc-note", words));
  const main = element("div", "nc-main");
  main.append(body, side);
  root.append(head, ...notes, news, codes, edits, keys, filters, main, line, spoken);

  // ------------------------------------------------------------------ how it stands

  function standing(s) {
    if (s.lost) return s.waiting ? `De kernel is gestopt: ${counted(s.waiting, "wijziging is", "wijzigingen zijn")} niet opgeslagen. Voer de cel opnieuw uit; wat wel was opgeslagen, staat er dan weer.`
      : "De kernel is gestopt. Alles wat u deed is opgeslagen. Voer de cel opnieuw uit om verder te gaan.";
    if (s.refused) return `Geweigerd: ${s.refused}`;
    if (s.silent) return `De kernel antwoordt niet (bezig of gestopt)${s.waiting ? `: ${counted(s.waiting, "wijziging is", "wijzigingen zijn")} nog niet opgeslagen` : ""}.`;
    if (s.drafts) return "De memo is nog niet opgeslagen: verlaat het vak, of druk op Esc.";
    return s.waiting ? `Nog niet opgeslagen: ${s.waiting}` : "Alles is opgeslagen.";
  }
  function told() {
    const all = [...store.byId.values()], s = store.state();
    const given = all.filter((one) => one.own && one.status === "accepted").length;
    const open = all.filter(waits).length, total = store.suggested.size;
    const decided = total ? ` · ${(total - open).toLocaleString("nl-NL")} van ${counted(total, "voorstel", "voorstellen")} beslist` : "";
    write(progress, `${counted(given, "codering", "coderingen")}${decided}${store.done ? " · klaar" : ""}`);
    write(line, standing(s));
    line.classList.toggle("nc-warn", s.lost || s.silent || Boolean(s.refused));
    Object.assign(root.dataset, { saved: s.saved, waiting: s.waiting, version: store.version, sentences: store.sentences.length });
    root.classList.toggle("nc-lost", s.lost);
    const busy = { queue: "De volgorde wordt bepaald. U kunt gewoon doorgaan.", learn: "De software leert van uw beslissingen. U kunt gewoon doorgaan." }[store.teaching];
    write(news, busy ?? store.news);
    news.hidden = !news.textContent;
    edits.querySelector('[data-action="learn"]').disabled = Boolean(store.teaching) || s.lost;
    edits.querySelector('[data-action="undo"]').disabled = !store.canUndo || s.lost;
    edits.querySelector('[data-action="redo"]').disabled = !store.canRedo || s.lost;
    write(edits.querySelector('[data-action="done"]'), store.done ? "Toch niet klaar" : "Klaar met dit gesprek");
  }

  const listen = (dirty, more) => {
    if (store.renamed.has(current)) { current = store.renamed.get(current); drawing.choose(current); }
    drawing.invalidate(dirty);
    told();
    if (more.taught === "learned" && instructive) store.teach("queue");
    if (more.taught === "queue" && !here() && !selected) return next();
    if (more.look && store.byId.has(more.look)) look(store.byId.get(more.look), true);
    else panel.show(here(), selected);
    if (current && !here()) look(null);
  };

  // ------------------------------------------------------------------ mouse and keys

  body.addEventListener("mouseup", () => setTimeout(() => {
    selected = readSelection(store, body);
    if (selected) { current = null; drawing.choose(null); }
    panel.show(here(), selected);
  }));
  body.addEventListener("click", (event) => {
    const chip = event.target.closest(".nc-chip"), run = event.target.closest(".nc-run");
    if (chip) return look(store.byId.get(chip.dataset.id));
    if (!run || readSelection(store, body)) return;
    const under = run.dataset.ids.split(" ").map((id) => store.byId.get(id)).sort((a, b) => (a.end - a.start) - (b.end - b.start));
    look(under[(under.findIndex((one) => one.id === current) + 1) % under.length]);   // the smallest first, then the next
  });
  watchGrips(store, body, (place) => {
    if (!window.Highlight) return;
    CSS.highlights.delete("nc-preview");
    if (!place) return;
    const range = document.createRange();
    range.setStart(...pointAt(store, drawing.nodes, store.map.toUnit(place.start)));
    range.setEnd(...pointAt(store, drawing.nodes, store.map.toUnit(place.end)));
    CSS.highlights.set("nc-preview", new Highlight(range));
  }, (one, set) => { if (one) change(one, set, "verplaatst"); });

  const plain = {
    a: accept, x: reject, n: next, p: previous, l: () => learn(), r: recode, c: () => pick(), "/": () => pick(), m: () => panel.memo(), w: () => say(panel.why()),
    o: () => turn("polarity"), e: () => turn("certainty"), t: () => turn("time"), ".": () => step(1, () => true), ",": () => step(-1, () => true),
    "[": () => nudge("start", -1), "{": () => nudge("start", 1), "]": () => nudge("end", 1), "}": () => nudge("end", -1),
    Delete: remove, Backspace: remove, A: acceptSeen, "?": help,
    Escape: () => { document.getSelection()?.removeAllRanges(); selected = null; look(null); },
  };
  const moves = { ArrowRight: ["word", 1], ArrowLeft: ["word", -1], ArrowDown: ["sentence", 1], ArrowUp: ["sentence", -1] };

  function command(event) {
    const key = event.key, low = key.toLowerCase();
    if (event.altKey) return null;
    if (event.ctrlKey || event.metaKey) return low === "z" ? () => store.ask(event.shiftKey ? "redo" : "undo") : low === "y" ? () => store.ask("redo") : null;
    if (event.target === body && moves[key]) return () => {
      cursor.move(...moves[key], event.shiftKey);
      selected = readSelection(store, body);
      if (selected) { current = null; drawing.choose(null); }
      panel.show(null, selected);
    };
    if (event.target === body && key === " ") return () => { cursor.sentence(); selected = readSelection(store, body); current = null; drawing.choose(null); panel.show(null, selected); };
    if (event.target === body && key === "Enter") return () => pick();
    if (/^[1-9]$/.test(key)) return () => digit(Number(key));
    return plain[key] ?? null;
  }
  root.addEventListener("keydown", (event) => {
    if (event.target.matches("textarea, input, select") || event.target.closest(".nc-picker")) return;
    const run = command(event);
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });

  el.append(root);
  drawing.start(store.view(filter));
  panel.show(null, null);
  told();
  store.listeners.add(listen);
  return () => { store.listeners.delete(listen); drawing.close(); root.remove(); };
}

export default () => {
  let store;
  return {
    initialize({ model }) {
      store = createStore(model);
      return () => store.close();
    },
    render({ el }) {
      let close = null;
      const wait = element("p", "nc-wait", "Het gesprek wordt opgehaald…", { role: "status" });
      const start = () => {
        if (!store.ready) return;
        store.listeners.delete(start);
        wait.remove();
        close = createWindow(store, el);
      };
      el.append(wait);
      store.listeners.add(start);
      start();
      return () => { store.listeners.delete(start); close?.(); };
    },
  };
};
