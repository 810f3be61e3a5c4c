"""Agreement: how far coders agree, how sure that is, and where they differ."""

from .alpha import bootstrap_interval, krippendorff_alpha
from .coefficients import cohen_kappa, cohen_kappa_max, fleiss_kappa, gwet_ac1, pabak, percent, scott_pi
from .ratings import from_table
from .unitizing import expected_disagreement, observed_disagreement, section_difference, sections, unitizing_alpha

__all__ = [
    "bootstrap_interval",
    "cohen_kappa",
    "cohen_kappa_max",
    "expected_disagreement",
    "fleiss_kappa",
    "from_table",
    "gwet_ac1",
    "krippendorff_alpha",
    "observed_disagreement",
    "pabak",
    "percent",
    "scott_pi",
    "section_difference",
    "sections",
    "unitizing_alpha",
]
