"""Which part of a study goes out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..errors import UsageError
from ..records import Transcript
from ..review import assignments, coders
from ..review.assigning import sight_among
from ..study import Study
from ..transcripts import load_transcripts


@dataclass(frozen=True, slots=True)
class Part:
    """A selection of a study; what is empty leaves nothing out."""

    cases: tuple[str, ...] = ()
    conversations: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    suggestions: bool = False
    """Also what the machine proposed and nobody decided on."""


EVERYTHING = Part()


def chosen_transcripts(study: Study, part: Part) -> list[Transcript]:
    """The conversations of a part. Raises UsageError for names that are not there, and when nothing was pseudonymised."""
    transcripts = load_transcripts(study)
    if not transcripts:
        message = "er zijn nog geen gepseudonimiseerde gesprekken om uit te voeren."
        raise UsageError(message, path=study.root, fix="draai eerst 'nota pseudonymise'.")
    _check("de case", part.cases, {case.id for case in study.cases})
    _check("het gesprek", part.conversations, {one.id for one in transcripts})
    _check("de codeur", part.coders, {*coders(study), study.settings.adjudicator})
    return [
        one
        for one in transcripts
        if (not part.cases or one.case in part.cases) and (not part.conversations or one.id in part.conversations)
    ]


def unfinished_blind(study: Study, transcripts: Sequence[Transcript]) -> dict[str, tuple[str, ...]]:
    """Conversations that are being coded blind, and for whom is waited: those coders should not see what goes out."""
    draws = assignments(study)
    names = {name for one in draws for name in one.conversations} & {one.id for one in transcripts}
    seen = {name: sight_among(study, draws, "", name) for name in sorted(names)}
    return {name: one.waiting_for for name, one in seen.items() if not one.others}


def _check(what: str, given: Collection[str], known: Collection[str]) -> None:
    wrong = next((name for name in given if name not in known), None)
    if wrong is not None:
        raise UsageError(
            f"{what} '{wrong}' is er niet.", fix=f"kies uit: {', '.join(sorted(known)) or '(er is er geen)'}."
        )
