"""Suggest codes for transcripts: what the parts find, united, with words as evidence and qualifiers.

A suggestion is never more than that: its status is ``suggested`` until a person decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..errors import InputError, UsageError
from ..files import read_lines, write_text
from ..records import Anchor, Codebook, Coding, Transcript, as_json, coding_from_json, coding_id
from ..study import Study
from ..transcripts import load_transcripts
from .codebook import load_codebook
from .combine import Mixture, chosen, probabilities, said_by
from .conversation import INTERVIEWER, Conversation, conversation_of, shown
from .language import BLANK
from .mixtures import PARTS, mixture_for, parts_for
from .parts import Judgement, Part
from .qualifiers import cues_in, qualify

ANCHOR = 32
"""Characters kept on both sides of a quote, to find it again in a changed text."""
Progress = Callable[[Sequence[Any]], Iterable[Any]]


def suggest(
    transcripts: Iterable[Transcript], codebook: Codebook, *, parts: Sequence[str] = PARTS, language: str = BLANK
) -> list[Coding]:
    """Suggestions for every transcript, in order. Raises UsageError on a part that is not there, InputError."""
    chosen_parts, mixture = prepared(codebook, parts)
    found: list[Coding] = []
    for transcript in transcripts:
        found += _suggest(transcript, codebook, chosen_parts, mixture, language)
    return found


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/suggestions/<conversation>.jsonl`` for every pseudonymised transcript."""
    codebook = load_codebook(study.codebook_path)
    chosen_parts, mixture = prepared(codebook, PARTS)
    written = []
    for transcript in progress(load_transcripts(study)):
        codings = _suggest(transcript, codebook, chosen_parts, mixture, study.settings.language)
        path = study.outputs / "suggestions" / f"{transcript.id}.jsonl"
        lines = (json.dumps(as_json(coding), ensure_ascii=False, sort_keys=True) for coding in codings)
        write_text(path, "".join(f"{line}\n" for line in lines))
        written.append(path)
    return written


def load_suggestions(study: Study) -> list[Coding]:
    """The suggestions that :func:`run` wrote, in order. Raises InputError on a damaged file."""
    found: list[Coding] = []
    for path in sorted((study.outputs / "suggestions").glob("*.jsonl")):
        rows, broken = read_lines(path)
        try:
            codings = [coding_from_json(row) for row in rows]
        except (KeyError, TypeError) as error:
            raise _damaged(path) from error
        if broken:
            raise _damaged(path)
        found += codings
    return found


def judged(conversation: Conversation, parts: Sequence[Part]) -> dict[str, Judgement]:
    """What each part says of one conversation."""
    return {part.name: part.judge(conversation) for part in parts}


def codes_of(
    conversation: Conversation, codebook: Codebook, judgements: dict[str, Judgement], mixture: Mixture
) -> list[tuple[int, int, float]]:
    """(sentence, column, probability) of every suggestion; what the interviewer says carries no code."""
    chances = probabilities(judgements, mixture)
    retired = {column for column, code in enumerate(codebook.codes) if code.retired}
    return [
        (row, column, float(chances[row, column]))
        for row, column in chosen(chances, codebook.ids, mixture)
        if conversation.units[row].role != INTERVIEWER and column not in retired
    ]


def prepared(codebook: Codebook, names: Sequence[str]) -> tuple[list[Part], Mixture]:
    """The named parts and how they are weighed. Raises UsageError on a part that is not there."""
    unknown = [name for name in names if name not in PARTS]
    if unknown or not names:
        message = f"het onderdeel '{unknown[0]}' is er niet." if unknown else "er is geen onderdeel gekozen."
        raise UsageError(message, fix=f"kies uit: {', '.join(PARTS)}.")
    parts = parts_for(codebook, names)
    return parts, mixture_for([part.name for part in parts])


def _suggest(
    transcript: Transcript, codebook: Codebook, parts: Sequence[Part], mixture: Mixture, language: str
) -> list[Coding]:
    conversation = conversation_of(transcript, language)
    judgements = judged(conversation, parts)
    digest = transcript.digest
    release = version("discussienota-toolkit")
    found = []
    for row, column, chance in codes_of(conversation, codebook, judgements, mixture):
        unit, code = conversation.units[row], codebook.codes[column].id
        words = sorted({place for one in judgements.values() for place in one.evidence.get((row, column), ())})
        vocabulary = judgements.get("vocabulary")
        qualifiers = qualify(
            cues_in(unit.words), code, vocabulary.evidence.get((row, column), ()) if vocabulary else ()
        )
        names = said_by(judgements, row, column) or list(judgements)
        found.append(Coding(
            # The source stays out of the id: a suggestion that a person judged is the same one in a later release.
            id=coding_id(transcript.id, unit.start, unit.end, code, "nota"),
            transcript=transcript.id, digest=digest, start=unit.start, end=unit.end, code=code,
            polarity=qualifiers.polarity, certainty=qualifiers.certainty, time=qualifiers.time,
            status="suggested", source=f"nota-{release}/{'+'.join(names)}", confidence=round(chance, 3),
            evidence=(shown(unit.words, words),) if words else (), anchor=anchor_of(transcript, unit.start, unit.end),
        ))  # fmt: skip
    return found


def anchor_of(transcript: Transcript, start: int, end: int) -> Anchor:
    """Quote and context of a stretch of text."""
    text = transcript.text
    return Anchor(text[start:end], text[max(0, start - ANCHOR) : start], text[end : end + ANCHOR])


def _damaged(path: Path) -> InputError:
    return InputError("deze suggesties zijn beschadigd.", path=path, fix="maak ze opnieuw met 'nota code --force'.")
