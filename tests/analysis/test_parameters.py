"""Dated parameters, the wage-subsidy calculator and the targets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from toolkit.analysis import (
    expected_on,
    instruments,
    jobs,
    subsidy,
    target_table,
    targets,
    tension_pairs,
    terms,
    value_on,
    wage_subsidy,
)
from toolkit.analysis.parameters import Instrument, Targets
from toolkit.errors import InputError, UsageError
from toolkit.study import Study

HERE = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def ours() -> Study:
    """The parameters that come with the software."""
    return Study(HERE)


def write(study: Study, name: str, text: str) -> None:
    folder = study.interviews / "parameters"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_every_parameter_that_comes_along_has_a_period_and_a_source(ours: Study) -> None:
    found = [value for one in instruments(ours) for value in one.values]
    assert len(found) > 30
    assert all(value.source and value.valid_from for value in found)
    assert {one.id for one in targets(ours).targets} == {"banenafspraak", "markt", "overheid", "po"}
    assert [one.term for one in terms(ours)] == sorted((one.term for one in terms(ours)), key=str.lower)
    assert {pair.id for pair in tension_pairs(ours)} >= {"draagvlak", "geld", "begeleiding"}


def test_a_study_without_parameters_has_none(empty_study: Study) -> None:
    assert instruments(empty_study) == ()
    assert targets(empty_study) == Targets()
    assert terms(empty_study) == ()
    assert tension_pairs(empty_study) == ()


def test_the_value_of_a_day(ours: Study) -> None:
    wage = next(one for one in instruments(ours) if one.id == "minimumloon")
    assert wage.on("per maand", dt.date(2023, 6, 30)).value == 1934.40
    assert wage.on("per maand", dt.date(2023, 7, 1)).value == 1995.00
    assert value_on(wage.values, "per uur", dt.date(2024, 3, 1)).value == 13.27


def test_a_day_on_which_nothing_held_is_an_error_that_says_when(ours: Study) -> None:
    wage = next(one for one in instruments(ours) if one.id == "minimumloon")
    with pytest.raises(
        UsageError, match="voor wettelijk minimumloon, 'per uur' is op 2019-05-15 geen waarde bekend"
    ) as error:
        wage.on("per uur", dt.date(2019, 5, 15))
    assert "2024-01-01 tot en met 2024-06-30" in error.value.message


VALUE = "{{name: hoogte, value: 1, unit: euro, valid_from: {0}, valid_to: {1}, source: wet}}"


@pytest.mark.parametrize(
    ("first", "second", "fine"),
    [
        (("2020-01-01", "2020-12-31"), ("2021-01-01", "null"), True),
        (("2020-01-01", "2021-01-01"), ("2021-01-01", "null"), False),
        (("2020-01-01", "null"), ("2021-01-01", "null"), False),
        (("2021-01-01", "null"), ("2020-01-01", "2020-12-31"), True),
    ],
)
def test_periods_of_one_number_do_not_overlap(
    empty_study: Study, first: tuple[str, str], second: tuple[str, str], fine: bool
) -> None:
    values = "\n".join(f"      - {VALUE.format(*pair)}" for pair in (first, second))
    write(
        empty_study,
        "instrumenten.yaml",
        f"instruments:\n  - id: x\n    label: X\n    payer: a\n    receiver: b\n    values:\n{values}\n",
    )
    if fine:
        assert isinstance(instruments(empty_study)[0], Instrument)
    else:
        with pytest.raises(InputError, match="overlappen") as error:
            instruments(empty_study)
        assert error.value.line == 8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("valid_from: 2020-01-01, valid_to: 2019-01-01, source: wet", "ligt voor valid_from"),
        ("valid_from: 2020-01-01", "'terms.1.source' ontbreekt"),
        ("valid_from: 2020-13-01, source: wet", "datum die niet bestaat"),
        ("valid_from: 2020-01-01, source: wet, geldig: ja", "kennen we niet"),
    ],
)
def test_a_term_needs_a_period_and_a_source(empty_study: Study, text: str, message: str) -> None:
    write(empty_study, "begrippen.yaml", f"terms:\n  - {{term: cao, plain: afspraken, {text}}}\n")
    with pytest.raises(InputError, match=message):
        terms(empty_study)


TARGET = "  - {{id: {0}, label: L, amount: {1}, valid_from: 2013-01-01, valid_to: 2025-12-31, source: wet{2}}}\n"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [("heel", 125000, ", parts: [a, b]"), ("a", 100000, ""), ("b", 20000, "")],
            "100000 + 20000 = 120000, en er staat 125000",
        ),
        ([("po", 4000, ", per_year: 402, years: 10")], "402 x 10 = 4020, en er staat 4000"),
        ([("po", 4020, ", per_year: 402")], "horen per_year en years allebei"),
        ([("heel", 5, ", parts: [a, weg]"), ("a", 5, "")], "noemt een deel dat er niet is: weg"),
        ([("a", 5, ""), ("a", 6, "")], "het id 'a' komt twee keer voor"),
    ],
)
def test_parts_that_do_not_add_up_are_an_error(
    empty_study: Study, lines: list[tuple[str, int, str]], message: str
) -> None:
    write(empty_study, "doelstellingen.yaml", "targets:\n" + "".join(TARGET.format(*line) for line in lines))
    with pytest.raises(InputError) as error:
        targets(empty_study)
    assert message in error.value.message
    assert error.value.line is not None


def test_the_subsidy_fills_up_to_the_minimum_wage_with_a_maximum() -> None:
    assert subsidy(100, 40) == pytest.approx(74.1)
    assert subsidy(100, 20) == pytest.approx(86.45)
    assert subsidy(100, 100) == 0
    assert subsidy(100, 30) == subsidy(100, 0)


@pytest.mark.parametrize("wrong", [-1, 101])
def test_an_impossible_wage_value_is_refused(wrong: float) -> None:
    with pytest.raises(UsageError, match="loonwaarde"):
        subsidy(100, wrong)


def lines(table: object) -> dict[str, float]:
    return dict(zip(table["line"], table["per_month"]))  # type: ignore[index]


def test_the_calculator_line_by_line(ours: Study) -> None:
    table = wage_subsidy(
        instruments(ours), day=dt.date(2024, 3, 1), hours=24, wage_value=40, gross=1600, tax_credit=True
    )
    sums = lines(table)
    assert sums["minimumloon voor deze uren"] == pytest.approx(13.27 * 24 * 52 / 12)
    assert sums["aanvulling op het loon"] == pytest.approx(0.6 * 1380.08)
    assert sums["loonkostensubsidie"] == pytest.approx(0.6 * 1380.08 * 1.235)
    assert sums["werkgeverslasten"] == pytest.approx(376)
    assert sums["af: loonkostenvoordeel"] == pytest.approx(-1.01 * 24 * 52 / 12)
    assert sums["blijft voor de werkgever"] == pytest.approx(1600 + 376 - 1022.639 - 105.04, abs=0.01)
    assert all(table.loc[table["line"] != "loonkostensubsidie", "source"].iloc[:3])


def test_the_tax_credit_has_a_maximum(ours: Study) -> None:
    table = wage_subsidy(
        instruments(ours), day=dt.date(2024, 3, 1), hours=40, wage_value=60, gross=2300, tax_credit=True
    )
    assert lines(table)["af: loonkostenvoordeel"] == pytest.approx(-2000 / 12)


def test_without_a_measurement_the_flat_rate_holds(ours: Study) -> None:
    sums = lines(wage_subsidy(instruments(ours), day=dt.date(2023, 3, 1), hours=24))
    assert sums["minimumloon voor deze uren"] == pytest.approx(1934.40 * 24 / 40)
    assert sums["loonkostensubsidie"] == pytest.approx(1160.64 * 0.5 * 1.235)


def test_the_holiday_allowance_counts_when_asked_for(ours: Study) -> None:
    plain = lines(wage_subsidy(instruments(ours), day=dt.date(2024, 3, 1), hours=24, wage_value=40))
    more = lines(wage_subsidy(instruments(ours), day=dt.date(2024, 3, 1), hours=24, wage_value=40, holiday=True))
    assert more["loonkostensubsidie"] == pytest.approx(1.08 * plain["loonkostensubsidie"])


@pytest.mark.parametrize(
    ("day", "hours"), [(dt.date(2024, 3, 1), 0), (dt.date(2024, 3, 1), 41), (dt.date(2010, 1, 1), 20)]
)
def test_what_the_calculator_cannot_know_is_refused(ours: Study, day: dt.date, hours: float) -> None:
    with pytest.raises(UsageError):
        wage_subsidy(instruments(ours), day=day, hours=hours, wage_value=40)


def test_jobs_are_hours_and_not_heads(ours: Study) -> None:
    assert jobs([12, 20, 36], targets(ours), dt.date(2024, 1, 1)) == pytest.approx(2.6667, abs=1e-4)
    assert jobs([25.5], targets(ours), dt.date(2024, 1, 1)) == 1
    with pytest.raises(UsageError):
        jobs([10], Targets(), dt.date(2024, 1, 1))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2013, 12, 31), 0), (dt.date(2014, 12, 31), 402), (dt.date(2017, 12, 31), 1608), (dt.date(2023, 12, 31), 4020),
        (dt.date(2030, 1, 1), 4020), (dt.date(2000, 1, 1), 0),
    ],
)  # fmt: skip
def test_four_hundred_and_two_a_year(ours: Study, day: dt.date, expected: float) -> None:
    assert expected_on(targets(ours).target("po"), day) == pytest.approx(expected)


def test_steps_that_were_agreed_on_are_followed(ours: Study) -> None:
    whole = targets(ours).target("banenafspraak")
    assert expected_on(whole, dt.date(2015, 12, 31)) == 9000
    assert expected_on(whole, dt.date(2016, 12, 31)) == 20500
    assert expected_on(whole, dt.date(2025, 12, 31)) == 125000


def test_gap_and_pace(ours: Study) -> None:
    table = target_table(targets(ours), dt.date(2017, 12, 31), realised={"po": 700}).set_index("id")
    row = table.loc["po"]
    assert (row["expected"], row["gap"]) == (1608, 908)
    assert row["needed_per_year"] == pytest.approx(3320 / 6, rel=0.01)
    assert "402 per jaar" in row["in_words"]
    assert "Geteld op 31 december 2017: 700, 908 minder dan bij de afspraak hoort." in row["in_words"]
    later = target_table(targets(ours), dt.date(2024, 5, 15)).set_index("id")
    assert (later.loc["banenafspraak", "realised"], later.loc["banenafspraak", "realised_on"]) == (86264, "2023-12-31")
    assert later.loc["markt", "gap"] == 14000 - 18957
    assert later.loc["po", "in_words"].endswith(
        "De termijn liep af op 31 december 2023. Hoeveel er zijn, is niet bekend."
    )
