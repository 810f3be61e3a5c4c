"""The table of notebook 2 at which a person decides about candidates, one key each. Shows names: on the screen only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..errors import NotaError
from ..study import Study
from .decisions import KINDS, decide
from .found import KIND_LABELS
from .survey import survey
from .undecided import Candidate, undecided

_FOLDER = Path(__file__).parent
CHOICES = (("p", "persoon"), ("s", "school"), ("l", "plaats"), ("o", "organisatie"), ("g", "geen"))
"""Key and kind, in the order of the buttons."""


def name_desk(study: Study, *, by: str = "") -> Any:
    """A widget that shows each candidate once, with its count, kind and places; one key decides and the journal keeps it.

    Run headless (to make a page) it says only how many there are: no name may stand in a saved page.
    """
    found = undecided(survey(study))
    if os.environ.get("NOTA_HEADLESS") == "1":
        return summary(len(found))
    return _widget(study, found, by)


def summary(count: int) -> Any:
    """How many words wait for a decision, as a sentence that shows in a notebook."""
    if count == 0:
        return _shown("Alle gevonden namen zijn bekend of beoordeeld.")
    words = "één woord wacht" if count == 1 else f"{count} woorden wachten"
    return _shown(
        f"Nog {words} op een oordeel. Ze zijn voor de zekerheid vervangen. In JupyterLab beslist u hier per woord."
    )


def _shown(text: str) -> Any:
    from IPython import display

    make: Any = display.Markdown
    return make(text)


def items(found: list[Candidate]) -> list[dict[str, Any]]:
    """The candidates as plain values for the page."""
    return [
        {"words": one.words, "kind": KIND_LABELS[one.kind], "count": one.count, "cases": list(one.cases),
         "contexts": list(one.contexts)}
        for one in found
    ]  # fmt: skip


def answer(study: Study, content: dict[str, Any], by: str) -> dict[str, Any]:
    """Record what came from the page; gives back what the page must show. Nothing is recorded for an unknown kind."""
    words, kind = str(content.get("words", "")), str(content.get("kind", ""))
    if kind not in KINDS:
        return {"words": words, "error": "deze keuze kennen we niet."}
    try:
        decide(study, words, kind, by=by)
    except NotaError as error:
        return {"words": words, "error": str(error)}
    return {"words": words, "kind": kind}


def _widget(study: Study, found: list[Candidate], by: str) -> Any:
    import anywidget
    import traitlets

    class NameDesk(anywidget.AnyWidget):
        """Candidates out, decisions in; the state holds nothing that outlives the session."""

        _esm = _FOLDER / "desk.js"
        _css = _FOLDER / "desk.css"
        items: Any = traitlets.List().tag(sync=True)
        choices: Any = traitlets.List().tag(sync=True)

    desk = NameDesk(items=items(found), choices=[list(choice) for choice in CHOICES])

    def received(widget: Any, content: dict[str, Any], buffers: Any) -> None:
        del buffers
        widget.send(answer(study, content, by))

    desk.on_msg(received)
    return desk
