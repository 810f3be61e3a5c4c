"""Precision, recall, F1 and Krippendorff's alpha of suggestions against sentences that people coded.

A code on which the coders differed is left out of the score of that sentence; for a theme the sentence is left out
when only such codes would decide. Alpha is that of Krippendorff (2004), Content Analysis, ch. 11, for two coders
and a yes or no: 1 - observed / expected disagreement, expected drawn without replacement.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..records import Codebook


@dataclass(frozen=True, slots=True)
class Counts:
    """Sentences by what people and machine said: both, only the machine, only people, neither."""

    both: int = 0
    machine: int = 0
    people: int = 0
    neither: int = 0

    def plus(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both,
            self.machine + other.machine,
            self.people + other.people,
            self.neither + other.neither,
        )

    @property
    def n(self) -> int:
        return self.both + self.machine + self.people + self.neither

    @property
    def precision(self) -> float | None:
        return _ratio(self.both, self.both + self.machine)

    @property
    def recall(self) -> float | None:
        return _ratio(self.both, self.both + self.people)

    @property
    def f1(self) -> float | None:
        return _ratio(2 * self.both, 2 * self.both + self.machine + self.people)

    @property
    def alpha(self) -> float | None:
        """None when there is nothing to agree on: nobody ever said yes, or everybody always did."""
        yes = 2 * self.both + self.machine + self.people
        no = 2 * self.n - yes
        if yes == 0 or no == 0:
            return None
        return 1 - (2 * self.n - 1) * (self.machine + self.people) / (yes * no)

    def as_json(self) -> dict[str, float | int | None]:
        scores = {name: getattr(self, name) for name in ("alpha", "precision", "recall", "f1")}
        rounded = {name: None if score is None else round(score, 4) for name, score in scores.items()}
        return {**rounded, "n": self.n, "people": self.both + self.people, "machine": self.both + self.machine}


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts per theme and per code of a codebook."""

    themes: dict[str, Counts]
    codes: dict[str, Counts]

    @property
    def mean_alpha(self) -> float | None:
        """Mean over the themes that have one."""
        return _mean([counts.alpha for counts in self.themes.values()])

    @property
    def micro(self) -> Counts:
        """All codes together."""
        total = Counts()
        for counts in self.codes.values():
            total = total.plus(counts)
        return total

    @property
    def macro_f1(self) -> float | None:
        """Mean F1 over the codes that people gave."""
        return _mean([counts.f1 for counts in self.codes.values() if counts.both + counts.people])


def score(
    agreed: Sequence[Collection[str]],
    disputed: Sequence[Collection[str]],
    machine: Sequence[Collection[str]],
    codebook: Codebook,
) -> Scores:
    """Compare what the machine says with what people agreed on, sentence by sentence."""
    codes = {code.id: Counts() for code in codebook.codes if not code.retired}
    themes = {theme.id: Counts() for theme in codebook.themes}
    theme_of = {code.id: code.theme for code in codebook.codes}
    for said, open_, found in zip(agreed, disputed, machine, strict=True):
        for code, counts in codes.items():
            if code not in open_:
                codes[code] = counts.plus(_one(code in said, code in found))
        people_themes = {theme_of[code] for code in said}
        open_themes = {theme_of[code] for code in open_} - people_themes
        machine_themes = {theme_of[code] for code in found}
        for theme, counts in themes.items():
            if theme not in open_themes:
                themes[theme] = counts.plus(_one(theme in people_themes, theme in machine_themes))
    return Scores(themes, codes)


def accuracy(expected: Sequence[str], found: Sequence[str]) -> tuple[int, int]:
    """(right, of how many); an empty expectation is not counted."""
    pairs = [(want, got) for want, got in zip(expected, found, strict=True) if want]
    return sum(want == got for want, got in pairs), len(pairs)


def confusion(expected: Sequence[str], found: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """How often each value was taken for each other."""
    table: dict[tuple[str, str], int] = {}
    for pair in zip(expected, found, strict=True):
        if pair[0]:
            table[pair] = table.get(pair, 0) + 1
    return dict(sorted(table.items()))


def _one(people: bool, machine: bool) -> Counts:
    return Counts(
        int(people and machine),
        int(machine and not people),
        int(people and not machine),
        int(not people and not machine),
    )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
