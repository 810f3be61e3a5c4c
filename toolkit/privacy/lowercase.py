"""Names without a capital: lists and forms of address, where speech software wrote everything small."""

from __future__ import annotations

from functools import cache

from .found import Found
from .lexicon import dutch_words, is_word, listed
from .phrases import phrases_in
from .small_cues import with_kind
from .small_people import BEGINS_A_NAME, after_somebody
from .small_persons import named_by_cue
from .small_schools import BEFORE_SCHOOLS, HONOURED, SCHOOLS, small_school, whole_school
from .small_surnames import bare_family, of_a_family, pair, sure_surname, surname_after, titled_surname
from .small_told import next_in_list
from .small_words import SHORTEST, at, common, derived, ends_in_a_word, first_name, sure_places, sure_surnames, unknown
from .tokens import Words
from .wordclass import lower_no_names, place_like, street, surname_like

_TELLING_VERBS = frozenset((
    "zei", "zegt", "is", "was", "heeft", "had", "komt", "kwam", "gaat", "ging", "doet", "deed", "werkt", "werkte", "belt", "belde",
    "wou", "wilde", "kan", "kon", "vond", "vindt", "moet", "moest", "helpt", "hielp", "vroeg", "die", "heet",
))  # fmt: skip
_OPENERS = frozenset((
    "dat", "en", "toen", "maar", "want", "ja", "nou", "dus", "als", "omdat", "zei", "zegt", "of", "hoe", "waar", "heet", "met",
))  # fmt: skip
_STREETS, _NO_STREETS = (
    ("straat", "laan", "kade", "singel"),
    ("zijstraat", "winkelstraat", "woonstraat", "eenrichtingsstraat"),
)
_DETERMINERS = frozenset((
    "de", "het", "een", "n", "t", "die", "deze", "dit", "mijn", "m'n", "zijn", "z'n", "haar", "d'r", "ons", "onze", "jullie", "hun", "je", "uw",
    "geen", "elke", "ieder", "iedere", "alle", "veel", "meer", "twee", "drie", "te", "heel", "erg", "zo", "niet", "wel",
))  # fmt: skip
_RATHER_NAMES = frozenset(
    ("bas", "ties", "mart", "sien", "mees", "ton", "toon", "ben", "jo", "bo", "mo", "lot", "mei", "an")
)
_BEFORE_PERSONS = frozenset(("zei", "zegt", "met", "bij", "aan", "tegen", "toen", "namens", "komt", "kwam", "gaat", "ging", "doet", "deed", "belt", "belde", "werkt", "heet", "heette", "noem", "hoi", "dag", "volgens"))  # fmt: skip
_ONLY_SMALL = frozenset(
    (
        "de",
        "het",
        "een",
        "en",
        "ik",
        "je",
        "ze",
        "we",
        "die",
        "dat",
        "er",
        "is",
        "te",
        "van",
        "of",
        "dus",
        "nou",
        "ja",
        "dan",
    )
)
"""Words that end the matter although some name or other begins with their letters."""
_TOWARDS_SURE = frozenset((
    "in", "uit", "naar", "vanuit", "richting", "gemeente", "te", "bij", "van", "tot", "rond", "via", "tussen", "en", "achter", "buiten",
))  # fmt: skip
_TOWARDS = frozenset(("in", "uit", "naar", "vanuit", "richting", "gemeente"))


def small_names(words: Words) -> list[Found]:
    """First names that are no Dutch words; in lines without capitals also names after a title and places."""
    sure = _sure_names()
    shut = phrases_in(words)[0] if words.small else set()
    found: list[Found] = []
    end = 0
    dull, titles = _dull(), listed("address_titles")
    for number, word in enumerate(words.words) if words.small else _capital_turns(words, sure):
        small = number in words.small
        if small and (word in ("der", "den")) and number > end and (family := bare_family(words, number)):
            end = family
            found.append(Found(words.starts[number - 1], words.ends[end - 1], "person", "pattern"))
            continue
        if word in dull and (number == 0 or words.words[number - 1] not in titles):
            continue
        if small and number >= end and (whole := after_somebody(words, number) or whole_school(words, number)):
            end = whole
            found.append(Found(_beginning(words, with_kind(words, number)), words.ends[end - 1], "school", "pattern"))
            continue
        if number < end or not (small or word in sure) or len(word) < 2 or number in shut:
            continue
        stop = _end_of_name(words, number, small) or (_odd_person(words, number) if small else None)
        if stop:
            end = stop
            found.append(Found(words.starts[number], words.ends[stop - 1], "person", "list"))
        elif _place(words, number, small):
            before = number - (small and number > 0 and words.words[number - 1] in ("nieuw", "oud"))
            found.append(Found(words.starts[before], words.ends[number], "place", "list"))
        elif school := small_school(words, number, small):
            end, kind = school
            first = with_kind(words, number) if small else number
            found.append(Found(_beginning(words, first), words.ends[end - 1], kind, "pattern"))
            while small and kind == "school" and (following := next_in_list(words, end)):
                first, end = following
                found.append(Found(_beginning(words, first - 1), words.ends[end - 1], kind, "pattern"))
        elif small and unknown(word):
            end = surname_after(words, number + 1)
            kind = "place" if number and words.words[number - 1] in _TOWARDS else "person"
            found.append(Found(words.starts[number], words.ends[end - 1], kind, "list"))
    return found


def _beginning(words: Words, number: int) -> int:
    """Where a word begins, with the sign before "'t"."""
    start = words.starts[number]
    return start - (words.words[number] == "t" and words.text[start - 1 : start] in ("'", "’"))


def _capital_turns(words: Words, sure: frozenset[str]) -> list[tuple[int, str]]:
    return [(number, word) for number, word in enumerate(words.words) if word in sure]


@cache
def _dull() -> frozenset[str]:
    """The words that talk is full of, as far as no name can begin with them, also not one that was cut in two."""
    names = [*listed("first_names"), *listed("surnames"), *listed("places")]
    heads = {name[:size].lower() for name in listed("surnames") for size in range(2, len(name))}
    own = {name.lower() for name in names} | BEGINS_A_NAME | BEFORE_SCHOOLS | SCHOOLS | HONOURED | {"nieuw", "oud"}
    own |= {word for word in heads if not (word in listed("function") or word in listed("pronouns") or common(word))}
    return frozenset(word for word in listed("very_common") if word not in own or word in _ONLY_SMALL)


@cache
def _sure_names() -> frozenset[str]:
    """Words in lower case to look at in any turn: first names and places that can't be a Dutch word, and what stands
    before a name."""
    first = frozenset(name.lower() for name in listed("first_names") if first_name(name.lower()))
    return first | sure_places() | BEFORE_SCHOOLS | sure_surnames()


def _end_of_name(words: Words, number: int, small: bool) -> int | None:
    """The number after the last word of a name that begins here; None when no name does."""
    word = words.words[number]
    after = words.words[number + 1] if number + 1 < len(words.words) else ""
    if first_name(word, small=small) and after not in ("training", "cursus", "coach", "opleiding"):
        return surname_after(words, number + 1) if small else number + 1
    if not small:
        return _titled_surname(words, number)
    if pair(words, number, first_name):
        return surname_after(words, number + 2)
    if _spoken_of(words, number, after) or _unknown_person(words, number, after) or named_by_cue(words, number):
        return surname_after(words, number + 1)
    if number and words.words[number - 1] in listed("address_titles") and words.gap(number) == " ":
        return number + 2 if pair(words, number, surname_like) else titled_surname(words, number)
    return None


def _titled_surname(words: Words, number: int) -> int | None:
    """ "mevrouw kuipers" in a turn that has capitals elsewhere: a listed family name that is no Dutch word."""
    word = words.words[number]
    if number == 0 or words.gap(number) != " " or words.words[number - 1] not in listed("address_titles"):
        return None
    return number + 1 if word.capitalize() in listed("surnames") and not is_word(word) else None


def _spoken_of(words: Words, number: int, after: str) -> bool:
    """ "en toen zei roos dat", "ja mark is dat": a first name that is a word as well, where only a person fits."""
    word = words.words[number]
    if (
        word.capitalize() in listed("first_names")
        and word not in listed("function")
        and sure_surname(words, number + 1)
    ):
        return True
    if word.capitalize() in listed("first_names") and word not in listed("function") and number > 1:
        presented = words.words[number - 1] in ("is", "was") and words.words[number - 2] in ("dat", "dit", "hier")
        if (presented and after == "die") or words.words[number - 2 : number] == ["ik", "ben"]:
            return word not in listed("ordinary_names") or after in ("", "die", "en") or presented
    before = words.words[number - 1] if number and words.gap(number) == " " else "en"
    person = word.capitalize() in listed("first_names") and before not in _DETERMINERS
    if person and (word not in listed("function") or word in _RATHER_NAMES) and of_a_family(words, number + 1):
        return True
    if word in listed("function") or word.capitalize() not in listed("first_names") or before not in _OPENERS:
        return False
    return after in _TELLING_VERBS or (
        before in ("zei", "zegt", "zeg") and after in ("dat", "van", "tegen", "nog", "ook")
    )


def _odd_person(words: Words, number: int) -> int | None:
    """ "el khalfi", "wubbo's", "ik tegen merel"; None when none begins here."""
    word, after = words.words[number], number + 1
    if word in ("el", "ait", "ould") and after < len(words.words) and words.adjacent(after):
        return after + 1 if len(words.words[after]) >= SHORTEST and words.words[after] not in dutch_words() else None
    if word.endswith(("'s", "’s")) and first_name(word[:-2], small=True):
        return after
    told = words.words[number - 2 : number] == ["ik", "tegen"] and word.capitalize() in listed("first_names")
    return after if told and word not in listed("function") else None


def _unknown_person(words: Words, number: int, after: str) -> bool:
    """ "en toen zei wubbo dat", "met jeltsje ging het": no Dutch word, where a person fits and no thing does."""
    word = words.words[number]
    if len(word) < SHORTEST or is_word(word) or ends_in_a_word(word) or derived(word):
        return False
    before = words.words[number - 1] if number and words.gap(number) == " " else "en"
    if word in lower_no_names() or "-" in word or before in _DETERMINERS:
        return False
    return after in _TELLING_VERBS or before in _BEFORE_PERSONS


def _place(words: Words, number: int, small: bool) -> bool:
    word = words.words[number]
    if word in sure_places():
        return small or (number > 0 and words.words[number - 1] in _TOWARDS_SURE)
    if not small:
        return False
    if word.endswith(_STREETS) and street(word) and word not in _NO_STREETS:
        return at(words, number, ("aan", "op", "in"))
    if number == 0 or words.words[number - 1] not in _TOWARDS or len(word) < 3 or word in listed("ordinary_places"):
        return False
    if word.capitalize() in listed("places"):
        return True
    if len(word) < 4 or word in dutch_words():
        return False
    return not is_word(word) and place_like(word.capitalize())
