"""The trace: every statement of the note, the fields in it, and the codings it rests on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .note import Note

SHOWN = 20
COLUMNS = ("statement", "text", "fields", "sources", "rests_on", "file", "line")


def trace_json(note: Note) -> dict[str, Any]:
    """The whole trace as plain JSON, with the digest of the note it belongs to.

    ``sources`` holds each row of sources once, under a number; a statement's ``rests_on`` is that number.
    """
    numbers: dict[tuple[str, ...], str] = {}
    for one in note.statements:
        numbers.setdefault(one.sources, str(len(numbers) + 1))
    return {
        "document": note.document.id,
        "digest": note.document.digest,
        "sources": {number: list(sources) for sources, number in numbers.items()},
        "statements": [
            {
                "statement": f"{one.block}/{one.number}", "text": one.text, "rests_on": numbers[one.sources],
                "fields": [{"field": field, "value": value} for field, value in one.fields],
                "file": one.path, "line": one.line,
            }
            for one in note.statements
        ],
    }  # fmt: skip


def trace_table(note: Note) -> pd.DataFrame:
    """A row per statement, with how many sources it has and the first of them; all of them stand in the JSON."""
    rows = []
    for one in note.statements:
        first = " ".join(one.sources[:SHOWN]) + (" ..." if len(one.sources) > SHOWN else "")
        fields = "; ".join(f"{field} = {value}" for field, value in one.fields)
        rows.append((f"{one.block}/{one.number}", one.text, fields, len(one.sources), first, one.path, one.line))
    return pd.DataFrame(rows, columns=list(COLUMNS))
