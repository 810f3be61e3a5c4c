"""The trained part: what a linear model, trained on coded conversations, says of each sentence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook
from .conversation import Conversation, Decided
from .features import columns_by_word
from .linear import Model, expected, first, register_of, second
from .neighbours import decided_signs, signs
from .parts import UNSEEN, Judgement, Part

NAME = "trained"
_WORDS = 3
"""At most so many words are shown as evidence."""


def trained_part(codebook: Codebook, model: Model) -> Part:
    """The part for a codebook that shares codes with the model's."""
    own = np.array([model.codes.index(code) if code in model.codes else -1 for code in codebook.ids])
    places = [model.themes.index(theme.id) if theme.id in model.themes else -1 for theme in codebook.themes]
    themes = np.array([*places, len(model.themes)])
    return Part(NAME, lambda conversation: _judge(conversation, model, own, themes), own >= 0)


def _judge(conversation: Conversation, model: Model, own: NDArray[np.int64], themes: NDArray[np.int64]) -> Judgement:
    if not conversation.units:
        return Judgement(np.empty((0, len(own))), lambda row, column: (), np.empty((0, len(themes))))
    weights, bias = model.stack[register_of(conversation)]
    found = first(conversation, model)
    seen = signs(found, conversation, model.usual, model.codes, model.themes)
    if conversation.decided is not None:
        decided = _for_model(conversation.decided, len(model.codes), own)
        told = decided_signs(expected(found, model.fair), conversation, decided, model.codes, model.themes)
        seen = np.concatenate([seen, told], axis=2)
    odds = second(seen, weights, bias)
    held = np.full((len(conversation.units), len(own)), UNSEEN)
    held[:, own >= 0] = odds[:, own[own >= 0]]
    of_themes = np.full((len(conversation.units), len(themes)), UNSEEN)
    of_themes[:, themes >= 0] = found[:, len(model.codes) + themes[themes >= 0]]
    return Judgement(held, lambda row, column: _evidence(conversation, model, row, int(own[column])), of_themes)


def _for_model(decided: Decided, count: int, own: NDArray[np.int64]) -> Decided:
    """Decisions in the columns of the model's codes; one that the codebook does not have is unknown."""
    known, given = (np.zeros((len(decided.known), count), dtype=bool) for _ in range(2))
    here = own >= 0
    known[:, own[here]], given[:, own[here]] = decided.known[:, here], decided.given[:, here]
    return Decided(known, given)


def _evidence(conversation: Conversation, model: Model, row: int, target: int) -> tuple[int, ...]:
    """Positions of the words of the sentence that weigh most for a code: those that carry at least half of the first."""
    if target < 0:
        return ()
    by_word = columns_by_word(conversation.units[row].words.lower, model.features)
    columns = np.array([column for columns in by_word for column in columns], dtype=np.int64)
    owner = np.repeat(np.arange(len(by_word)), [len(columns) for columns in by_word])
    shares = np.bincount(owner, model.weights[columns, target] * model.features.idf[columns], minlength=len(by_word))
    ranked = np.argsort(-shares, kind="stable")[:_WORDS]
    return tuple(sorted(int(place) for place in ranked if shares[place] > 0 and shares[place] >= shares[ranked[0]] / 2))
