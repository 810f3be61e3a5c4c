"""The table of notebook 2 at which a person decides about candidates, one key each.

Shows names, on the screen only: the widget's synced state is empty, so that a saved notebook holds no name.
"""

from __future__ import annotations

import threading
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import NotaError
from ..study import Study
from .decisions import KINDS, decide
from .found import KIND_LABELS
from .survey import survey
from .undecided import Candidate, undecided

if TYPE_CHECKING:
    import pandas as pd

_FOLDER = Path(__file__).parent
CHOICES = (
    ("p", "persoon", "persoon"), ("s", "school", "school"), ("l", "plaats", "plaats"), ("o", "organisatie", "anders"),
    ("g", "geen", "geen naam"),
)  # fmt: skip
"""Key, kind, and what the button says, in the order of the buttons."""


def name_desk(study: Study, *, by: str = "") -> Any:
    """A widget that shows each candidate once, with its count, kind and places; one key decides and the journal keeps it."""
    desk: Any = _widget_class()()
    desk.work_on(study, by)
    return desk


def waiting(study: Study) -> pd.DataFrame:
    """How many words wait for a decision, by kind; no word itself: a saved page may show this."""
    import pandas as pd

    words: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for one in undecided(survey(study)):
        words[KIND_LABELS[one.kind]] += 1
        times[KIND_LABELS[one.kind]] += one.count
    rows = [(kind, words[kind], times[kind]) for kind in sorted(words)]
    return pd.DataFrame(rows, columns=["misschien een", "woorden", "keer genoemd"])


def items(found: list[Candidate]) -> list[dict[str, Any]]:
    """The candidates as plain values for the page."""
    return [
        {"words": one.words, "kind": KIND_LABELS[one.kind], "count": one.count, "cases": list(one.cases),
         "contexts": list(one.contexts)}
        for one in found
    ]  # fmt: skip


def answer(study: Study, content: dict[str, Any], by: str) -> dict[str, Any]:
    """What a page asks (``open``) or decides; gives back what it must show. Nothing is recorded for an unknown kind."""
    if content.get("type") == "open":
        return {"type": "items", "items": items(undecided(survey(study))), "choices": [list(one) for one in CHOICES]}
    words, kind = str(content.get("words", "")), str(content.get("kind", ""))
    if kind not in KINDS:
        return {"words": words, "error": "deze keuze kennen we niet."}
    try:
        decide(study, words, kind, by=by)
    except NotaError as error:
        return {"words": words, "error": str(error)}
    return {"words": words, "kind": kind}


@cache
def _widget_class() -> Any:
    """Made when it is first asked for: what decides needs no Jupyter."""
    import anywidget

    class NameDesk(anywidget.AnyWidget):
        """Questions in, candidates and acknowledgements out, one by one; JupyterLab may deliver them in several threads."""

        _esm = (_FOLDER / "desk.js").read_text(encoding="utf-8")
        _css = (_FOLDER / "desk.css").read_text(encoding="utf-8")

        def work_on(self, study: Study, by: str) -> None:
            lock = threading.Lock()

            def received(widget: Any, content: dict[str, Any], buffers: Any) -> None:
                del buffers
                with lock:
                    try:
                        reply = answer(study, content, by)
                    except NotaError as error:
                        reply = {"words": "", "error": str(error)}
                widget.send(reply)

            self.on_msg(received)

    return NameDesk
