"""Placements along time, and how new codes dry up over the conversations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from ...figures import DARK, HATCH, INK, LIGHT, LINES, MIDDLE, MUTED, PALE, Drawn, canvas, cells, whole_numbers, wrapped
from ...numbers import date_in_words, dutch, listed
from ..placements import ENDED, RUNNING
from ..saturation import BASE
from ..table import case_label, records_of

MOST_BARS = 36
_WRAPPED = 28  # from here on there is no room for a second line
_LETTER, _BESIDE, _AXIS = 0.16, 0.35, 10.4
"""Centimetres: a letter of a label, the space before it, and the axis beside names of 34 letters."""


def timeline_figure(placements: pd.DataFrame, day: dt.date) -> Drawn:
    """A bar per placement from its beginning to its end, or to the last day it was known to run."""
    dated = placements[placements["since"] != ""].sort_values(["since", "case", "person"])
    rows = records_of(dated.tail(MOST_BARS))
    figure, axes = canvas(2.4 + 0.68 * max(len(rows), 1))
    for place, row in enumerate(rows):
        _placement(axes, place, row)
    starts = [_year(dt.date.fromisoformat(row["since"])) for row in rows] or [_year(day)]
    first, last = min(starts), _year(day)
    axes.axvline(last, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.text(last, -0.75, f"stand op {date_in_words(day)} ", ha="right", va="center", fontsize=8, color=MUTED)
    begin = first - max(last - first, 0.5) * 0.02
    axes.set(ylim=(len(rows) - 0.4, -1.2), xlim=(begin, _right(rows, begin, last)))
    years = range(int(first) + (first > int(first)), int(last) + 1)
    axes.set_xticks(list(years), [str(year) for year in years])
    axes.set_yticks(range(len(rows)), [_name(row, len(rows)) for row in rows])
    axes.tick_params(axis="y", length=0, labelsize=8)
    axes.xaxis.grid(True, color=LINES, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    left_out = len(placements) - len(rows)
    note = (
        f" {dutch(left_out)} plaatsingen zonder begindatum of van langer geleden staan alleen in de tabel."
        if left_out
        else ""
    )
    return Drawn(
        "timeline", figure, _timeline_alt(placements, day),
        f"Plaatsingen in de tijd: open balken zijn beëindigd, een pijl betekent dat de plaatsing nog liep.{note}",
        ("Case", "Functie", "Uren", "Dienstverband", "Sinds", "Einde", "Maanden", "Stand", "Reden van het einde"),
        cells(placements.assign(case=[case_label(one) for one in placements["case"]]), ("case", "function", "hours", "contract", "since", "ended", "months", "state", "end_reason")),
    )  # fmt: skip


def saturation_figure(curve: pd.DataFrame, *, base: int = BASE, words: str = "") -> Drawn:
    """Codes so far and new codes per conversation, with the middle 90% of random orders behind it."""
    figure, axes = canvas(8.2)
    n, total = list(curve["n"]), list(curve["codes"])
    axes.fill_between(n, list(curve["low"]), list(curve["high"]), color=PALE, alpha=0.6, linewidth=0)
    axes.plot(n, total, color=DARK, linewidth=1.6, marker="o", markersize=3.2 if len(n) < 60 else 0)
    axes.bar(n, list(curve["new"]), width=0.7, color=LIGHT, edgecolor=DARK, linewidth=0.5)
    most = max(total, default=1)
    if len(n) > base:
        axes.axvline(base + 0.5, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.text(
            base + 0.6,
            most * 0.5,
            f"tot hier de basis:\neerste {dutch(base)} gesprekken",
            fontsize=8,
            color=MUTED,
            va="center",
        )
    axes.set(
        xlabel="gesprek, in volgorde van het veldwerk",
        ylabel="codes",
        xlim=(0.3, max(len(n), 1) + 0.7),
        ylim=(0, most * 1.12 + 0.5),
    )
    whole_numbers(axes.xaxis)
    whole_numbers(axes.yaxis)
    axes.yaxis.grid(True, color=LINES, linewidth=0.5)
    axes.set_axisbelow(True)
    _saturation_key(axes)
    return Drawn(
        "saturation", figure, _saturation_alt(n, total, base, words),
        "Codes die per gesprek voor het eerst voorkomen (staven) en het totaal tot dan toe (lijn); het vlak is de middelste "
        "90% van willekeurige volgordes.",
        ("Gesprek", "Naam", "Datum", "Nieuwe codes", "Codes tot dan toe"),
        cells(curve, ("n", "transcript", "date", "new", "codes")),
    )  # fmt: skip


def _name(row: dict[str, Any], bars: int) -> str:
    name = ", ".join(part for part in (case_label(row["case"]), row["function"]) if part)
    if bars < _WRAPPED:
        return wrapped(name, 34)
    return name if len(name) <= 34 else f"{name[:33]}…"


def _right(rows: list[dict[str, Any]], begin: float, last: float) -> float:
    """Where the axis must end for every label to fit beside its bar."""
    needed = [last + (last - begin) * 0.06]
    for row in rows:
        share = min((len(_label(row)) * _LETTER + _BESIDE) / _AXIS, 0.8)
        needed.append((_year(dt.date.fromisoformat(row["until"])) - begin * share) / (1 - share))
    return max(needed)


def _label(row: dict[str, Any]) -> str:
    """What stands beside a bar: "36 maanden, 24 uur, beëindigd"."""
    months = (
        f"{dutch(row['months'])} {'maand' if row['months'] == 1 else 'maanden'}"
        if row["months"] == row["months"]
        else ""
    )
    hours = f"{dutch(row['hours'])} uur" if row["hours"] == row["hours"] else ""
    return ", ".join(part for part in (months, hours, "beëindigd" if row["state"] == ENDED else "") if part)


def _placement(axes: Any, place: int, row: dict[str, Any]) -> None:
    begin, end = (_year(dt.date.fromisoformat(row[name])) for name in ("since", "until"))
    over = row["state"] == ENDED
    look = {"color": "white", "edgecolor": MIDDLE, "hatch": HATCH} if over else {"color": DARK, "edgecolor": DARK}
    axes.barh(place, end - begin, left=begin, height=0.5, **look)
    axes.plot(
        [end],
        [place],
        marker="|" if over else ">",
        color=MIDDLE if over else DARK,
        markersize=9 if over else 5,
        clip_on=False,
    )
    axes.annotate(
        _label(row), (end, place), xytext=(7, 0), textcoords="offset points",
        va="center", fontsize=8, color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )  # fmt: skip


def _saturation_key(axes: Any) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [
        Line2D([], [], color=DARK, marker="o", markersize=3.2, label="codes tot dan toe"),
        Patch(facecolor=LIGHT, edgecolor=DARK, label="nieuwe codes"),
        Patch(facecolor=PALE, alpha=0.6, label="willekeurige volgordes"),
    ]
    axes.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1.0, 0.1), frameon=True, facecolor="white", edgecolor="none"
    )


def _saturation_alt(n: list[int], total: list[int], base: int, words: str) -> str:
    if not n:
        return "Er zijn nog geen gecodeerde gesprekken."
    first, last = min(base, len(n)), n[total.index(max(total))]
    text = (
        f"Lijn van het aantal codes: na {dutch(first)} gesprekken {dutch(total[first - 1])} codes, na {dutch(len(n))} gesprekken "
        f"{dutch(max(total))}. De laatste nieuwe code kwam bij gesprek {dutch(last)}."
    )
    return f"{text} {words[:1].upper()}{words[1:]}." if words else text


def _timeline_alt(placements: pd.DataFrame, day: dt.date) -> str:
    if placements.empty:
        return "Er zijn geen plaatsingen vastgelegd."
    running, ended = (placements[placements["state"] == state] for state in (RUNNING, ENDED))
    text = f"Tijdlijn van {dutch(len(placements))} plaatsingen; op {date_in_words(day)} liepen er {dutch(len(running))} en waren er {dutch(len(ended))} beëindigd."
    known = placements[placements["months"].notna()]
    if len(known):
        longest = records_of(known.sort_values("months").tail(1))[0]
        text += f" De langste duurt {dutch(longest['months'])} maanden ({case_label(longest['case'])}, {longest['function']})."
    over = [f"{case_label(row['case'])} na {dutch(row['months'])} maanden" for row in records_of(ended)]
    return text + (f" Beëindigd: {listed(over)}." if over else "")


def _year(day: dt.date) -> float:
    begin, after = dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)
    return day.year + (day - begin).days / (after - begin).days
