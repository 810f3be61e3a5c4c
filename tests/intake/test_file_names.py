"""What is made is called after the file: no name of anybody comes in that way, nor with a speaker's label."""

from __future__ import annotations

import pytest

from toolkit.errors import InputError
from toolkit.intake import conversations, read_all
from toolkit.intake.report import warnings_table
from toolkit.study import Study


@pytest.mark.parametrize("stem", ["c01-Wiersema", "c01-marga", "c01-Gesprek Bloemhof", "Quiriena"])
def test_a_file_called_after_somebody_is_refused(small_study: Study, stem: str) -> None:
    folder = small_study.cases_folder / "c01"
    (folder / "c01-schoolleider.txt").rename(folder / f"{stem}.txt")
    with pytest.raises(InputError, match="hernoem het"):
        conversations(small_study)


@pytest.mark.parametrize(
    "stem", ["c01-medewerker", "c01-Gesprek_2", "Interview directeur 1", "c01-HR", "c01-ib-2023-10-12"]
)
def test_a_file_called_after_what_it_is_is_read(small_study: Study, stem: str) -> None:
    folder = small_study.cases_folder / "c01"
    (folder / "c01-schoolleider.txt").rename(folder / f"{stem}.txt")
    assert [path.stem for path in conversations(small_study)] == [stem]


def test_a_label_nobody_knows_is_not_in_the_table_of_warnings(small_study: Study) -> None:
    path = small_study.cases_folder / "c01" / "c01-schoolleider.txt"
    path.write_text(path.read_text() + "D'Anconissa: Ik zeg ook wat.\nInterviewer: Ja.\nD'Anconissa: En nog iets.\n")
    readings = read_all(small_study)
    assert readings[0].unknown == ("D'Anconissa",)
    assert "ncon" not in warnings_table(readings).to_csv()
