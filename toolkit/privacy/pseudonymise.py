"""Step ``pseudonymise``: raw transcripts in, transcripts with placeholders out."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ..files import write_bytes
from ..records import Transcript
from ..steps import Progress
from ..study import Study
from ..tables import csv_bytes
from ..transcripts import save_transcript
from .found import KIND_LABELS, Found
from .masking import masked_transcript
from .raw import read_raw
from .survey import Sighting, Survey, survey


class PrivacyWarning(UserWarning):
    """Something about names that a person must look at; its message is Dutch."""


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/transcripts/<conversation>.json`` and, without names, what was replaced and what stands out."""
    seen = survey(study, read_raw(study), keep=True)
    for remark in seen.remarks:
        warnings.warn(remark, PrivacyWarning, stacklevel=2)
    written = []
    for transcript in progress(seen.transcripts):
        target = study.outputs / "transcripts" / f"{transcript.id}.json"
        save_transcript(target, pseudonymised(transcript, seen.of(transcript.id)))
        written.append(target)
    return [*written, *_tables(study, seen)]


def pseudonymised(transcript: Transcript, sightings: Iterable[Sighting]) -> Transcript:
    """A raw transcript with the placeholders of its sightings."""
    names: dict[Found, str] = {one.found: one.placeholder for one in sightings}
    return masked_transcript(transcript, list(names), lambda found: names[found])


def _tables(study: Study, seen: Survey) -> list[Path]:
    import pandas as pd

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
