"""Look through all raw transcripts of a study: what was found where, and by which placeholder it goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..records import Transcript
from ..study import Study
from .decisions import NO_NAME, Decision, load_decisions
from .finding import find_all
from .found import NAME_KINDS, Found, FoundKind
from .identities import Form, allot, form_of, name_of
from .ledger import load_ledger, remember
from .raw import Place, place_of, read_raw
from .roster import Entry, Roster, roster_of
from .tokens import lacks_capitals, words_of

ALWAYS = {"contact": "contactgegeven", "diagnosis": "diagnose"}
"""Found in a transcript and masked without a number: what it is says enough."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One found stretch of one raw transcript."""

    transcript: Transcript
    found: Found
    placeholder: str
    """Without brackets; empty for what is marked and not masked (ages, dates)."""

    @property
    def words(self) -> str:
        return self.transcript.text[self.found.start : self.found.end]

    @property
    def name(self) -> str:
        """The words without a possessive ending."""
        return self.transcript.text[self.found.start : self.found.end - len(self.found.suffix)]


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was found in a study."""

    transcripts: tuple[Transcript, ...]
    sightings: tuple[Sighting, ...]
    decisions: tuple[Decision, ...]
    remarks: tuple[str, ...]
    """Dutch sentences that a person must see."""

    def of(self, transcript: str) -> list[Sighting]:
        """What was found in one conversation, in order."""
        return [one for one in self.sightings if one.transcript.id == transcript]


def survey(study: Study, transcripts: Iterable[Transcript] | None = None, *, keep: bool = False) -> Survey:
    """Find names in all raw transcripts, case by case, with what people decided. ``keep`` writes new placeholders down."""
    raw = tuple(read_raw(study) if transcripts is None else transcripts)
    by_id = {transcript.id: transcript for transcript in raw}
    decisions, remarks = load_decisions(study, raw)
    known, used = load_ledger(study, by_id)
    refused = {form_of(one.words) for one in decisions if one.kind == NO_NAME}
    sightings: list[Sighting] = []
    fresh: list[tuple[str, str, Place]] = []
    for case in sorted({transcript.case for transcript in raw}):
        talks = [transcript for transcript in raw if transcript.case == case]
        roster = case_roster(study, case, decisions)
        plain = [talk.kind == "document" for talk in talks]
        found = find_all([talk.text for talk in talks], roster, documents=plain)
        kept = [[one for one in row if _stands(one, talk.text, refused)] for talk, row in zip(talks, found)]
        kept = _of_one_kind(talks, kept)
        taken = used[case] | {entry.id for entry in roster.entries}
        given = _placeholders(talks, kept, known[case], taken)
        fresh += _new(case, talks, kept, given, known[case])
        sightings += [
            Sighting(talk, one, _placeholder(one, talk.text, given)) for talk, row in zip(talks, kept) for one in row
        ]
    if keep:
        remember(study, fresh)
    remarks += [_unseen(talk) for talk in raw if lacks_capitals(words_of(talk.text))]
    return Survey(raw, tuple(sightings), tuple(decisions), tuple(remarks))


def case_roster(study: Study, case: str, decisions: Iterable[Decision] = ()) -> Roster:
    """The roster of a case with the study's team and with the names that people decided on."""
    known = study.case(case)
    entries = list(roster_of(known).entries)
    ids = {entry.id for entry in entries}
    entries += [Entry(m.id, "person", (m.name,)) for m in study.settings.team if m.name and m.id not in ids]
    extra: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in decisions:
        if one.kind != NO_NAME and one.case in ("", case):
            extra[one.id, one.kind].append(one.words)
    for (who, kind), names in sorted(extra.items()):
        if who:
            entries.append(Entry(who, kind, tuple(names)))
        else:
            entries += [Entry("", kind, (name,)) for name in names]
    return Roster(tuple(entries))


def _stands(found: Found, text: str, refused: set[Form]) -> bool:
    return bool(found.id) or form_of(text[found.start : found.end], found.suffix) not in refused


def _of_one_kind(talks: list[Transcript], kept: list[list[Found]]) -> list[list[Found]]:
    """A name beyond the roster is of one kind throughout a case: the one it was taken for most often."""
    counts: dict[Form, Counter[FoundKind]] = defaultdict(Counter)
    for talk, row in zip(talks, kept):
        for one in row:
            if one.kind in NAME_KINDS and not one.id:
                counts[form_of(talk.text[one.start : one.end], one.suffix)][one.kind] += 1
    kinds = {form: max(sorted(count), key=count.__getitem__) for form, count in counts.items()}

    def settled(one: Found, text: str) -> Found:
        if one.kind not in NAME_KINDS or one.id:
            return one
        return replace(one, kind=kinds[form_of(text[one.start : one.end], one.suffix)])

    return [[settled(one, talk.text) for one in row] for talk, row in zip(talks, kept)]


def _placeholders(
    talks: list[Transcript], kept: list[list[Found]], known: Mapping[Form, str], taken: set[str]
) -> dict[Form, str]:
    names = [
        name_of(talk.text, one)
        for talk, row in zip(talks, kept)
        for one in row
        if one.kind in NAME_KINDS and not one.id
    ]
    return allot(names, known, taken)


def _placeholder(found: Found, text: str, given: Mapping[Form, str]) -> str:
    if found.id:
        return found.id
    if found.kind in NAME_KINDS:
        return given[form_of(text[found.start : found.end], found.suffix)]
    if found.label == "geboortedatum":
        return "geboortedatum"
    return (found.label or ALWAYS[found.kind]) if found.kind == "contact" else ALWAYS.get(found.kind, "")


def _new(
    case: str, talks: list[Transcript], kept: list[list[Found]], given: Mapping[Form, str], known: Mapping[Form, str]
) -> list[tuple[str, str, Place]]:
    rows, seen = [], set(known.items())
    for talk, row in zip(talks, kept):
        for one in row:
            if one.id or one.kind not in NAME_KINDS:
                continue
            form = form_of(talk.text[one.start : one.end], one.suffix)
            if (form, given[form]) not in seen:
                seen.add((form, given[form]))
                rows.append((case, given[form], place_of(talk, one.start, one.end - len(one.suffix))))
    return rows


def _unseen(talk: Transcript) -> str:
    return (
        f"{talk.id}: in dit transcript staan bijna geen hoofdletters. Namen zijn dan niet aan hun vorm te zien: "
        "vul de namen in bij case.yaml en laat iemand het transcript nalezen."
    )
