"""``nota names``: every word of a marked stretch counts, and so does every mask beside one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.cli import main

ROWS = [
    {
        "id": "a-1",
        "text": "Ik zag Fenna en Lieuwe Postmus.",
        "roster": [],
        "spans": [[7, 12, "person"], [16, 30, "person"]],
    },
    {"id": "a-2", "text": "De gerda zei niets tegen Pim.", "roster": [], "spans": [[3, 8, "person"]]},
    {"id": "b-1", "text": "toen kwam tuin stee", "roster": ["Tuinstee"], "spans": [[10, 19, "person"]]},
    {"id": "b-2", "text": "Op die dag, zei xyz.", "roster": [], "spans": [[16, 19, "school"]]},
]


def test_recall_per_kind_and_false_masks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "namen.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    assert main(["names", str(tmp_path / "namen.jsonl"), "--json", str(tmp_path / "uit.json")]) == 0
    scores = json.loads((tmp_path / "uit.json").read_text())
    assert scores["recall"] == {"person": 1.0, "school": 0.0}
    assert scores["words"] == 21
    assert scores["false_masks_per_1000_words"] == 47.62  # Pim: one of 21 words
    assert scores["words_per_second"] > 0
    assert "school" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', '{"text": "a", "spans": [[1, 2]]}', "[]"])
def test_a_line_that_is_wrong_names_its_number(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "namen.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n" + line + "\n")
    assert main(["names", str(path)]) == 1
    assert "regel 2" in capsys.readouterr().err
