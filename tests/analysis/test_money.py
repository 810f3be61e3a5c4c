"""Money flows as noted, amounts as said, and what of it was confirmed."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from analysis_talks import CASE_1, CASE_2, codings, talk, talks
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis import (
    check_flows,
    coding_frame,
    contested_flows,
    find_amounts,
    money_candidates,
    money_flows,
    money_links,
    money_sheet,
)
from toolkit.analysis.amounts import number_of
from toolkit.analysis.money import per_year
from toolkit.analysis.money_state import last_day
from toolkit.study import Case, MoneyFlow
from toolkit.yamlfile import load_yaml


def case(text: str) -> Case:
    from pathlib import Path

    return Case.model_validate(load_yaml(text, path=Path("case.yaml"))[0])


CASES = (case(CASE_1), case(CASE_2))


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (670, "euro per maand", ("per jaar", 8040)),
        (2000, "euro per jaar, maximum", ("per jaar", 2000)),
        (5000, "euro per schooljaar", ("per jaar", 5000)),
        (500, "euro per kwartaal", ("per jaar", 2000)),
        (420, "euro eenmalig", ("eenmalig", None)),
        (11.5, "euro per uur", ("anders", None)),
        (25, "euro per leerling per jaar", ("anders", None)),
        (3, "uur per maand", ("anders", None)),
        (21, "procent", ("anders", None)),
        (None, "euro per maand", ("", None)),
    ],
)
def test_only_what_its_unit_allows_becomes_euros_a_year(
    amount: float | None, unit: str, expected: tuple[str, float | None]
) -> None:
    assert per_year(amount, unit) == expected


def test_flows_per_case_and_between_parties() -> None:
    flows = money_flows(CASES)
    assert list(flows["id"]) == ["c01-g1", "c01-g2", "c02-g1"]
    assert flows["per_year"].iloc[0] == 7200
    assert math.isnan(flows["per_year"].iloc[1])
    links = money_links(flows).set_index(["payer", "receiver"])
    row = links.loc[("gemeente", "bestuur")]
    assert (row["flows"], row["cases"], row["with_amount"], row["per_year"], row["per_year_sure"]) == (
        1,
        1,
        1,
        7200,
        7200,
    )
    assert links.loc[("uwv", "school"), "contested"] == 1
    assert links.loc[("uwv", "school"), "in_words"] == "bij 0 van de 1 stromen is een bedrag genoemd"
    assert list(contested_flows(flows)["id"]) == ["c01-g2"]


def test_the_sheet_says_where_nothing_is_known() -> None:
    sheet = money_sheet(money_flows(CASES), ["c01", "c02"]).set_index(["case", "payer_group"])
    assert (
        sheet.loc[("c01", "gemeente"), "what"]
        == "loonkostensubsidie (gemeente aan bestuur): € 600 per maand, doorlopend, zeker"
    )
    assert sheet.loc[("c01", "UWV"), "what"] == "jobcoach (UWV aan school): bedrag onbekend, tegengesproken"
    assert sheet.loc[("c02", "school en bestuur"), "what"] == "btw (school aan Belastingdienst): 21 procent, zeker"
    assert sheet.loc[("c02", "gemeente"), "what"] == "niets genoteerd"


APART = """\
id: c03
placements:
  - {person: medewerker-1, since: 2021-09-01}
  - {person: medewerker-2, since: 2021-09-01, ended: 2022-07-31}
money:
  - {id: c03-g1, source: subsidie, payer: gemeente, receiver: bestuur, amount: 100, unit: euro per maand, duration: doorlopend, certainty: zeker}
  - {id: c03-g2, source: subsidie, payer: gemeente, receiver: bestuur, amount: 200, unit: euro per maand, duration: tot 1 november 2023, certainty: zeker}
  - {id: c03-g3, source: subsidie, payer: gemeente, receiver: bestuur, amount: 300, unit: euro per maand, duration: niet doorgegaan, certainty: tegengesproken}
  - {id: c03-g4, source: subsidie, payer: gemeente, receiver: bestuur, amount: 400, unit: euro per maand, certainty: tegengesproken}
  - {id: c03-g5, source: stoel, payer: gemeente, receiver: school, amount: 50, unit: euro eenmalig, duration: tot 2022, certainty: zeker}
  - {id: c03-g6, placement: medewerker-2, source: subsidie, payer: gemeente, receiver: bestuur, amount: 500, unit: euro per maand, certainty: zeker}
  - {id: c03-g7, source: subsidie, payer: gemeente, receiver: bestuur, amount: 600, unit: euro per maand, state: geweigerd, certainty: zeker}
"""


def test_what_stopped_was_refused_or_is_contradicted_stands_apart_from_the_sums() -> None:
    flows = money_flows([case(APART)], dt.date(2024, 5, 15))
    assert list(flows["state"]) == ["loopt", "gestopt", "niet ingegaan", "", "gestopt", "gestopt", "geweigerd"]
    row = money_sheet(flows, ["c03"]).set_index("payer_group").loc["gemeente"]
    assert (row["flows"], row["per_year"], row["once"]) == (7, 1200, 50)
    assert (row["stopped"], row["per_year_stopped"]) == (2, 8400)
    assert (row["refused"], row["per_year_refused"]) == (2, 10800)
    assert (row["contested"], row["per_year_contested"]) == (1, 4800)
    link = money_links(flows).set_index(["payer", "receiver"]).loc[("gemeente", "bestuur")]
    assert (link["flows"], link["per_year"], link["contested"], link["stopped"], link["refused"]) == (6, 1200, 2, 2, 2)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tot 1 november 2022", dt.date(2022, 10, 31)),
        ("7 november 2022 tot en met 31 maart 2023", dt.date(2023, 3, 31)),
        ("drie schooljaren, tot en met juli 2023", dt.date(2023, 7, 31)),
        ("tot en met december 2023", dt.date(2023, 12, 31)),
        ("maximaal drie jaar, tot eind oktober 2022", dt.date(2022, 10, 31)),
        ("tot najaar 2022", dt.date(2022, 12, 31)),
        ("toegezegd tot en met 2025", dt.date(2025, 12, 31)),
        ("2021, loonwaarde 45%", dt.date(2021, 12, 31)),
        ("tot 31 februari 2023", None),
        ("vanaf 1 september 2023", None),
        ("twee jaar", None),
        ("", None),
    ],
)
def test_the_last_day_is_read_only_where_it_is_said(words: str, day: dt.date | None) -> None:
    assert last_day(words) == day


def test_no_flows_give_empty_tables() -> None:
    flows = money_flows([Case(id="c09")])
    assert flows.empty
    assert money_links(flows).empty
    assert contested_flows(flows).empty


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1.200", 1200), ("9,75", 9.75), ("65.000", 65000), ("12", 12), ("zeven", 7), ("eenentwintig", 21), ("tweeënvijftig", 52),
        ("honderd", 100), ("zevenhonderd", 700), ("zevenhonderdvijftig", 750), ("honderdentwintig", 120),
        ("vijfentwintighonderd", 2500), ("duizend", 1000), ("vijf duizend", 5000), ("vijfduizend", 5000),
        ("anderhalf duizend", 1500), ("twaalf duizend driehonderd", 12300), ("half", 0.5),
    ],
)  # fmt: skip
def test_numbers_in_figures_and_words(words: str, number: float) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize("words", ["", "veel", "twee drie", "een beetje", "geld"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert number_of(words) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dat is ongeveer 740 euro per maand.", ("bedrag", "740 euro per maand", 740, "euro per maand", "ongeveer")),
        ("Wij kregen € 1.200,- per jaar.", ("bedrag", "€ 1.200,- per jaar", 1200, "euro per jaar", "")),
        ("Een kleine tweehonderd euro is het.", ("bedrag", "tweehonderd euro", 200, "euro", "een kleine")),
        ("Elf euro vijftig per uur.", ("bedrag", "Elf euro vijftig per uur", 11.5, "euro per uur", "")),
        ("En dan 21 procent btw erbij.", ("percentage", "21 procent", 21, "procent", "")),
        ("Drie jaar lang.", ("duur", "Drie jaar", 3, "jaar", "")),
        ("Na een half jaar was het op.", ("duur", "half jaar", 0.5, "jaar", "")),
        ("Het eerste halfjaar de helft.", ("duur", "halfjaar", 0.5, "jaar", "")),
        ("Dat liep tot 1 november 2022.", ("datum", "1 november 2022", None, "", "")),
    ],
)
def test_amounts_percentages_durations_and_dates_in_talk(text: str, found: tuple[object, ...]) -> None:
    one = find_amounts(text)[0]
    assert (one.kind, one.said, one.value, one.unit, one.hedge) == found


def test_talk_without_amounts_gives_none() -> None:
    assert find_amounts("Het kost geld, en een uur of wat van ons allemaal.") == []


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    for one in find_amounts(text):
        assert one.said.strip()


@given(st.integers(1, 99_999))
def test_an_amount_in_figures_is_found_as_it_is(number: int) -> None:
    said = f"Dat kostte {number:,} euro.".replace(",", ".")
    assert [(one.kind, one.value) for one in find_amounts(said)] == [("bedrag", number)]


def test_what_was_said_is_confirmed_only_by_its_turn_and_amount() -> None:
    transcripts = talks()
    table = money_candidates(coding_frame(codings(transcripts), transcripts), CASES, theme="geld")
    by = table.set_index("said")
    assert len(table) == 2  # one sentence with two codes gives one candidate
    assert (by.loc["zeshonderd euro per maand", "state"], by.loc["zeshonderd euro per maand", "flows"]) == (
        "bevestigd",
        "c01-g1",
    )
    assert by.loc["900 euro", "state"] == "nog te bevestigen"


def test_a_flow_is_checked_against_the_turns_it_rests_on() -> None:
    texts = {one.id: one for one in talks()}
    states = check_flows(CASES, texts).set_index("flow")["state"]
    assert states["c01-g1"] == "bedrag gevonden"
    assert states["c01-g2"] == "geen bedrag genoteerd"
    assert states["c02-g1"] == "een bron bestaat niet"
    spoken = {"c03-x": talk("c03-x", "c03", "interview", None, [("gemeente-1", "Het is vijfhonderd in de maand.")])}
    flow = MoneyFlow(
        id="g", source="s", payer="gemeente", receiver="school", amount=600, unit="euro", said_by=("c03-x#1",)
    )
    assert check_flows([Case(id="c03", money=(flow,))], spoken)["state"].iloc[0] == "bedrag niet letterlijk gevonden"
