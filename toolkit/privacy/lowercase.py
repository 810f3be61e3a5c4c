"""Names without a capital: lists and forms of address, where speech software wrote everything small."""

from __future__ import annotations

from functools import cache

from .found import Found
from .lexicon import dutch_words, is_word, listed
from .tokens import Words
from .wordclass import place_like, street, surname_like

_SCHOOLS = frozenset((
    "basisschool", "obs", "cbs", "rkbs", "kbs", "sbo", "vso", "praktijkschool", "kindcentrum", "ikc", "stichting", "scholengroep",
    "montessorischool", "daltonschool", "jenaplanschool", "school",
))  # fmt: skip
_AT = frozenset(("op", "van", "bij", "naar", "vanuit", "met", "voor", "namens", "heet", "onze"))
_ARTICLES = frozenset(("de", "het", "t", "'t"))
_TELLING_VERBS = frozenset((
    "zei", "zegt", "is", "was", "heeft", "had", "komt", "kwam", "gaat", "ging", "doet", "deed", "werkt", "werkte", "belt", "belde",
    "wou", "wilde", "kan", "kon", "vond", "vindt", "moet", "moest", "helpt", "hielp", "vroeg", "die", "heet",
))  # fmt: skip
_OPENERS = frozenset((
    "dat", "en", "toen", "maar", "want", "ja", "nou", "dus", "als", "omdat", "zei", "zegt", "of", "hoe", "waar", "heet", "met",
))  # fmt: skip
_OF_SCHOOLS = frozenset((
    "school", "schooltje", "scholen", "basisschool", "gezeten", "directeur", "directrice", "leerlingen", "stage", "juf", "meester",
    "leerkracht", "leerkrachten", "locatie", "klas", "schoolleider", "lesgegeven", "kleuters", "conciërge",
))  # fmt: skip
_STREETS, _NO_STREETS = (
    ("straat", "laan", "kade", "singel"),
    ("zijstraat", "winkelstraat", "woonstraat", "eenrichtingsstraat"),
)
_FEASTS = frozenset(("maarten", "nicolaas", "juttemis", "jan", "piet"))
_NEAR, _SHORTEST_SCHOOL = 10, 5
_TOWARDS = frozenset(("in", "uit", "naar", "vanuit", "richting", "gemeente"))


def small_names(words: Words) -> list[Found]:
    """First names that are no Dutch words; in lines without capitals also names after a title and places."""
    sure = _sure_names()
    found: list[Found] = []
    end = 0
    for number, word in enumerate(words.words):
        small = number in words.small
        if number < end or not (small or word in sure) or len(word) < 2:
            continue
        stop = _end_of_name(words, number, small)
        if stop:
            end = stop
            found.append(Found(words.starts[number], words.ends[stop - 1], "person", "list"))
        elif small and _place(words, number):
            found.append(Found(words.starts[number], words.ends[number], "place", "list"))
        elif small and word in ("sint", "st") and _saint(words, number):
            end = number + 2
            found.append(Found(words.starts[number], words.ends[number + 1], "school", "pattern"))
        elif small and (_school_called_so(words, number) or _unknown_school(words, number)):
            found.append(Found(words.starts[number], words.ends[number], "school", "list"))
        elif small and (stop := _end_of_school(words, number)):
            end = stop
            found.append(Found(words.starts[number], words.ends[stop - 1], "school", "pattern"))
    return found


@cache
def _sure_names() -> frozenset[str]:
    """First names in lower case that can't be a Dutch word."""
    return frozenset(name.lower() for name in listed("first_names") if _first_name(name.lower()))


def _end_of_name(words: Words, number: int, small: bool) -> int | None:
    """The number after the last word of a name that begins here; None when no name does."""
    word = words.words[number]
    after = words.words[number + 1] if number + 1 < len(words.words) else ""
    if _first_name(word, small=small) and after not in ("training", "cursus", "coach", "opleiding"):
        return _surname(words, number + 1, small) if small else number + 1
    if not small:
        return None
    if _pair(words, number, _first_name):
        return _surname(words, number + 2, small)
    if _spoken_of(words, number, after):
        return number + 1
    if number and words.words[number - 1] in listed("address_titles") and words.gap(number) == " ":
        if _pair(words, number, surname_like):
            return number + 2
        start = number
        while start < len(words.words) and words.words[start] in ("van", "de", "der", "den", "ten", "ter"):
            start += 1
        last = words.words[start] if start < len(words.words) else ""
        plain = last in listed("generic") or last in listed("function")
        if last and (start - number >= 2 or _called_so(last) or (start > number and not plain)):
            return start + 1
    return None


def _spoken_of(words: Words, number: int, after: str) -> bool:
    """ "en toen zei roos dat", "ja mark is dat": a first name that is a word as well, where only a person fits."""
    word = words.words[number]
    before = words.words[number - 1] if number and words.gap(number) == " " else "en"
    if word in listed("function") or word.capitalize() not in listed("first_names") or before not in _OPENERS:
        return False
    return after in _TELLING_VERBS or (
        before in ("zei", "zegt", "zeg") and after in ("dat", "van", "tegen", "nog", "ook")
    )


def _end_of_school(words: Words, number: int) -> int | None:
    """ "op basisschool de klimop", "van stichting kwadrant": what follows the kind of school without an article before it."""
    before = words.words[number - 1] if number else ""
    if words.words[number] not in _SCHOOLS or before not in _AT:
        return None
    stop = number + 1
    while stop < len(words.words) and stop - number < 3 and words.adjacent(stop) and words.words[stop] in _ARTICLES:
        stop += 1
    if stop == len(words.words) or not words.adjacent(stop) or stop not in words.small:
        return None
    last = words.words[stop]
    known = last in listed("function") or last in listed("particles") or _common(last)
    if known or len(last) < 4 or (stop == number + 1 and dutch_words() >= {last}):
        return None
    return stop + 1


def _school_called_so(words: Words, number: int) -> bool:
    """ "op de klimop hadden we": what many schools are called, where a school fits; "op de brug" when one is spoken of."""
    word = words.words[number]
    if word not in listed("schools") and word not in listed("ordinary_schools"):
        return False
    if not _at(words, number, ("op", "van", "naar", "bij", "vanuit")):
        return False
    near = words.lowers[max(0, number - _NEAR) : number + _NEAR]
    return word in listed("schools") or not _OF_SCHOOLS.isdisjoint(near)


def _saint(words: Words, number: int) -> bool:
    """ "op sint franciscus", "van de sint jozef": a school; "met sint maarten" is a feast."""
    if number + 1 == len(words.words) or not words.adjacent(number + 1) or number == 0:
        return False
    after = words.words[number + 1]
    if after in _FEASTS or after in listed("function") or after in dutch_words():
        return False
    before = words.words[number - (2 if words.words[number - 1] in _ARTICLES else 1)]
    return before in ("op", "van", "naar", "bij", "vanuit")


def _unknown_school(words: Words, number: int) -> bool:
    """ "op de pyler", "naar het haldersteegje": no Dutch word, where one goes to be."""
    word = words.words[number]
    if len(word) < _SHORTEST_SCHOOL or not _at(words, number, ("op", "naar", "vanuit")):
        return False
    return not is_word(word) and not _ends_in_a_word(word)


def _ends_in_a_word(word: str) -> bool:
    """A plural, or a word put together that the table does not hold: "op de knutselplankjes"."""
    known = dutch_words()
    return any(word[cut:] in known for cut in range(2, len(word) - 3)) or word.endswith(("en", "s"))


def _at(words: Words, number: int, prepositions: tuple[str, ...]) -> bool:
    return (
        number >= 2
        and words.words[number - 1] in _ARTICLES
        and words.words[number - 2] in prepositions
        and words.adjacent(number)
        and words.gap(number - 1) in (" ", " '")
    )


def _called_so(word: str) -> bool:
    """Whether a word after a title is a family name: "mevrouw jansen", and not "mevrouw zegt"."""
    if word in listed("function"):
        return False
    return (surname_like(word.capitalize()) and not _common(word)) or not is_word(word)


def _common(word: str) -> bool:
    return word in listed("generic") or word in listed("pronouns") or word in listed("verbs")


def _surname(words: Words, number: int, small: bool) -> int:
    """Take along a family name after a first name, also one that was cut in two."""
    if not small or number >= len(words.words) or not words.adjacent(number):
        return number
    if _pair(words, number, surname_like):
        return number + 2
    start = number
    while (
        start < len(words.words)
        and words.words[start] in ("van", "de", "der", "den", "ten", "ter")
        and words.adjacent(start)
    ):
        start += 1
    if start < len(words.words) and words.adjacent(start):
        last = words.words[start]
        particle = start > number and last.capitalize() in listed("surnames")
        if particle or (surname_like(last.capitalize()) and not is_word(last)):
            return start + 1
    return number


def _first_name(word: str, *, small: bool = False) -> bool:
    capital = word[:1].upper() + word[1:]
    if len(word) < 3 or capital not in listed("first_names") or capital in listed("no_names"):
        return False
    return word.lower() not in dutch_words() or (small and word in listed("small_names"))


def _pair(words: Words, number: int, test: object) -> bool:
    """True when this word and the next make one name together: "anne mieke", "dijk stra"."""
    after = number + 1
    if after >= len(words.words) or not words.adjacent(after) or not callable(test):
        return False
    one, two = words.words[number], words.words[after]
    function = listed("function")
    if len(one) < 2 or len(two) < 3 or one in function or two in function or one in listed("pronouns"):
        return False
    joined = (one + two).capitalize()
    if joined in listed("surnames"):
        return True
    return not (_common(one) or _common(two)) and len(joined) >= 6 and bool(test(joined))


def _place(words: Words, number: int) -> bool:
    word = words.words[number]
    if word.endswith(_STREETS) and street(word) and word not in _NO_STREETS:
        return _at(words, number, ("aan", "op", "in"))
    if number == 0 or words.words[number - 1] not in _TOWARDS or len(word) < 3 or word in listed("ordinary_places"):
        return False
    if word.capitalize() in listed("places"):
        return True
    if len(word) < 4 or word in dutch_words():
        return False
    return not is_word(word) and place_like(word.capitalize())
