"""Notebooks run headless and become pages without code, without names of kernels, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from toolkit.errors import InputError
from toolkit.notebook import figure, table
from toolkit.showing import run
from toolkit.study import Study


def put(study: Study, *cells: tuple[str, str]) -> Path:
    made = [
        nbformat.v4.new_markdown_cell(text, id=f"cel{n}")
        if kind == "m"
        else nbformat.v4.new_code_cell(text, id=f"cel{n}")
        for n, (kind, text) in enumerate(cells)
    ]
    path = study.root / "notebooks" / "1_proef.ipynb"
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path


def test_a_notebook_becomes_a_page_with_the_code_hidden(small_study: Study) -> None:
    put(
        small_study,
        ("m", "# 1. Proef\n\nEen zin."),
        (
            "c",
            "from toolkit import *\nstudy = open_study()\nrun(study, 'read')\ntable_file(study, 'intake', 'Gesprekken')",
        ),
    )
    (page,) = run(small_study, lambda items: items)
    first = page.read_bytes()
    text = first.decode("utf-8")
    assert "<h1" in text
    assert "1. Proef" in text
    assert "c01-schoolleider" in text
    assert "open_study" not in text
    assert "<script" not in text
    assert "Marga" not in text
    run(small_study, lambda items: items)
    assert page.read_bytes() == first


def test_a_failing_cell_names_the_notebook(small_study: Study) -> None:
    put(small_study, ("m", "# Proef"), ("c", "1 / 0"))
    with pytest.raises(InputError, match=r"1_proef\.ipynb: een cel van dit notebook liep vast: ZeroDivisionError"):
        run(small_study, lambda items: items)


def test_a_table_escapes_and_says_when_it_is_cut() -> None:
    import pandas as pd

    shown = table(pd.DataFrame({"case": [f"<b>{n}</b>" for n in range(70)]}), "Cases").html
    assert "&lt;b&gt;0&lt;/b&gt;" in shown
    assert "De eerste 60 van 70 rijen" in shown


def test_a_figure_that_is_not_there_says_so(small_study: Study) -> None:
    """A study of one coder has no figure of agreement; its notebook runs on."""
    shown = figure(small_study, "agreement_alpha")
    assert "De figuur agreement_alpha is er niet" in shown.html
    assert "<img" not in shown.html
