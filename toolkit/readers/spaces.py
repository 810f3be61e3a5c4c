"""Spaces that were lost between two words, or came into one: ``voorde gemeente``, ``eenduurzame``, ``bedrij f``.

Nothing is changed that is a word as it stands. What is mended is said, for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..dutch import lemmas
from .text import Line

_FIRST = [
    "aan",
    "bij",
    "door",
    "in",
    "met",
    "na",
    "naar",
    "onder",
    "op",
    "over",
    "tegen",
    "tot",
    "tussen",
    "uit",
    "van",
    "voor",
    "zonder",
    "om",
    "en",
    "of",
    "dat",
    "als",
]
_ARTICLES = ("de", "het", "een", "deze", "onze", "hun", "alle")
_GLUED = re.compile(rf"(?<![\w'’-])(?P<a>{'|'.join(_FIRST)})(?P<b>{'|'.join(_ARTICLES)})(?![\w'’-])(?=\s+[a-zà-ÿ])")
_ARTICLE = re.compile(r"(?<![\w'’-])(?P<a>een|het|de)(?P<b>[a-zà-ÿ]{6,})(?![\w'’-])")
_ONE = "bcdfghjklmnpqrstvwxz"
_TAIL = re.compile(rf"(?<![\w'’.-])(?P<rest>[A-Za-zà-ÿ]{{3,}}) [{_ONE}](?![\w'’-]|\.\w)")
_HEAD = re.compile(rf"(?<![\w'’.-])[{_ONE}{_ONE.upper()}] (?P<rest>[a-zà-ÿ]{{2,}})(?![\w'’-])")
_RARE = frozenset({"voorde", "inde", "ende"})
"""Words, but hardly ever meant: they stay where an article or a person stands before them."""
_NOUN_BEFORE = re.compile(r"(?:^|\s)(?:de|een|deze|die|hij|zij|ze|ik|wie|men)\s+$", re.IGNORECASE)


def mended(lines: Iterable[Line]) -> tuple[list[Line], list[str]]:
    """Lines with such spaces put right, and per line what was done."""
    found: list[Line] = []
    said: list[str] = []
    for line in lines:
        text = line.text
        for pattern, change in ((_GLUED, _apart), (_ARTICLE, _article), (_TAIL, _together), (_HEAD, _together)):
            for match in reversed(list(pattern.finditer(text))):
                new = change(match)
                if new:
                    text = text[: match.start()] + new + text[match.end() :]
                    said.append(f"regel {line.number}: '{match[0]}' is gelezen als '{new}'; kijk of dat klopt.")
        found.append(line if text == line.text else replace(line, text=text))
    return found, said


def _apart(match: re.Match[str]) -> str:
    word = match[0]
    rare = word in _RARE and not _NOUN_BEFORE.search(match.string[: match.start()])
    return f"{match['a']} {match['b']}" if rare or not is_known(word) else ""


def _article(match: re.Match[str]) -> str:
    """``eenduurzame``: an article and a word that stands in the dictionary, together nothing."""
    return f"{match['a']} {match['b']}" if match["b"] in lemmas() and not is_known(match[0]) else ""


def _together(match: re.Match[str]) -> str:
    """``bedrij f``: a single consonant that is no letter of a list, beside what is no word without it."""
    whole = match[0].replace(" ", "")
    return whole if is_known(whole) and not is_known(match["rest"]) else ""


def is_known(word: str) -> bool:
    """Whether a word, or the last part of a compound of two, stands in the dictionary."""
    table, lower = lemmas(), word.lower()
    if lower in table or lower.capitalize() in table:
        return True
    return any(
        lower[cut:] in table and any(lower[:cut].removesuffix(link) in table for link in ("", "s", "en"))
        for cut in range(5, len(lower) - 3)
    )
