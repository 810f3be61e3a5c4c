"""The leak check: search every file that was made for every name that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ..study import Study
from .consented import Named, may_be_named
from .insides import FILE_NAME, Piece, forget, pieces_of
from .searched import Searched
from .told import Search, Told

_READ_BY_PEOPLE = (".docx", ".html", ".md")
_FEW = 2
"""A file of so few words: a name that is a word as well, alone there, is the name."""


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
    paths: tuple[Path, ...] = ()
    """The files with a leak."""


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
    searched = Search(names)
    bad: list[Path] = []
    files = 0
    forget()
    for path in paths:
        files += 1
        shown = study.shown(path)
        named = may_be_named(study, path)
        if named not in allowed:
            allowed[named] = names.forms_of(named)
        found = [(piece, searched.told(piece)) for piece in pieces(path)]
        here = _leaks(shown, found, allowed[named])
        bad += [path] if here else []
        nameless = _nameless(shown, path) if any(leak.place == FILE_NAME for leak in here) else shown
        leaks += [replace(leak, file=nameless) for leak in here]
        if path.suffix.lower() in _READ_BY_PEOPLE and not named.ids:
            candidates += _counted(shown, ((piece, told.strangers) for piece, told in found))
            ill += _counted(shown, ((piece, told.diagnoses) for piece, told in found))
    forget()
    return Report(files, tuple(sorted(leaks)), tuple(sorted(candidates)), tuple(sorted(ill)), tuple(bad))


def _nameless(shown: str, path: Path) -> str:
    """Where a file stands whose own name tells who it is about: a report that names it would be one more leak."""
    return f"{PurePosixPath(shown).parent}/…{path.suffix.lower()}"


def _leaks(shown: str, found: list[tuple[Piece, Told]], own: frozenset[tuple[str, ...]]) -> list[Leak]:
    counts: Counter[tuple[str, str]] = Counter()
    few = sum(told.words for _, told in found) <= _FEW
    whole = frozenset("".join(form) for form in own)
    for piece, told in found:
        for words, who, alone in told.names:
            if words not in own and (few or not alone):
                counts[piece.place, who] += 1
        if told.contacts:
            counts[piece.place, "contactgegevens"] += told.contacts
        for joined, who in told.in_one_word:
            if joined not in whole:
                counts[piece.place, who] += 1
    return [Leak(shown, place, who, count) for (place, who), count in counts.items()]


def _counted(shown: str, rows: Iterable[tuple[Piece, int]]) -> list[Leak]:
    counts: Counter[str] = Counter()
    for piece, count in rows:
        counts[piece.place] += count
    return [Leak(shown, place, "", count) for place, count in counts.items() if count]
