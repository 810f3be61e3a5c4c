"""Writing: case descriptions and the discussion note as documents of blocks; quotes, checks, plain language."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cases import case_document, describe
    from .checks import Check
    from .checks_case import check_case
    from .checks_note import check_note
    from .comparing import difference
    from .data import Consent, NoteData, case_label, case_texts, collect, speaker_label
    from .drafting import draft_case
    from .note import Note, compose, note_document, note_texts
    from .plain import Readability, Signal, readability, signals
    from .quotes import Quote, find_quote, quotes_of
    from .syllable_rules import syllables
    from .texts import read_document, read_numbered, write_document

_HOMES = {
    "Check": "checks",
    "Consent": "data", "NoteData": "data", "case_label": "data", "case_texts": "data", "collect": "data", "speaker_label": "data",
    "Note": "note", "compose": "note", "note_document": "note", "note_texts": "note",
    "status_sentences": "status",
    "Quote": "quotes", "find_quote": "quotes", "quotes_of": "quotes",
    "Readability": "plain", "Signal": "plain", "readability": "plain", "signals": "plain",
    "case_document": "cases", "describe": "cases",
    "check_case": "checks_case", "check_note": "checks_note",
    "difference": "comparing", "draft_case": "drafting",
    "read_document": "texts", "read_numbered": "texts", "write_document": "texts",
    "syllables": "syllable_rules",
}  # fmt: skip

__all__ = [
    "Check", "Consent", "Note", "NoteData", "Quote", "Readability", "Signal", "case_document", "case_label", "case_texts",
    "check_case", "check_note", "collect", "compose", "describe", "difference", "draft_case", "find_quote", "note_document",
    "note_texts", "quotes_of", "read_document", "read_numbered", "readability", "signals", "speaker_label", "status_sentences", "syllables",
    "write_document",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a part when it is asked for: reading a text needs no pandas."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
