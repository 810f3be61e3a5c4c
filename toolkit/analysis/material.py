"""Everything the analysis of one study starts from, gathered once: plain data, so that each table is a plain function."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from ..intake.report import TopicLists, topic_lists
from ..records import Codebook, Transcript, digest_of
from ..steps import digests
from ..study import Case, Study
from . import parameters
from .parameters import Targets, Tension
from .table import asked_table, coding_frame, voices_table
from .written import Lesson, Summary, check_lessons, check_summaries, matrix_summaries, written_lessons

if TYPE_CHECKING:
    from ..review import Work

INPUTS = (
    "outputs/transcripts/*.json", "outputs/suggestions/*.jsonl", "interviews/codings/**/*.jsonl", "interviews/*.yaml",
    "interviews/parameters/*.yaml", "interviews/cases/**/*", "interviews/texts/matrix.*", "interviews/texts/lessons.yaml",
)  # fmt: skip
"""The files that a :class:`Material` is made of."""


@dataclass(frozen=True)
class Material:
    """A study as the analysis sees it. Gather it with :func:`gather`."""

    study: Study
    transcripts: tuple[Transcript, ...]
    frame: pd.DataFrame
    """The codings table."""
    voices: pd.DataFrame
    asked: pd.DataFrame
    codebook: Codebook
    topics: TopicLists
    targets: Targets
    pairs: tuple[Tension, ...]
    summaries: tuple[Summary, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    minutes: dict[str, int | None] = field(default_factory=dict)
    """How long each conversation took, as its head says."""
    work: dict[str, dict[str, Work]] = field(default_factory=dict)
    """Per conversation and coder what was coded, as the journals have it."""

    @property
    def cases(self) -> tuple[Case, ...]:
        return self.study.cases

    @cached_property
    def own_cases(self) -> tuple[str, ...]:
        """The study's cases of which something was coded; talks over the cases are not among them."""
        coded = set(self.voices[self.voices["processed"].astype(bool)]["case"])
        return tuple(case.id for case in self.cases if case.kind == "case" and case.id in coded)

    @cached_property
    def made(self) -> dict[str, pd.DataFrame]:
        """Tables that a step worked out from this material, by name: the note after it does not count again."""
        return {}

    @cached_property
    def has_cases(self) -> bool:
        """Whether the rows of a matrix are cases, or (in a study of one case, or of documents) conversations."""
        return len(self.own_cases) > 1


def gather(study: Study) -> Material:
    """Read what the analysis needs, once per run. Raises InputError on whatever is not in order in what people wrote."""
    return study.once("material", digest_of(sorted(digests(study, INPUTS).items())), lambda: _gathered(study))


def _gathered(study: Study) -> Material:
    from ..coding import load_codebook
    from ..review import current_codings, work_by_conversation
    from ..transcripts import load_transcripts

    transcripts = tuple(load_transcripts(study))
    work = work_by_conversation(study, transcripts=transcripts)
    codings = current_codings(study, transcripts=transcripts, work=work)
    processed = processed_conversations(study, {one.transcript for one in codings})
    codebook, topics = load_codebook(study.codebook_path), topic_lists(study)
    frame, voices = coding_frame(codings, transcripts), voices_table(transcripts, processed)
    summaries, lessons = tuple(matrix_summaries(study)), tuple(written_lessons(study))
    _check_written(study, frame, voices, codebook, transcripts, summaries, lessons)
    return Material(
        study, transcripts, frame, voices, asked_table(transcripts, topics), codebook, topics,
        parameters.targets(study), parameters.tension_pairs(study), summaries, lessons, _minutes(study, transcripts), work,
    )  # fmt: skip


def processed_conversations(study: Study, coded: Collection[str]) -> set[str]:
    """Conversations that somebody or the machine went through: with codings, a journal or a file of suggestions."""
    suggested = {path.stem for path in (study.outputs / "suggestions").glob("*.jsonl")}
    by_people = {path.stem for path in study.codings_folder.glob("*/*.jsonl") if path.stat().st_size}
    return set(coded) | suggested | by_people


def _check_written(
    study: Study, frame: pd.DataFrame, voices: pd.DataFrame, codebook: Codebook, transcripts: Collection[Transcript],
    summaries: Collection[Summary], lessons: Collection[Lesson],
) -> None:  # fmt: skip
    sources = set(frame["id"]) | {f"{one.id}#{n}" for one in transcripts for n in range(1, len(one.turns) + 1)}
    rows = set(voices["case"]) | set(voices["role"]) | set(voices["transcript"])
    columns = {theme.id for theme in codebook.themes} | set(codebook.ids)
    path = next((p for p in (study.texts / "matrix.yaml", study.texts / "matrix.csv") if p.exists()), study.texts)
    check_summaries(summaries, rows, columns, sources, path)
    check_lessons(lessons, sources, study.texts / "lessons.yaml")


def _minutes(study: Study, transcripts: Collection[Transcript]) -> dict[str, int | None]:
    """Durations from the heads; of a conversation whose raw file is not there any more, from its time stamps."""
    from ..intake import SUFFIXES, read_transcript
    from .sample import minutes_of

    files = {p.stem: p for p in sorted(study.cases_folder.glob("*/*")) if p.suffix.lower() in SUFFIXES}
    found: dict[str, int | None] = {}
    for one in transcripts:
        recording = read_transcript(files[one.id]).head.recording if one.id in files else ""
        found[one.id] = minutes_of(recording, one)
    return found
