"""Suggest codes for transcripts: what the parts find, united, with words as evidence and qualifiers.

A suggestion is never more than that: its status is ``suggested`` until a person decides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import read_lines, write_text
from ..records import Anchor, Codebook, Coding, Transcript, as_json, coding_from_json, coding_id
from ..study import Study
from ..transcripts import load_transcripts
from .codebook import load_codebook
from .combine import Mixture, Verdict, said_by, unite
from .conversation import Conversation, Decided, conversation_of, shown
from .kept import keep, kept_path
from .language import BLANK
from .linear import register_of
from .local import Examples
from .mixtures import PARTS, prepared
from .neighbours import speaking
from .parts import Judgement, Part
from .qualifiers import cues_in, qualify
from .suggesters import optional_parts, part_names

ANCHOR = 32
"""Characters kept on both sides of a quote, to find it again in a changed text."""
Progress = Callable[[Sequence[Any]], Iterable[Any]]


def suggest(
    transcripts: Iterable[Transcript], codebook: Codebook, *, parts: Sequence[str] = PARTS, language: str = BLANK,
    decided: Mapping[str, Decided] | None = None, extra: Sequence[Part] = (),
) -> list[Coding]:  # fmt: skip
    """Suggestions for every transcript, in order; ``decided``: conversation -> what people decided in it so far.

    ``extra``: parts that only some have, used where ``parts`` names them. Raises UsageError on a part that is not there, InputError.
    """
    chosen_parts, mixtures = prepared(codebook, parts, extra)
    found: list[Coding] = []
    for transcript in transcripts:
        known = decided.get(transcript.id) if decided else None
        found += _suggest(transcript, codebook, chosen_parts, mixtures, language, known)[0]
    return found


def run(study: Study, progress: Progress, *, examples: Examples | None = None) -> list[Path]:
    """Write ``outputs/suggestions/<conversation>.jsonl`` for every pseudonymised transcript, and what optional parts said.

    Nothing is written before all of it is there: when a language model stops answering, what was there stays whole.
    ``examples``: what people accepted, for such a model. Raises InputError.
    """
    codebook, names = load_codebook(study.codebook_path), part_names(study)
    extra = optional_parts(study, codebook, names, examples=examples)
    chosen_parts, mixtures = prepared(codebook, names, extra)
    made: list[tuple[Path, str]] = []
    said: list[tuple[Path, dict[str, Judgement], Verdict]] = []
    for transcript in progress(load_transcripts(study)):
        codings, judgements, verdict = _suggest(transcript, codebook, chosen_parts, mixtures, study.settings.language)
        path = study.outputs / "suggestions" / f"{transcript.id}.jsonl"
        lines = (json.dumps(as_json(coding), ensure_ascii=False, sort_keys=True) for coding in codings)
        made.append((path, "".join(f"{line}\n" for line in lines)))
        if extra:
            own = {name: one for name, one in judgements.items() if name not in PARTS}
            said.append((kept_path(study, transcript.id), own, verdict))
    for path, text in made:
        write_text(path, text)
    return [path for path, _ in made] + [keep(path, codebook, own, verdict.chosen) for path, own, verdict in said]


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


def judge(
    conversation: Conversation, codebook: Codebook, parts: Sequence[Part], mixtures: Mapping[str, Mixture]
) -> tuple[dict[str, Judgement], Verdict]:
    """What each part says of one conversation, and what they say together. Interviewers and retired codes are left out."""
    judgements = {part.name: part.judge(conversation) for part in parts}
    mixture = mixtures[register_of(conversation)]
    return judgements, unite(judgements, parts, codebook, mixture, speaking(conversation), conversation.decided)


def _suggest(
    transcript: Transcript, codebook: Codebook, parts: Sequence[Part], mixtures: Mapping[str, Mixture], language: str,
    decided: Decided | None = None,
) -> tuple[list[Coding], dict[str, Judgement], Verdict]:  # fmt: skip
    conversation = replace(conversation_of(transcript, language), decided=decided)
    judgements, verdict = judge(conversation, codebook, parts, mixtures)
    release, digest = version("discussienota-toolkit"), transcript.digest
    cues = {row: cues_in(conversation.units[row].words) for row in {row for row, _ in verdict.chosen}}
    found = []
    for row, column in verdict.chosen:
        unit, code = conversation.units[row], codebook.codes[column].id
        names = said_by(judgements, row, column) or list(judgements)
        words = sorted({place for name in names for place in judgements[name].evidence(row, column)})
        target = judgements["vocabulary"].evidence(row, column) if "vocabulary" in judgements else ()
        qualifiers = qualify(cues[row], code, target)
        found.append(Coding(
            # The source stays out of the id: a suggestion that a person judged is the same one in a later release.
            id=coding_id(transcript.id, unit.start, unit.end, code, "nota"),
            transcript=transcript.id, digest=digest, start=unit.start, end=unit.end, code=code,
            polarity=qualifiers.polarity, certainty=qualifiers.certainty, time=qualifiers.time,
            status="suggested", source=f"nota-{release}/{'+'.join(names)}",
            confidence=round(float(verdict.chances[row, column]), 3),
            evidence=(shown(unit.words, words),) if words else (), anchor=anchor_of(transcript, unit.start, unit.end),
        ))  # fmt: skip
    return found, judgements, verdict


def anchor_of(transcript: Transcript, start: int, end: int) -> Anchor:
    """Quote and context of a stretch of text."""
    text = transcript.text
    return Anchor(text[start:end], text[max(0, start - ANCHOR) : start], text[end : end + ANCHOR])


def _damaged(path: Path) -> InputError:
    return InputError("deze suggesties zijn beschadigd.", path=path, fix="maak ze opnieuw met 'nota code --force'.")
