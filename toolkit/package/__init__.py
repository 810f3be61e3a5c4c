"""The student package: what may be shared of a study, so that others can make its figures and sentences again."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .making import Made, make_package
    from .verifying import Verified, verified_in_words, verify

_HOMES = {
    "Made": "making",
    "make_package": "making",
    "Verified": "verifying",
    "verified_in_words": "verifying",
    "verify": "verifying",
}

__all__ = ["Made", "Verified", "make_package", "verified_in_words", "verify"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
