"""What the note is written from: the tables of the analysis, and the same ones when the note is made by itself."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.analysis import run
from toolkit.study import Study
from toolkit.writing import collect
from toolkit.writing.data import _AS_ANALYSED, _MAKERS


@pytest.mark.parametrize("which", ["coded_study", "document_study"])
def test_a_note_by_itself_has_the_tables_of_the_analysis(which: str, request: pytest.FixtureRequest) -> None:
    study: Study = request.getfixturevalue(which)
    after, alone = Study(study.root), collect(Study(study.root))
    run(after, lambda items: items)
    data = collect(after)
    assert set(_AS_ANALYSED) <= set(data.material.made) & set(_MAKERS)
    for name in sorted(_AS_ANALYSED):
        pd.testing.assert_frame_equal(data.table(name), alone.table(name), obj=name)
