"""Rows against a target on a day, and against bounds."""

from __future__ import annotations

import datetime as dt

import pytest
from market_study import fill

from toolkit.registers import Registers, all_progress, outside
from toolkit.study import Study

ROWS = "id;soort;start;open\nK1;kaas;2024-01-15;ja\nK2;vis;2024-03-01;ja\nK3;vis;2024-03-01;nee\nK4;bloemen;2024-09-01;ja\n"


def test_only_rows_that_fit_and_have_begun_count(market: Study) -> None:
    fill(market, ROWS)
    registers = Registers(market)
    (found,) = all_progress(registers.definitions["kramen"], registers.rows("kramen"), dt.date(2024, 7, 1))
    assert (found.count, found.target, found.ends) == (2, 12, dt.date(2025, 1, 1))
    assert found.expected == pytest.approx(12 * 182 / 366)
    assert found.gap == pytest.approx(2 - 12 * 182 / 366)
    assert found.pace == pytest.approx(2 / (182 / 30.436875))
    assert found.needed == pytest.approx(10 / (184 / 30.436875))
    assert found.in_words == (
        "Op 1 juli 2024 zijn het er 2 van de 12 kramen. Bij een gelijk tempo zouden het er 6 zijn: er ontbreken er 4. "
        "Om het doel op 1 januari 2025 te halen, zijn er 1,7 per maand nodig."
    )


def test_before_the_start_nothing_is_expected_and_after_the_end_nothing_is_needed(market: Study) -> None:
    fill(market, ROWS)
    registers = Registers(market)
    form, rows = registers.definitions["kramen"], registers.rows("kramen")
    (early,) = all_progress(form, rows, dt.date(2023, 12, 1))
    assert (early.count, early.expected, early.pace) == (0, 0, None)
    (late,) = all_progress(form, rows, dt.date(2026, 1, 1))
    assert (late.count, late.expected, late.needed) == (3, 12, None)


def test_seventy_two_in_twenty_four_months_is_three_a_month(market: Study) -> None:
    path = market.interviews / "registers" / "registers.yaml"
    path.write_text(path.read_text().replace("amount: 12", "amount: 72").replace("months: 12", "months: 24"))
    registers = Registers(market)
    (found,) = all_progress(registers.definitions["kramen"], (), dt.date(2024, 1, 1))
    assert found.needed == pytest.approx(3, abs=0.01)


def test_bounds(market: Study) -> None:
    fill(market, ROWS)
    registers = Registers(market)
    bounds = registers.definitions["kramen"].bounds
    assert bounds is not None
    assert outside(registers.rows("kramen"), bounds) == "er zijn 4 kramen; dat zijn er meer dan 3"
    assert outside(registers.rows("kramen")[:1], bounds) == "er zijn 1 kramen; dat zijn er minder dan 2"
    assert outside(registers.rows("kramen")[:2], bounds) == ""
