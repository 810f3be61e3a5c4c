"""Passive voice and double negation in a Dutch sentence, by word forms; a signal for the writer, not a parse."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden", "geworden"})
_BEEN = frozenset({"is", "zijn", "was", "waren"})
_CLAUSE = re.compile(r"[,;:]|\b(?:maar|want|en|of|dat|die|als|omdat|terwijl|toen|waar|wie|wat|nadat|voordat)\b")
_PARTICIPLE = re.compile(r"^(?:\w{2,10})?ge[a-zëïö]{2,}(?:d|t|en)$")
_PREFIXED = re.compile(r"^(?:\w{2,8})?(?:be|ver|ont|her|er)[a-zëïö]{3,}[dt]$")
_UNDONE = re.compile(
    r"^on(?:aan|be|ge|her|mo|ver|vol|zeker|nodig|duidelijk|moge|eens|prettig|gelijk|geacht|rustig|eerlijk|bekend)\w*$"
)


def passive(sentence: str) -> str:
    """The words of a passive in this sentence ("wordt betaald"), or an empty string."""
    for clause in _clauses(sentence):
        helper = next((word for word in clause if word in _WORDEN), "")
        if not helper and "door" in clause:
            helper = next((word for word in clause if word in _BEEN), "")
        done = next((word for word in clause if is_participle(word)), "")
        if helper and done and helper != done:
            return f"{helper} {done}" if clause.index(helper) < clause.index(done) else f"{done} {helper}"
    return ""


def double_negation(sentence: str) -> str:
    """The two negations of one clause ("niet … zonder", "niet … onmogelijk"), or an empty string."""
    for clause in _clauses(sentence):
        plain = [word for word in clause if word in _lists()["negations"]]
        undone = [word for word in clause if _UNDONE.match(word) and word not in _lists()["not_negative"]]
        if plain and len(plain) + len(undone) > 1:
            return " … ".join([*plain, *undone][:2])
    return ""


def is_participle(word: str) -> bool:
    """Whether a word in small letters has the form of a past participle."""
    if word in _lists()["look_alikes"] or word in _WORDEN:
        return False
    return word in _lists()["participles"] or bool(_PARTICIPLE.match(word) or _PREFIXED.match(word))


def _clauses(sentence: str) -> list[list[str]]:
    return [re.findall(r"[a-zà-ÿ]+", clause) for clause in _CLAUSE.split(sentence.lower())]


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("data/voice.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        head, colon, rest = line.partition(":")
        name = head if colon else name
        found.setdefault(name, set()).update((rest if colon else line).split())
    return {key: frozenset(words) for key, words in found.items()}
