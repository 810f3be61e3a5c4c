"""Registers: typed rows in files that people edit, checked, counted, linked to conversations, shown in documents."""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {
    "Material": "material", "Progress": "counting", "RegisterDef": "schema", "Registers": "rows", "Row": "rows", "Taken": "taking",
    "all_progress": "counting", "check_references": "rows", "definition": "schema", "definitions": "schema", "all_documents": "documents",
    "load_references": "references", "outside": "counting", "progress": "counting", "read_rows": "rows", "run": "step", "take": "taking",
    "why_not": "material",
}  # fmt: skip
__all__ = [
    "Material", "Progress", "RegisterDef", "Registers", "Row", "Taken", "all_progress", "check_references", "definition", "definitions",
    "all_documents", "load_references", "outside", "progress", "read_rows", "run", "take", "why_not",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
