"""What the trained part sees of a sentence: its words in several ways, the question and the neighbours, who speaks.

Features come in blocks. A block is a bag of terms, weighed by tf-idf (1 + log tf; smooth idf) and brought to length 1,
as scikit-learn's TfidfVectorizer does; here it is written out, so that using a model needs numpy and scipy alone and
terms of a word are looked up once per word, not once per occurrence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .classes import classes_of, expressions_in
from .conversation import INTERVIEWER, Conversation
from .forms import lemma_of, parts_of

BLOCKS = ("words", "lemmas", "letters", "classes", "pairs", "question", "before", "after", "setting")
WEIGHTS = {
    "words": 1.0, "lemmas": 1.0, "letters": 1.0, "classes": 0.5, "pairs": 0.5, "question": 0.5, "before": 0.4, "after": 0.4,
    "setting": 0.3,
}  # fmt: skip
_OWN = ("words", "lemmas", "letters", "classes")
"""Blocks that are about the words of the sentence itself."""
_ANSWER = 4
_NEAR = 3
"""Words with a class that still count as near."""
_MIN = {
    "words": 2,
    "lemmas": 2,
    "letters": 3,
    "classes": 3,
    "pairs": 5,
    "question": 4,
    "before": 4,
    "after": 4,
    "setting": 2,
}
"""In how many sentences a term must stand to be a feature."""


@dataclass(frozen=True, slots=True)
class Features:
    """The terms of each block with their columns and weights."""

    columns: dict[str, dict[str, int]]
    """Block -> term -> column, over all blocks together."""
    idf: NDArray[np.float32]
    known: dict[str, dict[str, tuple[int, ...]]] = field(default_factory=lambda: {block: {} for block in BLOCKS})
    """Block -> word -> columns of its terms, for words met before."""

    @property
    def size(self) -> int:
        return len(self.idf)


def fit(conversations: Sequence[Conversation]) -> Features:
    """The features of a corpus; terms in alphabetical order, so that the same corpus gives the same columns."""
    counts: dict[str, Counter[str]] = {block: Counter() for block in BLOCKS}
    sentences = 0
    for conversation in conversations:
        for number in range(len(conversation.units)):
            sentences += 1
            for block, words in _blocks(conversation, number):
                counts[block].update({term for word in words for term in _TERMS[block](word)})
    columns: dict[str, dict[str, int]] = {}
    idf: list[float] = []
    for block in BLOCKS:
        kept = sorted(term for term, count in counts[block].items() if count >= _MIN[block])
        columns[block] = {term: len(idf) + place for place, term in enumerate(kept)}
        idf += [np.log((1 + sentences) / (1 + counts[block][term])) + 1 for term in kept]
    return Features(columns, np.array(idf, dtype=np.float32))


def matrix(conversation: Conversation, features: Features) -> csr_matrix:
    """A row per sentence of the conversation, a column per feature."""
    lengths: list[int] = []
    cells: list[int] = []
    places: list[int] = []
    for number in range(len(conversation.units)):
        for block, words in _blocks(conversation, number):
            before = len(cells)
            known = features.known[block]
            for word in words:
                found = known.get(word)
                cells += found if found is not None else _columns(word, block, features)
            lengths.append(len(cells) - before)
            places.append(number)
    rows = np.repeat(np.array(places, dtype=np.int64), lengths)
    shape = (len(conversation.units), features.size)
    counted = csr_matrix((np.ones(len(cells), dtype=np.float32), (rows, np.array(cells, dtype=np.int64))), shape=shape)
    counted.sum_duplicates()
    return _weighed(counted, features)


def _columns(word: str, block: str, features: Features) -> tuple[int, ...]:
    """The columns of a word's terms in a block, kept for the next time."""
    known = features.known[block]
    found = known.get(word)
    if found is None:
        terms = features.columns[block]
        found = known[word] = tuple(terms[term] for term in _TERMS[block](word) if term in terms)
    return found


def _weighed(counted: csr_matrix, features: Features) -> csr_matrix:
    """Counts to tf-idf, each block of a row brought to its own length."""
    edges = np.cumsum([len(features.columns[block]) for block in BLOCKS])
    blocks = np.searchsorted(edges, counted.indices, side="right")
    rows = np.repeat(np.arange(counted.shape[0]), np.diff(counted.indptr))
    values = (1 + np.log(counted.data)) * features.idf[counted.indices]
    groups = rows * len(BLOCKS) + blocks
    lengths = np.sqrt(np.bincount(groups, values * values, minlength=counted.shape[0] * len(BLOCKS)))
    weights = np.array([WEIGHTS[block] for block in BLOCKS])
    counted.data = (values * weights[blocks] / lengths[groups]).astype(np.float32)
    return counted


def _blocks(conversation: Conversation, number: int) -> Iterator[tuple[str, Sequence[str]]]:
    """The words that each block is made of, for one sentence. A pair of words goes as one, with a space between."""
    units = conversation.units
    unit = units[number]
    words = unit.words.lower
    yield "words", words
    yield "words", [f"{a} {b}" for a, b in zip(("<", *words), (*words, ">"))]
    yield "lemmas", words
    yield "letters", words
    yield "classes", words
    yield "classes", expressions_in(words)
    yield "pairs", _pairs(words)
    if unit.answered < _ANSWER:
        yield "question", unit.question
    for block, neighbour in (("before", number - 1), ("after", number + 1)):
        if 0 <= neighbour < len(units) and units[neighbour].role != INTERVIEWER:
            yield block, units[neighbour].words.lower
    yield "setting", (f"role {unit.role or '-'}", "spoken" if conversation.spoken else "written")


def _pairs(words: Sequence[str]) -> list[str]:
    """Classes of words that stand near each other, words without a class left out: who pays what, said in other words."""
    held = [classes for word in words if (classes := _known_classes(word))]
    return [
        f"{one}|{other}"
        for place, classes in enumerate(held)
        for near in held[place + 1 : place + 1 + _NEAR]
        for one in classes
        for other in near
    ]


@lru_cache(maxsize=262144)
def _known_classes(word: str) -> tuple[str, ...]:
    return classes_of(word)


def itself(word: str) -> tuple[str, ...]:
    """The word as it is."""
    return (word,)


@lru_cache(maxsize=262144)
def lemmas(word: str) -> tuple[str, ...]:
    """The lemma of a word and, of a compound, the lemmas of its parts. Marks have none."""
    if word[0].isdigit():
        return ("0",)
    if word[0] == "[":
        return (f"[{word.strip('[]').partition('-')[0]}]",)
    if not word[0].isalnum():
        return ()
    lemma = lemma_of(word)
    return (lemma, *(f"+{part}" for part in parts_of(lemma)))


def letters(word: str) -> tuple[str, ...]:
    """Runs of three to five letters, with the word's edges, as scikit-learn's ``char_wb``."""
    if not word[0].isalpha():
        return ()
    padded = f" {word} "
    return tuple(padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1))


_TERMS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "words": itself, "lemmas": lemmas, "letters": letters, "classes": classes_of, "pairs": itself, "question": lemmas, "before": lemmas, "after": lemmas,
    "setting": itself,
}  # fmt: skip
"""Block -> the terms of a word."""


def columns_by_word(words: Sequence[str], features: Features) -> list[tuple[int, ...]]:
    """The columns of what each word of a sentence brings in by itself: to show why a model said something."""
    return [tuple(column for block in _OWN for column in _columns(word, block, features)) for word in words]
