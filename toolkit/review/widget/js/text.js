// Places in a text. Python counts code points, the browser UTF-16 units; on the wire are code points.
// Words, so that a selection takes whole ones.

/** Code points <-> UTF-16 units. Costs nothing where the text has no characters outside the basic plane. */
function offsets(text) {
  const high = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) high.push(i);
  }
  const before = (unit) => {
    let low = 0, top = high.length;
    while (low < top) {
      const middle = (low + top) >> 1;
      if (high[middle] < unit) low = middle + 1;
      else top = middle;
    }
    return low;
  };
  return {
    toPoint: (unit) => unit - before(unit),
    toUnit: (point) => {
      let unit = point;
      for (let n = before(unit); unit !== point + n; n = before(unit)) unit = point + n;
      return unit;
    },
  };
}

/** A placeholder ([medewerker-1]) is one word; so is what hangs together by an apostrophe or a hyphen. */
const WORD = /\[[^\]\s]+\]|['’]?[\p{L}\p{N}\p{M}]+(?:['’.,-]?[\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a stretch of text as [start, end] in UTF-16 units of the whole text. */
function wordsOf(text, from, to) {
  return [...text.slice(from, to).matchAll(WORD)].map((found) => [from + found.index, from + found.index + found[0].length]);
}

const AT_START = /[\s,;:.!?)\]…]/u;
const AT_END = /[\s,;:([]/u;

/** Turns a rough selection into whole words, without the white space and commas that the mouse took along; or null. */
function snapped(text, from, to, lineStart, lineEnd) {
  const firstLine = wordsOf(text, lineStart(from), lineEnd(from));
  const lastLine = wordsOf(text, lineStart(to), lineEnd(to));
  const begun = firstLine.find(([a, b]) => a < from && from < b);
  const ended = lastLine.find(([a, b]) => a < to && to < b);
  if (begun) from = begun[0];
  if (ended) to = ended[1];
  const starts = new Set(firstLine.map(([a]) => a));
  const ends = new Set(lastLine.map(([, b]) => b));
  while (from < to && !starts.has(from) && AT_START.test(text[from])) from++;
  while (to > from && !ends.has(to) && AT_END.test(text[to - 1])) to--;
  return from < to ? [from, to] : null;
}

/** Lower case without accents: what a search compares. */
const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function element(tag, className = "", text = undefined, attributes = {}) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

const STATUS = { suggested: "voorstel", accepted: "aanvaard", rejected: "afgewezen" };
const QUALIFIERS = {
  polarity: ["Bevestigd of ontkend", "o", { affirmed: "bevestigd", negated: "ontkend" }],
  certainty: ["Zekerheid", "e", { real: "feit", wish: "wens", condition: "onder voorwaarde", uncertain: "onzeker" }],
  time: ["Tijd", "t", { past: "vroeger", now: "nu", future: "later" }],
};
const USUAL = { polarity: "affirmed", certainty: "real", time: "now" };
const counted = (n, one, many) => `${n.toLocaleString("nl-NL")} ${n === 1 ? one : many}`;

/** Puts these words in a node; does nothing, and costs no layout, when they stand there. */
function write(node, words) { if (node.textContent !== words) node.textContent = words; }

/**
 * Gives a node these children. What is equal stays as it is, and so does a selection or the focus in it. Of what is alike only the
 * difference changes, so that nothing is laid out or painted in vain; ``whole`` replaces it, for nodes that listen for themselves.
 */
function renew(node, children, whole = false) {
  const there = [...node.childNodes], most = Math.min(there.length, children.length);
  let head = 0, tail = 0;
  while (head < most && there[head].isEqualNode(children[head])) head++;
  while (tail < most - head && there.at(-1 - tail).isEqualNode(children.at(-1 - tail))) tail++;
  const old = there.slice(head, there.length - tail), fresh = children.slice(head, children.length - tail);
  if (old.length === fresh.length) old.forEach((one, n) => {
    if (one.isEqualNode(fresh[n])) return;
    if (whole || one.nodeType !== 1 || one.nodeName !== fresh[n].nodeName) one.replaceWith(fresh[n]);
    else alter(one, fresh[n]);
  });
  else {
    const next = there[there.length - tail] ?? null;
    old.forEach((one) => one.remove());
    fresh.forEach((one) => node.insertBefore(one, next));
  }
}

function alter(one, into) {
  for (const { name } of [...one.attributes]) if (!into.hasAttribute(name)) one.removeAttribute(name);
  for (const { name, value } of into.attributes) if (one.getAttribute(name) !== value) {
    if (name === "style") one.style.cssText = value;
    else one.setAttribute(name, value);
  }
  renew(one, [...into.childNodes]);
}

/** Runs this when the next frame has been made; a hidden page makes no frames, so not much later in any case. */
function afterFrame(run) {
  let waits = true;
  const once = () => { if (waits) { waits = false; run(); } };
  setTimeout(once, 100);
  requestAnimationFrame(() => setTimeout(once));
}
