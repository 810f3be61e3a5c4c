"""Without any one condition of the gate the property fails: by the shortest way, and (MUTATIONS=300) by itself."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from any_order import PEOPLE, AnyOrder
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from toolkit.publishing import conditions


def all_say(steps: AnyOrder, *, channels: frozenset[str] = frozenset({"nota"}), but: str = "") -> None:
    """Check, ask and answer; everybody says yes but one, who was asked and did not answer yet."""
    for person in PEOPLE:
        steps.check()
        steps.ask(person)
        if person != but:
            steps.tell(person, set(channels), "akkoord")


def _named(steps: AnyOrder) -> None:
    steps.type_a_name_or_take_it_out("vier")
    all_say(steps)


def _changed_and_checked(steps: AnyOrder) -> None:
    all_say(steps)
    steps.edit("twee")
    steps.check()


def _late(steps: AnyOrder) -> None:
    all_say(steps)
    for _ in range(3):
        steps.let_time_pass(80)


def _then(step: Callable[[AnyOrder], object]) -> Callable[[AnyOrder], None]:
    def both(steps: AnyOrder) -> None:
        all_say(steps)
        step(steps)

    return both


WAYS: dict[str, Callable[[AnyOrder], None]] = {
    "chain_is_whole": all_say,
    "text_was_checked": _then(lambda steps: steps.edit("een")),
    "nobody_holds_it": _then(lambda steps: steps.tell("schoolleider-1", {"nota"}, "niet_akkoord")),
    "no_name_in_it": _named,
    "somebody_agreed": lambda steps: all_say(steps, channels=frozenset()),
    "answered": lambda steps: all_say(steps, but="collega-1"),
    "not_withdrawn": _then(lambda steps: steps.leave("collega-1")),
    "said_yes": _then(lambda steps: steps.tell("collega-1", {"nota"}, "niet_akkoord")),
    "same_words": _changed_and_checked,
    "nothing_open": _then(lambda steps: steps.tell("collega-1", {"nota"}, "akkoord_met_wijziging")),
    "channel_was_chosen": _then(lambda steps: steps.tell("collega-1", {"website"}, "akkoord")),
    "still_holds": _late,
}
GROUPS = ("TEXT_CONDITIONS", "BLOCK_CONDITIONS", "PERSON_CONDITIONS")
CONDITIONS = [one.__name__ for group in GROUPS for one in getattr(conditions, group)]


def take_away(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Leave one condition out of the gate."""
    for group in GROUPS:
        kept = tuple(one for one in getattr(conditions, group) if one.__name__ != name)
        monkeypatch.setattr(conditions, group, kept)


@pytest.mark.parametrize("name", CONDITIONS)
def test_without_a_condition_the_property_fails(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    steps = AnyOrder()
    try:
        WAYS[name](steps)
        look = steps.tamper if name == "chain_is_whole" else steps.nothing_gets_out_without_a_yes
        look()
        take_away(monkeypatch, name)
        with pytest.raises(AssertionError):
            look()
    finally:
        steps.teardown()


@pytest.mark.skipif("MUTATIONS" not in os.environ, reason="a long run: MUTATIONS=300")
@pytest.mark.parametrize("name", CONDITIONS)
def test_without_a_condition_a_sequence_is_found_that_fails(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    take_away(monkeypatch, name)
    tries = settings(
        max_examples=int(os.environ["MUTATIONS"]), stateful_step_count=40, deadline=None, database=None,
        phases=[Phase.generate], report_multiple_bugs=False, suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    with pytest.raises(AssertionError):
        run_state_machine_as_test(AnyOrder, settings=tries)
