"""The small study of the analysis, as records and on disk."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from analysis_talks import codings, lay_out, talks

from toolkit.analysis import coding_frame
from toolkit.review import added, open_journal
from toolkit.study import Study


@pytest.fixture
def frame() -> pd.DataFrame:
    transcripts = talks()
    return coding_frame(codings(transcripts), transcripts)


@pytest.fixture
def coded_study(tmp_path: Path) -> Study:
    """The small study with its codings in the joint journal; the talk that bears no code was gone through as well."""
    study = lay_out(tmp_path / "studie")
    for one in talks():
        journal = open_journal(study, "samen", one.id)
        mine = [coding for coding in codings(talks()) if coding.transcript == one.id]
        journal.append(*(added(coding, "samen", at="2024-03-01T10:00:00+00:00") for coding in mine))
        journal.mark_done("samen", at="2024-03-01T10:00:00+00:00")
    return study
