"""Any order of the round, over and over: nothing gets out without a valid yes (SEQUENCES=1000 is the long run)."""

from __future__ import annotations

import os
from pathlib import Path
from unittest import mock

from any_order import PEOPLE, TEXT, AnyOrder
from hypothesis import HealthCheck, settings
from rounds import DAY, TEAM, lay_out

from toolkit.approval import (
    check_text,
    record,
    send,
)
from toolkit.publishing import examine

TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=int(os.environ.get("SEQUENCES", "6")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_model_lets_something_out(tmp_path: Path) -> None:
    """The property would hold for a gate that never opens; this one does."""
    study = lay_out(tmp_path / "s", text=TEXT)
    for person in PEOPLE:
        check_text(study, "c01", by=TEAM)
        with mock.patch("toolkit.approval.sending.write_pack", return_value=[]):
            send(study, "c01", person, by=TEAM, on=DAY)
        record(study, "c01", person, "akkoord", by=TEAM, channels={"nota": "ja"}, on=DAY)
    released = examine(study, "c01", "nota").released
    assert released is not None and len(released.document.blocks) == 5
