"""Numbers of people that are small are in no table of the note, nor do the tables together tell them."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from toolkit.study import Study
from toolkit.writing import NoteData, collect
from toolkit.writing.tables import saturation
from toolkit.writing.tables_facts import people, response


@pytest.fixture
def data(coded_study: Study) -> NoteData:
    found = collect(Study(coded_study.root))
    found._tables["speakers"] = pd.DataFrame(
        [
            ("schoolleider", "schoolleider", 9, 9),
            ("gemeente", "gemeente", 4, 4),
            ("uwv", "UWV", 1, 1),
            ("ouder", "ouder", 1, 1),
        ],
        columns=["role", "role_label", "speakers", "conversations"],
    )
    found._tables["response"] = pd.DataFrame(
        [
            ("schoolleider", 11, 9, 2, "geen tijd (1); ziek (1)"),
            ("collega", 9, 4, 5, "geen tijd (4); wilde niet (1)"),
            ("gemeente", 8, 4, 4, "geen antwoord (4)"),
            ("ouder", 2, 0, 2, "wilde niet (2)"),
        ],
        columns=["role_label", "asked", "held", "not_held", "reasons"],
    )
    found._tables["saturation"] = pd.DataFrame(
        [
            ("iedereen", "alle codes", 15, 20, "bereikt"),
            ("UWV", "alle codes", 1, 13, "te weinig gesprekken (1) om verzadiging te bepalen (nodig: 6)"),
        ],
        columns=["group", "origin", "conversations", "codes", "in_words"],
    )
    return found


def test_people_by_role(data: NoteData) -> None:
    assert people(data).rows == (
        ("schoolleider", "9", "9"),
        ("gemeente", "niet getoond", "niet getoond"),
        ("UWV", "minder dan 3", "minder dan 3"),
        ("ouder", "minder dan 3", "minder dan 3"),
    )


def test_who_was_asked_and_who_was_spoken_to(data: NoteData) -> None:
    rows = {row[0]: row[1:] for row in response(data).rows}
    assert rows["schoolleider"] == ("11", "niet getoond", "geen tijd; ziek")  # 9 would say that two did not want to
    assert rows["ouder"][0] == "minder dan 3" and rows["ouder"][2] == "wilde niet"
    assert rows["collega"][2] == "geen tijd (4); wilde niet"
    assert not re.search(r"\b[12]\b", " ".join(cell for row in rows.values() for cell in row))


def test_saturation_of_a_group_of_one(data: NoteData) -> None:
    small = saturation(data).rows[1]
    assert small[2:] == ("minder dan 3", "–", "te weinig gesprekken om verzadiging te bepalen (nodig: 6)")
