"""Weights of the parts, and the bars of codes and themes, from predictions for docs that were not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .combine import Mixture, ThemeRule, theme_chances
from .conversation import Decided
from .neighbours import chance, decided_theme_signs, log_odds, owners, theme_signs, united_by_theme
from .parts import UNSEEN
from .scoring import Counts

_TOGETHER = 40
"""A code's own bar weighs as its sentences do against this many of all codes together."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def logistic(signs: Floats, yes: Bools, use: Bools) -> tuple[Floats, float]:
    """One logistic regression over all codes together: weights of the signs and bias."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=1000).fit(signs[use], yes[use])
    return np.round(model.coef_[0], 4), round(float(model.intercept_[0]), 4)


def mixed(odds: Mapping[str, Floats], yes: Bools, use: Bools, codes: Sequence[str]) -> Mixture:
    """The weights of some parts, and the bar of each code."""
    names = list(odds)
    signs = np.stack([odds[name] for name in names], axis=2)
    weights, bias = logistic(signs, yes, use)
    chances = chance(signs @ weights + bias)
    overall = _best(chances[use], yes[use], "f1")
    bars = [_bar(chances[:, column], yes[:, column], use[:, column], overall, "f1") for column in range(len(codes))]
    weighed = {name: float(weight) for name, weight in zip(names, weights)}
    return Mixture(weighed, bias, round(overall, 3), dict(zip(codes, bars)))


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of every sentence of a corpus when themes are decided."""

    chances: Floats
    """United chances per code, with nothing decided."""
    told: Floats
    """The same, with some sentences decided."""
    decided: Decided
    odds: Floats
    """The trained part's own odds of themes and any code."""
    heard: Bools
    places: Sequence[slice]
    """The rows of each text."""


def united(odds: Mapping[str, Floats], mixture: Mixture) -> Floats:
    """What some parts say together, as chances."""
    return chance(np.sum([mixture.weights[name] * one for name, one in odds.items()], axis=0) + mixture.bias)


def trusting(mixture: Mixture, name: str, times: float) -> Mixture:
    """The same mixture with one part counting so many times as much; where that part sees nothing, nothing changes."""
    weight = mixture.weights[name]
    more = round(weight * times, 4)
    return replace(
        mixture, weights={**mixture.weights, name: more}, bias=round(mixture.bias - (more - weight) * UNSEEN, 4)
    )


def sure_of(texts: Texts, rule: ThemeRule, themes: Sequence[str], own: NDArray[np.int64]) -> Floats:
    """Chances of the themes, with nothing decided."""
    found = [
        theme_chances(texts.chances[place], texts.odds[place], texts.heard[place], themes, own, rule)
        for place in texts.places
    ]
    return np.vstack(found)


def ruled(texts: Texts, yes: Bools, use: Bools, themes: Sequence[str], own: NDArray[np.int64]) -> ThemeRule:
    """How themes are decided from the united chances of their codes."""
    together = united_by_theme(texts.chances, own, len(themes))
    usual = np.round(together[texts.heard].mean(axis=0), 4)

    def signs_of(chances: Floats) -> Floats:
        found = [
            theme_signs(chances[place], texts.odds[place], texts.heard[place], usual, own) for place in texts.places
        ]
        return np.vstack(found)

    signs = signs_of(texts.chances)
    weights, bias = logistic(signs, yes, use)
    sure = chance(signs @ weights + bias)
    told = signs_of(texts.told) @ weights + bias
    off = [
        decided_theme_signs(
            chance(told[place]),
            texts.heard[place],
            Decided(texts.decided.known[place], texts.decided.given[place]),
            own,
        )
        for place in texts.places
    ]
    more = beside(told, np.vstack(off), yes, use)
    overall = _best(sure[use], yes[use], "alpha")
    bars = [_bar(sure[:, place], yes[:, place], use[:, place], overall, "alpha") for place in range(len(themes))]
    named = dict(zip(themes, (float(mean) for mean in usual)))
    return ThemeRule((*weights.tolist(), *more.tolist()), bias, dict(zip(themes, bars)), named)


def beside(odds: Floats, signs: Floats, yes: Bools, use: Bools) -> Floats:
    """Weights of more signs, to be added to log-odds that stay as they are."""
    weights, _ = logistic(np.concatenate([odds[:, :, None], signs], axis=2), yes, use)
    return np.round(weights[1:] / max(float(weights[0]), 0.5), 4)


def platt(chances: Floats, yes: Bools) -> tuple[float, float]:
    """Shift and slope of the log-odds that make chances as sure as they are right (Platt 1999)."""
    if yes.all() or not yes.any():
        return 0.0, 1.0
    weights, bias = logistic(log_odds(chances)[:, None], yes, np.ones(len(yes), dtype=bool))
    return bias, float(weights[0])


def as_plain(mixture: Mixture) -> dict[str, Any]:
    """A mixture as a model keeps it."""
    rule = mixture.themes
    themes = None if rule is None else {
        "weights": list(rule.weights), "bias": rule.bias, "thresholds": dict(rule.thresholds), "usual": dict(rule.usual),
    }  # fmt: skip
    return {
        "weights": dict(mixture.weights), "bias": mixture.bias, "threshold": mixture.threshold,
        "thresholds": dict(mixture.thresholds), "themes": themes, "shown": list(mixture.shown),
    }  # fmt: skip


def alphas(said: Bools, agreed: Bools, undecided: Bools, codes: Sequence[str], themes: Sequence[str]) -> dict[str, Any]:
    """Alpha per theme, their mean, and F1 over all codes; ``agreed`` and ``undecided`` hold codes, themes, any code."""
    count, own = len(codes), owners(codes, themes)
    found_alphas = {}
    for place, theme in enumerate(themes):
        use = ~undecided[:, count + place]
        found = np.asarray(said[:, own == place].any(axis=1))
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


def _bar(chances: Floats, yes: Bools, use: Bools, overall: float, measure: str) -> float:
    """The best bar of one column, drawn towards that of all together as far as it has few examples."""
    seen = int(yes[use].sum())
    return round((seen * _best(chances[use], yes[use], measure) + _TOGETHER * overall) / (seen + _TOGETHER), 3)


def _best(chances: Floats, yes: Bools, measure: str) -> float:
    """The bar with the best F1 or alpha."""
    grid = np.linspace(0.05, 0.9, 86)
    found = [getattr(_counts(yes, chances >= limit), measure) or 0.0 for limit in grid]
    return float(grid[int(np.argmax(found))])


def _counts(people: Bools, machine: Bools) -> Counts:
    return Counts(
        int((people & machine).sum()),
        int((machine & ~people).sum()),
        int((people & ~machine).sum()),
        int((~people & ~machine).sum()),
    )
