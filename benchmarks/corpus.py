"""What the training corpus is worth: agreement of its coders, whether form betrays a code, near-duplicates.

    python benchmarks/corpus.py [--against FILE.tsv ...]

``--against`` names tables whose sentences may not be in the corpus: those the software is measured on.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from toolkit.agreement import krippendorff_alpha

FOLDER = Path(__file__).parents[1] / "training"
SHINGLE, ALIKE, FEWEST_WORDS = 3, 0.6, 6
Row = dict[str, str]


def main() -> None:
    """Print the figures of the data statement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", nargs="*", default=[], type=Path)
    given = parser.parse_args()
    rows = [row for path in sorted(FOLDER.glob("*.tsv")) for row in table(path)]
    whole = [row for row in rows if "coder_1" in row]
    answers = [row for row in whole if row["speaker"] != "interviewer"]
    written = [row for row in whole if not row["speaker"]]
    none = sum(not row["codes"] and not row["disputed"] for row in whole)
    docs = {row["doc"] for row in whole}
    print(f"{len(rows)} sentences; {len(whole)} in {len(docs)} whole texts, of which {len(written)} written")
    print(f"no code by either coder: {none / len(whole):.0%}; disputed in part: {share(whole, 'disputed'):.0%}")
    print("agreement of the two coders, without the interviewer's sentences (nominal alpha; n given by 1, 2, both)")
    for theme in sorted({code.partition(".")[0] for row in answers for code in codes(row, "coder_1")}):
        one, two = ([int(any(c.startswith(theme) for c in codes(row, who))) for row in answers] for who in CODERS)
        both = sum(a and b for a, b in zip(one, two, strict=True))
        print(f"  {theme:14}{krippendorff_alpha([one, two]):6.2f}{sum(one):7}{sum(two):7}{both:7}")
    given_codes = [(codes(row, "coder_1"), codes(row, "coder_2")) for row in answers]
    same = sum(len(a & b) for a, b in given_codes)
    print(f"  micro-F1 per code {2 * same / sum(len(a) + len(b) for a, b in given_codes):.2f}")
    print("does form betray a code? area under the curve, 0.50 is chance (answers and written sentences)")
    for name, part in (("talk", [r for r in answers if r["speaker"]]), ("prose", written)):
        truth = [int(bool(row["codes"])) for row in part]
        length = [len(row["text"].split()) for row in part]
        print(
            f"  {name:6} length {roc_auc_score(truth, length):.2f}   place in the text {roc_auc_score(truth, places(part)):.2f}"
        )
    pairs = near([row["text"] for row in rows])
    print(f"near-duplicates (Jaccard of three-word shingles from {ALIKE} on): {len(pairs)} pairs")
    for a, b in pairs[:10]:
        print(f"  {rows[a]['doc']} {rows[a]['n']} and {rows[b]['doc']} {rows[b]['n']}")
    for path in given.against:
        other = [row["text"] for row in table(path)]
        found = [(a, b) for a, b in near([*other, *(row["text"] for row in rows)]) if a < len(other) <= b]
        print(f"also in {path.name}: {len(found)}")


CODERS = ("coder_1", "coder_2")


def table(path: Path) -> list[Row]:
    """Rows of a tab-separated table by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def codes(row: Row, coder: str) -> set[str]:
    """The codes that one coder gave, without their qualifiers."""
    return {one.partition("/")[0] for one in row[coder].split(",") if one}


def share(rows: Sequence[Row], column: str) -> float:
    return sum(bool(row[column]) for row in rows) / len(rows)


def places(rows: Sequence[Row]) -> list[float]:
    """Where each sentence stands in its text, 0 to 1."""
    last: dict[str, int] = {}
    for row in rows:
        last[row["doc"]] = max(last.get(row["doc"], 1), int(row["n"]))
    return [int(row["n"]) / last[row["doc"]] for row in rows]


def near(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Pairs of sentences that share most of their three-word shingles; short sentences are left out."""
    shingles, holders = [], defaultdict(list)
    for number, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        own = (
            {tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}
            if len(words) >= FEWEST_WORDS
            else set()
        )
        shingles.append(own)
        for one in own:
            holders[one].append(number)
    found = []
    for number, own in enumerate(shingles):
        counts: dict[int, int] = defaultdict(int)
        for one in own:
            for other in holders[one]:
                if other > number:
                    counts[other] += 1
        found += [(number, other) for other, n in counts.items() if n / (len(own) + len(shingles[other]) - n) >= ALIKE]
    return found


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
