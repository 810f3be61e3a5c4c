"""Readers of documents of a project: plans, sector pages, figures, targets, quotes and cohorts, by general rules.

Each reads a .txt, .md, .docx or .odt and gives frozen records that name their line. They propose; a person decides what
goes into a register.
"""

from __future__ import annotations

from .cohorts import BuildingBlock, Cohort, Programme, cohort_in, read_cohort
from .figures import Figure, figures_in, read_figures
from .pages import Result
from .plans import Item, Meeting, Plan, plans_in, read_plan
from .quotes import Quote, quotes_in, read_quotes
from .sectors import Activity, Report, Sector, read_sectors, sectors_in
from .targets import Target, read_targets, targets_in
from .text import lines_of, read_lines

__all__ = [
    "Activity", "BuildingBlock", "Cohort", "Figure", "Item", "Meeting", "Plan", "Programme", "Quote", "Report", "Result",
    "Sector", "Target", "cohort_in", "figures_in", "lines_of", "plans_in", "quotes_in", "read_cohort", "read_figures",
    "read_lines", "read_plan", "read_quotes", "read_sectors", "read_targets", "sectors_in", "targets_in",
]  # fmt: skip
