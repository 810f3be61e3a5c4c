"""One person, one placeholder: names beyond the roster, put together per case and numbered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from .found import Found
from .known import one_off
from .lexicon import listed
from .roster import generic
from .tokens import WORD, fold
from .wordclass import bases

LABELS = {"person": "persoon", "school": "school", "place": "plaats", "organisation": "organisatie"}
_LETTER = "X"
"""Bodies beyond the roster are ``school-X``, ``school-X2``: the roster's own have the letter of their case."""

Form = tuple[str, ...]
"""A name's words, folded, without articles, titles and possessive ending."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of one case beyond its roster, as it was found."""

    form: Form
    kind: str
    single: bool
    """One word only: may be the first name or the family name of somebody else."""


def form_of(words: str, suffix: str = "") -> Form:
    """The folded words that tell one name from another; titles and articles do not count."""
    bare = words[: len(words) - len(suffix)] if suffix else words
    parts = WORD.findall(bare)
    kept = [part for part in parts if not generic(part)] or parts
    return tuple(fold(part) for part in kept)


def name_of(text: str, found: Found) -> Name:
    """The name that stands at a found stretch of a text."""
    form = form_of(text[found.start : found.end], found.suffix)
    return Name(form, found.kind, len(form) == 1)


def allot(names: Iterable[Name], known: Mapping[Form, str], taken: Iterable[str]) -> dict[Form, str]:
    """A placeholder (without brackets) for each name of a case, in order of appearance, full names first.

    ``known`` are placeholders given out before: they stay. A first or family name alone goes with the one full name that
    holds it; a name one letter off goes with the other. ``taken`` are placeholders that others have.
    """
    ordered = list(dict.fromkeys(names))
    ordered.sort(key=lambda name: name.single)
    given: dict[Form, str] = {}
    used = {*taken, *known.values()}
    for name in ordered:
        label = LABELS[name.kind]
        before = known.get(name.form) or given.get(name.form)
        if before and _label(before) == label:
            given[name.form] = before
            continue
        same = {other: held for other, held in {**known, **given}.items() if _label(held) == label}
        placeholder = _same_as(name, same) or _next(label, used)
        given[name.form] = placeholder
        used.add(placeholder)
    return given


def _same_as(name: Name, others: Mapping[Form, str]) -> str | None:
    """The placeholder of the one other name that this is a part, a diminutive or a misspelling of."""
    if name.kind == "person":
        if name.single:
            matches = {held for form, held in others.items() if len(form) > 1 and name.form[0] in (form[0], form[-1])}
        else:
            matches = {
                held for form, held in others.items() if len(form) == 1 and form[0] in (name.form[0], name.form[-1])
            }
        if len(matches) == 1:
            return matches.pop()
        if name.single and not matches:
            matches = {held for form, held in others.items() if len(form) == 1 and _variant(name.form[0], form[0])}
            if len(matches) == 1:
                return matches.pop()
    joined = "".join(name.form)
    matches = {held for form, held in others.items() if _spelled_alike(joined, "".join(form))}
    return matches.pop() if len(matches) == 1 else None


def _variant(one: str, other: str) -> bool:
    """True for a diminutive: "keesje" and "kees"."""
    return one in bases(other) or other in bases(one)


def _spelled_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    first_names = _folded_first_names()
    return min(len(one), len(other)) >= 6 and one_off(one, other) and not (one in first_names and other in first_names)


@cache
def _folded_first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in listed("first_names"))


def _label(placeholder: str) -> str:
    return placeholder.rpartition("-")[0]


def _next(label: str, used: set[str]) -> str:
    number = 1
    while True:
        one = f"{label}-{number}" if label == "persoon" else f"{label}-{_LETTER}{number if number > 1 else ''}"
        if one not in used:
            return one
        number += 1
