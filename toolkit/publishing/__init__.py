"""Publishing: the gate, and what goes through it: website, campaign, contact sheet, each with what it rests on."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .gate import Judgement, judge, release
    from .naming import shown

_HOMES = {"Judgement": "gate", "judge": "gate", "release": "gate", "shown": "naming"}

__all__ = ["Judgement", "judge", "release", "shown"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
