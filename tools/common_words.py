"""Build ``toolkit/writing/data/common_words.txt``: words that people use when they talk.

From the invented study's own conversations: every word in small letters that people on the work floor use (employees,
colleagues, school leaders, parents), or that is said in two conversations or more. Run again when the study grows:

    python tools/common_words.py
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from toolkit.files import write_text
from toolkit.intake import read_all
from toolkit.records import role_of
from toolkit.study import Study

TARGET = Path(__file__).parent.parent / "toolkit" / "writing" / "data" / "common_words.txt"
WORD = re.compile(r"(?<![\w#/=.-])[a-zà-ÿ]{2,}(?![\w=/])")
FLOOR = {"medewerker", "collega", "schoolleider", "ouder", "leerling", "overig"}
BESIDES = """schoolleider leider leiding begeleider beschrijving besluit bespreken bespreekt deelnemen discussie financiering
goedkeuring herinneren herinnert interview onderzoek onderzoeker overeenkomst reageren reageert reageerde samenvatting
solliciteren gesolliciteerd uitleg verantwoording vertrouwen voorbeeld waarschuwen gewaarschuwd""".split()  # noqa: SIM905
"""Everyday words that happen not to be said in these conversations."""
HEAD = "# Words of everyday talk, from the conversations of the invented study; made by tools/common_words.py.\n"


def main() -> None:
    """Count in how many conversations each word is said, and write those that are common."""
    said: dict[str, set[str]] = defaultdict(set)
    plain: set[str] = set()
    for reading in read_all(Study.open()):
        transcript = reading.transcript
        if transcript.kind in ("document", "meeting"):
            continue
        for turn in transcript.turns:
            role = role_of(turn.speaker)
            words = set(WORD.findall(transcript.words_of(turn))) if role != "interviewer" else set()
            for word in words:
                said[word].add(transcript.id)
            plain |= words if role in FLOOR else set()
    common = sorted({word for word, where in said.items() if len(where) > 1} | plain | set(BESIDES))
    lines = [" ".join(common[start : start + 16]) for start in range(0, len(common), 16)]
    write_text(TARGET, HEAD + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
