"""No reply is read wrongly without a person being told, whatever people and their programs did to the form.

The number of replies comes from FUZZ_REPLIES (300 when it is not set); benchmarks/replies_fuzz.py runs 10,000.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from fuzz_answers import NONE
from fuzz_forms import WORDS, form_case
from fuzz_judge import judge, read, units_by_block
from fuzz_losses import CONDITIONS, WITH_ANCHORS
from fuzz_runs import FLOORS, run
from generator import make_reply

REPLIES = int(os.environ.get("FUZZ_REPLIES", "300"))
ONCE_WRONG = json.loads((Path(__file__).parent / "cases" / "once_wrong.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("condition", CONDITIONS)
def test_no_block_is_wrong_and_silent(condition: str) -> None:
    found = run(condition, range(REPLIES // len(CONDITIONS)))
    assert found.how("silent") == []
    assert found.rate("block") >= FLOORS[condition], found.failures
    assert found.rate("answer") >= 0.98
    assert found.counts["changed block", "exact"] > 0.9 * found.replies


@pytest.mark.parametrize("case", ONCE_WRONG, ids=[case["why"] for case in ONCE_WRONG])
def test_what_was_once_read_wrongly(case: dict[str, object]) -> None:
    found = run(str(case["condition"]), [int(str(case["seed"]))], more=bool(case.get("more", False)))
    assert [one for one in found.failures if " silent: " in one or " unmarked: " in one] == []


def test_the_same_seed_makes_the_same_reply_and_nothing_done_is_nothing_changed() -> None:
    case = form_case(1)
    assert make_reply(case.data, 5, "word")[0] == make_reply(case.data, 5, "word")[0]
    truth = make_reply(case.data, 5, "word")[1]
    assert set(truth.old) == {name for names in units_by_block(case, truth).values() for name in names}
    untouched = read(case.data, case)
    assert {block.status for block in untouched.blocks} == {"gelijk"}
    assert untouched.choices.verdict == NONE and not untouched.unplaced and not untouched.remarks


def test_the_judge_sees_a_reading_that_is_silently_wrong() -> None:
    """Held against the untouched form, every changed block of a reply is silent."""
    case = form_case(2)
    seed = next(n for n in range(100) if "replace_words" in make_reply(case.data, n, "word")[1].done)
    truth = make_reply(case.data, seed, "word")[1]
    score = judge(read(case.data, case), truth, case)
    assert score.counts["block", "silent"] == score.counts["changed block", "silent"] > 0


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_a_program_loses_is_lost(condition: str) -> None:
    data, _ = make_reply(form_case(3).data, 8, condition)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        text = file.read("word/document.xml").decode()
        names = file.namelist()
    marks = text.count("_nota_u")
    assert marks == 0 if condition == "google" else marks > 5
    assert ("customXml/item1.xml" in names) is (condition != "google")
    assert ("nota:oordeel" in text) is (condition in ("word", "partly"))
    assert WORDS and (condition in WITH_ANCHORS) is (FLOORS[condition] == 0.999)
