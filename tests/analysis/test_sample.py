"""Placements in time, who was spoken to, and what was asked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from analysis_talks import CASE_1, CASE_2, lay_out, rows, talk, talks, voices

from toolkit.analysis import (
    asked_table,
    case_overview,
    coreq,
    coverage,
    invitations,
    placements_table,
    response,
    sample_for_others,
    speakers_table,
    targets,
    voices_table,
)
from toolkit.analysis.coverage import coverage_by_topic
from toolkit.analysis.placements import months_between, size_class
from toolkit.analysis.sample import minutes_of
from toolkit.intake.report import topic_lists
from toolkit.study import Case, Study
from toolkit.yamlfile import load_yaml

DAY = dt.date(2024, 5, 15)
HERE = Path(__file__).resolve().parent.parent.parent
CASES = tuple(Case.model_validate(load_yaml(text, path=Path("case.yaml"))[0]) for text in (CASE_1, CASE_2))


@pytest.mark.parametrize(
    ("begin", "end", "months"),
    [
        ("2022-01-01", "2022-12-31", 12), ("2022-01-01", "2022-03-31", 3), ("2022-01-15", "2022-02-14", 1),
        ("2022-01-15", "2022-02-13", 0), ("2021-09-06", "2024-03-01", 29), ("2022-03-01", "2022-03-01", 0),
    ],
)  # fmt: skip
def test_whole_months(begin: str, end: str, months: int) -> None:
    assert months_between(dt.date.fromisoformat(begin), dt.date.fromisoformat(end)) == months


def test_placements_run_or_have_ended_and_count_as_jobs() -> None:
    table = placements_table(CASES, DAY, targets(Study(HERE))).set_index("case")
    assert list(table.loc["c01", ["state", "until", "months", "jobs"]]) == ["loopt", "2024-03-01", 24, 0.78]
    assert list(table.loc["c02", ["state", "until", "months", "end_reason"]]) == [
        "beëindigd",
        "2022-12-31",
        12,
        "subsidie gestopt",
    ]


def test_what_ends_after_the_day_still_runs() -> None:
    case = Case.model_validate(
        {"id": "c", "facts": {"function": "hulp", "since": dt.date(2024, 1, 1), "ended": dt.date(2025, 1, 1)}}
    )
    row = placements_table([case], DAY, targets(Study(HERE))).iloc[0]
    assert (row["state"], row["ended"], row["months"]) == ("loopt", "", 4)


def test_a_case_without_facts_has_no_placement_and_one_without_a_date_is_not_guessed() -> None:
    none = targets(Study(HERE))
    assert placements_table([Case(id="c")], DAY, none).empty
    row = placements_table([Case.model_validate({"id": "c", "facts": {"function": "hulp"}})], DAY, none).iloc[0]
    assert row["state"] == "begin onbekend"
    assert row["months"] != row["months"]


def test_the_overview_holds_classes_instead_of_numbers() -> None:
    people = voices_table(talks())
    table = case_overview(CASES, placements_table(CASES, DAY, targets(Study(HERE))), people).set_index("case")
    assert list(table.loc["c01", ["school_type", "size", "conversations", "roles"]]) == [
        "basisschool",
        "100 tot 200 leerlingen",
        2,
        2,
    ]
    assert [size_class(n) for n in (99, 100, 500, None, "veel")] == [
        "minder dan 100 leerlingen", "100 tot 200 leerlingen", "500 leerlingen of meer", "", "",
    ]  # fmt: skip


def test_speakers_are_people_and_the_interviewer_is_one() -> None:
    transcripts = talks()
    table = speakers_table(transcripts, voices_table(transcripts), ["c01", "c02"]).set_index("role")
    assert list(table.loc["schoolleider", ["speakers", "conversations", "cases", "of_cases"]]) == [2, 2, 2, 2]
    assert table.loc["interviewer", "speakers"] == 1


def test_who_was_asked_and_why_not() -> None:
    asked = invitations(CASES)
    assert list(asked["state"]) == ["gehouden", "gehouden", "niet gehouden"]
    table = response(asked).set_index("role")
    assert (table.loc["gemeente", "in_words"], table.loc["gemeente", "reasons"]) == ("0 van de 1", "geen tijd (1)")
    assert response(invitations([Case(id="c")])).empty


@pytest.mark.parametrize(
    ("recording", "minutes"),
    [("52 minuten", 52), ("1 uur en 10 minuten", 70), ("2 uur", 120), ("anderhalf uur", 90), ("een half uur", 30), ("45 min", 45), ("", None), ("geen opname", None)],
)  # fmt: skip
def test_how_long_a_talk_took(recording: str, minutes: int | None) -> None:
    assert minutes_of(recording) == minutes


def test_without_a_head_the_last_time_stamp_tells() -> None:
    one = talk("a", "c01", "interview", DAY, [("collega-1", "Ja."), ("collega-1", "Nee.")])
    from dataclasses import replace

    stamped = replace(one, turns=(one.turns[0], replace(one.turns[1], time="00:47:40")))
    assert minutes_of("", stamped) == 48


def overview(*found: tuple[str, str, float]) -> pd.DataFrame:
    made = [{"case": f"c{n}", "school_type": kind, "size": "", "contract": contract, "months": months, "state": "loopt"}
            for n, (kind, contract, months) in enumerate(found)]  # fmt: skip
    return pd.DataFrame(made)


def test_small_groups_are_taken_together_for_others() -> None:
    found = [("basisschool", "vast", 30.0)] * 5 + [("speciale school", "vast", 3.0)] * 2 + [("ikc", "tijdelijk", 60.0)]
    table = sample_for_others(overview(*found), least=3)
    kinds = table[table["attribute"] == "soort school"]
    assert list(zip(kinds["value"], kinds["number"])) == [
        ("basisschool", "5"),
        ("andere, samengenomen", "3"),
        ("totaal", "8"),
    ]


def test_what_stays_small_is_left_out_and_cannot_be_worked_out() -> None:
    table = sample_for_others(overview(*[("basisschool", "vast", 30.0)] * 5, ("ikc", "vast", 30.0)), least=3)
    kinds = table[table["attribute"] == "soort school"].set_index("value")["number"]
    assert kinds["andere, samengenomen"] == "*"
    assert "*" in (kinds["basisschool"], kinds["totaal"])


def test_coreq_says_what_was_really_done() -> None:
    transcripts = [*talks(), talk("beleid", "c00", "document", None, [("", "Plan.")])]
    speakers = speakers_table(transcripts, voices_table(transcripts), ["c01", "c02"])
    overview = case_overview(CASES, placements_table(CASES, DAY, targets(Study(HERE))), voices_table(transcripts))
    table = coreq(transcripts, speakers, invitations(CASES), overview, minutes={"c01-schoolleider": 50, "c02-schoolleider": 40},
                  topics=["schoolleider", "medewerker"], saturation="niet bereikt")  # fmt: skip
    answers = dict(zip(table["item"], table["answer"]))
    assert answers == {
        12: "4 gesprekken met 4 mensen (schoolleider 2 en medewerker uit de doelgroep 2), en 1 document.",
        13: "2 van de 3 gevraagde mensen zijn gesproken. Niet gesproken: gemeente 1. De redenen staan in de tabel van uitnodigingen.",
        16: "2 cases (basisschool 1 en speciale school 1); 1 van de 2 plaatsingen liep nog.",
        17: "Topiclijsten voor schoolleider en medewerker uit de doelgroep.",
        18: "Niemand van de 4 mensen is vaker dan één keer gesproken.",
        21: "Van 2 van de 4 gesprekken is de duur bekend: 40 tot 50 minuten, de middelste 45 minuten.",
        22: "Niet bereikt.",
    }


def test_coreq_leaves_small_numbers_of_a_role_out_and_what_would_tell_them() -> None:
    roles = [("schoolleider", 9), ("collega", 5), ("gemeente", 4), ("uwv", 1), ("ouder", 1)]
    speakers = pd.DataFrame([(role, role, n) for role, n in roles], columns=["role", "role_label", "speakers"])
    nobody = case_overview([], placements_table([], DAY, targets(Study(HERE))), voices_table([]))
    table = coreq(talks(), speakers, invitations([]), nobody, minutes={}, topics=[], least=3)
    answer = dict(zip(table["item"], table["answer"]))[12]
    assert answer == (
        "4 gesprekken met 20 mensen (schoolleider 9 en collega 5; van gemeente, uwv en ouder staan de aantallen er niet bij)."
    )  # without gemeente, 20 - 18 would say that one person of uwv and one parent spoke


def test_coreq_of_nothing_invents_nothing() -> None:
    empty = speakers_table([], voices_table([]), [])
    table = coreq(
        [],
        empty,
        invitations([]),
        case_overview([], placements_table([], DAY, targets(Study(HERE))), voices_table([])),
        minutes={},
        topics=[],
    )
    assert dict(zip(table["item"], table["answer"]))[12] == "Geen gesprekken."
    assert dict(zip(table["item"], table["answer"]))[21] == "Niet vastgelegd."


def test_asked_against_answered(tmp_path: Path, frame: pd.DataFrame) -> None:
    study = lay_out(tmp_path / "studie")
    transcripts = talks()
    people = voices_table(transcripts, processed={"c01-schoolleider", "c01-medewerker", "c02-schoolleider"})
    table = coverage(frame, asked_table(transcripts, topic_lists(study)), people)
    states = {(row.transcript, row.topic): row.state for row in table.itertuples()}
    assert states == {
        ("c01-schoolleider", "geld"): "gevraagd en genoemd",
        ("c01-schoolleider", "last"): "gevraagd en genoemd",
        ("c01-schoolleider", "rol"): "geen code",
        ("c01-medewerker", "geld"): "niet gevraagd",
        ("c01-medewerker", "last"): "gevraagd en genoemd",
        ("c02-schoolleider", "geld"): "niet gevraagd, wel genoemd",
        ("c02-schoolleider", "last"): "niet gevraagd",
        ("c02-schoolleider", "rol"): "geen code",
        ("c02-medewerker", "geld"): "nog niet verwerkt",
        ("c02-medewerker", "last"): "nog niet verwerkt",
    }
    by_topic = coverage_by_topic(table).set_index(["role", "topic"])
    assert by_topic.loc[("schoolleider", "geld"), "in_words"] == "gevraagd in 1 van de 2 gesprekken"
    assert by_topic.loc[("schoolleider", "last"), "unasked"] == "c02-schoolleider"
    assert coverage(rows(), asked_table([], topic_lists(study)), voices()).empty
