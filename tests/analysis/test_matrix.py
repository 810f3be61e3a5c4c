"""The framework matrix: an empty cell says why it is empty."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from analysis_talks import BOOK, rows, voices

from toolkit.analysis import framework_matrix, matrix_summaries, wide, written_lessons
from toolkit.analysis.written import Summary, check_lessons, check_summaries
from toolkit.errors import InputError
from toolkit.study import Study

ASKED = pd.DataFrame(
    [
        ("c01", "c01-a", "schoolleider", "geld", "geld.gemeente geld.kosten", True, 1),
        ("c01", "c01-a", "schoolleider", "last", "last.tijd", True, 3),
        ("c02", "c02-a", "schoolleider", "geld", "geld.gemeente", False, 0),
        ("c02", "c02-a", "schoolleider", "last", "last.tijd", True, 3),
    ],
    columns=["case", "transcript", "role", "topic", "codes", "asked", "asked_in"],
)
VOICES = voices(("c01", "c01-a", "schoolleider"), ("c01", "c01-a", "interviewer"), ("c02", "c02-a", "schoolleider"))
FRAME = rows(
    ("c01", "c01-a", "schoolleider", "geld.gemeente"),
    ("c01", "c01-a", "schoolleider", "-geld.gemeente"),
    ("c01", "c01-a", "interviewer", "waarde.team"),
)


def cell(matrix: pd.DataFrame, row: str, column: str) -> pd.Series:
    return matrix[(matrix["row"] == row) & (matrix["column"] == column)].iloc[0]


def test_an_empty_cell_says_why() -> None:
    matrix = framework_matrix(FRAME, VOICES, BOOK, asked=ASKED)
    assert cell(matrix, "c01", "geld")["state"] == "genoemd"
    assert cell(matrix, "c01", "last")["state"] == "niet genoemd"
    assert cell(matrix, "c02", "geld")["state"] == "niet gevraagd"
    assert cell(matrix, "c02", "waarde")["state"] == "niet gevraagd"  # on nobody's list


def test_not_processed_goes_before_not_mentioned_but_not_before_codings() -> None:
    half = pd.concat([VOICES, voices(("c01", "c01-b", "medewerker"), processed=False)])
    matrix = framework_matrix(FRAME, half, BOOK, asked=ASKED)
    assert cell(matrix, "c01", "last")["state"] == "nog niet verwerkt"
    assert cell(matrix, "c01", "geld")["state"] == "genoemd"
    assert cell(matrix, "c02", "geld")["state"] == "niet gevraagd"


def test_a_cell_counts_and_names_its_codings() -> None:
    found = cell(framework_matrix(FRAME, VOICES, BOOK, columns="code", asked=ASKED), "c01", "geld.gemeente")
    assert (found["codings"], found["affirmed"], found["negated"], found["suggested"]) == (2, 1, 1, 0)
    assert (found["cell"], found["ids"], found["conversations"], found["cases"]) == ("2 coderingen", "k0 k1", 1, 1)


def test_actors_do_not_include_the_interviewer() -> None:
    matrix = framework_matrix(FRAME, VOICES, BOOK, rows="actor", asked=ASKED)
    assert set(matrix["row"]) == {"schoolleider"}
    assert cell(matrix, "schoolleider", "waarde")["state"] == "niet gevraagd"


def test_rows_can_be_conversations_or_actors_within_a_case() -> None:
    by_talk = framework_matrix(FRAME, VOICES, BOOK, rows="conversation", asked=ASKED)
    assert list(dict.fromkeys(by_talk["row"])) == ["c01-a", "c02-a"]
    within = framework_matrix(FRAME, VOICES, BOOK, rows="case_actor", asked=ASKED)
    assert list(dict.fromkeys(within["row_label"])) == ["c01, schoolleider", "c02, schoolleider"]


def test_documents_are_never_not_asked() -> None:
    paper = voices(("c00", "beleid", "document"))
    matrix = framework_matrix(rows(), paper, BOOK, asked=ASKED.iloc[:0])
    assert set(matrix["state"]) == {"niet genoemd"}


def test_retired_codes_are_shown_only_when_they_are_used() -> None:
    old = rows(("c01", "c01-a", "schoolleider", "geld.oud"))
    assert "geld.oud" not in set(framework_matrix(FRAME, VOICES, BOOK, columns="code")["column"])
    assert cell(framework_matrix(old, VOICES, BOOK, columns="code"), "c01", "geld.oud")["codings"] == 1


def test_the_wide_form_reads_as_a_table() -> None:
    table = wide(framework_matrix(FRAME, VOICES, BOOK, asked=ASKED))
    assert table.to_dict("records") == [
        {"": "c01", "Geld": "2 coderingen", "Waarde": "1 codering", "Lastig": "niet genoemd"},
        {"": "c02", "Geld": "niet gevraagd", "Waarde": "niet gevraagd", "Lastig": "niet genoemd"},
    ]


def test_a_summary_stands_in_its_cell_and_nowhere_else() -> None:
    note = Summary("c01", "geld", "De gemeente betaalt, zeggen zij.", "c01-a#2", "k1", "2024-03-01")
    matrix = framework_matrix(FRAME, VOICES, BOOK, asked=ASKED, summaries=[note])
    assert cell(matrix, "c01", "geld")["summary"] == "De gemeente betaalt, zeggen zij."
    assert cell(matrix, "c01", "geld")["quote"] == "c01-a#2"
    assert (matrix["summary"] != "").sum() == 1


MATRIX_FILE = """\
cells:
  - {row: c01, column: geld, summary: De gemeente betaalt., quote: "c01-a#2", by: k1, date: 2024-03-01}
  - {row: schoolleider, column: last, summary: Weinig last.}
"""


def write(study: Study, name: str, text: str) -> Path:
    path = study.texts / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_summaries_are_read_from_yaml_and_from_a_spreadsheet(empty_study: Study) -> None:
    assert matrix_summaries(empty_study) == []
    path = write(empty_study, "matrix.yaml", MATRIX_FILE)
    first = matrix_summaries(empty_study)
    assert [(one.row, one.column, one.date, one.line) for one in first] == [
        ("c01", "geld", "2024-03-01", 2),
        ("schoolleider", "last", "", 3),
    ]
    path.unlink()
    write(
        empty_study,
        "matrix.csv",
        '\ufeffrow;column;summary;quote;by;date\nc01;geld;"De gemeente\nbetaalt.";;k1;2024-03-01\n\nc02;last;Weinig;;;\n',
    )
    second = matrix_summaries(empty_study)
    assert [(one.row, one.summary, one.line) for one in second] == [
        ("c01", "De gemeente\nbetaalt.", 2),
        ("c02", "Weinig", 5),
    ]


@pytest.mark.parametrize(
    ("name", "text", "message", "line"),
    [
        ("matrix.yaml", MATRIX_FILE + "  - {row: c01, column: geld, summary: Nog een.}\n", "staat er twee keer (ook op regel 2)", 4),
        ("matrix.yaml", "cells:\n  - {row: c01, column: geld}\n", "het veld 'cells.1.summary' ontbreekt", 2),
        ("matrix.csv", "rij,kolom\nc01,geld\n", "de eerste regel is 'rij, kolom'", 1),
        ("matrix.csv", "row,column,summary,date\nc01,geld,x,gisteren\n", "is geen datum", 2),
    ],
)  # fmt: skip
def test_wrong_summaries_are_refused_with_their_line(
    empty_study: Study, name: str, text: str, message: str, line: int
) -> None:
    write(empty_study, name, text)
    with pytest.raises(InputError) as error:
        matrix_summaries(empty_study)
    assert message in error.value.message
    assert error.value.line == line


def test_two_files_of_summaries_are_one_too_many(empty_study: Study) -> None:
    write(empty_study, "matrix.yaml", MATRIX_FILE)
    write(empty_study, "matrix.csv", "row,column,summary\n")
    with pytest.raises(InputError, match="twee bestanden"):
        matrix_summaries(empty_study)


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (Summary("c09", "geld", "x", line=3), "'c09' is geen case, gesprek of rol"),
        (Summary("c01", "gled", "x", line=3), "'gled' is geen thema of code"),
        (Summary("c01", "geld", "x", "c01-a#99", line=3), "de bron 'c01-a#99' is geen beurt of codering"),
    ],
)
def test_a_summary_stands_at_a_cell_that_exists(note: Summary, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        check_summaries([note], {"c01"}, {"geld"}, {"c01-a#2"}, Path("matrix.yaml"))
    assert error.value.line == 3


def test_lessons_rest_on_something(empty_study: Study) -> None:
    write(
        empty_study,
        "lessons.yaml",
        "lessons:\n  - {lesson: Begin klein., audience: [school], sources: ['c01-a#2'], counter: ['c02-a#1']}\n",
    )
    found = written_lessons(empty_study)
    assert found[0].audience == ("school",)
    check_lessons(found, {"c01-a#2", "c02-a#1"}, Path("lessons.yaml"))
    with pytest.raises(InputError, match="c02-a#1"):
        check_lessons(found, {"c01-a#2"}, Path("lessons.yaml"))
    write(empty_study, "lessons.yaml", "lessons:\n  - {lesson: Begin klein., sources: []}\n")
    with pytest.raises(InputError) as error:
        written_lessons(empty_study)
    assert error.value.line == 2
