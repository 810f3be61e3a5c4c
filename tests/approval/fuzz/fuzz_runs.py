"""Many replies, read and judged."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from fuzz_forms import form_case
from fuzz_judge import judge, read
from fuzz_losses import CONDITIONS, WITH_ANCHORS
from generator import make_reply

FORMS = 40
FLOORS = {name: 0.999 if name in WITH_ANCHORS else 0.88 for name in CONDITIONS}
"""The share of blocks that must be read exactly."""


@dataclass
class Run:
    """What came of the replies of one condition."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    replies: int = 0

    def rate(self, kind: str) -> float:
        """Share of one kind of thing that was read exactly."""
        total = sum(n for (one, _), n in self.counts.items() if one == kind)
        return self.counts[kind, "exact"] / max(1, total)

    def how(self, word: str) -> list[str]:
        """The failures of one sort: ``silent``, ``unmarked``, ``shown``, ``untold``."""
        return [one for one in self.failures if f" {word}: " in one]


def run(condition: str, seeds: Iterable[int], *, more: bool = True) -> Run:
    """Make, read and judge a reply for each seed."""
    made = Run()
    for seed in seeds:
        case = form_case(seed % FORMS)
        data, truth = make_reply(case.data, seed, condition, more=more)
        start = time.perf_counter()
        reading = read(data, case)
        made.seconds += time.perf_counter() - start
        score = judge(reading, truth, case)
        made.replies += 1
        made.counts.update(score.counts)
        made.failures += [f"{condition} {seed} {one} after {', '.join(truth.done[1:])}" for one in score.failures]
    return made


def merged(runs: Iterable[Run]) -> Run:
    """Runs taken together."""
    total = Run()
    for one in runs:
        total.counts.update(one.counts)
        total.failures += one.failures
        total.seconds += one.seconds
        total.replies += one.replies
    return total
