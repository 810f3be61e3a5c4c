"""The step that suggests codes: as :func:`toolkit.coding.run` does, with what people accepted as examples for a language model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ..records import Coding, Transcript
from ..study import Study
from ..transcripts import load_transcripts
from .codings import current_codings, journals

PER_CODE = 4
"""So many examples of a code, each from another conversation: three, and one for when the first is of the conversation asked about."""
_LONGEST = 200
"""Characters of an example."""
Progress = Callable[[Sequence[Any]], Iterable[Any]]


def run(study: Study, progress: Progress) -> list[Path]:
    """Suggest codes for every pseudonymised transcript."""
    from ..coding import run

    asks = any(one.address for one in study.settings.suggesters)
    return run(study, progress, examples=accepted_examples(study) if asks else None)


def accepted_examples(
    study: Study, *, transcripts: Sequence[Transcript] | None = None
) -> dict[str, list[tuple[str, str]]]:
    """Per code (conversation, sentence) of what people accepted and what counts: the first of each conversation, the earliest first.

    The earliest, so that later decisions don't change what a language model was asked: its answers stay good.
    """
    texts = load_transcripts(study) if transcripts is None else list(transcripts)
    by_id = {text.id: text for text in texts}
    moments = _moments(study)
    counted = [one for one in current_codings(study, transcripts=texts) if one.status == "accepted"]
    ranked = sorted(counted, key=lambda one: (moments.get(one.id, ""), one.transcript, one.start, one.code))
    found: dict[str, list[tuple[str, str]]] = {}
    for one in ranked:
        held = found.setdefault(one.code, [])
        if len(held) < PER_CODE and one.transcript not in {conversation for conversation, _ in held}:
            held.append((one.transcript, _sentence(one, by_id[one.transcript])))
    return found


def _moments(study: Study) -> dict[str, str]:
    """Id of a coding -> when it was first written."""
    found: dict[str, str] = {}
    for journal in journals(study).values():
        for change in journal.changes:
            if change.after is not None:
                found[change.after.id] = min(change.at, found.get(change.after.id, change.at))
    return found


def _sentence(coding: Coding, text: Transcript) -> str:
    words = " ".join(text.text[coding.start : coding.end].split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} ..."
