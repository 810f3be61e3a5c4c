"""Changes: what is written when a person codes, how it looks in a journal, and what its replay gives."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

from ..records import Action, Certainty, Change, Coding, Polarity, Status, Time, as_json, coding_from_json

UNDO, REDO = "ongedaan gemaakt", "opnieuw gedaan"
"""The reasons that mark a reversed change, and the reverse of that."""
DONE, REOPENED = "klaar met dit gesprek", "dit gesprek weer geopend"
"""The reasons of a change without codings: the coder has gone through the whole conversation, or goes on with it."""

State = dict[str, Coding]


def now() -> str:
    """This moment in UTC, as ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def added(coding: Coding, by: str, *, at: str | None = None, reason: str = "") -> Change:
    """A coding that was not there."""
    return Change(None, coding, "add", by, at or now(), reason)


def changed(before: Coding, after: Coding, by: str, *, at: str | None = None, reason: str = "") -> Change:
    """A coding (or a suggestion) that becomes another: accepted, rejected, recoded, moved, given a memo."""
    return Change(before, after, "change", by, at or now(), reason)


def removed(coding: Coding, by: str, *, at: str | None = None, reason: str = "") -> Change:
    """A coding taken away. A suggestion is not removed but rejected."""
    return Change(coding, None, "remove", by, at or now(), reason)


def reversed_change(change: Change, by: str, at: str, reason: str) -> Change:
    """The change that takes another one back."""
    action: dict[Action, Action] = {"add": "remove", "remove": "add", "change": "change"}
    return Change(change.after, change.before, action[change.action], by, at, reason)


def apply(state: State, change: Change) -> None:
    """Bring a state up to after a change. Raises ValueError (Dutch) when what it says was there is not there.

    A suggestion need not be in the state: it is what the machine can make again. Turned back into a
    suggestion, a coding leaves the state.
    """
    before, after = change.before, change.after
    if before is not None:
        held = state.get(before.id)
        if held is None and before.status != "suggested":
            raise ValueError("de codering die hier wordt veranderd, is er niet meer.")
        if held is not None and held != before:
            raise ValueError("de codering is intussen op een andere plek veranderd.")
    if after is not None and after.id in state and (before is None or before.id != after.id):
        raise ValueError("er is al een codering met dit nummer.")
    if before is not None:
        state.pop(before.id, None)
    if after is not None and after.status != "suggested":
        state[after.id] = after


def replay(changes: Iterable[Change]) -> State:
    """The state that follows from all changes, by coding id. Raises ValueError as :func:`apply` does."""
    state: State = {}
    for change in changes:
        apply(state, change)
    return state


def is_done(changes: Iterable[Change]) -> bool:
    """Whether the last mark of the coder says that the whole conversation has been gone through."""
    marks = [change for change in changes if change.before is None and change.after is None]
    return bool(marks) and marks[-1].reason == DONE


def undone_and_done(changes: Iterable[Change], by: str) -> tuple[list[list[Change]], list[list[Change]]]:
    """What this person can redo and can undo, in groups: changes made at one moment go together."""
    own = [change for change in changes if change.by == by and (change.before or change.after)]
    undone: list[list[Change]] = []
    done: list[list[Change]] = []
    at = 0
    while at < len(own):
        reason, back, again = own[at].reason, done[-1] if done else [], undone[-1] if undone else []
        if reason == UNDO and back and _takes_back(own[at : at + len(back)], back):
            undone.append(done.pop())
            at += len(back)
        elif reason == REDO and again and _pairs(own[at : at + len(again)]) == _pairs(again):
            done.append(undone.pop())
            at += len(again)
        else:
            done.append(_at_once(own, at))
            undone.clear()
            at += len(done[-1])
    return undone, done


def to_line(change: Change) -> str:
    """A change as one line of JSON: keys sorted, empty fields left out."""
    row = {"action": change.action, "by": change.by, "at": change.at, "reason": change.reason}
    row = {key: value for key, value in row.items() if value}
    sides = {"before": change.before, "after": change.after}
    full = {**row, **{name: _coding_json(coding) for name, coding in sides.items() if coding is not None}}
    return json.dumps(full, ensure_ascii=False, sort_keys=True)


def from_row(row: dict[str, Any]) -> Change:
    """A change from a line's JSON. Raises ValueError when a field is missing, unknown or out of its range."""
    try:
        before, after = (coding_from_json(row[side]) if row.get(side) else None for side in ("before", "after"))
        change = Change(before, after, row["action"], row["by"], row["at"], row.get("reason", ""))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"het veld {error} klopt niet.") from error
    if change.action not in get_args(Action):
        raise ValueError(f"de handeling '{change.action}' kennen we niet.")
    for coding in (before, after):
        if coding is not None:
            _check(coding)
    return change


def accepted(suggestion: Coding, coder: str, **fields: Any) -> Coding:
    """A suggestion as this coder takes it over; id, confidence and evidence stay, so that the score can be followed."""
    return replace(suggestion, status="accepted", source=coder, **fields)


def rejected(suggestion: Coding, coder: str, **fields: Any) -> Coding:
    """A suggestion that this coder turns down."""
    return replace(suggestion, status="rejected", source=coder, **fields)


def _check(coding: Coding) -> None:
    allowed = ((coding.status, Status), (coding.polarity, Polarity), (coding.certainty, Certainty), (coding.time, Time))
    for value, kind in allowed:
        if value not in get_args(kind):
            raise ValueError(f"de waarde '{value}' kennen we niet.")
    if not (isinstance(coding.start, int) and isinstance(coding.end, int) and 0 <= coding.start < coding.end):
        raise ValueError("begin en eind van de codering kloppen niet.")


def _coding_json(coding: Coding) -> dict[str, Any]:
    data = as_json(coding)
    if coding.confidence is not None:
        data["confidence"] = coding.confidence  # 0.0 is a score, not an empty field
    return data


def _pairs(group: list[Change]) -> list[tuple[Coding | None, Coding | None]]:
    return [(change.before, change.after) for change in group]


def _at_once(changes: list[Change], start: int) -> list[Change]:
    """The change at this place and those made at the same moment right after it."""
    first, end = changes[start], start + 1
    while end < len(changes) and changes[end].at == first.at and changes[end].reason not in (UNDO, REDO):
        end += 1
    return changes[start:end]


def _takes_back(group: list[Change], other: list[Change]) -> bool:
    return _pairs(group) == [(change.after, change.before) for change in reversed(other)]
