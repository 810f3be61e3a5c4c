"""Step ``pseudonymise``: raw transcripts in, transcripts with placeholders out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ..files import write_bytes
from ..intake import conversations, read_transcript
from ..steps import Progress
from ..study import Study
from ..tables import csv_bytes
from ..transcripts import save_transcript
from .finding import find_names
from .found import KIND_LABELS, NAME_KINDS, Found
from .masking import masked_transcript
from .roster import roster_of


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/transcripts/<conversation>.json`` and ``outputs/tables/placeholders.csv`` (counts, no names)."""
    import pandas as pd

    rosters = {case.id: roster_of(case) for case in study.cases}
    counts: Counter[tuple[str, str, str]] = Counter()
    written = []
    for path in progress(conversations(study)):
        case = study.case(path.parent.name)
        transcript = read_transcript(path, case=case).transcript
        found = [one for one in find_names(transcript.text, rosters[case.id]) if one.kind in NAME_KINDS]
        counts.update((case.id, naming(one), KIND_LABELS[one.kind]) for one in found)
        target = study.outputs / "transcripts" / f"{transcript.id}.json"
        save_transcript(target, masked_transcript(transcript, found, naming))
        written.append(target)
    rows = [(case, f"[{name}]", kind, count) for (case, name, kind), count in sorted(counts.items())]
    table = study.outputs / "tables" / "placeholders.csv"
    write_bytes(table, csv_bytes(pd.DataFrame(rows, columns=["case", "aanduiding", "soort", "aantal"])))
    return [*written, table]


def naming(found: Found) -> str:
    """The placeholder of a found stretch."""
    return found.id or "naam-1"
