"""The small study of this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from rounds import ask, changed, form_of, lay_out

from toolkit.approval.reading import Reading
from toolkit.approval.receiving import interpret
from toolkit.approval.register import load_register
from toolkit.study import Study

Edit = Callable[[etree._Element], object]


@pytest.fixture
def round_study(tmp_path: Path) -> Study:
    """One text about three people, of whom one is of the target group and one was never spoken to."""
    return lay_out(tmp_path / "studie")


@pytest.fixture
def read(round_study: Study, tmp_path: Path) -> Callable[..., Reading]:
    """Read the form of the employee after some edits."""
    ask(round_study, "medewerker-1")

    def do(*edits: Edit) -> Reading:
        path = changed(
            form_of(round_study, "medewerker-1"), tmp_path / "x.docx", lambda body: [edit(body) for edit in edits]
        )  # type: ignore[func-returns-value]
        return interpret(round_study, load_register(round_study), path.read_bytes(), path)[1]

    return do
