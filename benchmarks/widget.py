"""How fast the coding window is with large conversations, in a real JupyterLab and headless Chromium.

Run from the repository's root, with the packages of ``requirements-browser.lock``: ``PYTHONPATH=tests:tests/widget python benchmarks/widget.py``.

An edit gives the next coding another code: its stripe, its name beside the text and all about it change, and a line goes into the journal.
It is measured in two ways, each also on an empty page with one line of text in the same browser: its floor.

- ``real key``: a key comes in through the browser's input (as from a keyboard) at any moment. From the key's own time until the frame with
  its effect is made; until the journal's acknowledgement; and the browser's own Event Timing, which ends when the frame is presented (steps
  of 8 ms; what took less than 16 ms it does not report, and counts as 16).
- ``at the worst moment``: the edit comes right after a frame, so that a whole frame (16.7 ms at 60 Hz) goes by in any page.

Further: the window on screen (from running the cell until the text and its marks stand there), the script's work for one edit,
filtering on one code, and frames while scrolling. Figures are median / 95th percentile in milliseconds.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
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
WATCH = """(counts) => {
  const seen = window.measured = { frame: [], saved: [], at: [], shown: [] };
  const after = (run) => requestAnimationFrame(() => setTimeout(run, 0));
  window.addEventListener("keydown", (event) => {
    if (!/[1-9]/.test(event.key)) return;
    const at = event.timeStamp, root = document.querySelector(".nc"), before = root?.dataset.saved;
    seen.at.push(at);
    after(() => seen.frame.push(performance.now() - at));
    if (!counts) return;
    const saved = new MutationObserver(() => {
      if (root.dataset.saved === before) return;
      saved.disconnect();
      seen.saved.push(performance.now() - at);
    });
    saved.observe(root, { attributes: true, attributeFilter: ["data-saved"] });
  }, true);
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.name === "keydown") seen.shown.push([one.startTime, one.duration]);
  }).observe({ type: "event", durationThreshold: 16 });
}"""
MEASURED = """() => {
  const { frame, saved, at, shown } = window.measured;
  const times = at.map((start) => shown.find(([from]) => Math.abs(from - start) < 1)?.[1] ?? 16);
  return [frame, times, saved];
}"""
EDIT = """async (n) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const root = document.querySelector(".nc"), text = root.querySelector(".nc-text");
  const press = (key) => text.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const work = [], shown = [], saved = [];
  for (let k = 0; k < n; k++) {
    press("."); await frame(); await frame();
    const before = Number(root.dataset.saved), start = performance.now();
    press(root.querySelector(".nc-code").textContent === "Taken" ? "2" : "1");
    work.push(performance.now() - start);
    await frame();
    shown.push(performance.now() - start);
    while (Number(root.dataset.saved) === before) await new Promise((done) => setTimeout(done, 1));
    saved.push(performance.now() - start);
  }
  return [work, shown, saved];
}"""
EMPTY = """<!doctype html><title>leeg</title><p>leeg</p><script>
  const line = document.querySelector("p");
  addEventListener("keydown", () => { line.textContent = `toets ${performance.now()}`; });
</script>"""
EMPTY_EDIT = """async (n) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const press = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true, cancelable: true }));
  const shown = [];
  for (let k = 0; k < n; k++) {
    press(); await frame(); await frame();
    const start = performance.now();
    press();
    await frame();
    shown.push(performance.now() - start);
  }
  return shown;
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
    journal.append(*(added(one, "k1", at=_moment(number)) for number, one in enumerate(found.values())))
    return study


def _moment(number: int) -> str:
    """Each coding at a moment of its own, as people make them."""
    return (datetime(2024, 3, 1, 10, tzinfo=UTC) + timedelta(seconds=20 * number)).isoformat()


def floor(browser: Any) -> None:
    """The same measurements on a page that changes one line of text."""
    page = browser.new_page()
    page.set_content(EMPTY)
    worst = page.evaluate(EMPTY_EDIT, EDITS)
    chance = random.Random(2)
    page.evaluate(WATCH, False)
    for _ in range(EDITS):
        page.wait_for_timeout(chance.uniform(100, 200))
        page.keyboard.press("1")
    frames, shown, _ = _measured(page)
    print(
        f"an empty page: real key: frame {_two(frames)}, Event Timing {_two(shown)} | at the worst moment: frame {_two(worst)}"
    )
    page.close()


def real_keys(page: Any, coder: Coder) -> tuple[list[float], list[float], list[float]]:
    """Go to the next coding and give it another code, by keys from outside the page, at no fixed moment; wait for each to be saved."""
    chance = random.Random(2)
    page.evaluate(WATCH, True)
    for _ in range(EDITS):
        page.keyboard.press(".")
        page.wait_for_timeout(chance.uniform(100, 200))
        coder.press("2" if page.text_content(".nc-code") == "Taken" else "1")
    return _measured(page)


def _measured(page: Any) -> tuple[list[float], list[float], list[float]]:
    page.wait_for_timeout(500)  # Event Timing is told afterwards
    frames, shown, saved = page.evaluate(MEASURED)
    return frames, shown, saved


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
    frames, presented, acknowledged = real_keys(page, coder)
    work, edits, saves = page.evaluate(EDIT, EDITS)
    seen, everything = page.evaluate(FILTER)
    coder.ready()
    scrolled = page.evaluate(SCROLL)
    assert len(open_journal(study, "k1", CONVERSATION).changes) == codings + 2 * EDITS
    print(
        f"{words:,} words, {codings:,} codings: on screen {shown - start:.0f}\n"
        f"  real key: frame {_two(frames)}, Event Timing {_two(presented)}, acknowledged {_two(acknowledged)}\n"
        f"  at the worst moment: script {_two(work)}, frame {_two(edits)}, acknowledged {_two(saves)}\n"
        f"  filter {seen:.0f} (all turns {everything:.0f}), scroll frame {_two(scrolled)}"
    )
    page.context.close()


def _two(values: list[float]) -> str:
    return f"{statistics.median(values):.0f} / {sorted(values)[int(0.95 * len(values))]:.0f}"


def main() -> None:
    """Print the floor, and a few lines per size."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        (home := Path(folder) / "lab").mkdir()
        (root := Path(folder) / "studies").mkdir()
        print("milliseconds, median / 95th percentile")
        floor(chromium)
        with lab_server(home, root, chromium) as lab:
            for words, codings in SIZES:
                measure(lab, words, codings)
        chromium.close()
    print(f"all together {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
