"""Where somebody lives, by a street or a house and its number: "de compascuumstraat 9", "op Kreekzicht 8a"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Found
from .lexicon import dutch_words, listed
from .numbers import LETTER_PAIR, NUMBER, VALUES
from .tokens import Words
from .wordclass import street, word_class

_HOUSE = re.compile(
    rf"[\s,]+(?:op\s)?(?:nummer\s|huisnummer\s|nr\.?\s)?(?:\d{{1,4}}|{NUMBER}|(?:{NUMBER})?honderd(?:en)?(?:{NUMBER})?)"
    r"(?:[\s/-]?(?:[a-hA-H]|bis|huis|hs|rood|zwart)\b|[/-]\d+[a-z]?\b)?(?![\w-])"
)
_TENS = rf"(?:{'|'.join(word for word in sorted(VALUES, key=lambda w: (-len(w), w)) if VALUES[word] > 9)})"
_BEFORE = frozenset(("de", "het", "t", "aan", "op", "in", "naar", "is", "adres", "bij", "langs", "vanaf", "van"))
_PARTICLES = frozenset(("van", "de", "der", "den", "het", "t", "ten", "ter"))
_MOST_BEFORE = 4
_LIVES = (
    r"(?:woon\w*|wonen|gewoond|zit\w*|adres|kantoor|gevestigd|huis|post|langs|boerderij|verhuisd\w*|verhuizen|staat)"
)
_NAMED_HOUSE = re.compile(
    r"\b(?:op|aan|naar|is|adres:?|langs,?)\s(?:(?:de|het|'t)\s)?(?P<address>(?P<name>[A-ZÀ-Þ][a-zß-ÿ'’-]{3,})(?:\s[A-ZÀ-Þ][a-zß-ÿ'’-]+)?"
    r"\s\d{1,4}(?:\s?(?P<letter>[a-h])\b)?)(?![\w:.-]*\d|%|\s(?:jaar|uur|euro|keer|procent))"
)
_NEAR = re.compile(rf"\b{_LIVES}\b", re.IGNORECASE)
_SMALL_HOUSE = re.compile(
    rf"\b(?:woon|wonen|woont|woonde|woonden|gewoond)\s(?:nu\s|al\s|hier\s|toen\s)?(?:(?:op|aan|in)\s)?(?:(?:de|het|'t)\s)?(?P<name>[a-zà-ÿ]{{5,}})"
    rf"\s(?:nummer\s)?(?:\d{{1,4}}|{NUMBER})(?:\s?[a-h]\b)?(?![\w-])"
)
_LIVING = frozenset(("woon", "wonen", "woont", "woonde", "woonden", "gewoond"))
_AROUND, _CODE_WITHIN = 60, 70
_FOUR_FIGURES = re.compile(
    rf"\b(?:[1-9]\d{{3}}|(?!(?:negentien|twintig)honderd){NUMBER}honderd(?:en)?{NUMBER}|{_TENS}\s{_TENS})(?:\s[a-z]\s[a-z]\b|\s(?:{LETTER_PAIR}))?(?![\w-])"
)
"""A postcode, as figures, as one word ("zeventienhonderdtweeënnegentig") or as two numbers above nine."""
_SURE = (
    "straat",
    "laan",
    "weg",
    "plein",
    "kade",
    "dreef",
    "singel",
    "gracht",
    "steeg",
    "plantsoen",
    "dijk",
    "pad",
    "boulevard",
)
_TIMES = frozenset(("uur", "jaar", "euro", "keer", "minuten", "meter", "weken", "dagen", "maanden", "mensen", "kinderen", "huizen", "procent", "en", "of", "scholen", "auto"))  # fmt: skip


def street_numbers(words: Words) -> Iterator[Found]:
    """Streets in turns without capitals with their number, and houses that are called by a name of their own."""
    for number in sorted(words.small) if words.small else ():
        word = words.words[number]
        if street(word) and word not in listed("very_common"):
            match = _HOUSE.match(words.text, words.ends[number])
            sure = word.endswith(_SURE) and word not in dutch_words()
            sure = sure or (match is not None and "nummer" in match.group())
            if (
                match
                and _counts_nothing(words.text, match, sure=sure)
                and (sure or _lived_in(words.text, words.starts[number]))
            ):
                yield _address(words.starts[_first(words, number)], match.end())
                yield from _code_after(words.text, match.end())
    if words.small and not _LIVING.isdisjoint(words.lowers):
        for match in _SMALL_HOUSE.finditer(words.text):
            if match["name"] not in listed("very_common") and _counts_nothing(words.text, match):
                yield _address(match.start("name"), match.end())
    for match in _NAMED_HOUSE.finditer(words.text) if re.search(r"[a-z] \d", words.text) else ():
        name = match["name"]
        if name.lower() in listed("very_common") or word_class(name) in ("no", "first", "acronym"):
            continue
        lives = _lived_in(words.text, match.start())
        if lives or (match["letter"] and name.lower() not in dutch_words()):
            yield _address(match.start("address"), match.end("address"))


def _lived_in(text: str, place: int) -> bool:
    return bool(_NEAR.search(text, max(0, place - _AROUND), place + 3))


def _first(words: Words, number: int) -> int:
    """Where the name of a street begins: "jan van riebeekstraat", "dokter schaepmanlaan"."""
    first = number
    while first > 0 and number - first < _MOST_BEFORE and words.adjacent(first):
        before = words.words[first - 1]
        named = first > 1 and before in _PARTICLES and words.words[first - 2] not in _BEFORE
        if before in _BEFORE and not (
            named and words.words[first - 2] not in listed("very_common") - listed("small_names")
        ):
            break
        if before in listed("very_common") and before not in listed("small_names") and before not in _PARTICLES:
            break
        first -= 1
    return first


def _code_after(text: str, place: int) -> Iterator[Found]:
    """ "langestraat twaalf en dan zeventienhonderdtweeënnegentig nog wat": four figures shortly after an address."""
    line = text[place : min(len(text), place + _CODE_WITHIN)].partition("\n")[0]
    if match := _FOUR_FIGURES.search(line):
        yield Found(place + match.start(), place + match.end(), "contact", "pattern", label="postcode")


def _counts_nothing(text: str, match: re.Match[str], *, sure: bool = False) -> bool:
    """ "in de straat twee auto's", "op de weg acht uur": those figures count something."""
    after = re.match(r"\s+([^\W\d_]+)", text[match.end() : match.end() + 30])
    times = _TIMES - {"en", "of"} if sure else _TIMES
    return not (after and after[1].lower() in times) and not re.fullmatch(r"[\s,]+(?:een|één)", match.group())


def _address(start: int, end: int) -> Found:
    return Found(start, end, "contact", "pattern", label="adres")
