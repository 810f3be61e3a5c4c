// Beside the text: the coding that is looked at, or the selection that waits for a code.

function createPanel(store, drawing, act) {
  const panel = element("div", "nc-panel", undefined, { role: "group", "aria-label": "Over de codering" });
  let shown = "", about = null, draft = null, why = false;
  const latest = (id) => store.renamed.get(id) ?? id;

  const button = (action, text, key, run) => {
    const node = element("button", "nc-button", text, { type: "button", "data-action": action });
    if (key) node.append(element("kbd", "", key));
    node.onclick = run;
    return node;
  };

  function draftSaved() {
    if (!draft) return;
    const { id, field } = draft;
    const one = store.byId.get(latest(id));
    draft = null;
    store.drafts = 0;
    if (one && one.memo !== field.value.trim()) act.change(one, { memo: field.value.trim() }, "memo");
    else act.told();
  }

  function memoField(one) {
    const label = element("label", "nc-field", "Memo ");
    label.append(element("kbd", "", "m"));
    const field = element("textarea", "nc-memo", undefined, { rows: "3", maxlength: "10000" });
    field.defaultValue = one.memo;
    field.addEventListener("input", () => { draft = { id: one.id, field }; store.drafts = 1; act.told(); });
    field.addEventListener("change", draftSaved);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && !(event.key === "Enter" && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      event.stopPropagation();
      draftSaved();
      act.back();
    });
    label.append(field);
    return label;
  }

  function choice(one, name) {
    const [words, key, values] = QUALIFIERS[name];
    const label = element("label", "nc-field", `${words} `);
    label.append(element("kbd", "", key));
    const select = element("select", "", undefined, { "data-field": name });
    for (const [value, text] of Object.entries(values)) select.append(new Option(text, value, one[name] === value, one[name] === value));
    select.onchange = () => act.change(store.byId.get(latest(one.id)) ?? one, { [name]: select.value }, "");
    label.append(select);
    return label;
  }

  function reasons(one) {
    const lines = [];
    if (one.parts.length) lines.push(`Gezien door: ${one.parts.join(" en ")}.`);
    if (one.confidence !== null) lines.push(`Kans volgens de software: ${one.confidence.toLocaleString("nl-NL", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}.`);
    if (one.evidence.length) lines.push(`Woorden: ${one.evidence.map((words) => `“${words}”`).join(", ")}.`);
    else if (one.confidence !== null) lines.push("Er zijn geen losse woorden aan te wijzen.");
    if (!lines.length) lines.push(`Met de hand gegeven door ${one.who}.`);
    return lines;
  }

  function details(summary, name, lines, open, toggled) {
    const node = element("details", `nc-${name}`);
    node.open = open;
    node.append(element("summary", "", summary), ...lines.map((line) => element("p", "", line)));
    node.addEventListener("toggle", () => toggled(node.open));
    return node;
  }

  function coding(one) {
    const code = store.codes.find((entry) => entry.id === one.code);
    const who = one.status === "suggested" ? "van de software" : `door ${one.who}`;
    const head = element("p", "nc-code", drawing.labelOf(one.code));
    const theme = element("p", "nc-meta", `${drawing.themeOf(one.code).label} · ${STATUS[one.status]} ${who}`);
    const summary = element("summary", "", "Waarom? ");
    summary.append(element("kbd", "", "w"));
    const reason = details("", "why", reasons(one), why, (open) => { why = open; });
    reason.firstChild.replaceWith(summary);
    const rules = code ? [`${code.definition}`, `Wel: ${code.include}`, `Niet: ${code.exclude}`] : [];
    const book = details("Codeboek", "book", rules, false, () => {});
    const now = act.reasonNow(one);
    const next = now.length ? [element("p", "nc-hint nc-now", `Nu aan de beurt: ${now.join("; ")}.`)] : [];
    if (!one.own) return [head, theme, element("p", "nc-hint", "Van een ander: te lezen, niet te veranderen."), reason, book];
    const verbs = element("div", "nc-verbs");
    if (one.status !== "accepted") verbs.append(button("accept", "Aanvaarden", "a", act.accept));
    if (one.status === "suggested" || (one.status === "accepted" && act.fromMachine(one))) verbs.append(button("reject", "Afwijzen", "x", act.reject));
    verbs.append(button("recode", "Andere code", "r", act.recode));
    if (one.status !== "suggested") verbs.append(button("remove", act.fromMachine(one) ? "Terug naar voorstel" : "Verwijderen", "Del", act.remove));
    const edges = element("div", "nc-verbs", undefined, { role: "group", "aria-label": "Grenzen, een woord" });
    for (const [action, text, key] of [["start-1", "begin eerder", "["], ["start+1", "begin later", "{"], ["end-1", "eind eerder", "}"], ["end+1", "eind later", "]"]]) {
      const [edge, by] = [action.slice(0, -2), action.endsWith("+1") ? 1 : -1];
      edges.append(button(action, text, key, () => act.nudge(edge, by)));
    }
    return [head, theme, ...next, verbs, reason, ...Object.keys(QUALIFIERS).map((name) => choice(one, name)), memoField(one), edges, book];
  }

  function chosen(words) {
    const hint = element("p", "nc-hint", act.few ? "Druk op een cijfer, of zoek een code met c." : "Druk op het cijfer van een thema, of zoek een code met c.");
    return [element("p", "nc-meta", "Geselecteerd"), element("p", "nc-quote", `“${words}”`), button("pick", "Geef een code", "c", act.pick), hint];
  }

  function nothing() {
    return [
      element("p", "nc-hint", "Klik op een codering, of ga met n naar het volgende voorstel. Selecteer woorden om ze een code te geven."),
      button("next", "Volgend voorstel", "n", act.next),
    ];
  }

  return {
    node: panel,
    /** Shows a coding, else the selected words, else what one can do. Does nothing when that stands there already. */
    show(one, selected) {
      const words = selected && store.text.slice(store.map.toUnit(selected.start), store.map.toUnit(selected.end));
      const short = words && words.length > 160 ? `${words.slice(0, 150)}…` : words;
      const key = JSON.stringify([one ?? null, one ? act.reasonNow(one) : short ?? null]);
      if (key === shown) return;
      if (draft && one && latest(draft.id) === one.id) return;   // a memo is being written
      draftSaved();
      shown = key;
      const held = panel.contains(document.activeElement) ? document.activeElement.dataset : null;
      const parts = one ? coding(one) : short ? chosen(short) : nothing();
      if (one && about && latest(about) === one.id) renew(panel, parts, true);
      else panel.replaceChildren(...parts);
      about = one?.id ?? null;
      if (panel.contains(document.activeElement)) return;
      const name = held?.action ? `[data-action="${held.action}"]` : held?.field ? `[data-field="${held.field}"]` : "";
      if (held) (name && panel.querySelector(name) ? panel.querySelector(name) : null)?.focus({ preventScroll: true }) ?? act.back();
    },
    why() { const node = panel.querySelector(".nc-why"); if (node) { node.open = !node.open; return node.open ? node.textContent : ""; } return ""; },
    memo() { panel.querySelector(".nc-memo")?.focus(); },
  };
}
