"""The small study of the analysis, as records and on disk."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from analysis_talks import codings, lay_out, talks

from toolkit.analysis import coding_frame, run
from toolkit.review import added, open_journal
from toolkit.study import Study


@pytest.fixture
def frame() -> pd.DataFrame:
    transcripts = talks()
    return coding_frame(codings(transcripts), transcripts)


@pytest.fixture
def coded_study(tmp_path: Path) -> Study:
    """The small study with its codings in the joint journal; the talk that bears no code was gone through as well."""
    return code(lay_out(tmp_path / "studie"))


@pytest.fixture(scope="session")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The same study, with the tables and figures of the step; shared, so leave it as it is."""
    study = code(lay_out(tmp_path_factory.mktemp("analysed") / "studie"))
    written = run(study, list)
    assert all(path.is_file() for path in written)
    return study


def code(study: Study) -> Study:
    for one in talks():
        journal = open_journal(study, "samen", one.id)
        mine = [coding for coding in codings(talks()) if coding.transcript == one.id]
        journal.append(*(added(coding, "samen", at="2024-03-01T10:00:00+00:00") for coding in mine))
        journal.mark_done("samen", at="2024-03-01T10:00:00+00:00")
    return study
