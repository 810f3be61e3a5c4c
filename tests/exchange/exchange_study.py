"""A small coded study, from raw files, with everything that exchange has to carry."""

from __future__ import annotations

import json
import warnings

from toolkit import steps
from toolkit.files import write_text
from toolkit.records import Coding, Transcript, as_json, coding_id
from toolkit.review import accepted, added, anchor_of, changed, human_coding, open_journal, rejected, write_memo
from toolkit.study import Study
from toolkit.transcripts import load_transcript

STUDY = """\
title: De brug
subtitle: Een kleine proef
date: 2024-05-15
coders: [k1, k2]
"""
CODEBOOK = """\
# Het codeboek van de proef; deze regel blijft staan.
version: "3"
rules:
  - Wat de interviewer zegt, krijgt geen code.
themes:
  - {id: werk, label: Het werk, definition: Wat er gedaan wordt., color: "#2B62D9"}
  - {id: geld, label: Het geld, color: "#00504A"}
codes:
  - id: werk.taken          # wat iemand doet
    label: Taken
    definition: Wat iemand doet.
    include: Taken & klussen.
    exclude: Geld <en> uren.
    examples:
      - Ik ruim de zaal op.
      - "= geen formule, - wel een streepje"
    vocabulary: [opruimen, "~klus"]
    origin: inductief
  - {id: werk.uren, label: Uren, definition: Hoe lang., include: Uren., exclude: Geld., examples: [Van acht tot tien.]}
  - {id: geld.uren, label: Uren, definition: Betaalde uren., include: Uren., exclude: Werk., examples: [Tien uur.], since: "2"}
  - {id: geld.oud, label: Oud, definition: Iets ouds., retired: true, reason: opgegaan in uren, succeeded_by: [geld.uren]}
"""
CASE = """\
id: c01
title: De draaibrug
facts: {school_type: basisschool, pupils: 140, share: 0.5, open: true, since: 2021-09-06, ended: null}
persons:
  - {id: medewerker-1, role: medewerker, names: [Sjors Kamp, Sjors]}
"""
WIDE = """\
id: c02
title: Over de cases heen
kind: overstijgend
"""
TALK = """\
---
soort: interview
datum: 2023-10-12
sprekers: {Interviewer: interviewer-1, Sjors: medewerker-1}
---
[00:00:04] Interviewer: Wat doe je zoal? 🙂
[00:00:09] Sjors: Ik ruim de zaal op, één voor één. Sjors Kamp doet alles 👩\u200d🔧! Van acht tot tien.
[00:00:31] Interviewer: En het geld?
[00:00:40] Sjors: Niemand betaalt mij. Ik zou wel een vast contract willen. 🏗️
"""
PAPER = """\
---
soort: document
datum: 2022-01-31
---
Notitie over de brug
De brug is óp. Wij wachten al één jaar op geld.
"""
AT = "2024-03-05T09:28:00Z"


def make(study: Study) -> Study:
    """Raw files, pseudonymised text, journals of k1 and k2, memos, suggestions."""
    write_text(study.interviews / "study.yaml", STUDY)
    write_text(study.codebook_path, CODEBOOK)
    write_text(study.cases_folder / "c01" / "case.yaml", CASE)
    write_text(study.cases_folder / "c01" / "c01-medewerker.txt", TALK)
    write_text(study.cases_folder / "c02" / "case.yaml", WIDE)
    write_text(study.cases_folder / "c02" / "c02-notitie.txt", PAPER)
    fresh = Study(study.root)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # there is no passphrase for the key
        steps.run(fresh, ["pseudonymise"], progress=lambda _: lambda items: items)
    _code(fresh)
    write_memo(fresh, "studie", "De opzet.\n\nMet een witregel.", "k1", kind="methode", at=AT)
    write_memo(fresh, "code:werk.taken", "Ook klussen & <taken>?", "k2", kind="codeboek", at=AT)
    write_memo(fresh, "case:c01", "Een bijzondere case.", "k1", at=AT)
    write_memo(fresh, "gesprek:c01-medewerker", "Het liep stroef. 🙂", "k2", kind="reflectie", at=AT)
    return fresh


def _code(study: Study) -> None:
    talk, paper = transcript(study, "c01-medewerker"), transcript(study, "c02-notitie")
    mine = [
        coding(talk, "Ik ruim de zaal op, één voor één.", "werk.taken", "k1", memo="Let op: één voor één.\nEn meer."),
        coding(
            talk, "ruim de zaal op, één voor één. [medewerker-1] doet alles 👩\u200d🔧!", "werk.uren", "k1", time="past"
        ),
        coding(
            talk, "Niemand betaalt mij.", "geld.uren", "k1", polarity="negated", certainty="uncertain", time="future"
        ),
        coding(talk, "Niemand betaalt mij. Ik zou wel een vast contract willen.", "geld.oud", "k1", certainty="wish"),
    ]
    journal = open_journal(study, "k1", talk.id)
    journal.append(*(added(one, "k1", at=AT) for one in mine))
    journal.mark_done("k1", at=AT)
    open_journal(study, "k1", paper.id).append(
        added(coding(paper, "Wij wachten al één jaar op geld.", "geld.uren", "k1"), "k1", at=AT)
    )
    first, second, third = suggestions(study, talk)
    journal = open_journal(study, "k2", talk.id)
    journal.append(
        changed(first, accepted(first, "k2"), "k2", at=AT), changed(second, rejected(second, "k2"), "k2", at=AT)
    )
    journal.append(added(coding(talk, "Niemand betaalt mij.", "geld.uren", "k2", polarity="negated"), "k2", at=AT))
    assert third.status == "suggested"


def coding(text: Transcript, quote: str, code: str, coder: str, **fields: str) -> Coding:
    """A coding of a quote that stands in the text once."""
    assert text.text.count(quote) == 1, quote
    start = text.text.index(quote)
    return human_coding(text, start, start + len(quote), code, coder, **fields)  # type: ignore[arg-type]


def suggestions(study: Study, text: Transcript) -> list[Coding]:
    """Three suggestions on disk, with a confidence and evidence."""
    made = []
    for quote, code, confidence in (
        ("Ik ruim", "werk.taken", 0.8125),
        ("Van acht tot tien.", "werk.uren", 0.25),
        ("vast contract", "geld.uren", 0.5),
    ):
        start = text.text.index(quote)
        made.append(Coding(
            coding_id(text.id, start, start + len(quote), code, "nota"), text.id, text.digest, start, start + len(quote), code,
            status="suggested", source="nota-1/vocabulary", confidence=confidence, evidence=("ruim op", "een woord\nop twee regels"),
            anchor=anchor_of(text.text, start, start + len(quote)),
        ))  # fmt: skip
    write_text(
        study.outputs / "suggestions" / f"{text.id}.jsonl", "".join(json.dumps(as_json(one)) + "\n" for one in made)
    )
    return made


def transcript(study: Study, name: str) -> Transcript:
    return load_transcript(study.outputs / "transcripts" / f"{name}.json")
