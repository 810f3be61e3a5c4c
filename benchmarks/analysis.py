"""The analysis of a large study: 200 conversations, 1.6 million words, 60,000 codings. Asked: under 60 s, under 2 GB.

    python benchmarks/analysis.py [--conversations 200] [--words 8000] [--codings 60000]

The study is made up of random words (seeded). Its codings stand in journals, as those of people do; its transcripts
are there raw and pseudonymised. Time and memory are those of the whole process of the step.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from toolkit.coding import load_codebook, sentences
from toolkit.records import Codebook, Polarity, Transcript, Turn
from toolkit.review import added, human_coding, open_journal
from toolkit.study import ROLES, Study
from toolkit.transcripts import save_transcript

HERE = Path(__file__).resolve().parent.parent
STEP = "import sys; from toolkit.study import Study; from toolkit.analysis import run; run(Study.open(sys.argv[1]), lambda items: items)"
SPEAKING = [role for role in ROLES if role not in ("interviewer", "overig")]
CODER = "samen"
AT = "2024-03-01T10:00:00+00:00"


def main() -> None:
    """Make the study, run the step twice in a process of its own, print times and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--words", type=int, default=8000, help="words per conversation")
    parser.add_argument("--codings", type=int, default=60_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = make_study(Path(folder) / "study", given.conversations, given.words, given.codings)
        times = [timed(study) for _ in range(2)]
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak, cpu = used.ru_maxrss / 1024, (used.ru_utime + used.ru_stime) / len(times)
        size = sum(len(path.read_text().split()) for path in study.cases_folder.glob("*/*.txt"))
        print(json.dumps({
            "conversations": given.conversations, "words": size, "codings": given.codings,
            "seconds_first": round(times[0], 1), "seconds_second": round(times[1], 1), "cpu_seconds_each": round(cpu, 1), "peak_mb": round(peak),
            "tables": len(list((study.outputs / "tables").glob("analysis_*.csv"))),
            "figures": len(list((study.outputs / "figures").glob("analysis_*.svg"))),
        }))  # fmt: skip


def timed(study: Study) -> float:
    """Seconds of the whole process of the step."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", STEP, str(study.root)], check=True)
    return time.perf_counter() - start


def make_study(root: Path, conversations: int, words: int, codings: int) -> Study:
    """A study of random talk, five conversations to a case, with everything the analysis reads."""
    (root / "interviews" / "parameters").mkdir(parents=True)
    for name in ("codebook.yaml", "topics.yaml", "study.yaml"):
        (root / "interviews" / name).write_bytes((HERE / "interviews" / name).read_bytes())
    for path in (HERE / "interviews" / "parameters").glob("*.yaml"):
        (root / "interviews" / "parameters" / path.name).write_bytes(path.read_bytes())
    study, chance = Study(root), random.Random(20240301)
    codebook = load_codebook(study.codebook_path)
    vocabulary = _vocabulary(chance, codebook)
    for number in range(conversations):
        case = f"c{number // 5 + 1:02}"
        role = SPEAKING[number % len(SPEAKING)]
        if number % 5 == 0:
            _write_case(study, case, number)
        one = _conversation(chance, vocabulary, f"{case}-{role}-{number}", case, role, words)
        _write_raw(study, one)
        save_transcript(study.outputs / "transcripts" / f"{one.id}.json", one)
        _write_journal(study, chance, codebook, one, codings // conversations)
    return study


def _vocabulary(chance: random.Random, codebook: Codebook) -> tuple[list[str], list[float]]:
    common = [
        "de",
        "het",
        "een",
        "en",
        "van",
        "ik",
        "dat",
        "in",
        "is",
        "niet",
        "op",
        "die",
        "maar",
        "er",
        "we",
        "zijn",
        "met",
        "voor",
        "te",
        "zo",
        "ook",
        "dan",
        "bij",
        "als",
        "wat",
        "hij",
        "ze",
        "hebben",
        "wordt",
    ]
    known = [word for code in codebook.codes for word in code.vocabulary if word.isalpha()]
    made = [
        "".join(chance.choice("bdgklmnprstvw") + chance.choice("aeiou") for _ in range(chance.randint(2, 5)))
        for _ in range(4000)
    ]
    words = [*common, *known, *made]
    return words, [1 / (rank + 3) for rank in range(len(words))]


def _conversation(
    chance: random.Random, vocabulary: tuple[list[str], list[float]], name: str, case: str, role: str, words: int
) -> Transcript:
    parts: list[str] = []
    turns: list[Turn] = []
    place = said = 0
    while said < words:
        speaker = "interviewer-1" if len(turns) % 2 == 0 else f"{role}-1"
        length = 8 if speaker.startswith("interviewer") else chance.randint(30, 120)
        drawn = chance.choices(*vocabulary, k=length)
        text = " ".join(" ".join(drawn[n : n + 12]).capitalize() + "." for n in range(0, length, 12))
        parts.append(text)
        turns.append(Turn(speaker, place, place + len(text)))
        place += len(text) + 1
        said += length
    day = dt.date(2023, 9, 4) + dt.timedelta(days=chance.randint(0, 170))
    return Transcript(name, case, "interview", day, "\n".join(parts), tuple(turns))


def _write_case(study: Study, case: str, number: int) -> None:
    people = "".join(f"  - {{id: {role}-1, role: {role}}}\n" for role in SPEAKING)
    since = dt.date(2019, 1, 1) + dt.timedelta(days=37 * (number % 40))
    (study.cases_folder / case).mkdir(parents=True)
    (study.cases_folder / case / "case.yaml").write_text(
        f"id: {case}\ntitle: Case\nfacts: {{school_type: basisschool, pupils: {100 + number}, region: oost}}\n"
        f"placements:\n  - {{person: medewerker-1, function: hulp, hours: 20, contract: vast, since: {since}}}\n"
        f"persons:\n{people}money:\n"
        f"  - {{id: {case}-g1, source: subsidie, payer: gemeente, receiver: bestuur, amount: 600, unit: euro per maand, certainty: zeker}}\n"
        f"  - {{id: {case}-g2, source: lumpsum, payer: bestuur, receiver: school, certainty: tegengesproken}}\n"
    )


def _write_raw(study: Study, one: Transcript) -> None:
    lines = [f"{turn.speaker}: {one.words_of(turn)}" for turn in one.turns]
    people = sorted({turn.speaker for turn in one.turns})
    head = f"---\nsoort: interview\ndatum: {one.date}\nsprekers: {{{', '.join(f'{p}: {p}' for p in people)}}}\nopname: 50 minuten\n---\n"
    (study.cases_folder / one.case / f"{one.id}.txt").write_text(head + "\n".join(lines))


def _write_journal(study: Study, chance: random.Random, codebook: Codebook, one: Transcript, codings: int) -> None:
    spots = [spot for spot in sentences(one) if one.turns[spot.turn].speaker != "interviewer-1"]
    pairs = [(spot, code.id) for spot in spots for code in codebook.codes]
    changes = []
    for spot, code in chance.sample(pairs, codings):
        sign: Polarity = "negated" if chance.random() < 0.1 else "affirmed"
        coding = human_coding(one, spot.start, spot.end, code, CODER, polarity=sign)
        changes.append(added(coding, CODER, at=AT))
    journal = open_journal(study, CODER, one.id)
    journal.append(*changes)
    journal.mark_done(CODER, at=AT)


if __name__ == "__main__":
    main()
