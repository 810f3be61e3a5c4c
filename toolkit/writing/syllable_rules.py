"""How many syllables a Dutch word has: vowel groups, with the rules that spelling hides and a list of exceptions.

Syllables are those of Dutch hyphenation (Woordenlijst Nederlandse Taal), a single first letter counted as one
(``i-dee``). Measured on a list counted by hand: ``tests/writing/test_syllables.py``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .counting import in_words

_NUCLEUS = re.compile(
    r"aai|ooi|oei|eeu(?=w)|ieu(?=w|$)|eau|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|ay|ey|oy"
    r"|[aeiouAEIOU]|(?<![aeiou])y(?![aeiou])"
)
"""Longest first: ``mooie`` is mooi-e. A vowel under a trema is written as a capital: it begins a syllable."""
_TREMA = {"ä": "A", "ë": "E", "ï": "I", "ö": "O", "ü": "U"}
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_SAID_IN_LETTERS = frozenset({"cao", "hbo", "mbo", "vso", "uwv", "lkv", "lks", "wsw", "svb", "avg"})
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"coach", "kootsj"), (r"\bteam|team\b|team(?=s\b)", "tiem"), (r"\bleas", "lies"), (r"\bdeal", "diel"),
        (r"\bbeam", "biem"), (r"stream", "striem"), (r"\bonline|online\b", "onlain"), (r"\boffline", "oflain"),
        (r"(?<=[a-z])site(?=s?\b)|\bsite(?=s?\b)", "sait"), (r"(soft|hard)ware", r"\1wer"), (r"(?<=up)date", "deet"),
        (r"freelance", "frielens"), (r"service", "servis"), (r"chrome", "kroom"), (r"management", "menidzjment"),
        (r"\bcases?\b", "kees"), (r"\bcase(?=[bdghklmnoptvw])", "kees"), (r"tion(s?)\b", r"sjon\1"),
        (r"station(?!er)n?", "stasjon"), (r"eum(s?)\b", r"eüm\1"), (r"milieu", "miljeu"), (r"oeuvre", "euvre"),
        (r"qu(?=[aeiou])", "kw"), (r"\bemail", "e-mail"), (r"\by(?=[aeiou])", "j"), (r"tool(?=s?\b)", "toel"),
    )
)  # fmt: skip
"""Loans and joints where spelling misleads, respelled before counting; a trema parts two vowels."""


@lru_cache(maxsize=65536)
def syllables(word: str) -> int:
    """Number of syllables of a word as it is written; at least 1. Capitals are read letter by letter, figures as words."""
    return max(sum(_of_piece(piece) for piece in _PIECES.findall(word)), 1)


def _of_piece(piece: str) -> int:
    if piece.isdecimal():
        return sum(_nuclei(word) for word in in_words(int(piece)).split()) if len(piece) < 7 else len(piece)
    if re.fullmatch(r"[A-Z]{2,5}", piece) or piece.lower() in _SAID_IN_LETTERS:
        return sum(2 if letter in "Yy" else 1 for letter in piece)
    return _nuclei(piece)


def _nuclei(word: str) -> int:
    text = unicodedata.normalize("NFC", word.lower())
    for pattern, replacement in _SPELLINGS:
        text = pattern.sub(replacement, text)
    text = "".join(_TREMA.get(letter, letter) for letter in text)
    text = "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))
    return len(_NUCLEUS.findall(text))
