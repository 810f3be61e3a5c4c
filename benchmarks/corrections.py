"""What decisions in a study add to the suggestions on the rest of that study.

Run from the repository's root: ``python benchmarks/corrections.py GOLD.tsv [GOLD.tsv ...]`` (columns: toolkit/coding/gold.py).
Each table is made a study of its own: its texts as transcripts, the suggestions of the software, and a coder who decides
the sentences that the queue gives, as the table says. When the queue is empty the coder reads on from the top. Then the software learns
(``toolkit.review.relearned``), and the suggestions before and after are scored on the sentences that were not decided. Each draw is
another four fifths of the runs of the table; the interval is that of the mean over the draws.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from toolkit.coding import load_codebook, sentences, suggest
from toolkit.coding.gold import Row, read_gold
from toolkit.coding.roles import role_of_label
from toolkit.coding.scoring import score
from toolkit.files import write_bytes, write_text
from toolkit.records import Change, Codebook, Coding, Transcript, Turn
from toolkit.review import accepted, added, human_coding, next_to_review, open_journal, rejected, relearned
from toolkit.study import Study
from toolkit.transcripts import save_transcript

SIZES = (50, 100, 200)
DRAWS = 10
STUDY = "title: Meting\ndate: 2024-05-15\ncoders: [k1]\n"
AT = "2024-03-01T10:00:00+00:00"
BATCH = 10
"""So many sentences are decided before the software learns and the queue is asked again."""
Truth = dict[tuple[str, int], tuple[frozenset[str], frozenset[str]]]
"""Conversation and sentence -> codes, and codes on which the coders differed."""


def texts_of(rows: Sequence[Row]) -> tuple[list[Transcript], Truth]:
    """The rows as transcripts: talk by doc, prose by run; and what was coded, sentence by sentence."""
    made: list[Transcript] = []
    truth: Truth = {}
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: (row.doc, "" if row.speaker else row.run))):
        held = list(group)
        spoken = sum(bool(row.speaker) for row in held) * 2 >= len(held)
        turns: list[Turn] = []
        places: list[tuple[int, int, Row]] = []
        text = ""
        for speaker, part in groupby(held, key=lambda row: row.speaker if spoken else object()):
            start = len(text) + bool(text)
            text += "\n" if text else ""
            for row in part:
                text += " " if len(text) > start else ""
                places.append((len(text), len(text) + len(row.text), row))
                text += row.text
            label = f"{role_of_label(str(speaker)) or 'overig'}-1" if spoken else ""
            turns.append(Turn(label, start, len(text)))
        one = Transcript(f"c01-t{number:03}", "c01", "interview" if spoken else "document", None, text, tuple(turns))
        for sentence in sentences(one):
            inside = [row for start, end, row in places if start < sentence.end and end > sentence.start]
            codes = frozenset(code for row in inside for code in row.codes)
            truth[one.id, sentence.number] = codes, frozenset(code for row in inside for code in row.disputed) - codes
        made.append(one)
    return made, truth


def study_of(root: Path, texts: Iterable[Transcript], codebook: Path) -> Study:
    """A study of these transcripts."""
    study = Study(root)
    write_text(study.interviews / "study.yaml", STUDY)
    write_bytes(study.codebook_path, codebook.read_bytes())
    for one in texts:
        save_transcript(study.outputs / "transcripts" / f"{one.id}.json", one)
    return study


def decide(study: Study, text: Transcript, number: int, waiting: Sequence[Coding], truth: Truth) -> None:
    """Decide a sentence as the table says: accept, reject, and code what was not suggested."""
    codes, differed = truth[text.id, number]
    sentence = next(one for one in sentences(text) if one.number == number)
    made: list[Change] = []
    for one in waiting:
        judged = accepted(one, "k1") if one.code in codes else rejected(one, "k1")
        if one.code not in differed:
            made.append(added(judged, "k1", at=AT))
    for code in sorted(codes - {one.code for one in waiting}):
        made.append(added(human_coding(text, sentence.start, sentence.end, code, "k1"), "k1", at=AT))
    if made:
        open_journal(study, "k1", text.id).append(*made)


def rest_of(
    truth: Truth, decided: set[tuple[str, int]], found: Iterable[Coding], texts: Sequence[Transcript], book: Codebook
) -> tuple[float, float]:
    """Mean alpha over the themes and F1 over all codes, of the sentences that were not decided."""
    said: dict[tuple[str, int], set[str]] = {key: set() for key in truth}
    place = {(text.id, one.start): one.number for text in texts for one in sentences(text)}
    for coding in found:
        said[coding.transcript, place[coding.transcript, coding.start]].add(coding.code)
    keys = [key for key in truth if key not in decided]
    scores = score([truth[key][0] for key in keys], [truth[key][1] for key in keys], [said[key] for key in keys], book)
    return scores.mean_alpha or 0.0, scores.micro.f1 or 0.0


def one_draw(rows: Sequence[Row], codebook: Path, folder: Path) -> dict[int, tuple[float, float]]:
    """Gain in alpha and in F1 after each number of decided sentences."""
    texts, truth = texts_of(rows)
    book = load_codebook(codebook)
    study = study_of(folder, texts, codebook)
    before = suggest(texts, book)
    current = list(before)
    named = {text.id: text for text in texts}
    decided: set[tuple[str, int]] = set()
    gains = {}
    for size in SIZES:
        if size > 0.6 * len(truth):
            break
        while len(decided) < size:
            batch = min(BATCH, size - len(decided))
            queue = [
                ((one.conversation, one.sentence), one.suggestions)
                for one in next_to_review(study, batch, "k1", transcripts=texts, suggestions=current)
                if (one.conversation, one.sentence) not in decided
            ]
            left = ((key, ()) for key in truth if key not in decided)
            for key, waiting in queue or [one for one, _ in zip(left, range(batch))]:
                decide(study, named[key[0]], key[1], waiting, truth)
                decided.add(key)
            current = relearned(study, "k1", transcripts=texts, suggestions=before)
        old, new = (rest_of(truth, decided, found, texts, book) for found in (before, current))
        gains[size] = new[0] - old[0], new[1] - old[1]
    return gains


def main(paths: Sequence[str]) -> None:
    """Print the mean gain per table and size, with its 95% interval over the draws, and the worst draw."""
    codebook = Path("interviews/codebook.yaml")
    for path in paths:
        rows = read_gold(Path(path), load_codebook(codebook))
        runs = list(dict.fromkeys((row.doc, row.run) for row in rows))
        found: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
        for draw in range(DRAWS):
            kept = set(random.Random(draw).sample(runs, round(0.8 * len(runs))))
            some = [row for row in rows if (row.doc, row.run) in kept]
            with tempfile.TemporaryDirectory() as folder:
                for size, gain in one_draw(some, codebook, Path(folder)).items():
                    found[size].append(gain)
        for size, gains in found.items():
            for name, values in zip(("alpha", "F1"), zip(*gains)):
                half = 1.96 * statistics.stdev(values) / len(values) ** 0.5
                mean = statistics.mean(values)
                print(
                    f"{Path(path).name:<14} {size:4} decided  {name:<5} {mean:+.3f} ({mean - half:+.3f} to {mean + half:+.3f}), worst {min(values):+.3f}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
