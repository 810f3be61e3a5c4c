"""Words per second of each part of coding, beside spaCy's tokenizer alone: 100 transcripts of 8,000 words.

Run: python benchmarks/coding.py [transcripts] [words]
The sentences are those of training/, dealt out so that every transcript is another text.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def transcripts(count: int, words: int) -> list[Any]:
    """Texts of about so many words, each turn of one to four sentences, an interviewer's turn now and then."""
    from toolkit.coding.gold import read_gold
    from toolkit.records import Transcript, Turn

    sentences = [row.text for path in sorted((ROOT / "training").glob("*.tsv")) for row in read_gold(path)]
    found = []
    position = 0
    for number in range(count):
        turns: list[Turn] = []
        spoken: list[str] = []
        offset = total = 0
        step = 1 + 2 * number
        while total < words:
            size = 1 + (position + number) % 4
            text = " ".join(sentences[(position + step * place) % len(sentences)] for place in range(size))
            position += size
            speaker = "interviewer-1" if len(turns) % 3 == 0 else "schoolleider-1"
            turns.append(Turn(speaker, offset, offset + len(text)))
            spoken.append(text)
            offset += len(text) + 1
            total += text.count(" ") + 1
        found.append(Transcript(f"t{number:03}", "c01", "interview", None, "\n".join(spoken), tuple(turns)))
    return found


def timed(label: str, words: int, work: Callable[[], Any]) -> Any:
    """Do the work and print how many words per second that was."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{label:<34} {seconds:7.2f} s  {words / seconds:12,.0f} words/s")
    return result


def main() -> None:
    count, length = (
        (int(value) for value in (*sys.argv[1:], "100", "8000")[:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 8000)
    )
    start = time.perf_counter()
    import spacy

    from toolkit.coding import PARTS, load_codebook, suggest
    from toolkit.coding.conversation import conversation_of
    from toolkit.coding.mixtures import prepared
    from toolkit.coding.qualifiers import cues_in
    from toolkit.records import Transcript, Turn

    codebook = load_codebook(ROOT / "interviews" / "codebook.yaml")
    parts, _ = prepared(codebook)
    words = "Hij leegt elke ochtend de prullenbakken, en de gemeente betaalt een deel van zijn loon."
    first = Transcript("t", "c01", "interview", None, words, (Turn("schoolleider-1", 0, len(words)),))
    suggest([first], codebook)
    print(f"{'loading':<34} {time.perf_counter() - start:7.2f} s")
    texts = transcripts(count, length)
    words = sum(text.text.count(" ") + 1 for text in texts)
    print(f"{len(texts)} transcripts, {words:,} words, parts: {', '.join(PARTS)}")
    blank = spacy.blank("nl")
    timed("spaCy tokenizer, cold", words, lambda: [blank.make_doc(text.text) for text in texts])
    timed("spaCy tokenizer, warm", words, lambda: [blank.make_doc(text.text) for text in texts])
    conversations = timed("sentences and words", words, lambda: [conversation_of(text) for text in texts])
    for part in parts:
        timed(f"part: {part.name}", words, lambda part=part: [part.judge(one) for one in conversations])
    timed("cues of qualifiers", words, lambda: [cues_in(unit.words) for one in conversations for unit in one.units])
    conversation_of.__globals__["parsed"].cache_clear()
    found = timed("everything: suggest", words, lambda: suggest(texts, codebook))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(found):,} suggestions; peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
