"""Parts that suggest codes are of one kind: a name, and a function from a conversation to log-odds with evidence.

What they say is united in one place (:mod:`toolkit.coding.combine`); each can be measured alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook
from .conversation import INTERVIEWER, Conversation
from .vocabulary import Hit, Vocabulary, compile_vocabulary, find

Odds = NDArray[np.float64]
UNSEEN = -4.1
"""Log-odds of a code of which nothing is seen: about one sentence in sixty bears it."""
_LEVELS = (UNSEEN, -2.0, -1.7, -0.45, 1.2)
"""Log-odds of the levels of :func:`levels`, from the share that was right on coded sentences (docs/coding.md)."""
_ANSWER = 4
"""So many sentences after a question still count as its answer."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one part says of one conversation."""

    odds: Odds
    """Log-odds: a row per sentence, a column per code of the codebook, in its order."""
    evidence: Callable[[int, int], tuple[int, ...]]
    """(sentence, column) -> positions of the words that led to it; asked only of what is suggested."""
    themes: Odds | None = None
    """Log-odds of what a part says of themes by themselves: a column per theme, and last one for any code."""


@dataclass(frozen=True, slots=True)
class Part:
    """One suggester."""

    name: str
    judge: Callable[[Conversation], Judgement]
    knows: NDArray[np.bool_]
    """Which codes of the codebook it has something to say about."""
    mixtures: Mapping[str, Any] = field(default_factory=dict)
    """Parts joined by ``+`` -> register -> how it is weighed with them, where that was learned; the shipped model knows of its own parts."""


def vocabulary_part(codebook: Codebook) -> Part:
    """The part that knows the codebook's vocabulary, with the question before an answer as context."""
    vocabulary = compile_vocabulary(codebook)
    columns = {code.id: column for column, code in enumerate(codebook.codes)}
    themes = {code.id: code.theme for code in codebook.codes}
    knows = np.array([bool(code.vocabulary) for code in codebook.codes])
    return Part("vocabulary", lambda conversation: _judge(conversation, vocabulary, columns, themes), knows)


def _judge(
    conversation: Conversation, vocabulary: Vocabulary, columns: Mapping[str, int], themes: Mapping[str, str]
) -> Judgement:
    odds = np.full((len(conversation.units), len(columns)), UNSEEN)
    evidence: dict[tuple[int, int], tuple[int, ...]] = {}
    asked: frozenset[str] = frozenset()
    for number, unit in enumerate(conversation.units):
        hits = find(unit.words, vocabulary)
        if unit.role == INTERVIEWER:
            said = frozenset(hit.code for hit in hits if hit.strength != "not")
            asked = said if unit.place == 0 else asked | said
            continue
        topics = asked if unit.answered < _ANSWER else frozenset()
        for code, level, positions in levels(hits, topics, themes):
            odds[number, columns[code]] = _LEVELS[level]
            evidence[number, columns[code]] = positions
    return Judgement(odds, lambda row, column: evidence.get((row, column), ()))


def levels(
    hits: list[Hit], topics: frozenset[str], themes: Mapping[str, str]
) -> list[tuple[str, int, tuple[int, ...]]]:
    """(code, level, positions) for each code with a sign that no excluding term takes away.

    Levels: 1 one weak sign, 2 weak signs that support each other or are asked about, 3 one strong sign, 4 more.
    """
    excluded = {hit.code for hit in hits if hit.strength == "not"}
    found = []
    strong_themes = {themes[hit.code] for hit in hits if hit.strength == "strong" and hit.code not in excluded}
    for code in dict.fromkeys(hit.code for hit in hits if hit.code not in excluded):
        own = [hit for hit in hits if hit.code == code]
        strong = _distinct(hit for hit in own if hit.strength == "strong")
        weak = _distinct(hit for hit in own if hit.strength == "weak")
        supported = len(weak) > 1 or code in topics or themes[code] in strong_themes
        level = 4 if len(strong) > 1 else 3 if strong else 2 if supported else 1
        found.append((code, level, tuple(sorted({place for hit in own for place in hit.positions}))))
    return found


def _distinct(hits: Iterable[Hit]) -> set[int]:
    """First words of the hits: terms that overlap there count once."""
    return {hit.positions[0] for hit in hits}
