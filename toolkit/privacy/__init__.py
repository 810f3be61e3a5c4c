"""Privacy: who is who stays hidden. Names become placeholders, and nothing that is made may hold a name."""

from __future__ import annotations

from .cells import suppress
from .checking import check, check_files
from .decisions import Decision, decide
from .finding import find_all, find_names
from .found import Found
from .masking import masked, masked_transcript
from .pseudonymise import PrivacyWarning, run
from .roster import Entry, Roster, roster_of

__all__ = [
    "suppress",
    "check",
    "check_files",
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
