"""The one place where what the parts say becomes a probability per sentence and code, and a yes or no.

First each code gets a probability. Then each theme: a theme is easier to be sure of than one of its codes, so where
there is a theme its likeliest code is suggested, with those that stand on their own, and where there is none, nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook
from .conversation import Decided
from .neighbours import chance, decided_theme_signs, log_odds, owners, theme_signs
from .parts import UNSEEN, Judgement, Part

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ThemeRule:
    """How themes are decided: probability = logistic(bias + weights x :data:`toolkit.coding.neighbours.THEME_SIGNS`

    and then ``THEME_DECIDED``, where people decided something).
    """

    weights: tuple[float, ...]
    bias: float
    thresholds: Mapping[str, float]
    """Theme -> probability from which it is there; a theme without one is decided code by code."""
    usual: Mapping[str, float]
    """Theme -> its mean probability, for where there are no neighbours."""


@dataclass(frozen=True, slots=True)
class Mixture:
    """How parts are weighed: probability = logistic(bias + sum of weight x log-odds)."""

    weights: Mapping[str, float]
    bias: float = 0.0
    threshold: float = 0.5
    """Probability from which a code is suggested."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """The same for codes that have their own."""
    themes: ThemeRule | None = None
    shown: tuple[float, float] = (0.0, 1.0)
    """Shift and slope of the log-odds of what is suggested: chosen as the best of many, it is less sure than it looked."""
    beside: Mapping[str, float] = field(default_factory=dict)
    """Parts whose weight was never learned: what they don't see changes nothing, what they see tips the scale."""


BESIDE = 1.5
"""A code beside the likeliest one of its theme has to be this many times as sure as its bar."""
ALONE = Mixture({"vocabulary": 1.0}, threshold=0.3)
"""The vocabulary without anything learned: one strong term is right one time in three, and worth a look."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the parts say together of one conversation."""

    chances: Floats
    """Probability: a row per sentence, a column per code."""
    chosen: tuple[tuple[int, int], ...]
    """(sentence, column) of what is worth suggesting, in order."""


def unite(
    judgements: Mapping[str, Judgement], parts: Sequence[Part], codebook: Codebook, mixture: Mixture, heard: Bools,
    decided: Decided | None = None,
) -> Verdict:  # fmt: skip
    """Weigh the parts; ``heard`` are the sentences that may get a code. Retired codes are never chosen.

    ``decided``: what people decided in this text, a sign for the sentences around.

    A code that only the vocabulary knows is judged by the vocabulary alone.
    """
    codes = codebook.ids
    total = np.full(next(iter(judgements.values())).odds.shape, mixture.bias)
    limits = np.array([mixture.thresholds.get(code, mixture.threshold) for code in codes])
    for name, judgement in judgements.items():
        if name in mixture.weights:
            total += mixture.weights[name] * judgement.odds
    learned = [part.knows for part in parts if part.name != "vocabulary" and part.name in mixture.weights]
    known = np.all(learned, axis=0) | np.zeros(len(codes), dtype=bool)
    if "vocabulary" in judgements and len(mixture.weights) > 1:
        total[:, ~known] = judgements["vocabulary"].odds[:, ~known]
        limits[~known] = ALONE.threshold
    for name, weight in mixture.beside.items():
        total += weight * (judgements[name].odds - UNSEEN)
    chances = chance(total)
    said = chances >= limits
    of_themes = next((one.themes for one in judgements.values() if one.themes is not None), None)
    live = np.array([not code.retired for code in codebook.codes])
    if mixture.themes is not None and of_themes is not None and len(chances):
        themes = [theme.id for theme in codebook.themes]
        own = owners(codes, themes)
        sure = theme_chances(chances, of_themes, heard, themes, own, mixture.themes, decided)
        bars = np.array([mixture.themes.thresholds.get(theme, np.inf) for theme in themes])
        ruled = np.isfinite(bars) & np.array([bool(known[own == place].all()) for place in range(len(themes))])
        by_rule = by_theme(np.where(live, chances, -1), limits, sure >= bars, own)
        said = np.where(ruled[own], by_rule, said)
    chosen = np.argwhere(said & heard[:, None] & live)
    rows, columns = chosen.T
    shift, slope = mixture.shown
    chances[rows, columns] = chance(shift + slope * log_odds(chances[rows, columns]))
    return Verdict(chances, tuple((int(row), int(column)) for row, column in chosen))


def theme_chances(
    chances: Floats, odds: Floats, heard: Bools, themes: Sequence[str], own: NDArray[np.int64], rule: ThemeRule,
    decided: Decided | None = None,
) -> Floats:  # fmt: skip
    """Probability per sentence and theme."""
    usual = np.array([rule.usual.get(theme, 0.0) for theme in themes])
    signs = theme_signs(chances, odds, heard, usual, own)
    weights = np.array(rule.weights)
    found = signs @ weights[: signs.shape[2]] + rule.bias
    if decided is not None:
        found += decided_theme_signs(chance(found), heard, decided, own) @ weights[signs.shape[2] :]
    return chance(found)


def by_theme(chances: Floats, limits: Floats, there: Bools, own: NDArray[np.int64]) -> Bools:
    """Where a theme is there: its likeliest code, and those well above their own bar; where it isn't: none of its codes."""
    said = (chances >= limits * BESIDE) & there[:, own]
    for theme in range(there.shape[1]):
        columns, rows = np.flatnonzero(own == theme), np.flatnonzero(there[:, theme])
        if len(columns):
            said[rows, columns[np.argmax(chances[np.ix_(rows, columns)], axis=1)]] = True
    return said


def said_by(judgements: Mapping[str, Judgement], row: int, column: int) -> list[str]:
    """Names of the parts that saw something for this code here."""
    return [name for name, one in judgements.items() if one.odds[row, column] > UNSEEN / 2]
