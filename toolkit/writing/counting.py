"""Numbers as words and words as numbers: "vierentwintig" is 24, "11,50" is 11.5, "tweeduizend vijfhonderd" is 2500."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_SMALL = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
_TENS = ("", "tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ACCENTS = str.maketrans("éè", "ee")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value and where it stands."""

    value: float
    start: int
    end: int
    text: str


def in_words(number: int) -> str:
    """A whole number below a million in Dutch words; ``één`` bears its accents. Others are given in digits."""
    if not 0 <= number < 1_000_000:
        return str(number)
    if number == 1:
        return "één"
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _hundreds(rest)
    first = "duizend" if thousands == 1 else f"{_hundreds(thousands)}duizend"
    return f"{first} {'één' if rest == 1 else _hundreds(rest)}" if rest else first


def numbers_in(text: str) -> list[Number]:
    """The numbers of a text, in digits and in words, in order. "een" is an article here, "één" is 1."""
    found = []
    for match in _DIGITS.finditer(text):
        if not _inside_word(text, match):
            value = float(match[0].replace(".", "").replace(",", "."))
            found.append(Number(value, match.start(), match.end(), match[0]))
    words = list(_WORD.finditer(text))
    position = 0
    while position < len(words):
        value, used = _spelled(text, words, position)
        if used:
            start, end = words[position].start(), words[position + used - 1].end()
            found.append(Number(value, start, end, text[start:end]))
        position += max(used, 1)
    return sorted(found, key=lambda number: number.start)


def _hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    first = "honderd" if hundreds == 1 else f"{_SMALL[hundreds]}honderd"
    return first + (_below_hundred(rest) if rest else "")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    if not ones:
        return _TENS[tens]
    link = "ën" if _SMALL[ones].endswith("e") else "en"
    return f"{_SMALL[ones]}{link}{_TENS[tens]}"


@cache
def _table() -> dict[str, int]:
    """Every number up to 999 and the hundreds up to 9900 ("vijfentwintighonderd"), as they are spelled."""
    table: dict[str, int] = {}
    for number in range(1000):
        table.setdefault(_hundreds(number), number)
        if number > 100 and number % 100:
            table.setdefault(_hundreds(number).replace("honderd", "honderden", 1), number)
    for hundreds in range(11, 100):
        if hundreds % 10:
            table[_below_hundred(hundreds) + "honderd"] = hundreds * 100
    for thousands in range(1, 1000):
        table[("" if thousands == 1 else _hundreds(thousands)) + "duizend"] = thousands * 1000
    del table["een"]
    return table


def _spelled(text: str, words: list[re.Match[str]], position: int) -> tuple[float, int]:
    """Value and number of words of a spelled number that begins here; no words when none does."""
    word = words[position][0].lower()
    if word in ("één", "éen"):
        return 1, 1
    if word == "anderhalf" or word == "anderhalve":
        return 1.5, 1
    value = _table().get(word.translate(_ACCENTS))
    if value is None:
        return 0, 0
    used = 1
    while position + used < len(words):
        before, following = words[position + used - 1], words[position + used]
        more = 1 if following[0].lower() == "één" else _table().get(following[0].lower())
        if more is None or text[before.end() : following.start()] != " ":
            break
        if following[0].lower() in ("honderd", "duizend") and value < more:
            value *= more
        elif value >= 1000 and value % 1000 == 0 and more < 1000:
            value += more
        else:
            break
        used += 1
    return _with_decimals(text, words, position, value, used)


def _with_decimals(text: str, words: list[re.Match[str]], position: int, value: float, used: int) -> tuple[float, int]:
    """ "vier komma acht" is 4.8, "nul komma vijfentwintig" is 0.25."""
    after = position + used
    if after + 1 >= len(words) or words[after][0].lower() != "komma":
        return value, used
    decimals = _table().get(words[after + 1][0].lower().translate(_ACCENTS))
    if words[after + 1][0].lower() in ("één", "een"):
        decimals = 1
    if decimals is None or decimals > 99 or text[words[after - 1].end() : words[after].start()] != " ":
        return value, used
    return value + decimals / (10 if decimals < 10 else 100), used + 2


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """Digits that are part of a name or code (``c01``, ``medewerker-1``, ``A4``) are no numbers."""
    before, after = text[max(match.start() - 2, 0) : match.start()], text[match.end() : match.end() + 1]
    if before[-1:].isalpha() or before[-1:] in ("_", "#"):
        return True
    if before[-1:] == "-" and before[:1].isalpha():
        return True
    return after.isalpha() or after == "_"
