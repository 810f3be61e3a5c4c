"""Analysis: from codings to tables and figures. Every table is a plain function from the codings table to a tidy frame."""

from .amounts import check_flows, find_amounts, money_candidates
from .cooccurrence import cooccurrence
from .counts import counts, counts_by_actor
from .coverage import coverage, coverage_by_topic
from .findings import added_value, barriers, conditions, lessons
from .goals import expected_on, jobs, target_table
from .material import Material, gather
from .matrix import framework_matrix, wide
from .money import contested_flows, money_flows, money_links, money_sheet
from .parameters import Instrument, Target, Targets, Tension, Term, instruments, targets, tension_pairs, terms, value_on
from .placements import case_overview, placements_table
from .sample import coreq, invitations, response, sample_for_others, speakers_table
from .saturation import saturation_curve, saturation_runs, saturation_table
from .step import analyse, run
from .subsidy import subsidy, wage_subsidy
from .table import asked_table, coding_frame, codings_table, voices_table
from .tensions import actors_on_tensions, negative_cases, tensions
from .wording import collocations, concordance, keyness, spoken_words
from .written import matrix_summaries, written_lessons

__all__ = [
    "Instrument",
    "Material",
    "Target",
    "Targets",
    "Tension",
    "Term",
    "actors_on_tensions",
    "added_value",
    "analyse",
    "asked_table",
    "barriers",
    "case_overview",
    "check_flows",
    "coding_frame",
    "codings_table",
    "collocations",
    "concordance",
    "conditions",
    "contested_flows",
    "cooccurrence",
    "coreq",
    "counts",
    "counts_by_actor",
    "coverage",
    "coverage_by_topic",
    "expected_on",
    "find_amounts",
    "framework_matrix",
    "gather",
    "instruments",
    "invitations",
    "jobs",
    "keyness",
    "lessons",
    "matrix_summaries",
    "money_candidates",
    "money_flows",
    "money_links",
    "money_sheet",
    "negative_cases",
    "placements_table",
    "response",
    "run",
    "sample_for_others",
    "saturation_curve",
    "saturation_runs",
    "saturation_table",
    "speakers_table",
    "spoken_words",
    "subsidy",
    "target_table",
    "targets",
    "tension_pairs",
    "tensions",
    "terms",
    "value_on",
    "voices_table",
    "wage_subsidy",
    "wide",
    "written_lessons",
]
