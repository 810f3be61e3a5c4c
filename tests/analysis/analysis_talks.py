"""A small invented study for the analysis: two cases, four talks, eight codings; and tables made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.analysis.table import COLUMNS, VOICE_COLUMNS
from toolkit.records import Code, Codebook, Coding, Kind, Theme, Transcript, Turn, coding_id
from toolkit.study import Study
from toolkit.transcripts import save_transcript

BOOK = Codebook(
    "1",
    (Theme("geld", "Geld"), Theme("waarde", "Waarde"), Theme("last", "Lastig")),
    (
        Code("geld.gemeente", "Gemeente", "wat de gemeente betaalt"),
        Code("geld.kosten", "Kosten", "wat het kost"),
        Code("waarde.team", "Team", "wat het team eraan heeft"),
        Code("last.tijd", "Tijd", "te weinig tijd"),
        Code("last.lawaai", "Lawaai", "te veel geluid", origin="inductief"),
        Code("geld.oud", "Oud", "vervallen", retired=True),
    ),
)
CODEBOOK_FILE = """\
version: "1"
themes:
  - {id: geld, label: Geld}
  - {id: waarde, label: Waarde}
  - {id: last, label: Lastig}
codes:
  - {id: geld.gemeente, label: Gemeente, definition: d, include: i, exclude: e, examples: [v]}
  - {id: geld.kosten, label: Kosten, definition: d, include: i, exclude: e, examples: [v]}
  - {id: waarde.team, label: Team, definition: d, include: i, exclude: e, examples: [v]}
  - {id: last.tijd, label: Tijd, definition: d, include: i, exclude: e, examples: [v]}
  - {id: last.lawaai, label: Lawaai, definition: d, include: i, exclude: e, examples: [v], origin: inductief}
"""
TOPICS_FILE = """\
lists:
  iedereen:
    - {id: geld, question: "Wie betaalt?", codes: [geld.gemeente, geld.kosten], cues: [betaalt]}
  schoolleider:
    - {id: last, question: "Wat is lastig?", codes: [last.tijd], cues: [lastig]}
    - {id: rol, question: "Wat is uw rol?", codes: [], cues: [rol]}
  medewerker:
    - {id: last, question: "Wat is lastig?", codes: [last.tijd], cues: [lastig]}
"""
CASE_1 = """\
id: c01
title: Hulp in de tuin
facts: {school_type: basisschool, pupils: 150, region: noorden, state_on: 2024-03-01}
placements:
  - {person: medewerker-1, function: tuinhulp, hours: 20, contract: vast, since: 2022-03-01}
persons:
  - {id: schoolleider-1, role: schoolleider}
  - {id: medewerker-1, role: medewerker, target_group: true}
  - {id: gemeente-1, role: gemeente}
money:
  - {id: c01-g1, placement: medewerker-1, source: loonkostensubsidie, payer: gemeente, receiver: bestuur, amount: 600, unit: euro per maand, duration: doorlopend, certainty: zeker, said_by: [c01-schoolleider#2]}
  - {id: c01-g2, placement: medewerker-1, source: jobcoach, payer: uwv, receiver: school, unit: uren, certainty: tegengesproken, said_by: [c01-schoolleider#2, c01-medewerker#2]}
interview_log:
  - {person: schoolleider-1, asked: 2023-09-01, held: 2023-10-01}
  - {person: medewerker-1, asked: 2023-09-01, held: 2023-10-02}
  - {person: gemeente-1, asked: 2023-09-01, reason: geen tijd}
"""
CASE_2 = """\
id: c02
title: Hulp op kantoor
facts: {school_type: speciale school, pupils: 90, state_on: 2024-03-01}
placements:
  - {person: medewerker-1, function: kantoorhulp, hours: 12, contract: beëindigd, since: 2022-01-01, ended: 2022-12-31, end_reason: subsidie gestopt}
persons:
  - {id: schoolleider-1, role: schoolleider}
  - {id: medewerker-1, role: medewerker, target_group: true}
money:
  - {id: c02-g1, source: btw, payer: school, receiver: belastingdienst, amount: 21, unit: procent, certainty: zeker, said_by: [c02-schoolleider#9]}
"""
TALKS = (
    ("c01", "schoolleider", "interview", dt.date(2023, 10, 1), (
        ("interviewer-1", "Wie betaalt het?"),
        ("schoolleider-1", "De gemeente legt zeshonderd euro per maand bij. Dat scheelt ons veel geld. Het team is er blij mee."),
        ("interviewer-1", "Wat is lastig?"),
        ("schoolleider-1", "Niets eigenlijk. Tijd genoeg hebben we niet."),
    )),
    ("c01", "medewerker", "interview", dt.date(2023, 10, 2), (
        ("interviewer-1", "Wat is lastig?"),
        ("medewerker-1", "De collega's hebben geen tijd. Het is een lawaai hier."),
    )),
    ("c02", "schoolleider", "interview", dt.date(2023, 11, 5), (
        ("interviewer-1", "Hoe ging het?"),
        ("schoolleider-1", "Geen cent van de gemeente. Het kostte ons 900 euro. Het team had er niets aan."),
    )),
    ("c02", "medewerker", "interview", dt.date(2023, 11, 6), (
        ("interviewer-1", "Hoe gaat het?"),
        ("medewerker-1", "Goed hoor."),
    )),
)  # fmt: skip
CODED = (
    ("c01-schoolleider", "De gemeente legt zeshonderd euro per maand bij.", "geld.gemeente", "affirmed"),
    ("c01-schoolleider", "De gemeente legt zeshonderd euro per maand bij.", "geld.kosten", "affirmed"),
    ("c01-schoolleider", "Dat scheelt ons veel geld. Het team is er blij mee.", "waarde.team", "affirmed"),
    ("c01-schoolleider", "Tijd genoeg hebben we niet.", "last.tijd", "affirmed"),
    ("c01-medewerker", "De collega's hebben geen tijd.", "last.tijd", "affirmed"),
    ("c01-medewerker", "Het is een lawaai hier.", "last.lawaai", "affirmed"),
    ("c02-schoolleider", "Geen cent van de gemeente.", "geld.gemeente", "negated"),
    ("c02-schoolleider", "Het kostte ons 900 euro.", "geld.kosten", "affirmed"),
    ("c02-schoolleider", "Het team had er niets aan.", "waarde.team", "negated"),
)


def talk(name: str, case: str, kind: Kind, day: dt.date | None, turns: Iterable[tuple[str, str]]) -> Transcript:
    """A transcript from (speaker, words)."""
    spans, parts, place = [], [], 0
    for speaker, words in turns:
        spans.append(Turn(speaker, place, place + len(words)))
        parts.append(words)
        place += len(words) + 1
    return Transcript(name, case, kind, day, "\n".join(parts), tuple(spans))


def talks() -> list[Transcript]:
    """The four talks, by id."""
    made = [talk(f"{case}-{role}", case, kind, day, turns) for case, role, kind, day, turns in TALKS]  # type: ignore[arg-type]
    return sorted(made, key=lambda one: one.id)


def codings(transcripts: Iterable[Transcript]) -> list[Coding]:
    """The codings of :data:`CODED`, where their words stand."""
    texts = {one.id: one for one in transcripts}
    found = []
    for name, words, code, polarity in CODED:
        one = texts[name]
        start = one.text.index(words)
        end = start + len(words)
        key = coding_id(name, start, end, code, "samen")
        found.append(Coding(key, name, one.digest, start, end, code, polarity, source="samen"))  # type: ignore[arg-type]
    return found


def lay_out(root: Path) -> Study:
    """The study on disk: facts, codebook, pseudonymised transcripts; no journals yet."""
    folder = root / "interviews"
    for case, text in (("c01", CASE_1), ("c02", CASE_2)):
        (folder / "cases" / case).mkdir(parents=True)
        (folder / "cases" / case / "case.yaml").write_text(text, encoding="utf-8")
    (folder / "study.yaml").write_text("title: Proef\ndate: 2024-05-15\n", encoding="utf-8")
    (folder / "codebook.yaml").write_text(CODEBOOK_FILE, encoding="utf-8")
    (folder / "topics.yaml").write_text(TOPICS_FILE, encoding="utf-8")
    study = Study(root)
    for one in talks():
        save_transcript(study.outputs / "transcripts" / f"{one.id}.json", one)
    return study


def rows(*found: tuple[str, str, str, str], **given: Any) -> pd.DataFrame:
    """A codings table by hand from (case, transcript, role, code); a code that begins with - is negated."""
    made = []
    for number, (case, transcript, role, code) in enumerate(found):
        name = code.lstrip("-")
        row = dict.fromkeys(COLUMNS, "") | {
            "case": case, "transcript": transcript, "kind": "interview", "speaker": f"{role}-1", "role": role,
            "start": number, "end": number + 1, "theme": name.partition(".")[0], "code": name,
            "polarity": "negated" if code.startswith("-") else "affirmed", "certainty": "real", "time": "now",
            "status": "accepted", "fragment": f"zin {number}", "id": f"k{number}", "sentence": number,
            "last_sentence": number, "turn": number + 1,
        }  # fmt: skip
        made.append(row | given)
    return pd.DataFrame(made, columns=list(COLUMNS))


def voices(*found: tuple[str, str, str], processed: bool = True, date: str = "2023-10-01") -> pd.DataFrame:
    """A table of who speaks where, by hand from (case, transcript, role)."""
    made = [(case, name, "interview", date, role, 1, 10, 100, processed) for case, name, role in found]
    return pd.DataFrame(made, columns=list(VOICE_COLUMNS))
