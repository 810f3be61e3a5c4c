"""The case's roster: every way in which a known person, school or place may be said or misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ..study import Case
from .lexicon import dutch_words, is_word, listed
from .tokens import WORD, fold

ENTITY_KINDS = {
    "school": "school", "bestuur": "school", "gemeente": "place", "plaats": "place", "organisatie": "organisation",
}  # fmt: skip
_POSSESSIVE = ("s", "'s")
_INFLECTED = ("je", "tje", "pje", "ke", "ie", "jes", "tjes", "en", "sen", "er", "ers", "se", "er's")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person or entity, with its names as they are said."""

    id: str
    kind: str
    """``person``, ``school``, ``place`` or ``organisation``."""
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a name: its words, folded. The anchor is the word by which it is looked up."""

    words: tuple[str, ...]
    anchor: int
    entry: Entry
    suffix: str = ""
    """Possessive ending, kept in the text: ``Marijes rooster`` becomes ``[medewerker-1]s rooster``."""
    ordinary: bool = False
    """True when its words are also ordinary Dutch: then only a capital makes it a name."""
    inflected: bool = False
    """A plural, a diminutive, a possessive: not looked for in other spellings."""


@dataclass(frozen=True)
class Roster:
    """Entries, with their forms by the anchor word."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def forms(self) -> dict[str, list[Form]]:
        """Every form by its anchor word, the longest first. A form that two entries share belongs to none of them."""
        return _compiled(self.entries)[0]

    @cached_property
    def halves(self) -> frozenset[str]:
        """First halves of single words: a name that was cut in two begins with one of these."""
        return _compiled(self.entries)[1]

    @cached_property
    def near(self) -> dict[str, set[str]]:
        """Words of names with one letter left out, to the words themselves: finds spellings one letter off."""
        return _compiled(self.entries)[2]


@lru_cache(maxsize=64)
def _compiled(entries: tuple[Entry, ...]) -> tuple[dict[str, list[Form]], frozenset[str], dict[str, set[str]]]:
    """The tables of a roster: half a millisecond per name, so once for all rosters that hold the same names."""
    found: dict[tuple[str, ...], list[tuple[int, Form]]] = defaultdict(list)
    for entry in entries:
        for rank, form in _forms(entry):
            found[form.words].append((rank, form))
    by_anchor: dict[str, list[Form]] = defaultdict(list)
    for choices in found.values():
        form = choices[0][1] if len(choices) == 1 else _owned(choices)
        by_anchor[form.words[form.anchor]].append(form)
    for options in by_anchor.values():
        if len(options) > 1:
            options.sort(key=lambda form: (-len(form.words), form.words))
    return dict(by_anchor), _halves(by_anchor), _near(by_anchor)


def _owned(choices: list[tuple[int, Form]]) -> Form:
    """The form that several names share: of the best rank, and of nobody when two people have it."""
    best = min(rank for rank, _ in choices)
    forms = [form for rank, form in choices if rank == best]
    owners = {form.entry.id for form in forms}
    entry = forms[0].entry if len(owners) == 1 else Entry("", forms[0].entry.kind, ())
    return forms[0] if forms[0].entry == entry else replace(forms[0], entry=entry)


def _halves(by_anchor: dict[str, list[Form]]) -> frozenset[str]:
    whole = (
        anchor
        for anchor, forms in by_anchor.items()
        if len(anchor) >= 6 and any(len(f.words) == 1 and not f.inflected for f in forms)
    )
    return frozenset(anchor[:cut] for anchor in whole for cut in range(2, len(anchor) - 1))


def _near(by_anchor: dict[str, list[Form]]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = defaultdict(set)
    for anchor, forms in by_anchor.items():
        if len(anchor) >= 5 and any(
            len(form.words) == 1 and not form.ordinary and not form.inflected for form in forms
        ):
            for shorter in deletions(anchor):
                index[shorter].add(anchor)
    return dict(index)


def roster_of(case: Case) -> Roster:
    """The roster of a case: its persons and entities."""
    persons = [Entry(person.id, "person", person.names) for person in case.persons]
    entities = [Entry(entity.id, ENTITY_KINDS[entity.kind], entity.names) for entity in case.entities]
    return Roster(tuple(entry for entry in (*persons, *entities) if entry.names))


def deletions(word: str) -> Iterator[str]:
    """The word itself and all that is left when one letter is dropped."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _forms(entry: Entry) -> Iterator[tuple[int, Form]]:
    """Forms with a rank: 0 for a name as listed, 1 for a part of it, 2 for an inflected form."""
    whole: set[tuple[str, ...]] = set()
    parts: set[tuple[str, ...]] = set()
    for name in entry.names:
        words = tuple(WORD.findall(name))
        if not words or all(generic(word) for word in words):
            continue
        whole.add(words)
        parts.update(_parts(words, entry.kind))
    for rank, group in ((0, whole), (1, parts - whole)):
        for words in sorted(group):
            yield rank, _form(words, entry)
            yield from ((2, form) for form in _inflections(words, entry))


def generic(word: str) -> bool:
    """True for a word that names nobody: a title, a function, a kind of institution, a particle."""
    return word.lower() in listed("generic") or word.lower() in listed("particles")


def _parts(words: tuple[str, ...], kind: str) -> Iterator[tuple[str, ...]]:
    capital = [n for n, word in enumerate(words) if word[0].isupper() and not generic(word) and len(word) > 1]
    if not capital:
        return
    if kind != "person":
        yield words[capital[0] :]
        yield from ((words[n],) for n in capital if len(words[n]) >= 5 and not is_word(words[n]))
        return
    first = capital[0]
    yield words[first:]
    if first == 0 or generic(words[0]):
        yield (words[first],)
    rest = [n for n in capital if n > first]
    if rest:
        yield words[first + 1 :]
        yield words[rest[0] :]
        yield (words[rest[-1]],)


def _form(words: Iterable[str], entry: Entry, suffix: str = "", *, inflected: bool = False) -> Form:
    original = tuple(words)
    known = dutch_words()
    plain = entry.kind == "person" or inflected
    ordinary = all(word.lower() in known if plain else is_word(word) for word in original)
    ordinary = ordinary and any(word[0].isupper() for word in original)  # who wrote it small, meant it small
    anchor = (
        max(range(len(original)), key=lambda n: (not generic(original[n]), len(original[n]))) if original[1:] else 0
    )
    return Form(tuple(map(fold, original)), anchor, entry, suffix, ordinary, inflected)


def _inflections(words: tuple[str, ...], entry: Entry) -> Iterator[Form]:
    last = words[-1]
    if len(last) < 3:
        return
    head = words[:-1]
    for ending in _POSSESSIVE:
        yield _form((*head, last + ending), entry, ending, inflected=True)
    stems = {last, last.removesuffix("s") if len(last) > 4 else last, last + last[-1]}  # "Zilverplassers"
    for stem in sorted(stems):
        for ending in _INFLECTED:
            yield _form((*head, stem + ending), entry, inflected=True)
