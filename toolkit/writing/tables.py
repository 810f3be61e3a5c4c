"""Tables of the note: the analysis as readers see it, with Dutch heads and few columns. An empty one is left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ..analysis.matrix import NOT_ASKED, NOT_MENTIONED, NOT_PROCESSED
from ..analysis.table import DOCUMENT, records_of
from ..numbers import dutch
from . import tables_facts as facts
from .data import NoteData, place_label
from .fields_counts import ids_of
from .tables_facts import Table, case_name

_SHORT = {"uwv": "UWV", "expert": "deskundige"}
"""Roles as heads of narrow columns."""
_STATES = {NOT_ASKED: "niet gevraagd", NOT_MENTIONED: "–", NOT_PROCESSED: "nog niet verwerkt"}


def themes_by_role(data: NoteData) -> Table:
    """Actor by theme: in how many of that role's conversations a theme comes up."""
    return _by_role(data, "themes_by_actor", "Thema's naar gesprekspartner, in gesprekken")


def codes_by_role(data: NoteData) -> Table:
    return _by_role(data, "counts_by_actor", "Onderwerpen naar gesprekspartner, in gesprekken")


def themes_by_case(data: NoteData) -> Table:
    """Case by theme: codings, or why the cell is empty."""
    matrix = data.table("matrix_case_theme")
    matrix = matrix[matrix["row"].isin(data.material.own_cases)]
    heads = tuple(dict.fromkeys(matrix["column_label"]))
    found = {(row["row"], row["column_label"]): row for row in records_of(matrix)}
    rows = [
        (case_name(case), *(_cell(found[case, head]) for head in heads))
        for case in dict.fromkeys(str(one) for one in matrix["row"])
    ]
    return Table("Coderingen per case en thema", ("Case", *heads), tuple(rows), ids_of(matrix))


def codes(data: NoteData) -> Table:
    """Every code: in how many cases it comes up, how often, and how often it is denied."""
    rows = [
        (
            data.material.codebook.label(row["theme"]),
            row["label"],
            row["in_words"],
            dutch(row["conversations"]),
            dutch(row["codings"]),
            dutch(row["negated"]),
        )
        for row in records_of(data.table("counts_per_code"))
    ]
    noun = data.unit[1].capitalize() if data.material.has_cases else "Aandeel"
    header = ("Thema", "Onderwerp", noun, "Gesprekken", "Coderingen", "Waarvan ontkennend")
    return Table("Hoe vaak onderwerpen ter sprake komen", header, tuple(rows), data.ids)


def added_value(data: NoteData) -> Table:
    header = (
        "Voor wie",
        data.unit[1].capitalize(),
        "Gezien",
        "Gehoopt",
        "Ontkend",
        "Door de medewerker zelf",
        "Door anderen",
    )
    return _counted(
        data,
        "added_value",
        "Wat het oplevert en voor wie, in coderingen",
        header,
        ("seen", "hoped", "denied", "by_person", "by_others"),
    )


def barriers(data: NoteData) -> Table:
    header = ("Belemmering", data.unit[1].capitalize(), "Nu", "Vroeger", "Straks", "Ontkend")
    return _counted(
        data, "barriers", "Belemmeringen naar soort, in coderingen", header, ("now", "past", "future", "denied")
    )


def conditions(data: NoteData) -> Table:
    header = ("Voorwaarde", data.unit[1].capitalize(), "Werkte", "Nodig genoemd", "Ontbrak")
    return _counted(data, "conditions", "Voorwaarden en lessen, in coderingen", header, ("worked", "needed", "missing"))


def tensions(data: NoteData) -> Table:
    """Both sides of each matter, and in how many cases both are heard."""
    table = data.table("tensions")
    table = table[table["question"] != "beide tekens"]
    rows = [
        (row["label"], row["question"], dutch(row["plus"]), dutch(row["minus"]), _both(row))
        for row in records_of(table)
        if row["plus"] or row["minus"]
    ]
    header = ("Onderwerp", "Vraag", "Draagt", "Staat in de weg", "Beide kanten in")
    return Table("Spanningen, in coderingen aan beide kanten", header, tuple(rows), ids_of(table))


def tensions_by_role(data: NoteData) -> Table:
    """Where actors of one case stand against each other."""
    table = data.table("tensions_by_actor")
    table = table[(table["contrast"] == "tegenover elkaar") & table["case"].isin(data.material.own_cases)]
    rows = [(case_name(row["case"]), row["label"], row["plus_roles"], row["minus_roles"]) for row in records_of(table)]
    header = ("Case", "Onderwerp", "Ziet vooral wat draagt", "Ziet vooral wat in de weg staat")
    return Table("Waar gesprekspartners in één case tegenover elkaar staan", header, tuple(rows), ids_of(table))


def exceptions(data: NoteData) -> Table:
    """Cases that go against what most say."""
    table = data.table("negative_cases")
    table = table[table["state"].isin(["ontkend", NOT_MENTIONED])]
    words = {
        "ontkend": "wordt ontkend",
        NOT_MENTIONED: "komt niet voor" if data.only_documents else "gevraagd, niet genoemd",
    }
    rows = [
        (str(label), str(pattern), ", ".join(_place(str(one)) for one in group["case"]), words[str(state)])
        for (label, pattern, state), group in table.groupby(["label", "pattern", "state"], sort=False)
    ]
    header = ("Onderwerp", f"Wat de meeste {data.unit[1]} laten zien", f"Anders in {data.unit[0]}", "Hoe")
    return Table("Uitzonderingen op het beeld", header, tuple(rows), ids_of(table) or data.units)


def saturation(data: NoteData) -> Table:
    """Saturation by group; of a group with few conversations only that they are too few."""
    least = data.study.settings.rules.small_cell
    rows = []
    for row in records_of(data.table("saturation")):
        if not row["codes"]:
            continue
        numbers = (dutch(row["conversations"]), dutch(row["codes"]), row["in_words"])
        if row["conversations"] < least and row["group"] != DOCUMENT:
            numbers = (f"minder dan {least}", "–", re.sub(r" \(\d+\)", "", row["in_words"]))
        rows.append((row["group"], row["origin"], *numbers))
    header = ("Groep", "Codes", "Gesprekken", "Aantal codes", "Uitkomst")
    return Table(
        "Verzadiging per groep gesprekspartners", header, tuple(rows), tuple(sorted(set(data.frame["transcript"])))
    )


def _by_role(data: NoteData, name: str, caption: str) -> Table:
    table = data.table(name)
    totals = {row["role"]: row["of_conversations"] for row in records_of(table)}
    found = {(row["id"], row["role"]): row["conversations"] for row in records_of(table)}
    labels = dict(zip(table["id"], table["label"]))
    least = data.study.settings.rules.small_cell
    roles = [role for role in totals if totals[role] >= least] or list(totals)
    header = ("Onderwerp", *(f"{_SHORT.get(role, role)} ({dutch(totals[role])})" for role in roles))
    rows = tuple((str(labels[one]), *(dutch(found[one, role]) for role in roles)) for one in labels)
    return Table(caption, header, rows, tuple(data.spoken["id"]), "staand")


def _counted(data: NoteData, name: str, caption: str, header: Sequence[str], columns: Sequence[str]) -> Table:
    table = data.table(name)
    rows = []
    for row in records_of(table):
        many = row["in_words"] if data.material.has_cases else dutch(row["conversations"])
        rows.append((row["label"], many, *(dutch(row[column]) for column in columns)))
    return Table(caption, tuple(header), tuple(rows), ids_of(table))


def _cell(row: dict[str, Any]) -> str:
    return dutch(row["codings"]) if row["state"] not in _STATES else _STATES[row["state"]]


def _place(place: str) -> str:
    """A case or conversation below a head that says which of the two it is."""
    return place_label(place).removeprefix("case ").removeprefix("document ").removeprefix("gesprek ")


def _both(row: dict[str, Any]) -> str:
    return f"{row['in_words']} cases" if row["in_words"] else "–"


TABLES: dict[str, Callable[[NoteData], Table]] = {
    "akkoord": facts.approval, "belemmeringen": barriers, "casusoverzicht": facts.case_overview, "codes": codes,
    "codes_per_rol": codes_by_role, "doelen": facts.targets, "geld_per_case": facts.money_sheet,
    "geldstromen": facts.money_links, "gesprekspartners": facts.people, "plaatsingen": facts.placements,
    "respons": facts.response, "spanningen": tensions, "spanningen_per_rol": tensions_by_role,
    "steekproef": facts.sample, "tegengesproken": facts.money_contested, "themas_per_case": themes_by_case, "themas_per_rol": themes_by_role,
    "uitzonderingen": exceptions, "verzadiging": saturation, "voorwaarden": conditions, "waarde": added_value,
}  # fmt: skip
"""Every table that a text can ask for, by its name."""
