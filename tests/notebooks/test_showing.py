"""Notebooks run headless and become pages without code, without names of kernels, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from toolkit.errors import InputError
from toolkit.notebook import figure, table, table_file
from toolkit.notebook import run as run_in_notebook
from toolkit.showing import run
from toolkit.study import Study
from toolkit.views import learning_gain, topics_asked

BOOK = """\
version: "1"
themes:
  - {id: werk, label: Werk, color: "#264653"}
codes:
  - {id: werk.taken, label: Taken, definition: Wat iemand doet., include: Taken., exclude: Uren., examples: [Ik ruim op.]}
"""


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


def test_a_notebook_does_first_what_its_step_needs(small_study: Study) -> None:
    """Who begins at notebook 3 gets suggestions, not an empty table."""
    assert run_in_notebook(small_study, "pseudonymise").text == "Gedaan: pseudonimiseren."
    (small_study.outputs / "transcripts" / "c01-schoolleider.json").unlink()
    (small_study.root / "interviews" / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    assert run_in_notebook(small_study, "code").text == "Gedaan: pseudonimiseren, coderen."


def test_coefficients_have_the_same_decimals_also_beside_one_that_cannot_be_computed(small_study: Study) -> None:
    path = small_study.outputs / "tables" / "proef.csv"
    path.parent.mkdir(parents=True)
    path.write_text("label,alpha,n\nTaken,0.8,12\nUren,niet te berekenen,3\nLoon,1.0,4\n", encoding="utf-8")
    shown = table_file(small_study, "proef", "Proef").html
    for cell in (">0,80<", ">niet te berekenen<", ">1,00<", ">12<"):
        assert cell in shown


def test_words_stand_to_the_left_in_jupyterlab_and_as_the_page_has_them_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import pandas as pd

    frame = pd.DataFrame({"case": ["c01"], "aantal": [3]})
    assert '<td class="getal">3</td>' in table(frame, "Cases").html
    assert '<th scope="row" style="text-align:left">c01</th>' in table(frame, "Cases").html
    monkeypatch.setenv("NOTA_HEADLESS", "1")
    assert "style=" not in table(frame, "Cases").html


def test_what_deciding_brought_waits_for_four_finished_conversations(small_study: Study) -> None:
    (small_study.root / "interviews" / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    run_in_notebook(small_study, "code")
    assert (
        "ten minste 4 gesprekken nodig waar een codeur klaar mee is; nu zijn het er 0"
        in learning_gain(small_study).text
    )


def test_the_topics_that_were_asked_are_told_in_names(small_study: Study) -> None:
    (small_study.interviews / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    topics = "lists:\n  iedereen:\n    - {id: taken, question: Wat doet u?, codes: [werk.taken], cues: [wat doet]}\n"
    (small_study.interviews / "topics.yaml").write_text(topics, encoding="utf-8")
    with pytest.raises(InputError, match="nog niet"):
        topics_asked(small_study)
    run_in_notebook(small_study, "read")
    shown = topics_asked(small_study).text
    assert "Wat doet u?" in shown
    assert "Taken" in shown
    assert "werk.taken" not in shown
