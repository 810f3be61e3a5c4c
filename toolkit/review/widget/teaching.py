"""What takes longer than an edit may: what to decide next, and learning from what was decided. Runs beside the coding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...errors import NotaError
from ...records import Coding
from ..assigning import sight
from ..queue import next_to_review
from ..relearning import FEWEST, relearned
from .session import Message, Reply, Session, records, suggestions_on

SLOW = ("queue", "learn")
"""Messages that are answered from a thread of their own."""
_MOST = 500
"""Sentences in one order: more than anybody decides at a stretch."""


def teach(session: Session, message: Message) -> tuple[Session, Reply]:
    """The answer to a slow message, and the session with the suggestions as they are then. Nothing is written."""
    reply: Reply = {"client": message.get("client"), "about": message.get("type")}
    try:
        if not sight(session.study, session.coder, session.transcript.id).suggestions:
            return session, {**reply, "type": "taught", "words": "U codeert dit gesprek blind: zonder voorstellen."}
        if message.get("type") == "queue":
            return session, {**reply, "type": "queue", "queue": _order(session)}
        return _learned(session, reply)
    except NotaError as error:
        return session, {**reply, "type": "taught", "words": error.message}


def _order(session: Session) -> list[dict[str, object]]:
    """The sentences of this conversation that wait, the most instructive first, with the reasons."""
    found = next_to_review(session.study, _MOST, session.coder, suggestions=[*session.suggestions.values()])
    return [{"ids": [one.id for one in entry.suggestions], "reasons": list(entry.reasons)} for entry in found]


def _learned(session: Session, reply: Reply) -> tuple[Session, Reply]:
    found = suggestions_on(relearned(session.study, session.coder), session.transcript)
    fresh = replace(session, suggestions=found)
    words = _difference(session.suggestions, found)
    return fresh, {
        **reply, "type": "learned", "words": words, "suggested": sorted(found),
        "codings": [one for one in records(fresh) if one["status"] == "suggested"],
    }  # fmt: skip


def _difference(before: Mapping[str, Coding], after: Mapping[str, Coding]) -> str:
    new, gone = len(after.keys() - before.keys()), len(before.keys() - after.keys())
    moved = sum(before[one].confidence != after[one].confidence for one in before.keys() & after.keys())
    if not (new or gone or moved):
        few = f"Van een code die zij niet kende, heeft zij {FEWEST} zinnen met en {FEWEST} zonder de code nodig."
        return f"De voorstellen in dit gesprek zijn gelijk gebleven: wat u besliste, leert de software hier niets nieuws. {few}"
    more = "1 voorstel" if new == 1 else f"{new} voorstellen"
    return f"Geleerd van uw beslissingen: {more} erbij, {gone} vervallen, {moved} met een andere kans. Wat u besliste, is gebleven."
