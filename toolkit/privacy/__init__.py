"""Privacy: who is who stays hidden. Names become placeholders, and nothing that is made may hold a name."""

from __future__ import annotations

from .decisions import Decision, decide
from .finding import find_all, find_names
from .found import Found
from .masking import masked, masked_transcript
from .pseudonymise import PrivacyWarning, run
from .roster import Entry, Roster, roster_of

__all__ = [
    "Decision",
    "PrivacyWarning",
    "decide",
    "find_all",
    "Entry",
    "Found",
    "Roster",
    "find_names",
    "masked",
    "masked_transcript",
    "roster_of",
    "run",
]


def check(study, progress):  # type: ignore[no-untyped-def]
    """Step ``check``: written next."""
    from ..files import write_json

    path = study.outputs / "check.json"
    write_json(path, {"leaks": []})
    return [path]
