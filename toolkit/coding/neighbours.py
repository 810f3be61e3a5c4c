"""The second look: a sentence's own odds beside those of the sentences around, the question and the whole text.

Talk stays on a theme for a while, an answer is about what was asked, and of two codes that fit the other one is often
right. What stands outside a text is unknown, not silent: at the edges the mean of all texts takes its place. What people
decided about a neighbour says more than what was thought of it: the difference is a sign of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .conversation import INTERVIEWER, Conversation, Decided

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

RINGS = ((-1, 1), (-2, 2), (-6, -5, -4, -3, 3, 4, 5, 6))
"""Neighbours that are taken together, by their distance."""
SIGNS = (
    "code", "theme", "any", "theme 1", "theme 2", "theme 3-6", "code 1", "code 2", "code 3-6", "code in text", "theme in text",
    "theme asked", "code asked", "strongest other code", "length",
)  # fmt: skip
"""What the second stage weighs for a code in a sentence."""
DECIDED = SIGNS[3:11]
"""Of these, how far decisions about the neighbours differ from what was thought of them; 0 where nothing was decided."""
THEME_SIGNS = ("strongest code", "any code", "theme 1", "theme 2", "theme 3-6", "theme", "any")
"""What decides about a theme in a sentence."""
THEME_DECIDED = THEME_SIGNS[2:5]
"""Of these, how far decisions about the neighbours differ from what was thought of them."""
_FADES = 0.7
"""How much of a question is left with each sentence of the answer."""
_TEXT = 10
"""The text so far weighs as its sentences do against this many of all texts."""
_FAR = 0.5
"""Weight of the mean of all texts beside a ring of more than two."""
_SMALL = 1e-4


def owners(codes: Sequence[str], themes: Sequence[str]) -> NDArray[np.int64]:
    """The column of the theme of each code."""
    return np.array([themes.index(code.partition(".")[0]) for code in codes], dtype=np.int64)


def speaking(conversation: Conversation) -> Bools:
    """Which sentences are not the interviewer's."""
    return np.array([unit.role != INTERVIEWER for unit in conversation.units], dtype=bool)


def chance(odds: Floats) -> Floats:
    """Log-odds to probability."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def log_odds(chances: Floats) -> Floats:
    """Probability to log-odds, kept finite."""
    held = np.clip(chances, _SMALL, 1 - _SMALL)
    return np.asarray(np.log(held / (1 - held)))


def signs(
    odds: Floats, conversation: Conversation, usual: Floats, codes: Sequence[str], themes: Sequence[str]
) -> Floats:
    """Sentences x codes x :data:`SIGNS`. ``odds`` and ``usual`` (mean chances of all texts) hold codes, themes, any code."""
    count, own = len(codes), owners(codes, themes)
    chances, heard = chance(odds), speaking(conversation)
    of_code, of_theme = chances[:, :count], chances[:, count:-1]
    usual_code, usual_theme = usual[:count], usual[count:-1]
    asked = _asked(chances, conversation)
    lengths = np.log1p([len(unit.words.lower) for unit in conversation.units])
    columns = [
        odds[:, :count],
        odds[:, count:-1][:, own],
        np.repeat(odds[:, -1:], count, axis=1),
        *(ring[:, own] for ring in _rings(of_theme, heard, usual_theme)),
        *_rings(of_code, heard, usual_code),
        _everywhere(of_code, heard, usual_code),
        _everywhere(of_theme, heard, usual_theme)[:, own],
        asked[:, count:-1][:, own],
        asked[:, :count],
        _others(odds[:, :count]),
        np.repeat(lengths[:, None], count, axis=1),
    ]
    return np.stack(columns, axis=2)


def decided_signs(
    expected: Floats, conversation: Conversation, decided: Decided, codes: Sequence[str], themes: Sequence[str]
) -> Floats:
    """Sentences x codes x :data:`DECIDED`.

    ``expected``: how often each code and theme is there where this was thought of it; ``decided`` holds the columns of ``codes``.
    """
    count, own, heard = len(codes), owners(codes, themes), speaking(conversation)
    of_code = np.where(decided.known, decided.given - expected[:, :count], 0.0)
    known, given = _by_theme(decided, own, len(themes))
    of_theme = np.where(known, given - expected[:, count : count + len(themes)], 0.0)
    none, none_theme = np.zeros(count), np.zeros(len(themes))
    columns = [
        *(ring[:, own] for ring in _rings(of_theme, heard, none_theme)),
        *_rings(of_code, heard, none),
        _everywhere(of_code, heard, none),
        _everywhere(of_theme, heard, none_theme)[:, own],
    ]
    return np.stack(columns, axis=2)


def decided_theme_signs(sure: Floats, heard: Bools, decided: Decided, own: NDArray[np.int64]) -> Floats:
    """Sentences x themes x :data:`THEME_DECIDED`; ``sure``: the chances of the themes as if nothing was decided."""
    known, given = _by_theme(decided, own, sure.shape[1])
    off = np.where(known, given - sure, 0.0)
    return np.stack(_rings(off, heard, np.zeros(sure.shape[1])), axis=2)


def _by_theme(decided: Decided, own: NDArray[np.int64], count: int) -> tuple[Bools, Bools]:
    """Known and given per theme: a theme is there with one of its codes, and not there when none of them is."""
    given = np.stack([decided.given[:, own == theme].any(axis=1) for theme in range(count)], axis=1)
    every = np.stack([decided.known[:, own == theme].all(axis=1) for theme in range(count)], axis=1)
    return every | given, given


def united_by_theme(chances: Floats, own: NDArray[np.int64], count: int) -> Floats:
    """Chance that at least one code of a theme is there."""
    return np.stack([1 - np.prod(1 - chances[:, own == theme], axis=1) for theme in range(count)], axis=1)


def theme_signs(chances: Floats, odds: Floats, heard: Bools, usual: Floats, own: NDArray[np.int64]) -> Floats:
    """Sentences x themes x :data:`THEME_SIGNS`, of united chances per code and the parts' own odds of themes and any code."""
    count = odds.shape[1] - 1
    held = np.clip(chances, _SMALL, 1 - _SMALL)
    strongest = np.stack([held[:, own == theme].max(axis=1, initial=_SMALL) for theme in range(count)], axis=1)
    united = united_by_theme(held, own, count)
    rings = _rings(united, heard, usual)
    return np.stack(
        [log_odds(strongest), log_odds(united), *rings, odds[:, :-1], np.repeat(odds[:, -1:], count, axis=1)], axis=2
    )


def _rings(chances: Floats, heard: Bools, usual: Floats) -> list[Floats]:
    """Means over each of :data:`RINGS` of the neighbours that are there and heard."""
    voiced = np.hstack([chances * heard[:, None], heard[:, None].astype(float)])
    found = []
    for ring in RINGS:
        total = np.sum([_moved(voiced, distance) for distance in ring], axis=0)
        sums, numbers = total[:, :-1], total[:, -1:]
        if len(ring) > 2:
            found.append((sums + usual * _FAR) / (numbers + _FAR))
        else:
            found.append(np.where(numbers > 0, sums / np.maximum(numbers, 1), usual))
    return found


def _moved(values: Floats, distance: int) -> Floats:
    """Every row gets what stands ``distance`` rows before it; nothing comes from outside."""
    moved = np.zeros_like(values)
    if abs(distance) >= len(values):
        return moved
    if distance > 0:
        moved[distance:] = values[:-distance]
    else:
        moved[:distance] = values[-distance:]
    return moved


def _everywhere(chances: Floats, heard: Bools, usual: Floats) -> Floats:
    mean = (chances[heard].sum(axis=0) + _TEXT * usual) / (heard.sum() + _TEXT)
    return np.repeat(mean[None, :], len(chances), axis=0)


def _asked(chances: Floats, conversation: Conversation) -> Floats:
    """What the interviewer's last turn was about, fading with each sentence of the answer."""
    found = np.zeros_like(chances)
    question: Floats | None = None
    asking = False
    for number, unit in enumerate(conversation.units):
        if unit.role == INTERVIEWER:
            question = np.maximum(question, chances[number]) if asking and question is not None else chances[number]
            asking = True
        else:
            asking = False
            if question is not None:
                found[number] = question * _FADES**unit.answered
    return found


def _others(odds: Floats) -> Floats:
    """Of each code the odds of the strongest other code."""
    if odds.shape[1] < 2:
        return np.zeros_like(odds)
    ranked = np.sort(odds, axis=1)
    best, next_best = ranked[:, -1:], ranked[:, -2:-1]
    return np.where(odds == best, next_best, best)
