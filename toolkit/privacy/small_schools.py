"""Schools and boards in turns without capitals: "op de klimop", "van stichting kwadrant", "op de pastoor mulder"."""

from __future__ import annotations

from .found import FoundKind
from .lexicon import dutch_words, is_word, listed
from .small_cues import linked, said_school, with_end
from .small_told import told_school
from .small_words import ARTICLES, SHORTEST, at, common, ends_in_a_word, first_name
from .tokens import Words
from .wordclass import lower_no_names

SCHOOLS = frozenset((
    "basisschool", "obs", "cbs", "rkbs", "kbs", "sbo", "vso", "praktijkschool", "kindcentrum", "ikc", "stichting", "scholengroep",
    "montessorischool", "daltonschool", "jenaplanschool", "school",
))  # fmt: skip
_BOARDS = frozenset(("stichting", "scholengroep"))
BEFORE_SCHOOLS = frozenset(("obs", "cbs", "rkbs", "kbs", "pcbs", "ikc"))
_AT_ALL = ("op", "van", "naar", "bij", "vanuit")
_AT = frozenset(("op", "van", "bij", "naar", "vanuit", "met", "voor", "namens", "heet", "onze"))
_NAME_ENDINGS = (
    "burg", "stee", "hof", "horst", "rank", "wiek", "wijzer", "hoeve", "nest", "sprong", "zicht", "oord", "vlinder", "bloem", "borg"
)  # fmt: skip
_OF_SCHOOLS = frozenset((
    "school", "schooltje", "scholen", "basisschool", "gezeten", "directeur", "directrice", "leerlingen", "stage", "juf", "meester",
    "leerkracht", "leerkrachten", "locatie", "klas", "schoolleider", "lesgegeven", "kleuters", "conciërge",
))  # fmt: skip
HONOURED = frozenset((
    "pastoor", "pater", "prins", "prinses", "koning", "koningin", "burgemeester", "dokter", "dominee", "kardinaal", "bisschop", "monseigneur",
    "kapelaan", "meester", "graaf",
))  # fmt: skip
_FEASTS = frozenset(("maarten", "nicolaas", "juttemis", "jan", "piet"))
_LONG, _NEAR, _SHORTEST_SCHOOL, _SHORTEST_COLLEGE = 6, 20, 5, 10


def small_school(words: Words, number: int, small: bool) -> tuple[int, FoundKind] | None:
    """The number after the last word of a school or body that begins here, with its kind; None when none does."""
    if small and _with_direction(words, number):
        return number + 2, "organisation"
    if small and words.words[number] in ("sint", "st") and _saint(words, number):
        return number + 2, "school"
    if small and (_school_called_so(words, number) or _unknown_school(words, number)):
        return number + 1, "school"
    stop = _end_of_school(words, number, small)
    if stop:
        stop = with_end(words, stop) if small else stop
        return (linked(words, stop) if small and words.words[number] in _BOARDS else stop), "school"
    return (told_school(words, number) or said_school(words, number)) if small else None


def whole_school(words: Words, number: int) -> int | None:
    """The number after the last word of "op de (jan ligthart)", "van de (pastoor mulder)", "heet de (piloot)", "op het (x college)"."""
    after = number + 1
    article = number > 1 and words.words[number - 1] in ARTICLES and words.adjacent(number)
    if not article or len(words.words[number]) < SHORTEST - 1:
        return None
    word, before = words.words[number], words.words[number - 2]
    plain = common(word) or word in listed("function")
    ordinary = words.words[number - 1] == "het" and word in listed("common")
    if (
        before in ("heet", "heette", "genaamd")
        and not (plain or ordinary)
        and "hoe" not in words.words[max(0, number - 5) : number]
    ):
        return after
    if before not in _AT or after >= len(words.words) or not words.adjacent(after) or (plain and word not in HONOURED):
        return None
    last = words.words[after]
    if last in ("college", "lyceum") and not word.endswith("e") and word not in ("college", "lyceum"):
        return after + 1
    if common(last) or last in listed("function") or last in listed("particles") or len(last) < SHORTEST:
        return None
    if word in HONOURED:
        named = any(last.capitalize() in listed(name) for name in ("first_names", "surnames"))
        return after + 1 if named or not is_word(last) else None
    return after + 1 if first_name(word, small=True) and last not in dutch_words() else None


def _end_of_school(words: Words, number: int, small: bool) -> int | None:
    """ "op basisschool de klimop", "van stichting kwadrant": what follows the kind of school without an article before it."""
    before = words.words[number - 1] if number else ""
    only = words.words[number] in BEFORE_SCHOOLS
    if words.words[number] not in (SCHOOLS if small else BEFORE_SCHOOLS) or (
        before not in _AT and not only and number and words.adjacent(number)
    ):
        return None
    stop = number + 1
    while stop < len(words.words) and stop - number < 3 and words.adjacent(stop) and words.words[stop] in ARTICLES:
        stop += 1
    if stop == len(words.words) or not words.adjacent(stop) or words.words[stop][0].isupper():
        return None
    last = words.words[stop]
    known = last in listed("function") or last in listed("particles") or common(last)
    board = words.words[number] in _BOARDS
    if board and stop == number + 1 and not known and stop + 1 < len(words.words) and words.adjacent(stop + 1):
        more = words.words[stop + 1]
        if (
            not common(more)
            and more not in listed("function")
            and more not in listed("particles")
            and len(more) > SHORTEST
        ):
            return stop + 2
    if known or len(last) < 4 or (stop == number + 1 and last in dutch_words() and not board):
        return None
    return stop + 1


def _school_called_so(words: Words, number: int) -> bool:
    """ "op de klimop hadden we": what many schools are called, where a school fits; "op de brug" when one is spoken of."""
    word = words.words[number]
    if word not in listed("schools") and word not in listed("ordinary_schools"):
        return False
    if not at(words, number, ("op", "van", "naar", "bij", "vanuit")):
        return False
    if words.lowers[number + 1 : number + 2] == ["in"] and _place_here(words, number + 2):
        return True  # "van de merel in meppel"
    near = words.lowers[max(0, number - _NEAR) : number + _NEAR]
    return word in listed("schools") or not (_OF_SCHOOLS.isdisjoint(near) and listed("schools").isdisjoint(near))


def _place_here(words: Words, number: int) -> bool:
    word = words.lowers[number] if number < len(words.words) else ""
    return word.capitalize() in listed("places") and word not in listed("ordinary_places")


def _saint(words: Words, number: int) -> bool:
    """ "op sint franciscus", "van de sint jozef": a school; "met sint maarten" is a feast."""
    if number + 1 == len(words.words) or not words.adjacent(number + 1) or number == 0:
        return False
    after = words.words[number + 1]
    if after in _FEASTS or after in listed("function") or after in dutch_words():
        return False
    before = words.words[number - (2 if words.words[number - 1] in ARTICLES else 1)]
    return before in ("op", "van", "naar", "bij", "vanuit", "tot", "en")


def _unknown_school(words: Words, number: int) -> bool:
    """ "op de pyler", "naar het haldersteegje": no Dutch word, where one goes to be."""
    word = words.words[number]
    if word.endswith(("college", "lyceum")) and len(word) > _SHORTEST_COLLEGE and word not in dutch_words():
        return at(words, number, ("op", "naar", "van", "bij", "vanuit"))
    if len(word) < _SHORTEST_SCHOOL or word in dutch_words():
        return False
    if at(words, number, _AT_ALL) and (
        words.words[number - 1] == "it" or (len(word) > _LONG and word.endswith(_NAME_ENDINGS))
    ):
        return True  # "bij it hoannest", "van de finkenburg"
    if not at(words, number, ("op", "naar", "vanuit")):
        return False
    return not is_word(word) and not ends_in_a_word(word)


def _with_direction(words: Words, number: int) -> bool:
    """ "bokz zuid": no Dutch word, and a direction."""
    after = number + 1
    word = words.words[number]
    directed = (
        after < len(words.words) and words.words[after] in ("noord", "zuid", "oost", "west") and words.adjacent(after)
    )
    return directed and len(word) >= SHORTEST and not is_word(word) and word not in lower_no_names()
