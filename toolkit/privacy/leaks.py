"""The leak check: search every file that was made for every name that is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..study import Study
from .consented import Named, may_be_named
from .insides import Piece, pieces_of
from .lexicon import listed
from .searched import Searched, hits, squash
from .sensitive import diagnoses
from .tokens import WORD, fold, words_of

_FULL_NAME = re.compile(
    r"(?<![\w-])([A-ZÀ-Þ][a-zà-ÿ]+)\s(?:(?:van|de|den|der|ten|ter|el|al|'t)\s){0,3}([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![\w-])"
)
_REACHED = re.compile(
    r"\+?\(?\d[\d .()-]{6,}\d|[\w.+-]+@[\w.-]*\w|[A-Z]{2}\d{2}[ A-Z\d]{10,}\d|(?:www\.)?[\w-]+(?:\.[\w-]+)+"
)
_LABEL = 200
_CODE = ("script", "style", "commentaar in de code", "opmaak", "instellingen")
_READ_BY_PEOPLE = (".docx", ".html", ".md")


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A name in a file that may not hold it. The name itself is not here."""

    file: str
    place: str
    who: str
    """Case and placeholder: ``c01/medewerker-1``."""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """What one file or a whole folder holds."""

    files: int = 0
    leaks: tuple[Leak, ...] = ()
    candidates: tuple[Leak, ...] = ()
    """Full names of people that the study does not know: to be looked at."""
    diagnoses: tuple[Leak, ...] = ()


def check_paths(
    study: Study, paths: Iterable[Path], names: Searched, *, pieces: Callable[[Path], Iterator[Piece]] = pieces_of
) -> Report:
    """Search files. Where somebody may be named (:mod:`toolkit.privacy.consented`) their own names are no leak.

    Raises InputError for a file that can't be read: what was not looked into is not called safe.
    """
    leaks: list[Leak] = []
    candidates: list[Leak] = []
    ill: list[Leak] = []
    allowed: dict[Named, frozenset[tuple[str, ...]]] = {}
    files = 0
    for path in paths:
        files += 1
        shown = study.shown(path)
        named = may_be_named(study, path)
        if named not in allowed:
            allowed[named] = names.forms_of(named)
        own = allowed[named]
        found = list(pieces(path))
        leaks += _leaks(shown, found, names, own)
        if path.suffix.lower() in _READ_BY_PEOPLE and not named.ids:
            candidates += _candidates(shown, found, names)
            ill += _diagnoses(shown, found)
    return Report(files, tuple(sorted(leaks)), tuple(sorted(candidates)), tuple(sorted(ill)))


def _leaks(shown: str, found: list[Piece], names: Searched, own: frozenset[tuple[str, ...]]) -> list[Leak]:
    counts: Counter[tuple[str, str]] = Counter()
    for solid, code in ((True, False), (True, True), (False, False)):
        chosen = [piece for piece in found if piece.solid == solid and piece.place.startswith(_CODE) == code]
        text, starts = _joined(chosen)
        if any(names.tells(word) for word in set(WORD.findall(text))):
            for place, form in hits(text, names, solid=solid, code=code):
                if form.words not in own:
                    counts[_place(chosen, starts, place), form.entry.id or "meer dan een"] += 1
        for place in _contacts(text, names):
            counts[_place(chosen, starts, place), "contactgegevens"] += 1
    for piece in found:
        if not piece.solid and len(piece.text) < _LABEL:
            for who in _in_one_word(piece.text, names, own):
                counts[piece.place, who] += 1
    return [Leak(shown, place, who, count) for (place, who), count in counts.items()]


def _joined(pieces: list[Piece]) -> tuple[str, list[int]]:
    starts, place = [], 0
    for piece in pieces:
        starts.append(place)
        place += len(piece.text) + 1
    return "\n".join(piece.text for piece in pieces), starts


def _place(pieces: list[Piece], starts: list[int], place: int) -> str:
    return pieces[max(0, bisect_right(starts, place) - 1)].place


def _in_one_word(text: str, names: Searched, own: frozenset[tuple[str, ...]]) -> Iterator[str]:
    """Whose full name is one word in a file's name: "marijehofkamp.docx"."""
    joined = re.sub(r"[^a-z]", "", fold(text))
    for whole, who in names.squashed.items():
        if whole in joined and not any("".join(form) == whole for form in own):
            yield who


def _contacts(text: str, names: Searched) -> Iterator[int]:
    """Places of telephone numbers and addresses that were said, however they are written."""
    if names.contacts:
        for match in _REACHED.finditer(text):
            if squash(match.group()) in names.contacts:
                yield match.start()


def _candidates(shown: str, found: list[Piece], names: Searched) -> list[Leak]:
    counts: Counter[str] = Counter()
    team = " ".join(names.team)
    for piece in found:
        if piece.solid and not piece.place.startswith(_CODE):
            for match in _FULL_NAME.finditer(piece.text):
                if (
                    match[1] in listed("first_names")
                    and match[2] not in listed("no_names")
                    and match.group() not in team
                ):
                    counts[piece.place] += 1
    return [Leak(shown, place, "", count) for place, count in counts.items()]


def _diagnoses(shown: str, found: list[Piece]) -> list[Leak]:
    chosen = [piece for piece in found if piece.solid and not piece.place.startswith(_CODE)]
    text, starts = _joined(chosen)
    counts = Counter(_place(chosen, starts, one.start) for one in diagnoses(words_of(text)))
    return [Leak(shown, place, "", count) for place, count in counts.items()]
