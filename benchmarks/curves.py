"""Learning curves of the shipped model, for the page of ``nota measure``: over the size of the corpus, and over corrections.

Run from the repository's root, after ``nota train``: ``python benchmarks/curves.py GOLD.tsv [GOLD.tsv ...] [--out FILE.json]`` (columns:
toolkit/coding/gold.py; takes about as long as ``nota train`` once more). Over the corpus: the same training on every eighth, fourth and
second of its texts, and the shipped model. Over corrections: the mean over the deals of ``benchmarks/corrections.py``.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from pathlib import Path

from corrections import deals

from toolkit.coding import load_codebook, measure
from toolkit.coding.corpus import read_corpus
from toolkit.coding.curves import CORPUS, CORRECTIONS, FILE, Curve, Point, save_curves
from toolkit.coding.learning import learn
from toolkit.coding.linear import Model, load_model
from toolkit.records import Codebook

SHARES = (8, 4, 2)
"""One text in so many."""
CODEBOOK = Path("interviews/codebook.yaml")


def models(folder: Path, codebook: Codebook) -> list[Model]:
    """Models of ever more texts; the shipped one is the last."""
    rows = read_corpus(folder, codebook)
    docs = list(dict.fromkeys(row.doc for row in rows))
    found = []
    for share in SHARES:
        some = set(docs[::share])
        found.append(learn([row for row in rows if row.doc in some], codebook))
    shipped = load_model()
    return [*found, shipped] if shipped else found


def over_corpus(path: Path, trained: Sequence[Model], codebook: Codebook) -> Curve:
    """How well each of the models does on a table."""
    points = []
    for model in trained:
        scores = measure(path, codebook, trained=model).scores
        points.append(Point(int(model.about["sentences"]), scores.mean_alpha or 0.0, scores.micro.f1 or 0.0))
    return Curve(CORPUS, path.stem, tuple(points))


def over_corrections(path: Path) -> Curve:
    """What decisions in a study of this table add on the rest of it."""
    found: dict[int, list[tuple[float, float]]] = {}
    for deal in deals(path, CODEBOOK):
        for size, quality in deal.items():
            found.setdefault(size, []).append(quality)
    points = (
        Point(size, *(statistics.mean(values) for values in zip(*pairs))) for size, pairs in sorted(found.items())
    )
    return Curve(CORRECTIONS, path.stem, tuple(points))


def main() -> None:
    """Work the curves out and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path("training"))
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    codebook = load_codebook(CODEBOOK)
    trained = models(arguments.corpus, codebook)
    curves = [over_corpus(path, trained, codebook) for path in arguments.gold]
    curves += [over_corrections(path) for path in arguments.gold]
    for one in curves:
        print(one.kind, one.table, *(f"{p.learned}: alpha {p.alpha:.3f}, F1 {p.f1:.3f};" for p in one.points))
    save_curves(arguments.out, curves)


if __name__ == "__main__":
    main()
