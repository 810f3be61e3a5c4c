"""Interview research in Dutch, from raw transcripts to approved, published text.

The names below are what notebooks use; everything else is reached by its room (``toolkit.coding``, ``toolkit.review`` ...).
"""

from __future__ import annotations

import importlib
from typing import Any

_NAMES = {
    "agreement_paragraph": "views",
    "approval_board": "views",
    "approval_changes": "views",
    "code": "views",
    "codebook": "views",
    "decide_changes": "views",
    "figure": "notebook",
    "learning_gain": "views",
    "made_files": "notebook",
    "matrix": "notebook",
    "message": "notebook",
    "name_desk": "views",
    "note_checks": "views",
    "open_study": "notebook",
    "plain_language": "views",
    "progress": "views",
    "releases": "views",
    "run": "notebook",
    "table": "notebook",
    "table_file": "notebook",
    "to_review": "views",
    "topics_asked": "views",
}
__all__ = [
    "agreement_paragraph",
    "approval_board",
    "approval_changes",
    "code",
    "codebook",
    "decide_changes",
    "figure",
    "learning_gain",
    "made_files",
    "matrix",
    "message",
    "name_desk",
    "note_checks",
    "open_study",
    "plain_language",
    "progress",
    "releases",
    "run",
    "table",
    "table_file",
    "to_review",
    "topics_asked",
]


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: ``nota --help`` must not wait for pandas."""
    if name not in _NAMES:
        message = f"module 'toolkit' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(importlib.import_module(f".{_NAMES[name]}", __name__), name)
