from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.records import Transcript, Turn

MakeTranscript = Callable[..., Transcript]


@pytest.fixture
def talk() -> MakeTranscript:
    """A conversation of (speaker, words) pairs."""

    def make(*turns: tuple[str, str], id: str = "c01-gesprek") -> Transcript:
        placed, offset = [], 0
        for speaker, words in turns:
            placed.append(Turn(speaker, offset, offset + len(words)))
            offset += len(words) + 1
        return Transcript(id, "c01", "interview", None, "\n".join(words for _, words in turns), tuple(placed))

    return make


SMALL_CODEBOOK = """\
version: "2"
rules: [De interviewer krijgt geen code.]
themes:
  - {id: werk, label: Werk, color: "#2B62D9"}
  - {id: geld, label: Geld}
codes:
  - id: werk.taken
    label: Taken
    definition: Wat iemand doet.
    include: Concrete taken.
    exclude: Opbrengst.
    examples: [Hij veegt het plein.]
    vocabulary: [koffie zetten, "prullenbak|container", overnemen, "~klusje"]
  - id: werk.hulp
    label: Begeleiding
    definition: Hoe iemand wordt geholpen.
    include: Jobcoach.
    exclude: Dat hulp ontbreekt.
    examples: [De coach komt elke week.]
    vocabulary: [jobcoach, begeleiding, "!leerlingbegeleiding|intern begeleider"]
  - id: geld.subsidie
    label: Subsidie
    definition: Geld van een ander.
    include: Loonkostensubsidie.
    exclude: Eigen geld.
    examples: [De gemeente past bij.]
    vocabulary: [loonkostensubsidie, gemeente ... betalen, "=past ... bij"]
"""


@pytest.fixture
def small_codebook(tmp_path: Path) -> Path:
    """A codebook of two themes and three codes, as a file."""
    path = tmp_path / "codebook.yaml"
    path.write_text(SMALL_CODEBOOK, encoding="utf-8")
    return path
