"""How often codes occur, who speaks of which theme, and which codes stand together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ...figures import DARK, HATCH, INK, MUTED, Drawn, canvas, cells, ink_on, shades, whole_numbers, wrapped
from ...numbers import dutch, listed
from ...records import Codebook
from ..matrix import MENTIONED, codings_in_words
from ..table import records_of

_LABEL = 34
MOST_ROWS = 26
"""More rows than this do not fit a page; the table holds them all."""
MOST_CODES = 36
MOST_PAIRED = 30
FEW_WORDS = 500
"""Below this a rate per 1,000 words says nothing: one remark would stand out as a dark cell."""


def codes_per_theme(counts: pd.DataFrame, codebook: Codebook) -> Drawn:
    """Bars per code, by theme: affirmed and negated codings, with the number of cases beside them."""
    everything, counts = counts, _most_used(counts)
    themes = list(dict.fromkeys(counts["theme"]))
    figure, axes = canvas(1.6 + 0.52 * len(counts) + 0.75 * len(themes))
    place, names, places = 0.0, [], []
    for theme in themes:
        axes.text(0, place, codebook.label(theme), weight="bold", va="center", ha="left", fontsize=9)
        place += 1
        for row in records_of(counts[counts["theme"] == theme]):
            _bar(axes, place, row)
            names.append(wrapped(row["label"], _LABEL))
            places.append(place)
            place += 1
        place += 0.25
    most = int(max(counts["codings"].max(), 1))
    axes.set(ylim=(place - 0.4, -0.6), xlim=(0, most * 1.3), xlabel="aantal coderingen")
    axes.set_yticks(places, names)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    whole_numbers(axes.xaxis)
    unit = "cases" if counts["of_cases"].max() else "gesprekken"
    _signs(axes, f"coderingen (tussen haakjes: {unit})")
    table = everything.assign(thema=[codebook.label(theme) for theme in everything["theme"]])
    note = f" Getoond zijn de {dutch(MOST_CODES)} meest gebruikte." if len(everything) > len(counts) else ""
    return Drawn(
        "codes_per_theme", figure, _codes_alt(everything, unit),
        f"Aantal coderingen per code, naar thema; tussen haakjes het aantal {unit} waarin de code voorkomt.{note}",
        ("Thema", "Code", "Coderingen", "Bevestigd", "Ontkend", unit.capitalize()),
        cells(table, ("thema", "label", "codings", "affirmed", "negated", "in_words")),
    )  # fmt: skip


def heat_table(matrix: pd.DataFrame, words: Mapping[str, int], *, name: str, what: str) -> Drawn:
    """Rows (actors, conversations) by themes: codings per 1,000 words, so that who talks more does not weigh more.

    An empty cell says why it is empty; who said fewer than 500 words gets numbers and no shade. ``words`` gives the
    number of words per row, ``what`` names the rows in Dutch.
    """
    kept = set(sorted(dict.fromkeys(matrix["row"]), key=lambda row: -words.get(row, 0))[:MOST_ROWS])
    shown = matrix[matrix["row"].isin(kept)]
    rows, columns = list(dict.fromkeys(shown["row"])), list(dict.fromkeys(shown["column"]))
    rate = {(c["row"], c["column"]): _rate(c, words) for c in records_of(shown)}
    most = max((value for value in rate.values() if value is not None), default=0.0) or 1.0
    figure, axes = canvas(2.4 + 0.85 * len(rows))
    for cell in records_of(shown):
        value = rate[cell["row"], cell["column"]]
        place = (columns.index(cell["column"]), rows.index(cell["row"]))
        if cell["state"] != MENTIONED:
            _square(axes, *place, 0.0, wrapped(cell["state"], 14), small=True)
        else:
            _square(axes, *place, (value or 0) / most, _rate_text(value, cell["codings"]))
    labels, heads = (dict(zip(shown[side], shown[f"{side}_label"])) for side in ("row", "column"))
    _grid(axes, [wrapped(heads[column], 13) for column in columns], [wrapped(labels[row], 30) for row in rows])
    left_out = matrix["row"].nunique() - len(rows)
    note = f" Getoond zijn de {dutch(len(rows))} met de meeste woorden; de tabel bevat ze alle." if left_out else ""
    return Drawn(
        name, figure, _heat_alt(shown, rate, what),
        f"Coderingen per 1.000 woorden, per {what} en thema; tussen haakjes het aantal coderingen. Bij minder dan "
        f"{FEW_WORDS} woorden staat alleen het aantal.{note}",
        (what.capitalize(), *(heads[column] for column in columns)),
        _heat_rows(matrix, words),
    )  # fmt: skip


def cooccurrence_figure(pairs: pd.DataFrame, codebook: Codebook, codes: Sequence[str]) -> Drawn:
    """A triangle of codes by codes: in how many sentences both stand."""
    found = {(row["code_a"], row["code_b"]): row["both"] for row in records_of(pairs)}
    found |= {(b, a): both for (a, b), both in found.items()}
    degree = {code: sum(both for pair, both in found.items() if pair[0] == code) for code in codes}
    kept = set(sorted(codes, key=lambda code: -degree[code])[:MOST_PAIRED])
    used = [code for code in codes if code in kept and degree[code]]
    most = max(found.values(), default=1)
    figure, axes = canvas(4.5 + 0.52 * len(used))
    for y, row in enumerate(used[1:]):
        for x, column in enumerate(used[: y + 1]):
            both = found.get((row, column), 0)
            # the root spreads the many small counts over the shades
            _square(axes, x, y, (both / most) ** 0.5, dutch(both) if both else "", size=6.5)
    names = [codebook.label(code) for code in used]
    _grid(axes, names[:-1], names[1:], rotate=True)
    best = [f"{row['label_a']} met {row['label_b']} ({dutch(row['both'])})" for row in records_of(pairs.head(3))]
    alt = (
        f"Driehoekige tabel van {dutch(len(used))} codes. Het vaakst samen in een zin: {listed(best)}."
        if best
        else "Geen enkele zin draagt twee codes."
    )
    note = (
        f" Getoond zijn de {MOST_PAIRED} codes met de meeste verbindingen."
        if sum(map(bool, degree.values())) > len(used)
        else ""
    )
    return Drawn(
        "cooccurrence", figure, alt, f"Aantal zinnen waarin twee codes samen voorkomen.{note}",
        ("Code", "Code", "Zinnen met beide", "Zinnen met de eerste", "Zinnen met de tweede"),
        cells(pairs, ("label_a", "label_b", "both", "a", "b")),
    )  # fmt: skip


def _most_used(counts: pd.DataFrame) -> pd.DataFrame:
    """As many codes as fit a page, in the codebook's order."""
    return counts.loc[counts["codings"].sort_values(ascending=False, kind="stable").index[:MOST_CODES].sort_values()]


def _bar(axes: Any, place: float, row: Mapping[str, Any]) -> None:
    axes.barh(place, row["affirmed"], height=0.68, color=DARK, edgecolor=DARK)
    axes.barh(place, row["negated"], left=row["affirmed"], height=0.68, color="white", edgecolor=DARK, hatch=HATCH)
    text = f"  {dutch(row['codings'])}  ({row['in_words']})"
    axes.text(row["codings"], place, text, va="center", ha="left", fontsize=8, color=INK if row["codings"] else MUTED)


def _signs(axes: Any, title: str) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=DARK, edgecolor=DARK, label="bevestigd"),
        Patch(facecolor="white", edgecolor=DARK, hatch=HATCH, label="ontkend"),
    ]
    axes.figure.legend(handles=patches, loc="outside upper right", ncols=2, title=title, alignment="right")


def _square(axes: Any, x: int, y: int, shade: float, text: str, *, small: bool = False, size: float = 8.5) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=shades()(shade), edgecolor="white", linewidth=1))
    color = MUTED if small else ink_on(shade)
    axes.text(x, y, text, ha="center", va="center", fontsize=7 if small else size, color=color, linespacing=1.1)


def _grid(axes: Any, columns: Sequence[str], rows: Sequence[str], *, rotate: bool = False) -> None:
    axes.set(xlim=(-0.5, max(len(columns), 1) - 0.5), ylim=(max(len(rows), 1) - 0.5, -0.5))
    axes.set_yticks(range(len(rows)), rows)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    if rotate:
        axes.set_xticks(range(len(columns)), columns, rotation=90, ha="center", fontsize=7.5)
        axes.tick_params(axis="y", labelsize=7.5)
    else:
        axes.set_xticks(range(len(columns)), columns, fontsize=8 if len(columns) < 7 else 6.5)
        axes.xaxis.tick_top()


def _codes_alt(counts: pd.DataFrame, unit: str) -> str:
    ranked = counts.sort_values(["codings", "id"], ascending=[False, True])
    top = [
        f"{row['label']} ({codings_in_words(row['codings'])}, {row['in_words']} {unit})"
        for row in records_of(ranked.head(3))
    ]
    never = [str(label) for label in counts.loc[counts["codings"] == 0, "label"]]
    total, negated = int(counts["codings"].sum()), int(counts["negated"].sum())
    text = f"Staafdiagram van {codings_in_words(total)} over {dutch(len(counts))} codes. Het vaakst komen voor: {listed(top)}."
    text += f" Van alle coderingen zijn er {dutch(negated)} ontkennend."
    return text + (f" Niet voorgekomen: {listed(never)}." if never else " Elke code komt voor.")


def _rate(cell: Mapping[str, Any], words: Mapping[str, int]) -> float | None:
    said = words.get(cell["row"], 0)
    return 1000 * cell["codings"] / said if said >= FEW_WORDS else None


def _rate_text(rate: float | None, codings: int) -> str:
    return f"({dutch(codings)})" if rate is None else f"{dutch(rate, 1)}\n({dutch(codings)})"


def _heat_alt(shown: pd.DataFrame, rate: Mapping[tuple[str, str], float | None], what: str) -> str:
    themes = dict(zip(shown["column"], shown["column_label"]))
    most: dict[str, list[str]] = {}
    for row, label in dict(zip(shown["row"], shown["row_label"])).items():
        best = max(themes, key=lambda column: rate[row, column] or 0.0)
        if rate[row, best]:
            most.setdefault(themes[best], []).append(label)
    parts = [f"over {theme.lower()}: {listed(who)}" for theme, who in most.items()]
    empty = shown[shown["state"] != MENTIONED]
    text = f"Tabel met kleuren van {dutch(shown['row'].nunique())} rijen ({what}) en {dutch(len(themes))} thema's."
    if parts:
        text += f" Naar verhouding het meest {'; '.join(parts)}."
    return text + (f" {dutch(len(empty))} cellen zijn leeg; daar staat waarom." if len(empty) else " Geen cel is leeg.")


def _heat_rows(matrix: pd.DataFrame, words: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    columns = list(dict.fromkeys(matrix["column"]))
    texts = {
        (cell["row"], cell["column"]): _rate_text(_rate(cell, words), cell["codings"]).replace("\n", " ")
        if cell["state"] == MENTIONED
        else cell["state"]
        for cell in records_of(matrix)
    }
    labels = dict(zip(matrix["row"], matrix["row_label"]))
    return tuple((label, *(texts[row, column] for column in columns)) for row, label in labels.items())
