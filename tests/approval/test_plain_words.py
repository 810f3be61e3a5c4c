"""The letter in easy language says what the hard words in its questions mean; the question stays as the form asks it."""

from __future__ import annotations

import re

from toolkit.approval.letters import letter_text
from toolkit.approval.packs import make_pack
from toolkit.approval.plain_words import EXPLAINED, explained
from toolkit.approval.register import load_register
from toolkit.study import Study
from toolkit.writing.plain import LONG_SENTENCE


def test_a_word_is_explained_once_behind_the_question_in_which_it_first_stands() -> None:
    questions = ("Mag dit, met uw citaten, in de discussienota?", "Mogen uw citaten in een campagne?", "Mag het op tv?")
    first, second, third = explained(questions)
    assert first == (
        f"{questions[0]} Citaten zijn zinnen die u zei. Wij schrijven ze precies zo op. "
        "Een discussienota is een verslag. Mensen lezen het en praten erover."
    )
    assert second.startswith(f"{questions[1]} Een campagne is reclame") and "zinnen" not in second
    assert third == questions[2]


def test_what_explains_is_short_and_needs_no_explaining_itself() -> None:
    for pattern, meaning in EXPLAINED:
        for sentence in re.split(r"(?<=[.])\s", meaning):
            assert len(sentence.split()) <= min(LONG_SENTENCE, 14), sentence
        others = [other for other, _ in EXPLAINED if other != pattern]
        assert not [other for other in others if re.search(other, meaning, re.IGNORECASE)], meaning


def test_the_letter_to_an_employee_explains_and_that_to_a_head_does_not(round_study: Study) -> None:
    letters = {}
    for person in ("medewerker-1", "schoolleider-1"):
        pack = make_pack(round_study, "c01", f"c01/{person}")
        letters[person] = letter_text(round_study, pack.sent, name="u", reference="k")
        hard = [
            meaning for pattern, meaning in EXPLAINED if re.search(pattern, letters[person].split("## Wie leest")[0])
        ]
        assert all((meaning in letters[person]) == (person == "medewerker-1") for meaning in hard)
    assert "reclame" in letters["medewerker-1"] or "verslag" in letters["medewerker-1"]
    assert not load_register(round_study).entries
