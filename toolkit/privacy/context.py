"""What the words around a capital say: that it is a name, and what kind of name."""

from __future__ import annotations

from .found import FoundKind
from .lexicon import listed
from .tokens import Words
from .wordclass import WordClass, place_like, street, surname_like, word_class

_SCHOOL_WORDS = frozenset((
    "basisschool", "school", "obs", "cbs", "rkbs", "kbs", "sbo", "so", "vso", "pro", "praktijkschool", "praktijkonderwijs",
    "montessorischool", "jenaplanschool", "daltonschool", "kindcentrum", "ikc", "stichting", "scholengroep", "bestuur", "schoolbestuur",
    "koepel", "vereniging", "nutsschool", "vrijeschool", "dependance", "locatie", "nevenvestiging", "fusieschool", "islamitische",
))  # fmt: skip
_SCHOOL_ABBREVIATIONS = frozenset(("obs", "cbs", "rkbs", "kbs", "pcbs", "gbs", "sbo", "vso", "ikc"))
_FIRM_WORDS = frozenset((
    "bedrijf", "firma", "bureau", "werkbedrijf", "werkplaats", "organisatie", "winkel", "garage", "uitzendbureau", "zaak",
    "jobcoachbureau", "jobcoachorganisatie", "vereniging", "club", "instelling", "zorginstelling", "zorgboerderij", "groep",
))  # fmt: skip
_PLACE_WORDS = frozenset(
    (
        "gemeente",
        "dorp",
        "stad",
        "stadje",
        "wijk",
        "buurt",
        "plaats",
        "dorpje",
        "gehucht",
        "regio",
        "streek",
        "provincie",
    )
)
_ARTICLES = frozenset(("de", "het", "t", "De", "Het"))
_CALLING = ("heet", "heette", "heten", "noemen", "noemt", "noemde", "noemden", "noem")
_TOWARDS = frozenset(("in", "uit", "naar", "te", "rond", "vanuit", "richting", "omgeving", "nabij", "buiten", "door", "tussen", "vlakbij", "onder", "boven"))  # fmt: skip


def preceded_by(words: Words, number: int, name: str) -> bool:
    """True when the word right before (only a blank or an abbreviation's point between) is in one of our lists."""
    if number == 0 or words.gap(number) not in (" ", ". ", " '", "  "):
        return False
    before = words.words[number - 1]
    if name == "titles" and len(before) == 1 and before.isupper() and words.gap(number) == ". ":
        return True  # an initial
    return before.lower() in listed(name)


def after_verb_cue(words: Words, number: int) -> bool:
    """True when a verb or "die" follows at once, as after the name of a person."""
    after = number + 1
    return after < len(words.words) and words.adjacent(after) and words.words[after].lower() in listed("verbs")


def heard_as_name(words: Words, number: int) -> bool:
    """True for "Vos, dat was", "Roos en Pim", "dank u wel, Ron": what follows or precedes treats it as a person."""
    after = number + 1
    if after >= len(words.words):
        return False
    gap, following = words.gap(after), words.words[after].lower()
    if gap.startswith(",") and following in (
        "die",
        "dat",
        "hij",
        "zij",
        "ze",
        "kom",
        "kun",
        "kan",
        "mag",
        "wil",
        "wat",
        "dit",
        "luister",
        "kijk",
        "jij",
        "je",
        "u",
        "jullie",
        "ik",
        "mag",
    ):
        return True
    if called_so(words, number):
        return True
    if gap == " " and following in ("en", "of") and after + 1 < len(words.words):
        return word_class(words.words[after + 1]) in ("first", "ordinary first") and words.words[after + 1][0].isupper()
    return False


def called_so(words: Words, number: int) -> bool:
    """ "Bloesem, zo heet ze", "Samen Sterk, zo heette de koepel", "KP, zo noemen we hem"."""
    after = number + 1
    if words.lowers[after : after + 1] != ["zo"] or not words.gap(after).startswith(","):
        return False
    told = words.lowers[after + 1 : after + 2]
    return bool(told) and told[0] in _CALLING and words.lowers[number] not in listed("spoken") | listed("function")


def guess_kind(words: Words, start: int, end: int, marked: dict[int, WordClass]) -> FoundKind:
    """Person, school, place or organisation: by the words themselves, then by the words before."""
    inside = [words.words[number] for number in range(start, end)]
    classes = {marked[number] for number in range(start, end) if number in marked}
    before = [words.words[number].lower() for number in range(max(0, start - 3), start)] if start else []
    adjacent = bool(before) and words.gap(start) in (" ", ". ", " '")
    last = before[-1] if adjacent else ""
    if "school" in classes or last in _SCHOOL_ABBREVIATIONS:
        return "school"
    if len(inside) > 1 and inside[-1] in ("Onderwijs", "Scholen", "Scholengroep", "Onderwijsgroep", "Kindcentra"):
        return "school"
    if last in listed("titles") or (classes & {"first", "ordinary first"} and inside[0] not in ("De", "Het")):
        return "person"
    if "street" in classes or street(inside[-1]):
        return "place"
    if near := _by_noun(last, before if adjacent else []):
        return near
    if len(inside) > 1 and inside[0] in ("De", "Van", "Ten", "Ter", "Den", "El") and surname_like(inside[-1]):
        return "person"
    return _by_preposition(words, start, inside, classes, last)


def _by_noun(last: str, before: list[str]) -> FoundKind | None:
    nouns = {last} if last not in _ARTICLES else set(before[-2:-1])
    if nouns & _SCHOOL_WORDS:
        return "school"
    if nouns & _PLACE_WORDS:
        return "place"
    return "organisation" if nouns & _FIRM_WORDS else None


def _by_preposition(words: Words, start: int, inside: list[str], classes: set[WordClass], last: str) -> FoundKind:
    article = last in _ARTICLES or inside[0] in ("De", "Het")
    place = place_like(inside[-1]) or "place" in classes
    if last in _TOWARDS and not surname_like(inside[-1]):
        return "place"
    if place and (last in _TOWARDS or "place" in classes or not surname_like(inside[-1])) and not article:
        return "place"
    if "acronym" in classes:
        return "organisation"
    if classes & {"surname", "ordinary surname"} and not (article and last in _ARTICLES):
        return "person"
    if article:
        return "school"
    if last in ("bij", "via"):
        return "organisation"
    return "person" if start or "unknown" in classes else "organisation"
