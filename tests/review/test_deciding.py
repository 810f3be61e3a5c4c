"""Accept, reject, recode, memo and undo by number; what is shown of it."""

from __future__ import annotations

import pytest
from review_studies import suggest

from toolkit.errors import InputError, Refusal, UsageError
from toolkit.records import Coding
from toolkit.review import (
    accept,
    code_span,
    coder_of,
    codings_view,
    load_codings,
    next_to_review,
    open_journal,
    recode,
    reject,
    remove,
    retire_code,
    set_memo,
    transcript_of,
    undo,
)
from toolkit.study import Study

NAME = "c02-medewerker"


@pytest.fixture
def proposed(study: Study) -> list[Coding]:
    return suggest(
        study, transcript_of(study, NAME), (1, "werk.taken", 0.8), (2, "werk.uren", 0.5), (3, "werk.taken", 0.3)
    )


def test_an_accepted_suggestion_keeps_its_score_and_evidence(study: Study, proposed: list[Coding]) -> None:
    accept(study, "k1", [proposed[0].id], memo="typisch")
    coding = load_codings(study)[0]
    assert (coding.id, coding.status, coding.source) == (proposed[0].id, "accepted", "k1")
    assert (coding.confidence, coding.evidence, coding.memo) == (0.8, ("ruim op",), "typisch")
    change = open_journal(study, "k1", NAME).changes[0]
    assert (change.before, change.action, change.by) == (proposed[0], "change", "k1")


def test_the_first_characters_of_a_number_are_enough(study: Study, proposed: list[Coding]) -> None:
    reject(study, "k1", [proposed[1].id[:6]], reason="gaat niet over werk")
    assert [one.status for one in load_codings(study)] == ["rejected"]
    with pytest.raises(InputError, match="geen codering of voorstel met nummer 'ffff'"):
        accept(study, "k1", ["ffff"])


def test_a_rejection_can_become_an_acceptance(study: Study, proposed: list[Coding]) -> None:
    reject(study, "k1", [proposed[0].id])
    accept(study, "k1", [proposed[0].id])
    assert [one.status for one in load_codings(study)] == ["accepted"]
    assert accept(study, "k1", [proposed[0].id]) == []


def test_recoding_keeps_place_and_memo(study: Study, proposed: list[Coding]) -> None:
    accept(study, "k1", [proposed[0].id], memo="typisch")
    recode(study, "k1", [proposed[0].id], "werk.uren")
    coding = load_codings(study)[0]
    assert (coding.code, coding.memo, coding.start) == ("werk.uren", "typisch", proposed[0].start)
    with pytest.raises(InputError, match="staat niet in het codeboek"):
        recode(study, "k1", [proposed[0].id], "werk.niets")
    retire_code(study, "werk.taken", reason="te breed", into=["werk.uren"])
    with pytest.raises(InputError, match=r"vervallen: te breed\n.*gebruik werk.uren"):
        recode(study, "k1", [proposed[0].id], "werk.taken")


def test_a_span_is_coded_by_hand_and_taken_away_again(study: Study) -> None:
    text = transcript_of(study, NAME).text
    start = text.index("acht")
    coding = code_span(study, "k1", NAME, start - 1, start + 5, "werk.uren")
    assert text[coding.start : coding.end] == "acht"
    remove(study, "k1", [coding.id])
    assert load_codings(study) == []
    with pytest.raises(InputError, match="buiten de tekst"):
        code_span(study, "k1", NAME, len(text), len(text) + 2, "werk.uren")


def test_coding_the_same_span_after_recoding_gets_a_number_of_its_own(study: Study) -> None:
    first = code_span(study, "k1", NAME, 0, 5, "werk.uren")
    recode(study, "k1", [first.id], "werk.taken")
    second = code_span(study, "k1", NAME, 0, 5, "werk.uren")
    assert second.id != first.id
    assert [one.code for one in load_codings(study)] == ["werk.taken", "werk.uren"]


def test_a_suggestion_is_rejected_not_removed(study: Study, proposed: list[Coding]) -> None:
    with pytest.raises(Refusal, match="afgewezen"):
        remove(study, "k1", [proposed[0].id])


def test_undo_finds_the_last_change_and_redo_brings_it_back(study: Study, proposed: list[Coding]) -> None:
    accept(study, "k1", [proposed[0].id, proposed[1].id])
    set_memo(study, "k1", proposed[0].id, "een gedachte")
    assert undo(study, "k1")[0] == NAME
    assert [one.memo for one in load_codings(study)] == ["", ""]
    undo(study, "k1")
    assert load_codings(study) == []
    undo(study, "k1", again=True)
    assert len(load_codings(study)) == 2
    assert undo(study, "k9") == ("", [])


def test_who_codes_must_be_known(study: Study) -> None:
    assert coder_of(study, "k7") == "k7"
    with pytest.raises(UsageError, match="wie er codeert"):
        coder_of(study, None)


def test_the_view_shows_what_waits_and_what_was_decided(study: Study, proposed: list[Coding]) -> None:
    accept(study, "k1", [proposed[0].id])
    table = codings_view(study, conversation=NAME)
    assert list(zip(table["code"], table["status"], table["sentence"], table["speaker"], table["fragment"])) == [
        ("werk.taken", "accepted", 1, "medewerker", "Ik ruim op."),
        ("werk.uren", "suggested", 2, "medewerker", "Van acht tot tien."),
        ("werk.taken", "suggested", 3, "medewerker", "Dat is fijn."),
    ]
    assert list(codings_view(study, code="werk.uren")["label"]) == ["Uren"]
    assert len(codings_view(study, code="werk")) == 3
    assert list(codings_view(study, status="accepted")["coder"]) == ["k1"]
    assert codings_view(study, lost=True).empty


def test_next_is_where_the_model_doubts_and_says_why(study: Study, proposed: list[Coding]) -> None:
    found = next_to_review(study, 2, "k1", parts=("vocabulary",))
    assert [one.sentence for one in found] == [2, 3]
    assert found[0].reasons == (
        "de software twijfelt (kans 0,50)",
        "van deze code zijn er nog maar weinig voorbeelden (0)",
        "over wat een medewerker uit de doelgroep zegt is nog weinig beslist (0)",
    )
    accept(study, "k1", [proposed[1].id])
    assert [one.sentence for one in next_to_review(study, 5, "k1")] == [3, 1]
    assert [one.sentence for one in next_to_review(study, 5, "k2")] == [2, 3, 1]
    open_journal(study, "k1", NAME).mark_done("k1")
    assert next_to_review(study, 5, "k1") == []


def test_parts_that_disagree_are_a_reason(study: Study) -> None:
    suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.9), parts="vocabulary")
    found = next_to_review(study, 1, "k1", parts=("vocabulary", "trained"))
    assert "de woordenlijst zag dit, het getrainde model niet" in found[0].reasons
