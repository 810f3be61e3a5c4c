"""The figure of agreement: alpha with its interval per theme and code, against Krippendorff's two thresholds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..figures import DARK, INK, LINES, MIDDLE, MUTED, Drawn, canvas, dutch_axis
from ..numbers import UNKNOWN, dutch, listed
from .table import RELIABLE, TENTATIVE, rows_of
from .wording import in_words

if TYPE_CHECKING:
    import pandas as pd

_THRESHOLDS = ((TENTATIVE, (0, (2, 2)), "right", "voorlopig"), (RELIABLE, "-", "left", "betrouwbaar"))
CAPTION = (
    "Overeenstemming tussen de codeurs, per thema en code. Tussen haakjes staat aan hoeveel zinnen ten minste één "
    "codeur de code gaf."
)
HEADER = ("Thema of code", "Zinnen met deze code", "Overeenstemming", "Alfa", "95%-interval", "Oordeel")


def alpha_figure(table: pd.DataFrame) -> Drawn:
    """A dot with its interval per row, codes under their theme. Undefined ones say so in the place of a dot."""
    rows = _ordered(table)
    figure, axes = canvas(1.8 + 0.56 * len(rows))
    lowest = min([0.0, *(row.alpha_low for row in rows if not math.isnan(row.alpha_low))])
    for threshold, style, side, label in _THRESHOLDS:
        axes.axvline(threshold, color=MUTED, linewidth=0.8, linestyle=style, zorder=1)
        axes.annotate(
            f"{label}\nvanaf {dutch(threshold, 3)}", (threshold, -0.6), (-3 if side == "right" else 3, 3),
            textcoords="offset points", ha=side, va="bottom", fontsize=8, color=MUTED, annotation_clip=False,
        )  # fmt: skip
    for place, row in enumerate(rows):
        _draw_row(axes, place, row)
    axes.set_yticks(range(len(rows)), [_name(row) for row in rows])
    for text, row in zip(axes.get_yticklabels(), rows):
        text.set_fontweight("bold" if row.level == "theme" else "normal")
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(math.floor(max(lowest, -1) * 5) / 5, 1.05)
    axes.set_xlabel("Krippendorffs alfa, met interval van 95%")
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=LINES, linewidth=0.4, zorder=0)
    axes.set_axisbelow(True)
    dutch_axis(axes.xaxis, 1)
    return Drawn("alpha", figure, alt_text(table), CAPTION, HEADER, _cells(rows))


def alt_text(table: pd.DataFrame) -> str:
    """What the figure shows, in three sentences with the numbers that matter."""
    rows = rows_of(table)
    themes, codes = [row for row in rows if row.level == "theme"], [row for row in rows if row.level == "code"]
    per_theme = listed([f"{row.label} {dutch(row.alpha, 2)}" for row in themes])
    known = sorted((row for row in codes if not math.isnan(row.alpha)), key=lambda row: (row.alpha, row.id))
    reliable = sum(row.alpha >= RELIABLE for row in known)
    text = f"Puntenfiguur van Krippendorffs alfa met interval. Per hoofdthema: {per_theme}. "
    text += f"Van de {len(codes)} codes {'haalt' if reliable < 2 else 'halen'} er {in_words(reliable)} de grens van {dutch(RELIABLE, 2)}"
    if not known:
        return f"{text}."
    best, worst = known[-1], known[0]
    return (
        f"{text}; de hoogste is {best.label} met {dutch(best.alpha, 2)}, "
        f"de laagste {worst.label} met {dutch(worst.alpha, 2)}."
    )


def _draw_row(axes: Any, place: int, row: Any) -> None:
    theme = row.level == "theme"
    if theme:
        axes.axhspan(place - 0.5, place + 0.5, color="#F2F2F2", zorder=0)
    if math.isnan(row.alpha):
        axes.text(0.01, place, UNKNOWN, va="center", ha="left", fontsize=8, color=INK, style="italic")
        return
    color = DARK if theme else MIDDLE
    if not math.isnan(row.alpha_low):
        axes.hlines(
            place, max(row.alpha_low, -1), row.alpha_high, color=color, linewidth=2.2 if theme else 1.2, zorder=2
        )
    axes.plot(row.alpha, place, "s" if theme else "o", color=color, markersize=6 if theme else 4.5, zorder=3)


def _ordered(table: pd.DataFrame) -> list[Any]:
    """Each theme followed by its codes, as readers know the codebook."""
    rows = rows_of(table)
    themes = [row for row in rows if row.level == "theme"]
    codes = [row for row in rows if row.level == "code"]
    found = []
    for theme in themes:
        found += [theme, *(code for code in codes if code.id.partition(".")[0] == theme.id)]
    return [*found, *(code for code in codes if code not in found)]


def _name(row: Any) -> str:
    return str(row.label) if row.level == "theme" else f"{row.label} ({row.coded})"


def _cells(rows: list[Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            row.label if row.level == "theme" else f"– {row.label}",
            dutch(row.coded),
            f"{dutch(100 * row.percent, 0)}%",
            dutch(row.alpha, 2),
            UNKNOWN if math.isnan(row.alpha_low) else f"{dutch(row.alpha_low, 2)} tot {dutch(row.alpha_high, 2)}",
            row.verdict,
        )
        for row in rows
    )
