"""Tables of facts for the note: cases, people, placements, money, targets, and the approval round."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from .. import analysis
from ..analysis.table import records_of, role_label, role_order
from ..numbers import date_in_words, dutch, euro, listed, share, x_of_y
from ..privacy.cells import hidden_parts
from ..records import role_of
from .data import NoteData, case_label
from .fields_counts import counted_noun


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, and what it rests on."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...] = ()
    style: str = ""


def case_overview(data: NoteData) -> Table:
    """One row per placement: general facts, no names."""
    rows: list[tuple[str, ...]] = []
    before = ""
    for row in records_of(data.table("cases")):
        first = row["case"] != before
        before = row["case"]
        school = ", ".join(part for part in (row["school_type"], row["size"], row["region"]) if part)
        length = counted_noun(int(row["months"]), "maand", "maanden") if row["months"] == row["months"] else "onbekend"
        rows.append((
            case_name(row["case"]), school if first else "idem", row["function"], _hours(row["hours"]), row["contract"], f"{length}, {row['state']}",
        ))  # fmt: skip
    header = ("Case", "School", "Functie", "Uren per week", "Contract", "Duur en stand")
    return Table("Overzicht van de cases en plaatsingen", header, tuple(rows), _files(data), "liggend")


def sample(data: NoteData) -> Table:
    """The sample by attribute, with small groups together (COREQ 16)."""
    found = analysis.sample_for_others(data.table("cases"), least=data.study.settings.rules.small_cell)
    rows = [(row["attribute"], row["value"], row["number"]) for row in records_of(found)]
    return Table("Kenmerken van de cases en plaatsingen", ("Kenmerk", "Waarde", "Aantal"), tuple(rows), _files(data))


def people(data: NoteData) -> Table:
    """Who was spoken to, by role; numbers below the rule of release are not shown, nor what would tell them."""
    found = [row for row in records_of(data.table("speakers")) if row["role"] not in ("interviewer", "document")]
    least = data.study.settings.rules.small_cell
    hidden = hidden_parts([row["speakers"] for row in found], least=least)
    rows = [
        (row["role_label"], *((_kept(row["speakers"], least),) * 2 if small else (dutch(row["speakers"]), dutch(row["conversations"]))))
        for row, small in zip(found, hidden)
    ]  # fmt: skip
    talks = tuple(one.id for one in data.material.transcripts if one.kind != "document")
    return Table("Gesprekspartners naar rol", ("Rol", "Mensen", "Gesprekken"), tuple(rows), talks)


def response(data: NoteData) -> Table:
    """Who was asked and who was spoken to; small numbers of either, or between the two, are not shown."""
    least = data.study.settings.rules.small_cell
    found = records_of(data.table("response"))
    asked, missed = ([row[name] for row in found] for name in ("asked", "not_held"))
    held = [row["held"] for row in found]
    closed = [hidden_parts(numbers, least=least) for numbers in (asked, held, missed)]
    rows = []
    for row, no_asked, no_held, no_missed in zip(found, *closed):
        spoken = _kept(row["held"], least) if no_held or no_missed or no_asked else dutch(row["held"])
        rows.append((
            row["role_label"], _kept(row["asked"], least) if no_asked else dutch(row["asked"]), spoken,
            _reasons(row["reasons"], least) or "–",
        ))  # fmt: skip
    header = ("Rol", "Gevraagd", "Gesproken", "Waarom niet")
    return Table("Wie is gevraagd en wie is gesproken", header, tuple(rows), _files(data))


def _kept(count: int, least: int) -> str:
    """In the place of a number that is not shown."""
    return f"minder dan {least}" if count < least else "niet getoond"


def _reasons(reasons: str, least: int) -> str:
    """Reasons, with how often each was given where that is not a small number."""
    return re.sub(r" \((\d+)\)", lambda match: match[0] if int(match[1]) >= least else "", reasons)


def placements(data: NoteData) -> Table:
    rows = [
        (
            case_name(row["case"]),
            row["function"],
            _hours(row["hours"]),
            row["contract"],
            row["since"][:7],
            row["ended"][:7] or "–",
            row["state"],
        )
        for row in records_of(data.table("placements"))
    ]
    header = ("Case", "Functie", "Uren per week", "Contract", "Sinds", "Einde", "Stand")
    return Table("Plaatsingen in de tijd", header, tuple(rows), _files(data))


def money_links(data: NoteData) -> Table:
    """Who pays whom."""
    rows = [
        (
            row["payer_label"],
            row["receiver_label"],
            row["sources"],
            dutch(row["flows"]),
            dutch(row["cases"]),
            x_of_y(row["with_amount"], row["flows"]),
            dutch(row["contested"]),
        )
        for row in records_of(data.table("money_links"))
    ]
    header = ("Betaalt", "Ontvangt", "Waarvoor", "Stromen", "Cases", "Met bedrag", "Tegengesproken")
    return Table("Geldstromen: wie betaalt aan wie", header, tuple(rows), _flow_ids(data), "liggend")


def money_sheet(data: NoteData) -> Table:
    """Per case what gemeente, UWV, school and others pay."""
    table = data.table("money_sheet")
    groups = tuple(dict.fromkeys(str(one) for one in table["payer_group"]))
    found = {(row["case"], row["payer_group"]): row for row in records_of(table)}
    rows = [
        (case_name(case), *(_paid(found[case, group]) for group in groups))
        for case in dict.fromkeys(str(one) for one in table["case"])
    ]
    header = ("Case", *(group[:1].upper() + group[1:] for group in groups))
    caption = (
        "Geld per case: aantal stromen, en genoemde bedragen per jaar. Wat is gestopt, niet is ingegaan of wordt "
        "tegengesproken, telt niet mee in het bedrag en staat apart"
    )
    return Table(caption, header, tuple(rows), _flow_ids(data))


def money_contested(data: NoteData) -> Table:
    """Per case the flows on which people contradict each other, and who speaks of them."""
    table = data.table("money_contested")
    rows = []
    for case, group in table.groupby("case", sort=False):
        sources = sorted(set(group["source"]), key=str.lower)
        rows.append((case_name(str(case)), dutch(len(group)), ", ".join(sources), _voices(" ".join(group["said_by"]))))
    header = ("Case", "Stromen", "Waarvoor", "Wie erover spreken")
    return Table("Geldstromen waarover betrokkenen elkaar tegenspreken", header, tuple(rows), tuple(table["id"]))


def targets(data: NoteData) -> Table:
    rows = [
        (row["label"], dutch(row["amount"]), _day(row["valid_to"]), dutch(row["expected"]), _count(row))
        for row in records_of(data.table("targets"))
    ]
    header = ("Afspraak", "Aantal banen", "Uiterlijk", "Verwacht op de peildatum", "Laatst geteld")
    return Table("Afspraken over aantallen banen", header, tuple(rows), ("interviews/parameters/doelstellingen.yaml",))


def approval(data: NoteData) -> Table:
    labels = {
        "akkoord": "akkoord", "akkoord_met_wijziging": "akkoord met wijziging", "gewijzigd": "wijziging verwerkt",
        "niet_akkoord": "niet akkoord", "geen_reactie": "geen reactie", "ingetrokken": "ingetrokken",
        "verzonden": "verzonden, nog geen antwoord", "herinnerd": "herinnerd, nog geen antwoord",
        "onduidelijk": "antwoord is onduidelijk", "intern_gecontroleerd": "nog niet verzonden", "concept": "nog niet verzonden",
    }  # fmt: skip
    total = data.consent.count()
    rows = [(labels.get(state, state), share(count, total)) for state, count in data.consent.answers if count]
    sources = ("interviews/approvals/log.jsonl",)
    return Table("Stand van de akkoordronde", ("Stand", "Mensen"), tuple(rows), sources)


def _voices(said_by: str) -> str:
    """The roles whose conversations hold these turns."""
    roles = {role_of(turn.partition("#")[0].rpartition("-")[2]) for turn in said_by.split()}
    return listed([role_label(role) for role in sorted(roles, key=role_order)])


def _paid(row: dict[str, Any]) -> str:
    if not row["flows"]:
        return "niets genoteerd"
    kinds = (("stopped", "gestopt"), ("refused", "niet ingegaan of geweigerd"), ("contested", "tegengesproken"))
    aside = [_aside(row, kind, words) for kind, words in kinds if row[kind]]
    flows = f"{dutch(row['flows'])} {'stroom' if row['flows'] == 1 else 'stromen'}"
    counted = _sums(row["per_year"], row["once"])
    if not counted and not any("€" in words for words in aside):
        counted = "geen bedrag genoemd"
    return "; ".join(part for part in (flows, counted, f"waarvan {', '.join(aside)}" if aside else "") if part)


def _aside(row: dict[str, Any], kind: str, words: str) -> str:
    sums = _sums(row[f"per_year_{kind}"], row.get(f"once_{kind}", 0.0))
    return f"{dutch(row[kind])} {words}{f' ({sums})' if sums else ''}"


def _sums(yearly: float, once: float) -> str:
    return ", ".join(
        f"{euro(amount)} {words}" for amount, words in ((yearly, "per jaar"), (once, "eenmalig")) if amount
    )


def _count(row: dict[str, Any]) -> str:
    if row["realised"] is None or row["realised"] != row["realised"]:
        return "niet bekend"
    return f"{dutch(row['realised'])} ({_day(row['realised_on'])})"


def _day(written: Any) -> str:
    """2023-12-31 as readers write it."""
    return date_in_words(dt.date.fromisoformat(written)) if isinstance(written, str) and written else "–"


def case_name(case: str) -> str:
    """A case in a column that says "Case" above it: ``c01`` is "1"."""
    return case_label(case).removeprefix("case ")


def _hours(value: float) -> str:
    return dutch(value) if value == value else "onbekend"


def _files(data: NoteData) -> tuple[str, ...]:
    return tuple(f"{case.id}/case.yaml" for case in data.study.cases if case.kind == "case")


def _flow_ids(data: NoteData) -> tuple[str, ...]:
    return tuple(str(one) for one in data.table("money_flows")["id"])
