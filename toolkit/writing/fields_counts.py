"""Fields that count: how much there is, and in how many cases or conversations something comes up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from ..analysis.table import role_label, role_order
from ..errors import InputError
from ..numbers import dutch, listed, quantifier
from ..numbers import x_of_y as in_numbers
from ..study import ROLES
from .counting import in_words
from .data import NoteData, Said
from .values import Value, number

_SIDES = {"": None, "bevestigd": "affirmed", "ontkend": "negated"}
_CERTAINTIES = {"": None, "feit": "real", "wens": "wish", "voorwaarde": "condition", "onzeker": "uncertain"}
_UNITS = {"cases": ("case", "cases"), "gesprekken": ("gesprek", "gesprekken"), "documenten": ("document", "documenten")}
_PLURALS = {
    "schoolleider": "schoolleiders", "medewerker": "medewerkers uit de doelgroep", "collega": "collega's",
    "bestuur": "besturen", "gemeente": "gemeenten", "uwv": "UWV", "jobcoach": "jobcoaches en SW-bedrijven",
    "ouder": "ouders", "leerling": "leerlingen", "werkgever": "werkgevers", "expert": "deskundigen", "overig": "anderen",
    "document": "documenten",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and the codings that make it so."""

    part: int
    whole: int
    noun: tuple[str, str]
    ids: tuple[str, ...]


def share(
    data: NoteData, code: str, *, rol: str = "", kant: str = "", zekerheid: str = "", eenheid: str = "", bij: str = ""
) -> Share:
    """In how many cases (or conversations) a code or theme comes up. Raises InputError on an unknown code, role or word."""
    known_code(data, code)
    known_word(kant, _SIDES, "de kant")
    known_word(zekerheid, _CERTAINTIES, "de zekerheid")
    known_word(rol, ("", *ROLES, "document"), "de rol")
    noun, column, whole = _whole(data, rol, eenheid)
    place = Said._fields.index(column)
    known = set(whole)
    if bij:
        known_code(data, bij)
        known &= {one[place] for one in data.by_code.get(bij, ())}
    side, certainty = _SIDES[kant], _CERTAINTIES[zekerheid]
    found = [one for one in data.by_code.get(code, ()) if one[place] in known]
    if rol or side is not None or certainty is not None:
        found = [
            one
            for one in found
            if (not rol or one.role == rol)
            and (side is None or one.polarity == side)
            and (certainty is None or one.certainty == certainty)
        ]
    return Share(len({one[place] for one in found}), len(whole), noun, tuple(one.id for one in found))


def x_of_y(
    data: NoteData, code: str, rol: str = "", kant: str = "", zekerheid: str = "", eenheid: str = "", bij: str = ""
) -> Value:
    found = share(data, code, rol=rol, kant=kant, zekerheid=zekerheid, eenheid=eenheid, bij=bij)
    return Value(f"{in_numbers(found.part, found.whole)} {found.noun[1]}", float(found.part), found.ids)


def how_many(
    data: NoteData, code: str, rol: str = "", kant: str = "", zekerheid: str = "", eenheid: str = "", bij: str = ""
) -> Value:
    found = share(data, code, rol=rol, kant=kant, zekerheid=zekerheid, eenheid=eenheid, bij=bij)
    return Value(quantifier(found.part, found.whole, found.noun), float(found.part), found.ids)


def number_with(
    data: NoteData, code: str, rol: str = "", kant: str = "", zekerheid: str = "", eenheid: str = "", bij: str = ""
) -> Value:
    found = share(data, code, rol=rol, kant=kant, zekerheid=zekerheid, eenheid=eenheid, bij=bij)
    return number(found.part, found.ids)


def roles_on(data: NoteData, code: str, hoogstens: int = 3) -> Value:
    """Who speaks of it in most conversations: "schoolleiders (10 van de 11 gesprekken) en gemeenten (3 van de 4)".

    Roles with fewer conversations than the rule of release allows are not named.
    """
    known_code(data, code)
    least = data.study.settings.rules.small_cell
    rows = [
        row
        for row in data.rows("counts_by_actor" if "." in code else "themes_by_actor", "id").get(code, ())
        if row["conversations"] and row["of_conversations"] >= least and row["role"] not in ("document", "overig")
    ]
    rows.sort(key=lambda row: (-row["conversations"], row["of_conversations"], role_order(row["role"])))
    shown = [
        f"{role_plural(row['role'])} ({in_numbers(row['conversations'], row['of_conversations'])}{'' if n else ' gesprekken'})"
        for n, row in enumerate(rows[:hoogstens])
    ]
    roles = [row["role"] for row in rows[:hoogstens]]
    return Value(listed(shown), None, tuple(one.id for one in data.by_code.get(code, ()) if one.role in roles))


def n_units(data: NoteData) -> Value:
    return number(len(data.material.own_cases), data.material.own_cases)


def n_all_cases(data: NoteData) -> Value:
    found = tuple(case.id for case in data.study.cases if case.kind == "case")
    return number(len(found), found)


def n_talks(data: NoteData, rol: str = "") -> Value:
    found = _talks(data, rol, documents=False)
    return number(len(found), found)


def n_documents(data: NoteData) -> Value:
    found = tuple(one.id for one in data.material.transcripts if one.kind == "document")
    return number(len(found), found)


def n_sources(data: NoteData) -> Value:
    found = tuple(one.id for one in data.material.transcripts)
    return number(len(found), found)


def n_people(data: NoteData, rol: str = "") -> Value:
    people = speakers(data)
    kept = tuple(person for person in people if not rol or people[person] == rol)
    return number(len(kept), kept)


def n_words(data: NoteData, soort: str = "") -> Value:
    known_word(soort, ("", "gesprekken", "documenten"), "de soort")
    voices = data.material.voices
    spoken = voices[voices["role"] != "interviewer"]
    if soort:
        spoken = spoken[(spoken["kind"] == "document") == (soort == "documenten")]
    return number(int(spoken["words"].sum()), tuple(sorted(set(spoken["transcript"]))))


def n_minutes(data: NoteData, welke: str = "midden") -> Value:
    known = {name: minutes for name, minutes in data.material.minutes.items() if minutes is not None}
    if not known:
        return Value("onbekend", 0.0)
    ordered = sorted(known.values())
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    chosen = {"kortste": ordered[0], "langste": ordered[-1], "midden": middle}
    known_word(welke, chosen, "de keuze")
    return number(chosen[welke], tuple(sorted(known)))


def n_codings(data: NoteData) -> Value:
    return number(len(data.frame), data.ids)


def n_suggested(data: NoteData) -> Value:
    found = data.frame[data.frame["status"] == "suggested"]
    return number(len(found), tuple(found["id"]))


def n_codes(data: NoteData) -> Value:
    found = tuple(code.id for code in data.material.codebook.codes if not code.retired)
    return number(len(found), found)


def n_themes(data: NoteData) -> Value:
    found = tuple(theme.id for theme in data.material.codebook.themes)
    return number(len(found), found)


def has_theme(data: NoteData, thema: str) -> Value:
    """Whether the codebook has this theme: for texts that serve more than one codebook."""
    return Value(number=float(thema in {theme.id for theme in data.material.codebook.themes}))


def speakers(data: NoteData) -> dict[str, str]:
    """Everybody who speaks, as ``case/person``, with the role; not the interviewers."""
    return data.speakers


def role_plural(role: str) -> str:
    """A role in the plural, for who is spoken of in general."""
    return _PLURALS.get(role, role_label(role))


def counted_noun(count: int, one: str, more: str, *, words: bool = False) -> str:
    """``1 case``, ``9 cases``, or ``negen cases``."""
    shown = in_words(count) if words and count <= 20 else dutch(count)
    return f"{shown} {one if count == 1 else more}"


def _whole(data: NoteData, role: str, unit: str) -> tuple[tuple[str, str], str, tuple[str, ...]]:
    """The noun, the column and the ids of what is counted."""
    if unit:
        known_word(unit, _UNITS, "de eenheid")
        if unit == "cases":
            return _UNITS[unit], "case", data.material.own_cases
        kept = _talks(data, role, documents=unit == "documenten")
        return _UNITS[unit], "transcript", kept
    if role:
        noun = _UNITS["documenten" if role == "document" else "gesprekken"]
        return noun, "transcript", _talks(data, role, documents=role == "document")
    return data.unit, data.unit_column, data.units


def _talks(data: NoteData, role: str, *, documents: bool) -> tuple[str, ...]:
    voices = data.material.voices
    kept = voices[(voices["kind"] == "document") == documents]
    if role:
        kept = kept[kept["role"] == role]
    return tuple(sorted(set(kept["transcript"])))


def known_code(data: NoteData, code: str) -> None:
    """Raises InputError when there is no such code or theme."""
    codebook = data.material.codebook
    known_word(code, [*(theme.id for theme in codebook.themes), *codebook.ids], "de code of het thema")


def known_word(word: str, words: Iterable[str], what: str) -> None:
    """Raises InputError, with what can be chosen, when a word is none of these."""
    known = list(words)
    if word not in known:
        fix = f"kies uit: {', '.join(one for one in known if one) or 'niets; er zijn er geen'}."
        raise InputError(f"{what} '{word}' kennen we niet.", fix=fix)


def ids_of(frame: pd.DataFrame) -> tuple[str, ...]:
    """The coding ids in a table of the analysis, wherever its columns hold them."""
    columns = [name for name in ("ids", "plus_ids", "minus_ids", "sources", "counter") if name in frame.columns]
    return tuple(dict.fromkeys(one for name in columns for cell in frame[name].tolist() for one in str(cell).split()))
