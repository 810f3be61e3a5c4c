"""What can be made again from a package: tables, figures, and the fields behind the note's sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..tables import csv_bytes

if TYPE_CHECKING:
    import pandas as pd

    from ..writing import NoteData

TABLES, FIGURES = "tabellen", "figuren"
LEFT_OUT = ("invitations", "money_contested", "response", "speakers")
"""Tables of people, some with very small numbers: what others may see of them stands in the note."""


def tables_again(data: NoteData) -> dict[str, pd.DataFrame]:
    """Every table of the analysis that needs no text, by name."""
    from ..analysis.step import NEED_TEXT, WITHOUT_TEXT, Tables

    tables: Tables = {}
    for maker in WITHOUT_TEXT:
        tables |= maker(data.material, tables)
    return {name: table for name, table in tables.items() if name not in NEED_TEXT}


def table_files(tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """Those that are shared, as CSV, by path in the package."""
    return {
        f"{TABLES}/{name}.csv": csv_bytes(table.round(dict.fromkeys(table.select_dtypes("float"), 4)))
        for name, table in sorted(tables.items())
        if name not in LEFT_OUT
    }


def agreement_again(data: NoteData) -> dict[str, pd.DataFrame]:
    """The tables of agreement by name; the main one is ``agreement``."""
    from ..agreement import agreement_table, confusion_table, qualifier_table

    return {
        "agreement": agreement_table(data.study, double=data.double),
        "agreement_confusions": confusion_table(data.double),
        "agreement_qualifiers": qualifier_table(data.double),
    }


def agreement_files(tables: dict[str, pd.DataFrame]) -> dict[str, bytes]:
    """The tables of agreement as CSV, by path in the package."""
    from ..agreement.step import shown

    return {f"{TABLES}/{name}.csv": csv_bytes(shown(table)) for name, table in tables.items()}


def figure_files(data: NoteData, tables: dict[str, pd.DataFrame], agreement: pd.DataFrame) -> dict[str, bytes]:
    """Every figure as SVG, PNG and JSON, by path in the package."""
    from ..agreement.figure import alpha_figure
    from ..analysis.step import figures
    from ..figures import files_of, style

    found: dict[str, bytes] = {}
    with style():
        drawn = figures(data.material, tables)
        drawn += [alpha_figure(agreement)] if len(agreement) else []
        for one in drawn:
            found |= {f"{FIGURES}/{name}": content for name, content in files_of(one, one.name).items()}
    return dict(sorted(found.items()))


def made_again(data: NoteData) -> dict[str, bytes]:
    """All of it, by path."""
    tables = tables_again(data)
    agreed = agreement_again(data)
    return table_files(tables) | agreement_files(agreed) | figure_files(data, tables, agreed["agreement"])
