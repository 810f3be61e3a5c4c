"""A small talk in two speakers, its sentences, and coders who decide about it."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.records import Coding, Transcript, Turn


class Sentence(NamedTuple):
    number: int
    start: int
    end: int
    turn: int


LINES = (
    ("interviewer-1", "Hoe gaat het?"),
    ("medewerker-1", "Goed hoor. Ik veeg het plein 🧹 en ik zet koffie. Dat vind ik leuk."),
    ("interviewer-1", "En wie helpt je?"),
    ("medewerker-1", "De conciërge. Goed hoor."),
)


def talk(lines: tuple[tuple[str, str], ...] = LINES) -> Transcript:
    turns, at = [], 0
    for speaker, words in lines:
        turns.append(Turn(speaker, at, at + len(words)))
        at += len(words) + 1
    return Transcript("c01-medewerker", "c01", "interview", None, "\n".join(words for _, words in lines), tuple(turns))


def cut(transcript: Transcript) -> list[Sentence]:
    """Sentences by full stop and question mark: enough for these tests."""
    found: list[Sentence] = []
    for number, turn in enumerate(transcript.turns):
        start = turn.start
        for at in range(turn.start, turn.end):
            if transcript.text[at] in ".?":
                while transcript.text[start] == " ":
                    start += 1
                found.append(Sentence(len(found) + 1, start, at + 1, number))
                start = at + 1
    return found


def suggestion(transcript: Transcript, start: int, end: int, code: str = "functie.taken") -> Coding:
    return Coding(
        f"s{start}-{end}", transcript.id, transcript.digest, start, end, code,
        status="suggested", source="nota-1/vocabulary", confidence=0.7, evidence=("veeg",),
    )  # fmt: skip
