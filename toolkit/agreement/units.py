"""The units that two or more coders both went through: sentences of everybody but the interviewer, yes or no per code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..records import Coding, Transcript, role_of
from ..study import Study

Place = tuple[str, int]
"""A conversation and the number of a sentence in it."""


@dataclass(frozen=True, slots=True)
class DoubleCoded:
    """What every coder gave to every sentence that two or more of them went through."""

    coders: tuple[str, ...]
    codes: tuple[str, ...]
    places: tuple[Place, ...]
    turns: tuple[int, ...]
    """Number (from 0) of the turn of each sentence."""
    given: NDArray[np.int8]
    """codes x coders x sentences: 1 given, 0 not given, -1 the coder did not go through this conversation."""
    work: dict[str, dict[str, tuple[Coding, ...]]]
    """Accepted codings per conversation and coder."""
    transcripts: dict[str, Transcript]

    @property
    def conversations(self) -> tuple[str, ...]:
        return tuple(self.work)

    @property
    def groups(self) -> list[str]:
        """The conversation of each sentence."""
        return [conversation for conversation, _ in self.places]

    def ratings(self, codes: Iterable[str]) -> list[list[int | None]]:
        """Per coder and sentence: 1 when any of these codes was given, else 0; None where the coder did not look."""
        chosen = self.given[[self.codes.index(code) for code in codes]]
        any_of = chosen.max(axis=0) if len(chosen) else np.zeros_like(self.given[0])
        return [[None if value < 0 else int(value) for value in row] for row in any_of]


def double_coded(study: Study, *, transcripts: Sequence[Transcript] | None = None) -> DoubleCoded:
    """Read the journals that are marked as done, of conversations with two or more of them. The joint one is left out.

    A sentence without a coding counts as "no code" for a coder who is done with its conversation.
    """
    from ..coding import load_codebook
    from ..review import work_by_conversation
    from ..transcripts import load_transcripts

    texts = {one.id: one for one in (load_transcripts(study) if transcripts is None else transcripts)}
    work: dict[str, dict[str, tuple[Coding, ...]]] = {}
    for conversation, per_coder in sorted(work_by_conversation(study, transcripts=list(texts.values())).items()):
        done = {n: tuple(w.accepted) for n, w in per_coder.items() if w.done and n != study.settings.adjudicator}
        if len(done) > 1 and conversation in texts:
            work[conversation] = done
    codebook = load_codebook(study.codebook_path)
    used = {one.code for per_coder in work.values() for codings in per_coder.values() for one in codings}
    known = [code.id for code in codebook.codes if not code.retired or code.id in used]
    codes = (*known, *sorted(used - set(known)))
    order = {name: number for number, name in enumerate(study.settings.coders)}
    names = {name for per_coder in work.values() for name in per_coder}
    coders = tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))
    return _filled(work, {name: texts[name] for name in work}, codes, coders)


def _filled(
    work: dict[str, dict[str, tuple[Coding, ...]]],
    transcripts: dict[str, Transcript],
    codes: tuple[str, ...],
    coders: tuple[str, ...],
) -> DoubleCoded:
    from ..coding import sentences
    from ..review import keys_of

    places: list[Place] = []
    turns: list[int] = []
    cells: list[tuple[int, int, int]] = []
    seen: list[NDArray[np.int8]] = []
    row_of = {code: number for number, code in enumerate(codes)}
    for conversation, per_coder in work.items():
        transcript = transcripts[conversation]
        everything = sentences(transcript)
        counted = [one for one in everything if role_of(transcript.turns[one.turn].speaker) != "interviewer"]
        column = {one.number: len(places) + number for number, one in enumerate(counted)}
        places += [(conversation, one.number) for one in counted]
        turns += [one.turn for one in counted]
        present = np.array([[0] if coder in per_coder else [-1] for coder in coders], dtype=np.int8)
        seen.append(np.repeat(present, len(counted), axis=1))
        cells += [
            (row_of[code], coders.index(coder), column[number])
            for coder, codings in per_coder.items()
            for coding in codings
            for number, code in keys_of(coding, everything)
            if number in column
        ]
    width = np.concatenate(seen, axis=1) if seen else np.zeros((len(coders), 0), dtype=np.int8)
    given = np.repeat(width[None], max(len(codes), 1), axis=0)[: len(codes)]
    for row, coder, place in cells:
        given[row, coder, place] = 1
    return DoubleCoded(coders, codes, tuple(places), tuple(turns), given, work, transcripts)
