"""What was read, held against what is true.

Exact: the words are those of the truth. Shown: they are not, but a person is told to look (the block is said to be
changed or gone, and has a note or is not sure). Unmarked: said to be changed, so that a person sees old and new and
decides, but without a note that this may be a misreading. Silent: said to be unchanged while it is not; an answer other
than was given; words that came back nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzz_answers import NONE, UNCLEAR, Said
from fuzz_forms import WORDS, Case
from generator import Truth

from toolkit.approval.reading import BlockReading, Reading
from toolkit.approval.word_parts import take_apart
from toolkit.approval.word_reading import read_word

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u2011": "-", "\u00a0": " "}
)


@dataclass
class Score:
    """Counts, by kind of thing (``block``, ``answer``, ``comment``, ``addition``) and how it was read."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    """What was not exact: kind, how, place and both texts."""

    def add(self, kind: str, how: str, about: str = "") -> None:
        """One thing more."""
        self.counts[kind, how] += 1
        if how != "exact":
            self.failures.append(f"{kind} {how}: {about}")

    def rate(self, kind: str) -> float:
        """Share that was exact."""
        return self.counts[kind, "exact"] / max(1, sum(n for (one, _), n in self.counts.items() if one == kind))

    @property
    def silent(self) -> int:
        """How much was wrong and nobody was told."""
        return sum(n for (_, how), n in self.counts.items() if how == "silent")


def read(data: bytes, case: Case) -> Reading:
    """The reading of a reply to this form."""
    return read_word(take_apart(data, path=Path("antwoord.docx")), case.sent, case.form, WORDS)


def judge(reading: Reading, truth: Truth, case: Case) -> Score:
    """Hold a reading against the truth."""
    score = Score()
    units = units_by_block(case, truth)
    for block, names in units.items():
        kind = next(one.kind for one in case.sent.blocks if one.id == block)
        found = reading.block(block)
        wanted = " | ".join(truth.new[name] or "" for name in names)
        how = _block(found, names, truth, table=kind == "table")
        new, old = ([norm(texts[name] or "") for name in names] for texts in (truth.new, truth.old))
        score.counts["changed block" if new != old else "same block", how] += 1
        score.add("block", how, f"{block} {found.status} {found.texts} != {wanted} ({found.sure}, {found.notes})")
    everything = _everything(reading)
    for text in truth.added:
        needed = sum(norm(one or "").count(norm(text)) for one in (*truth.new.values(), *truth.added))
        score.add("addition", "exact" if everything.count(norm(text)) >= needed else "silent", text)
    homes = {name: block for block, names in units.items() for name in names}
    for unit, author, text in truth.comments:
        found_in = [one.block for one in reading.remarks if norm(one.text) == norm(text) and one.author == author]
        how = "exact" if homes[unit] in found_in else "shown" if found_in else "silent"
        score.add("comment", how, f"{homes[unit]} {text} != {found_in}")
    for key, said in truth.said.items():
        value = _value(reading, key)
        score.add("answer", _answer(value, said, everything), f"{key} {value!r} != {said.values}")
    if truth.reordered:
        told = any(
            "volgorde" in note or "ander stuk" in note for one in (reading, *reading.blocks) for note in one.notes
        )
        score.add("move", "exact" if told else "untold", f"{sorted(truth.moved)}")
    return score


def units_by_block(case: Case, truth: Truth) -> dict[str, list[str]]:
    """The units of each block, counted here once more: one a paragraph, entry, caption or filled cell."""
    names = iter(sorted(truth.old))
    made: dict[str, list[str]] = {}
    for block in case.sent.blocks:
        texts = block.text.split("\n") if block.kind == "list" else [block.text]
        texts += [cell for row in block.rows for cell in row]
        made[block.id] = [next(names) for text in texts if text.strip()]
    assert not list(names)
    return made


def norm(text: str) -> str:
    """What differs only in quotes, dashes and spaces is the same."""
    return re.sub(r"\s+", " ", text.translate(_SAME)).strip()


def _block(found: BlockReading, names: list[str], truth: Truth, *, table: bool) -> str:
    new = [norm(truth.new[name] or "") for name in names]
    old = [norm(truth.old[name]) for name in names]
    copied = {name for name in names if name in truth.copies}
    swapped = [norm(truth.copies[name]) if name in copied else text for name, text in zip(names, new)]
    extra = [norm(text) for text in truth.added] + [text for name, text in zip(names, new) if name in copied]
    for wanted in (new, swapped):
        if _exact(found, names, wanted, old, extra, truth, table=table):
            changed = " ".join(wanted) != " ".join(old)
            if not (changed and found.status == "gelijk" and not set(names) & truth.moved):
                return "exact"
    if found.status == "gelijk":
        return "silent"
    return "unmarked" if found.sure and not found.notes else "shown"


def _exact(
    found: BlockReading, names: list[str], new: list[str], old: list[str], more: list[str], truth: Truth, *, table: bool
) -> bool:
    texts = [norm(text) for text in found.texts]
    if not texts and found.status == "weg":
        texts = [""] * len(names)
    if table:
        if len(texts) != len(new):
            return False
        texts = [text if text == one or one not in _without(text, more) else one for text, one in zip(texts, new)]
        return _twins(old, texts) == _twins(old, new)
    said = norm(" ".join(texts))
    loose = [n for n, name in enumerate(names) if name in truth.loose]
    for wanted in (new, [text for n, text in enumerate(new) if n not in loose]):
        extra = [*more, *(new[n] for n in loose)]
        goal = norm(" ".join(wanted))
        if any(one == goal for one in _without(said, extra)):
            return True
        if set(names) & truth.moved and any(
            sorted(one.split()) == sorted(goal.split()) for one in _without(said, extra)
        ):
            return True
    return False


def _without(text: str, extra: list[str]) -> Iterator[str]:
    """The text, and the text without some of the additions that stand in it."""
    yield text
    for n, one in enumerate(extra):
        if one and one in text:
            yield from _without(norm(text.replace(one, " ", 1)), extra[n + 1 :])


def _twins(old: list[str], texts: list[str]) -> dict[str, list[str]]:
    """Texts by what stood there: which of two equal cells is which cannot be told."""
    made: dict[str, list[str]] = {}
    for before, text in zip(old, texts):
        made.setdefault(before, []).append(text)
    return {before: sorted(found) for before, found in made.items()}


def _everything(reading: Reading) -> str:
    choices = reading.choices
    typed = (choices.pseudonym, choices.reach, choices.comment, choices.day, choices.behalf)
    texts = [" ".join(block.texts) for block in reading.blocks]  # halves of an entry that was split are words in a row
    return " ¶ ".join(norm(one) for one in (*texts, *reading.unplaced, *(r.text for r in reading.remarks), *typed))


def _value(reading: Reading, key: str) -> str:
    choices = reading.choices
    if key.startswith("kanaal:"):
        return choices.channels.get(key.partition(":")[2], "")
    return {
        "oordeel": choices.verdict, "school": choices.school, "naam": choices.naming or NONE,
        "pseudoniem": choices.pseudonym, "bereikbaar": choices.reach, "opmerking": choices.comment,
        "datum": choices.day, "namens": choices.behalf,
    }[key]  # fmt: skip


def _answer(value: str, said: Said, everything: str) -> str:
    if any(norm(value) == norm(one) for one in said.values):
        lost = value == UNCLEAR and said.words and norm(said.words) not in everything
        return "silent" if lost else "exact"
    if value == UNCLEAR:
        return "shown"
    return "shown" if said.words and norm(said.words) in everything and value in ("", NONE) else "silent"
