"""Both signs, actors against each other, and cases that go against the rest."""

from __future__ import annotations

import pandas as pd
import pytest
from analysis_talks import BOOK, rows, voices

from toolkit.analysis import Tension, actors_on_tensions, framework_matrix, negative_cases, tensions
from toolkit.analysis.tensions import contrast

PAIR = Tension(id="tijd", label="Tijd", question="Geeft of kost het tijd?", plus=("waarde.team",), minus=("last.tijd",))
FRAME = rows(
    ("c01", "c01-a", "schoolleider", "waarde.team"),
    ("c01", "c01-b", "medewerker", "last.tijd"),
    ("c02", "c02-a", "schoolleider", "-last.tijd"),
    ("c02", "c02-a", "interviewer", "last.tijd"),
    ("c03", "c03-a", "schoolleider", "-waarde.team"),
    ("c03", "c03-a", "schoolleider", "waarde.team"),
)


def test_who_denies_a_code_is_on_the_other_side() -> None:
    row = tensions(FRAME, [PAIR], BOOK, ["c01", "c02", "c03"]).iloc[0]
    assert (row["plus"], row["minus"]) == (3, 2)  # the interviewer does not count
    assert (row["plus_cases"], row["minus_cases"], row["both_cases"], row["in_words"]) == (3, 2, 2, "2 van de 3")
    assert (row["plus_ids"], row["minus_ids"]) == ("k0 k5 k2", "k4 k1")


def test_codes_that_are_said_and_denied_follow() -> None:
    table = tensions(FRAME, [PAIR], BOOK, ["c01", "c02", "c03"])
    assert list(table["id"]) == ["tijd", "waarde.team", "last.tijd"]
    assert list(table["both_cases"]) == [2, 1, 0]
    assert list(table["question"].iloc[1:]) == ["beide tekens", "beide tekens"]


def test_without_codings_there_is_no_tension_but_a_row_for_what_was_looked_for() -> None:
    table = tensions(rows(), [PAIR], BOOK, [])
    assert list(table["id"]) == ["tijd"]
    assert (table["plus"].iloc[0], table["in_words"].iloc[0]) == (0, "")


def test_actors_of_one_case_against_each_other() -> None:
    people = voices(("c01", "c01-a", "schoolleider"), ("c01", "c01-b", "medewerker"), ("c01", "c01-c", "jobcoach"),
                    ("c02", "c02-a", "schoolleider"), ("c03", "c03-a", "schoolleider"))  # fmt: skip
    table = actors_on_tensions(FRAME, people, [PAIR]).set_index("case")
    first = table.loc["c01"]
    assert first["contrast"] == "tegenover elkaar"
    assert (first["plus_roles"], first["minus_roles"], first["silent_roles"]) == (
        "schoolleider",
        "medewerker uit de doelgroep",
        "jobcoach of SW-bedrijf",
    )
    assert table.loc["c02", "contrast"] == "één stem"
    assert (table.loc["c03", "contrast"], table.loc["c03", "both_roles"]) == ("gemengd", "schoolleider")


@pytest.mark.parametrize(
    ("plus", "minus", "expected"),
    [
        ({"a"}, {"b"}, "tegenover elkaar"), ({"a", "b"}, {"b", "c"}, "tegenover elkaar"), ({"a", "b"}, {"b"}, "gemengd"),
        ({"a", "b"}, set(), "eenstemmig"), ({"a"}, set(), "één stem"), ({"a"}, {"a"}, "gemengd"),
    ],
)  # fmt: skip
def test_how_roles_stand_to_each_other(plus: set[str], minus: set[str], expected: str) -> None:
    assert contrast(plus, minus) == expected


def test_negative_cases_deny_or_do_not_mention_what_most_say() -> None:
    people = voices(*[(case, f"{case}-a", "schoolleider") for case in ("c01", "c02", "c03", "c04", "c05")])
    said = rows(
        ("c01", "c01-a", "schoolleider", "waarde.team"), ("c02", "c02-a", "schoolleider", "waarde.team"),
        ("c03", "c03-a", "schoolleider", "waarde.team"), ("c03", "c03-a", "schoolleider", "-waarde.team"),
        ("c04", "c04-a", "schoolleider", "-waarde.team"), ("c01", "c01-a", "schoolleider", "last.tijd"),
    )  # fmt: skip
    table = negative_cases(framework_matrix(said, people, BOOK, columns="code"))
    assert table.to_dict("records") == [
        {
            "code": "waarde.team",
            "label": "Team",
            "pattern": "3 van de 5",
            "case": "c04",
            "state": "ontkend",
            "ids": "k4",
        },
        {
            "code": "waarde.team",
            "label": "Team",
            "pattern": "3 van de 5",
            "case": "c05",
            "state": "niet genoemd",
            "ids": "",
        },
    ]


def test_two_cases_are_no_pattern() -> None:
    people = voices(*[(case, f"{case}-a", "schoolleider") for case in ("c01", "c02", "c03")])
    said = rows(("c01", "c01-a", "schoolleider", "waarde.team"), ("c02", "c02-a", "schoolleider", "waarde.team"))
    assert negative_cases(framework_matrix(said, people, BOOK, columns="code")).empty
    assert negative_cases(pd.DataFrame(columns=framework_matrix(said, people, BOOK).columns)).empty
