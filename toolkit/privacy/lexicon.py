"""What is ordinary Dutch and what may be a name: simplemma's Dutch table and our own lists in ``data/``.

simplemma (MIT) holds some 370,000 Dutch word forms. Our lists were written for this project; each file says what it holds.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from ..dutch import lemmas
from .numbers import NUMBER, VALUES

_DATA = Path(__file__).parent / "data"
_LINKS = ("", "s", "e", "en", "-")
_SHORTEST = 4
_NUMBER = re.compile(rf"(?:{NUMBER}?honderd(?:en)?)?(?:{NUMBER}?duizend(?:en)?)?(?:{NUMBER}?honderd(?:en)?)?{NUMBER}?")


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of one of our lists: one or more per line, apart by commas; ``#`` starts a remark."""
    text = (_DATA / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(entry for line in lines for part in line.split(",") if (entry := part.strip()))


@cache
def dutch_words() -> frozenset[str]:
    """Every Dutch word form known, without names: what simplemma has in lower case, and our spoken forms."""
    table = lemmas()
    forms = {form for form in table if form.islower()}
    forms.update(lemma for lemma in set(table.values()) if lemma.islower())
    forms.update(word.lower() for word in listed("spoken"))
    forms.update(VALUES)
    return frozenset(forms)


@lru_cache(maxsize=100_000)
def is_word(word: str) -> bool:
    """True for a Dutch word, also inflected or put together from two others, as it would stand in mid-sentence."""
    known = dutch_words()
    lower = word.lower().replace("’", "'")
    if lower in known:
        return True
    parts = [part for part in lower.split("-") if part]
    if _NUMBER.fullmatch(lower):
        return True
    if len(parts) > 1:
        return all(part in known or _compound(part) for part in parts)
    stem = lower.removesuffix("'s").removesuffix("'tje")
    return stem in known or _compound(lower)


def _compound(word: str) -> bool:
    """Two known words of four letters or more, with a linking sound between."""
    known = dutch_words()
    for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
        if word[cut:] not in known:
            continue
        head = word[:cut]
        for link in _LINKS:
            first = head.removesuffix(link) if link else head
            if head.endswith(link) and len(first) >= _SHORTEST and first in known:
                return True
    return False
