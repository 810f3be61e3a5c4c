"""Names beyond the roster: capitals against the word lists, weighed by what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .context import after_verb_cue, guess_kind, heard_as_name, preceded_by
from .found import Found, FoundKind
from .lexicon import is_word, listed
from .phrases import phrases_in
from .tokens import Words
from .wordclass import WordClass, bases, surname_like, word_class

_JOINERS = frozenset(
    (
        "van",
        "de",
        "der",
        "den",
        "ten",
        "ter",
        "te",
        "t",
        "het",
        "el",
        "al",
        "ben",
        "bin",
        "in",
        "op",
        "la",
        "da",
        "dos",
        "von",
    )
)
_CAPITAL_JOINERS = frozenset(
    (
        "Van",
        "De",
        "Der",
        "Den",
        "Ten",
        "Ter",
        "Te",
        "Het",
        "El",
        "Al",
        "Ben",
        "La",
        "Le",
        "Da",
        "Von",
        "In",
        "Op",
        "Sint",
        "St",
        "Nieuw",
        "Oud",
        "Oude",
        "Noord",
        "Zuid",
        "Oost",
        "West",
        "Groot",
        "Klein",
        "Lange",
        "Korte",
        "Hoge",
        "Lage",
        "Koningin",
        "Koning",
        "Prins",
        "Prinses",
        "Juliana",
        "Heilige",
        "Onze",
        "Pater",
        "Pastoor",
        "Bisschop",
        "Paus",
        "Dominee",
        "Meester",
    )
)
_TAILS = frozenset(("Noord", "Zuid", "Oost", "West", "Nederland", "Groep", "Advies", "Zorg", "Werk", "Coaching", "Transport", "Bouw", "Techniek", "Groen", "Catering", "Schoonmaak", "Diensten", "Onderwijs", "Mobiliteit", "Personeel", "Detachering", "Holding", "Service", "Support", "Midden", "Scholen", "BV", "NV"))  # fmt: skip


@dataclass
class Evidence:
    """What the conversations of one case tell about a word, put together before anything is decided."""

    capital: Counter[str] = field(default_factory=Counter)
    """How often a word has a capital in mid-sentence."""
    small: Counter[str] = field(default_factory=Counter)
    """How often a word occurs, as it is written: in lower case, when it is looked up so."""

    def add(self, words: Words) -> None:
        """Count the words of one text."""
        for number in words.capitals:
            if words.gap(number) == " " and not words.opens(number):
                self.capital[words.words[number]] += 1
        self.small.update(words.words)

    def is_name(self, word: str) -> bool:
        """True when the word stands with a capital in mid-sentence and is never written small."""
        return self.capital[word] > 0 and self.small[word.lower()] == 0


def capital_names(words: Words, evidence: Evidence, *, written: bool = False) -> list[Found]:
    """Stretches of capitalised words that name a person, school, place or organisation.

    In a written document an ordinary word with a capital is a heading or a term, and no name.
    """
    shut, towns = phrases_in(words)
    marked: dict[int, WordClass] = {}
    for number in words.capitals:
        if number in shut:
            continue
        kind = word_class(words.words[number])
        if written and kind == "word" and not preceded_by(words, number, "school_words"):
            continue
        if _is_name(words, number, kind, evidence):
            marked[number] = kind
    spans = _runs(words, marked, shut)
    spans += towns.items()
    return [_found(words, start, end, marked) for start, end in _merged(spans)]


def _is_name(words: Words, number: int, kind: WordClass, evidence: Evidence) -> bool:
    word = words.words[number]
    titled = preceded_by(words, number, "titles")
    if kind == "no":
        return titled and word.lower() not in listed("generic") and len(word) > 2 and not word.isupper()
    if word.lower() in listed("generic") or (word in _CAPITAL_JOINERS and not _after_particle(words, number)):
        return False
    if not words.opens(number):
        return _in_mid_sentence(words, number, kind, titled, evidence)
    if kind in ("first", "school", "surname", "street"):
        return True
    if kind == "unknown":
        return not evidence.small[word.lower()]
    if kind == "place":
        return not is_word(word)
    if kind == "ordinary first":
        return _opening_name(words, number, evidence)
    if kind == "ordinary surname":
        return heard_as_name(words, number) or (evidence.is_name(word) and after_verb_cue(words, number))
    return kind == "word" and _known_opening(words, number, evidence)


def _after_particle(words: Words, number: int) -> bool:
    """True for "De Groot", "meneer De Lange": a family name that looks like the first part of one."""
    before = words.words[number - 1] if number else ""
    return (
        words.words[number] in listed("surnames")
        and words.adjacent(number)
        and before in ("De", "de", "Van", "van", "het", "Het")
    )


def _in_mid_sentence(words: Words, number: int, kind: WordClass, titled: bool, evidence: Evidence) -> bool:
    word = words.words[number]
    if kind == "acronym":
        return len(word.rstrip("s'")) >= 3
    if kind != "word":
        return not (word in _COACHED and _a_training(words, number))
    if len(word) < 3 or word.lower() in listed("function"):
        return False
    return titled or words.adjacent(number) or evidence.is_name(word)


def _a_training(words: Words, number: int) -> bool:
    """ "Een Harrie", "de Harry training": the course of that name."""
    before = words.words[number - 1].lower() if number else ""
    after = words.words[number + 1].lower() if number + 1 < len(words.words) else ""
    return before in _COACHES or after in ("training", "cursus", "opleiding", "trainingen", "trainer")


_COACHED = frozenset(("Harrie", "Harry", "Harries"))
_COACHES = frozenset(
    (
        "een",
        "de",
        "die",
        "halve",
        "cursus",
        "training",
        "zo'n",
        "als",
        "echte",
        "dagen",
        "geen",
        "allemaal",
        "interne",
        "n",
    )
)


def _opening_name(words: Words, number: int, evidence: Evidence) -> bool:
    """A first name that is a word as well, at the start of a sentence."""
    word = words.words[number]
    if number + 1 < len(words.words) and words.adjacent(number + 1):
        after = words.words[number + 1]
        if after[0].isupper() and word_class(after) in ("surname", "ordinary surname", "unknown"):
            return True
        if word.lower() in listed("function"):
            return after.lower() in listed("verbs") - listed("pronouns") and word.lower() not in _ADVERBS
        return after_verb_cue(words, number) or evidence.is_name(word)
    return word.lower() not in _ADVERBS and (heard_as_name(words, number) or evidence.is_name(word))


_ADVERBS = frozenset(
    ("dan", "alle", "elke", "door", "lieve", "nu", "al", "mei", "brand", "lang", "long", "can", "an", "age")
)


def _known_opening(words: Words, number: int, evidence: Evidence) -> bool:
    """An ordinary word at the start of a sentence that is a name elsewhere in the case, or begins a firm's name."""
    word = words.words[number]
    after = number + 1
    if after < len(words.words) and words.adjacent(after) and words.words[after] in _TAILS:
        return True
    return evidence.is_name(word) and after_verb_cue(words, number)


def _runs(words: Words, marked: dict[int, WordClass], shut: set[int]) -> list[tuple[int, int]]:
    """Join marked words that stand together, with the small words between and before family names."""
    spans = []
    for number in sorted(marked):
        start, end = _backward(words, number, marked), number + 1
        while end < len(words.words) and words.adjacent(end):
            step = _forward(words, end, marked, shut, number)
            if not step:
                break
            end = step
        spans.append((start, end))
    return spans


def _forward(words: Words, end: int, marked: dict[int, WordClass], shut: set[int], first: int) -> int | None:
    word = words.words[end]
    if end in shut:
        return None
    person = marked[first] in ("first", "ordinary first", "surname", "unknown")
    if word[0].isupper():
        if end in marked or word in _TAILS or word in _CAPITAL_JOINERS or surname_like(word):
            return end + 1
        return end + 1 if marked[first] in ("first", "ordinary first") and word_class(word) != "no" else None
    stop = end
    while (
        stop < len(words.words) and stop - end < 3 and words.words[stop] in _JOINERS and words.gap(stop) in (" ", " '")
    ):
        stop += 1
    if not person or stop == end or stop == len(words.words) or words.gap(stop) != " ":
        return None
    last = words.words[stop]
    if not last[0].isupper() or stop in shut:
        return None
    return stop + 1 if _family_name(tuple(words.words[end:stop]), last) else None


def _family_name(particles: tuple[str, ...], last: str) -> bool:
    """Whether "van der Laar" after a first name is a family name; "van de Regenboog" and "in Emmen" are not."""
    if particles[0] in ("in", "op") and particles[-1] not in ("t", "het", "den", "de"):
        return False
    if particles[-1] in ("der", "den", "t", "ten", "ter", "te", "el", "al", "ben", "bin", "la", "da", "dos", "von"):
        return True
    return surname_like(last)


def _backward(words: Words, number: int, marked: dict[int, WordClass]) -> int:
    """Where the name begins: "van der Meulen", "De Windhoek", "Ben Haddou"."""
    start = number
    while start > 0 and words.gap(start) in (" ", " '", "-", ". ") and words.words[start - 1] in _CAPITAL_JOINERS:
        if words.opens(start - 1) and words.words[start - 1] in (
            "In",
            "Op",
            "Al",
            "Te",
            "Ben",
            "Meester",
            "Der",
            "Oud",
            "Nieuw",
        ):
            break
        start -= 1
    if start == number and number and words.words[number - 1] == "t" and words.gap(number) == " ":
        return number - 1
    if start == number and marked[number] in ("surname", "ordinary surname", "unknown"):
        stop = number
        while stop > 0 and number - stop < 3 and words.gap(stop) in (" ", " '") and words.words[stop - 1] in _JOINERS:
            stop -= 1
        chain = tuple(words.words[stop:number])
        if (len(chain) >= 2 and chain[0] in ("van", "in", "op") and surname_like(words.words[number])) or (
            chain and (chain[-1] in ("ten", "ter") or preceded_by(words, stop, "address_titles"))
        ):
            start = stop
    return start


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _found(words: Words, start: int, end: int, marked: dict[int, WordClass]) -> Found:
    kind: FoundKind = guess_kind(words, start, end, marked)
    last = words.words[end - 1]
    how = "list" if any(marked.get(n) in ("first", "surname", "place") for n in range(start, end)) else "capital"
    first = words.starts[start] - (words.words[start] in ("t", "s") and words.text[words.starts[start] - 1] in "'’")
    return Found(first, words.ends[end - 1], kind, how, suffix=_suffix(last))


def _suffix(word: str) -> str:
    """The possessive ending of a word whose base is a listed name."""
    for ending in ("'s", "’s", "s"):
        if word.endswith(ending) and word not in listed("first_names") and word not in listed("surnames"):
            base = word.removesuffix(ending)
            if base in bases(word) and (base in listed("first_names") or ending != "s"):
                return ending
    return ""
