"""Fields for facts: the study itself, the placements, the money, targets, terms, and the approval round."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from .. import analysis
from ..analysis.money import PARTY_LABELS
from ..numbers import UNKNOWN, date_in_words, dutch, euro, listed, quantifier
from ..numbers import x_of_y as in_numbers
from .counting import in_words
from .data import NoteData
from .fields_counts import counted_noun, known_word
from .values import Value, number

_FILE = "interviews/study.yaml"
_PARAMETERS = "interviews/parameters"


def setting(data: NoteData, name: str) -> Value:
    """A line of study.yaml."""
    return Value(str(getattr(data.study.settings, name)), None, (_FILE,))


def day(data: NoteData) -> Value:
    return Value(date_in_words(data.study.settings.date), None, (_FILE,))


def day_after(data: NoteData, dagen: int) -> Value:
    return Value(date_in_words(data.study.settings.date + dt.timedelta(days=dagen)), None, (_FILE,))


def period(data: NoteData) -> Value:
    """When people were spoken to: by study.yaml, else by the dates of the conversations."""
    settings = data.study.settings
    talks = [one for one in data.material.transcripts if one.date and one.kind != "document"]
    days = sorted(one.date for one in talks if one.date)
    first = settings.period_from or (days[0] if days else None)
    last = settings.period_to or (days[-1] if days else None)
    if first is None or last is None:
        return Value()
    sources = tuple(one.id for one in talks) or (_FILE,)
    return Value(
        f"{_month(first)} tot en met {_month(last)}" if _month(first) != _month(last) else _month(first), None, sources
    )


def contact(data: NoteData) -> Value:
    found = data.study.settings.contact
    return Value(", ".join(part for part in (found.name, found.email, found.phone) if part), None, (_FILE,))


def team(data: NoteData) -> Value:
    return Value(listed([one.name for one in data.study.settings.team]), None, (_FILE,))


def placements(data: NoteData, stand: str = "", contract: str = "") -> Value:
    """How many of the placements: "12 van de 15 plaatsingen"."""
    table = data.table("placements")
    kept = _chosen(table, {"state": stand, "contract": contract})
    return Value(f"{in_numbers(len(kept), len(table))} plaatsingen", float(len(kept)), _cases(kept))


def n_placements(data: NoteData, stand: str = "", contract: str = "") -> Value:
    kept = _chosen(data.table("placements"), {"state": stand, "contract": contract})
    return number(len(kept), _cases(kept))


def n_jobs(data: NoteData, stand: str = "loopt") -> Value:
    """The running placements as jobs of the agreed number of hours."""
    kept = _chosen(data.table("placements"), {"state": stand})
    total = float(kept["jobs"].sum())
    return Value(dutch(total, 1), round(total, 1), _cases(kept))


def hours(data: NoteData, welke: str = "samen", stand: str = "") -> Value:
    kept = _chosen(data.table("placements"), {"state": stand})
    return _measure(kept, "hours", welke)


def months(data: NoteData, welke: str = "midden", stand: str = "") -> Value:
    kept = _chosen(data.table("placements"), {"state": stand})
    return _measure(kept, "months", welke)


def flows(data: NoteData, bron: str = "", betaler: str = "", ontvanger: str = "", zekerheid: str = "") -> Value:
    """How many of the money flows: "25 van de 82 geldstromen"."""
    table = data.table("money_flows")
    kept = _flows(table, bron, betaler, ontvanger, zekerheid)
    return Value(f"{in_numbers(len(kept), len(table))} geldstromen", float(len(kept)), tuple(kept["id"]))


def cases_with_flow(
    data: NoteData, bron: str = "", betaler: str = "", ontvanger: str = "", zekerheid: str = ""
) -> Value:
    """In how many cases there is such a flow, as a quantifier with its numbers."""
    kept = _flows(data.table("money_flows"), bron, betaler, ontvanger, zekerheid)
    own = data.material.own_cases
    found = sorted(set(kept["case"]) & set(own))
    return Value(quantifier(len(found), len(own), ("case", "cases")), float(len(found)), tuple(kept["id"]))


def amounts(data: NoteData, bron: str = "", betaler: str = "", eenheid: str = "euro per maand") -> Value:
    """The lowest and the highest amount that was named for such flows: "€ 320 tot € 670"."""
    kept = _flows(data.table("money_flows"), bron, betaler, "", "")
    kept = kept[(kept["unit"] == eenheid) & kept["amount"].notna()]
    if not len(kept):
        return Value("onbekend", 0.0)
    low, high = float(kept["amount"].min()), float(kept["amount"].max())
    return Value(euro(low) if low == high else f"{euro(low)} tot {euro(high)}", high, tuple(kept["id"]))


def funding_sources(data: NoteData, hoogstens: int = 5) -> Value:
    """The kinds of money that occur in most cases: "loonkostensubsidie (6 van de 9 cases), ..."."""
    table = data.table("money_flows")
    own = data.material.own_cases
    counts = table[table["case"].isin(own)].groupby("source")["case"].nunique().to_dict()
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))[:hoogstens]
    words = [
        f"{name} ({in_numbers(int(count), len(own))}{'' if n else ' cases'})" for n, (name, count) in enumerate(ranked)
    ]
    kept = table[table["source"].isin([name for name, _ in ranked])]
    return Value(listed(words), None, tuple(kept["id"]))


def target(data: NoteData, doel: str, wat: str = "aantal") -> Value:
    """A number of a target: ``aantal``, ``per_jaar``, ``jaren``, ``verwacht``, ``geteld``, ``verschil``, or ``tekst``."""
    table = data.table("targets")
    known_word(doel, list(table["id"]), "de doelstelling")
    row = table[table["id"] == doel].iloc[0]
    one = data.material.targets.target(doel)
    source = (f"{_PARAMETERS}/doelstellingen.yaml#{doel}",)
    found: Mapping[str, Any] = {
        "aantal": one.amount, "per_jaar": one.per_year, "jaren": one.years, "verwacht": row["expected"],
        "geteld": row["realised"], "verschil": row["gap"], "tekst": row["in_words"],
    }  # fmt: skip
    known_word(wat, found, "de waarde van een doelstelling")
    value = found[wat]
    if isinstance(value, str):
        return Value(value, None, source)
    if value is None or value != value:
        return Value(UNKNOWN, 0.0, source)
    return Value(dutch(float(value)), float(value), source)


def hours_per_job(data: NoteData) -> Value:
    found = analysis.value_on(data.material.targets.hours_per_job, "uren per baan", data.study.settings.date)
    return Value(dutch(found.value), found.value, (f"{_PARAMETERS}/doelstellingen.yaml",))


def term(data: NoteData, woord: str) -> Value:
    """What a term means, in plain words, to go on with after a colon: without capital and full stop."""
    found = {one.term.lower(): one.plain for one in analysis.terms(data.study)}
    known_word(woord.lower(), found, "het begrip")
    plain = found[woord.lower()].rstrip(".")
    words = plain if plain[:2].isupper() else plain[:1].lower() + plain[1:]
    return Value(words, None, (f"{_PARAMETERS}/begrippen.yaml",))


def has_term(data: NoteData, woord: str) -> Value:
    return Value(number=float(woord.lower() in {one.term.lower() for one in analysis.terms(data.study)}))


def agreement(data: NoteData) -> Value:
    from ..agreement import agreement_text

    coded = tuple(sorted({path.stem for path in data.study.codings_folder.glob("*/*.jsonl")}))
    return Value(agreement_text(data.study, double=data.double), None, coded or ("outputs/tables/agreement.csv",))


def n_double(data: NoteData) -> Value:
    found = data.double.conversations
    return number(len(found), tuple(found))


def saturation(data: NoteData) -> Value:
    table = data.table("saturation")
    words = str(table["in_words"].iloc[0]) if len(table) else ""
    return Value(words, None, tuple(sorted(set(data.frame["transcript"]))))


def approvals(data: NoteData, stand: str = "") -> Value:
    """How many people stand somewhere in the approval round; of everybody when nothing is named."""
    states = [state for state, _ in data.consent.answers]
    known_word(stand, ("", "akkoord", "akkoord_met_wijziging", "niet_akkoord", "geen_reactie", "ingetrokken", "verzonden",
                       "herinnerd", "gewijzigd", "onduidelijk", "intern_gecontroleerd", "concept", *states), "de stand")  # fmt: skip
    return number(data.consent.count(*([stand] if stand else [])), ("interviews/approvals/log.jsonl",))


def withdrawn_talks(data: NoteData) -> Value:
    """How many conversations were taken out because somebody withdrew: "één gesprek". Nothing when the rules say so."""
    from ..privacy.withdrawals import withdrawn_conversations

    count = withdrawn_conversations(data.study) if data.study.settings.rules.mention_withdrawn else 0
    source = ("interviews/privacy/withdrawals.jsonl",) if count else ()
    return Value(counted_noun(count, "gesprek", "gesprekken", words=True), float(count), source)


def cases_used(data: NoteData, hoeveel: str = "") -> Value:
    """Of how many cases the text may be used in the note: ``geheel``, ``deels``, ``niet``; released at all by default."""
    known_word(hoeveel, ("", "geheel", "deels", "niet"), "de stand")
    kept = [case for case, how in data.consent.cases if (how == hoeveel if hoeveel else how != "niet")]
    return number(len(kept), ("interviews/approvals/log.jsonl", *kept))


def n_quotes(data: NoteData) -> Value:
    found = tuple(f"{quote.case}/{quote.block}" for quote in data.free_quotes)
    return number(len(found), found)


def plural(data: NoteData, aantal: int, een: str, meer: str) -> Value:
    """``meervoud(n_cases, "case", "cases")``: "1 case", "9 cases"."""
    del data
    return Value(counted_noun(aantal, een, meer), float(aantal))


def spelled(data: NoteData, aantal: int) -> Value:
    """A number up to twenty in words: "negen"."""
    del data
    return Value(in_words(aantal) if aantal <= 20 else dutch(aantal), float(aantal))


def choose(data: NoteData, voorwaarde: int, dan: str, anders: str = "") -> Value:
    """``kies(n_cases == 1, "dit is", "dit zijn")``: the first text when it is so, else the second."""
    del data
    return Value(dan if voorwaarde else anders)


def _month(day: dt.date) -> str:
    return date_in_words(day).partition(" ")[2]


def _chosen(table: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    """Rows with these values. A word that neither the data nor the usual lists have is a typing error, not a zero."""
    for column, value in wanted.items():
        if value:
            if len(table):
                known_word(value, sorted({*table[column], *_USUAL.get(column, ())}), "de waarde")
            table = table[table[column] == value]
    return table


_USUAL: dict[str, tuple[str, ...]] = {
    "state": ("loopt", "beëindigd", "begin onbekend"),
    "contract": ("vast", "tijdelijk", "detachering", "proefplaatsing", "beëindigd"),
    "certainty": ("zeker", "onzeker", "tegengesproken", "onbekend"),
    "payer": tuple(PARTY_LABELS),
    "receiver": tuple(PARTY_LABELS),
}


def _flows(table: pd.DataFrame, source: str, payer: str, receiver: str, certainty: str) -> pd.DataFrame:
    if source and len(table):
        known_word(source, sorted(set(table["source"])), "de geldbron")
    kept = table[table["source"] == source] if source else table
    return _chosen(kept, {"payer": payer, "receiver": receiver, "certainty": certainty})


def _cases(table: pd.DataFrame) -> tuple[str, ...]:
    return tuple(f"{case}/case.yaml" for case in sorted(set(table["case"])))


def _measure(table: pd.DataFrame, column: str, which: str) -> Value:
    values = sorted(float(one) for one in table[column] if one == one)
    if not values:
        return Value(UNKNOWN, 0.0)
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    found = {"samen": sum(values), "minste": values[0], "meeste": values[-1], "midden": middle}
    known_word(which, found, "de maat")
    return number(found[which], _cases(table))
