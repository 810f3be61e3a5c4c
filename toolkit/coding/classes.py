"""Classes of meaning (money, relief, growth, obstacle ...), so that a word not seen in training still says something.

``classes.tsv`` holds some twelve thousand words and expressions of general Dutch, each with one class or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from .forms import lemma_of, parts_of


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    text = resources.files(__package__).joinpath("classes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line)
    return {expression: tuple(classes.split(",")) for expression, classes in rows}


@lru_cache(maxsize=1)
def _expressions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word -> expressions of more than one word."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for expression in _table():
        words = tuple(expression.split())
        if len(words) > 1:
            found[words[0]].append(words)
    return {word: tuple(expressions) for word, expressions in found.items()}


def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a word or expression: as it stands, else of its lemma, else of a compound's parts (marked +)."""
    table = _table()
    found = table.get(word)
    if found is None:
        lemma = lemma_of(word)
        found = table.get(lemma)
        if found is None:
            return tuple(f"+{name}" for part in parts_of(lemma) for name in table.get(part, ()))
    return found


def expressions_in(words: Sequence[str]) -> list[str]:
    """The expressions of more than one word that stand in a sentence."""
    known = _expressions()
    return [
        " ".join(expression)
        for position, word in enumerate(words)
        for expression in known.get(word, ())
        if tuple(words[position : position + len(expression)]) == expression
    ]
