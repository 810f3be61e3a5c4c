"""Matching a codebook's vocabulary in sentences: the first of the suggesting parts.

A term is compiled to one or more patterns over lower-case words. An index from word to the patterns it may anchor
makes matching one look-up per word; only then a pattern's other words are compared (69 times faster than spaCy's
Matcher on gap patterns, docs/coding.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Literal

from ..errors import InputError
from ..records import Codebook
from .forms import alternatives, separable
from .language import Words

Strength = Literal["strong", "weak", "not"]
Segment = tuple[frozenset[str], ...]

GAP = 6
"""Words that may stand between the parts of ``x ... y``."""
_MARKS = frozenset({".", "!", "?", ";", ":", "…", "..."})
_SHORTEST_PART = 5
"""Letters that a word needs to be recognised as a part of a compound."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a term: segments of words, with gaps between the segments."""

    segments: tuple[Segment, ...]
    ordered: bool
    code: str
    strength: Strength
    term: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a sentence."""

    code: str
    strength: Strength
    term: str
    positions: tuple[int, ...]
    """Which words of the sentence."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The compiled vocabulary of a codebook."""

    anchors: dict[str, tuple[tuple[Pattern, int, int, frozenset[str] | None], ...]]
    """Word -> patterns with the segment and the place in it where the word may stand, and the forms of the next rarest word:
    most sentences hold none of these, and need no further look."""
    parts: dict[str, tuple[Pattern, ...]]
    """Word -> single-word patterns, for compounds."""
    compounds: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    """What was found for words met before."""


@lru_cache(maxsize=8)
def compile_vocabulary(codebook: Codebook) -> Vocabulary:
    """Compile every term of the codes that are not retired. Raises InputError on a term that says nothing."""
    return compile_terms((code.id, line) for code in codebook.codes if not code.retired for line in code.vocabulary)


def compile_terms(lines: Iterable[tuple[str, str]]) -> Vocabulary:
    """Compile (code, line of vocabulary) pairs. Raises InputError on a term that says nothing."""
    anchors: dict[str, list[tuple[Pattern, int, int, frozenset[str] | None]]] = defaultdict(list)
    parts: dict[str, list[Pattern]] = defaultdict(list)
    for code, line in lines:
        for pattern in dict.fromkeys(_patterns(line, code)):
            (segment, place), *others = _rarest_first(pattern)
            guard = pattern.segments[others[0][0]][others[0][1]] if others else None
            for word in pattern.segments[segment][place]:
                anchors[word].append((pattern, segment, place, guard))
            if len(pattern.segments) == 1 and len(pattern.segments[0]) == 1 and "=" not in pattern.term:
                for word in pattern.segments[0][0]:
                    if len(word) >= _SHORTEST_PART:
                        parts[word].append(pattern)
    return Vocabulary(
        {word: tuple(found) for word, found in anchors.items()}, {word: tuple(p) for word, p in parts.items()}
    )


def _patterns(line: str, code: str) -> Iterator[Pattern]:
    """The patterns of one line of vocabulary; the notation is explained at the head of codebook.yaml."""
    strength: Strength = "weak" if line.startswith("~") else "not" if line.startswith("!") else "strong"
    for term in line.lstrip("~!").lower().replace("’", "'").split("|"):
        segments = [part.split() for part in f" {term.strip()} ".split(" ... ")]
        if not all(segments):
            message = f"bij de code '{code}' staat een woord in 'vocabulary' dat niets zegt: '{line}'."
            raise InputError(message, fix="schrijf woorden, of 'x ... y' met een woord aan beide kanten.")
        for ways in product(*(_written(words) for words in segments)):
            yield Pattern(tuple(ways), False, code, strength, term.strip())
        split = separable(segments[0][0]) if len(segments) == 1 and len(segments[0]) == 1 else None
        if split:
            forms, particle = split
            yield Pattern(((forms,), (frozenset({particle}),)), True, code, strength, term.strip())


def _written(words: Sequence[str]) -> list[Segment]:
    """The ways to write consecutive words."""
    return [tuple(forms for way in ways for forms in way) for ways in product(*(alternatives(word) for word in words))]


def _rarest_first(pattern: Pattern) -> list[tuple[int, int]]:
    """(segment, place) of every word, the one to look for first in front: whose forms are longest, for it is the rarest."""
    places = [(s, p) for s, segment in enumerate(pattern.segments) for p in range(len(segment))]
    return sorted(places, key=lambda at: (-min(len(form) for form in pattern.segments[at[0]][at[1]]), *at))


def find(words: Words, vocabulary: Vocabulary) -> list[Hit]:
    """Every term in one sentence, in order of place. A compound that holds a term counts as a weak sign."""
    hits: dict[Hit, None] = {}
    present = frozenset(words.lower)
    for position, word in enumerate(words.lower):
        entries = vocabulary.anchors.get(word)
        if entries is None and words.lemmas:
            entries = vocabulary.anchors.get(words.lemmas[position])
        for pattern, segment, place, guard in entries or ():
            if guard is not None and guard.isdisjoint(present):
                continue
            found = _match(pattern, words.lower, segment, position - place)
            if found is not None:
                hits[Hit(pattern.code, pattern.strength, pattern.term, found)] = None
        if entries is None and len(word) > _SHORTEST_PART + 2:
            for pattern in _in_compound(word, vocabulary):
                strength: Strength = "not" if pattern.strength == "not" else "weak"
                hits[Hit(pattern.code, strength, pattern.term, (position,))] = None
    return list(hits)


def _match(pattern: Pattern, words: Sequence[str], anchor: int, start: int) -> tuple[int, ...] | None:
    """Positions of a pattern whose anchoring segment would begin at ``start``."""
    segments = pattern.segments
    if not _stands(segments[anchor], words, start):
        return None
    if len(segments) == 1:
        return tuple(range(start, start + len(segments[0])))
    orders = [range(len(segments))] if pattern.ordered else [range(len(segments)), range(len(segments) - 1, -1, -1)]
    for order in orders:
        found = _spread(segments, list(order), words, list(order).index(anchor), start)
        if found is not None:
            return found
    return None


def _spread(
    segments: Sequence[Segment], order: list[int], words: Sequence[str], at: int, start: int
) -> tuple[int, ...] | None:
    """Find the other segments on both sides of the anchoring one, each within the gap of the one before."""
    positions = set(range(start, start + len(segments[order[at]])))
    left = start
    for index in range(at - 1, -1, -1):
        length = len(segments[order[index]])
        found = next((s for s in range(left - length, left - length - GAP - 1, -1)
                      if s >= 0 and _stands(segments[order[index]], words, s) and _open(words, s + length, left)), None)  # fmt: skip
        if found is None:
            return None
        positions.update(range(found, found + length))
        left = found
    right = start + len(segments[order[at]])
    for index in range(at + 1, len(order)):
        length = len(segments[order[index]])
        found = next((s for s in range(right, right + GAP + 1)
                      if _stands(segments[order[index]], words, s) and _open(words, right, s)), None)  # fmt: skip
        if found is None:
            return None
        positions.update(range(found, found + length))
        right = found + length
    return tuple(sorted(positions))


def _stands(segment: Segment, words: Sequence[str], start: int) -> bool:
    if start < 0 or start + len(segment) > len(words):
        return False
    return all(words[start + place] in forms for place, forms in enumerate(segment))


def _open(words: Sequence[str], start: int, end: int) -> bool:
    """True when nothing between the two positions ends a clause."""
    return not any(word in _MARKS for word in words[start:end])


def _in_compound(word: str, vocabulary: Vocabulary) -> tuple[Pattern, ...]:
    """Patterns whose one word is the last or the first part of a compound."""
    known = vocabulary.compounds.get(word)
    if known is None:
        tails = (word[cut:] for cut in range(3, len(word) - _SHORTEST_PART + 1))
        heads = (word[:cut] for cut in range(len(word) - 3, _SHORTEST_PART + 1, -1))
        part = next((part for part in (*tails, *heads) if part in vocabulary.parts), None)
        known = vocabulary.parts[part] if part is not None else ()
        vocabulary.compounds[word] = known
    return known
