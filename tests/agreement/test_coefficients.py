"""Every published example to its printed digits; NLTK and scikit-learn as cross-checks; what is undefined."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import published as data
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from toolkit.agreement import (
    bootstrap_interval,
    cohen_kappa,
    cohen_kappa_max,
    fleiss_kappa,
    from_table,
    gwet_ac1,
    krippendorff_alpha,
    pabak,
    percent,
    scott_pi,
)


@pytest.mark.parametrize(
    ("ratings", "level", "printed"),
    [
        (data.KRIPPENDORFF_2011, "nominal", ".743"), (data.KRIPPENDORFF_2011, "ordinal", ".815"),
        (data.KRIPPENDORFF_2011, "interval", ".849"), (data.KRIPPENDORFF_2011, "ratio", ".797"),
        (data.ENCYCLOPAEDIA, "nominal", ".691"), (data.ENCYCLOPAEDIA, "interval", ".811"),
        (data.KRIPPENDORFF_1980, "nominal", ".095"), (data.KRIPPENDORFF_2004, "nominal", ".734"),
        (data.HAYES_2007, "ordinal", ".7598"), (data.HAYES_2007, "nominal", ".4765"), (data.HAYES_2007, "interval", ".7574"),
    ],
)  # fmt: skip
def test_krippendorff_alpha_as_printed(ratings: list[list[object]], level: str, printed: str) -> None:
    assert f"{krippendorff_alpha(ratings, level):.{len(printed) - 1}f}"[1:] == printed


@pytest.mark.parametrize(
    ("table", "agreement", "kappa"),
    [
        (data.COHEN_1960_P45, 0.70, 0.492), (data.COHEN_1960_P37, 0.29, -0.092), ([[20, 5], [10, 15]], 0.70, 0.40),
        (data.FEINSTEIN_A, 0.85, 0.70), (data.FEINSTEIN_B, 0.85, 0.32), (data.ARTSTEIN_2008, 0.70, 0.348),
    ],
)  # fmt: skip
def test_cohen_kappa_as_printed(table: list[list[int]], agreement: float, kappa: float) -> None:
    ratings = from_table(table)
    assert percent(ratings) == pytest.approx(agreement, abs=1e-12)
    assert round(cohen_kappa(ratings), 3 if round(kappa, 2) != kappa else 2) == kappa


def test_the_other_coefficients_of_cohen_1960() -> None:
    ratings = from_table(data.COHEN_1960_P45)
    assert round(cohen_kappa_max(ratings), 3) == 0.831
    assert round(gwet_ac1(ratings), 3) == 0.576


def test_the_paradox_of_feinstein_and_cicchetti() -> None:
    balanced, skewed = from_table(data.FEINSTEIN_A), from_table(data.FEINSTEIN_B)
    assert round(pabak(balanced), 2) == round(pabak(skewed), 2) == 0.70
    assert round(gwet_ac1(skewed), 3) == 0.808


def test_pi_and_s_of_artstein_and_poesio() -> None:
    ratings = from_table(data.ARTSTEIN_2008)
    assert round(scott_pi(ratings), 3) == 0.341
    assert round(pabak(ratings), 2) == 0.40


def test_fleiss_1971() -> None:
    assert round(percent(data.FLEISS_1971), 4) == 0.5556
    assert round(fleiss_kappa(data.FLEISS_1971), 3) == 0.430


def test_a_unit_with_one_value_is_not_pairable() -> None:
    without = [row[:11] for row in data.KRIPPENDORFF_2011]
    assert krippendorff_alpha(without) == krippendorff_alpha(data.KRIPPENDORFF_2011)


def test_order_of_coders_and_names_of_values_do_not_matter() -> None:
    named = [[None if value is None else f"code-{value}" for value in row] for row in reversed(data.KRIPPENDORFF_2011)]
    assert krippendorff_alpha(named) == pytest.approx(krippendorff_alpha(data.KRIPPENDORFF_2011))


@pytest.mark.parametrize("measure", [cohen_kappa, scott_pi, fleiss_kappa, krippendorff_alpha, gwet_ac1, pabak])
@pytest.mark.parametrize("ratings", [[[0, 0, 0], [0, 0, 0]], [[None, 1], [1, None]], [[], []]])
def test_undefined_is_nan(measure: Callable[..., float], ratings: list[list[int | None]]) -> None:
    assert math.isnan(measure(ratings))


def test_kappa_of_a_coder_who_never_used_the_code_is_undefined() -> None:
    assert math.isnan(cohen_kappa([[0, 0, 0, 0], [0, 1, 0, 0]]))


def test_missing_may_be_none_or_nan() -> None:
    assert krippendorff_alpha([[1, 2, math.nan], [1, 2, 2]]) == krippendorff_alpha([[1, 2, None], [1, 2, 2]]) == 1


def test_wrong_data_is_refused() -> None:
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa([[1], [1], [1]])
    with pytest.raises(ValueError, match="at least two coders"):
        percent([[1, 2]])
    with pytest.raises(ValueError, match="every unit"):
        percent([[1, 2], [1]])
    with pytest.raises(ValueError, match="needs numbers"):
        krippendorff_alpha([["a", "b"], ["a", "b"]], "interval")


CODERS = st.integers(2, 4)
RATINGS = CODERS.flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from("abc"), min_size=coders, max_size=coders), min_size=2, max_size=30
    ).map(lambda units: [list(row) for row in zip(*units, strict=True)])
)


@given(RATINGS)
def test_nltk_agrees(ratings: list[list[str]]) -> None:
    task = AnnotationTask([(f"k{c}", n, value) for c, row in enumerate(ratings) for n, value in enumerate(row)])
    assert percent(ratings) == pytest.approx(task.avg_Ao())
    alpha = krippendorff_alpha(ratings)
    if not math.isnan(alpha):
        assert alpha == pytest.approx(task.alpha())
    if len(ratings) == 2:
        if not math.isnan(pi := scott_pi(ratings)):
            assert pi == pytest.approx(task.pi())
        if not math.isnan(kappa := cohen_kappa(ratings)):
            assert kappa == pytest.approx(task.kappa())


@given(RATINGS)
def test_scikit_learn_agrees(ratings: list[list[str]]) -> None:
    kappa = cohen_kappa(ratings[:2])
    if not math.isnan(kappa):
        assert kappa == pytest.approx(cohen_kappa_score(ratings[0], ratings[1]))


@given(RATINGS)
def test_alpha_is_pi_or_fleiss_with_a_correction_for_size(ratings: list[list[str]]) -> None:
    """Krippendorff (2004), §11.2: alpha = 1 - (1 - pi)(n - 1)/n over n values."""
    kappa, alpha = fleiss_kappa(ratings), krippendorff_alpha(ratings)
    size = len(ratings) * len(ratings[0])
    if not math.isnan(alpha):
        assert alpha == pytest.approx(1 - (1 - kappa) * (size - 1) / size)


def test_the_interval_is_the_same_each_time_and_holds_the_value() -> None:
    low, high = bootstrap_interval(data.HAYES_2007, level="ordinal")
    assert (low, high) == bootstrap_interval(data.HAYES_2007, level="ordinal")
    assert 0.55 < low < 0.7598 < high < 0.90
    assert (low, high) != bootstrap_interval(data.HAYES_2007, level="ordinal", seed=1)


def test_the_interval_is_that_of_units_drawn_one_by_one() -> None:
    """Against the plain way: draw units, count anew, take percentiles."""
    generator = np.random.default_rng(7)
    units = list(zip(*data.KRIPPENDORFF_2011, strict=True))
    drawn = []
    for _ in range(2000):
        chosen = [units[n] for n in generator.integers(0, len(units), len(units))]
        drawn.append(krippendorff_alpha([list(row) for row in zip(*chosen, strict=True)]))
    plain = np.nanquantile(drawn, [0.025, 0.975])
    assert bootstrap_interval(data.KRIPPENDORFF_2011, draws=4000) == pytest.approx(plain, abs=0.04)


def test_drawing_whole_conversations_widens_the_interval_of_alike_units() -> None:
    conversations = [[0, 0, 1, 1, 0, 0, 1, 1] * 5, [0, 0, 1, 1, 1, 1, 0, 0] * 5]
    ratings = [[row[n // 4] for n in range(160)] for row in conversations]
    groups = [n // 4 for n in range(160)]
    single, whole = bootstrap_interval(ratings), bootstrap_interval(ratings, groups=groups)
    assert whole[1] - whole[0] > 1.5 * (single[1] - single[0])


def test_the_interval_of_something_undefined_is_undefined() -> None:
    assert all(math.isnan(edge) for edge in bootstrap_interval([[0, 0], [0, 0]]))
    assert all(math.isnan(edge) for edge in bootstrap_interval([[0, 0, 1], [0, 0, 0]], coefficient="kappa"))
