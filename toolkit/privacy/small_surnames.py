"""Family names in turns without capitals: after a first name, after a title, or by their own small words."""

from __future__ import annotations

from collections.abc import Callable

from .lexicon import dutch_words, is_word, listed
from .small_people import schoolish
from .small_words import SHORTEST, common, derived, sure_surnames, unknown
from .tokens import Words
from .wordclass import street, surname_like

_PARTICLES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "ten",
        "ter",
        "te",
        "het",
        "t",
        "el",
        "al",
        "ait",
        "aït",
        "ben",
        "bin",
        "la",
        "da",
        "dos",
        "von",
        "du",
        "di",
        "le",
    ]
)
_FIRST_PARTICLES = frozenset(("op", "in", "aan", "uit", "onder"))
"""These only begin a chain of more small words: "op den kamp", "in 't veld"."""
_SURE = frozenset(("der", "den", "ten", "ter"))
_PLAIN_CHAINS = (("van",), ("van", "de"), ("van", "der"), ("van", "den"), ("van", "t"))
_PHRASES = frozenset(("beginne", "bloede", "huize", "lande", "volke", "lijve", "vreemde", "eerste", "boze", "velde"))
_FOREIGN = frozenset(("el", "al", "ben", "bin", "la", "da", "dos", "du", "di", "le", "te", "het"))
_MOST, _LONGEST_SURNAME = 3, 9
_GOES_ON = frozenset((
    "", "van", "de", "die", "dat", "uit", "is", "was", "heeft", "had", "en", "of", "het", "zei", "zegt", "heet", "heette", "onze", "ons", "bij", "mijn",
    "m'n", "belde", "werkt", "werkte", "kwam", "komt", "doet", "deed", "met", "maar", "want", "hij", "zij", "ze", "op",
))  # fmt: skip
"""What follows a whole name; after "kees bakker" comes no "brood"."""
_INTRODUCED = (
    ["dat", "is"],
    ["dit", "is"],
    ["dat", "was"],
    ["ik", "ben"],
    ["was", "dat"],
    ["is", "dat"],
    ["naam", "is"],
)
_CALLED = frozenset(("heet", "heette", "genaamd", "meneer", "mevrouw", "meester", "juf"))


def surname_after(words: Words, number: int) -> int:
    """The number after the family name that begins here, right after a first name; the same number when none does."""
    if number >= len(words.words) or not words.adjacent(number):
        return number
    if words.words[number] == words.words[number - 1]:
        return surname_after(words, number + 1)  # "ik ben folkert folkert rusing"
    if pair(words, number, surname_like):
        return number + 2
    start = _chain(words, number)
    if start >= len(words.words) or not _close(words, start):
        return number
    last = words.words[start]
    if start > number:
        school = last in listed("schools") or last in listed("ordinary_schools")
        if school and (words.words[start + 1 : start + 2] == ["in"] or schoolish(words, start)):
            return number  # "fenna van de merel in meppel"
        return start + 1 if _particled(tuple(words.words[number:start]), last) else number
    if (len(last) > SHORTEST and last not in dutch_words() and not derived(last)) or unknown(last):
        return _double(words, start + 1)
    if surname_like(last.capitalize()) and not is_word(last):
        return _double(words, start + 1)
    return start + 1 if _ordinary(words, start) else number


def titled_surname(words: Words, number: int) -> int | None:
    """ "mevrouw op den kamp", "meneer tjon a ten": the number after a name that begins after a form of address."""
    start = _chain(words, number)
    last = words.words[start] if start < len(words.words) and _close(words, start) else ""
    if not last:
        return None
    family = last.capitalize() in listed("surnames")
    plain = (last in listed("generic") and not family) or last in listed("function")
    known = plain or (words.words[number] == "van" and last in dutch_words() and not family)
    if start > number and words.words[start - 1] in _FOREIGN:
        known = known or not unknown(last)
    sure = not _SURE.isdisjoint(words.words[number:start])
    if sure or _called_so(last) or (start > number and not known):
        return _double(words, start + 1)
    return None


def of_a_family(words: Words, number: int) -> bool:
    """ "toen merel van hoeve en nou een ander": small words and a rare one after a first name that is a word as well."""
    start = _chain(words, number)
    if (
        start == number
        or start >= len(words.words)
        or words.words[number] not in ("van", "de", "ter", "ten", "op", "in")
    ):
        return False
    last = words.words[start]
    rare = last not in listed("common") and not derived(last) and _close(words, start) and len(last) >= SHORTEST
    return rare and _particled(tuple(words.words[number:start]), last)


def sure_surname(words: Words, number: int) -> bool:
    """Whether a family name follows that is nothing else: "jansen", "van der velden"."""
    start = _chain(words, number)
    if start >= len(words.words) or not _close(words, start) or number >= len(words.words) or not _close(words, number):
        return False
    last = words.words[start]
    if not _SURE.isdisjoint(words.words[number:start]):
        return len(last) >= SHORTEST and not common(last)
    return last in sure_surnames()


def bare_family(words: Words, number: int) -> int | None:
    """The number after "van den boogaard", "op den dries", at its second word; None when it is no family name."""
    after = number + 1
    if words.words[number] not in ("der", "den") or number == 0 or after >= len(words.words):
        return None
    if words.words[number - 1] not in ("van", "op") or not (words.adjacent(number) and words.adjacent(after)):
        return None
    last = words.words[after]
    family = last.capitalize() in listed("surnames") or last not in dutch_words()
    family = family or (words.words[number - 1] == "van" and last not in _PHRASES)
    return after + 1 if family and len(last) >= SHORTEST and not common(last) and not street(last) else None


def pair(words: Words, number: int, test: Callable[[str], bool]) -> bool:
    """True when this word and the next make one name together: "anne mieke", "dijk stra"."""
    after = number + 1
    if after >= len(words.words) or not words.adjacent(after):
        return False
    one, two = words.words[number], words.words[after]
    function = listed("function")
    if len(one) < 2 or len(two) < 3 or one in function or two in function or one in listed("pronouns"):
        return False
    joined = (one + two).capitalize()
    if joined in listed("surnames"):
        return True
    return not (common(one) or common(two)) and len(joined) >= 6 and test(joined)


def _chain(words: Words, number: int) -> int:
    """The number after the small words of a family name that begin here."""
    start = number
    if words.words[start : start + 1] and words.words[start] in _FIRST_PARTICLES:
        if words.words[start + 1 : start + 2] not in (["den"], ["t"], ["ten"], ["der"]):
            return start
        start += 1
    while (
        start < len(words.words)
        and start - number < _MOST
        and words.words[start] in _PARTICLES
        and (start == number or _close(words, start))
    ):
        start += 1
    return start


def _close(words: Words, number: int) -> bool:
    return words.gap(number) in (" ", " '", " ’")


def _particled(chain: tuple[str, ...], last: str) -> bool:
    """Whether a word after "van", "van de", "ter" is the last of a family name; "van de groep" is none."""
    if len(last) < 3 or common(last) or last in listed("function") or last in listed("very_common"):
        return last.capitalize() in listed("surnames") and chain != ("te",)
    if last.capitalize() in listed("surnames") or unknown(last) or last not in dutch_words():
        return True
    if chain[-1] in ("der", "den") or (chain[-1] == "t" and len(chain) > 1):
        return True
    if last in listed("common") or derived(last) or last in listed("schools"):
        return False
    return chain[-1] in ("ten", "ter") or (chain in _PLAIN_CHAINS and len(last) <= _LONGEST_SURNAME)


def _ordinary(words: Words, number: int) -> bool:
    """ "rinus wolf", "marjan plat": a Dutch word right after a first name, where the whole is somebody's name."""
    word = words.words[number]
    if len(word) < 3 or common(word) or word in listed("function") or word in listed("very_common"):
        return False
    after = words.words[number + 1] if number + 1 < len(words.words) and words.adjacent(number + 1) else ""
    family = any(word.capitalize() in listed(name) for name in ("surnames", "first_names"))
    before = words.words[max(0, number - 3) : number - 1]
    introduced = before in _INTRODUCED or before[-1:] == ["ben"] or (bool(before) and before[-1] in _CALLED)
    if family:
        return introduced or after in _GOES_ON
    inflected = word.endswith(("t", "te", "de", "den", "ten", "en", "d", "e"))
    return introduced and word not in listed("common") and not inflected and after in _GOES_ON


def _double(words: Words, number: int) -> int:
    """Take along "a ten" of "tjon a ten", "a fat" of "sjauw a fat"."""
    letter = words.words[number : number + 1]
    if letter != ["a"] or number + 1 >= len(words.words) or not words.adjacent(number):
        return number
    last = words.words[number + 1]
    return (
        number + 2 if len(last) >= 2 and (last == "ten" or not common(last)) and words.adjacent(number + 1) else number
    )


def _called_so(word: str) -> bool:
    """Whether a word after a title is a family name: "mevrouw jansen", "mevrouw schoen", and not "mevrouw zegt"."""
    if word in listed("function") or common(word):
        return False
    if word not in listed("common") and len(word) >= SHORTEST:
        return True
    return surname_like(word.capitalize()) or not is_word(word)
