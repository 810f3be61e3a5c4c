"""Errors that are meant for the user: what is wrong, where, and what to do about it.

    NotaError
     |- InputError   exit code 1: a file or an answer is not as it should be
     |- UsageError   exit code 2: the command was called wrongly
     `- Refusal      exit code 3: a rule of the house (gate, privacy) says no

Messages are Dutch: researchers read them.
"""

from __future__ import annotations

from pathlib import Path


class NotaError(Exception):
    """Something the user can act on. ``exit_code`` is what the command line ends with."""

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        place: str | None = None,
        fix: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = Path(path) if path is not None else None
        self.line = line
        self.place = place
        self.fix = fix

    @property
    def where(self) -> str:
        """The file, line and place in words, or an empty string."""
        parts = [str(self.path)] if self.path is not None else []
        if self.line is not None:
            parts.append(f"regel {self.line}")
        if self.place:
            parts.append(self.place)
        return ", ".join(parts)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n  Wat te doen: {self.fix}" if self.fix else text


class InputError(NotaError):
    """A file, a folder or an answer is not as expected."""

    exit_code = 1


class UsageError(NotaError):
    """The command was called in a way that cannot work."""

    exit_code = 2


class Refusal(NotaError):
    """A rule of the house refuses: the gate, privacy, a broken register."""

    exit_code = 3
