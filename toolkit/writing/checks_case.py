"""Checks of a case text: quotes and numbers against the conversations, persons against the case, length and voices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..placeholders import kind_of, placeholders
from ..records import Block, Document, Transcript, role_of
from ..study import Case
from .checks import Check, Level, written_numbers
from .counting import numbers_in
from .plain import readability
from .quotes import quotes_of, turn_of
from .status import status_sentences

HOURS_PER_JOB = 25.5
_TONE = re.compile(
    r"\bondanks (?:zijn|haar|hun) (?:beperking|handicap)\b|\btopper\b|\bkanjer\b|\bprobleemgeval\b", re.IGNORECASE
)
_FEWEST, _MOST = 600, 1000


def check_case(
    document: Document, case: Case, transcripts: Mapping[str, Transcript], *, names: tuple[str, ...] = ()
) -> list[Check]:
    """Everything to look at in one case text. ``names`` are those of the roster that must not stand in it."""
    own = {name: one for name, one in transcripts.items() if one.case == case.id}
    found = [*_quotes(document, own), *_whole(document, case)]
    known = _known_numbers(case, own)
    for block in document.blocks:
        found += _sources(document, block, own)
        found += _persons(document, block, case)
        found += _numbers(document, block, own, known)
        found += _words(document, block, names)
    return found


def _quotes(document: Document, own: Mapping[str, Transcript]) -> Iterator[Check]:
    for quote in quotes_of(document, own):
        block = document.block(quote.block)
        if not quote.by:
            yield _check(
                document, block, "fout", "citaat zonder spreker", block.text, "zet er {#... door=schoolleider-1} onder."
            )
        if not quote.verbatim:
            advice = "neem de woorden over zoals zij in het gesprek staan; geef weglatingen aan met (...)."
            yield _check(document, block, "fout", "citaat niet woordelijk", block.text, advice)


def _sources(document: Document, block: Block, own: Mapping[str, Transcript]) -> Iterator[Check]:
    for source in block.sources:
        if "#" in source and turn_of(source, own) is None:
            yield _check(
                document, block, "fout", "bron bestaat niet", source, "kijk het gesprek en het nummer van de beurt na."
            )
    if block.kind in ("paragraph", "quote", "list", "table") and not block.sources:
        yield _check(
            document, block, "let op", "zonder bron", block.text, "noem waar dit op berust: bron=c01-schoolleider#6."
        )


def _persons(document: Document, block: Block, case: Case) -> Iterator[Check]:
    about = {person.rpartition("/")[2] for person in (*block.about, block.by) if person}
    for name in dict.fromkeys(placeholders(block.text)):
        kind, person = kind_of(name)
        if person and case.person(name) is None:
            yield _check(
                document,
                block,
                "fout",
                "persoon is onbekend",
                name,
                "voeg de persoon toe aan case.yaml, of verbeter de aanduiding.",
            )
        elif person and name not in about and kind != "interviewer":
            yield _check(
                document,
                block,
                "let op",
                "persoon niet bij 'over'",
                name,
                f"zet {name} bij over=, anders wordt geen akkoord gevraagd.",
            )
        elif not person and not any(entity.id == name for entity in case.entities):
            yield _check(
                document,
                block,
                "fout",
                "aanduiding is onbekend",
                name,
                "voeg haar toe aan case.yaml, of verbeter de aanduiding.",
            )


def _numbers(
    document: Document, block: Block, own: Mapping[str, Transcript], known: frozenset[float]
) -> Iterator[Check]:
    if block.kind in ("heading", "figure"):
        return
    said = {
        number.value
        for source in block.sources
        if (place := turn_of(source, own))
        for number in numbers_in(place[0].words_of(place[0].turns[place[1]]))
    }
    for number in written_numbers(block.text):
        if number.value not in said and number.value not in known and not _in_pieces(number.value, said):
            advice = "dit getal staat niet in de genoemde beurten en niet in case.yaml; kijk het na of noem de bron."
            yield _check(document, block, "let op", "getal niet gevonden", number.text, advice)


def _words(document: Document, block: Block, names: tuple[str, ...]) -> Iterator[Check]:
    for name in names:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", block.text):
            yield _check(
                document,
                block,
                "fout",
                "naam in de tekst",
                "een naam uit case.yaml",
                "schrijf de aanduiding, bijvoorbeeld [medewerker-1].",
            )
    if block.kind != "quote" and (match := _TONE.search(block.text)):
        yield _check(document, block, "let op", "toon", match[0], "zeg wat iemand doet, zonder lof of medelijden.")
    for sentence in status_sentences(block):
        advice = "haal deze zin weg: zodra de tekst is goedgekeurd klopt hij niet meer; de stand staat in het register."
        yield _check(document, block, "let op", "stand van de tekst", sentence, advice)


def _whole(document: Document, case: Case) -> Iterator[Check]:
    first = document.blocks[0]
    words = readability(document).words
    if not _FEWEST <= words <= _MOST:
        yield _check(
            document,
            first,
            "let op",
            "lengte",
            f"{words} woorden",
            f"een casebeschrijving telt {_FEWEST} tot {_MOST} woorden.",
        )
    quotes = [block for block in document.blocks if block.kind == "quote"]
    if not 2 <= len(quotes) <= 5:
        yield _check(document, first, "let op", "aantal citaten", str(len(quotes)), "kies twee tot vijf citaten.")
    roles = {role_of(block.by.rpartition("/")[2]) for block in quotes if block.by}
    targets = {person.id for person in case.persons if person.target_group}
    if targets and not any(block.by.rpartition("/")[2] in targets for block in quotes):
        yield _check(
            document,
            first,
            "let op",
            "stem ontbreekt",
            "geen citaat van de medewerker",
            "laat ten minste één keer de medewerker zelf aan het woord.",
        )
    if quotes and len(roles) < 2:
        yield _check(
            document,
            first,
            "let op",
            "stem ontbreekt",
            "citaten van één rol",
            "laat ten minste twee rollen aan het woord.",
        )


def _known_numbers(case: Case, own: Mapping[str, Transcript]) -> frozenset[float]:
    """Numbers that need no turn: the facts of the case, its money, the dates of the talks, and hours as a part of a job."""
    text = case.model_dump_json(exclude={"persons", "entities", "interview_log"})
    found = {number.value for number in numbers_in(re.sub(r"[-\"_]|(?<=\d)\.0\b", " ", text).replace(".", ","))}
    found |= {float(part) for one in own.values() if one.date for part in (one.date.day, one.date.year)}
    hours = [place.hours for place in case.placements if place.hours]
    hours += [float(case.facts["hours"])] if isinstance(case.facts.get("hours"), int | float) else []  # type: ignore[arg-type]
    found |= {
        round(hour / HOURS_PER_JOB, digits)
        for hour in (*hours, sum(place.hours or 0 for place in case.placements))
        for digits in (1, 2)
    }
    return frozenset({*found, HOURS_PER_JOB, float(len(case.placements))})


def _in_pieces(value: float, said: set[float]) -> bool:
    """Amounts are said in two parts ("elf vijftig" is 11.50), and years without their century ("in eenentwintig")."""
    whole = int(value)
    if 2000 <= value < 2100 and value - 2000 in said:
        return True
    return value != whole and float(whole) in said and float(round((value - whole) * 100)) in said


def _check(document: Document, block: Block, level: Level, kind: str, found: str, advice: str) -> Check:
    return Check(document.id, block.id, level, kind, found[:120], advice)
