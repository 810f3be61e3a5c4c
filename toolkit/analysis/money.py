"""Money flows as people confirmed them in ``case.yaml``: who pays whom, how much, how long, how sure. Nothing is guessed.

Amounts are only made comparable (euros a year) where the unit says how; hours, percentages and help in kind are not
turned into money. Sums are of what was named and runs as far as is known: what stopped, was refused, never began or is
contradicted stands apart. They leave out every flow without an amount, and say how many.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..numbers import euro, x_of_y
from ..study import Case
from .money_state import NOT_BEGUN, REFUSED, STOPPED, state_of_flow
from .table import records_of

FLOW_COLUMNS = (
    "case", "id", "placement", "source", "payer", "payer_label", "receiver", "receiver_label", "amount", "unit", "period",
    "per_year", "duration", "certainty", "state", "said_by", "speakers", "note",
)  # fmt: skip
LINK_COLUMNS = (
    "payer", "payer_label", "receiver", "receiver_label", "flows", "cases", "with_amount", "in_words", "per_year", "per_year_sure",
    "once", "contested", "stopped", "refused", "sources",
)  # fmt: skip
SHEET_COLUMNS = (
    "case", "payer_group", "flows", "sure", "contested", "stopped", "refused", "per_year", "once", "per_year_contested",
    "per_year_stopped", "per_year_refused", "once_contested", "once_refused", "what",
)  # fmt: skip
CONTESTED_COLUMNS = ("case", "id", "source", "payer_label", "receiver_label", "amount", "unit", "said_by", "note")
PARTY_LABELS = {
    "gemeente": "gemeente", "uwv": "UWV", "belastingdienst": "Belastingdienst", "school": "school", "bestuur": "bestuur",
    "sw-bedrijf": "SW-bedrijf", "fonds": "fonds", "rijk": "Rijk", "medewerker": "medewerker", "werkgever": "werkgever",
    "jobcoach": "jobcoach",
}  # fmt: skip
GROUPS = {
    "gemeente": "gemeente", "uwv": "UWV", "school": "school en bestuur", "bestuur": "school en bestuur",
    "belastingdienst": "Belastingdienst en Rijk", "rijk": "Belastingdienst en Rijk",
}  # fmt: skip
OTHER = "anders"
_ORDER = tuple(PARTY_LABELS)
_PERIODS = (
    (r"\bper (?:leerling|uur|baan|keer|dag)\b", None), (r"\bper maand\b", 12.0), (r"\bper (?:school)?jaar\b", 1.0),
    (r"\bschooljaar\b", 1.0), (r"\bper kwartaal\b", 4.0), (r"\bper vier weken\b|\bper 4 weken\b", 13.0),
    (r"\bper week\b", 52.0), (r"\bper half ?jaar\b", 2.0),
)  # fmt: skip


def money_flows(cases: Iterable[Case], day: dt.date | None = None) -> pd.DataFrame:
    """One row per confirmed flow. ``period`` is "per jaar" (comparable), "eenmalig", "anders" or empty (no amount).

    ``state`` is that on the day on which the case was last seen, else on ``day`` (:mod:`.money_state`).
    """
    rows = []
    for case in cases:
        for one in case.money:
            period, yearly = per_year(one.amount, one.unit)
            speakers = sorted({said.partition("#")[0] for said in one.said_by})
            rows.append((
                case.id, one.id, one.placement, one.source, one.payer, party(one.payer), one.receiver, party(one.receiver),
                one.amount, one.unit, period, yearly, one.duration, one.certainty, state_of_flow(one, case, day),
                " ".join(one.said_by), " ".join(speakers), one.note,
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(FLOW_COLUMNS)).astype({"amount": "float64", "per_year": "float64"})


def per_year(amount: float | None, unit: str) -> tuple[str, float | None]:
    """What kind of amount a unit makes it, and euros a year where that follows: ``(670, "euro per maand")`` is 8,040."""
    if amount is None:
        return "", None
    words = unit.lower()
    if "euro" not in words and "€" not in words:
        return "anders", None
    if "eenmalig" in words:
        return "eenmalig", None
    for pattern, times in _PERIODS:
        if re.search(pattern, words):
            return ("per jaar", amount * times) if times else ("anders", None)
    return "anders", None


def apart(flow: Mapping[str, object]) -> str:
    """Why a flow is left out of the sums: "refused" (also what never began), "stopped", "contested"; empty when it counts.

    An amount that was paid once does not stop.
    """
    if flow["state"] in (REFUSED, NOT_BEGUN):
        return "refused"
    if flow["state"] == STOPPED and flow["period"] != "eenmalig":
        return "stopped"
    return "contested" if flow["certainty"] == "tegengesproken" else ""


def _marked(flows: pd.DataFrame) -> pd.DataFrame:
    return flows.assign(apart=[apart(row) for row in records_of(flows)])


def money_links(flows: pd.DataFrame) -> pd.DataFrame:
    """One row per payer and receiver: how many flows, in how many cases, how many with an amount, and their sums.

    Flows that stopped, were refused or are contradicted are counted, each under what holds of it, and not summed.
    """
    flows, rows = _marked(flows), []
    for key, group in flows.groupby(["payer", "receiver"], sort=False):
        payer, receiver = (str(part) for part in key)
        named = int(group["amount"].notna().sum())
        counted = group[group["apart"] == ""]
        rows.append((
            payer, party(payer), receiver, party(receiver), len(group), group["case"].nunique(), named,
            f"bij {x_of_y(named, len(group))} stromen is een bedrag genoemd", float(counted["per_year"].sum()),
            float(counted.loc[counted["certainty"] == "zeker", "per_year"].sum()), _once(counted),
            int((group["certainty"] == "tegengesproken").sum()), int((group["apart"] == "stopped").sum()),
            int((group["apart"] == "refused").sum()), ", ".join(sorted(set(group["source"]), key=str.lower)),
        ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(LINK_COLUMNS))
    order = table.assign(a=table["payer"].map(_rank), b=table["receiver"].map(_rank))
    return order.sort_values(["a", "b", "payer", "receiver"])[list(LINK_COLUMNS)].reset_index(drop=True)


def money_sheet(flows: pd.DataFrame, cases: Iterable[str]) -> pd.DataFrame:
    """One row per case and group of payers (gemeente, UWV, school, Belastingdienst, other), also where nothing is known.

    ``per_year`` and ``once`` are of what runs and is not contradicted; what is left out of them stands in columns of its
    own, every flow in one of them. ``contested`` counts those that are neither stopped nor refused.
    """
    groups = [*dict.fromkeys(GROUPS.values()), OTHER]
    by = _marked(flows).assign(group=flows["payer"].map(lambda payer: GROUPS.get(payer, OTHER)))
    per_cell: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records_of(by):
        per_cell.setdefault((row["case"], row["group"]), []).append(row)
    nothing = (0, 0, 0, 0, 0, *[0.0] * 7, "niets genoteerd")
    rows: list[tuple[object, ...]] = []
    for case in cases:
        for name in groups:
            found = per_cell.get((case, name))
            if found is None:
                rows.append((case, name, *nothing))
                continue
            kinds = {
                kind: [row for row in found if row["apart"] == kind] for kind in ("", "contested", "stopped", "refused")
            }
            counted, contested, stopped, refused = kinds.values()
            rows.append((
                case, name, len(found), sum(row["certainty"] == "zeker" for row in found), len(contested), len(stopped),
                len(refused), _yearly(counted), _paid_once(counted), *map(_yearly, (contested, stopped, refused)),
                _paid_once(contested), _paid_once(refused), "; ".join(flow_in_words(row) for row in found),
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(SHEET_COLUMNS))


def _yearly(flows: Iterable[Mapping[str, Any]]) -> float:
    return float(np.nansum([row["per_year"] for row in flows]))


def _paid_once(flows: Iterable[Mapping[str, Any]]) -> float:
    return float(np.nansum([row["amount"] for row in flows if row["period"] == "eenmalig"]))


def _once(flows: pd.DataFrame) -> float:
    return float(flows.loc[flows["period"] == "eenmalig", "amount"].sum())


def contested_flows(flows: pd.DataFrame) -> pd.DataFrame:
    """Flows on which the people of one case contradict each other."""
    found = flows[flows["certainty"] == "tegengesproken"]
    return found[list(CONTESTED_COLUMNS)].reset_index(drop=True)


def flow_in_words(flow: Mapping[str, object]) -> str:
    """One flow in a line: "loonkostensubsidie (gemeente aan bestuur): € 670 per maand, doorlopend, zeker"."""
    amount, unit = flow["amount"], str(flow["unit"])
    if not isinstance(amount, float) or amount != amount:
        words = "bedrag onbekend"
    elif unit.startswith("euro"):
        words = f"{euro(amount)}{unit.removeprefix('euro')}"
    else:
        words = f"{euro(amount).removeprefix('€ ')} {unit}".strip()
    parts = [words, *(str(flow[name]) for name in ("duration", "certainty") if flow[name])]
    return f"{flow['source']} ({flow['payer_label']} aan {flow['receiver_label']}): {', '.join(parts)}"


def party(name: str) -> str:
    """A payer or receiver in Dutch."""
    return PARTY_LABELS.get(name, name)


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
