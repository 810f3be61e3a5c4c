"""The coding window as a Jupyter widget. Its synced state holds no text: what is shown is sent when a browser asks.

JupyterLab may deliver messages in threads of their own (subshells), so that coding goes on while a cell runs: a lock
lets them in one by one.
"""

from __future__ import annotations

import threading
from importlib.resources import files
from typing import Any

import anywidget

from .session import Session, handle
from .teaching import SLOW, teach

SCRIPTS = ("text.js", "store.js", "drawing.js", "picker.js", "panel.js", "keys.js", "window.js")
"""Parts of one module, in this order."""
_HERE = files(__package__)


def script() -> str:
    """The browser's side as one module."""
    return "\n".join(_HERE.joinpath("js", name).read_text(encoding="utf-8") for name in SCRIPTS)


class CodingWidget(anywidget.AnyWidget):
    """Code one conversation: every change is checked and on disk before it is acknowledged."""

    _esm = script()
    _css = _HERE.joinpath("widget.css").read_text(encoding="utf-8")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._door = threading.Lock()
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """What a saved notebook keeps of this window."""
        return f"Codeervenster van {self._session.transcript.id} ({self._session.coder})"

    def _receive(self, _widget: Any, message: dict[str, Any], _buffers: Any) -> None:
        if message.get("type") in SLOW:
            threading.Thread(target=self._teach, args=(message,), daemon=True).start()
            return
        with self._door:
            self.send(handle(self._session, message))

    def _teach(self, message: dict[str, Any]) -> None:
        """Coding goes on meanwhile: only taking over the new suggestions asks for the door."""
        fresh, reply = teach(self._session, message)
        with self._door:
            self._session = fresh
            self.send(reply)
