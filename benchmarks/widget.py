"""How fast the coding window is with large conversations, in a real JupyterLab and headless Chromium.

Run from the repository's root, with the packages of ``requirements-browser.lock``: ``PYTHONPATH=tests:tests/widget python benchmarks/widget.py``.
Measured are: the window on screen (from running the cell until the text and its marks stand there), the script's work
for one edit, the edit until the next frame, the same until Python has acknowledged it, filtering on one code, and frames while scrolling.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from browser_support import FLAGS, chromium_path
from lab_support import Coder, lab_server, notebook, run
from playwright.sync_api import sync_playwright
from widget_studies import CODEBOOK, CONVERSATION, conversation

from toolkit.files import write_text
from toolkit.records import Transcript
from toolkit.review import added, human_coding, open_journal
from toolkit.study import Study
from toolkit.transcripts import save_transcript

SIZES = ((2_000, 150), (20_000, 1_500), (60_000, 4_500))
EDITS = 40
TALK = "wij werken op een school waar hij de zaal opruimt en koffie zet voor de leraren die dat erg fijn vinden"
WORDS = TALK.split()
CODES = ("werk.taken", "werk.uren", "geld.loon")
STUDY = "title: Meting\ndate: 2024-05-15\ncoders: [k1]\n"
EDIT = """async (n) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const root = document.querySelector(".nc"), text = root.querySelector(".nc-text");
  const press = (key) => text.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const work = [], shown = [], saved = [];
  for (let k = 0; k < n; k++) {
    press("."); await frame(); await frame();
    const before = Number(root.dataset.saved), start = performance.now();
    press("o");
    work.push(performance.now() - start);
    await frame();
    shown.push(performance.now() - start);
    while (Number(root.dataset.saved) === before) await new Promise((done) => setTimeout(done, 1));
    saved.push(performance.now() - start);
  }
  return [work, shown, saved];
}"""
FILTER = """async () => {
  const select = document.querySelector('[data-filter="code"]'), start = performance.now();
  select.value = "werk.uren"; select.dispatchEvent(new Event("change"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const seen = performance.now() - start;
  while (!document.querySelector(".nc-text[data-drawn]")) await new Promise((done) => setTimeout(done, 1));
  const all = performance.now() - start;
  select.value = ""; select.dispatchEvent(new Event("change"));
  return [seen, all];
}"""
SCROLL = """async () => {
  const text = document.querySelector(".nc-text"), frames = [];
  for (let k = 0, last = performance.now(); k < 60; k++) {
    text.scrollTop += 600;
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last); last = performance.now();
  }
  return frames;
}"""
SHOWN = """() => { const text = document.querySelector(".nc-text"); return text && text.querySelector(".nc-run") ? performance.now() : 0; }"""


def big_study(root: Path, words: int, codings: int) -> Study:
    """A conversation of so many words, with codings by hand that overlap."""
    chance = random.Random(1)
    rows, left = [], words
    while left > 0:
        size = min(left, chance.randint(8, 90))
        rows.append((chance.choice(("interviewer-1", "medewerker-1")), " ".join(chance.choices(WORDS, k=size)) + "."))
        left -= size
    study = Study(root)
    made: Transcript = conversation(tuple(rows))
    write_text(study.interviews / "study.yaml", STUDY)
    write_text(study.codebook_path, CODEBOOK)
    save_transcript(study.outputs / "transcripts" / f"{made.id}.json", made)
    journal, found = open_journal(study, "k1", CONVERSATION), {}
    while len(found) < codings:
        start = chance.randrange(len(made.text) - 200)
        one = human_coding(made, start, start + chance.randint(20, 160), chance.choice(CODES), "k1")
        found[one.id] = one
    journal.append(*(added(one, "k1", at="2024-03-01T10:00:00+00:00") for one in found.values()))
    return study


def measure(lab: Any, words: int, codings: int) -> None:
    name = f"groot{words}"
    study = big_study(lab.root / name, words, codings)
    call = f'code(study, "{CONVERSATION}", coder="k1")'
    notebook(
        study.root / "meting.ipynb",
        "from toolkit import *\nstudy = open_study('.')\nimport toolkit.review.widget.widget",
        call,
    )
    page = lab.open(f"{name}/meting.ipynb")
    page.evaluate("() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0; }")
    run(page, "notebook:run-cell-and-select-next")
    start = page.evaluate("() => performance.now()")
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-cell'); }")
    shown = page.wait_for_function(SHOWN, timeout=60_000, polling="raf").json_value()
    coder = Coder(page).ready()
    page.focus(".nc-text")
    work, edits, saves = page.evaluate(EDIT, EDITS)
    seen, everything = page.evaluate(FILTER)
    coder.ready()
    frames = page.evaluate(SCROLL)
    assert len(open_journal(study, "k1", CONVERSATION).changes) == codings + EDITS
    print(
        f"{words:6} words, {codings:4} codings: on screen {shown - start:4.0f} ms | edit {_two(work)} ms, to frame {_two(edits)} ms"
        f" | acknowledged {_two(saves)} ms | filter {seen:.0f} ms (all turns {everything:.0f}) | scroll frame {_two(frames)} ms"
    )
    page.context.close()


def _two(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} / {sorted(values)[int(0.95 * len(values))]:.0f}"


def main() -> None:
    """Print one line per size: median / 95th percentile."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        (home := Path(folder) / "lab").mkdir()
        (root := Path(folder) / "studies").mkdir()
        with lab_server(home, root, chromium) as lab:
            for words, codings in SIZES:
                measure(lab, words, codings)
        chromium.close()
    print(f"all together {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
