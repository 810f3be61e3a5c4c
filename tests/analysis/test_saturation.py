"""Code saturation after Guest e.a. (2020), on the synthetic series whose outcomes are worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from analysis_talks import BOOK, rows, voices
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis import saturation_curve, saturation_runs, saturation_table
from toolkit.analysis.saturation import new_codes, reached
from toolkit.records import Code, Codebook

SERIES = [12, 9, 7, 4, 3, 1, 1, 0, 0, 0]
TALKS = [f"c{n:02}-a" for n in range(1, 11)]


def test_runs_of_two_after_a_base_of_four() -> None:
    runs = saturation_runs(SERIES, base=4, run=2)
    assert list(runs["run"]) == ["5–6", "6–7", "7–8", "8–9", "9–10"]
    assert set(runs["base_codes"]) == {32}
    assert list(runs["new"]) == [4, 2, 1, 0, 0]
    assert list(runs["share"]) == [0.125, 0.0625, 0.03125, 0, 0]


def test_where_the_thresholds_are_reached() -> None:
    assert reached(SERIES, 0.05) == "6+2"
    assert reached(SERIES, 0.0) == "7+2"
    assert reached(SERIES[:7], 0.05) == ""
    assert reached([0, 0, 0, 0, 0, 0], 0.05) == ""  # a base without codes says nothing


def test_a_longer_run_or_another_base() -> None:
    assert list(saturation_runs(SERIES, base=5, run=3)["new"]) == [2, 1, 0]
    assert saturation_runs([3, 2], base=4, run=2).empty


def test_new_codes_in_the_order_given() -> None:
    assert new_codes([["a", "b"], ["b"], ["b", "c"], []]) == [2, 0, 1, 0]


def series() -> tuple[pd.DataFrame, pd.DataFrame, Codebook]:
    """Ten talks whose new codes follow the series; every talk repeats the first code."""
    made, number = [], 0
    for name, fresh in zip(TALKS, SERIES):
        made += [(name[:3], name, "schoolleider", f"t.k{number + n}") for n in range(fresh)]
        made.append((name[:3], name, "schoolleider", "t.k0"))
        number += fresh
    people = pd.concat(
        [voices((name[:3], name, "schoolleider"), date=f"2023-10-{n:02}") for n, name in enumerate(TALKS, 1)]
    )
    book = Codebook(
        "1", (), tuple(Code(f"t.k{n}", f"K{n}", "d", origin="inductief" if n > 35 else "a-priori") for n in range(37))
    )
    return rows(*made), people, book


def test_the_table_tells_all_codes_and_inductive_ones_apart() -> None:
    frame, people, book = series()
    table = saturation_table(frame, people, book, orders=200).set_index("origin")
    whole = table.loc["alle codes"]
    assert (whole["conversations"], whole["codes"], whole["base_codes"]) == (10, 37, 32)
    assert (whole["reached_5"], whole["reached_0"]) == ("6+2", "7+2")
    assert 0 < whole["orders_reached_5"] <= 1
    assert (
        "na 6 gesprekken brachten de volgende 2 ten hoogste 5% nieuwe codes (6+2), "
        "na 7 gesprekken brachten de volgende 2 geen nieuwe codes (7+2); de grens van 5% is gehaald in"
        in whole["in_words"]
    )
    made = table.loc["inductieve codes"]
    assert (made["codes"], made["base_codes"], made["reached_5"]) == (1, 0, "")


def test_the_same_seed_gives_the_same_orders() -> None:
    frame, people, book = series()
    first, second = (saturation_table(frame, people, book, orders=100, seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    other = saturation_table(frame, people, book, orders=100, seed=8)
    assert not first["orders_reached_5"].equals(other["orders_reached_5"]) or not first["orders_median_5"].equals(
        other["orders_median_5"]
    )


def test_actors_with_few_talks_get_no_verdict() -> None:
    frame, people, book = series()
    extra = rows(("c01", "c01-b", "medewerker", "t.k0"))
    table = saturation_table(
        pd.concat([frame, extra]), pd.concat([people, voices(("c01", "c01-b", "medewerker"))]), book, orders=50
    )
    row = table[(table["group"] == "medewerker uit de doelgroep") & (table["origin"] == "alle codes")].iloc[0]
    assert row["in_words"] == "te weinig gesprekken (1) om verzadiging te bepalen (nodig: 6)"


def test_codes_that_come_after_saturation_are_told() -> None:
    frame, people, book = series()
    late = pd.concat([frame, rows(("c10", "c10-a", "schoolleider", "t.laat"))])
    words = saturation_table(late, people, book, orders=50)["in_words"].iloc[0]
    assert "(7+2); daarna kwam er nog 1 bij; de grens" in words


def test_a_codebook_made_beforehand_is_said_to_prove_little() -> None:
    frame, people, book = series()
    before = Codebook("1", (), tuple(Code(code.id, code.label, "d") for code in book.codes))
    words = saturation_table(frame, people, before, orders=50)["in_words"].iloc[0]
    assert words.endswith("(alle codes stonden vooraf vast, daarom zegt dit weinig)")


def test_the_curve_follows_the_fieldwork_and_stays_in_its_band() -> None:
    frame, people, _ = series()
    shuffled = people.sample(frac=1, random_state=1)
    curve = saturation_curve(frame, shuffled, orders=200)
    assert list(curve["transcript"]) == TALKS
    assert list(curve["new"]) == SERIES
    assert list(curve["codes"])[-1] == 37
    assert (curve["low"] <= curve["middle"]).all()
    assert (curve["middle"] <= curve["high"]).all()
    assert curve["share"].iloc[4] == 3 / 32


def test_undated_talks_come_last_and_documents_only_count_alone() -> None:
    people = pd.concat([voices(("c01", "b", "schoolleider"), date=""), voices(("c01", "z", "schoolleider"))])
    paper = voices(("c00", "p", "document")).assign(kind="document")
    both = pd.concat([people, paper])
    assert list(saturation_curve(rows(), both, orders=5)["transcript"]) == ["z", "b"]
    assert list(saturation_curve(rows(), paper, orders=5)["transcript"]) == ["p"]


def test_nothing_coded_gives_an_empty_curve_and_a_table_that_says_so() -> None:
    nobody = voices(("c01", "a", "schoolleider"), processed=False)
    assert saturation_curve(rows(), nobody).empty
    assert saturation_table(rows(), nobody, BOOK)["conversations"].iloc[0] == 0


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=12))
def test_every_code_is_new_once(order: list[frozenset[str]]) -> None:
    found = new_codes(order)
    assert len(found) == len(order)
    assert sum(found) == len(frozenset().union(*order))


@pytest.mark.parametrize("base", [1, 4, 6])
@given(new=st.lists(st.integers(0, 9), max_size=15))
def test_no_run_reaches_into_the_base(base: int, new: list[int]) -> None:
    runs = saturation_runs(new, base=base, run=2)
    assert len(runs) == max(len(new) - base - 1, 0)
    assert all(runs["first"] > base)
