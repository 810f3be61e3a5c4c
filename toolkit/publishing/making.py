"""Step ``publish``: everything that goes out, and what it rests on. Only what the gate released is in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..approval.blocks import persons_of
from ..approval.people import case_of, text_ids
from ..approval.register import load_register
from ..files import write_bytes, write_json, write_text
from ..records import Released
from ..steps import Progress
from ..study import Study
from ..tables import csv_bytes
from . import campaign, contacts, website
from .gate import Examined, examine

README = """\
Wat staat hier?

  website/          pagina's die op de website mogen, met een beginpagina (index.html)
  campagne/         korte teksten voor de campagne, elk in zijn geheel vrijgegeven
  contact/          wie een journalist mag bellen en waar een fotograaf mag komen: alleen voor die journalist of fotograaf
  verantwoording/   per kanaal wat is vrijgegeven en op welk akkoord, en wat niet en waarom: voor het bureau zelf

Zet een tekst pas op een website nadat 'nota check' niets heeft gevonden. Leg daarna vast dat hij er staat:
nota published c01 website
"""
LIST_COLUMNS = ("tekst", "versie", "blok", "soort", "over", "uit", "waarom niet", "rust op regels")


def make(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/publication/``; returns the paths."""
    folder = study.outputs / "publication"
    known = {channel.id for channel in study.settings.channels}
    given: dict[str, list[Released]] = {website.CHANNEL: [], campaign.CHANNEL: []}
    lists: dict[str, list[tuple[object, ...]]] = {website.CHANNEL: [], campaign.CHANNEL: []}
    paths: list[Path] = []
    named: dict[str, list[str]] = {}
    for document in progress(text_ids(study)):
        channel = campaign.CHANNEL if document != case_of(document) else website.CHANNEL
        if channel not in known:
            continue
        found = examine(study, document, channel, partial=channel == website.CHANNEL)
        lists[channel] += _rows(document, channel, found)
        released = found.released
        if released is None:
            continue
        given[channel].append(released)
        place = folder / channel
        made = (
            website.write_case(study, released, place)
            if channel == website.CHANNEL
            else campaign.write_campaign(study, released, place)
        )
        named |= {study.shown(path): _named(study, released) for path in made}
        paths += made
    if website.CHANNEL in known:
        total = sum(document == case_of(document) for document in text_ids(study))
        paths.append(website.write_index(study, given[website.CHANNEL], total, folder / website.CHANNEL))
        named[study.shown(paths[-1])] = sorted(
            {one for released in given[website.CHANNEL] for one in _named(study, released)}
        )
    paths += _lists(folder, lists, known)
    paths += _contact_sheets(study, folder, named)
    write_text(folder / "LEES-MIJ.txt", README)
    write_json(folder / "names.json", {file: people for file, people in sorted(named.items()) if people})
    return [*paths, folder / "LEES-MIJ.txt", folder / "names.json"]


def _rows(document: str, channel: str, found: Examined) -> list[tuple[object, ...]]:
    """One row per block: did it go, on which lines of the register, or why not."""
    text = found.judgement.document
    reasons = dict(found.judgement.left_out)
    lines = " ".join(line[:16] for line in found.released.approvals) if found.released else ""
    rows: list[tuple[object, ...]] = []
    for block in text.blocks:
        people = " ".join(person.rpartition("/")[2] for person in persons_of(block, text.case))
        why = reasons.get(block.id) or next(iter(found.problems), "")
        rows.append(
            (document, text.version, block.id, block.kind, people, "nee" if why else "ja", why, "" if why else lines)
        )
    note = campaign.length_note(text) if channel == campaign.CHANNEL else ""
    return [*rows, (document, text.version, "", "let op", "", "", note, "")] if note else rows


def _lists(folder: Path, lists: dict[str, list[tuple[object, ...]]], known: set[str]) -> list[Path]:
    paths = []
    for channel, rows in lists.items():
        if channel in known:
            paths.append(folder / "verantwoording" / f"vrijgave-{channel}.csv")
            write_bytes(paths[-1], csv_bytes(pd.DataFrame(rows, columns=list(LIST_COLUMNS)).astype(str)))
    return paths


def _contact_sheets(study: Study, folder: Path, named: dict[str, list[str]]) -> list[Path]:
    register = load_register(study)
    paths: list[Path] = []
    if register.problems:
        return paths
    for channel in contacts.channels(study):
        found = contacts.contacts(study, register, channel)
        path = folder / "contact" / f"{channel}.csv"
        rows: Sequence[tuple[str, ...]] = [one.row for one in found]
        write_bytes(path, csv_bytes(pd.DataFrame(rows, columns=list(contacts.COLUMNS))))
        named[study.shown(path)] = sorted({name for one in found for name in one.named})
        paths.append(path)
    return paths


def _named(study: Study, released: Released) -> list[str]:
    """Whose real names stand in a released text, by consent: the leak check lets those through, in these files only."""
    case = study.case(released.document.case)
    own = {person.id: person.names for person in case.persons} | {entity.id: entity.names for entity in case.entities}
    names = dict(released.names)
    return sorted(
        f"{case.id}/{name}"
        for name, words in names.items()
        if any(words == full or words == full.split()[0] for full in own.get(name, ()) if full)
    )
