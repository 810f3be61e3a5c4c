"""The approval round at size. Asked: a pack in under 0.5 s, a reply read in under 0.1 s, 500 packs in one run.

    python benchmarks/approval.py [--packs 500]

The study is made up here: 60 cases of some 900 words and nine people each, in a temporary folder.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tqdm import tqdm

from toolkit.approval import check_text, load_register, make_pack, record, run, send
from toolkit.approval.people import text_document
from toolkit.approval.receiving import form_for, words_of
from toolkit.approval.sent import load_sent
from toolkit.approval.word_parts import take_apart
from toolkit.approval.word_reading import read_word
from toolkit.publishing import judge
from toolkit.study import Study

PEOPLE = (
    "medewerker-1",
    "schoolleider-1",
    "collega-1",
    "collega-2",
    "gemeente-1",
    "jobcoach-1",
    "bestuur-1",
    "uwv-1",
    "ouder-1",
)
STUDY = """\
title: Meting
date: 2024-05-15
bureau: Bureau Proef
channels:
  - {id: nota, label: nota, question: "Mag de tekst in de nota?"}
  - {id: website, label: website, question: "Mag de tekst op een website?"}
"""
SENTENCE = "[{one}] vertelt dat [{other}] elke dag een stuk van het werk doet, en dat het op [school-A] nu beter loopt dan in het begin."


def lay_out(folder: Path, cases: int) -> Study:
    """A study with texts about nine people each."""
    (folder / "interviews" / "texts" / "cases").mkdir(parents=True)
    (folder / "interviews" / "study.yaml").write_text(STUDY, encoding="utf-8")
    for number in range(cases):
        case = f"c{number + 1:02d}"
        place = folder / "interviews" / "cases" / case
        place.mkdir(parents=True)
        rows = "".join(
            f"  - {{id: {one}, role: {one.split('-')[0]}, names: [Naam{number}{n} Achter{number}{n}], target_group: {str(not n).lower()}}}\n"
            for n, one in enumerate(PEOPLE)
        )
        (place / "case.yaml").write_text(f"id: {case}\ntitle: Case {number}\npersons:\n{rows}", encoding="utf-8")
        parts = [f"# Case {number}\n{{#titel}}"]
        for part in range(9):
            parts.append(f"## Deel {part}\n{{#kop-{part}}}")
            for block in range(3):
                one, other = PEOPLE[part], PEOPLE[(part + block + 1) % 9]
                text = " ".join([SENTENCE.format(one=one, other=other)] * 2)
                parts.append(f"{text}\n{{#b-{part}-{block} over={one},{other}}}")
        (folder / "interviews" / "texts" / "cases" / f"{case}.md").write_text(
            "\n\n".join(parts) + "\n", encoding="utf-8"
        )
    return Study(folder)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--packs", type=int, default=500)
    wanted = parser.parse_args().packs
    with tempfile.TemporaryDirectory() as folder:
        study = lay_out(Path(folder), -(-wanted // len(PEOPLE)))
        texts = [case.id for case in study.cases]
        for name in tqdm(texts, desc="medewerkers"):
            check_text(study, name, by="proef")
            send(study, name, "medewerker-1", by="proef")
            record(study, name, "medewerker-1", "akkoord", by="proef", channels={"nota": "ja", "website": "ja"})
        make_pack(study, "c01", "c01/schoolleider-1")
        start, work = time.perf_counter(), time.process_time()
        made = run(study, lambda items: tqdm(items, desc="pakketten"))
        seconds, work = time.perf_counter() - start, time.process_time() - work
        packs = sum(path.name.endswith("formulier.docx") for path in made)
        print(f"{packs} packs in {seconds:.1f} s: {seconds / packs:.3f} s each, of which {work / packs:.3f} s of work")
        print(f"one reply: {reading_time(study, made):.4f} s (median of 40)")
        start = time.perf_counter()
        for name in texts[:10]:
            judge(study, name, "website")
        print(f"the gate on one text of 28 blocks: {(time.perf_counter() - start) / 10:.3f} s")


def reading_time(study: Study, made: list[Path]) -> float:
    """Median seconds to read one form back."""
    entry = next(e for e in load_register(study).entries if e.event == "verzonden")
    sent = load_sent(study, entry.pack)
    form, words = form_for(study, sent), words_of(study, sent)
    path = next(path for path in made if path.name == f"{sent.reference}-formulier.docx")
    assert text_document(study, sent.document).blocks
    times = []
    for _ in range(40):
        start = time.perf_counter()
        read_word(take_apart(path.read_bytes(), path=path), sent, form, words)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
