"""What belongs to a name on either side of it: initials, a last letter, the kind of body it is the name of."""

from __future__ import annotations

from .found import FoundKind
from .tokens import Words

_INITIALS = frozenset(("Th", "Chr", "Tj", "Sj", "Ph", "Jac", "Joh", "IJ", "Ij", "Fr", "Wm", "Alb", "Ger"))
_ABBREVIATIONS = frozenset((
    "obs", "cbs", "rkbs", "kbs", "pcb", "pcbs", "pcbo", "gbs", "abbs", "sbo", "vso", "ikc", "kc", "rk", "jbs", "nbs", "bs", "mfa", "wsp", "swv", "vo", "pro", "so", "zml", "zmlk", "sws", "ods", "pwa", "ibs", "kdv", "ekc", "csg", "gsg", "rsg", "osg", "rkpo", "pcpo", "rkbo", "ois",
))  # fmt: skip
HEADS = frozenset((
    "Stichting", "Scholengroep", "Scholenstichting", "Scholenkoepel", "Scholengemeenschap", "Scholenkring", "Scholenvereniging",
    "Onderwijsgroep", "Onderwijsstichting", "Vereniging", "Koepel", "Werkbedrijf", "Bakkerij", "Slagerij", "Garage",
    "Autobedrijf", "Zorgboerderij", "Kwekerij", "Hoveniersbedrijf", "Restaurant", "Café", "Hotel", "Bureau", "Jobcoachbureau",
    "Uitzendbureau", "Firma", "Samenwerkingsverband", "Kindcentrum", "Basisschool", "Praktijkschool", "Daltonschool",
    "Montessorischool", "Jenaplanschool", "Lyceum", "College", "School", "Scholen",
))  # fmt: skip
"""With a capital these are part of the name that follows."""
_KINDS_OF_EDUCATION = frozenset((
    "Openbaar", "Onderwijs", "Katholiek", "Christelijk", "Primair", "Protestants", "Bijzonder", "Speciaal", "Passend", "Scholen",
))  # fmt: skip
_PARTICLES = ("van", "de", "der", "den", "ten", "ter", "te", "el", "al", "la", "'t", "t", "het")


def initials_before(words: Words, start: int, end: int) -> tuple[int, int]:
    """ "J.P. Terpstra", "R. van Leeuwen": initials before a name, also before the small words of a family name."""
    begin = start
    while begin > 0 and start - begin < 3 and words.gap(begin) in (" ", " '") and words.words[begin - 1] in _PARTICLES:
        begin -= 1
    if not _initial(words, begin - 1):
        begin = start
    while _initial(words, begin - 1):
        begin -= 1
    return begin, end


def letter_after(words: Words, end: int) -> int:
    """ "Ali B.": a family name of which one letter is left; "Jannie K.J.", a school called after somebody."""
    stop = end
    while stop < len(words.words) and words.gap(stop) in ((" ",) if stop == end else (".", ". ")):
        point = words.text[words.ends[stop] : words.ends[stop] + 1] == "."
        if not (point and len(words.words[stop]) == 1 and words.words[stop].isupper()):
            break
        stop += 1
    return stop


def with_head(words: Words, start: int, kind: FoundKind) -> int:
    """Where the name of a body begins: "Stichting Kwadrant", "obs De Springplank", "Openbaar Onderwijs Groningen"."""
    begin = start
    while begin > 0 and words.gap(begin) in (" ", " '"):
        before = words.words[begin - 1]
        if (
            before in ("de", "het", "t")
            and begin == start
            and kind in ("school", "organisation")
            and _kind(words, begin)
        ):
            begin -= 2
            continue
        head = before in HEADS or (before.lower() in _ABBREVIATIONS and kind != "person")
        if not head and not (before in _KINDS_OF_EDUCATION and kind != "person" and not words.opens(begin - 1)):
            break
        begin -= 1
    return begin


def _kind(words: Words, begin: int) -> bool:
    """ "OBS de Vuurvlinder": an abbreviation for a kind of school before the article."""
    close = begin > 1 and words.gap(begin - 1) in (" ", " '") and words.lowers[begin - 2] in _ABBREVIATIONS
    return close and words.lowers[begin - 2] not in ("so", "pro", "vo")


def _initial(words: Words, number: int) -> bool:
    """A capital letter with a point, right before a name."""
    if number < 0 or words.gap(number + 1) not in (". ", "."):
        return False
    word = words.words[number]
    return (len(word) == 1 and word.isupper()) or word in _INITIALS
