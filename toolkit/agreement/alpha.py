"""Krippendorff's alpha: any number of coders, missing values, four levels of measurement; and its interval.

Krippendorff (2011), Computing Krippendorff's alpha-reliability; Hayes and Krippendorff (2007), Communication
Methods and Measures 1:77-89.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import Any, Literal

import numpy as np

from .coefficients import kappa_of
from .ratings import Floats, Ints, Ratings, confusion, counts, indexed

Level = Literal["nominal", "ordinal", "interval", "ratio"]
SEED = 20240515
_AT_ONCE = 2_000_000
"""Numbers held in memory at once while drawing."""


def krippendorff_alpha(data: Ratings, level: Level = "nominal") -> float:
    """Alpha of ratings (a row per coder, None where missing). NaN when no unit has two values or nothing varies.

    Raises ValueError when a level other than nominal is asked of values that are no numbers.
    """
    values, index = indexed(data)
    table = counts(index, len(values))
    return float(alpha_of(_coincidences(table, np.ones((1, len(table)))), _numbers(values, level), level)[0])


def alpha_of(coincidences: Floats, values: Floats, level: Level = "nominal") -> Floats:
    """Alpha of a stack of coincidence matrices (n x values x values)."""
    totals = coincidences.sum(axis=2)
    size = totals.sum(axis=1)
    squared = _differences(values, totals, level)
    observed = (coincidences * squared).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * squared).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (size - 1) * observed / expected, np.nan)


def bootstrap_interval(
    data: Ratings,
    *,
    coefficient: Literal["alpha", "kappa"] = "alpha",
    level: Level = "nominal",
    groups: Sequence[Hashable] | None = None,
    draws: int = 1000,
    confidence: float = 0.95,
    seed: int = SEED,
) -> tuple[float, float]:
    """Percentile bootstrap interval of alpha or of Cohen's kappa: units drawn anew with replacement, ``draws`` times.

    With ``groups`` (one label per unit, such as its conversation) whole groups are drawn, since units of one group are
    alike (Davison and Hinkley 1997, §3.8). NaN, NaN when more than half of the draws leave the coefficient undefined.
    """
    values, index = indexed(data)
    numbers = _numbers(values, level)
    patterns, number = np.unique(index, axis=1, return_inverse=True)
    weights = _drawn(np.ravel(number), patterns.shape[1], groups, draws, seed)
    if coefficient == "kappa":
        cells = np.stack([confusion(patterns[:, [n]], len(values)) for n in range(patterns.shape[1])])
        found = kappa_of(np.tensordot(weights, cells, axes=1))
    else:
        table = counts(patterns, len(values))
        step = max(1, _AT_ONCE // max(1, table.size))
        parts = [weights[at : at + step] for at in range(0, draws, step)]
        found = np.concatenate([alpha_of(_coincidences(table, part), numbers, level) for part in parts])
    return _percentiles(found, confidence)


def _coincidences(table: Floats, weights: Floats) -> Floats:
    """Coincidence matrices of units (or patterns of units) that count ``weights`` times: n x values x values."""
    total = table.sum(axis=1)
    kept = total >= 2
    table, total, weights = table[kept], total[kept], weights[:, kept]
    scaled = weights[:, :, None] * (table / (total - 1)[:, None])
    matrices = scaled.transpose(0, 2, 1) @ table
    places = np.arange(table.shape[1])
    matrices[:, places, places] -= scaled.sum(axis=1)
    return np.asarray(matrices)


def _differences(values: Floats, totals: Floats, level: Level) -> Floats:
    """Squared differences between values (n x values x values); those of ranks depend on the totals."""
    size = len(values)
    if level == "nominal":
        return np.broadcast_to(1 - np.eye(size), (len(totals), size, size))
    if level == "ordinal":
        middle = totals.cumsum(axis=1) - totals / 2
        return np.asarray(np.square(middle[:, :, None] - middle[:, None, :]))
    gap = values[:, None] - values[None, :]
    if level == "ratio":
        both = values[:, None] + values[None, :]
        gap = np.divide(gap, both, out=np.zeros_like(gap), where=both != 0)
    return np.broadcast_to(np.square(gap), (len(totals), size, size))


def _numbers(values: Sequence[Any], level: Level) -> Floats:
    if level == "nominal":
        return np.arange(len(values), dtype=float)
    if not all(isinstance(value, (int, float, np.number)) for value in values):
        raise ValueError(f"alpha at the {level} level needs numbers")
    return np.array(values, dtype=float)


def _drawn(number: Ints, size: int, groups: Sequence[Hashable] | None, draws: int, seed: int) -> Floats:
    """How often each pattern of values is drawn: draws x patterns."""
    generator = np.random.default_rng(seed)
    if groups is None:
        frequency = np.bincount(number, minlength=size)
        total = int(frequency.sum())
        return generator.multinomial(total, frequency / max(total, 1), size=draws).astype(float)
    labels: dict[Hashable, int] = {}
    place = np.array([labels.setdefault(group, len(labels)) for group in groups])
    held = np.zeros((len(labels), size))
    np.add.at(held, (place, number), 1)
    chosen = generator.multinomial(len(labels), np.full(len(labels), 1 / max(len(labels), 1)), size=draws)
    return np.asarray(chosen @ held)


def _percentiles(found: Floats, confidence: float) -> tuple[float, float]:
    defined = found[~np.isnan(found)]
    if 2 * len(defined) <= len(found):
        return math.nan, math.nan
    edge = (1 - confidence) / 2
    low, high = np.quantile(defined, [edge, 1 - edge])
    return float(low), float(high)
