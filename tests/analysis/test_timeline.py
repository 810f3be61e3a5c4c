"""The timeline: cases as readers know them, and every label inside the figure."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from toolkit.analysis.figures import timeline_figure
from toolkit.analysis.placements import COLUMNS
from toolkit.figures import style


def placements(*rows: tuple[str, str, str, str, float, str]) -> pd.DataFrame:
    """(case, function, since, until, months, state)."""
    made = [
        (case, "medewerker-1", function, 24.0, 0.9, "vast", since, until if state == "beëindigd" else "", until, months, state, "")
        for case, function, since, until, months, state in rows
    ]  # fmt: skip
    return pd.DataFrame(made, columns=list(COLUMNS))


def test_every_label_lies_inside_the_figure_and_cases_are_called_as_in_the_note() -> None:
    table = placements(
        ("c04", "hulp bij de computers en het archief", "2021-03-01", "2024-02-29", 36, "beëindigd"),
        ("c10", "hulpconciërge", "2023-11-01", "2024-03-01", 4, "loopt"),
    )
    with style():
        drawn = timeline_figure(table, dt.date(2024, 3, 1))
        drawn.figure.draw_without_rendering()
        axes = drawn.figure.axes[0]
        width = drawn.figure.bbox.width
        labels = {text.get_text(): text.get_window_extent() for text in axes.texts}
        names = [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]
    assert "36 maanden, 24 uur, beëindigd" in labels and "4 maanden, 24 uur" in labels
    assert [text for text, box in labels.items() if box.x0 < 0 or box.x1 > width] == []
    assert names == ["case 4, hulp bij de computers en het archief", "case 10, hulpconciërge"]
    assert [row[0] for row in drawn.rows] == ["case 4", "case 10"] and "case 4 na 36 maanden" in drawn.alt
