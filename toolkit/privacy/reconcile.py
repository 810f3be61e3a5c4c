"""Where layers meet: a name of the roster inside a longer name, and what is left over beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .found import NAME_KINDS, Found, without_overlap
from .lexicon import listed
from .roster import Entry, Roster, generic
from .runs import CAPITAL_JOINERS
from .tokens import Words, fold, words_of


def reconciled(words: Words, roster: Roster, known: Iterable[Found], others: Iterable[Found]) -> list[Found]:
    """One list without overlap, in which no word of a longer name is left standing beside a shorter one."""
    entries = {entry.id: entry for entry in roster.entries if entry.id}
    layers = list(others)
    longer = [one for one in layers if one.kind == "person" and one.how in ("list", "capital")]
    contacts = [one for one in layers if one.kind == "contact"]
    kept: list[Found] = []
    for one in known:
        if any(whole.start <= one.start and one.end <= whole.end for whole in contacts):
            continue  # "desiree punt kooijman apenstaartje ...": the address goes as a whole
        around = next((run for run in longer if run.start <= one.start and one.end <= run.end and run != one), None)
        whole = _whole(words.text, one, around, entries) if around else one
        if whole:
            kept.append(whole)
    chosen = without_overlap([*kept, *layers])
    return without_overlap([*chosen, *_leftovers(words.text, layers, chosen)])


def _whole(text: str, one: Found, run: Found, entries: dict[str, Entry]) -> Found | None:
    """ "Jan Postma" when the roster has a Jan: somebody else when that Jan has another family name, else the same person."""
    if one.kind != "person" or (one.start == run.start and one.end == run.end):
        return one
    outside = words_of(text[run.start : one.start] + " " + text[one.end : run.end]).words
    rest = [word for word in outside if word[0].isupper() and not generic(word) and word not in CAPITAL_JOINERS]
    entry = entries.get(one.id)
    own = {fold(word) for name in (entry.names if entry else ()) for word in words_of(name).words}
    if not rest or all(fold(word) in own for word in rest):
        return one
    if entry and _family_name(entry):
        return None
    return replace(one, start=run.start, end=run.end, suffix=run.suffix)


def _family_name(entry: Entry) -> bool:
    """True when the roster has more than a first name of somebody."""
    return any(
        sum(word[0].isupper() and not generic(word) for word in words_of(name).words) > 1 for name in entry.names
    )


def _leftovers(text: str, layers: Iterable[Found], chosen: list[Found]) -> Iterator[Found]:
    """Capitalised words of a longer name that a shorter one pushed aside."""
    taken = set(chosen)
    for one in layers:
        if one in taken or one.kind not in NAME_KINDS:
            continue
        words = words_of(text[one.start : one.end])
        for word, start, end in zip(words.words, words.starts, words.ends):
            if word[0].isupper() and not generic(word) and word not in listed("no_names"):
                yield replace(one, start=one.start + start, end=one.start + end, suffix="")
