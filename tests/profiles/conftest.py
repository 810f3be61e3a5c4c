"""The example of every profile, laid out once, with its documents made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser_support import browser

from toolkit import steps
from toolkit.profiles import new_profiled
from toolkit.study import Study

__all__ = ["browser"]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Study]:
    """The example of a profile after ``nota documents``; each is made when it is first asked for."""
    made: dict[str, Study] = {}

    def get(name: str) -> Study:
        if name not in made:
            study = new_profiled(tmp_path_factory.mktemp(name) / "studie", [name], example=True)
            steps.run(study, ("documents",), progress=lambda _: lambda items: items)
            made[name] = study
        return made[name]

    return get
