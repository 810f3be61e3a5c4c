"""A study of one conversation that coders can code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from agreement_study import CODEBOOK, save_talk
from hypothesis import settings

from toolkit.review import write_sentence_codings
from toolkit.study import Study

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

AT = "2024-03-01T10:00:00.000+00:00"
Coded = Callable[..., None]


@pytest.fixture
def study(empty_study: Study) -> Study:
    empty_study.codebook_path.write_text(CODEBOOK, encoding="utf-8")
    save_talk(empty_study)
    return empty_study


@pytest.fixture
def code(study: Study) -> Coded:
    """``code("k1", "werk.taken", 1, 3)``: this coder gives this code to the sentences with these numbers, and is done."""

    def give(coder: str, code_id: str, *numbers: int, conversation: str = "c01-schoolleider", **fields: str) -> None:
        rows = [{"sentence": number, "code": code_id} | fields for number in numbers]
        write_sentence_codings(study, coder, conversation, rows, AT)

    return give
