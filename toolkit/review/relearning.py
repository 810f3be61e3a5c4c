"""Learn from decisions: suggestions weighed anew within seconds.

What is learned is a layer over the software's own chances (:mod:`toolkit.review.layer`); themes that it does not
demonstrably help keep their suggestions. Nothing is drawn at random: the same decisions give the same suggestions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..records import Coding, Transcript, coding_id, in_order, role_of
from ..study import Study
from ..transcripts import load_transcripts
from .anchors import anchor_of
from .codings import work_by_conversation
from .layer import FEWEST, UNSEEN, Bools, Floats, Layer, Table, learn, predict
from .sentencewise import by_key, keys_of
from .settling import Work, settle

if TYPE_CHECKING:
    from ..coding import Sentence

LEARNED = "beslissingen"
__all__ = ["FEWEST", "LEARNED", "Talk", "joined", "relearned", "talks_of"]


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as a table: a row per sentence that is not the interviewer's, a column per code."""

    transcript: Transcript
    sentences: tuple[Sentence, ...]
    table: Table
    """The software's own chances and suggestions, where people decided, and where they gave the code."""


def relearned(
    study: Study, coder: str | None = None, *, transcripts: Sequence[Transcript] | None = None,
    suggestions: Sequence[Coding] | None = None,
) -> list[Coding]:  # fmt: skip
    """The suggestions after learning from all decisions (or from one coder's): new chances, some new, some gone.

    Without enough decisions they are returned as they were.
    """
    from ..coding import load_codebook, load_suggestions

    proposed = load_suggestions(study) if suggestions is None else list(suggestions)
    codes = [code.id for code in load_codebook(study.codebook_path).codes if not code.retired]
    talks = talks_of(study, proposed, codes, coder=coder, transcripts=transcripts)
    learned = learn(joined(talks), codes)
    if not learned:
        return proposed
    kept = {(one.transcript, one.start, one.end, one.code): one for one in proposed}
    places = {talk.transcript.id for talk in talks}
    found = [one for one in proposed if one.transcript not in places]
    for talk in talks:
        found += _suggested(talk, *predict(learned, talk.table), learned, codes, kept)
    return in_order(found)


def talks_of(
    study: Study,
    suggestions: Iterable[Coding],
    codes: Sequence[str],
    *,
    coder: str | None = None,
    transcripts: Sequence[Transcript] | None = None,
) -> list[Talk]:
    """Every conversation with its suggestions and decisions as a table."""
    texts = load_transcripts(study) if transcripts is None else list(transcripts)
    work = work_by_conversation(study, transcripts=texts)
    proposed: dict[str, list[Coding]] = {}
    for one in suggestions:
        proposed.setdefault(one.transcript, []).append(one)
    found = []
    for text in texts:
        everybody = {who: one for who, one in work.get(text.id, {}).items() if coder in (None, who)}
        joint = everybody.pop(study.settings.adjudicator, None)
        found.append(_talk(text, proposed.get(text.id, []), list(everybody.values()), joint, codes))
    return found


def joined(talks: Sequence[Talk]) -> Table:
    """Conversations below each other as one table."""
    tables = [talk.table for talk in talks]
    words = tuple(words for one in tables for words in one.words)
    if not tables:
        nothing = np.zeros((0, 0), dtype=bool)
        return Table((), np.zeros((0, 0)), nothing, nothing, nothing)
    names = ("chance", "suggested", "known", "given")
    chance, *marks = (np.concatenate([getattr(one, name) for one in tables]) for name in names)
    return Table(words, chance, *marks)


def _talk(
    text: Transcript, proposed: Sequence[Coding], work: Sequence[Work], joint: Work | None, codes: Sequence[str]
) -> Talk:
    from ..coding import sentences

    split = sentences(text)
    kept = tuple(one for one in split if role_of(text.turns[one.turn].speaker) != "interviewer")
    row = {one.number: number for number, one in enumerate(kept)}
    column = {code: number for number, code in enumerate(codes)}
    shape = (len(kept), len(codes))
    chance, suggested, known, given = (
        np.full(shape, UNSEEN),
        np.zeros(shape, bool),
        np.zeros(shape, bool),
        np.zeros(shape, bool),
    )
    for one in proposed:
        for number, code in keys_of(one, split):
            if number in row and code in column:
                chance[row[number], column[code]] = one.confidence if one.confidence is not None else 0.5
                suggested[row[number], column[code]] = True
    everything = [*work, *([joint] if joint else [])]
    if any(one.done for one in everything):
        known[:] = True
    for number, code in by_key([coding for one in everything for coding in one.codings], split):
        if number in row and code in column:
            known[row[number], column[code]] = True
    read = (known & suggested).any(axis=1) & ~(suggested & ~known).any(axis=1)
    known[read] = True  # who decided on every suggestion of a sentence read it, and would have added what was missing
    for number, code in by_key(settle(text, split, work, joint, []), split):
        if number in row and code in column:
            given[row[number], column[code]] = True
    return Talk(text, kept, Table(_words(text, split), chance, suggested, known, given))


def _words(text: Transcript, split: Sequence[Sentence]) -> tuple[tuple[str, str, str], ...]:
    found = []
    question, before, asked_in = "", "", -1
    for one in split:
        own = text.text[one.start : one.end].lower()
        if role_of(text.turns[one.turn].speaker) == "interviewer":
            question = f"{question} {own}" if asked_in == one.turn else own
            asked_in = one.turn
        else:
            found.append((own, before, question))
            before = own
    return tuple(found)


def _suggested(
    talk: Talk,
    chances: Floats,
    said: Bools,
    layer: Layer,
    codes: Sequence[str],
    kept: Mapping[tuple[str, int, int, str], Coding],
) -> list[Coding]:
    text = talk.transcript
    found = []
    for row, sentence in enumerate(talk.sentences):
        for column, code in enumerate(codes):
            old = kept.get((text.id, sentence.start, sentence.end, code))
            if column not in layer.columns:
                found += [old] if old else []
                continue
            if not said[row, column]:
                continue
            chance = round(float(chances[row, column]), 3)
            if old is not None:
                found.append(replace(old, confidence=chance, source=f"{old.source}+{LEARNED}"))
            else:
                found.append(Coding(
                    coding_id(text.id, sentence.start, sentence.end, code, "nota"), text.id, text.digest, sentence.start,
                    sentence.end, code, status="suggested", source=f"nota/{LEARNED}", confidence=chance,
                    anchor=anchor_of(text.text, sentence.start, sentence.end),
                ))  # fmt: skip
    return found
