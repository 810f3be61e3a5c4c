"""The step ``agree``: tables and a figure of the agreement between coders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..files import write_bytes
from ..numbers import UNKNOWN
from ..steps import Progress
from ..study import Study
from .details import confusion_table, difference_table, progress_table, qualifier_table
from .table import agreement_table
from .units import double_coded

if TYPE_CHECKING:
    import pandas as pd


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/tables/agreement*.csv`` and, when something was coded twice, the figure of alpha.

    Undefined figures read "niet te berekenen". Raises InputError from journals and codebook.
    """
    from ..figures import save, style
    from ..review import work_by_conversation
    from ..transcripts import load_transcripts
    from .figure import alpha_figure

    transcripts = load_transcripts(study)
    work = work_by_conversation(study, transcripts=transcripts)
    double = double_coded(study, transcripts=transcripts, work=work)
    table = agreement_table(study, double=double)
    frames = {
        "agreement": table,
        "agreement_qualifiers": qualifier_table(double),
        "agreement_differences": difference_table(double),
        "agreement_confusions": confusion_table(double),
        "agreement_progress": progress_table(study, work=work),
    }
    paths = [_write(study, name, frames[name]) for name in progress(list(frames))]
    if not table.empty:
        with style():
            paths += save(alpha_figure(table), study.outputs / "figures", prefix="agreement")
    return paths


def shown(frame: pd.DataFrame) -> pd.DataFrame:
    """A table as it is written: four decimals, and "niet te berekenen" where a figure is undefined."""
    made = frame.astype(dict.fromkeys(frame.select_dtypes("float"), object))
    for column in frame.select_dtypes("float"):
        made[column] = [UNKNOWN if value != value else round(value, 4) for value in frame[column]]
    return made


def _write(study: Study, name: str, frame: pd.DataFrame) -> Path:
    from ..tables import csv_bytes

    path = study.outputs / "tables" / f"{name}.csv"
    write_bytes(path, csv_bytes(shown(frame)))
    return path
