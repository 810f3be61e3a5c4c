"""A first draft of a case description: what people said, put in the sections of the case layout, with its sources.

The machine chooses and places; it does not tell the story. What it writes itself comes from ``case.yaml``; all else
stands between quotation marks and names its speaker. People write the text from it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ..analysis import money_flows
from ..analysis.money import flow_in_words
from ..analysis.placements import size_class
from ..analysis.table import records_of, role_order
from ..numbers import date_in_words, dutch, listed
from ..placeholders import kind_of, placeholders
from ..records import Block, Document, Transcript, role_of
from ..study import Case, Study
from .counting import in_words

MARK = "Concept, gemaakt door de software. Nog niet geschreven en niet gecontroleerd."
PER_SECTION, PER_SPEAKER, QUOTES = 5, 2, 3
_HESITATION = re.compile(r"\b(?:eh|ehm|uh|uhm|hè|zeg maar)\b", re.IGNORECASE)
_LEANS = re.compile(r"(?:en|maar|want|dus|toen|dan|nou|nee|ja|dat|die|daar|of|\[lacht\])\b|\[lacht\]", re.IGNORECASE)
_VERBS = ("vertelt", "zegt")
FEWEST_TURNS = 4
"""Who says less (a child that walks in) is not somebody that was spoken to."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the layout, and the codes whose fragments belong in it."""

    id: str
    title: str
    codes: tuple[str, ...] = ()
    role: str = ""
    """Only fragments of this role."""
    time: str = ""
    words: tuple[str, ...] = ()
    """Words in a heading by which an edited text's section is recognised."""


SECTIONS: tuple[Section, ...] = (
    Section("kort", "In het kort", words=("kort",)),
    Section("begin", "Hoe het begon", ("functie.werving", "functie.functiecreatie"), words=("begon", "begin")),
    Section("werk", "Het werk", ("functie.taken",), words=("werk",)),
    Section(
        "woord", "De medewerker aan het woord", ("waarde.doelgroeper", "functie.taken", "belemmering.uitval", "voorwaarde.les"),
        role="medewerker", words=("woord",),
    ),
    Section("begeleiding", "De begeleiding", ("functie.begeleiding", "belemmering.begeleiding"), words=("begeleiding",)),
    Section(
        "geld", "De financiering",
        ("financiering.gemeente", "financiering.uwv", "financiering.school", "financiering.overig", "financiering.kosten", "belemmering.middelen"),
        words=("financiering", "geld"),
    ),
    Section("oplevert", "Wat het oplevert", ("waarde.onderwijs", "waarde.collegas", "waarde.doelgroeper", "waarde.organisatie"), words=("oplevert", "opbrengst", "opleverde")),
    Section(
        "lastig", "Wat lastig was",
        ("belemmering.uitval", "belemmering.draagvlak", "belemmering.regels", "belemmering.match", "belemmering.begeleiding"), words=("lastig",),
    ),
    Section("tips", "Voorwaarden en tips", ("voorwaarde.les", "voorwaarde.organisatie", "voorwaarde.omgeving"), words=("tips", "voorwaarden")),
    Section("verder", "Hoe verder", ("functie.contract",), time="future", words=("verder",)),
    Section("verantwoording", "Verantwoording", words=("verantwoording",)),
)  # fmt: skip
"""The layout of a case description (issue 2): facts first, then the story, then the account."""


def draft_case(
    study: Study, case: str, *, frame: pd.DataFrame | None = None, transcripts: Sequence[Transcript] | None = None
) -> Document:
    """The draft of one case. ``frame`` is the codings table, when it is there already. Raises InputError."""
    from ..analysis import codings_table
    from ..transcripts import load_transcripts

    own = study.case(case)
    table = codings_table(study) if frame is None else frame
    talks = [one for one in (load_transcripts(study) if transcripts is None else transcripts) if one.case == case]
    said = table[(table["case"] == case) & (table["role"] != "interviewer")]
    title = own.title or f"Case {case}"
    blocks = [
        Block("titel", "heading", title, level=1),
        Block("concept", "paragraph", MARK, style="kader"),
        *_intro(own),
    ]
    used: set[str] = set()
    for section in SECTIONS:
        body = list(_section(section, own, said, talks, used))
        if body:
            blocks += [Block(f"{section.id}-kop", "heading", section.title, level=2), *body]
    return Document(case, title, tuple(_about(block, case) for block in blocks), 1, case)


def _section(
    section: Section, case: Case, said: pd.DataFrame, talks: Sequence[Transcript], used: set[str]
) -> Iterator[Block]:
    if section.id == "kort":
        yield from _facts(case)
    elif section.id == "verantwoording":
        yield from _account(case, talks)
    else:
        if section.id == "geld":
            yield from _money(case)
        yield from _fragments(section, said, used)


def _intro(case: Case) -> Iterator[Block]:
    place = case.placements[0] if case.placements else None
    school = str(case.facts.get("school_type") or "")
    if not (place or school):
        return
    number = len(case.placements)
    who = f"[{place.person}]" if place and place.person else "De medewerker"
    if number > 1:
        text = f"Het gaat om {in_words(number)} plaatsingen" + (f" bij een {school}." if school else ".")
    else:
        verb = "werkte" if place and place.ended else "werkt"
        since = f" sinds {_month(place.since)}" if place and place.since and not place.ended else ""
        until = f" van {_month(place.since)} tot {_month(place.ended)}" if place and place.since and place.ended else ""
        what = f" als {place.function}" if place and place.function else ""
        text = f"{who} {verb}{since}{until}{what}" + (f" op een {school}." if school else ".")
    yield Block("intro", "paragraph", text)


def _facts(case: Case) -> Iterator[Block]:
    """The box with facts, a line per fact that is known."""
    facts = case.facts
    pupils = facts.get("pupils")
    school = ", ".join(
        part
        for part in (str(facts.get("school_type") or ""), size_class(pupils), str(facts.get("region") or ""))
        if part
    )
    places = case.placements
    hours = sum(place.hours or 0 for place in places) or _number(facts.get("hours"))
    lines = [
        ("School", school),
        (
            "Functie",
            ", ".join(dict.fromkeys(place.function for place in places if place.function))
            or str(facts.get("function") or ""),
        ),
        ("Uren", f"{dutch(hours)} per week, dat is {dutch(hours / 25.5, 1)} baan van 25,5 uur" if hours else ""),
        (
            "Contract",
            ", ".join(dict.fromkeys(place.contract for place in places if place.contract))
            or str(facts.get("contract") or ""),
        ),
        ("Op school sinds", _month(facts.get("since")) if isinstance(facts.get("since"), dt.date) else ""),
        ("Gestopt", _month(facts.get("ended")) if isinstance(facts.get("ended"), dt.date) else ""),
        ("Geld", listed(sorted({flow.source for flow in case.money}, key=str.lower)) if case.money else ""),
        ("Stand op", _day(facts.get("state_on"))),
    ]
    known = [f"{label}: {value}" for label, value in lines if value]
    if known:
        yield Block("kort-1", "list", "\n".join(known))


def _money(case: Case) -> Iterator[Block]:
    """The flows of case.yaml, each with who named it; what people contradict is said."""
    lines, sources = [], []
    for row in records_of(money_flows([case])):
        words = flow_in_words(row)
        people = listed([f"[{person}]" for person in _speakers(str(row["said_by"]), case)])
        named = f" Genoemd door {people}." if people else ""
        lines.append(f"{words[:1].upper()}{words[1:]}.{named}")
        sources += str(row["said_by"]).split()
    if lines:
        yield Block("geld-lijst", "list", "\n".join(lines), sources=tuple(dict.fromkeys(sources)))


def _fragments(section: Section, said: pd.DataFrame, used: set[str]) -> Iterator[Block]:
    """What people said about it, the best of each speaker, as a paragraph per speaker."""
    found = said[said["code"].isin(section.codes)]
    if section.role:
        found = found[found["role"] == section.role]
    if section.time:
        found = found[(found["time"] == section.time) | (found["certainty"] == "wish")]
    rows = [row for row in records_of(found) if row["id"] not in used and row["speaker"]]
    chosen = _chosen(rows, section.codes, QUOTES if section.role else PER_SPEAKER)
    for number, (person, fragments) in enumerate(chosen, 1):
        used |= {fragment["id"] for fragment in fragments}
        if section.role:
            yield from (_quote(section, number, n, person, row) for n, row in enumerate(fragments, 1))
        else:
            yield _said(section, number, person, fragments)


def _chosen(rows: list[dict[str, Any]], codes: Sequence[str], most: int) -> list[tuple[str, list[dict[str, Any]]]]:
    by_person: dict[str, list[dict[str, Any]]] = {}
    seen: set[tuple[str, int]] = set()
    for row in sorted(rows, key=lambda row: (-_worth(row), codes.index(row["code"]), row["transcript"], row["start"])):
        place = (row["transcript"], row["sentence"])
        mine = by_person.setdefault(row["speaker"], [])
        if place not in seen and len(mine) < most:
            seen.add(place)
            mine.append(row)
    people = sorted(
        (person for person in by_person if by_person[person]),
        key=lambda p: (-_worth(by_person[p][0]), role_order(role_of(p)), p),
    )
    return [
        (person, sorted(by_person[person], key=lambda row: (row["transcript"], row["start"])))
        for person in people[:PER_SECTION]
    ]


def _worth(row: dict[str, Any]) -> float:
    """How well a fragment reads on its own: coded by people, not too short or long, few hesitations, a plain statement."""
    text = str(row["fragment"])
    words = len(text.split())
    length = 1.0 if 8 <= words <= 30 else 0.5 if 5 <= words <= 45 else 0.0
    plain = (row["polarity"] == "affirmed") * 0.3 + (row["certainty"] == "real") * 0.3
    noise = (
        0.3 * bool(_LEANS.match(text))
        + 0.25 * len(_HESITATION.findall(text))
        + 0.3 * text.endswith("?")
        + 0.2 * ("..." in text)
    )
    trust = (
        1.0
        if row["status"] == "accepted"
        else float(row["confidence"])
        if row["confidence"] == row["confidence"]
        else 0.5
    )
    return round(float(length + plain - noise + trust), 6)


def _said(section: Section, number: int, person: str, fragments: list[dict[str, Any]]) -> Block:
    """One speaker's fragments as reported words."""
    sources = tuple(dict.fromkeys(f"{row['transcript']}#{row['turn']}" for row in fragments))
    parts = [f"‘{_unquoted(str(row['fragment']))}’" for row in fragments]
    text = f"[{person}] {_VERBS[(number - 1) % 2]}: {parts[0]}" + "".join(f" En: {part}" for part in parts[1:])
    return Block(f"{section.id}-{number}", "paragraph", text, sources=sources)


def _quote(section: Section, number: int, part: int, person: str, row: dict[str, Any]) -> Block:
    """A fragment of the employee as a quote."""
    name = f"{section.id}-citaat-{number}-{part}"
    by, source = f"{row['case']}/{person}", f"{row['transcript']}#{row['turn']}"
    return Block(name, "quote", _unquoted(str(row["fragment"])), by=by, sources=(source,))


def _account(case: Case, talks: Sequence[Transcript]) -> Iterator[Block]:
    """Who was spoken to and when, and who was not."""
    spoken, sources = [], []
    for talk in sorted(talks, key=lambda one: (one.date or dt.date.max, one.id)):
        people = [
            name
            for name in dict.fromkeys(turn.speaker for turn in talk.turns)
            if name and role_of(name) != "interviewer"
        ]
        if people:
            day = f" op {date_in_words(talk.date)}" if talk.date else ""
            spoken.append(f"{listed([f'[{name}]' for name in people])}{day}")
            sources.append(f"{talk.id}#1")
    refused = [f"[{one.person}]" for one in case.interview_log if not one.held and one.reason]
    text = f"Wij spraken {listed(spoken)}." if spoken else "Er zijn geen gesprekken gevoerd."
    if refused:
        text += f" Niet gesproken {'is' if len(refused) == 1 else 'zijn'} {listed(refused)}."
    yield Block("verantwoording-1", "paragraph", text, sources=tuple(sources))


def _about(block: Block, case: str) -> Block:
    """The persons whose placeholders stand in a block."""
    names = [name for name in dict.fromkeys(placeholders(block.text)) if kind_of(name)[1]]
    people = [*(f"{case}/{name}" for name in names), *([block.by] if block.by else [])]
    return replace(block, about=tuple(dict.fromkeys(people)))


def _speakers(said_by: str, case: Case) -> list[str]:
    """Persons of the case whose conversation holds these turns; by the role in the conversation's name."""
    roles = dict.fromkeys(turn.partition("#")[0].rpartition("-")[2] for turn in said_by.split())
    found = [next((one.id for one in case.persons if one.role == role and one.speaks), "") for role in roles]
    return [person for person in found if person]


def _unquoted(text: str) -> str:
    return text.strip().replace("‘", "'").replace("’", "'").strip("\"'“”")


def _day(day: object) -> str:
    return date_in_words(day) if isinstance(day, dt.date) else ""


def _month(day: object) -> str:
    return date_in_words(day).partition(" ")[2] if isinstance(day, dt.date) else ""


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
