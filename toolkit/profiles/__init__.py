"""Profiles: what a study of one kind starts with (codebook, topic lists, registers, documents, notebook), and its example."""

from __future__ import annotations

import importlib
from typing import Any

_HOMES = {"NAMES": "layout", "Profile": "layout", "load_profile": "layout", "new_profiled": "layout"}
__all__ = ["NAMES", "Profile", "load_profile", "new_profiled"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
