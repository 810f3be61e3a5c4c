"""The coding window in a notebook: what the browser asks, what Python checks, writes and acknowledges."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .session import Session, handle, open_session

if TYPE_CHECKING:
    from .widget import CodingWidget

__all__ = ["CodingWidget", "Session", "handle", "open_session"]


def __getattr__(name: str) -> Any:
    """The widget itself is loaded when it is asked for: what decides needs no Jupyter."""
    if name != "CodingWidget":
        raise AttributeError(name)
    return import_module(f"{__name__}.widget").CodingWidget
