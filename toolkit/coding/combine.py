"""The one place where what the parts say becomes a probability per sentence and code, and a yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .parts import UNSEEN, Judgement, Odds


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


def probabilities(judgements: Mapping[str, Judgement], mixture: Mixture) -> NDArray[np.float64]:
    """Probability of each code in each sentence."""
    total: Odds | float = mixture.bias
    for name, judgement in judgements.items():
        total = total + mixture.weights[name] * judgement.odds
    return np.asarray(1.0 / (1.0 + np.exp(-np.asarray(total))))


def chosen(chances: NDArray[np.float64], codes: Sequence[str], mixture: Mixture) -> list[tuple[int, int]]:
    """(sentence, column) of what is worth suggesting, in order."""
    limits = np.array([mixture.thresholds.get(code, mixture.threshold) for code in codes])
    return [(int(row), int(column)) for row, column in np.argwhere(chances >= limits)]


def said_by(judgements: Mapping[str, Judgement], row: int, column: int) -> list[str]:
    """Names of the parts that saw something for this code here."""
    return [
        name for name, one in judgements.items() if one.odds[row, column] > UNSEEN / 2 or (row, column) in one.evidence
    ]
