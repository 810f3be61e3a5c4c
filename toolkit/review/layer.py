"""A study's own layer over the software's chances: themes first, then codes, and only where it proves itself.

Per theme and per code a logistic regression whose starting point is what the software said: a shift and a slope of its
log-odds, and then words, each held to that starting point by a ridge, so that few decisions change little. A theme gets
its layer only if, on decided sentences left out in turn, its alpha is higher than the software's by more than
chance would give; else the software's suggestions stay as they were. Nothing is drawn at random.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FEWEST = 4
"""Sentences with a theme, and decided sentences without it, that are needed to learn anything about it."""
THRESHOLD = 0.15
"""Chance from which a second code of a theme is suggested: the best F1 is reached near half of it (Lipton e.a. 2014)."""
UNSEEN = 0.02
"""The chance of what the software did not suggest."""
_BLOCKS = 5
"""The decided sentences are left out in so many parts, each with its share of sentences that have the theme."""
_PARTS = 20
_SURER, _LEAST = 2.0, 0.02
"""The gain in alpha that a layer has to show: so many standard errors, and this much more."""
_BAR, _BAR_WEIGHT = 0.3, 10
"""A theme's bar before anything is known, and how many examples that is worth."""
_SLOPE, _SHIFT, _MARK, _WORD = 4.0, 0.1, 0.5, 0.1
"""Ridge: how tightly each is held to its starting point."""


@dataclass(frozen=True, slots=True)
class Table:
    """Sentences as rows, codes as columns."""

    words: tuple[tuple[str, str, str], ...]
    """The sentence, the one before it, and the question that it answers."""
    chance: Floats
    suggested: Bools
    known: Bools
    given: Bools


@dataclass(frozen=True, slots=True)
class Own:
    """The layer of one theme."""

    columns: tuple[int, ...]
    """Of the codes of the theme."""
    theme: Floats
    """Shift, slope, a weight for each code that was suggested, and for each word."""
    bar: float
    codes: tuple[Floats, ...]
    """Shift, slope and words of each code."""


@dataclass(frozen=True, slots=True)
class Layer:
    """What was learned: how words are counted, and what is known of the themes that got a layer."""

    counters: tuple[tuple[int, float, Any], ...] = ()
    themes: tuple[Own, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.themes)

    @property
    def columns(self) -> frozenset[int]:
        """The codes whose suggestions come from the layer."""
        return frozenset(column for own in self.themes for column in own.columns)


def learn(table: Table, codes: Sequence[str]) -> Layer:
    """The layer of each theme that gains by it."""
    groups: dict[str, list[int]] = {}
    for column, code in enumerate(codes):
        groups.setdefault(code.partition(".")[0], []).append(column)
    worth = {theme: own for theme, own in groups.items() if _enough(table, own)}
    if not worth:
        return Layer()
    counters = _counters(table.words)
    words = _inputs(counters, table.words)
    found = (_theme(table, words, columns) for columns in worth.values())
    return Layer(counters, tuple(one for one in found if one is not None))


def predict(layer: Layer, table: Table) -> tuple[Floats, Bools]:
    """Chances, and what is suggested; those of a theme without a layer are the software's own."""
    chances, said = table.chance.copy(), table.suggested.copy()
    words = _inputs(layer.counters, table.words)
    for own in layer.themes:
        columns = list(own.columns)
        there = _chance(own.theme, _theme_inputs(table, words, columns))
        inputs = (_code_inputs(table, words, column) for column in columns)
        each = np.stack([_chance(weights, one) for weights, one in zip(own.codes, inputs)], axis=1)
        # A code is not likelier than its theme; of a theme that is there, the likeliest code is as likely.
        each = np.minimum(each, there[:, None])
        best = each == each.max(axis=1, keepdims=True)
        chances[:, columns] = each
        said[:, columns] = (there >= own.bar)[:, None] & (best | (each >= THRESHOLD) & table.suggested[:, columns])
    return chances, said


def _enough(table: Table, columns: Sequence[int]) -> bool:
    known, given = _any(table.known[:, columns]), _any(table.given[:, columns])
    return int(min((known & given).sum(), (known & ~given).sum())) >= FEWEST


def _theme(table: Table, words: Any, columns: list[int]) -> Own | None:
    """The layer of one theme, or None where the software does as well without."""
    rows = np.flatnonzero(_any(table.known[:, columns]))
    yes, before = _any(table.given[rows][:, columns]), _any(table.suggested[rows][:, columns])
    inputs = _theme_inputs(table, words, columns)[rows]
    block = np.where(yes, np.cumsum(yes), np.cumsum(~yes)) % _BLOCKS
    apart = np.zeros(len(rows))
    for one in range(_BLOCKS):
        held = block == one
        apart[held] = _chance(_fit(inputs[~held], yes[~held], len(columns)), inputs[held])
    bars = [_bar(apart[block != one], yes[block != one]) for one in range(_BLOCKS)]
    after = apart >= np.array(bars)[block]
    parts = [np.arange(len(rows)) % _PARTS != one for one in range(_PARTS)]
    gains = np.array([_alpha(after[one], yes[one]) - _alpha(before[one], yes[one]) for one in parts])
    error = float(np.sqrt((_PARTS - 1) * gains.var()))  # the jackknife's
    if gains.mean() <= _SURER * error + _LEAST:
        return None
    each = []
    for column in columns:
        decided = np.flatnonzero(table.known[:, column])
        each.append(_fit(_code_inputs(table, words, column)[decided], table.given[decided, column], 0))
    return Own(tuple(columns), _fit(inputs, yes, len(columns)), _bar(apart, yes), tuple(each))


def _any(marks: Bools) -> Bools:
    return np.asarray(marks.any(axis=1))


def _bar(chances: Floats, yes: Bools) -> float:
    """The bar with the best F1, drawn towards the usual one as far as there are few examples."""
    grid = np.linspace(0.1, 0.7, 25)
    both = np.array([(yes & (chances >= limit)).sum() for limit in grid])
    total = np.array([(chances >= limit).sum() for limit in grid]) + yes.sum()
    best = float(grid[int(np.argmax(both / np.maximum(total, 1)))])
    return float((yes.sum() * best + _BAR_WEIGHT * _BAR) / (yes.sum() + _BAR_WEIGHT))


def _alpha(said: Bools, yes: Bools) -> float:
    """Krippendorff's, two coders, yes or no, without the correction for few sentences; 0 where there is nothing to tell apart."""
    share = float((said.mean() + yes.mean()) / 2)
    return 1 - float((said != yes).mean()) / (2 * share * (1 - share)) if 0 < share < 1 else 0.0


def _fit(inputs: Any, yes: Bools, marks: int) -> Floats:
    """Ridge towards what the software said: shift 0, slope 1, nothing for marks and words."""
    from scipy.optimize import minimize

    start = np.zeros(inputs.shape[1])
    start[1] = 1.0
    ridge = np.full(inputs.shape[1], _WORD)
    ridge[:2] = _SHIFT, _SLOPE
    ridge[2 : 2 + marks] = _MARK

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds, away = inputs @ weights, weights - start
        value = np.logaddexp(0, odds).sum() - odds[yes].sum() + (ridge * away**2).sum() / 2
        return float(value), np.asarray(inputs.T @ (1 / (1 + np.exp(-odds)) - yes) + ridge * away)

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x)


def _chance(weights: Floats, inputs: Any) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(inputs @ weights))))


def _theme_inputs(table: Table, words: Any, columns: Sequence[int]) -> Any:
    odds = _odds(table.chance[:, columns]).max(axis=1, keepdims=True)
    return _beside(words, odds, table.suggested[:, columns].astype(float))


def _code_inputs(table: Table, words: Any, column: int) -> Any:
    return _beside(words, _odds(table.chance[:, [column]]), np.empty((len(table.chance), 0)))


def _beside(words: Any, odds: Floats, marks: Floats) -> Any:
    from scipy.sparse import csr_matrix, hstack

    return hstack([csr_matrix(np.hstack([np.ones_like(odds), odds, marks])), words]).tocsr()


def _odds(chance: Floats) -> Floats:
    held = np.clip(chance, UNSEEN, 0.98)
    return np.asarray(np.log(held / (1 - held)))


def _counters(words: Sequence[tuple[str, str, str]]) -> tuple[tuple[int, float, Any], ...]:
    """What counts words, per place: whole words and pairs of the sentence, parts of its words, words around it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    found: list[tuple[int, float, Any]] = []
    for place, weight, options in (
        (0, 1.0, {"token_pattern": r"\w+", "ngram_range": (1, 2)}),
        (0, 1.0, {"analyzer": "char_wb", "ngram_range": (4, 4)}),
        (1, 0.4, {"token_pattern": r"\w+"}),
        (2, 0.4, {"token_pattern": r"\w+"}),
    ):
        column = [one[place] for one in words]
        if any(re.search(r"\w", text) for text in column):  # a document has no questions
            found.append((place, weight, TfidfVectorizer(sublinear_tf=True, **options).fit(column)))
    return tuple(found)


def _inputs(counters: Sequence[tuple[int, float, Any]], words: Sequence[tuple[str, str, str]]) -> Any:
    """The words of sentences as numbers, a row per sentence."""
    from scipy.sparse import csr_matrix, hstack

    blocks = [weight * counter.transform([one[place] for one in words]) for place, weight, counter in counters]
    return hstack(blocks).tocsr() if blocks and words else csr_matrix((len(words), 0))
