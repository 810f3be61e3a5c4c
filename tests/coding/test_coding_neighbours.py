from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from toolkit.coding import Decided, load_codebook, suggest
from toolkit.coding.combine import ALONE, Mixture, by_theme, unite
from toolkit.coding.conversation import conversation_of
from toolkit.coding.neighbours import (
    DECIDED,
    SIGNS,
    chance,
    decided_signs,
    decided_theme_signs,
    log_odds,
    owners,
    signs,
    speaking,
    theme_signs,
)
from toolkit.coding.parts import UNSEEN, vocabulary_part
from toolkit.coding.tuning import platt, trusting, united
from toolkit.records import Transcript

MakeTranscript = Callable[..., Transcript]
CODES, THEMES = ("werk.taken", "werk.hulp", "geld.subsidie"), ("werk", "geld")
USUAL = np.full(6, 0.1)
"""Three codes, two themes, any code."""


def _found(talk: MakeTranscript, chances: list[list[float]], *turns: tuple[str, str]) -> dict[str, np.ndarray]:
    conversation = conversation_of(talk(*turns))
    found = signs(log_odds(np.array(chances)), conversation, USUAL, CODES, THEMES)
    return {name: np.round(found[:, :, place], 3) for place, name in enumerate(SIGNS)}


def test_what_stands_around_a_sentence_is_seen_and_what_is_not_there_is_as_usual(talk: MakeTranscript) -> None:
    rows = [[0.9, 0.2, 0.1, 0.8, 0.1, 0.9], [0.5, 0.4, 0.1, 0.6, 0.1, 0.5], [0.1, 0.1, 0.7, 0.1, 0.7, 0.5]]
    found = _found(talk, rows, ("collega-1", "Een zin. Nog een. En de laatste."))
    assert found["code 1"].tolist() == [[0.5, 0.4, 0.1], [0.5, 0.15, 0.4], [0.5, 0.4, 0.1]]
    assert found["theme 2"].tolist() == [[0.1, 0.1, 0.7], [0.1, 0.1, 0.1], [0.8, 0.8, 0.1]]
    assert found["code 3-6"].tolist() == [[0.1, 0.1, 0.1]] * 3
    assert found["code in text"][0].tolist() == [0.192, 0.131, 0.146]
    assert found["strongest other code"][0].tolist() == np.round(log_odds(np.array([0.2, 0.9, 0.9])), 3).tolist()


def test_the_interviewer_asks_and_does_not_count_as_a_neighbour(talk: MakeTranscript) -> None:
    rows = [[0.1, 0.1, 0.9, 0.1, 0.8, 0.9], [0.1] * 6, [0.1] * 6]
    found = _found(talk, rows, ("interviewer-1", "Wie betaalt dat?"), ("collega-1", "Ja. Dat weet ik niet."))
    assert found["code asked"][:, 2].tolist() == [0, 0.9, 0.63]
    assert found["theme asked"][1].tolist() == [0.1, 0.1, 0.8]
    assert found["code 1"][1].tolist() == [0.1, 0.1, 0.1]


def test_a_theme_is_weighed_from_its_codes(talk: MakeTranscript) -> None:
    own = owners(CODES, THEMES)
    chances = np.array([[0.5, 0.5, 0.2]])
    found = theme_signs(chances, log_odds(np.array([[0.6, 0.3, 0.7]])), np.array([True]), np.array([0.1, 0.2]), own)
    assert np.round(found[0, :, 0], 3).tolist() == [0, -1.386]
    assert np.round(found[0, :, 1], 3).tolist() == [1.099, -1.386]
    assert found[0, :, 2].tolist() == [0.1, 0.2]


def test_a_theme_brings_its_likeliest_code_and_none_where_it_is_not() -> None:
    own = owners(CODES, THEMES)
    chances = np.array([[0.2, 0.1, 0.6], [0.5, 0.9, 0.1]])
    there = np.array([[True, False], [True, True]])
    said = by_theme(chances, np.array([0.3, 0.3, 0.3]), there, own)
    assert said.tolist() == [[True, False, False], [True, True, True]]


def test_chances_are_drawn_to_how_often_they_were_right() -> None:
    said, right = np.repeat([0.1, 0.9], 100), np.tile(np.arange(100) % 10 < 3, 2)
    right[100:] = np.arange(100) % 10 < 7
    shift, slope = platt(said, right)
    assert np.round(chance(shift + slope * log_odds(np.array([0.1, 0.9]))), 2).tolist() == [0.3, 0.7]
    assert platt(said, said > 0) == (0.0, 1.0)


def test_what_is_suggested_is_shown_less_sure_and_stays_the_same(talk: MakeTranscript, small_codebook: Path) -> None:
    codebook = load_codebook(small_codebook)
    part = vocabulary_part(codebook)
    conversation = conversation_of(talk(("collega-1", "Hij leegt de prullenbak. De jobcoach belt.")))
    judged = {part.name: part.judge(conversation)}
    plain, shrunk = (
        unite(judged, [part], codebook, replace(ALONE, shown=shown), speaking(conversation))
        for shown in ((0.0, 1.0), (0.0, 0.5))
    )
    assert plain.chosen == shrunk.chosen and len(plain.chosen) == 2
    for place in np.ndindex(plain.chances.shape):
        if place in plain.chosen:
            assert abs(shrunk.chances[place] - 0.5) < abs(plain.chances[place] - 0.5)
        else:
            assert shrunk.chances[place] == plain.chances[place]


def test_a_part_that_counts_more_changes_nothing_where_it_sees_nothing() -> None:
    plain = Mixture({"vocabulary": 0.2, "trained": 0.9}, bias=-0.1)
    more = trusting(plain, "vocabulary", 2.0)
    odds = {"vocabulary": np.array([[UNSEEN, 0.9]]), "trained": np.array([[-1.0, -1.0]])}
    before, after = united(odds, plain)[0], united(odds, more)[0]
    assert round(before[0], 6) == round(after[0], 6)
    assert after[1] > before[1]


def _told(known: list[list[bool]], given: list[list[bool]]) -> Decided:
    return Decided(np.array(known), np.array(given))


def test_a_decision_counts_for_the_neighbours_as_far_as_it_was_not_expected(talk: MakeTranscript) -> None:
    rows = [[0.9, 0.2, 0.1, 0.8, 0.1, 0.9], [0.5, 0.4, 0.1, 0.6, 0.1, 0.5], [0.1, 0.1, 0.7, 0.1, 0.7, 0.5]]
    conversation = conversation_of(talk(("collega-1", "Een zin. Nog een. En de laatste.")))
    decided = _told([[True, True, False], [False] * 3, [False] * 3], [[True, False, False], [False] * 3, [False] * 3])
    found = decided_signs(np.array(rows), conversation, decided, CODES, THEMES)
    seen = {name: np.round(found[:, :, place], 3).tolist() for place, name in enumerate(DECIDED)}
    assert seen["code 1"] == [
        [0, 0, 0],
        [0.05, -0.1, 0],
        [0, 0, 0],
    ]  # half of 0.1 and of -0.2: the other neighbour is open
    assert seen["theme 1"][1] == [0.1, 0.1, 0]
    assert seen["code 2"][2] == [0.1, -0.2, 0]
    nothing = decided_signs(
        log_odds(np.array(rows)), conversation, _told([[False] * 3] * 3, [[False] * 3] * 3), CODES, THEMES
    )
    assert not nothing.any()


def test_a_theme_is_decided_with_one_of_its_codes_or_when_none_is_there() -> None:
    own, sure, heard = owners(CODES, THEMES), np.array([[0.75, 0.2], [0.1, 0.1]]), np.array([True, True])
    first, nothing = [[True, False, False], [False] * 3], [[False] * 3] * 2
    one = decided_theme_signs(sure, heard, _told(first, first), own)
    half = decided_theme_signs(sure, heard, _told(first, nothing), own)
    none = decided_theme_signs(sure, heard, _told([[True, True, False], [False] * 3], nothing), own)
    assert [np.round(found[1, 0, 0], 3).tolist() for found in (one, half, none)] == [0.25, 0, -0.75]


def test_what_people_gave_the_neighbours_makes_a_code_more_likely_and_turning_it_down_less(
    talk: MakeTranscript,
) -> None:
    codebook = load_codebook(Path("interviews/codebook.yaml"))
    text = talk(
        ("interviewer-1", "Hoe gaat dat?"),
        (
            "schoolleider-1",
            "Dat was nog wel een ding. De jobcoach komt om de week. Ze bellen ook. Daar zijn we blij mee.",
        ),
    )
    place, rows = codebook.ids.index("functie.begeleiding"), 5
    plain = {(one.start, one.code): one.confidence for one in suggest([text], codebook)}
    chances = {}
    for name, here in (("given", True), ("turned down", False), ("open", None)):
        known, given = (np.zeros((rows, len(codebook.ids)), dtype=bool) for _ in range(2))
        for row in (1, 3, 4):
            known[row] = here is not None
            given[row, place] = bool(here)
        found = suggest([text], codebook, decided={text.id: Decided(known, given)})
        chances[name] = {(one.start, one.code): one.confidence for one in found}
    assert chances["open"] == plain
    key = text.text.index("De jobcoach"), "functie.begeleiding"
    assert chances["given"][key] > plain[key] > chances["turned down"].get(key, 0)
