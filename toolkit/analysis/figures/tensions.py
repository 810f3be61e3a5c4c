"""Two sides of one matter, as bars that leave a middle line in two directions."""

from __future__ import annotations

import pandas as pd

from ...figures import DARK, HATCH, INK, LINES, MIDDLE, Drawn, canvas, cells, wrapped
from ...numbers import dutch, listed
from ..table import records_of


def tension_figure(tensions: pd.DataFrame, *, unit: str = "cases") -> Drawn:
    """For each tension the codings on either side, and in how many cases both are heard."""
    rows = records_of(tensions)
    figure, axes = canvas(2.2 + 1.0 * max(len(rows), 1))
    most = max([row[side] for row in rows for side in ("plus", "minus")], default=1) or 1
    for place, row in enumerate(rows):
        axes.barh(place, row["plus"], height=0.55, color=DARK, edgecolor=DARK)
        axes.barh(place, -row["minus"], height=0.55, color="white", edgecolor=MIDDLE, hatch=HATCH)
        axes.text(row["plus"] + most * 0.02, place, dutch(row["plus"]), va="center", ha="left")
        axes.text(-row["minus"] - most * 0.02, place, dutch(row["minus"]), va="center", ha="right")
        axes.text(most * 1.22, place, f"{row['in_words']} {unit}" if row["in_words"] else "", va="center", ha="left")
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.set(ylim=(len(rows) - 0.4, -1.1), xlim=(-most * 1.18, most * 1.75))
    axes.set_yticks(range(len(rows)), [wrapped(row["label"], 28) for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([])
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.axhline(-0.55, color=LINES, linewidth=0.5)
    for x, text, align in (
        (-most * 0.03, "staat in de weg", "right"),
        (most * 0.03, "draagt", "left"),
        (most * 1.22, "beide kanten", "left"),
    ):
        axes.text(x, -0.8, text, ha=align, va="center", weight="bold")
    both = [f"{row['label'].lower()} ({row['in_words']})" for row in rows if row["both_cases"]][:3]
    sizes = listed([f"{row['label'].lower()} {dutch(row['plus'])} tegen {dutch(row['minus'])}" for row in rows])
    alt = f"Staven naar twee kanten voor {dutch(len(rows))} spanningen, in coderingen die dragen tegen coderingen die in de weg staan: {sizes}."
    if both:
        alt += f" Het vaakst klinken beide kanten in dezelfde case bij {listed(both)}."
    return Drawn(
        "tensions", figure, alt if rows else "Er zijn geen spanningen gevonden.",
        f"Spanningen: coderingen aan beide kanten, en het aantal {unit} waarin beide kanten te horen zijn.",
        ("Spanning", "Vraag", "Draagt", "Staat in de weg", f"Beide, in {unit}"),
        cells(tensions, ("label", "question", "plus", "minus", "in_words")),
    )  # fmt: skip
