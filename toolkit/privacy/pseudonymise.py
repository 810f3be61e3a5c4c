"""Step ``pseudonymise``: raw transcripts in, transcripts with placeholders out."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..files import write_bytes
from ..records import Transcript
from ..steps import Progress
from ..study import Study
from ..transcripts import save_transcript
from .found import KIND_LABELS, NAME_KINDS, Found
from .labels import refuse_names_in_labels
from .masking import masked_transcript
from .raw import read_raw
from .roster import roster_of
from .searched import searched
from .survey import Sighting, Survey, survey
from .vault import VARIABLE, Key, key_path, passphrase, write_key
from .withdrawals import EMPTIED, only_of, withdrawn, withdrawn_ids

_NO_KEY = (
    f"er is geen wachtwoord voor de sleutel (variabele {VARIABLE} of sleutelbos): wie wie is, wordt niet bewaard. De namen zijn wel "
    "vervangen. Geef een wachtwoord met 'nota key' om namen later terug te kunnen zetten."
)


class PrivacyWarning(UserWarning):
    """Something about names that a person must look at; its message is Dutch."""


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/transcripts/<conversation>.json`` and, without names, what was replaced and what stands out.

    Raises Refusal when a name stands in a title or label that people typed: nothing is made with it.
    """
    words = passphrase(study, ask=key_path(study).is_file())
    seen = survey(study, read_raw(study), keep=True)
    refuse_names_in_labels(study, searched(study, seen, {}))
    if words:
        write_key(study, key_of(study, seen), words)
    for remark in (*seen.remarks, *(() if words else (_NO_KEY,))):
        warnings.warn(remark, PrivacyWarning, stacklevel=2)
    written = []
    gone, taken_out = withdrawn(study), withdrawn_ids(study)
    for transcript in progress(seen.transcripts):
        people = gone.get(transcript.case, frozenset())
        if transcript.id in taken_out or (people and only_of(transcript, people)):
            continue
        target = study.outputs / "transcripts" / f"{transcript.id}.json"
        masked = pseudonymised(transcript, seen.of(transcript.id))
        save_transcript(target, without_turns(masked, people))
        written.append(target)
    return [*written, *_tables(study, seen)]


def key_of(study: Study, seen: Survey) -> Key:
    """Who is who: the roster's names, and what was found beyond it."""
    names: dict[str, dict[str, set[str]]] = {}
    gone = withdrawn(study)
    for case in study.cases:
        people = gone.get(case.id, frozenset())
        for entry in roster_of(case).entries:
            if entry.id in people:
                continue
            names.setdefault(case.id, {}).setdefault(entry.id, set()).update(entry.names)
    for sighting in seen.sightings:
        people = gone.get(sighting.transcript.case, frozenset())
        if sighting.found.kind in NAME_KINDS and sighting.placeholder not in people:
            names.setdefault(sighting.transcript.case, {}).setdefault(sighting.placeholder, set()).add(sighting.name)
    return {case: {who: sorted(known) for who, known in people.items()} for case, people in names.items()}


def pseudonymised(transcript: Transcript, sightings: Iterable[Sighting]) -> Transcript:
    """A raw transcript with the placeholders of its sightings."""
    names: dict[Found, str] = {one.found: one.placeholder for one in sightings}
    return masked_transcript(transcript, list(names), lambda found: names[found])


def without_turns(transcript: Transcript, people: frozenset[str]) -> Transcript:
    """The transcript without people who withdrew and their words; the turns keep their numbers."""
    if not any(turn.speaker in people for turn in transcript.turns):
        return transcript
    parts, turns, place = [], [], 0
    for turn in transcript.turns:
        gone = turn.speaker in people
        words = EMPTIED if gone else transcript.words_of(turn)
        parts.append(words)
        speaker = "" if gone else turn.speaker  # who withdrew is no longer counted among those who were spoken to
        turns.append(replace(turn, speaker=speaker, start=place, end=place + len(words)))
        place += len(words) + 1
    return replace(transcript, text="\n".join(parts), turns=tuple(turns))


def _tables(study: Study, seen: Survey) -> list[Path]:
    import pandas as pd

    from ..tables import csv_bytes

    counts: Counter[tuple[str, str, str, str]] = Counter()
    marks = []
    for one in seen.sightings:
        kind = KIND_LABELS[one.found.kind]
        if one.placeholder:
            counts[one.transcript.case, f"[{one.placeholder}]", kind, _known(one.found)] += 1
        if one.found.kind in ("age", "date", "diagnosis", "rarity"):
            turn = one.transcript.turn_at(one.found.start) + 1
            marks.append((one.transcript.case, f"{one.transcript.id}#{turn}", kind, one.found.label))
    columns = ["case", "aanduiding", "soort", "hoe bekend", "aantal"]
    replaced = pd.DataFrame([(*key, count) for key, count in sorted(counts.items())], columns=columns)
    standing = pd.DataFrame(marks, columns=["case", "plaats", "soort", "voorstel"])
    paths = []
    for name, frame in (("placeholders", replaced), ("placeholders_herkenbaar", standing)):
        paths.append(study.outputs / "tables" / f"{name}.csv")
        write_bytes(paths[-1], csv_bytes(frame))
    return paths


def _known(found: Found) -> str:
    if found.id:
        return "rooster"
    return "besloten" if found.how == "roster" else "patroon" if found.how == "pattern" else "te beslissen"
