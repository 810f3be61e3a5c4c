"""Counts, added value, barriers, conditions and lessons."""

from __future__ import annotations

import pandas as pd
from analysis_talks import BOOK, rows, voices

from toolkit.analysis import added_value, barriers, conditions, counts, counts_by_actor, lessons
from toolkit.analysis.findings import audience_of, places_of
from toolkit.analysis.written import Lesson

VOICES = voices(
    ("c01", "c01-a", "schoolleider"), ("c01", "c01-b", "medewerker"), ("c02", "c02-a", "schoolleider"), ("c00", "c00-x", "expert"),
)  # fmt: skip
FRAME = rows(
    ("c01", "c01-a", "schoolleider", "geld.gemeente"),
    ("c01", "c01-b", "medewerker", "geld.gemeente"),
    ("c01", "c01-b", "medewerker", "-geld.gemeente"),
    ("c02", "c02-a", "schoolleider", "-geld.gemeente"),
    ("c00", "c00-x", "expert", "geld.gemeente"),
)


def test_a_code_is_counted_in_codings_conversations_and_cases() -> None:
    row = counts(FRAME, VOICES, BOOK, cases=["c01", "c02"]).set_index("id").loc["geld.gemeente"]
    assert (row["codings"], row["affirmed"], row["negated"]) == (5, 3, 2)
    assert (row["conversations"], row["of_conversations"]) == (4, 4)
    assert (row["cases"], row["of_cases"], row["in_words"]) == (2, 2, "2 van de 2")  # talks over the cases are no case
    assert (row["cases_affirmed"], row["cases_negated"]) == (1, 2)


def test_codes_that_never_occur_are_there_and_retired_ones_are_not() -> None:
    table = counts(FRAME, VOICES, BOOK, cases=["c01", "c02"])
    assert list(table["id"]) == ["geld.gemeente", "geld.kosten", "waarde.team", "last.tijd", "last.lawaai"]
    assert list(table["codings"]) == [5, 0, 0, 0, 0]
    assert table["in_words"].iloc[1] == "0 van de 2"


def test_in_a_study_without_cases_conversations_are_counted() -> None:
    row = counts(FRAME, VOICES, BOOK, cases=[], columns="theme").iloc[0]
    assert (row["label"], row["cases"], row["of_cases"], row["in_words"]) == ("Geld", 0, 0, "4 van de 4")


def test_cases_that_nobody_coded_do_not_count_as_silent() -> None:
    some = pd.concat([VOICES, voices(("c03", "c03-a", "schoolleider"), processed=False)])
    row = counts(FRAME, some, BOOK, cases=["c01", "c02", "c03"]).iloc[0]
    assert (row["of_cases"], row["of_conversations"]) == (2, 4)


def test_actors_are_counted_against_their_own_conversations() -> None:
    table = counts_by_actor(FRAME, VOICES, BOOK).set_index(["role", "id"])
    assert table.loc[("schoolleider", "geld.gemeente"), "in_words"] == "2 van de 2"
    assert table.loc[("medewerker", "geld.gemeente"), "negated"] == 1
    assert table.loc[("expert", "last.tijd"), "codings"] == 0


def test_added_value_is_seen_hoped_for_or_denied_and_by_whom() -> None:
    said = pd.concat([
        rows(("c01", "c01-a", "medewerker", "waarde.team"), ("c01", "c01-a", "schoolleider", "-waarde.team")),
        rows(("c02", "c02-a", "schoolleider", "waarde.team"), certainty="wish"),
        rows(("c02", "c02-a", "interviewer", "waarde.team")),
    ])  # fmt: skip
    row = added_value(said, BOOK, ["c01", "c02"]).iloc[0]
    assert (row["seen"], row["hoped"], row["denied"]) == (1, 1, 1)
    assert (row["by_person"], row["by_others"], row["in_words"]) == (1, 2, "2 van de 2")
    assert row["roles"] == "schoolleider, medewerker uit de doelgroep"


def test_barriers_have_a_time() -> None:
    said = pd.concat(
        [rows(("c01", "c01-a", "schoolleider", "last.tijd"), time=when) for when in ("now", "past", "past")]
    )
    table = barriers(said, BOOK, ["c01"], theme="last").set_index("code")
    assert list(table.loc["last.tijd", ["now", "past", "future", "denied"]]) == [1, 2, 0, 0]
    assert table.loc["last.lawaai", "codings"] == 0


def test_conditions_worked_are_needed_or_missing() -> None:
    said = pd.concat([
        rows(("c01", "c01-a", "schoolleider", "waarde.team")),
        rows(("c01", "c01-a", "schoolleider", "waarde.team"), certainty="condition"),
        rows(("c01", "c01-a", "schoolleider", "-waarde.team")),
    ])  # fmt: skip
    row = conditions(said, BOOK, ["c01"], theme="waarde").iloc[0]
    assert (row["worked"], row["needed"], row["missing"]) == (1, 1, 1)


def test_a_theme_that_a_codebook_lacks_gives_an_empty_table() -> None:
    assert added_value(FRAME, BOOK, ["c01"], theme="anders").empty


def test_lessons_are_counted_by_the_cases_that_support_them() -> None:
    tips = rows(
        ("c01", "c01-a", "schoolleider", "waarde.team"),
        ("c02", "c02-a", "schoolleider", "waarde.team"),
        ("c02", "c02-a", "schoolleider", "-waarde.team"),
    )
    where = places_of(tips, {"c01-a": ("c01", 4), "c02-a": ("c02", 4)})
    written = [Lesson("Begin klein.", ("school",), ("k0", "c01-a#3"), ("c02-a#1",), "k1")]
    table = lessons(tips, ["c01", "c02", "c03"], where, written=written, code="waarde.team")
    first, second = table.to_dict("records")
    assert (first["lesson"], first["cases"], first["in_words"], first["counter_cases"]) == (
        "Begin klein.",
        "c01",
        "1 van de 3",
        "c02",
    )
    assert first["state"] == "geschreven"
    assert (second["state"], second["sources"], second["cases"]) == (
        "voorstel",
        "k1",
        "c02",
    )  # k0 is used, k2 is denied


def test_whom_a_tip_is_for_follows_from_its_words() -> None:
    assert audience_of("Ik zou de gemeente eerder bellen, samen met je jobcoach.") == ["gemeente", "jobcoach"]
    assert audience_of("Gewoon beginnen.") == []
