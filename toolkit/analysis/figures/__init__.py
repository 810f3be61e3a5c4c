"""The figures of the analysis. Each takes a table and gives a figure with its words; nothing is computed in here."""

from .codes import codes_per_theme, cooccurrence_figure, heat_table
from .flows import money_figure
from .tensions import tension_figure
from .time import saturation_figure, timeline_figure

__all__ = [
    "codes_per_theme",
    "cooccurrence_figure",
    "heat_table",
    "money_figure",
    "saturation_figure",
    "tension_figure",
    "timeline_figure",
]
