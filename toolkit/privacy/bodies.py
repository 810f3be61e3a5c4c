"""Names of schools and boards that are built of ordinary words: "Dorp aan Vaart", "Wij Duinkinderen", "Samen Verder"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Found
from .lexicon import listed
from .tokens import Words
from .wordclass import word_class

_BODIES = frozenset((
    "stichting", "koepel", "vereniging", "schoolbestuur", "scholengroep", "onderwijsgroep", "onderwijsstichting", "bestuur", "koepelstichting",
    "scholenkoepel", "scholenstichting", "samenwerkingsverband", "schoolvereniging", "scholenvereniging", "scholengemeenschap", "kindcentrum",
    "basisschool", "fusieschool", "praktijkschool", "obs", "cbs", "rkbs", "kbs", "pcbs", "ikc", "kc", "sbo", "vso",
))  # fmt: skip
_OUR_BODY = frozenset((
    "bestuur", "school", "stichting", "koepel", "scholengroep", "schoolbestuur", "basisschool", "scholenkoepel", "fusieschool",
    "kindcentrum", "praktijkschool", "onderwijsgroep", "koepelstichting",
))  # fmt: skip
_LINKS = frozenset(("aan", "op", "in", "over", "bij", "voor", "met", "van", "en", "de", "het", "der", "den", "t", "onder", "tot", "tussen"))  # fmt: skip
_BEGINNINGS = frozenset((
    "Samen", "Wij", "Kind", "Sterk", "Ieder", "Iedereen", "Jong", "Passie", "Hart", "Kracht", "Leren", "Spelen", "Wereld", "Talent",
    "Vrije", "Brede", "Nieuwe", "Kleine", "Grote", "Open", "Goed", "Vol", "Eigen", "Gewoon", "Rijk", "Mijn", "Ons", "Onze",
))  # fmt: skip
"""Words with which such names begin; those that begin ordinary sentences as well count in mid-sentence alone."""
_NEVER_FIRST = frozenset(("Goed", "Vol", "Eigen", "Gewoon", "Rijk", "Mijn", "Ons", "Onze", "Wij", "Iedereen", "Ieder", "Nieuwe", "Grote", "Kleine"))  # fmt: skip
_ARTICLES = frozenset(("ons", "onze", "een", "het", "de", "mijn", "hun", "jullie", "zijn", "haar"))
_PERSONS = ("first", "ordinary first", "place", "no", "acronym")
_WITH_FIGURES = re.compile(r"\b(?:[Dd]e|[Hh]et)\s\d+-[A-ZÀ-Þ][a-zß-ÿ]{2,}|\b[A-Z][A-Za-z]*\d+[A-Z][A-Za-z]*\d*\b")
_WITH_THE_BIBLE = re.compile(r"\b(?:[Ss]chool|[Ss]cholen)\s[Mm]et\s(?:de|den)\s[Bb]ijbel\b|\b[Bb]ijbelschool\b")
_EDUCATION = frozenset(("Onderwijs", "Scholen", "Scholengroep", "Onderwijsgroep", "Kindcentra"))
_FIGURE = re.compile(r"[A-Z]\d|\d-[A-Z]")
_NO_BODY = frozenset(("B2B", "B2C", "C2C", "P2P", "H2O", "E2E", "M2M", "N2O", "G4S", "I18N"))
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,4}(?![\w])")
_NO_INITIALS = frozenset((
    "N.B.", "P.S.", "B.V.", "N.V.", "V.O.F.", "O.K.", "T.V.", "W.C.", "C.V.", "H.B.O.", "M.B.O.", "U.W.V.", "P.C.", "C.D.", "V.S.", "A.D.",
    "W.A.O.", "W.I.A.", "W.W.", "D.M.V.", "M.B.T.", "T.A.V.", "I.V.M.", "I.P.V.", "A.U.B.", "E.D.", "E.A.", "D.D.", "V.M.", "N.C.", "Z.O.Z.",
    "H.R.", "I.C.T.", "I.T.", "R.T.", "I.B.", "M.R.", "V.S.O.", "S.B.O.", "E.U.", "N.L.", "S.W.", "V.O.", "P.O.", "M.T.", "J.C.", "A.V.G.",
))  # fmt: skip


def body_spans(words: Words, shut: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of words that are one such name: from the first to the number after the last."""
    for number, word in enumerate(words.lowers):
        if word in _BODIES:
            yield from _after_body(words, number, shut)
    for number in words.capitals:
        if number not in shut and words.words[number] in _BEGINNINGS:
            yield from _beginning(words, number, shut)
        if (words.opens(number) and number not in shut and _is_our_body(words, number)) or (
            words.opens(number) and number not in shut and _has_schools(words, number)
        ):
            yield number, number + 1
        if words.words[number] in _EDUCATION and number not in shut:
            yield from _before_education(words, number, shut)


def _has_schools(words: Words, number: int) -> bool:
    """ "Zandrijk heeft negentien scholen"."""
    after = words.lowers[number + 1 : number + 6]
    word = words.lowers[number]
    if after[:1] not in (["heeft"], ["had"], ["telt"], ["telde"], ["bestaat"], ["bestuurt"]) or word in listed(
        "common"
    ):
        return False
    plain = any(word in listed(name) for name in ("function", "pronouns", "generic")) or len(word) < 4
    return not plain and not {"scholen", "basisscholen", "locaties", "schooltjes"}.isdisjoint(after)


def _before_education(words: Words, number: int, shut: set[int]) -> Iterator[tuple[int, int]]:
    """ "Wij zijn Kust en Klei Onderwijs": capitals with small words between, and what such bodies do at the end."""
    start = number
    while start > 0 and words.adjacent(start) and start - 1 not in shut:
        word = words.words[start - 1]
        capital = word[0].isupper() and not words.opens(start - 1) and word.lower() not in listed("pronouns")
        linked = word in ("en", "aan", "op", "in") and start > 1 and words.words[start - 2][0].isupper()
        linked = linked and words.adjacent(start - 1) and not words.opens(start - 2)
        if not capital and not linked:
            break
        start -= 1
    whole = number - start > 1 and words.words[number - 1][0].isupper()  # "overleg Werk en Onderwijs" names no body
    if whole and any(word_class(words.words[n]) != "no" for n in range(start, number)):
        yield start, number + 1


def odd_names(words: Words) -> Iterator[Found]:
    """Names that hold a figure ("De 5-Sprong", "K2O5"), and initials that stand alone ("vraag het D.J.")."""
    for match in _WITH_FIGURES.finditer(words.text) if _FIGURE.search(words.text) else ():
        if match.group() not in _NO_BODY:
            yield Found(match.start(), match.end(), "school", "pattern")
    if "bijbel" in words.lowers or "bijbelschool" in words.lowers:
        yield from (Found(*match.span(), "school", "pattern") for match in _WITH_THE_BIBLE.finditer(words.text))
    if "." in words.text:
        for match in _INITIALS.finditer(words.text):
            if match.group() not in _NO_INITIALS:
                yield Found(match.start(), match.end(), "person", "capital")


def _after_body(words: Words, number: int, shut: set[int]) -> Iterator[tuple[int, int]]:
    """ "Stichting Dorp aan Vaart", "de koepel Kind en Tijd": capitals with small words between."""
    start = number + 1
    if not _capital(words, start, shut):
        return
    end, capitals = _chain(words, start, shut)
    if capitals > 1 and any(word_class(words.words[n]) != "no" for n in range(start, end)):
        yield start, end


def _chain(words: Words, start: int, shut: set[int]) -> tuple[int, int]:
    """The number after the last word of a run of capitals, and how many capitals it has."""
    end, capitals = start + 1, 1
    while end < len(words.words) and words.adjacent(end):
        stop = end
        while stop < len(words.words) and stop - end < 3 and words.words[stop] in _LINKS and _together(words, stop):
            stop += 1
        if not _capital(words, stop, shut) or not _together(words, stop):
            break
        if stop > end and _elsewhere(words, start, end, stop):
            break
        end, capitals = stop + 1, capitals + 1
    return end, capitals


def _elsewhere(words: Words, start: int, end: int, stop: int) -> bool:
    """ "stichting Kwadrant in Utrecht", "stichting Kwadrant en Marijke", "De Ark en het Baken": the name has ended."""
    kind = word_class(words.words[stop])
    if kind in _PERSONS or (words.words[end] == "en" and stop > end + 1):
        return True
    if words.words[end] in ("in", "bij") and stop == end + 1 and words.words[start] not in _BEGINNINGS:
        return True  # "basisschool De Boeier in Haarsteden"
    return words.words[end] in ("in", "bij", "van", "op") and kind != "word"


def _beginning(words: Words, number: int, shut: set[int]) -> Iterator[tuple[int, int]]:
    opens = words.opens(number)
    if opens and words.words[number] in _NEVER_FIRST:
        return
    end, capitals = _chain(words, number, shut)
    ordinary = all(
        word_class(words.words[n]) in ("word", "unknown", "school", "no")
        for n in range(number + 1, end)
        if words.words[n][0].isupper()
    )
    if capitals > 1 and ordinary:
        yield number, end


def _is_our_body(words: Words, number: int) -> bool:
    """ "Wereldwijs is ons bestuur", "Vlechtwerk was een fusieschool"."""
    after = words.lowers[number + 1 : number + 5]
    if len(after) < 3 or after[0] not in ("is", "was", "heet", "heette") or not words.adjacent(number + 1):
        return False
    word = words.lowers[number]
    plain = any(word in listed(name) for name in ("function", "pronouns", "verbs", "generic", "openers"))
    if plain or len(word) < 4 or after[1] not in _ARTICLES or word_class(words.words[number]) == "no":
        return False
    return after[2] in _OUR_BODY or (len(after) > 3 and after[3] in _OUR_BODY)


def _capital(words: Words, number: int, shut: set[int]) -> bool:
    return (
        number < len(words.words) and number not in shut and words.words[number][0].isupper() and words.adjacent(number)
    )


def _together(words: Words, number: int) -> bool:
    return number < len(words.words) and words.gap(number) in (" ", " '")
