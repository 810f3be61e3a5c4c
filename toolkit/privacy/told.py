"""What one piece of text tells about who is who. The same text is searched once, in however many files it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .insides import Piece
from .lexicon import listed
from .searched import Searched, hits, squash
from .sensitive import begins_diagnosis, diagnoses
from .tokens import WORD, fold, words_of

_FULL_NAME = re.compile(
    r"(?<![\w-])([A-ZÀ-Þ][a-zà-ÿ]+)\s(?:(?:van|de|den|der|ten|ter|el|al|'t)\s){0,3}([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![\w-])"
)
_REACHED = re.compile(
    r"\+?\(?\d[\d .()-]{6,}\d|[\w.+-]+@[\w.-]*\w|[A-Z]{2}\d{2}[ A-Z\d]{10,}\d|(?:www\.)?[\w-]+(?:\.[\w-]+)+"
)
_LABEL = 200
_CODE = ("script", "style", "commentaar in de code", "opmaak", "instellingen")


@dataclass(frozen=True, slots=True)
class Told:
    """What is in one piece of text."""

    words: int
    names: tuple[tuple[tuple[str, ...], str, bool], ...] = ()
    """Form (its words, folded), owner, and whether it counts only in a file that holds nothing else."""
    contacts: int = 0
    in_one_word: tuple[tuple[str, str], ...] = ()
    """Full names in a file's name ("marijehofkamp.docx"), with their owner."""
    strangers: int = 0
    """Full names of people whom the study does not know."""
    diagnoses: int = 0


@dataclass
class Search:
    """The names of a study, and what was told by texts before."""

    names: Searched
    _before: dict[tuple[str, bool, bool], Told] = field(default_factory=dict)
    _tells: dict[str, bool] = field(default_factory=dict)

    def told(self, piece: Piece) -> Told:
        """What this piece tells; remembered by its text."""
        code = piece.solid and piece.place.startswith(_CODE)
        key = (piece.text, piece.solid, code)
        found = self._before.get(key)
        if found is None:
            found = self._before[key] = self._look(piece, code=code)
        return found

    def _look(self, piece: Piece, *, code: bool) -> Told:
        text, names = piece.text, self.names
        said = WORD.findall(text)
        people: tuple[tuple[tuple[str, ...], str, bool], ...] = ()
        if any(self._telling(word) for word in said):
            rows = hits(text, names, solid=piece.solid, code=code)
            people = tuple((form.words, form.entry.id or "meer dan een", alone) for form, alone in rows)
        read = piece.solid and not code
        return Told(
            words=len(said) if read else 0, names=people, contacts=self._contacts(text),
            in_one_word=() if piece.solid or len(text) >= _LABEL else self._in_one_word(text),
            strangers=self._strangers(text) if read else 0,
            diagnoses=sum(1 for _ in diagnoses(words_of(text))) if read and begins_diagnosis(said) else 0,
        )  # fmt: skip

    def _telling(self, word: str) -> bool:
        known = self._tells.get(word)
        if known is None:
            known = self._tells[word] = self.names.tells(word)
        return known

    def _in_one_word(self, text: str) -> tuple[tuple[str, str], ...]:
        joined = re.sub(r"[^a-z]", "", fold(text))
        pattern = self.names.in_one_word
        found = dict.fromkeys(match[1] for match in pattern.finditer(joined)) if pattern else {}
        return tuple((whole, self.names.squashed[whole]) for whole in found)

    def _contacts(self, text: str) -> int:
        """Telephone numbers and addresses that were said, however they are written."""
        known = self.names.contacts
        return sum(squash(match.group()) in known for match in _REACHED.finditer(text)) if known else 0

    def _strangers(self, text: str) -> int:
        team = " ".join(self.names.team)
        return sum(
            match[1] in listed("first_names") and match[2] not in listed("no_names") and match.group() not in team
            for match in _FULL_NAME.finditer(text)
        )
