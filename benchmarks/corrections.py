"""What a study's own corrections add: mean alpha over the themes on the rest of that study, with an interval.

Run: python benchmarks/corrections.py GOLD.tsv [repeats]
The coded sentences are the study. Its documents (or runs of sentences) are dealt into two halves; from one half 50, 100 or
200 sentences are decided on as the coders did, drawn by the queue or at random; alpha is that on the other half, and then
the other way about. The queue gives what has suggestions; when there is no more, sentences follow as they stand.
A code on which the coders differed counts as undecided, and is not scored.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
SIZES = (50, 100, 200)


@dataclass(frozen=True)
class Held:
    """Coded sentences as the review room sees them, with what the queue asks of each."""

    table: Any
    open: Any
    group: Any
    roles: tuple[str, ...]
    sources: tuple[tuple[tuple[int, float, str], ...], ...]


def held(path: Path, codebook: Any) -> Held:
    """The sentences that are not the interviewer's."""
    from toolkit.coding.combine import said_by
    from toolkit.coding.conversation import INTERVIEWER
    from toolkit.coding.gold import conversations_of, read_gold
    from toolkit.coding.mixtures import prepared
    from toolkit.coding.suggesting import judge
    from toolkit.review.layer import UNSEEN, Table

    rows, (parts, mixtures) = read_gold(path, codebook), prepared(codebook)
    remaining = iter(rows)
    words, chance, suggested, given, undecided, groups, roles, sources = [], [], [], [], [], [], [], []
    for conversation in conversations_of(rows):
        judgements, verdict = judge(conversation, codebook, parts, mixtures)
        question = before = ""
        chosen: dict[int, list[int]] = {}
        for place, column in verdict.chosen:
            chosen.setdefault(place, []).append(column)
        for number, unit in enumerate(conversation.units):
            row = next(remaining)
            if unit.role == INTERVIEWER:
                question = row.text.lower()
                continue
            own = chosen.get(number, [])
            words.append((row.text.lower(), before, question))
            before = row.text.lower()
            here = np.full(len(codebook.ids), UNSEEN)
            here[own] = verdict.chances[number, own]
            chance.append(here)
            suggested.append(np.isin(np.arange(len(codebook.ids)), own))
            given.append(np.array([code in row.codes for code in codebook.ids]))
            undecided.append(np.array([code in row.disputed for code in codebook.ids]))
            groups.append(row.run or row.doc)
            roles.append(unit.role)
            sources.append(tuple(
                (column, float(verdict.chances[number, column]), "+".join(said_by(judgements, number, column)))
                for column in own
            ))  # fmt: skip
    known = np.zeros((len(words), len(codebook.ids)), dtype=bool)
    table = Table(tuple(words), np.array(chance), np.array(suggested), known, np.array(given))
    return Held(table, np.array(undecided), np.array(groups), tuple(roles), tuple(sources))


def queued(study: Held, pool: Sequence[int], many: int, codebook: Any) -> list[int]:
    """As the queue would give them: the weightiest first, each time after what the last one taught."""
    from toolkit.coding import PARTS
    from toolkit.records import Coding
    from toolkit.review.queue import reasons_for

    codes: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    left = {row: [
        Coding("x", "t", "d", 0, 1, codebook.ids[column], status="suggested", source=f"nota-0/{source}", confidence=chance)
        for column, chance, source in study.sources[row]
    ] for row in pool if study.sources[row]}  # fmt: skip
    chosen: list[int] = []
    while left and len(chosen) < many:
        worth = {
            row: max(reasons_for(one, study.roles[row], codes, roles, PARTS)[0] for one in own)
            for row, own in left.items()
        }
        best = min(worth, key=lambda row: (-worth[row], row))
        codes.update(one.code for one in left.pop(best))
        roles[study.roles[best]] += 1
        chosen.append(best)
    taken = set(chosen)
    return [*chosen, *(row for row in pool if row not in taken)][:many]


def alpha(said: Any, study: Held, rows: Any, codebook: Any) -> float:
    """Mean alpha over the themes."""
    from toolkit.coding.scoring import score

    ids = codebook.ids
    names = [
        [[ids[n] for n in np.flatnonzero(table[row])] for row in rows] for table in (study.table.given, study.open)
    ]
    found = score(*names, [[ids[n] for n in np.flatnonzero(one)] for one in said], codebook)
    return found.mean_alpha or 0.0


def once(study: Held, codebook: Any, draw: random.Random) -> dict[tuple[str, int], float]:
    """What each number of corrections adds, in one deal."""
    from toolkit.review.layer import learn, predict

    groups = sorted(set(study.group))
    draw.shuffle(groups)
    half = np.isin(study.group, groups[::2])
    gains: dict[tuple[str, int], list[float]] = {}
    for test in (half, ~half):
        rest, pool = np.flatnonzero(test), np.flatnonzero(~test).tolist()
        apart = part(study.table, rest)
        base = alpha(apart.suggested, study, rest, codebook)
        for way in ("queue", "random"):
            for many in SIZES:
                rows = (
                    queued(study, pool, many, codebook) if way == "queue" else draw.sample(pool, min(many, len(pool)))
                )
                decided = part(study.table, np.array(sorted(rows)))
                decided = replace(decided, known=~study.open[sorted(rows)])
                _, said = predict(learn(decided, codebook.ids), apart)
                gains.setdefault((way, many), []).append(alpha(said, study, rest, codebook) - base)
    return {key: float(np.mean(values)) for key, values in gains.items()}


def part(table: Any, rows: Any) -> Any:
    """Some rows of a table."""
    from toolkit.review.layer import Table

    words = tuple(table.words[row] for row in rows)
    return Table(words, table.chance[rows], table.suggested[rows], table.known[rows], table.given[rows])


def main() -> None:
    from toolkit.coding import load_codebook

    path, repeats = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    codebook = load_codebook(ROOT / "interviews" / "codebook.yaml")
    study, draw = held(path, codebook), random.Random(2024)
    print(f"{path.name}: {len(study.roles)} sentences, {len(set(study.group))} documents or runs, {repeats} deals")
    found = [once(study, codebook, draw) for _ in range(repeats)]
    for key in found[0]:
        values = np.array([one[key] for one in found])
        low, high = np.quantile(values, (0.025, 0.975))
        print(
            f"{key[0]:<7} {key[1]:>4} corrections: {values.mean():+.3f} (deals {low:+.3f} to {high:+.3f})", flush=True
        )


if __name__ == "__main__":
    main()
