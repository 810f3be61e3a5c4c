"""Privacy: who is who stays hidden. Names become placeholders, and nothing that is made may hold a name."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cells import suppress
    from .checking import check, check_files
    from .decisions import Decision, decide
    from .desk import name_desk, waiting
    from .finding import find_all, find_names
    from .found import Found
    from .masking import masked, masked_transcript
    from .pseudonymise import PrivacyWarning, run
    from .retaining import Due, destroy, retention
    from .roster import Entry, Roster, roster_of
    from .undecided import candidates
    from .withdrawal import Plan, carry_out, plan_withdrawal
    from .withdrawals import withdrawn, withdrawn_conversations

_HOMES = {
    "candidates": "undecided", "suppress": "cells", "check": "checking", "check_files": "checking",
    "Decision": "decisions", "decide": "decisions", "name_desk": "desk", "waiting": "desk", "find_all": "finding", "find_names": "finding",
    "Found": "found", "masked": "masking", "masked_transcript": "masking",
    "PrivacyWarning": "pseudonymise", "run": "pseudonymise",
    "Due": "retaining", "destroy": "retaining", "retention": "retaining",
    "Entry": "roster", "Roster": "roster", "roster_of": "roster",
    "Plan": "withdrawal", "carry_out": "withdrawal", "plan_withdrawal": "withdrawal",
    "withdrawn": "withdrawals", "withdrawn_conversations": "withdrawals",
}  # fmt: skip

__all__ = [
    "Decision", "Due", "Entry", "Found", "Plan", "PrivacyWarning", "Roster", "candidates", "carry_out", "check",
    "check_files", "decide", "destroy", "find_all", "find_names", "masked", "masked_transcript", "name_desk",
    "plan_withdrawal", "retention", "roster_of", "run", "suppress", "waiting", "withdrawn", "withdrawn_conversations",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: the word lists take half a second, and many commands need none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
