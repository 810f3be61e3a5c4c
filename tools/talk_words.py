"""Write the lists of words that ordinary Dutch talk is made of, counted in our own training texts.

    python tools/talk_words.py

``common.txt``: words in small letters in two texts or more; ``very_common.txt``: in one text in eight. Names of schools that are
ordinary words stay out of the first: the finder weighs those apart.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT / "toolkit" / "privacy" / "data"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-](?=[^\W\d_])[^\W\d_]+)*")
_SHORTEST, _WIDTH = 3, 110


def texts_per_word(files: list[Path]) -> dict[str, int]:
    """In how many texts each word stands in small letters."""
    seen: dict[str, set[str]] = defaultdict(set)
    for path in files:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                for word in _WORD.findall(row["text"]):
                    if word.islower():
                        seen[word].add(row["doc"])
    return {word: len(texts) for word, texts in seen.items()}


def write_list(name: str, remark: str, words: list[str]) -> None:
    """One of the lists that the finder reads."""
    lines, line = [f"# {remark}"], ""
    for word in sorted(words):
        if len(line) + len(word) > _WIDTH:
            lines.append(line)
            line = ""
        line += ("," if line else "") + word
    (DATA / f"{name}.txt").write_text("\n".join([*lines, line]) + "\n", encoding="utf-8")


def main() -> None:
    """Count and write."""
    counts = texts_per_word(sorted((ROOT / "training").glob("talks_*.tsv")))
    remark = "Words in small letters in {} of the training texts. Written by tools/talk_words.py."
    common = [word for word, count in counts.items() if count >= 2 and len(word) >= _SHORTEST]
    write_list("common", remark.format("two or more"), common)
    write_list("very_common", remark.format("forty or more"), [word for word, count in counts.items() if count >= 40])


if __name__ == "__main__":
    main()
