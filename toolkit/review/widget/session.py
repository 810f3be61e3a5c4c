"""One coder and one conversation: answers to what the browser asks. Everything that is decided goes through the journal.

Messages are plain JSON. The browser sends changes, never the list; a change is on disk before it is acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ...errors import NotaError
from ...records import Change, Codebook, Coding, Transcript, in_order, role_of
from ...study import ROLE_LABELS, Study
from ..assigning import sight, visible_codings
from ..changes import added, changed, now, removed, undone_and_done
from ..codings import open_journal, transcript_of, update_places
from ..journal import Journal
from .wire import altered, made, record, same

Message = Mapping[str, Any]
Reply = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Session:
    """What belongs to one window; only its journal changes."""

    study: Study
    coder: str
    transcript: Transcript
    codebook: Codebook
    journal: Journal
    suggestions: Mapping[str, Coding]
    """By id; empty while this coder works blind."""
    others: tuple[Coding, ...]
    """Codings of other coders, as far as this one may see them: to read, not to change."""
    notes: tuple[str, ...]
    """What the coder must know, in Dutch: lost places, torn lines, blind coding."""


def open_session(study: Study, conversation: str, coder: str) -> Session:
    """Everything needed to code one conversation. Raises InputError for an unknown conversation or coder's name."""
    from ...coding import load_codebook

    journal = open_journal(study, coder, conversation)
    transcript = transcript_of(study, conversation)
    moved, lost = update_places(study, coder, transcript)
    journal.refresh()
    seen = sight(study, coder, conversation)
    suggestions, stale = _suggestions(study, transcript) if seen.suggestions else ({}, False)
    others = visible_codings(study, coder, transcripts=[transcript])[0] if seen.others else []
    theirs = tuple(one for one in others if one.source != coder and one.transcript == conversation)
    notes = [*journal.broken]
    if moved:
        notes.append(f"De tekst is veranderd; {_codings(moved)} op de nieuwe plek gezet.")
    if lost:
        notes.append(f"{_codings(len(lost))} niet meer terug te vinden in de tekst: nota codings --lost.")
    if stale:
        notes.append("De voorstellen horen bij een oudere tekst: draai 'nota code'.")
    if not seen.suggestions:
        notes.append("U codeert dit gesprek blind: zonder voorstellen en zonder de coderingen van een ander.")
    elif not seen.others:
        notes.append("De coderingen van een ander ziet u als iedereen klaar is.")
    return Session(
        study, coder, transcript, load_codebook(study.codebook_path), journal, suggestions, theirs, tuple(notes)
    )


def handle(session: Session, message: Message) -> Reply:
    """The answer to one message. What cannot be done is refused with a reason in Dutch, and nothing is written."""
    kind = str(message.get("type"))
    reply: Reply = {"client": message.get("client"), "seq": message.get("seq")}
    try:
        found = _KINDS[kind](session, message)
    except (NotaError, ValueError) as error:
        found = _refused(session, message, error.message if isinstance(error, NotaError) else str(error))
    except (KeyError, TypeError, AttributeError):
        found = _refused(session, message, "dit bericht van het venster is niet te begrijpen.")
    changes = session.journal.changes
    undone, done = undone_and_done(changes, session.coder)
    return {
        **reply, **found, "version": len(changes), "canUndo": bool(done), "canRedo": bool(undone),
        "done": session.journal.done,
    }  # fmt: skip


def truth(session: Session, ids: Iterable[Any]) -> dict[str, Any]:
    """What there is now at each of these ids: a coding of this coder, else a suggestion, else nothing."""
    return {str(one): None if (held := _held(session, one)) is None else record(held, session.coder) for one in ids}


def records(session: Session) -> list[dict[str, Any]]:
    """All that this window shows, in the order of the text; codings whose place is lost are not among it."""
    digest = session.transcript.digest
    own = {key: one for key, one in session.journal.state.items() if one.digest == digest}
    waiting = [one for key, one in session.suggestions.items() if key not in session.journal.state]
    return [record(one, session.coder) for one in in_order([*own.values(), *waiting, *session.others])]


def _refused(session: Session, message: Message, reason: str) -> Reply:
    items = message.get("items")
    ids = [item.get("id") for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
    return {
        "type": "refused",
        "reason": reason,
        "touched": truth(session, [one for one in ids if isinstance(one, str)]),
    }


def _open(session: Session, message: Message) -> Reply:
    session.journal.refresh()
    text = session.transcript
    return {
        "type": "opened", "conversation": text.id, "coder": session.coder, "text": text.text,
        "turns": [[turn.start, turn.end, _who(turn.speaker)] for turn in text.turns],
        "themes": [{"id": one.id, "label": one.label, "color": one.color} for one in session.codebook.themes],
        "codes": [
            {"id": one.id, "label": one.label, "theme": one.theme, "definition": one.definition,
             "include": one.include, "exclude": one.exclude, "retired": one.retired}
            for one in session.codebook.codes
        ],
        "codings": records(session), "notes": list(session.notes), "suggested": sorted(session.suggestions),
    }  # fmt: skip


def _sentences(session: Session, message: Message) -> Reply:
    """Where sentences begin and end, for the cursor. Asked for afterwards: cutting a long text takes longer than showing it."""
    from ...coding import sentences

    return {"type": "sentences", "sentences": [[one.start, one.end] for one in sentences(session.transcript)]}


def _change(session: Session, message: Message) -> Reply:
    moment, reason = _moment(session.journal), str(message.get("reason", ""))
    session.journal.refresh()
    changes: list[Change] = []
    pairs: list[tuple[str, str]] = []
    for item in message["items"]:
        change = _proposed(session, item, moment, reason)
        if change is not None:
            changes.append(change)
            kept = change.after or change.before
            pairs.append((str(item["id"]), kept.id if kept else ""))
    session.journal.append(*changes)
    names = {new for _, new in pairs} | {str(item["id"]) for item in message["items"]}
    renamed = [pair for pair in pairs if pair[0] != pair[1]]
    return {"type": "saved", "renamed": renamed, "touched": truth(session, sorted(names)), "written": len(changes)}


def _proposed(session: Session, item: Mapping[str, Any], moment: str, reason: str) -> Change | None:
    """The change that one item asks for; None when it would change nothing. Raises ValueError."""
    before, fields = item["before"], item["set"]
    if before is None:
        state = session.journal.state
        new = made(session.transcript, session.codebook, session.coder, fields, {*state, *session.suggestions})
        if any(
            (one.start, one.end, one.code, one.status) == (new.start, new.end, new.code, new.status)
            for one in state.values()
        ):
            raise ValueError("deze woorden hebben deze code al.")
        return added(new, session.coder, at=moment, reason=reason)
    held = _held(session, item["id"])
    if held is None or not same(held, before):
        raise ValueError("deze codering is intussen in een ander venster veranderd; u ziet nu wat er staat.")
    if held.digest != session.transcript.digest:
        raise ValueError("de tekst is intussen veranderd; voer de cel opnieuw uit.")
    if fields is None:
        if held.status == "suggested":
            raise ValueError("een voorstel kan niet weg, het kan wel worden afgewezen.")
        return removed(held, session.coder, at=moment, reason=reason)
    after = altered(held, session.transcript, session.codebook, session.coder, fields)
    return None if after == held else changed(held, after, session.coder, at=moment, reason=reason)


def _undo(session: Session, message: Message) -> Reply:
    return _taken_back(session, session.journal.undo(session.coder))


def _redo(session: Session, message: Message) -> Reply:
    return _taken_back(session, session.journal.redo(session.coder))


def _taken_back(session: Session, changes: Sequence[Change]) -> Reply:
    ids = dict.fromkeys(one.id for change in changes for one in (change.before, change.after) if one is not None)
    return {"type": "saved", "renamed": [], "touched": truth(session, ids), "written": len(changes), "look": True}


def _mark(session: Session, message: Message) -> Reply:
    """Finished with this conversation, or not after all."""
    session.journal.refresh()
    before = len(session.journal.changes)
    if message["value"] is True:
        session.journal.mark_done(session.coder)
    else:
        session.journal.reopen(session.coder)
    written = len(session.journal.changes) - before
    return {"type": "saved", "renamed": [], "touched": {}, "written": written}


def _sync(session: Session, message: Message) -> Reply:
    """All codings when another window or program wrote; else only a sign of life."""
    session.journal.refresh()
    if message.get("version") == len(session.journal.changes):
        return {"type": "alive"}
    return {"type": "codings", "codings": records(session), "suggested": sorted(session.suggestions)}


_KINDS: dict[str, Callable[[Session, Message], Reply]] = {
    "open": _open, "sentences": _sentences, "change": _change, "undo": _undo, "redo": _redo, "mark": _mark, "sync": _sync,
}  # fmt: skip


def _held(session: Session, number: Any) -> Coding | None:
    return session.journal.state.get(number) or session.suggestions.get(number)


def _suggestions(study: Study, transcript: Transcript) -> tuple[dict[str, Coding], bool]:
    """The suggestions on this very text, by id, and whether there are any on an older one."""
    from ...coding import load_suggestions

    here = [one for one in load_suggestions(study) if one.transcript == transcript.id]
    found = suggestions_on(here, transcript)
    return found, len(found) < len(here)


def suggestions_on(suggestions: Iterable[Coding], transcript: Transcript) -> dict[str, Coding]:
    """Those on this very text, by id."""
    digest = transcript.digest
    return {one.id: one for one in suggestions if one.transcript == transcript.id and one.digest == digest}


def _moment(journal: Journal) -> str:
    """Now, and later than the last change: what is made at one moment is undone together."""
    at = now()
    last = journal.changes[-1].at if journal.changes else ""
    if at != last:
        return at
    return (datetime.fromisoformat(at) + timedelta(milliseconds=1)).astimezone(UTC).isoformat(timespec="milliseconds")


def _who(speaker: str) -> str:
    """The role in Dutch. A label that is no role is not shown: it could be a name."""
    role = role_of(speaker)
    return ROLE_LABELS.get(role, "spreker" if role else "alinea")


def _codings(count: int) -> str:
    return "1 codering is" if count == 1 else f"{count} coderingen zijn"
