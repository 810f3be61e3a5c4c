"""Agreement: how far coders agree, how sure that is, and where they differ."""

from .alpha import bootstrap_interval, krippendorff_alpha
from .coefficients import cohen_kappa, cohen_kappa_max, fleiss_kappa, gwet_ac1, pabak, percent, scott_pi
from .details import confusion_table, difference_table, progress_table, qualifier_table
from .ratings import from_table
from .step import run
from .table import agreement_table
from .unitizing import expected_disagreement, observed_disagreement, section_difference, sections, unitizing_alpha
from .units import DoubleCoded, double_coded, ratings_of
from .wording import agreement_text

__all__ = [
    "DoubleCoded",
    "agreement_table",
    "agreement_text",
    "bootstrap_interval",
    "cohen_kappa",
    "cohen_kappa_max",
    "confusion_table",
    "difference_table",
    "double_coded",
    "expected_disagreement",
    "fleiss_kappa",
    "from_table",
    "gwet_ac1",
    "krippendorff_alpha",
    "observed_disagreement",
    "pabak",
    "percent",
    "progress_table",
    "qualifier_table",
    "ratings_of",
    "run",
    "scott_pi",
    "section_difference",
    "sections",
    "unitizing_alpha",
]
