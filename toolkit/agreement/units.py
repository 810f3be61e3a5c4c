"""The units that two or more coders both went through: sentences of everybody but the interviewer, yes or no per code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook, Coding, Transcript, digest_of, role_of
from ..study import Study

if TYPE_CHECKING:
    from ..coding import Sentence
    from ..review import Work

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
    split: dict[str, tuple[Sentence, ...]] = field(default_factory=dict)
    """The sentences of every conversation, the interviewer's among them."""
    of_conversations: int = 0
    """How many conversations the study has."""
    closed_names: tuple[str, ...] = ()
    """The conversations of these of which the joint decisions are done."""
    decided: bool = False
    """Whether anything was decided together."""

    @property
    def digest(self) -> str:
        """sha256 over what was given where: the same judgements give the same figures."""
        codings = [
            [name, coder, one.start, one.end, one.code]
            for name, per in self.work.items()
            for coder, found in per.items()
            for one in found
        ]
        return digest_of([list(self.codes), list(self.coders), codings, digest_of(self.given.tobytes())])

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


def double_coded(
    study: Study,
    *,
    transcripts: Sequence[Transcript] | None = None,
    work: Mapping[str, Mapping[str, Work]] | None = None,
) -> DoubleCoded:
    """Read the journals that are marked as done, of conversations with two or more of them. The joint one is left out.

    A sentence without a coding counts as "no code" for a coder who is done with its conversation. ``work`` is what
    :func:`toolkit.review.work_by_conversation` gave, for who has it already.
    """
    from ..coding import load_codebook, sentences
    from ..review import conversation_ids, work_by_conversation
    from ..transcripts import load_transcripts

    texts = {one.id: one for one in (load_transcripts(study) if transcripts is None else transcripts)}
    if work is None:
        work = work_by_conversation(study, transcripts=list(texts.values()))
    blind: dict[str, dict[str, tuple[Coding, ...]]] = {}
    for conversation, per_coder in sorted(work.items()):
        done = {n: tuple(w.accepted) for n, w in per_coder.items() if w.done and n != study.settings.adjudicator}
        if len(done) > 1 and conversation in texts:
            blind[conversation] = done
    together = study.settings.adjudicator
    joint = {name: work[name][together] for name in blind if together in work[name]}
    return ratings_of(
        blind, {name: texts[name] for name in blind}, load_codebook(study.codebook_path), study.settings.coders,
        split={name: tuple(sentences(texts[name])) for name in blind},
        of_conversations=len(conversation_ids(study)), closed_names=tuple(name for name, one in joint.items() if one.done),
        decided=any(one.codings for one in joint.values()),
    )  # fmt: skip


def ratings_of(
    work: dict[str, dict[str, tuple[Coding, ...]]],
    transcripts: dict[str, Transcript],
    codebook: Codebook,
    coders: Collection[str],
    *,
    split: dict[str, tuple[Sentence, ...]],
    of_conversations: int = 0,
    closed_names: tuple[str, ...] = (),
    decided: bool = False,
) -> DoubleCoded:
    """What coders gave to each sentence, from their codings by conversation and coder, and the sentences."""
    used = {one.code for per_coder in work.values() for codings in per_coder.values() for one in codings}
    known = [code.id for code in codebook.codes if not code.retired or code.id in used]
    codes = (*known, *sorted(used - set(known)))
    order = {name: number for number, name in enumerate(coders)}
    names = {name for per_coder in work.values() for name in per_coder}
    found = tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))
    places, turns, given = _filled(work, transcripts, codes, found, split)
    return DoubleCoded(
        found, codes, places, turns, given, work, transcripts, split, of_conversations, closed_names, decided
    )


def _filled(
    work: dict[str, dict[str, tuple[Coding, ...]]],
    transcripts: dict[str, Transcript],
    codes: tuple[str, ...],
    coders: tuple[str, ...],
    split: Mapping[str, Sequence[Sentence]],
) -> tuple[tuple[Place, ...], tuple[int, ...], NDArray[np.int8]]:
    from ..review import keys_of

    places: list[Place] = []
    turns: list[int] = []
    cells: list[tuple[int, int, int]] = []
    seen: list[NDArray[np.int8]] = []
    row_of = {code: number for number, code in enumerate(codes)}
    for conversation, per_coder in work.items():
        transcript = transcripts[conversation]
        everything = split[conversation]
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
    return tuple(places), tuple(turns), given
