// The transcript on the screen: a block per turn, its words as runs of real <mark> elements, its codes in words beside it.
// Each coding has a stripe in a lane of its own: colour and kind of line tell the theme, thickness a suggestion from a coding.

const LANE = 5;               // pixels from one stripe to the next
const DASHES = [[], [9, 4], [3, 4], [12, 3, 3, 3], [20, 3]];   // ink, gap, …: a second cue beside colour
const AT_ONCE = 60;           // turns drawn in one breath when they are not on the screen

function stripeImage(color, dashes) {
  if (!dashes.length) return `linear-gradient(${color}, ${color})`;
  const stops = [];
  let at = 0;
  dashes.forEach((length, n) => { stops.push(`${n % 2 ? "#fff" : color} ${at}px ${at + length}px`); at += length; });
  return `repeating-linear-gradient(90deg, ${stops.join(", ")})`;
}

function createDrawing(store, body) {
  const themes = new Map(store.themes.map((one, n) => [one.id, { ...one, image: stripeImage(one.color, DASHES[n % DASHES.length]) }]));
  const plain = { label: "", color: "#555555", image: stripeImage("#555555", []) };
  const labels = new Map(store.codes.map((one) => [one.id, one.retired ? `${one.label} (vervallen)` : one.label]));
  const themeOf = (code) => themes.get(code.split(".")[0]) ?? plain;
  const labelOf = (code) => labels.get(code) ?? code;
  const onScreen = new Set(), waiting = new Set();
  let shows = () => true, current = null, idle = 0;

  const nodes = store.turns.map((turn, i) => {
    const node = element("div", "nc-turn", undefined, { "data-turn": i });
    const said = element("p", "nc-said", store.text.slice(turn.start, turn.end));
    const name = `${turn.who.charAt(0).toUpperCase()}${turn.who.slice(1)}`;
    node.append(element("p", "nc-who", `${i + 1} ${name}`), said);
    if (turn.who === "interviewer") node.classList.add("nc-asks");
    node.said = said;
    return node;
  });
  const watcher = new IntersectionObserver((seen) => {
    for (const one of seen) {
      const i = Number(one.target.dataset.turn);
      if (one.isIntersecting) { onScreen.add(i); if (waiting.delete(i)) draw(i); } else onScreen.delete(i);
    }
  }, { root: body, rootMargin: "200px" });

  const under = (turn) => [...turn.ids].map((id) => store.byId.get(id)).filter((one) => one && (shows(one) || one.id === current));

  function draw(i) {
    const turn = store.turns[i], node = nodes[i], here = under(turn);
    const deepest = here.reduce((most, one) => Math.max(most, store.lanes.get(one.id) + 1), 0);
    node.style.setProperty("--lanes", deepest);
    renew(node.said, runs(turn, here));
    const starting = here.filter((one) => one.start >= turn.at || i === store.turnsOf(one)[0])
      .sort((a, b) => a.start - b.start || a.end - b.end);
    renew(node, [...node.childNodes].slice(0, 2).concat(starting.length ? [chips(i, starting)] : []));
  }

  /** The turn cut at every begin and end of a coding, with what lies over each piece. */
  function runs(turn, here) {
    if (!here.length) return [new Text(store.text.slice(turn.start, turn.end))];
    const edges = here.flatMap((one) => [Math.max(one.start, turn.at), Math.min(one.end, turn.to)]);
    const cuts = [...new Set([turn.at, turn.to, ...edges])].sort((a, b) => a - b);
    const now = here.find((one) => one.id === current && one.own);
    const parts = [];
    for (let k = 0; k + 1 < cuts.length; k++) {
      const [from, to] = [cuts[k], cuts[k + 1]];
      if (now?.start === from) parts.push(grip("start", now));
      const piece = store.text.slice(store.map.toUnit(from), store.map.toUnit(to));
      const over = here.filter((one) => one.start < to && one.end > from);
      parts.push(over.length ? mark(piece, over) : new Text(piece));
      if (now?.end === to) parts.push(grip("end", now));
    }
    return parts;
  }

  function mark(piece, over) {
    const run = element("mark", "nc-run", piece);
    const lanes = over.map((one) => ({ one, lane: store.lanes.get(one.id) })).sort((a, b) => a.lane - b.lane);
    const deepest = lanes.at(-1).lane;
    run.dataset.ids = lanes.map(({ one }) => one.id).join(" ");
    run.style.backgroundImage = lanes.map(({ one }) => (one.status === "rejected" ? stripeImage("#767676", [2, 5]) : themeOf(one.code).image)).join(", ");
    run.style.backgroundPosition = lanes.map(({ lane }) => `0 calc(100% - ${(deepest - lane) * LANE}px)`).join(", ");
    run.style.backgroundSize = lanes.map(({ one }) => `100% ${one.status === "accepted" ? 4 : 2}px`).join(", ");
    run.style.paddingBottom = `${(deepest + 1) * LANE}px`;
    if (over.some((one) => one.id === current)) run.classList.add("nc-current");
    return run;
  }

  const grip = (edge, one) => element("span", "nc-grip", undefined, { "data-edge": edge, "data-id": one.id, "aria-hidden": "true", title: "Versleep om de grens te verplaatsen" });

  function chips(i, starting) {
    const list = element("ul", "nc-codes", undefined, { "aria-label": `Codes bij beurt ${i + 1}` });
    for (const one of starting) {
      const chip = element("button", `nc-chip nc-${one.status}`, undefined, { type: "button", tabindex: "-1", "data-id": one.id });
      const swatch = element("span", "nc-swatch", undefined, { "aria-hidden": "true" });
      swatch.style.backgroundImage = themeOf(one.code).image;
      const who = one.own ? (one.status === "accepted" ? "" : STATUS[one.status]) : `${STATUS[one.status]} door ${one.who}`;
      chip.append(swatch, labelOf(one.code), who ? element("span", "nc-more", ` ${who}`) : "", one.memo ? element("span", "nc-more", " memo") : "");
      if (one.id === current) chip.setAttribute("aria-current", "true");
      const item = element("li");
      item.append(chip);
      list.append(item);
    }
    return list;
  }

  /** Draws what is on the screen now, and the rest when the browser has nothing else to do. */
  function invalidate(turns) {
    for (const i of turns) { if (onScreen.has(i)) draw(i); else waiting.add(i); }
    if (waiting.size && !idle) idle = setTimeout(rest, 0);
    settled();
  }
  function rest() {
    idle = 0;
    let left = AT_ONCE;
    for (const i of waiting) { waiting.delete(i); draw(i); if (!--left) break; }
    if (waiting.size) idle = setTimeout(rest, 0);
    settled();
  }
  const settled = () => body.toggleAttribute("data-drawn", !waiting.size);

  function start(filter) {
    shows = filter;
    const first = nodes.slice(0, 20).map((_, i) => i);
    first.forEach(draw);
    body.replaceChildren(...nodes);
    nodes.forEach((node) => watcher.observe(node));
    for (let i = first.length; i < nodes.length; i++) if (store.turns[i].ids.size) waiting.add(i);
    invalidate([]);
  }

  return {
    start, invalidate, nodes, themeOf, labelOf, shows: (one) => shows(one),
    filter(next) { shows = next; invalidate(nodes.map((_, i) => i)); },
    /** Marks this coding as the one that is looked at. */
    choose(id) {
      if (id === current) return;
      const dirty = new Set();
      for (const one of [current, id]) if (one && store.byId.has(one)) store.turnsOf(store.byId.get(one)).forEach((i) => dirty.add(i));
      current = id;
      dirty.forEach((i) => { waiting.delete(i); draw(i); });
    },
    /** Draws turns that must be measured now. */
    ensure(turns) { for (const i of turns) if (waiting.delete(i)) draw(i); },
    visible: () => [...onScreen].sort((a, b) => a - b),
    close() { watcher.disconnect(); clearTimeout(idle); },
  };
}

/** The place in the text (UTF-16) of a point in the document, or null outside the words. */
function unitAt(store, body, node, offset) {
  const holder = node.nodeType === 1 ? node : node.parentElement;
  const turn = holder?.closest?.(".nc-turn");
  if (!turn || !body.contains(turn)) return null;
  const { start, end } = store.turns[turn.dataset.turn];
  const said = turn.said;
  if (!said.contains(node)) {
    const after = said.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
    return after ? end : start;
  }
  const head = document.createRange();
  head.setStart(said, 0);
  head.setEnd(node, offset);
  return start + head.toString().length;
}

/** The point in the document of a place in the text: [text node, offset]. */
function pointAt(store, nodes, unit) {
  const i = Math.max(0, store.turns.findLastIndex((turn) => turn.start <= unit));
  const walk = document.createTreeWalker(nodes[i].said, NodeFilter.SHOW_TEXT);
  let left = Math.min(unit, store.turns[i].end) - store.turns[i].start, last = null;
  while (walk.nextNode()) {
    last = walk.currentNode;
    if (left <= last.data.length) return [last, left];
    left -= last.data.length;
  }
  return last ? [last, last.data.length] : [nodes[i].said, 0];
}

/** The selected whole words as code points, or null. */
function readSelection(store, body) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.commonAncestorContainer)) return null;
  const from = unitAt(store, body, range.startContainer, range.startOffset);
  const to = unitAt(store, body, range.endContainer, range.endOffset);
  if (from === null || to === null || from >= to) return null;
  const lineOf = (unit) => store.turns[Math.max(0, store.turns.findLastIndex((turn) => turn.start <= unit))];
  const words = snapped(store.text, from, to, (unit) => lineOf(unit).start, (unit) => lineOf(unit).end);
  return words && { start: store.map.toPoint(words[0]), end: store.map.toPoint(words[1]) };
}
