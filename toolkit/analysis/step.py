"""The step ``analyse``: every table and figure of the study."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from ..figures import Drawn, save, style
from ..files import write_bytes
from ..steps import Progress
from ..study import Study
from ..tables import csv_bytes
from . import amounts, findings, goals, matrix, money, placements, sample, saturation, tensions, wording
from .cooccurrence import cooccurrence
from .counts import counts, counts_by_actor
from .coverage import coverage, coverage_by_topic
from .material import Material, gather
from .table import INTERVIEWER

Tables = dict[str, pd.DataFrame]
MATRICES: tuple[tuple[matrix.Rows, matrix.Columns], ...] = (
    ("case", "theme"), ("case", "code"), ("actor", "theme"), ("actor", "code"), ("conversation", "theme"), ("case_actor", "theme"),
)  # fmt: skip
Maker = Callable[[Material, Tables], Tables]


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/tables/analysis_*.csv`` and ``outputs/figures/analysis_*``.

    A study of documents only, without cases, topic lists or money, gives the same tables, some of them empty.
    Raises InputError when a journal, the codebook, a case or a file of parameters is not in order.
    """
    material = gather(study)
    tables: Tables = {}
    for maker in progress(MAKERS):
        tables |= maker(material, tables)
    material.made.update(tables)
    paths = [_write(study, name, table) for name, table in tables.items()]
    with style():
        for drawn in figures(material, tables):
            paths += save(drawn, study.outputs / "figures", prefix="analysis")
    return paths


def analyse(study: Study) -> Tables:
    """All tables of the analysis by name, without writing them."""
    material, tables = gather(study), Tables()
    for maker in MAKERS:
        tables |= maker(material, tables)
    return tables


def figures(material: Material, tables: Tables) -> list[Drawn]:
    """The figures that these tables allow: no timeline without placements, no flows without money."""
    from . import figures as draw

    codes = matrix.column_ids(material.codebook, "code")
    of_actors = tables["matrix_actor_theme"]
    drawn = [
        draw.codes_per_theme(tables["counts_per_code"], material.codebook),
        draw.saturation_figure(tables["saturation_curve"], words=_saturation_words(tables)),
        draw.cooccurrence_figure(tables["cooccurrence"], material.codebook, codes),
    ]
    if of_actors["row"].nunique() > 1:
        drawn.append(draw.heat_table(of_actors, _words(material, "actor"), name="actor_theme", what="gesprekspartner"))
    else:
        by_talk = tables["matrix_conversation_theme"]
        drawn.append(
            draw.heat_table(
                by_talk, _words(material, "conversation"), name="conversation_theme", what="gesprek of document"
            )
        )
    pairs = tables["tensions"][tables["tensions"]["question"] != tensions.OWN_SIGNS]
    if len(pairs):
        drawn.append(draw.tension_figure(pairs, unit="cases" if material.own_cases else "gesprekken"))
    if len(tables["money_flows"]):
        drawn.append(draw.money_figure(tables["money_links"]))
    if len(tables["placements"]):
        drawn.append(draw.timeline_figure(tables["placements"], _last_day(tables)))
    return drawn


def _matrices(material: Material, _: Tables) -> Tables:
    given = (material.frame, material.voices, material.codebook)
    return {
        f"matrix_{rows}_{columns}": matrix.framework_matrix(
            *given, rows=rows, columns=columns, asked=material.asked, summaries=material.summaries
        )
        for rows, columns in MATRICES
    }


def _counts(material: Material, _: Tables) -> Tables:
    given = (material.frame, material.voices, material.codebook)
    return {
        "counts_per_code": counts(*given, cases=material.own_cases),
        "counts_per_theme": counts(*given, cases=material.own_cases, columns="theme"),
        "counts_by_actor": counts_by_actor(*given),
    }


def _findings(material: Material, _: Tables) -> Tables:
    given = (material.frame, material.codebook, material.own_cases)
    turns = {one.id: (one.case, len(one.turns)) for one in material.transcripts}
    where = findings.places_of(material.frame, turns)
    return {
        "added_value": findings.added_value(*given),
        "barriers": findings.barriers(*given),
        "conditions": findings.conditions(*given),
        "lessons": findings.lessons(material.frame, material.own_cases, where, written=material.lessons),
    }


def _money(material: Material, _: Tables) -> Tables:
    flows = money.money_flows(material.cases, material.study.settings.date)
    own = [case.id for case in material.cases if case.kind == "case"]
    texts = {one.id: one for one in material.transcripts}
    return {
        "money_flows": flows,
        "money_links": money.money_links(flows),
        "money_sheet": money.money_sheet(flows, own if len(flows) else ()),
        "money_contested": money.contested_flows(flows),
        "money_check": amounts.check_flows(material.cases, texts),
        "money_candidates": amounts.money_candidates(material.frame, material.cases),
    }


def _tensions(material: Material, tables: Tables) -> Tables:
    frame, pairs = material.frame, material.pairs
    return {
        "tensions": tensions.tensions(frame, pairs, material.codebook, material.own_cases),
        "tensions_by_actor": tensions.actors_on_tensions(_own_rows(material, frame), material.voices, pairs),
        "negative_cases": tensions.negative_cases(_own_rows(material, tables["matrix_case_code"], "row")),
    }


def _patterns(material: Material, _: Tables) -> Tables:
    given = (material.frame, material.voices)
    return {
        "cooccurrence": cooccurrence(material.frame, material.codebook),
        "saturation": saturation.saturation_table(*given, material.codebook),
        "saturation_curve": saturation.saturation_curve(*given),
    }


def _words_used(material: Material, _: Tables) -> Tables:
    turns = wording.spoken_words(material.transcripts)
    return {"collocations": wording.collocations(turns), "keyness": wording.keyness(turns)}


def _facts(material: Material, tables: Tables) -> Tables:
    day = material.study.settings.date
    placed = placements.placements_table(material.cases, day, material.targets)
    overview = placements.case_overview(material.cases, placed, material.voices)
    covered = coverage(material.frame, material.asked, material.voices)
    speakers = sample.speakers_table(material.transcripts, material.voices, material.own_cases)
    invited = sample.invitations(material.cases)
    return {
        "placements": placed,
        "cases": overview,
        "targets": goals.target_table(material.targets, day),
        "coverage": covered,
        "coverage_by_topic": coverage_by_topic(covered),
        "speakers": speakers,
        "invitations": invited,
        "response": sample.response(invited),
        "sample_for_others": sample.sample_for_others(overview, least=material.study.settings.rules.small_cell),
        "coreq": sample.coreq(
            material.transcripts, speakers, invited, overview, minutes=material.minutes,
            topics=[role for role in material.topics.lists if role != "iedereen"], saturation=_saturation_words(tables), least=material.study.settings.rules.small_cell,
        ),
    }  # fmt: skip


MAKERS: tuple[Maker, ...] = (
    _matrices, _counts, _findings, _money, _tensions, _patterns, _words_used, _facts,
)  # fmt: skip
WITHOUT_TEXT: tuple[Maker, ...] = tuple(maker for maker in MAKERS if maker is not _words_used)
"""What can be made without a word of the conversations: all but the tables of words."""
NEED_TEXT = ("collocations", "keyness", "lessons", "money_candidates", "money_check")
"""Tables that are of no use without the words of the conversations."""


def _own_rows(material: Material, frame: pd.DataFrame, column: str = "case") -> pd.DataFrame:
    return frame[frame[column].isin(material.own_cases)]


def _words(material: Material, rows: matrix.Rows) -> dict[str, int]:
    said = material.voices[material.voices["role"] != INTERVIEWER]
    totals = said.groupby(matrix.row_keys(said, rows))["words"].sum()
    return {str(name): int(words) for name, words in totals.items()}


def _saturation_words(tables: Tables) -> str:
    found = tables["saturation"]
    return str(found["in_words"].iloc[0]) if len(found) else ""


def _last_day(tables: Tables) -> dt.date:
    """The last day on which the state of a placement was known."""
    return dt.date.fromisoformat(max(tables["placements"]["until"]))


def _write(study: Study, name: str, frame: pd.DataFrame) -> Path:
    path = study.outputs / "tables" / f"analysis_{name}.csv"
    write_bytes(path, csv_bytes(frame.round(dict.fromkeys(frame.select_dtypes("float"), 4))))
    return path
