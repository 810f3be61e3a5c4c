"""A study's own layer: it comes where it proves itself on decided sentences, and else changes nothing."""

from __future__ import annotations

import numpy as np

from toolkit.review.layer import UNSEEN, Table, learn, predict

CODES = ("werk.taken", "werk.hulp", "geld.loon")
SWEEPS = tuple(f"ik veeg {place}" for place in ("het plein", "de gang", "de hal", "de trap", "de stoep", "het lokaal"))
RESTS = tuple(f"wij zien {thing}" for thing in ("de zee", "een film", "het bos", "de stad", "een vriend", "het weer"))


def _table(said: tuple[str, ...], given: tuple[str, ...], suggested: tuple[str, ...]) -> Table:
    """Every sentence decided; ``given`` and ``suggested`` hold the sentences with the code werk.taken."""
    marks = [np.zeros((len(said), len(CODES)), dtype=bool) for _ in range(2)]
    for mark, names in zip(marks, (given, suggested)):
        mark[:, 0] = [one in names for one in said]
    chance = np.where(marks[1], 0.6, UNSEEN)
    words = tuple((one, "", "") for one in said)
    return Table(words, chance, marks[1], np.ones_like(marks[0]), marks[0])


def test_a_layer_comes_where_people_see_what_the_software_does_not() -> None:
    layer = learn(_table((*SWEEPS, *RESTS), SWEEPS, ()), CODES)
    assert layer and layer.columns == {0, 1}
    new = _table(("ik veeg de kantine", "wij zien de kantine"), (), ())
    chances, said = predict(layer, new)
    assert said.tolist() == [[True, False, False], [False, False, False]]
    assert chances[0, 0] > chances[1, 0]
    assert chances[:, 2].tolist() == [UNSEEN, UNSEEN]


def test_where_the_software_was_right_nothing_changes() -> None:
    table = _table((*SWEEPS, *RESTS), SWEEPS, SWEEPS)
    layer = learn(table, CODES)
    assert not layer
    chances, said = predict(layer, table)
    assert np.array_equal(chances, table.chance) and np.array_equal(said, table.suggested)


def test_decisions_without_a_pattern_change_nothing() -> None:
    said = tuple(f"zin {number} {number * 7 % 5}" for number in range(40))
    given = tuple(one for number, one in enumerate(said) if number * 37 % 11 < 3)
    suggested = tuple(one for number, one in enumerate(said) if number * 29 % 13 < 4)
    assert not learn(_table(said, given, suggested), CODES)
    assert not learn(_table(said[:6], given[:2], ()), CODES)
