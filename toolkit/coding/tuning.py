"""Weights of the parts and thresholds of the codes, from predictions for docs that were not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .scoring import Counts

_TOGETHER = 40
"""A code's own threshold weighs as its sentences do against this many of all codes together."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def logistic(signs: Floats, yes: Bools, use: Bools) -> tuple[Floats, float]:
    """One logistic regression over all codes together: weights of the signs and bias."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=1000).fit(signs[use], yes[use])
    return np.round(model.coef_[0], 4), round(float(model.intercept_[0]), 4)


def tuned(
    odds: Mapping[str, Floats], agreed: Bools, undecided: Bools, codes: Sequence[str], themes: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(mixture in plain form, figures) of some parts; ``agreed`` and ``undecided`` hold codes, themes, any code."""
    count = len(codes)
    yes, use = agreed[:, :count], ~undecided[:, :count]
    names = list(odds)
    weights, bias = logistic(np.stack([odds[name] for name in names], axis=2), yes, use)
    chances = 1 / (1 + np.exp(-(np.stack([odds[name] for name in names], axis=2) @ weights + bias)))
    overall = _best(chances[use], yes[use])
    limits = []
    for column in range(count):
        held = use[:, column]
        own = _best(chances[held, column], yes[held, column])
        seen = int(yes[held, column].sum())
        limits.append(round((seen * own + _TOGETHER * overall) / (seen + _TOGETHER), 3))
    mixture = {
        "weights": {name: float(weight) for name, weight in zip(names, weights)}, "bias": bias,
        "threshold": round(overall, 3), "thresholds": dict(zip(codes, limits)),
    }  # fmt: skip
    return mixture, alphas(chances >= np.array(limits), agreed, undecided, codes, themes)


def _best(chances: Floats, yes: Bools) -> float:
    """The threshold with the best F1."""
    grid = np.linspace(0.05, 0.9, 86)
    found = [_counts(yes, chances >= limit).f1 or 0.0 for limit in grid]
    return float(grid[int(np.argmax(found))])


def alphas(said: Bools, agreed: Bools, undecided: Bools, codes: Sequence[str], themes: Sequence[str]) -> dict[str, Any]:
    """Alpha per theme, their mean, and F1 over all codes."""
    count = len(codes)
    found_alphas = {}
    for place, theme in enumerate(themes):
        own = [column for column, code in enumerate(codes) if code.startswith(f"{theme}.")]
        use = ~undecided[:, count + place]
        found = np.asarray(said[:, own].any(axis=1))
        found_alphas[theme] = _counts(agreed[use, count + place], found[use]).alpha
    use = ~undecided[:, :count]
    known = [alpha for alpha in found_alphas.values() if alpha is not None]
    micro = _counts(agreed[:, :count][use], said[use])
    return {
        "sentences": len(said),
        "alpha": {theme: None if alpha is None else round(alpha, 3) for theme, alpha in found_alphas.items()},
        "mean_alpha": round(sum(known) / len(known), 3) if known else None,
        "micro_f1": None if micro.f1 is None else round(micro.f1, 3),
    }


def _counts(people: Bools, machine: Bools) -> Counts:
    return Counts(
        int((people & machine).sum()),
        int((machine & ~people).sum()),
        int((people & ~machine).sum()),
        int((~people & ~machine).sum()),
    )
