"""Concordance, collocations and keyness."""

from __future__ import annotations

import datetime as dt

import pytest
from analysis_talks import talk, talks

from toolkit.analysis import collocations, concordance, keyness, spoken_words
from toolkit.errors import UsageError

DAY = dt.date(2023, 10, 1)


def test_words_keep_placeholders_and_apostrophes_and_leave_the_interviewer_out() -> None:
    one = talk(
        "a",
        "c01",
        "interview",
        DAY,
        [("interviewer-1", "Hoe dan?"), ("collega-1", "Collega’s van [school-A] zo'n mooie SW-plek, 3 uur.")],
    )
    said = spoken_words([one])
    assert [turn.words for turn in said] == [("collega's", "van", "[school-a]", "zo'n", "mooie", "sw-plek", "uur")]
    assert (said[0].turn, said[0].role, said[0].speaker) == (2, "collega", "c01/collega-1")


def test_a_concordance_shows_the_word_in_its_turn() -> None:
    table = concordance(spoken_words(talks()), "gemeente", width=12)
    assert [(row.transcript, row.turn, row.left, row.keyword, row.right) for row in table.itertuples()] == [
        ("c01-schoolleider", 2, "De ", "gemeente", " legt zeshon"),
        ("c02-schoolleider", 2, "een cent van de "[-12:], "gemeente", ". Het kostte"),
    ]


def test_a_star_stands_for_any_ending_and_a_role_narrows() -> None:
    turns = spoken_words(talks())
    assert list(concordance(turns, "Kost*")["keyword"]) == ["kostte"]
    assert list(concordance(turns, "tijd", role="medewerker")["transcript"]) == ["c01-medewerker"]
    assert concordance(turns, "olifant").empty


@pytest.mark.parametrize("word", ["", "  ", "*", "van de"])
def test_only_one_word_can_be_looked_up(word: str) -> None:
    with pytest.raises(UsageError, match="geen los woord"):
        concordance(spoken_words(talks()), word)


def many(texts: dict[str, str], times: int = 4) -> list[tuple[str, str]]:
    return [(speaker, text) for speaker, text in texts.items() for _ in range(times)]


def test_collocations_are_said_by_more_than_one_and_are_no_function_words() -> None:
    a = talk("a", "c01", "interview", DAY, many({"collega-1": "Het vaste contract is er. Mijn rode fiets ook."}))
    b = talk("b", "c02", "interview", DAY, many({"collega-1": "Een vaste contract dan."}))
    table = collocations(spoken_words([a, b]), smallest=3)
    assert list(zip(table["first"], table["second"])) == [("vaste", "contract")]
    assert (table["together"].iloc[0], table["conversations"].iloc[0]) == (8, 2)


def test_collocations_do_not_cross_turns() -> None:
    a = talk("a", "c01", "interview", DAY, [("collega-1", "Fiets"), ("collega-2", "bel")] * 5)
    assert collocations(spoken_words([a]), smallest=2, fewest=1).empty


def test_keyness_finds_the_words_of_a_group() -> None:
    a = talk(
        "a",
        "c01",
        "interview",
        DAY,
        many({"gemeente-1": "loonwaarde meten", "gemeente-2": "loonwaarde meten", "collega-1": "koffie zetten"}, 20),
    )
    table = keyness(spoken_words([a]))
    assert set(table.loc[table["role"] == "gemeente", "word"]) == {"loonwaarde", "meten"}
    assert table[table["role"] == "collega"].empty  # one speaker: tells about a person
    row = table.set_index("word").loc["meten"]
    assert (row["count"], row["per_1000"], row["others_per_1000"], row["speakers"]) == (40, 500, 0, 2)


def test_keyness_is_the_log_likelihood_of_the_textbook() -> None:
    # 40 of 80 words against 0 of 40: expected 26.67 and 13.33, so G2 = 2 x 40 x ln(40 / 26.67) = 32.44
    a = talk(
        "a",
        "c01",
        "interview",
        DAY,
        many({"gemeente-1": "woord ander", "gemeente-2": "woord ander"}, 20)
        + many({"collega-1": "niets zeggen", "collega-2": "niets zeggen"}, 10),
    )
    row = keyness(spoken_words([a])).set_index(["role", "word"]).loc[("gemeente", "woord")]
    assert row["log_likelihood"] == pytest.approx(32.437, abs=1e-3)


def test_one_group_only_has_no_key_words() -> None:
    a = talk("a", "c01", "interview", DAY, many({"collega-1": "koffie", "collega-2": "koffie"}))
    assert keyness(spoken_words([a])).empty
    assert collocations([]).empty
