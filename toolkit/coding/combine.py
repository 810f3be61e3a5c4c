"""The one place where what the parts say becomes a probability per sentence and code, and a yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .parts import UNSEEN, Judgement, Part


@dataclass(frozen=True, slots=True)
class Mixture:
    """How parts are weighed: probability = logistic(bias + sum of weight x log-odds)."""

    weights: Mapping[str, float]
    bias: float = 0.0
    threshold: float = 0.5
    """Probability from which a code is suggested."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """The same for codes that have their own."""


ALONE = Mixture({"vocabulary": 1.0}, threshold=0.3)
"""The vocabulary without anything learned: one strong term is right one time in three, and worth a look."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the parts say together of one conversation."""

    chances: NDArray[np.float64]
    """Probability: a row per sentence, a column per code."""
    chosen: tuple[tuple[int, int], ...]
    """(sentence, column) of what is worth suggesting, in order."""


def unite(
    judgements: Mapping[str, Judgement], parts: Sequence[Part], codes: Sequence[str], mixture: Mixture
) -> Verdict:
    """Weigh the parts. A code that only the vocabulary knows is judged by the vocabulary alone."""
    total = np.full(next(iter(judgements.values())).odds.shape, mixture.bias)
    limits = np.array([mixture.thresholds.get(code, mixture.threshold) for code in codes])
    for name, judgement in judgements.items():
        total += mixture.weights[name] * judgement.odds
    known = np.all([part.knows for part in parts if part.name != "vocabulary"], axis=0) | np.zeros(
        len(codes), dtype=bool
    )
    if "vocabulary" in judgements and len(judgements) > 1:
        total[:, ~known] = judgements["vocabulary"].odds[:, ~known]
        limits[~known] = ALONE.threshold
    chances = 1 / (1 + np.exp(-total))
    return Verdict(chances, tuple((int(row), int(column)) for row, column in np.argwhere(chances >= limits)))


def said_by(judgements: Mapping[str, Judgement], row: int, column: int) -> list[str]:
    """Names of the parts that saw something for this code here."""
    return [name for name, one in judgements.items() if one.odds[row, column] > UNSEEN / 2]
