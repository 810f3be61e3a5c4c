"""Plain language: per sentence what makes it hard, and two readability figures. Nothing is ever called "B1".

Formulas: Flesch-Douma (Douma 1960): 206.835 - 0.93 words per sentence - 77 syllables per word. Leesindex A (Brouwer
1963): 195 - 2 words per sentence - 2/3 syllables per 100 words. Higher is easier. Neither measures a language level:
what readers understand is found out by asking readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from ..records import Block, Document
from .prose import PLACEHOLDER, Sentence, sentences_of, words_in
from .syllable_rules import syllables
from .voice import double_negation, passive
from .wording import Wording

SignalKind = Literal[
    "lange zin", "moeilijk woord", "lang woord", "zeldzaam woord", "lijdende vorm", "afkorting", "dubbele ontkenning"
]
LONG_SENTENCE, VERY_LONG_SENTENCE = 15, 20
LONG_WORD = 15
RARE_FROM = 9
"""Shorter words are not looked up: Dutch has too many that everybody knows."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing in one sentence that may make it hard to read. A signal is a question to the writer, not an error."""

    block: str
    sentence: int
    kind: SignalKind
    found: str
    advice: str


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts and the two figures of a text; ``None`` when it has no sentence."""

    words: int
    sentences: int
    syllables: int
    flesch_douma: float | None
    leesindex_a: float | None

    @property
    def words_per_sentence(self) -> float | None:
        return self.words / self.sentences if self.sentences else None


def readability(document: Document) -> Readability:
    """Figures over paragraphs, lists and quotes; headings, tables and figures are left out."""
    texts = [
        s.text for block in document.blocks if block.kind in ("paragraph", "list", "quote") for s in sentences_of(block)
    ]
    return readability_of(texts)


def readability_of(sentences: list[str]) -> Readability:
    """Figures over sentences that are split already."""
    words = [word for sentence in sentences for word in words_in(sentence)]
    count = sum(syllables(word) for word in words)
    if not words:
        return Readability(0, len(sentences), 0, None, None)
    length, weight = len(words) / len(sentences), count / len(words)
    douma = 206.835 - 0.93 * length - 77 * weight
    brouwer = 195 - 2 * length - 2 / 3 * 100 * weight
    return Readability(len(words), len(sentences), count, round(douma, 1), round(brouwer, 1))


def signals(document: Document, wording: Wording) -> list[Signal]:
    """What may be hard, per sentence, in the order of the text; a long or rare word only where it first stands.

    Quotes are left alone: those words are somebody's.
    """
    found: list[Signal] = []
    explained, met = set(wording.known), set[str]()
    for block in document.blocks:
        if block.kind not in ("paragraph", "list", "heading"):
            continue
        for sentence in sentences_of(block):
            for one in signals_of(sentence, wording, explained, block):
                if one.kind not in ("lang woord", "zeldzaam woord") or one.found.lower() not in met:
                    found.append(one)
                    met.add(one.found.lower())
    return found


def signals_of(sentence: Sentence, wording: Wording, explained: set[str], block: Block) -> Iterator[Signal]:
    """The signals of one sentence; ``explained`` grows with the abbreviations that were met."""

    def signal(kind: SignalKind, words: str, advice: str) -> Signal:
        return Signal(sentence.block, sentence.number, kind, words, advice)

    words = words_in(sentence.text)
    if len(words) > LONG_SENTENCE and block.kind != "heading":
        advice = "maak er twee zinnen van." if len(words) > VERY_LONG_SENTENCE else "kan dit korter, of in twee zinnen?"
        yield signal("lange zin", f"{len(words)} woorden", advice)
    if found := passive(sentence.text):
        yield signal("lijdende vorm", found, "zeg wie het doet.")
    if found := double_negation(sentence.text):
        yield signal("dubbele ontkenning", found, "zeg wat wel kan of moet.")
    yield from _words(sentence.text, wording, signal)
    for short in _abbreviations(sentence.text, explained):
        full = wording.full(short)
        yield signal(
            "afkorting", short, f"schrijf de eerste keer '{full} ({short})'." if full else "leg de afkorting uit."
        )


_Make = Callable[[SignalKind, str, str], Signal]


def _words(text: str, wording: Wording, signal: _Make) -> Iterator[Signal]:
    lower = text.lower()
    for form in _forms(lower, wording):
        plain = wording.by_form[form].plain
        if not _explained(lower, form, plain):
            yield signal("moeilijk woord", form, f"schrijf '{plain}', of leg het zo uit.")
    for word in dict.fromkeys(words_in(PLACEHOLDER.sub("", text))):
        small = word.lower()
        name = word[0].isupper() and not text.startswith(word)
        if name or not small[:1].isalpha() or small in wording.by_form:
            continue
        if len(small.replace("-", "")) >= LONG_WORD:
            yield signal("lang woord", word, "splits het of gebruik een korter woord.")
        elif len(small) >= RARE_FROM and not is_common(small):
            yield signal(
                "zeldzaam woord", word, "kent iedere lezer dit? Zo niet: leg het uit of kies een gewoner woord."
            )


def _forms(lower: str, wording: Wording) -> list[str]:
    words = set(words_in(lower))
    found = [form for form in wording.by_form if form in words or (" " in form and f" {form}" in f" {lower}")]
    return sorted(found, key=lambda form: (lower.find(form), form))


def _explained(lower: str, form: str, plain: str) -> bool:
    """True when the explanation stands in the sentence too, or follows between brackets."""
    return plain.lower() in lower or re.search(re.escape(form) + r"\s*\(", lower) is not None


def _abbreviations(text: str, explained: set[str]) -> Iterator[str]:
    for match in re.finditer(r"(?<![\w#/])(?:[A-Z][a-z]?){2,6}(?![\w])|(?<!\w)(?:[a-z]\.){2,}", text):
        short = match[0]
        if short in explained or (sum(letter.isupper() for letter in short) < 2 and "." not in short):
            continue
        explained.add(short)
        before, after = text[: match.start()], text[match.end() :]
        if not (before.endswith("(") and after.startswith(")")) and not after.startswith(" ("):
            yield short


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Whether people use this word when they talk: the word, its base form, or both parts of the compound it is."""
    common = _common()
    bases = {word, _base(word)}
    if bases & common or any(
        base.removesuffix(end) in common for base in bases for end in ("en", "s", "je", "jes", "e", "n")
    ):
        return True
    return any(_part(base[:cut]) and _part(base[cut:]) for base in bases for cut in range(3, len(base) - 2))


def _part(piece: str) -> bool:
    common = _common()
    return len(piece) >= 3 and (piece in common or piece.removesuffix("s") in common or _base(piece) in common)


def _base(word: str) -> str:
    import simplemma

    return str(simplemma.lemmatize(word, lang="nl")).replace("_", "").lower()


@cache
def _common() -> frozenset[str]:
    text = resources.files(__package__).joinpath("data/common_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
