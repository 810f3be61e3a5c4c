"use strict";
(() => {
  const sent = JSON.parse(document.getElementById("nota.gegevens").textContent);
  const form = document.getElementById("antwoord");
  const state = document.getElementById("stand");
  const problems = document.getElementById("fouten");
  const draftKey = "nota-" + sent.pack;
  const byId = (id) => document.getElementById(id);

  // SHA-256 (FIPS 180-4), so that it also works where crypto.subtle does not: a file opened from disk.
  function sha256(text) {
    const bytes = new TextEncoder().encode(text);
    const words = new Uint32Array((((bytes.length + 8) >> 6) + 1) * 16);
    for (let i = 0; i < bytes.length; i += 1) words[i >> 2] |= bytes[i] << (24 - 8 * (i % 4));
    words[bytes.length >> 2] |= 0x80 << (24 - 8 * (bytes.length % 4));
    words[words.length - 2] = Math.floor(bytes.length / 0x20000000);
    words[words.length - 1] = bytes.length << 3;
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
    const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
    const k = primes.map((p) => fraction(Math.cbrt(p)));
    const hash = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    for (let start = 0; start < words.length; start += 16) {
      const w = Array.from(words.subarray(start, start + 16), (x) => x | 0);
      for (let i = 16; i < 64; i += 1) {
        const a = w[i - 15], b = w[i - 2];
        w[i] = (w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((x, i) => { hash[i] = (hash[i] + x) | 0; });
    }
    return hash.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  function blocks() {
    const found = {};
    for (const piece of sent.pieces) {
      if (!byId("p-" + piece.name).checked) continue;
      if (byId("w-" + piece.name).checked) found[piece.block] = { gone: true };
      else {
        const text = byId("t-" + piece.name).value;
        if (piece.kind === "remark") found[piece.block] = { remark: text };
        else found[piece.block] = { texts: piece.kind === "list" ? text.split("\n").filter((line) => line.trim()) : [text] };
      }
    }
    return found;
  }

  function values() {
    const found = {};
    for (const field of sent.fields) {
      if (field.kind === "box") found[field.key] = byId("f-" + field.name).checked;
      else if (field.kind === "list") {
        const chosen = form.querySelector('input[name="lijst-' + field.name + '"]:checked');
        found[field.key] = chosen ? chosen.value : "";
      } else found[field.key] = byId("f-" + field.name).value;
    }
    return found;
  }

  const answer = () => ({ pack: sent.pack, document: sent.document, version: sent.version, blocks: blocks(), values: values() });

  function sealed() {
    const text = JSON.stringify(answer());
    return { schema: "nota-antwoord/1", reference: sent.reference, answer: text, seal: sha256(sent.pack + "\n" + text) };
  }

  function asText() {
    const lines = ["Kenmerk: " + sent.reference, ""];
    for (const legend of form.querySelectorAll("fieldset[data-vraag]")) {
      const chosen = Array.from(legend.querySelectorAll("input:checked"), (box) => box.dataset.woorden);
      const typed = Array.from(legend.querySelectorAll("textarea, input[type=text]"), (box) => box.value.trim());
      const said = chosen.concat(typed).filter(Boolean).join(" ");
      lines.push(legend.querySelector("legend").textContent.trim() + " " + (said || "(niets ingevuld)"));
    }
    for (const piece of sent.pieces) {
      if (!byId("p-" + piece.name).checked) continue;
      const gone = byId("w-" + piece.name).checked;
      lines.push("", piece.label + (gone ? ": weghalen" : " moet zijn: " + byId("t-" + piece.name).value));
    }
    const bytes = new TextEncoder().encode(JSON.stringify(sealed()));
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    const coded = btoa(binary).match(/.{1,64}/g).join("\n");
    return lines.join("\n") + "\n\nLaat dit stuk staan, dan kunnen wij uw antwoord inlezen:\n-----BEGIN NOTA-ANTWOORD-----\n" + coded + "\n-----EINDE NOTA-ANTWOORD-----\n";
  }

  function wrong() {
    const found = [];
    const chosen = (name) => form.querySelector('input[name="' + name + '"]:checked');
    const verdict = chosen("oordeel");
    const changed = Object.keys(blocks()).length > 0;
    const first = form.querySelector('input[name="oordeel"]');
    if (!verdict) found.push([first, "Kies of de tekst klopt."]);
    else if (verdict.value === "akkoord" && changed) {
      found.push([verdict, "U veranderde iets in de tekst. Kies dan bij ‘Klopt de tekst?’ het antwoord over uw wijzigingen."]);
    }
    for (const piece of sent.pieces) {
      const box = byId("t-" + piece.name);
      if (byId("p-" + piece.name).checked && !byId("w-" + piece.name).checked && !box.value.trim()) {
        found.push([box, "Schrijf bij ‘" + piece.label + "’ hoe het moet zijn, of kies dat het weg moet."]);
      }
    }
    return found;
  }

  function showProblems(found) {
    problems.replaceChildren();
    problems.hidden = !found.length;
    for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
    if (!found.length) return;
    const heading = document.createElement("h2");
    heading.textContent = "Er is nog iets nodig";
    const list = document.createElement("ul");
    for (const [box, words] of found) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = "#" + box.id;
      link.textContent = words;
      link.addEventListener("click", (event) => { event.preventDefault(); box.focus(); });
      box.setAttribute("aria-invalid", "true");
      item.append(link);
      list.append(item);
    }
    problems.append(heading, list);
    problems.focus();
  }

  function open(name) {
    const wanted = byId("p-" + name).checked, gone = byId("w-" + name).checked;
    byId("e-" + name).hidden = !wanted;
    byId("t-" + name).disabled = gone;
  }

  function keep() {
    try { localStorage.setItem(draftKey, JSON.stringify({ answer: answer() })); } catch { /* a browser that keeps nothing */ }
  }

  function restore() {
    let draft = null;
    try { draft = JSON.parse(localStorage.getItem(draftKey)); } catch { return; }
    if (!draft || !draft.answer) return;
    for (const piece of sent.pieces) {
      const block = draft.answer.blocks[piece.block];
      if (!block) continue;
      byId("p-" + piece.name).checked = true;
      byId("w-" + piece.name).checked = Boolean(block.gone);
      if (block.texts) byId("t-" + piece.name).value = block.texts.join("\n");
      if (block.remark) byId("t-" + piece.name).value = block.remark;
      open(piece.name);
    }
    for (const field of sent.fields) {
      const value = draft.answer.values[field.key];
      if (field.kind === "box") byId("f-" + field.name).checked = value === true;
      else if (field.kind === "text") byId("f-" + field.name).value = value || "";
      else for (const box of form.querySelectorAll('input[name="lijst-' + field.name + '"]')) box.checked = box.value === value;
    }
    state.textContent = "Wat u eerder invulde, staat er weer.";
  }

  form.addEventListener("change", (event) => {
    const name = event.target.id.slice(2);
    if (/^[pw]-/.test(event.target.id)) open(name);
    keep();
  });
  form.addEventListener("input", keep);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = wrong();
    showProblems(found);
    if (found.length) return;
    const name = sent.reference + "-antwoord.json";
    const url = URL.createObjectURL(new Blob([JSON.stringify(sealed(), null, 1)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    state.textContent = "Uw antwoord is opgeslagen als " + name + ", meestal in de map Downloads. Mail dit bestand naar ons.";
  });

  byId("kopieer").addEventListener("click", async () => {
    const found = wrong();
    showProblems(found);
    if (found.length) return;
    const out = byId("tekst");
    byId("tekstvak").hidden = false;
    out.value = asText();
    out.focus();
    out.select();
    try {
      await navigator.clipboard.writeText(out.value);
      state.textContent = "Uw antwoord is gekopieerd. Plak het in een mail aan ons.";
    } catch { state.textContent = "Kopieer de tekst in het vak hieronder en plak die in een mail aan ons."; }
  });

  byId("wis").addEventListener("click", () => {
    try { localStorage.removeItem(draftKey); } catch { /* nothing was kept */ }
    form.reset();
    for (const piece of sent.pieces) open(piece.name);
    byId("tekstvak").hidden = true;
    byId("tekst").value = "";
    showProblems([]);
    state.textContent = "Alles wat u invulde, is gewist.";
  });

  restore();
})();
