"""Fixtures of the review tests."""

from __future__ import annotations

import pytest
from hypothesis import settings
from review_studies import fill
from review_talks import Sentence, cut, talk

from toolkit.records import Transcript
from toolkit.study import Study

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def transcript() -> Transcript:
    return talk()


@pytest.fixture
def sentences(transcript: Transcript) -> list[Sentence]:
    return cut(transcript)


@pytest.fixture
def study(empty_study: Study) -> Study:
    return fill(empty_study)
