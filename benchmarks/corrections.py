"""What decisions in a study add to the suggestions on the rest of that study.

Run from the repository's root: ``python benchmarks/corrections.py GOLD.tsv [GOLD.tsv ...]`` (columns: toolkit/coding/gold.py).
Each table is made a study of its own: its texts as transcripts, and the suggestions of the software. Its sentences are dealt over five folds; of
four a coder decides those that the queue gives, as the table says, and reads on when the queue is empty; after every ten the software learns
(``toolkit.review.relearned``). Suggestions before and after are scored on the fifth fold, at which nobody looked; the five folds
together make one score. The interval is that of the mean over several deals.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
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
FOLDS = 5
DRAWS = 5
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


def scored(
    truth: Truth,
    found: Iterable[Coding],
    texts: Sequence[Transcript],
    book: Codebook,
    keys: Collection[tuple[str, int]],
) -> dict[tuple[str, int], frozenset[str]]:
    """What was suggested for some sentences."""
    said: dict[tuple[str, int], set[str]] = {key: set() for key in truth}
    place = {(text.id, one.start): one.number for text in texts for one in sentences(text)}
    for coding in found:
        said[coding.transcript, place[coding.transcript, coding.start]].add(coding.code)
    return {key: frozenset(said[key]) for key in keys}


def quality(said: dict[tuple[str, int], frozenset[str]], truth: Truth, book: Codebook) -> tuple[float, float]:
    """Mean alpha over the themes and F1 over all codes."""
    scores = score([truth[key][0] for key in said], [truth[key][1] for key in said], list(said.values()), book)
    return scores.mean_alpha or 0.0, scores.micro.f1 or 0.0


def one_fold(
    texts: Sequence[Transcript], truth: Truth, apart: Collection[tuple[str, int]], codebook: Path, folder: Path
) -> dict[int, dict[tuple[str, int], frozenset[str]]]:
    """What is suggested for the sentences kept apart, after each number of decided sentences (0: before)."""
    book = load_codebook(codebook)
    study = study_of(folder, texts, codebook)
    current = before = suggest(texts, book)
    named = {text.id: text for text in texts}
    decided: set[tuple[str, int]] = set()
    found = {0: scored(truth, before, texts, book, apart)}
    for size in SIZES:
        if size > len(truth) - len(apart):
            break
        while len(decided) < size:
            queue = [
                ((one.conversation, one.sentence), one.suggestions)
                for one in next_to_review(study, len(truth), "k1", transcripts=texts, suggestions=current)
                if (one.conversation, one.sentence) not in decided and (one.conversation, one.sentence) not in apart
            ]
            left = [(key, ()) for key in truth if key not in decided and key not in apart]
            for key, waiting in (queue or left)[: min(BATCH, size - len(decided))]:
                decide(study, named[key[0]], key[1], waiting, truth)
                decided.add(key)
            current = relearned(study, "k1", transcripts=texts, suggestions=before)
        found[size] = scored(truth, current, texts, book, apart)
    return found


def deals(path: Path, codebook: Path) -> Iterator[dict[int, tuple[float, float]]]:
    """Per deal, alpha and F1 on the sentences at which nobody looked, after each number of decided sentences (0: before)."""
    book = load_codebook(codebook)
    texts, truth = texts_of(read_gold(path, book))
    for draw in range(DRAWS):
        dealt = random.Random(draw).sample(list(truth), len(truth))
        together: dict[int, dict[tuple[str, int], frozenset[str]]] = {}
        for fold in range(FOLDS):
            with tempfile.TemporaryDirectory() as folder:
                for size, said in one_fold(texts, truth, set(dealt[fold::FOLDS]), codebook, Path(folder)).items():
                    together.setdefault(size, {}).update(said)
        yield {size: quality(said, truth, book) for size, said in together.items()}


def main(paths: Sequence[str]) -> None:
    """Print the mean gain per table and size, with its 95% interval over the deals, and the worst deal."""
    for path in paths:
        gains: dict[int, list[tuple[float, float]]] = {}
        for found in deals(Path(path), Path("interviews/codebook.yaml")):
            before = found.pop(0)
            for size, after in found.items():
                gains.setdefault(size, []).append((after[0] - before[0], after[1] - before[1]))
        for size, pairs in gains.items():
            for name, values in zip(("alpha", "F1"), zip(*pairs)):
                half = 1.96 * statistics.stdev(values) / len(values) ** 0.5
                mean = statistics.mean(values)
                between = f"{mean - half:+.3f} to {mean + half:+.3f}"
                print(
                    f"{Path(path).name:<14} {size:4} decided  {name:<5} {mean:+.3f} ({between}), worst {min(values):+.3f}"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
