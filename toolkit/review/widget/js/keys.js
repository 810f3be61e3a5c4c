// The keyboard, and the mouse on the text: a cursor that goes by words, edges that can be dragged.

const HELP = [
  ["1–9", "geef de selectie een code (of haar thema), of geef de gekozen codering een andere"], ["c", "zoek een code"],
  ["a / x", "aanvaard of wijs af, en ga door"], ["r", "andere code"], ["n / p", "volgend of vorig voorstel"],
  [". / ,", "volgende of vorige codering"], ["w", "waarom dit voorstel"], ["m", "memo (Esc: terug naar de tekst)"],
  ["o / e / t", "ontkend, zekerheid, tijd: telkens een verder"], ["[ ] en { }", "begin of eind een woord ruimer of krapper"],
  ["Delete", "verwijder"], ["Ctrl+Z / Ctrl+Y", "ongedaan maken, opnieuw"], ["Shift+A", "aanvaard de voorstellen die in beeld zijn"], ["l", "leer van mijn beslissingen"],
  ["← →", "een woord verder; met Shift: selecteer"], ["↑ ↓", "een zin verder; met Shift: selecteer"], ["spatie", "selecteer de zin"],
  ["Esc", "laat los"], ["?", "toon of verberg deze lijst"],
];

/** A cursor in the text for who has no mouse. It moves by words and sentences and makes a real selection. */
function createCursor(store, drawing, body, say) {
  let anchor = null, focus = null;   // words as [start, end] in UTF-16 units
  let kept = null;
  const lines = () => {
    if (kept?.from !== store.sentences) kept = { from: store.sentences, lines: store.sentences.length ? store.sentences.map((one) => one.map(store.map.toUnit)) : store.turns.map((one) => [one.start, one.end]) };
    return kept.lines;
  };

  function wordAt(unit, direction) {
    let i = Math.max(0, store.turns.findLastIndex((turn) => turn.start <= unit));
    for (; i >= 0 && i < store.turns.length; i += direction) {
      const words = wordsOf(store.text, store.turns[i].start, store.turns[i].end);
      const found = direction > 0 ? words.find(([a]) => a >= unit) : words.findLast(([, b]) => b <= unit);
      if (found) return found;
    }
    return null;
  }
  function sentenceAt(unit, direction) {
    return direction > 0 ? lines().find(([a]) => a >= unit) : lines().findLast(([, b]) => b <= unit);
  }
  function select() {
    const [from, to] = [Math.min(anchor[0], focus[0]), Math.max(anchor[1], focus[1])];
    const forward = focus[1] >= anchor[1];
    const [a, b] = [pointAt(store, drawing.nodes, from), pointAt(store, drawing.nodes, to)];
    const selection = document.getSelection();
    if (forward) selection.setBaseAndExtent(...a, ...b);
    else selection.setBaseAndExtent(...b, ...a);
    const turn = store.turns.findLastIndex((one) => one.start <= focus[0]);
    drawing.nodes[Math.max(0, turn)].scrollIntoView({ block: "nearest" });
    say(store.text.slice(from, to));
  }
  return {
    /** Goes one word or sentence further (1) or back (-1); ``extend`` keeps what was selected. */
    move(unit, direction, extend) {
      const seek = unit === "word" ? wordAt : sentenceAt;
      const at = focus ? (direction > 0 ? focus[1] : focus[0]) : direction > 0 ? 0 : store.text.length;
      const found = seek(at, direction);
      if (!found) return;
      anchor = extend && anchor ? anchor : found;
      focus = found;
      select();
    },
    sentence() {
      const at = focus?.[0] ?? 0;
      const found = lines().find(([a, b]) => a <= at && at < b) ?? lines()[0];
      if (found) { anchor = focus = found; select(); }
    },
    /** Puts the cursor at a place (code points), without selecting. */
    put(point) { const unit = store.map.toUnit(point); anchor = focus = [unit, unit]; },
  };
}

/** The next place of an edge, one word further or back; null when the coding would become empty. */
function nudged(store, one, edge, by) {
  const from = store.map.toUnit(one.start), to = store.map.toUnit(one.end);
  const at = edge === "start" ? from : to;
  const i = Math.max(0, store.turns.findLastIndex((turn) => turn.start <= at));
  const near = store.turns.slice(Math.max(0, i - 1), i + 2).flatMap((turn) => wordsOf(store.text, turn.start, turn.end));
  const places = near.map(([a, b]) => (edge === "start" ? a : b));
  const next = by > 0 ? places.find((place) => place > at) : places.findLast((place) => place < at);
  if (next === undefined || (edge === "start" ? next >= to : next <= from)) return null;
  return { [edge]: store.map.toPoint(next) };
}

/** Dragging an edge: ``preview`` while it goes, ``drop`` where it is let go. */
function watchGrips(store, body, preview, drop) {
  body.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".nc-grip");
    if (!grip) return;
    event.preventDefault();
    event.stopPropagation();
    const { edge, id } = grip.dataset;
    let place = null;
    const move = (moved) => {
      const point = document.caretPositionFromPoint?.(moved.clientX, moved.clientY);
      const range = point ? null : document.caretRangeFromPoint?.(moved.clientX, moved.clientY);
      const [node, offset] = point ? [point.offsetNode, point.offset] : range ? [range.startContainer, range.startOffset] : [];
      const unit = node && unitAt(store, body, node, offset);
      const one = store.byId.get(id);
      if (unit === null || unit === undefined || !one) return;
      const turn = store.turns[Math.max(0, store.turns.findLastIndex((t) => t.start <= unit))];
      const words = wordsOf(store.text, turn.start, turn.end);
      const word = words.find(([, b]) => unit <= b) ?? words.at(-1);
      if (!word) return;
      const next = store.map.toPoint(edge === "start" ? word[0] : word[1]);
      if (edge === "start" ? next >= one.end : next <= one.start) return;
      place = { id, [edge]: next };
      preview({ ...one, ...place });
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", cancel);
      preview(null);
      if (place) drop(store.byId.get(id), { [edge]: place[edge] });
    };
    const cancel = () => { place = null; stop(); };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", cancel);
  });
}
