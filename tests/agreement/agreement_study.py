"""A codebook of three codes and talks of one sentence per turn."""

from __future__ import annotations

from toolkit.records import Transcript, Turn
from toolkit.study import Study
from toolkit.transcripts import save_transcript

CODEBOOK = """\
version: "1"
themes:
  - {id: werk, label: Het werk}
  - {id: geld, label: Het geld}
codes:
  - {id: werk.taken, label: Taken, definition: "wat iemand doet", include: "taken", exclude: "geld", examples: ["Zo gaat dat."]}
  - {id: werk.uren, label: Uren, definition: "hoe lang", include: "uren", exclude: "geld", examples: ["Zo gaat dat."]}
  - {id: geld.loon, label: Loon, definition: "wat het kost", include: "bedragen", exclude: "uren", examples: ["Zo gaat dat."]}
"""


def save_talk(study: Study, conversation: str = "c01-schoolleider", answers: int = 10) -> None:
    """An answer of one sentence per turn; before each the interviewer says one."""
    lines = [("interviewer-1", "Vertel eens verder."), ("schoolleider-1", "Dat doet hij elke dag.")] * answers
    turns, at = [], 0
    for speaker, words in lines:
        turns.append(Turn(speaker, at, at + len(words)))
        at += len(words) + 1
    text = "\n".join(words for _, words in lines)
    talk = Transcript(conversation, "c01", "interview", None, text, tuple(turns))
    save_transcript(study.outputs / "transcripts" / f"{conversation}.json", talk)
