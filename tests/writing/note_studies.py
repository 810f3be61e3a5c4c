"""A small study that was coded: three cases, five conversations, two edited case texts; and one of documents only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from toolkit.records import Kind, Transcript, Turn
from toolkit.review import write_sentence_codings
from toolkit.study import Study
from toolkit.transcripts import save_transcript

STUDY = """\
title: Een proef
subtitle: Werk op school
client: Ministerie van Proeven
bureau: Bureau Proef
date: 2024-05-15
version: concept 1
team: [{id: interviewer-1, name: Ank Proef}]
contact: {name: Ank Proef, email: ank@proef.example}
coders: [k1]
channels: [{id: nota, label: nota, question: "Mag het in de nota?"}]
"""
CODEBOOK = """\
version: "2"
themes:
  - {id: functie, label: Functie, definition: Het werk.}
  - {id: financiering, label: Financiering, definition: Het geld.}
codes:
  - {id: functie.taken, label: Taken, definition: Wat iemand doet., include: taken, exclude: geen, examples: [Hij veegt.]}
  - {id: functie.begeleiding, label: Begeleiding, definition: Wie helpt., include: hulp, exclude: geen, examples: [Zij helpt.]}
  - {id: financiering.gemeente, label: Gemeente, definition: Geld van de gemeente., include: geld, exclude: geen, examples: [Zij betaalt.]}
"""
CASE = """\
id: {id}
title: Hulp in {id}
facts: {{school_type: basisschool, pupils: 140, region: "dorp, noorden", hours: 24, contract: vast, since: 2021-09-06, state_on: 2024-03-01}}
placements: [{{person: medewerker-1, function: hulpconciërge, hours: 24, contract: vast, since: 2021-09-06}}]
persons:
  - {{id: schoolleider-1, role: schoolleider, names: [Marga Bloemhof]}}
  - {{id: medewerker-1, role: medewerker, target_group: true, names: [Sjors Kamp]}}
money:
  - {{id: {id}-g1, source: loonkostensubsidie, payer: gemeente, receiver: bestuur, amount: 670, unit: euro per maand, certainty: zeker, said_by: ["{id}-schoolleider#2"]}}
interview_log: [{{person: schoolleider-1, asked: 2023-09-01, held: 2023-10-12}}, {{person: gemeente-1, asked: 2023-09-01, reason: geen tijd}}]
"""
TALKS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "c01-schoolleider": ("c01", [
        ("interviewer-1", "Wat doet hij hier?"),
        ("schoolleider-1", "[medewerker-1] veegt het plein en doet het hek open. De gemeente betaalt 670 euro per maand. Hij werkt vierentwintig uur."),
        ("schoolleider-1", "De conciërge helpt hem elke ochtend een half uur."),
    ]),
    "c01-medewerker": ("c01", [
        ("medewerker-1", "Ik veeg het plein en daarna doe ik de kopieën. Dat is eh mooi werk."),
        ("medewerker-1", "Eén ding tegelijk zeggen, dat is mijn tip."),
    ]),
    "c02-schoolleider": ("c02", [
        ("schoolleider-1", "Zij kookt in de keuken. De gemeente betaalt niets."),
        ("schoolleider-1", "Niemand helpt haar, en dat gaat goed."),
    ]),
    "c02-medewerker": ("c02", [("medewerker-1", "Ik snijd de groente. Dat kan ik goed.")]),
    "c03-schoolleider": ("c03", [("schoolleider-1", "Hij repareert de laptops, elke dag weer.")]),
}  # fmt: skip
CODINGS: dict[str, list[dict[str, object]]] = {
    "c01-schoolleider": [
        {"sentence": 1, "code": "functie.taken"},
        {"sentence": 2, "code": "financiering.gemeente"},
        {"sentence": 4, "code": "functie.begeleiding"},
    ],
    "c01-medewerker": [{"sentence": 0, "code": "functie.taken"}],
    "c02-schoolleider": [
        {"sentence": 0, "code": "functie.taken"},
        {"sentence": 1, "code": "financiering.gemeente", "polarity": "negated"},
        {"sentence": 2, "code": "functie.begeleiding", "polarity": "negated"},
    ],
    "c02-medewerker": [{"sentence": 0, "code": "functie.taken"}],
    "c03-schoolleider": [{"sentence": 0, "code": "functie.taken", "certainty": "wish"}],
}
TEXTS = {
    "c01": """\
---
titel: Hulp op het plein
versie: 1
---

# Hulp op het plein
{#titel}

[medewerker-1] werkt vierentwintig uur. De gemeente betaalt 670 euro.
{#intro over=medewerker-1 bron=c01-schoolleider#2}

> Eén ding tegelijk zeggen, dat is mijn tip.
{#tip over=medewerker-1 door=medewerker-1 bron=c01-medewerker#2}

> Ik veeg het plein (...) Dat is (...) mooi werk.
{#werk over=medewerker-1 door=medewerker-1 bron=c01-medewerker#1}
""",
    "c02": """\
# Hulp in de keuken
{#titel}

> Ik snijd alle groente.
{#verzonnen over=medewerker-1 door=medewerker-1 bron=c02-medewerker#1}

> Niemand helpt haar, en dat gaat goed.
{#alleen over=medewerker-1 door=schoolleider-1 bron=c02-schoolleider#2}
""",
}


def transcript(name: str, case: str, said: list[tuple[str, str]], kind: Kind = "interview") -> Transcript:
    """A transcript of turns: (speaker, words)."""
    turns, start = [], 0
    for speaker, words in said:
        turns.append(Turn(speaker, start, start + len(words)))
        start += len(words) + 1
    return Transcript(name, case, kind, dt.date(2023, 10, 12), "\n".join(words for _, words in said), tuple(turns))


def lay_out_coded(folder: Path) -> Study:
    """Three cases with talks that one person coded; two of them with an edited text."""
    study = Study(folder)
    put(study.interviews / "study.yaml", STUDY)
    put(study.codebook_path, CODEBOOK)
    for case in ("c01", "c02", "c03"):
        put(study.cases_folder / case / "case.yaml", CASE.format(id=case))
    for name, text in TEXTS.items():
        put(study.texts / "cases" / f"{name}.md", text)
    for name, (case, said) in TALKS.items():
        save_transcript(study.outputs / "transcripts" / f"{name}.json", transcript(name, case, said))
    for name, rows in CODINGS.items():
        write_sentence_codings(study, "k1", name, rows, "2024-03-01T12:00:00Z")
    return study


def lay_out_documents(folder: Path) -> Study:
    """Two documents, and nobody spoken to."""
    study = Study(folder)
    put(study.interviews / "study.yaml", "title: Op papier\ndate: 2024-05-15\ncoders: [k1]\n")
    put(study.codebook_path, CODEBOOK)
    put(study.cases_folder / "documenten" / "case.yaml", "id: documenten\nkind: overstijgend\n")
    for number, words in enumerate(("Hij veegt het plein.", "De gemeente betaalt alles."), 1):
        made = transcript(f"documenten-document-{number}", "documenten", [("", words)], "document")
        save_transcript(study.outputs / "transcripts" / f"{made.id}.json", made)
    for number, code in enumerate(("functie.taken", "financiering.gemeente"), 1):
        rows = [{"sentence": 0, "code": code}]
        write_sentence_codings(study, "k1", f"documenten-document-{number}", rows, "2024-03-01T12:00:00Z")
    return study


def put(path: Path, text: str) -> Path:
    """Write a file, with the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
