"""The trained part: what a linear model, trained on coded conversations, says of each sentence."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook
from .conversation import Conversation
from .features import terms_by_word
from .linear import Model, first, register_of, second, signs
from .parts import UNSEEN, Judgement, Part

NAME = "trained"
_WORDS = 3
"""At most so many words are shown as evidence."""


def trained_part(codebook: Codebook, model: Model) -> Part:
    """The part for a codebook that shares codes with the model's."""
    own = np.array([model.codes.index(code) if code in model.codes else -1 for code in codebook.ids])
    return Part(NAME, lambda conversation: _judge(conversation, model, own), own >= 0)


def _judge(conversation: Conversation, model: Model, own: NDArray[np.int64]) -> Judgement:
    if not conversation.units:
        return Judgement(np.empty((0, len(own))), lambda row, column: ())
    weights, bias = model.stack[register_of(conversation)]
    odds = second(signs(first(conversation, model), conversation, model.codes, model.themes), weights, bias)
    held = np.full((len(conversation.units), len(own)), UNSEEN)
    held[:, own >= 0] = odds[:, own[own >= 0]]
    return Judgement(held, lambda row, column: _evidence(conversation, model, row, int(own[column])))


def _evidence(conversation: Conversation, model: Model, row: int, target: int) -> tuple[int, ...]:
    """Positions of the words of the sentence that weigh most for a code: those that carry at least half of the first."""
    if target < 0:
        return ()
    shares: dict[int, float] = defaultdict(float)
    for position, columns in terms_by_word(conversation.units[row].words.lower, model.features):
        shares[position] += float((model.weights[columns, target] * model.features.idf[columns]).sum())
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    best = ranked[0][1] if ranked else 0.0
    return tuple(sorted(position for position, share in ranked[:_WORDS] if share > 0 and share >= best / 2))
