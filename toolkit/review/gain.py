"""What deciding has brought: how suggestions improve on conversations kept apart, as a curve."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..figures import DARK, LINES, MIDDLE, Drawn, canvas, cells, dutch_axis, whole_numbers
from ..numbers import dutch
from ..records import Transcript
from ..study import Study
from .relearning import THRESHOLD, Bools, Talk, learn, predict, talks_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("conversations", "sentences", "precision", "recall", "f1")
FEWEST_CONVERSATIONS = 4


def gain_curve(study: Study, *, repeats: int = 3, transcripts: Sequence[Transcript] | None = None) -> pd.DataFrame:
    """How good suggestions are on conversations kept apart, after learning from 0, 1, 2, 4, 8 … others.

    A DataFrame: conversations, sentences, precision, recall, f1, the mean over ``repeats`` orders of the finished
    conversations of which a quarter is kept apart. Empty with fewer than four of them.
    """
    import pandas as pd

    from ..coding import load_codebook, load_suggestions, trained_codes

    codebook = load_codebook(study.codebook_path)
    codes, trained = [code.id for code in codebook.codes if not code.retired], trained_codes(codebook)
    talks = talks_of(study, load_suggestions(study), codes, transcripts=transcripts)
    finished = [talk for talk in talks if talk.known.size and talk.known.all()]
    if len(finished) < FEWEST_CONVERSATIONS:
        return pd.DataFrame(columns=list(COLUMNS))
    rows = [row for number in range(repeats) for row in _one_order(finished, codes, trained, number, repeats)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).groupby("conversations", as_index=False).mean()


def gain_figure(curve: pd.DataFrame) -> Drawn:
    """The curve: F1, precision and recall against the number of conversations learned from."""
    first, last = curve.iloc[0], curve.iloc[-1]
    figure, axes = canvas(8.5)
    for name, label, color, mark, line in (
        ("f1", "F1", DARK, "o", "-"), ("precision", "precisie", MIDDLE, "^", "--"), ("recall", "dekking", MIDDLE, "s", ":"),
    ):  # fmt: skip
        axes.plot(curve["conversations"], curve[name], line, marker=mark, color=color, markersize=5, label=label)
    axes.set_ylim(0, 1)
    axes.set_xlabel("gesprekken waarvan is geleerd")
    axes.set_ylabel("op gesprekken die apart zijn gehouden")
    axes.grid(axis="y", color=LINES, linewidth=0.4)
    axes.legend(loc="upper left", ncols=3)
    whole_numbers(axes.xaxis)
    dutch_axis(axes.yaxis, 1)
    alt = (
        f"Lijnfiguur. Zonder beslissingen is F1 {dutch(first['f1'], 2)}; na {dutch(last['conversations'], 0)} gesprekken "
        f"({dutch(last['sentences'], 0)} zinnen) {dutch(last['f1'], 2)}. De precisie gaat van {dutch(first['precision'], 2)} "
        f"naar {dutch(last['precision'], 2)}, de dekking van {dutch(first['recall'], 2)} naar {dutch(last['recall'], 2)}."
    )
    header = ("Gesprekken", "Zinnen", "Precisie", "Dekking", "F1")
    rows = cells(curve.round({"sentences": 0}), COLUMNS)
    return Drawn("gain", figure, alt, "Hoe voorstellen beter worden van beslissingen", header, rows)


def _one_order(
    finished: Sequence[Talk], codes: Sequence[str], trained: Collection[str], number: int, repeats: int
) -> list[tuple[float, ...]]:
    """One order: every ``repeats``-th conversation comes earlier or later; the last quarter is kept apart."""
    size = len(finished)
    order = [finished[(number * size // repeats + step * _stride(size)) % size] for step in range(size)]
    apart = max(1, size // 4)
    rest, test = order[:-apart], order[-apart:]
    truth = np.concatenate([talk.given for talk in test])
    rows: list[tuple[float, ...]] = [(0, 0, *_quality(np.concatenate([talk.suggested for talk in test]), truth))]
    many = 1
    while many <= len(rest):
        learned = learn(rest[:many], codes, trained)
        chances = np.concatenate(predict(learned, test))
        own = np.concatenate([talk.suggested for talk in test])
        said = np.stack(
            [own[:, n] if m is None else chances[:, n] >= THRESHOLD for n, m in enumerate(learned.models)], axis=1
        )
        rows.append((many, sum(len(talk.words) for talk in rest[:many]), *_quality(said, truth)))
        many = len(rest) if many < len(rest) < 2 * many else 2 * many
    return rows


def _stride(size: int) -> int:
    """A step that visits every conversation once and keeps those of one case apart."""
    return next(step for step in range(max(2, size // 3), size + 2) if np.gcd(step, size) == 1)


def _quality(said: Bools, truth: Bools) -> tuple[float, float, float]:
    both = float((said & truth).sum())
    precision = both / said.sum() if said.any() else float("nan")
    recall = both / truth.sum() if truth.any() else float("nan")
    total = float(said.sum() + truth.sum())
    return precision, recall, 2 * both / total if total else float("nan")
