"""The codings table, who speaks where, and what was asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
from analysis_talks import codings, lay_out, talk, talks

from toolkit.analysis import asked_table, coding_frame, codings_table, voices_table
from toolkit.analysis.table import COLUMNS
from toolkit.intake.report import coverage_table, topic_lists
from toolkit.study import Study


def test_every_coding_knows_who_said_it_and_where(frame: pd.DataFrame) -> None:
    assert tuple(frame.columns) == COLUMNS
    row = frame[frame["code"] == "waarde.team"].iloc[0]
    assert (row["case"], row["transcript"], row["role"], row["speaker"]) == (
        "c01",
        "c01-schoolleider",
        "schoolleider",
        "schoolleider-1",
    )
    assert (row["date"], row["kind"], row["theme"], row["coder"]) == ("2023-10-01", "interview", "waarde", "samen")
    assert row["fragment"] == "Dat scheelt ons veel geld. Het team is er blij mee."
    assert row["turn"] == 2


def test_a_coding_touches_the_sentences_it_spans(frame: pd.DataFrame) -> None:
    first = frame[(frame["transcript"] == "c01-schoolleider")].set_index("code")[["sentence", "last_sentence"]]
    assert list(first.loc["geld.gemeente"]) == [1, 1]  # sentence 0 is the question
    assert list(first.loc["waarde.team"]) == [2, 3]
    assert list(first.loc["last.tijd"]) == [6, 6]


def test_rejected_codings_and_unknown_conversations_are_left_out() -> None:
    transcripts = talks()
    found = codings(transcripts)
    changed = [replace(found[0], status="rejected"), replace(found[1], transcript="weg"), *found[2:]]
    assert len(coding_frame(changed, transcripts)) == len(found) - 2


def test_a_table_without_codings_has_all_columns() -> None:
    assert list(coding_frame([], talks()).columns) == list(COLUMNS)


def test_paragraphs_of_a_document_have_no_speaker() -> None:
    paper = talk("beleid", "c00", "document", None, [("", "De raad wil meer banen.")])
    table = voices_table([paper])
    assert list(table["role"]) == ["document"]
    assert list(table["date"]) == [""]


def test_voices_count_people_turns_and_words() -> None:
    table = voices_table(talks(), processed={"c01-medewerker"})
    row = table[(table["transcript"] == "c01-schoolleider") & (table["role"] == "schoolleider")].iloc[0]
    assert (row["speakers"], row["turns"], row["words"], row["processed"]) == (1, 2, 26, False)
    assert set(table.loc[table["processed"], "transcript"]) == {"c01-medewerker"}


def test_unknown_labels_are_one_group() -> None:
    odd = talk("x", "c01", "interview", None, [("onbekend-1", "Ja."), ("onbekend-2", "Nee.")])
    assert list(voices_table([odd])["role"]) == ["onbekend"]


def test_asked_is_what_intake_says(tmp_path: Path) -> None:
    study = lay_out(tmp_path / "studie")
    table = asked_table(talks(), topic_lists(study))
    asked = {(row.transcript, row.topic): (row.asked, row.asked_in) for row in table.itertuples()}
    assert asked["c01-schoolleider", "geld"] == (True, 1)
    assert asked["c01-schoolleider", "last"] == (True, 3)
    assert asked["c02-schoolleider", "geld"] == (False, 0)
    assert asked["c01-medewerker", "last"] == (True, 1)
    assert len(asked_table([], topic_lists(study))) == len(coverage_table([], topic_lists(study))) == 0


def test_the_table_comes_from_what_was_decided(coded_study: Study) -> None:
    table = codings_table(coded_study)
    assert len(table) == 9
    assert set(table["status"]) == {"accepted"}
    assert set(table["coder"]) == {"samen"}
