"""Steps run when something changed, are skipped when nothing did, and leave nothing stale behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from toolkit import steps
from toolkit.study import Study


def silent(step: steps.Step) -> steps.Progress:
    def wrap(items: Sequence[Any]) -> Iterable[Any]:
        return items

    return wrap


def test_a_second_run_does_nothing(small_study: Study) -> None:
    assert steps.run(small_study, ["read"], progress=silent) == ["read"]
    assert steps.run(small_study, ["read"], progress=silent) == []


def test_a_change_of_input_or_output_runs_it_again(small_study: Study) -> None:
    steps.run(small_study, ["read"], progress=silent)
    talk = small_study.cases_folder / "c01" / "c01-schoolleider.txt"
    talk.write_text(talk.read_text() + "Interviewer: Dank u wel.\n")
    assert steps.run(small_study, ["read"], progress=silent) == ["read"]
    (small_study.outputs / "tables" / "intake.csv").write_text("veranderd")
    assert steps.run(small_study, ["read"], progress=silent) == ["read"]


def test_what_a_step_no_longer_makes_is_removed(small_study: Study) -> None:
    steps.run(small_study, ["read"], progress=silent)
    stale = small_study.outputs / "tables" / "intake_oud.csv"
    stale.write_text("oud")
    steps.run(small_study, ["read"], progress=silent, force=True)
    assert not stale.exists()


def test_the_manifest_names_every_output_and_input_with_its_digest(small_study: Study) -> None:
    steps.run(small_study, ["read"], progress=silent)
    manifest = json.loads((small_study.outputs / "manifest.json").read_text())
    assert set(manifest["outputs"]) == {
        "outputs/tables/coverage.csv",
        "outputs/tables/intake.csv",
        "outputs/tables/intake_warnings.csv",
    }
    assert "interviews/cases/c01/c01-schoolleider.txt" in manifest["inputs"]


def test_every_step_has_its_function_and_its_own_outputs() -> None:
    names = [one.name for one in steps.STEPS]
    assert len(set(names)) == len(names)
    with pytest.raises(KeyError):
        steps.step("bestaat-niet")


def test_what_a_step_needs_is_found_from_what_steps_read_and_make(small_study: Study) -> None:
    assert steps.needed(small_study, ["read"]) == ("read",)
    assert steps.needed(small_study, ["code"]) == ("pseudonymise", "code")
    assert steps.needed(small_study, ["agree"]) == ("pseudonymise", "code", "agree")
    with pytest.raises(KeyError):
        steps.needed(small_study, ["bestaat-niet"])


def test_only_what_was_never_made_is_missing(small_study: Study) -> None:
    assert steps.missing(small_study, ["code"]) == ("pseudonymise", "code")
    steps.run(small_study, ["pseudonymise"], progress=silent)
    assert steps.missing(small_study, ["code"]) == ("code",)
