"""Studies with a few conversations, a codebook and suggestions, to review."""

from __future__ import annotations

import json

from review_talks import talk

from toolkit.coding import sentences
from toolkit.files import write_text
from toolkit.records import Coding, Transcript, as_json, coding_id
from toolkit.review import anchor_of
from toolkit.study import Study
from toolkit.transcripts import save_transcript

CODEBOOK = """\
# Dit codeboek is van de proef.
version: "1"
themes:
  - {id: werk, label: Het werk}
  - {id: geld, label: Het geld}
codes:
  - id: werk.taken          # wat iemand doet
    label: Taken
    definition: Wat iemand doet.
    include: Taken.
    exclude: Geld.
    examples:
      - Ik ruim de zaal op.

  # uren apart
  - {id: werk.uren, label: Uren, definition: Hoe lang., include: Uren., exclude: Geld., examples: [Van acht tot tien.]}
  - id: geld.loon
    label: "Loon: wat het kost"
    definition: >
      Wat iemand verdient
      en wat dat kost.
    include: Bedragen.
    exclude: Uren.
    examples: [Hij krijgt het minimum.]
"""
SMALL = (("interviewer-1", "En verder?"), ("medewerker-1", "Ik ruim op. Van acht tot tien. Dat is fijn."))
BOSS = (("interviewer-1", "Wie betaalt?"), ("schoolleider-1", "Wij samen. Het loon is laag. Hij ruimt op."))


def fill(study: Study) -> Study:
    """A codebook and three conversations in two cases."""
    write_text(study.codebook_path, CODEBOOK)
    put(study, "c01-medewerker", "c01", talk())
    put(study, "c01-schoolleider", "c01", talk(BOSS))
    put(study, "c02-medewerker", "c02", talk(SMALL))
    return study


def put(study: Study, name: str, case: str, made: Transcript) -> Transcript:
    transcript = Transcript(name, case, made.kind, made.date, made.text, made.turns)
    save_transcript(study.outputs / "transcripts" / f"{name}.json", transcript)
    return transcript


def suggest(
    study: Study, transcript: Transcript, *rows: tuple[int, str, float], parts: str = "vocabulary"
) -> list[Coding]:
    """Suggestions on whole sentences: (number, code, confidence)."""
    split = {one.number: one for one in sentences(transcript)}
    made = []
    for number, code, confidence in rows:
        start, end = split[number].start, split[number].end
        made.append(Coding(
            coding_id(transcript.id, start, end, code, "nota"), transcript.id, transcript.digest, start, end, code,
            status="suggested", source=f"nota-1/{parts}", confidence=confidence, evidence=("ruim op",),
            anchor=anchor_of(transcript.text, start, end),
        ))  # fmt: skip
    lines = "".join(json.dumps(as_json(one)) + "\n" for one in made)
    write_text(study.outputs / "suggestions" / f"{transcript.id}.jsonl", lines)
    return made
