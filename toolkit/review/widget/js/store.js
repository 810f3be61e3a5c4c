// One store per model: the codings, the lane of each stripe, and what is not yet saved. Views draw from the store.
// Changes go to Python one at a time and in order; what is not acknowledged counts as not saved.

const SIGN_OF_LIFE = 10000;   // milliseconds between two questions whether the kernel is there
const PATIENCE = 5000;        // after so long without an answer the status line says so

function createStore(model) {
  const client = Array.from(crypto.getRandomValues(new Uint8Array(6)), (n) => n.toString(16).padStart(2, "0")).join("");
  const listeners = new Set();
  const store = {
    listeners, ready: false, text: "", map: null, turns: [], sentences: [], codes: [], themes: [], notes: [],
    byId: new Map(), lanes: new Map(), suggested: new Set(), conversation: "", coder: "",
    canUndo: false, canRedo: false, done: false, version: 0, saved: 0, undecided: 0, drafts: 0,
    refused: "", lost: false, silent: false, renamed: new Map(), edit, ask, teach, state, turnsOf, covered, view,
    order: [], teaching: "", news: "",   // what to decide first, what is being worked out, and what came of it
  };
  const queue = [];
  let flying = null, sent = 0, seq = 0, temporary = 0, asked = 0, closed = false;

  const tell = (dirty = new Set(), more = {}) => listeners.forEach((listen) => listen(dirty, more));

  // ------------------------------------------------------------------ what there is

  function turnsOf(one) {
    let low = 0, high = store.turns.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (store.turns[middle].at <= one.start) low = middle;
      else high = middle - 1;
    }
    const found = [];
    for (let i = low; i < store.turns.length && store.turns[i].at < one.end; i++) found.push(i);
    return found;
  }

  /** A suggestion on words that already have, or were denied, the same code does not wait any more. */
  function covered(one) {
    if (one.status !== "suggested") return false;
    for (const i of turnsOf(one)) for (const id of store.turns[i].ids) {
      const other = store.byId.get(id);
      if (other !== one && other.own && other.status !== "suggested" && other.code === one.code && other.start < one.end && other.end > one.start) return true;
    }
    return false;
  }

  /** Puts a coding in place of the one with this id; null takes it away. Says which turns must be drawn again. */
  function put(id, after, dirty) {
    const before = store.byId.get(id);
    if (before) {
      store.byId.delete(id);
      for (const i of turnsOf(before)) { store.turns[i].ids.delete(id); dirty.add(i); }
    }
    if (!after) { store.lanes.delete(id); return; }
    const moved = !before || before.start !== after.start || before.end !== after.end;
    const lane = moved ? freeLane(after, store.lanes.get(id)) : store.lanes.get(id);
    if (after.id !== id) store.lanes.delete(id);
    store.lanes.set(after.id, lane);
    store.byId.set(after.id, after);
    for (const i of turnsOf(after)) { store.turns[i].ids.add(after.id); dirty.add(i); }
  }

  /** The lane a stripe keeps over its whole length, whatever comes or goes beside it. */
  function freeLane(one, own) {
    const taken = new Set();
    for (const i of turnsOf(one)) for (const id of store.turns[i].ids) {
      const other = store.byId.get(id);
      if (other && other.id !== one.id && other.start < one.end && other.end > one.start) taken.add(store.lanes.get(id));
    }
    if (own !== undefined && !taken.has(own)) return own;
    let lane = 0;
    while (taken.has(lane)) lane++;
    return lane;
  }

  function fill(codings) {
    store.byId.clear(); store.lanes.clear();
    store.turns.forEach((turn) => turn.ids.clear());
    const busy = [];
    for (const one of [...codings].sort((a, b) => a.start - b.start || b.end - a.end)) {
      let lane = busy.findIndex((end) => end <= one.start);
      if (lane < 0) lane = busy.length;
      busy[lane] = one.end;
      store.byId.set(one.id, one);
      store.lanes.set(one.id, lane);
      for (const i of turnsOf(one)) store.turns[i].ids.add(one.id);
    }
  }

  /** Takes over all codings as another window left them; what is equal keeps its place and lane. */
  function replace(codings) {
    const dirty = new Set(), there = new Map(codings.map((one) => [one.id, one]));
    for (const id of [...store.byId.keys()]) if (!there.has(id)) put(id, null, dirty);
    for (const [id, one] of there) if (JSON.stringify(one) !== JSON.stringify(store.byId.get(id))) put(id, one, dirty);
    return dirty;
  }

  // ------------------------------------------------------------------ what people do

  /** One decision on one or more codings: [{id, set}], id null for a new one, set null to take it away. */
  function edit(items, reason) {
    if (store.lost || !items.length) return null;
    const dirty = new Set();
    const wired = items.map(({ id, set }) => {
      const before = id === null ? null : store.byId.get(id);
      const key = id ?? `nieuw-${client}-${++temporary}`;
      const blank = { ...USUAL, memo: "", status: "accepted", confidence: null, evidence: [], parts: [] };
      put(key, set && { ...(before ?? blank), id: key, ...set, own: true, who: store.coder }, dirty);
      return { id: key, before, set };
    });
    queue.push({ type: "change", items: wired, reason });
    tell(dirty);
    afterFrame(pump);
    return store.byId.get(wired[0].id) ?? null;
  }

  /** Undo, redo, or mark as done: the journal knows what, so the answer is waited for. */
  function ask(type, more = {}) {
    if (store.lost) return;
    queue.push({ type, items: [], ...more });
    pump();
    tell();
  }

  /** Asks for what takes a while (the order in which to decide, learning from decisions); coding goes on meanwhile. */
  function teach(type) {
    if (store.lost || store.teaching) return;
    store.teaching = type;
    try { model.send({ type, client }); } catch { store.lost = true; }
    tell();
  }

  /** Takes over suggestions that were weighed anew; what a person decided or is deciding stays as it is. */
  function reweigh(codings) {
    const dirty = new Set(), there = new Map(codings.map((one) => [one.id, one]));
    const free = (id) => !queue.some((one) => touches(one, id));
    for (const [id, one] of [...store.byId]) if (one.status === "suggested" && !there.has(id) && free(id)) put(id, null, dirty);
    for (const [id, one] of there) {
      const now = store.byId.get(id);
      if ((!now || now.status === "suggested") && free(id) && JSON.stringify(now) !== JSON.stringify(one)) put(id, one, dirty);
    }
    return dirty;
  }

  function taught(message) {
    if (message.client === client) store.teaching = "";
    if (message.words !== undefined) store.news = message.words;
    if (message.type === "queue") store.order = message.queue;
    const dirty = message.type === "learned" ? reweigh(message.codings) : new Set();
    if (message.type === "learned") store.suggested = new Set(message.suggested);
    tell(dirty, { taught: message.type });
  }

  function pump() {
    if (flying || store.lost || !queue.length) return;
    flying = queue[0];
    flying.seq = ++seq;
    sent = performance.now();
    send(flying);
  }

  function send(message) {
    try {
      model.send({ ...message, client, version: store.version });
      asked = asked || performance.now();
    } catch {
      store.lost = true;
      tell();
    }
  }

  const touches = (message, id) => message.items.some((item) => item.id === id);

  function settle(message) {
    queue.shift();
    flying = null;
    const dirty = new Set();
    for (const [old, id] of message.renamed ?? []) rename(old, id, dirty);
    for (const [id, after] of Object.entries(message.touched ?? {})) {
      if (queue.some((one) => touches(one, id))) continue;
      if (JSON.stringify(store.byId.get(id) ?? null) !== JSON.stringify(after)) put(id, after, dirty);
    }
    return dirty;
  }

  function rename(old, id, dirty) {
    const one = store.byId.get(old);
    store.renamed.set(old, id);
    if (one) put(old, { ...one, id }, dirty);
    for (const message of queue) for (const item of message.items) if (item.id === old) {
      item.id = id;
      if (item.before) item.before = { ...item.before, id };
    }
  }

  // ------------------------------------------------------------------ what Python says

  model.on("msg:custom", (message) => {
    if (closed || (message.client !== client && !["saved", "learned"].includes(message.type))) return;
    if (["queue", "learned", "taught"].includes(message.type)) { if (store.ready) taught(message); return; }
    asked = 0;
    store.silent = false;
    const mine = message.client === client && flying && message.seq === flying.seq;
    if (message.type === "opened") return opened(message);
    if (!store.ready) return;
    let dirty = new Set(), look = null;
    if (message.type === "sentences") store.sentences = message.sentences;
    if (message.type === "saved" && mine) {
      dirty = settle(message);
      store.saved++;
      store.refused = "";
      look = message.look ? Object.keys(message.touched)[0] ?? "" : null;
    } else if (message.type === "saved") {
      for (const [id, after] of Object.entries(message.touched)) if (!queue.some((one) => touches(one, id))) put(id, after, dirty);
    } else if (message.type === "refused" && mine) {
      store.refused = message.reason;
      const ids = new Set(flying.items.map((item) => item.id));
      for (let n = queue.length - 1; n > 0; n--) if (queue[n].items.some((item) => ids.has(item.id))) queue.splice(n, 1);
      dirty = settle(message);
    } else if (message.type === "codings") {
      store.suggested = new Set(message.suggested);
      if (!queue.length) dirty = replace(message.codings);
    }
    const missed = message.type === "codings" ? queue.length > 0
      : ["saved", "refused"].includes(message.type) && message.version !== store.version + (message.written ?? 0);
    for (const name of ["canUndo", "canRedo", "done"]) store[name] = message[name];
    if (!missed) store.version = message.version;
    else if (!queue.length) send({ type: "sync" });
    pump();
    tell(dirty, { look });
  });

  function opened(message) {
    const { text } = message, map = offsets(text);
    Object.assign(store, {
      ready: true, text, map, codes: message.codes, themes: message.themes, notes: message.notes,
      conversation: message.conversation, coder: message.coder, suggested: new Set(message.suggested), version: message.version,
      canUndo: message.canUndo, canRedo: message.canRedo, done: message.done,
      turns: message.turns.map(([at, to, who]) => ({ at, to, who, start: map.toUnit(at), end: map.toUnit(to), ids: new Set() })),
    });
    fill(message.codings);
    tell();
    send({ type: "sentences" });
  }

  // ------------------------------------------------------------------ how it stands

  function state() {
    const waiting = queue.reduce((sum, message) => sum + Math.max(1, message.items.length), 0);
    return { waiting, saved: store.saved, lost: store.lost, silent: store.silent, refused: store.refused, drafts: store.drafts };
  }

  /** The records that a filter lets through. */
  function view(filter) {
    return (one) => {
      const theme = filter.code && !filter.code.includes(".") ? `${filter.code}.` : "";
      if (filter.code && one.code !== filter.code && !(theme && one.code.startsWith(theme))) return false;
      if (filter.status ? one.status !== filter.status : one.status === "rejected") return false;
      if (filter.who === "" ? !one.own : filter.who !== "*" && one.who !== filter.who) return false;
      return filter.status === "suggested" || !covered(one);
    };
  }

  function beat() {
    if (!store.ready || store.lost || document.visibilityState !== "visible") return;
    if (!queue.length) send({ type: "sync" });
  }
  const every = setInterval(beat, SIGN_OF_LIFE);
  const watch = setInterval(() => {
    const silent = Boolean(asked) && performance.now() - asked > PATIENCE;
    if (silent !== store.silent) { store.silent = silent; tell(); }
  }, 500);
  const warn = (event) => { if (queue.length || store.drafts) event.preventDefault(); };
  window.addEventListener("focus", beat);
  window.addEventListener("beforeunload", warn);
  model.on("comm_live_update", beat);

  send({ type: "open" });
  store.close = () => {
    closed = true;
    clearInterval(every); clearInterval(watch);
    window.removeEventListener("focus", beat);
    window.removeEventListener("beforeunload", warn);
  };
  return store;
}
