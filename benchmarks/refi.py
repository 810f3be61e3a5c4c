"""How long REFI-QDA takes: 100 sources, 800,000 words, 5,000 codings, out and in, as five programs count; and refusing what is hostile.

Run from the repository's root: ``python benchmarks/refi.py``. With ``--whole`` also the import as a study, which reads the
transcripts and looks for names in them (most of that time is the search for names).
"""

from __future__ import annotations

import io
import random
import resource
import sys
import tempfile
import time
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path

from toolkit.errors import InputError
from toolkit.exchange import import_as_study, read_refi, write_project
from toolkit.exchange.project import CodeNode, Project, Selection, Source, Use, User, count_uses
from toolkit.exchange.refi.choosing import RawSource, choose
from toolkit.exchange.refi.positions import Counting, Ruler, raw_text

SOURCES, WORDS, CODINGS, ROUNDS = 100, 8_000, 50, 5
VOCABULARY = (
    "de", "het", "een", "brug", "school", "geld", "werk", "wachten", "open", "café", "coördinator", "één", "’s-Gravenhage", "🙂",
    "niet", "wel", "samen", "gemeente", "jaar", "uren",
)  # fmt: skip
PROGRAMS = (
    ("nota", Counting(), "\n", ""), ("the standard", Counting(), "\n", ""), ("NVivo for Windows", Counting("utf-16"), "\r\n", "\ufeff"),
    ("ATLAS.ti", Counting("code points", "one"), "\r\n", ""), ("Taguette's bytes", Counting("bytes"), "\n", ""),
)  # fmt: skip


def guid() -> str:
    return str(uuid.UUID(int=CHANCE.getrandbits(128)))


CHANCE = random.Random(1)


def project() -> Project:
    """Talk in sentences of 4 to 16 words; codings on whole sentences."""
    user, code = User(guid(), "k1"), CodeNode(guid(), "Werk")
    sources = []
    for number in range(SOURCES):
        parts, spans, at, words = [], [], 0, 0
        while words < WORDS:
            size = CHANCE.randint(4, 16)
            line = " ".join(CHANCE.choice(VOCABULARY) for _ in range(size)).capitalize() + "."
            spans.append((at, at + len(line)))
            parts.append(line)
            at, words = at + len(line) + 1, words + size
        text = "\n".join(" ".join(parts[n : n + 3]) for n in range(0, len(parts), 3))
        marks = tuple(
            Selection(guid(), *span, "", "", user.guid, "2024-03-05T09:00:00Z", (Use(guid(), code.guid, user.guid),))
            for span in sorted(CHANCE.sample(spans, CODINGS))
        )
        sources.append(Source(guid(), f"gesprek {number}", text, selections=marks))
    return Project("proef", "nota 1", users=(user,), codes=(code,), sources=tuple(sources))


def as_program(data: bytes, whole: Project, origin: str, counting: Counting, newline: str, mark: str) -> bytes:
    """The same project with positions counted and texts written as another program does."""
    import re

    texts = {source.guid: (mark + (source.text or "").replace("\n", newline)) for source in whole.sources}
    rulers = {name: Ruler(raw_text(text), counting) for name, text in texts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = re.split(r'(?=<TextSource guid=")', old.read("project.qde").decode())
        for number, part in enumerate(parts[1:], 1):
            ruler = rulers[part[18:54]]
            parts[number] = re.sub(
                r'Position="(\d+)"', lambda match, ruler=ruler: f'Position="{ruler.position(int(match[1]))}"', part
            )  # type: ignore[misc]
        xml = re.sub(r' name="[^"]*" startPosition', ' name="" startPosition', "".join(parts))  # no help from names
        new.writestr("project.qde", xml.replace('origin="nota 1"', f'origin="{origin}"', 1))
        for name, text in texts.items():
            new.writestr(f"sources/{name}.txt", text.encode())
    return out.getvalue()


def best(action: Callable[[], object]) -> float:
    """The shortest of some rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def refused(path: Path) -> float:
    start = time.perf_counter()
    try:
        read_refi(path)
    except InputError:
        return time.perf_counter() - start
    raise AssertionError(path)


def main() -> None:
    whole = project()
    data = write_project(whole)
    words = sum(len((source.text or "").split()) for source in whole.sources)
    print(
        f"{len(whole.sources)} sources, {words:,} words, {count_uses(whole):,} codings; .qdpx of {len(data) / 2**20:.1f} MB"
    )
    print(f"write            {best(lambda: write_project(whole)):6.2f} s")
    truth = [(source.text, [(one.start, one.end) for one in source.selections]) for source in whole.sources]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.qdpx"
        for origin, counting, newline, mark in PROGRAMS:
            path.write_bytes(data if origin == "nota" else as_program(data, whole, "unknown", counting, newline, mark))
            read = read_refi(path)
            found = [(source.text, [(one.start, one.end) for one in source.selections]) for source in read.sources]
            right = sum(a == b for (_, x), (_, y) in zip(found, truth) for a, b in zip(x, y))
            print(
                f"read {origin:<18} {best(lambda: read_refi(path)):6.2f} s   {right:,} of {count_uses(whole):,} codings exact, origin {'known' if origin == 'nota' else 'not told'}"
            )
        hostile(Path(folder))
        few()
        if "--whole" in sys.argv:
            path.write_bytes(data)
            start = time.perf_counter()
            import_as_study(read_refi(path), path, Path(folder) / "studie")
            print(f"import as a study {time.perf_counter() - start:5.1f} s")
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


def few() -> None:
    """How often so few selections, without names or origin, are read wrongly: 100 texts for every way of counting."""
    print("selections  wrong  of which called certain")
    for number in (1, 2, 3, 4, 8):
        wrong = certain = tried = 0
        for seed in range(100):
            CHANCE.seed(seed)
            lines = [
                " ".join(CHANCE.choice(VOCABULARY) for _ in range(CHANCE.randint(3, 14))).capitalize() + "."
                for _ in range(80)
            ]
            text = "Gesprek\n" + "\n".join(f"Wij: {' '.join(lines[n : n + 2])}" for n in range(0, 80, 2))
            spans = [(text.index(line), text.index(line) + len(line)) for line in CHANCE.sample(lines, number)]
            for _, counting, newline, mark in PROGRAMS[1:]:
                raw = raw_text(mark + text.replace("\n", newline))
                ruler = Ruler(raw, counting)
                marked = tuple((ruler.position(start), ruler.position(end), "") for start, end in spans)
                ((chosen, evidence),) = choose([RawSource(raw, marked)], origin="unknown")
                tried += 1
                if [Ruler(raw, chosen).span(start, end) for start, end, _ in marked] != spans:
                    wrong += 1
                    certain += evidence.certain
        print(f"{number:10}  {wrong:5}  {certain:5}  of {tried}")


def hostile(folder: Path) -> None:
    """A zip of 500 MB of zeros in 500 kB; an XML that says ha 10^9 times."""
    bomb, laughs = folder / "bom.qdpx", folder / "lach.qdc"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", "<Project/>")
        with archive.open("sources/a.txt", "w", force_zip64=True) as member:
            for _ in range(500):
                member.write(b"0" * 2**20)
    layers = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
    laughs.write_text(f'<!DOCTYPE x [{layers}]><CodeBook xmlns="urn:QDA-XML:codebook:1.0">&b8;</CodeBook>')
    print(f"refuse zip bomb  {refused(bomb):6.3f} s\nrefuse entities  {refused(laughs):6.3f} s")


if __name__ == "__main__":
    main()
