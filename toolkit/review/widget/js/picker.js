// Choosing a code: by number (theme, then code), by search, or from the list. A box inside the window, so that its keys
// stay there too.

function createPicker(store, drawing, home) {
  const box = element("div", "nc-picker", undefined, { role: "dialog", "aria-label": "Kies een code" });
  box.hidden = true;
  const title = element("p", "nc-picker-title");
  const input = element("input", "nc-search", undefined, {
    type: "text", role: "combobox", "aria-expanded": "true", "aria-autocomplete": "list", "aria-label": "Zoek een code",
    placeholder: "zoek op naam of omschrijving", autocomplete: "off", spellcheck: "false",
  });
  const list = element("ul", "nc-options", undefined, { role: "listbox", "aria-label": "Codes" });
  const unique = `nc-${Math.random().toString(36).slice(2)}`;
  list.id = `${unique}-codes`;
  input.setAttribute("aria-controls", list.id);
  const hint = element("p", "nc-hint", "Cijfer of Enter kiest, pijltjes bladeren, Esc sluit.");
  box.append(title, input, list, hint);
  home.append(box);

  const active = store.codes.filter((one) => !one.retired);
  let theme = "", found = [], at = 0, done = null, back = null;

  /** Begins of labels first, then other words of the label, then words of the description. */
  function search(words) {
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    const scope = theme ? active.filter((one) => one.theme === theme) : active;
    if (!wanted.length) return scope;
    const rank = (one) => {
      const label = folded(one.label), all = folded(`${one.label} ${one.id} ${drawing.themeOf(one.id).label} ${one.definition} ${one.include}`);
      if (!wanted.every((word) => all.includes(word))) return 9;
      if (label.startsWith(wanted[0])) return 0;
      return wanted.every((word) => label.includes(word)) ? 1 : 2;
    };
    return scope.map((one) => [rank(one), one]).filter(([n]) => n < 9).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
  }

  function draw() {
    found = search(input.value);
    at = Math.min(at, Math.max(0, found.length - 1));
    list.replaceChildren(...found.map((one, n) => {
      const item = element("li", "nc-option", undefined, { role: "option", id: `${unique}-${n}`, "aria-selected": String(n === at), "data-code": one.id });
      const swatch = element("span", "nc-swatch", undefined, { "aria-hidden": "true" });
      swatch.style.backgroundImage = drawing.themeOf(one.id).image;
      item.append(element("span", "nc-digit", n < 9 ? String(n + 1) : ""), swatch, element("span", "", one.label), element("span", "nc-about", one.definition));
      item.onmousedown = (event) => event.preventDefault();
      item.onclick = () => choose(n);
      return item;
    }));
    if (!found.length) list.append(element("li", "nc-none", "Geen code gevonden.", { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    if (found.length) input.setAttribute("aria-activedescendant", `${unique}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function choose(n) {
    const one = found[n];
    if (!one) return;
    const give = done;
    close();
    give(one.id);
  }

  function close() {
    if (box.hidden) return;
    box.hidden = true;
    back?.focus({ preventScroll: true });
  }

  input.addEventListener("input", () => { at = 0; draw(); });
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const digit = /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && !/\p{L}/u.test(input.value);
    if (step) { at = (at + step + found.length) % Math.max(1, found.length); draw(); }
    else if (event.key === "Enter") choose(at);
    else if (event.key === "Escape") close();
    else if (digit && found[Number(event.key) - 1]) choose(Number(event.key) - 1);
    else if (event.key === "Tab") { close(); return; }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget) && !box.hidden) { back = null; close(); } });

  return {
    active, few: active.length <= 9, close,
    /** Asks for a code; of one theme when that is given. */
    open(words, give, from, only = "") {
      [theme, done, back, at] = [only, give, from, 0];
      title.textContent = only ? `${words}: ${store.themes.find((one) => one.id === only)?.label ?? only}` : words;
      input.value = "";
      box.hidden = false;
      draw();
      input.focus({ preventScroll: true });
    },
  };
}
