"""Fixtures of the review tests."""

from __future__ import annotations

import pytest
from review_talks import Sentence, cut, talk

from toolkit.records import Transcript


@pytest.fixture
def transcript() -> Transcript:
    return talk()


@pytest.fixture
def sentences(transcript: Transcript) -> list[Sentence]:
    return cut(transcript)
