"""Sentences and words of a transcript, by spaCy's Dutch tokenizer and rules for where a sentence ends.

No trained pipeline is needed; a study may name one (``language: nl_core_news_sm``) and then gets its lemmas.
Sentence ends stay with the rules either way: on talk they did better than the trained ones (docs/coding.md), and
what coders marked sentence by sentence must not move when a pipeline is installed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..records import Transcript
from .abbreviations import ABBREVIATIONS
from .boundaries import Token, split

if TYPE_CHECKING:
    from spacy.language import Language

BLANK = "blank"
_PLACEHOLDER = r"\[[^\W\d_][\w'’-]*\]"
_CLITICS = ("'t", "'s", "'n", "'m", "'k", "'r", "'ns")
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u2011": "-", "\u2010": "-"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a transcript: the unit of coding. It never crosses a turn and has no white space at its edges."""

    number: int
    """From 0, in the transcript."""
    start: int
    end: int
    turn: int
    """Index in ``Transcript.turns``, from 0."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence, in lower case, and where each stands in the transcript's text."""

    lower: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    lemmas: tuple[str, ...] = ()
    """Only with a named pipeline."""


def sentences(transcript: Transcript) -> list[Sentence]:
    """The sentences of a transcript, in order. Together they hold every word of every turn, once."""
    return [sentence for sentence, _ in parsed(transcript)]


@lru_cache(maxsize=512)
def parsed(transcript: Transcript, language: str = BLANK) -> tuple[tuple[Sentence, Words], ...]:
    """The sentences with their words. Kept per text, so that all parts together read a text once."""
    found: list[tuple[Sentence, Words]] = []
    texts = (transcript.words_of(turn).translate(_SAME) for turn in transcript.turns)
    for number, (turn, doc) in enumerate(zip(transcript.turns, pipeline(language).pipe(texts))):
        lemmas = _lemmas(doc, turn.start) if language != BLANK else {}
        for piece in split(_tokens(doc, turn.start)):
            words = _words(piece, lemmas)
            found.append((Sentence(len(found), words.start[0], words.end[-1], number), words))
    return tuple(found)


def words_of(text: str, start: int = 0, language: str = BLANK) -> Words:
    """The words of a text that is one sentence already (a row of coded sentences)."""
    doc = pipeline(language)(text.translate(_SAME))
    lemmas = _lemmas(doc, start) if language != BLANK else {}
    return _words([token for token in _tokens(doc, start) if not token.text.isspace()], lemmas)


@lru_cache(maxsize=4)
def pipeline(language: str = BLANK) -> Language:
    """spaCy's ``blank("nl")`` with our tokenizer rules, or the named pipeline with them. Raises InputError."""
    import spacy

    nlp = _blank() if language == BLANK else _named(language)
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {form: [{"ORTH": form}] for form in _whole()}
    tokenizer.prefix_search = spacy.util.compile_prefix_regex([_PLACEHOLDER, *(nlp.Defaults.prefixes or [])]).search
    return nlp


def _blank() -> Language:
    """``spacy.blank("nl")`` without the thousands of abbreviations that come along: they hold common words ("al.",
    "app.") that end sentences, and compiling them takes longer than all else."""
    from spacy.lang.nl import Dutch

    defaults = type("Defaults", (Dutch.Defaults,), {"tokenizer_exceptions": {}})
    bare: Any = type("Bare", (Dutch,), {"Defaults": defaults})
    made: Language = bare()
    return made


def _named(language: str) -> Language:
    import spacy

    try:
        nlp = spacy.load(language, exclude=["parser", "ner", "senter"])
    except (OSError, ImportError, ValueError) as error:
        message = f"de taalpijplijn '{language}' is niet geïnstalleerd of past niet bij deze versie van spaCy."
        fix = "zet in interviews/study.yaml 'language: blank', of installeer de pijplijn."
        raise InputError(message, fix=fix) from error
    if nlp.lang != "nl":
        message = f"de taalpijplijn '{language}' is niet voor het Nederlands (maar voor '{nlp.lang}')."
        raise InputError(message, fix="kies een pijplijn waarvan de naam met nl_ begint, of 'blank'.")
    return nlp


def _whole() -> Iterator[str]:
    """What the tokenizer must not cut."""
    yield from _CLITICS
    for form in ABBREVIATIONS:
        yield from {form, form[0].upper() + form[1:], form.upper()}


def _tokens(doc: Any, offset: int) -> list[Token]:
    return [Token(token.text, offset + token.idx, offset + token.idx + len(token)) for token in doc]


def _lemmas(doc: Any, offset: int) -> dict[int, str]:
    return {offset + token.idx: token.lemma_.lower() for token in doc}


def _words(piece: Sequence[Token], lemmas: dict[int, str]) -> Words:
    return Words(
        tuple(sys.intern(token.text.lower()) for token in piece),
        tuple(token.start for token in piece),
        tuple(token.end for token in piece),
        tuple(lemmas.get(token.start, "") for token in piece) if lemmas else (),
    )
