"""The journal of one coder and one conversation: a file that only grows, and the codings that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ..errors import Refusal
from ..files import append_line, locked, read_lines
from ..records import Change, Coding
from .changes import DONE, REDO, REOPENED, UNDO, State, apply, from_row, is_done, now, reversed_change, to_line
from .changes import undone_and_done as stacks

Signature = tuple[int, int, int]


class Journal:
    """Read once, read again only when another window or program wrote to it; every write is on disk before it counts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changes: tuple[Change, ...] = ()
        self._state: State = {}
        self._broken: tuple[str, ...] = ()
        self._signature: Signature | None = None
        self.refresh()

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change that could be read, in the order of the file."""
        return self._changes

    @property
    def state(self) -> Mapping[str, Coding]:
        """The codings as they are now, accepted and rejected, by id."""
        return MappingProxyType(self._state)

    @property
    def broken(self) -> tuple[str, ...]:
        """Lines that were skipped, in Dutch with their place: torn, unreadable, or not fitting what was before."""
        return self._broken

    @property
    def done(self) -> bool:
        """Whether the coder marked the whole conversation as gone through: no coding then means no code."""
        return is_done(self._changes)

    def refresh(self) -> bool:
        """Read what another window wrote. Returns whether anything changed."""
        signature = _signature(self.path)
        if signature == self._signature:
            return False
        rows, broken = read_lines(self.path)
        changes, state, notes = [], dict[str, Coding](), list(broken)
        for number, row in enumerate(rows, 1):
            try:
                change = from_row(row)
                apply(state, change)
            except ValueError as error:
                notes.append(f"{self.path}, wijziging {number}: overgeslagen; {error}")
            else:
                changes.append(change)
        self._changes, self._state, self._broken, self._signature = tuple(changes), state, tuple(notes), signature
        return True

    def append(self, *changes: Change) -> None:
        """Write changes, all or none, each fitting the state that the one before leaves.

        Raises Refusal when the ``before`` of one is not what the journal holds, InputError when it cannot be written.
        """
        with locked(self.path):
            self.refresh()
            self._write(changes)

    def undo(self, by: str) -> tuple[Change, ...]:
        """Take back this person's last change (or the last ones, when made at one moment). Empty: nothing to undo.

        Raises Refusal when somebody else changed the coding since.
        """
        with locked(self.path):
            self.refresh()
            _, done = stacks(self._changes, by)
            at = now()
            back = tuple(reversed_change(one, by, at, UNDO) for one in reversed(done[-1])) if done else ()
            self._write(back)
            return back

    def redo(self, by: str) -> tuple[Change, ...]:
        """Do again what was last undone; empty when something else was done since. Raises Refusal like :meth:`undo`."""
        with locked(self.path):
            self.refresh()
            undone, _ = stacks(self._changes, by)
            at = now()
            again = (
                tuple(Change(one.before, one.after, one.action, by, at, REDO) for one in undone[-1]) if undone else ()
            )
            self._write(again)
            return again

    def mark_done(self, by: str, *, at: str | None = None) -> None:
        """Say that the whole conversation has been gone through. Does nothing when that was said already."""
        if not self.done:
            self.append(Change(None, None, "add", by, at or now(), DONE))

    def reopen(self, by: str, *, at: str | None = None) -> None:
        """Take that back."""
        if self.done:
            self.append(Change(None, None, "remove", by, at or now(), REOPENED))

    def _write(self, changes: tuple[Change, ...]) -> None:
        if not changes:
            return
        state = dict(self._state)
        for change in changes:
            try:
                apply(state, change)
            except ValueError as error:
                fix = "laad het scherm opnieuw en beslis nog eens; er is niets overschreven."
                raise Refusal(str(error), path=self.path, fix=fix) from error
        append_line(self.path, "\n".join(to_line(change) for change in changes))
        self._changes, self._state = (*self._changes, *changes), state
        self._signature = _signature(self.path)


def _signature(path: Path) -> Signature | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino
