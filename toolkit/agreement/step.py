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
    from ..transcripts import load_transcripts
    from .figure import alpha_figure

    transcripts = load_transcripts(study)
    double = double_coded(study, transcripts=transcripts)
    table = agreement_table(study, double=double)
    frames = {
        "agreement": table,
        "agreement_qualifiers": qualifier_table(double),
        "agreement_differences": difference_table(double),
        "agreement_confusions": confusion_table(double),
        "agreement_progress": progress_table(study, transcripts=transcripts),
    }
    paths = [_write(study, name, frames[name]) for name in progress(list(frames))]
    if not table.empty:
        with style():
            paths += save(alpha_figure(table), study.outputs / "figures", prefix="agreement")
    return paths


def _write(study: Study, name: str, frame: pd.DataFrame) -> Path:
    from ..tables import csv_bytes

    path = study.outputs / "tables" / f"{name}.csv"
    shown = frame.astype(dict.fromkeys(frame.select_dtypes("float"), object))
    for column in frame.select_dtypes("float"):
        shown[column] = [UNKNOWN if value != value else round(value, 4) for value in frame[column]]
    write_bytes(path, csv_bytes(shown))
    return path
