"""Dutch number words, for ages, dates and numbers that are said and not written."""

from __future__ import annotations

import re

UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
         "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _below_hundred() -> dict[str, int]:
    values = {word: number for number, word in enumerate(UNITS)} | {"één": 1, "eén": 1}
    for place, ten in enumerate(TENS, 2):
        values[ten] = place * 10
        for number, unit in enumerate(UNITS[1:10], 1):
            link = "ën" if unit.endswith("e") else "en"
            values[f"{unit}{link}{ten}"] = place * 10 + number
            values[f"{unit}en{ten}"] = place * 10 + number
    return values


VALUES = _below_hundred()
_longest_first = sorted(VALUES, key=lambda word: (-len(word), word))
NUMBER = rf"(?:{'|'.join(map(re.escape, _longest_first))})"
"""A number word below a hundred, as a pattern."""
_centuries = "|".join(re.escape(word) for word in _longest_first if 13 <= VALUES[word] <= 19)
YEAR = rf"(?:(?:19|20)\d\d|(?:{_centuries})(?:honderd)?\s?{NUMBER}|tweeduizend(?:en)?(?:\s?{NUMBER})?|'\d\d)"
"""A year, in figures or words: ``1998``, ``negentienachtennegentig``, ``tweeduizend vijf``."""
LETTER_PAIR = r"(?!(?:km|cm|mm|kg|nl|tv|pc|vs|ww|st|nr|pm|hp|cv|bv|nv|wc)\b)[bcdfghjklmnpqrstvwxz]{2}\b"
"""The two letters of a postcode in small letters, as far as they can be no word: "nw", and not "is"."""


def value(word: str) -> int | None:
    """The number that a word or figures stand for. None when it is none below a hundred."""
    if word.isdigit():
        return int(word) if len(word) <= 2 else None
    return VALUES.get(word.lower())
