"""Blind double coding and adjudicating."""

from __future__ import annotations

import pytest
from review_studies import put, suggest
from review_talks import talk

from toolkit.errors import InputError, Refusal, UsageError
from toolkit.review import (
    accept,
    actor_of,
    assign,
    assignments,
    codings_view,
    current_codings,
    decide,
    differences,
    draw,
    finish,
    next_to_review,
    open_journal,
    share_of,
    sight,
    transcript_of,
    visible_codings,
    write_pages,
    write_sentence_codings,
)
from toolkit.study import Study

NAME = "c02-medewerker"


def test_a_draw_goes_over_actors_and_cases_and_is_kept(study: Study) -> None:
    for case in ("c03", "c04", "c05"):
        for actor in ("schoolleider", "medewerker", "collega"):
            put(
                study,
                f"{case}-{actor}",
                case,
                talk((("interviewer-1", "Ja?"), (f"{actor}-1", "Een twee drie vier vijf."))),
            )
    drawn = assign(study, ["k1", "k2"], share=0.5, seed=3)
    chosen = [transcript_of(study, name) for name in drawn.conversations]
    assert {actor_of(one) for one in chosen} == {"schoolleider", "medewerker", "collega"}
    assert len({one.case for one in chosen}) >= 3
    assert 0.5 <= share_of(study, drawn)["samen"] < 0.75
    assert assignments(study) == [drawn]
    again = assign(study, ["k1", "k2"], share=0.2, seed=3)
    assert not set(again.conversations) & set(drawn.conversations)


def test_the_same_seed_draws_the_same(study: Study) -> None:
    talks = [transcript_of(study, name) for name in ("c01-medewerker", "c01-schoolleider", NAME)]
    assert draw(talks, 10, 5) == draw(reversed(talks), 10, 5)


@pytest.mark.parametrize(
    ("coders", "share"), [(["k1"], 0.2), (["k1", "k1"], 0.2), (["k1", "k2"], 0), (["k1", "k2"], 1.5)]
)
def test_a_draw_that_makes_no_sense_is_refused(study: Study, coders: list[str], share: float) -> None:
    with pytest.raises(UsageError):
        assign(study, coders, share=share)


def test_when_nothing_is_left_it_says_so(study: Study) -> None:
    assign(study, ["k1", "k2"], share=1)
    with pytest.raises(InputError, match="geen gesprekken meer"):
        assign(study, ["k1", "k2"])


def test_until_both_are_done_neither_sees_the_other_nor_the_suggestions(study: Study) -> None:
    proposed = suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8))
    assign(study, ["k1", "k2"], share=1)
    write_sentence_codings(study, "k1", NAME, [{"sentence": 2, "code": "werk.uren"}])
    assert sight(study, "k2", NAME).waiting_for == ("k2",)
    assert list(codings_view(study, coder="k2", conversation=NAME)["code"]) == []
    assert list(codings_view(study, coder="k1", conversation=NAME)["code"]) == ["werk.uren"]
    assert list(codings_view(study, conversation=NAME, status="accepted")["code"]) == []
    assert visible_codings(study, "k2")[1][NAME] == ("k2",)
    assert next_to_review(study, 5, "k2") == []
    assert next_to_review(study, 5) == []
    assert list(codings_view(study, conversation=NAME)["code"]) == []
    assert NAME not in [path.stem for path in write_pages(study)]
    with pytest.raises(Refusal, match="blind"):
        write_pages(study, [NAME])
    with pytest.raises(Refusal, match="blind"):
        accept(study, "k2", [proposed[0].id])
    open_journal(study, "k2", NAME).mark_done("k2")
    assert sight(study, "k2", NAME).others
    assert [one.source for one in visible_codings(study, "k2")[0]] == ["k1"]
    assert accept(study, "k2", [proposed[0].id])


def test_suggestions_may_be_shown_meanwhile(study: Study) -> None:
    proposed = suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8))
    assign(study, ["k1", "k2"], share=1, suggestions=True)
    assert accept(study, "k1", [proposed[0].id])
    assert visible_codings(study, "k2")[0] == []


def both_done(study: Study) -> None:
    """k1 and k2 agree on sentence 1, differ on the time at 2 and on the code at 3."""
    write_sentence_codings(study, "k1", NAME, [
        {"sentence": 1, "code": "werk.taken"}, {"sentence": 2, "code": "werk.uren"}, {"sentence": 3, "code": "werk.taken"},
    ])  # fmt: skip
    write_sentence_codings(study, "k2", NAME, [
        {"sentence": 1, "code": "werk.taken"}, {"sentence": 2, "code": "werk.uren", "time": "past"},
    ])  # fmt: skip


def test_differences_wait_for_both_and_come_in_order(study: Study) -> None:
    both_done(study)
    open_journal(study, "k2", NAME).reopen("k2")
    assert differences(study) == []
    open_journal(study, "k2", NAME).mark_done("k2")
    assert [(one.sentence, one.code, one.about, one.given_by, one.not_by) for one in differences(study)] == [
        (2, "werk.uren", "time", ("k1", "k2"), ()),
        (3, "werk.taken", "code", ("k1",), ("k2",)),
    ]


def test_decisions_make_a_third_journal_with_reasons(study: Study) -> None:
    both_done(study)
    time, code = differences(study)
    decide(study, time, accept=True, like="k2", reason="hij vertelt over toen")
    decide(study, code, accept=False, code="geld.loon", reason="het gaat om loon")
    assert differences(study) == []
    journal = open_journal(study, "samen", NAME)
    assert [(c.after.code, c.after.status, c.after.time, c.by, c.reason) for c in journal.changes if c.after] == [
        ("werk.uren", "accepted", "past", "samen", "hij vertelt over toen"),
        ("werk.taken", "rejected", "now", "samen", "het gaat om loon"),
        ("geld.loon", "accepted", "now", "samen", "het gaat om loon"),
    ]
    assert [(one.code, one.source) for one in current_codings(study, suggestions=[])] == [
        ("werk.taken", "k1+k2"), ("werk.uren", "samen"), ("geld.loon", "samen"),
    ]  # fmt: skip


def test_closing_takes_over_what_was_alike_and_stands_alone(study: Study) -> None:
    both_done(study)
    with pytest.raises(Refusal, match="nog 2 verschillen open"):
        finish(study, NAME)
    for one in differences(study):
        decide(study, one, accept=True, reason="na overleg")
    assert finish(study, NAME) == 1
    assert open_journal(study, "samen", NAME).done
    assert [(one.code, one.source) for one in current_codings(study, suggestions=[])] == [
        ("werk.taken", "samen"), ("werk.uren", "samen"), ("werk.taken", "samen"),
    ]  # fmt: skip


def test_a_decision_needs_a_reason_and_is_made_once(study: Study) -> None:
    both_done(study)
    one = differences(study)[1]
    with pytest.raises(InputError, match="een reden"):
        decide(study, one, accept=True, reason=" ")
    with pytest.raises(InputError, match="gaf deze code hier niet"):
        decide(study, one, accept=True, reason="ja", like="k2")
    with pytest.raises(InputError, match="staat niet in het codeboek"):
        decide(study, one, accept=False, reason="ja", code="werk.niets")
    decide(study, one, accept=True, reason="ja")
    with pytest.raises(Refusal, match="al beslist"):
        decide(study, one, accept=False, reason="nee")


def test_closing_needs_two_coders(study: Study) -> None:
    write_sentence_codings(study, "k1", NAME, [])
    with pytest.raises(InputError, match="niet door twee codeurs af"):
        finish(study, NAME)
