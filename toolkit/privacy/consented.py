"""Where somebody may be named: in their own pack, and in what was published under their own name.

The check does not trust what publishing says alone: the register must hold a yes as well. It reads the register's lines
themselves and knows nothing of the rooms that write them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import read_json, read_lines
from ..study import Study

_YES = ("akkoord", "akkoord_met_wijziging")
_NO = ("niet_akkoord", "ingetrokken", "onduidelijk")


@dataclass(frozen=True, slots=True)
class Named:
    """Who may be named in one file."""

    ids: frozenset[str] = frozenset()
    """``c01/medewerker-1``, ``c01/school-A``."""
    pseudonyms: frozenset[str] = frozenset()
    """Names that people chose for themselves: they may be the real name of somebody else."""


def may_be_named(study: Study, path: Path) -> Named:
    """Who may be named in a file under ``outputs/``; nobody in other files."""
    try:
        parts = path.resolve().relative_to(study.outputs.resolve()).parts
    except ValueError:
        return Named()
    if parts[0] == "approval" and len(parts) > 3:
        return Named(frozenset((f"{parts[1]}/{parts[2]}",)))
    if parts[0] != "publication":
        return Named()
    log = study.approvals / "log.jsonl"
    people, pseudonyms = _said_yes(study, log.stat().st_mtime_ns if log.exists() else 0)
    named = _listed(study).get(study.shown(path), ())
    cases = {one.partition("/")[0] for one in people}
    allowed = (one for one in named if one in people or (_body(one) and one.partition("/")[0] in cases))
    return Named(frozenset(allowed), pseudonyms)


def _body(one: str) -> bool:
    """True for a school or other body (``c01/school-A``), whose name others give."""
    return not one.rpartition("-")[2].isdigit()


def _listed(study: Study) -> dict[str, list[str]]:
    """What publishing wrote down: file -> who is named in it."""
    path = study.outputs / "publication" / "names.json"
    try:
        found = read_json(path) if path.is_file() else {}
    except InputError:
        return {}
    return found if isinstance(found, dict) else {}


@lru_cache(maxsize=8)
def _said_yes(study: Study, changed: int) -> tuple[frozenset[str], frozenset[str]]:
    """(who agreed to be named or to be called, pseudonyms that were chosen), as the register's last lines have it."""
    del changed
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for row in read_lines(study.approvals / "log.jsonl")[0]:
        if row.get("event") in (*_YES, *_NO):
            last[str(row.get("document")), str(row.get("person"))] = row
    agreed = [row for row in last.values() if row["event"] in _YES]
    people = {str(row.get("person")) for row in agreed if _named(row)}
    return frozenset(people), frozenset(_pseudonyms(agreed))


def _named(row: dict[str, Any]) -> bool:
    naming, channels = row.get("naming") or {}, row.get("channels") or {}
    reached = any(channels.get(channel) == "ja" for channel in ("journalist", "foto"))
    return "eigen_naam" in naming.values() or row.get("school") == "ja" or reached


def _pseudonyms(rows: Iterable[dict[str, Any]]) -> set[str]:
    return {str(row["pseudonym"]) for row in rows if row.get("pseudonym")}
