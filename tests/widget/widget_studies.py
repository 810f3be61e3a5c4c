"""Small studies to code in: one conversation with an emoji before everything else, and suggestions on three sentences."""

from __future__ import annotations

import json
from datetime import date

from toolkit.coding import sentences
from toolkit.files import write_text
from toolkit.records import Coding, Transcript, Turn, as_json, coding_id
from toolkit.review import anchor_of
from toolkit.study import Study
from toolkit.transcripts import save_transcript

CODEBOOK = """\
version: "1"
themes:
  - {id: werk, label: Het werk, color: "#2B62D9"}
  - {id: geld, label: Het geld, color: "#00504A"}
codes:
  - {id: werk.taken, label: Taken, definition: Wat iemand doet., include: Taken., exclude: Geld., examples: [Ik ruim op.]}
  - {id: werk.uren, label: Uren, definition: Hoe lang., include: Uren., exclude: Geld., examples: [Van acht tot tien.]}
  - {id: geld.loon, label: Loon, definition: Wat het kost., include: Bedragen., exclude: Uren., examples: [Het minimum.]}
  - {id: geld.oud, label: Oude code, retired: true, reason: ging op in loon, succeeded_by: [geld.loon]}
"""
TALK = (
    ("interviewer-1", "Hoe gaat het 🎉 op de nieuwe plek?"),
    ("medewerker-1", "Ik ruim de zaal op 🧹 en daarna help ik [collega-1] in de keuken. Ik werk van acht tot tien. Dat vind ik fijn."),
    ("interviewer-1", "En wie betaalt dat?"),
    ("medewerker-1", "De gemeente betaalt de helft van mijn loon. Volgend jaar wil ik meer uren maken, als het mag."),
)  # fmt: skip
CONVERSATION = "c01-medewerker"


def conversation(rows: tuple[tuple[str, str], ...] = TALK, name: str = CONVERSATION) -> Transcript:
    text, turns = "", []
    for speaker, words in rows:
        text += "\n" if text else ""
        turns.append(Turn(speaker, len(text), len(text) + len(words)))
        text += words
    return Transcript(name, name[:3], "interview", date(2023, 10, 12), text, tuple(turns))


def fill(study: Study, transcript: Transcript | None = None) -> Transcript:
    """A codebook, a conversation, and suggestions on three of its sentences. Returns the conversation."""
    made = transcript or conversation()
    write_text(study.codebook_path, CODEBOOK)
    save_transcript(study.outputs / "transcripts" / f"{made.id}.json", made)
    suggest(
        study,
        made,
        ("Ik ruim de zaal", "werk.taken", 0.91),
        ("Ik werk van acht", "werk.uren", 0.62),
        ("De gemeente", "geld.loon", 0.48),
    )
    return made


def suggest(study: Study, transcript: Transcript, *rows: tuple[str, str, float]) -> list[Coding]:
    """Suggestions on the sentences that begin with these words: (words, code, chance)."""
    found = []
    for words, code, chance in rows:
        one = next(s for s in sentences(transcript) if transcript.text[s.start : s.end].startswith(words))
        found.append(Coding(
            coding_id(transcript.id, one.start, one.end, code, "nota"), transcript.id, transcript.digest, one.start, one.end,
            code, status="suggested", source="nota-1/vocabulary+trained", confidence=chance, evidence=(words,),
            anchor=anchor_of(transcript.text, one.start, one.end),
        ))  # fmt: skip
    lines = "".join(json.dumps(as_json(one), ensure_ascii=False) + "\n" for one in found)
    write_text(study.outputs / "suggestions" / f"{transcript.id}.jsonl", lines)
    return found
