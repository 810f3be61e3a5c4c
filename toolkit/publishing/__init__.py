"""Publishing: the gate, and what goes through it: website, campaign, contact sheet, each with what it rests on."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..steps import Progress
    from ..study import Study
    from .gate import Examined, Judgement, examine, judge, release
    from .naming import shown

_HOMES = {
    "Examined": "gate",
    "Judgement": "gate",
    "examine": "gate",
    "judge": "gate",
    "release": "gate",
    "shown": "naming",
}

__all__ = ["Examined", "Judgement", "examine", "judge", "release", "run", "shown"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)


def run(study: Study, progress: Progress) -> list[Path]:
    """Step ``publish``: website, campaign, contact sheets and lists of what was released, in ``outputs/publication/``."""
    from .making import make

    return make(study, progress)
