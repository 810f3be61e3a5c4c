"""Which placeholder a name beyond the roster got: kept, so that later conversations renumber nobody.

The ledger lies in ``interviews/keys/`` and holds places in raw transcripts, not names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from ..files import append_line, locked, read_lines
from ..records import Transcript
from ..study import Study
from .identities import Form, form_of
from .raw import Place, place_from_json, words_at


def ledger_path(study: Study) -> Path:
    """``interviews/keys/placeholders.jsonl``."""
    return study.keys / "placeholders.jsonl"


def load_ledger(
    study: Study, transcripts: Mapping[str, Transcript]
) -> tuple[dict[str, dict[Form, str]], dict[str, set[str]]]:
    """Per case the placeholders of names that still stand where they stood, and every placeholder ever given out."""
    rows, _ = read_lines(ledger_path(study))
    known: dict[str, dict[Form, str]] = defaultdict(dict)
    used: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        try:
            case, placeholder, place = str(row["case"]), str(row["placeholder"]), place_from_json(row["place"])
        except (KeyError, TypeError, ValueError):
            continue
        used[case].add(placeholder)
        words = words_at(place, dict(transcripts))
        if words is not None:
            known[case][form_of(words)] = placeholder
    return known, used


def remember(study: Study, rows: list[tuple[str, str, Place]]) -> None:
    """Add (case, placeholder, place of the name) to the ledger. Nothing is written when there is nothing new."""
    if not rows:
        return
    path = ledger_path(study)
    with locked(path):
        for case, placeholder, place in rows:
            line = {"case": case, "placeholder": placeholder, "place": place.as_json()}
            append_line(path, json.dumps(line, ensure_ascii=False, sort_keys=True))
