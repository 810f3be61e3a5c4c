"""Join words that make one name: "Corrie van den Akker", "De Kleine Prins", "Van der Meer"."""

from __future__ import annotations

from collections.abc import Iterable

from .context import after_verb_cue, preceded_by
from .lexicon import listed
from .tokens import Words
from .wordclass import WordClass, surname_like, word_class

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
CAPITAL_JOINERS = frozenset(
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
        "Mgr",
        "Ds",
        "Dr",
        "Burgemeester",
        "Dokter",
        "Bisschop",
        "Paus",
        "Dominee",
        "Meester",
    )
)
"""Words with a capital that begin a name of more words."""
TAILS = frozenset(("Noord", "Zuid", "Oost", "West", "Nederland", "Groep", "Advies", "Zorg", "Werk", "Coaching", "Transport", "Bouw", "Techniek", "Groen", "Catering", "Schoonmaak", "Diensten", "Onderwijs", "Mobiliteit", "Personeel", "Detachering", "Holding", "Service", "Support", "Midden", "Scholen", "BV", "NV"))  # fmt: skip
"""Words that end the name of a firm."""
_BEFORE_THE = ("Van", "In", "Op", "Aan", "Uit", "Onder", "Over", "Bij")
_STRONG = frozenset(("der", "den", "ten", "ter"))
_OPENING_WORDS = CAPITAL_JOINERS - frozenset(
    ("De", "Den", "Ten", "Ter", "Het", "El", "Van", "La", "Le", "Sint", "St", "Koningin", "Koning", "Prins", "Prinses", "Juliana",
     "Pater", "Pastoor", "Bisschop", "Paus")
)  # fmt: skip
"""Of these the ones that begin a sentence as ordinary words: "Onze Marijke", "Lange dagen"."""


def joined(words: Words, marked: dict[int, WordClass], shut: set[int]) -> list[tuple[int, int]]:
    """Join marked words that stand together, with the small words between and before family names."""
    spans = []
    for number in sorted(marked):
        start, end = _backward(words, number, marked), number + 1
        while end < len(words.words) and words.adjacent(end):
            step = _forward(words, end, marked, shut, number) or _of_two(words, start, end, marked)
            if not step:
                break
            end = step
        spans.append((start, end))
    return spans


def _of_two(words: Words, start: int, end: int, marked: dict[int, WordClass]) -> int | None:
    """ "Stichting Zijpe en Polder": a body named after two things; a person or a second school is no part of it."""
    after = end + 1
    if words.words[end] != "en" or after >= len(words.words) or not words.adjacent(after):
        return None
    if not words.words[after][0].isupper() or (after not in marked and word_class(words.words[after]) == "no"):
        return None
    head = words.lowers[start] in _BODIES or (start and words.adjacent(start) and words.lowers[start - 1] in _BODIES)
    persons = ("first", "ordinary first", "school")
    return after + 1 if head and not {marked.get(after, "word"), marked.get(start, "word")} & set(persons) else None


def _forward(words: Words, end: int, marked: dict[int, WordClass], shut: set[int], first: int) -> int | None:
    word = words.words[end]
    if end in shut:
        return None
    person = marked[first] in ("first", "ordinary first", "surname", "unknown", "no")
    if word[0].isupper():
        after = end + 1
        if len(word) == 1 and after < len(words.words) and words.gap(after) == " " and words.words[after][0].isupper():
            return after + 1  # "Tjon A Fat"
        if end in marked or word in TAILS or word in CAPITAL_JOINERS or surname_like(word):
            return end + 1
        named = marked[first] in ("first", "ordinary first", "no")
        return end + 1 if named and word_class(word) != "no" else None
    stop = end
    while (
        stop < len(words.words) and stop - end < 3 and words.words[stop] in _JOINERS and words.gap(stop) in (" ", " '")
    ):
        stop += 1
    if (
        not (person or not _STRONG.isdisjoint(words.words[end:stop]))
        or stop == end
        or stop == len(words.words)
        or words.gap(stop) != " "
    ):
        return None
    last = words.words[stop]
    if not last[0].isupper() or stop in shut:
        return None
    chain = tuple(words.words[end:stop])
    return stop + 1 if family_name(chain, last) and (person or surname_like(last)) else None


def family_name(particles: tuple[str, ...], last: str) -> bool:
    """Whether "van der Laar" after a first name is a family name; "van de Regenboog" and "in Emmen" are not."""
    if particles[0] in ("in", "op") and particles[-1] not in ("t", "het", "den", "de"):
        return False
    if particles[-1] in ("der", "den", "t", "ten", "ter", "te", "el", "al", "ben", "bin", "la", "da", "dos", "von"):
        return True
    if particles == ("van",) and word_class(last) in ("street", "school"):
        return True  # "Jan van Galenstraat"
    if particles in (("van",), ("de",)) and word_class(last) in ("word", "unknown"):
        return True  # "Mandy van Opstal": no place, no person, and yet a capital
    if particles == ("van",) and word_class(last) == "place":
        return True  # "Piet van Deventer": after a first name far more often a family than a place
    return surname_like(last)


def _backward(words: Words, number: int, marked: dict[int, WordClass]) -> int:
    """Where the name begins: "van der Meulen", "De Windhoek", "Ben Haddou", "Van der Meer"."""
    start = number
    while start > 0 and words.gap(start) in (" ", " '", "-", ". ") and words.words[start - 1] in CAPITAL_JOINERS:
        if words.opens(start - 1) and words.words[start - 1] in _OPENING_WORDS:
            break
        start -= 1
    if start < number:
        return start
    if number and words.words[number - 1] in ("t", "s", "e", "n") and words.gap(number) == " ":
        return number - 2 if _family_of_the(words, number) else number - 1
    sure = number > 1 and words.words[number - 1] in _STRONG and words.gap(number) == words.gap(number - 1) == " "
    if sure and words.words[number - 2] in ("Van", "Op", "In") and not words.opens(number - 2):
        return number - 2  # "Op den Dries"
    if number and words.words[number - 1] in _NOBLES and words.gap(number) == " ":
        last = number + 1 == len(words.words) or words.gap(number + 1)[0] in ",.?!"
        if last or not words.opens(number - 1):
            return number - 1  # "Graaf Floris, in Vlaardingen"
    if marked[number] not in ("surname", "ordinary surname", "unknown", "place", "word", "school"):
        return number
    stop = number
    while stop > 0 and number - stop < 3 and words.gap(stop) in (" ", " '") and words.words[stop - 1] in _JOINERS:
        stop -= 1
    chain = tuple(words.words[stop:number])
    if chain and _begins(words, stop - 1, marked[number]):
        return stop - 1
    if len(chain) >= 2 and chain[0] in ("van", "in", "op") and surname_like(words.words[number]):
        return stop
    if chain and chain[0] in ("van", "de") and marked[number] != "place" and stop and _said_of(words, stop):
        return stop
    if chain and (chain[-1] in ("ten", "ter") or preceded_by(words, stop, "address_titles")):
        return stop
    return number


_BODIES = frozenset((
    "stichting", "koepel", "vereniging", "schoolbestuur", "scholengroep", "onderwijsgroep", "onderwijsstichting",
    "scholenkoepel", "scholenstichting", "samenwerkingsverband", "schoolvereniging", "scholenvereniging", "koepelstichting",
))  # fmt: skip
_HONOURS = frozenset((
    "Pastoor", "Pater", "Meester", "Burgemeester", "Dokter", "Dominee", "Bisschop", "Kardinaal", "Professor", "Prof", "Graaf", "Baron", "Jonker",
    "Jonkheer", "Zuster", "Kapelaan", "Deken", "Monseigneur", "Admiraal", "Generaal", "Koning", "Koningin", "Prins", "Prinses", "Juffrouw",
    "Juliana", "Dr", "Mgr", "Ds",
))  # fmt: skip
_NOBLES = frozenset(
    (
        "Graaf",
        "Gravin",
        "Baron",
        "Hertog",
        "Hertogin",
        "Admiraal",
        "Generaal",
        "Kardinaal",
        "Kapelaan",
        "Deken",
        "Monseigneur",
    )
)
_BEFORE_A_NAME = frozenset((
    "zegt", "zei", "vindt", "vond", "vraagt", "vroeg", "belt", "belde", "dat", "als", "volgens", "met", "bij", "door", "aan", "voor",
    "toen", "tegen", "namens", "en",
))  # fmt: skip


def _family_of_the(words: Words, number: int) -> bool:
    """ "Van 't Zand zei dat", "meneer In 't Veld": and not "Op 't Kompas werken ze"."""
    before = number - 2
    if before < 0 or words.words[before] not in _BEFORE_THE or words.gap(number - 1) not in (" '", " ’"):
        return False
    if not words.opens(before):
        return words.words[before] == "Van" or surname_like(words.words[number])
    return words.words[before] == "Van" and (surname_like(words.words[number]) or after_verb_cue(words, number))


def _said_of(words: Words, stop: int) -> bool:
    """ "Dan zegt van Vliet", "volgens van Dam": no ordinary "van" stands after these words."""
    return words.words[stop] == "van" and words.gap(stop) == " " and words.lowers[stop - 1] in _BEFORE_A_NAME


def _begins(words: Words, number: int, kind: WordClass) -> bool:
    """Whether a name begins at a word with a capital before small ones: "Van der Meer", "Pastoor van Arsschool"."""
    if number < 0 or words.gap(number + 1) not in (" ", " '"):
        return False
    word = words.words[number]
    if word in ("In", "Op") and words.opens(number) and kind not in ("surname", "ordinary surname"):
        return False  # "Op de Vuurvlinder werkt ..."
    if word in ("Van", "In", "Op") or (kind == "school" and word in CAPITAL_JOINERS):
        return True
    if word in _HONOURS and not words.opens(number):
        return True  # "op de Pastoor van Galen"
    return word[0].isupper() and word.lower() in listed("particles") and not words.opens(number)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
