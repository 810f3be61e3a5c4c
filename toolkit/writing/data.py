"""What the note is written from: the analysis, the case texts with their quotes, and what people consented to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from .. import analysis
from ..analysis import Material
from ..analysis.matrix import Columns, Rows
from ..analysis.table import actor_of, records_of
from ..analysis.table import case_label as case_label
from ..records import Document, Transcript, role_of
from ..study import ROLE_LABELS, Study
from .choosing import Codings, codings_of, plan
from .quotes import Quote, quotes_of
from .talks import Talks
from .texts import read_document

if TYPE_CHECKING:
    from ..agreement import DoubleCoded


@dataclass(frozen=True, slots=True)
class Consent:
    """What people said yes to for the note, as plain data: writing does not know the register."""

    released: tuple[tuple[str, str], ...] = ()
    """(case, block) of the quotes that may stand in the note."""
    reasons: tuple[tuple[str, str, str], ...] = ()
    """(case, block, why not) of the others."""
    answers: tuple[tuple[str, int], ...] = ()
    """How many people stand in each state of the approval round: (``akkoord``, 12), (``verzonden``, 3)."""
    cases: tuple[tuple[str, str], ...] = ()
    """(case, ``geheel`` | ``deels`` | ``niet``): how much of each case text may be used in the note."""

    def count(self, *states: str) -> int:
        """How many people are in one of these states; in any of them when none is named."""
        return sum(number for state, number in self.answers if not states or state in states)


class Said(NamedTuple):
    """One coding, as far as counting needs it."""

    id: str
    case: str
    transcript: str
    role: str
    polarity: str
    certainty: str


@dataclass(frozen=True)
class NoteData:
    """Everything that fields can ask for. Make it with :func:`collect`; tables are worked out when a field wants them."""

    material: Material
    consent: Consent
    texts: dict[str, Document]
    """Edited case texts, by case."""
    coded_twice: DoubleCoded | None = None
    """What was coded by two people or more, where it was read already."""

    @property
    def study(self) -> Study:
        return self.material.study

    @property
    def frame(self) -> pd.DataFrame:
        return self.material.frame

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all codings, in the order of the table."""
        return tuple(self.frame["id"].tolist())

    @cached_property
    def transcripts(self) -> dict[str, Transcript]:
        return {one.id: one for one in self.material.transcripts}

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote of the case texts, with the place where it was said."""
        return tuple(quote for text in self.texts.values() for quote in quotes_of(text, self.transcripts))

    @cached_property
    def free_quotes(self) -> tuple[Quote, ...]:
        """Quotes that may stand in the note: released, and word for word."""
        allowed = set(self.consent.released)
        return tuple(quote for quote in self.quotes if (quote.case, quote.block) in allowed and quote.verbatim)

    @cached_property
    def quote_codings(self) -> Codings:
        """The codings that each quote bears, by its key."""
        return codings_of(self.quotes, self.frame)

    @cached_property
    def quote_plan(self) -> dict[str, tuple[Quote, ...]]:
        """Released quotes by code, each quote once: for texts that leave the choice to the software."""
        return plan(self.free_quotes, self.quote_codings)

    @cached_property
    def spoken(self) -> pd.DataFrame:
        """The codings without those of the interviewer's own words."""
        return self.frame[self.frame["role"] != "interviewer"]

    @cached_property
    def double(self) -> DoubleCoded:
        """What was coded by two people or more, blind of each other."""
        from ..agreement import double_coded

        if self.coded_twice is not None:
            return self.coded_twice
        return double_coded(self.study, transcripts=self.material.transcripts, work=self.material.work)

    @cached_property
    def talks(self) -> Talks:
        """The words of every conversation, to look for what was said."""
        return Talks.of(self.material.transcripts)

    @cached_property
    def speakers(self) -> dict[str, str]:
        """Everybody who speaks, as ``case/person``, with the role; not the interviewers."""
        found = {
            f"{one.case}/{speaker}": actor_of(speaker)
            for one in self.material.transcripts
            for speaker in {turn.speaker for turn in one.turns if turn.speaker}
        }
        return {person: role for person, role in sorted(found.items()) if role not in ("interviewer", "document")}

    @cached_property
    def code_names(self) -> frozenset[str]:
        """Ids of the codebook's codes and themes."""
        book = self.material.codebook
        return frozenset({*book.ids, *(theme.id for theme in book.themes)})

    @cached_property
    def by_code(self) -> dict[str, list[Said]]:
        """The codings of every code and theme, without those of the interviewer's own words: what counting goes over."""
        spoken = self.spoken
        themes, codes, *rest = (spoken[name].tolist() for name in ("theme", "code", *Said._fields))
        found: dict[str, list[Said]] = {name: [] for name in (*dict.fromkeys(codes), *dict.fromkeys(themes))}
        for theme, code, one in zip(themes, codes, map(Said._make, zip(*rest, strict=True)), strict=True):
            found[code].append(one)
            found[theme].append(one)
        return found

    @cached_property
    def unit(self) -> tuple[str, str]:
        """What is counted: cases, or in a study without several of them conversations, or documents."""
        if self.material.has_cases:
            return "case", "cases"
        kinds = {one.kind for one in self.material.transcripts}
        return ("document", "documenten") if kinds == {"document"} else ("gesprek", "gesprekken")

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The ids of what is counted."""
        if self.material.has_cases:
            return self.material.own_cases
        voices = self.material.voices
        return tuple(sorted(set(voices[voices["processed"].astype(bool)]["transcript"])))

    @property
    def only_documents(self) -> bool:
        """Whether nobody was spoken to: then nothing was asked, and nobody says anything."""
        return self.unit[0] == "document"

    @property
    def unit_column(self) -> str:
        return "case" if self.material.has_cases else "transcript"

    def table(self, name: str) -> pd.DataFrame:
        """A table of the analysis, by the name its file bears (``analysis_<name>.csv``). Raises KeyError."""
        if name not in self._tables:
            made = self.material.made.get(name) if name in _AS_ANALYSED else None
            self._tables[name] = _MAKERS[name](self) if made is None else made
        return self._tables[name]

    def rows(self, name: str, column: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of a table by what stands in one column."""
        if (name, column) not in self._rows:
            found = self._rows[name, column] = {}
            for row in records_of(self.table(name)):
                found.setdefault(row[column], []).append(row)
        return self._rows[name, column]

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict[str, list[dict[str, Any]]]]:
        return {}

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {}


def collect(study: Study, *, consent: Consent = Consent()) -> NoteData:
    """Gather what the note of this study is written from. Raises InputError."""
    return NoteData(analysis.gather(study), consent, case_texts(study))


def case_texts(study: Study) -> dict[str, Document]:
    """The edited case texts, by case. Raises InputError."""
    found = {}
    for path in sorted((study.texts / "cases").glob("*.md")):
        case = study.case(path.stem)
        found[case.id] = read_document(path, case=case.id)
    return found


def place_label(place: str) -> str:
    """How the note calls a case or conversation: "case 1", "document 2"; others by their id."""
    found = re.fullmatch(r".*-(document|gesprek)-(\d+)", place)
    return f"{found[1]} {int(found[2])}" if found else case_label(place)


def speaker_label(person: str, *, case: bool = True) -> str:
    """Under a quote: "schoolleider, case 1"."""
    where, _, name = person.rpartition("/")
    role = ROLE_LABELS.get(role_of(name), role_of(name))
    return f"{role}, {case_label(where)}" if case and where else role


def _given(data: NoteData) -> tuple[pd.DataFrame, pd.DataFrame]:
    return data.material.frame, data.material.voices


def _of_own_cases(data: NoteData) -> pd.DataFrame:
    return data.frame[data.frame["case"].isin(data.material.own_cases)]


def _matrix(data: NoteData, rows: Rows, columns: Columns) -> pd.DataFrame:
    m = data.material
    given = (m.frame, m.voices, m.codebook)
    return analysis.framework_matrix(*given, rows=rows, columns=columns, asked=m.asked, summaries=m.summaries)


def _negative(data: NoteData) -> pd.DataFrame:
    made = data.material.made.get("negative_cases")
    if made is not None and data.material.has_cases:
        return made
    matrix = _matrix(data, "case" if data.material.has_cases else "conversation", "code")
    return analysis.negative_cases(matrix[matrix["row"].isin(data.units)])


def _lessons(data: NoteData) -> pd.DataFrame:
    m = data.material
    where = analysis.findings.places_of(m.frame, {one.id: (one.case, len(one.turns)) for one in m.transcripts})
    return analysis.lessons(m.frame, m.own_cases, where, written=m.lessons)


def _coreq(data: NoteData) -> pd.DataFrame:
    m = data.material
    found = data.table("saturation")
    return analysis.coreq(
        m.transcripts, data.table("speakers"), data.table("invitations"), data.table("cases"), minutes=m.minutes,
        topics=[role for role in m.topics.lists if role != "iedereen"],
        saturation=str(found["in_words"].iloc[0]) if len(found) else "", least=m.study.settings.rules.small_cell,
    )  # fmt: skip


def _by_theme(function: Callable[..., pd.DataFrame]) -> Callable[[NoteData], pd.DataFrame]:
    return lambda data: function(data.frame, data.material.codebook, data.material.own_cases)


_MAKERS: dict[str, Callable[[NoteData], pd.DataFrame]] = {
    "counts_per_code": lambda d: analysis.counts(*_given(d), d.material.codebook, cases=d.material.own_cases),
    "counts_per_theme": lambda d: analysis.counts(*_given(d), d.material.codebook, cases=d.material.own_cases, columns="theme"),
    "counts_by_actor": lambda d: analysis.counts_by_actor(*_given(d), d.material.codebook),
    "themes_by_actor": lambda d: analysis.counts_by_actor(*_given(d), d.material.codebook, columns="theme"),
    "matrix_case_theme": lambda d: _matrix(d, "case", "theme"),
    "matrix_case_actor_theme": lambda d: _matrix(d, "case_actor", "theme"),
    "negative_cases": _negative,
    "added_value": _by_theme(analysis.added_value),
    "barriers": _by_theme(analysis.barriers),
    "conditions": _by_theme(analysis.conditions),
    "lessons": _lessons,
    "money_flows": lambda d: analysis.money_flows(d.study.cases, d.study.settings.date),
    "money_links": lambda d: analysis.money_links(d.table("money_flows")),
    "money_sheet": lambda d: analysis.money_sheet(d.table("money_flows"), d.material.own_cases),
    "money_contested": lambda d: analysis.contested_flows(d.table("money_flows")),
    "tensions": lambda d: analysis.tensions(d.frame, d.material.pairs, d.material.codebook, d.material.own_cases),
    "tensions_by_actor": lambda d: analysis.actors_on_tensions(_of_own_cases(d), d.material.voices, d.material.pairs),
    "saturation": lambda d: analysis.saturation_table(*_given(d), d.material.codebook),
    "placements": lambda d: analysis.placements_table(d.study.cases, d.study.settings.date, d.material.targets),
    "cases": lambda d: analysis.case_overview(d.study.cases, d.table("placements"), d.material.voices),
    "targets": lambda d: analysis.target_table(d.material.targets, d.study.settings.date),
    "coverage_by_topic": lambda d: analysis.coverage_by_topic(analysis.coverage(d.frame, d.material.asked, d.material.voices)),
    "speakers": lambda d: analysis.speakers_table(d.material.transcripts, d.material.voices, d.material.own_cases),
    "invitations": lambda d: analysis.invitations(d.study.cases),
    "response": lambda d: analysis.response(d.table("invitations")),
    "coreq": _coreq,
}  # fmt: skip
_AS_ANALYSED = frozenset(
    [
        "counts_per_code",
        "counts_per_theme",
        "counts_by_actor",
        "matrix_case_theme",
        "matrix_case_actor_theme",
        "added_value",
        "barriers",
        "conditions",
        "lessons",
        "money_flows",
        "money_links",
        "money_contested",
        "tensions",
        "tensions_by_actor",
        "saturation",
        "placements",
        "targets",
        "coverage_by_topic",
        "speakers",
    ]
)
"""Tables that the analysis makes in the same way; a test holds the two against each other."""
