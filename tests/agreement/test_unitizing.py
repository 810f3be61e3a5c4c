"""Unitizing alpha against Krippendorff's printed examples."""

from __future__ import annotations

import math

import published as data
import pytest

from toolkit.agreement import (
    expected_disagreement,
    observed_disagreement,
    section_difference,
    sections,
    unitizing_alpha,
)

CONTINUUM = (150, 300)


@pytest.mark.parametrize(
    ("first", "second", "squared"),
    [
        ((5, 6, True), (4, 2, True), 26), ((5, 6, True), (5, 2, True), 16), ((5, 6, True), (6, 2, True), 10),
        ((5, 6, True), (7, 2, True), 8), ((5, 6, True), (6, 4, True), 2), ((5, 6, True), (5, 6, True), 0),
        ((225, 70, True), (220, 80, True), 50), ((370, 30, True), (355, 20, True), 850),
        ((400, 50, False), (400, 20, True), 400), ((5, 6, True), (4, 7, False), 36), ((2, 3, False), (2, 2, True), 4),
        ((0, 4, True), (4, 4, True), 0), ((0, 4, True), (2, 4, False), 0),
    ],
)  # fmt: skip
def test_difference_between_sections(first: tuple[int, int, bool], second: tuple[int, int, bool], squared: int) -> None:
    assert section_difference(first, second) == section_difference(second, first) == squared


@pytest.mark.parametrize(
    ("code", "observed", "expected", "alpha"), [("c", 0.0144, 0.0532, 0.7286), ("k", 0, 0.0490, 1)]
)
def test_the_example_of_2004(code: str, observed: float, expected: float, alpha: float) -> None:
    stretches = data.KRIPPENDORFF_2004_UNITS[code]
    cuts = [sections(one, CONTINUUM) for one in stretches]
    assert round(observed_disagreement(cuts, 300), 4) == observed
    assert round(expected_disagreement(cuts, 300), 4) == expected
    assert round(unitizing_alpha({code: stretches}, CONTINUUM), 4) == alpha


def test_the_example_of_2004_over_both_codes() -> None:
    assert round(unitizing_alpha(data.KRIPPENDORFF_2004_UNITS, CONTINUUM), 3) == 0.859


@pytest.mark.parametrize(
    ("pair", "observed", "alpha"),
    [("A", 0.03125, 0.553), ("B", 2.26736, -0.926), ("C", 0.02777, 0.679), ("D", 0.38715, 0.066)],
)
def test_the_four_pairs_of_1995(pair: str, observed: float, alpha: float) -> None:
    """The printed alphas are limits for ever finer units of length; those of B and C deviate from the form of 2004."""
    stretches = data.KRIPPENDORFF_1995[pair]
    assert observed_disagreement([sections(one, (0, 24)) for one in stretches], 24) == pytest.approx(observed, abs=1e-5)
    fine = [[(begin * 50_000, length * 50_000) for begin, length in one] for one in stretches]
    found = unitizing_alpha({pair: fine}, (0, 24 * 50_000))
    assert found == pytest.approx(alpha, abs=0.02 if pair in "BC" else 0.0005)


def test_the_same_stretches_agree_fully_and_none_say_nothing() -> None:
    assert unitizing_alpha({"a": [[(3, 4)], [(3, 4)], [(3, 4)]]}, (0, 20)) == 1
    assert math.isnan(unitizing_alpha({"a": [[], []]}, (0, 20)))


def test_overlapping_stretches_are_joined_and_touching_ones_are_not() -> None:
    joined = sections([(0, 4), (2, 6)], (0, 10))
    assert list(zip(joined.begin, joined.length, joined.coded)) == [(0, 8, 1), (8, 2, 0)]
    touching = sections([(0, 4), (4, 4)], (0, 10))
    assert list(touching.coded) == [1, 1, 0]


def test_a_stretch_outside_the_continuum_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        sections([(8, 4)], (0, 10))
