"""Which codings count when one, two or no coders worked, alone and together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from review_talks import Sentence, suggestion

from toolkit.errors import InputError
from toolkit.records import Coding, Transcript
from toolkit.review import Work, human_coding, rejected, sentence_codings, settle, touched


def coded(transcript: Transcript, sentences: list[Sentence], coder: str, *pairs: tuple[int, str]) -> list[Coding]:
    return sentence_codings(
        transcript, sentences, coder, [{"sentence": number, "code": code} for number, code in pairs]
    )


def places(codings: list[Coding], transcript: Transcript) -> list[tuple[str, str, str]]:
    return [(transcript.text[one.start : one.end], one.code, one.source) for one in codings]


def test_touched_needs_one_character(sentences: list[Sentence]) -> None:
    second = sentences[2]
    assert [one.number for one in touched(second.start, second.end, sentences)] == [3]
    assert [one.number for one in touched(second.start, second.end + 2, sentences)] == [3, 4]
    assert [one.number for one in touched(second.end - 1, second.end + 1, sentences)] == [3]


def test_sentence_rows_become_codings(transcript: Transcript, sentences: list[Sentence]) -> None:
    rows = [
        {
            "sentence": 3,
            "code": "functie.taken",
            "polarity": "negated",
            "certainty": "wish",
            "time": "past",
            "memo": "m",
        },
        {"sentence": 4, "code": ""},
        {"sentence": "4", "code": "waarde.doelgroeper"},
    ]
    one, two = sentence_codings(transcript, sentences, "k1", rows)
    assert transcript.text[one.start : one.end] == "Ik veeg het plein 🧹 en ik zet koffie."
    assert (one.polarity, one.certainty, one.time, one.memo, one.source, one.status) == (
        "negated", "wish", "past", "m", "k1", "accepted",
    )  # fmt: skip
    assert (two.polarity, two.certainty, two.time) == ("affirmed", "real", "now")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"sentence": 99, "code": "a"}, "zin 99 bestaat niet"),
        ({"sentence": 1, "code": "a", "time": "soon"}, "'time' mag alleen past, now, future zijn"),
    ],
)
def test_a_wrong_row_is_named(
    transcript: Transcript, sentences: list[Sentence], row: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message) as error:
        sentence_codings(transcript, sentences, "k1", [{"sentence": 1, "code": ""}, row])
    assert error.value.place == "rij 2"


def test_without_coders_the_suggestions_stand(transcript: Transcript, sentences: list[Sentence]) -> None:
    proposed = [suggestion(transcript, 14, 24)]
    assert settle(transcript, sentences, [], None, proposed) == proposed


def test_one_coder_who_is_done_stands_alone(transcript: Transcript, sentences: list[Sentence]) -> None:
    mine = coded(transcript, sentences, "k1", (3, "functie.taken"))
    work = [Work("k1", tuple(mine), True)]
    assert settle(transcript, sentences, work, None, [suggestion(transcript, 14, 24)]) == mine


def test_while_a_coder_is_busy_what_is_undecided_still_stands(
    transcript: Transcript, sentences: list[Sentence]
) -> None:
    no = suggestion(transcript, sentences[1].start, sentences[1].end)
    open_one = suggestion(transcript, sentences[3].start, sentences[3].end)
    same = suggestion(transcript, sentences[2].start, sentences[2].end)
    mine = coded(transcript, sentences, "k1", (3, "functie.taken"))
    work = [Work("k1", (*mine, rejected(no, "k1")), False)]
    found = settle(transcript, sentences, work, None, [no, open_one, same])
    assert found == [*mine, open_one]


def test_a_suggestion_that_was_recoded_is_decided(transcript: Transcript, sentences: list[Sentence]) -> None:
    proposed = suggestion(transcript, sentences[1].start, sentences[1].end)
    recoded = replace(proposed, status="accepted", source="k1", code="functie.contract")
    assert settle(transcript, sentences, [Work("k1", (recoded,), False)], None, [proposed]) == [recoded]


def test_of_two_coders_what_both_gave_counts(transcript: Transcript, sentences: list[Sentence]) -> None:
    work = [
        Work("k1", tuple(coded(transcript, sentences, "k1", (3, "functie.taken"), (4, "waarde.doelgroeper"))), True),
        Work("k2", tuple(coded(transcript, sentences, "k2", (3, "functie.taken"), (4, "functie.taken"))), True),
    ]
    found = settle(transcript, sentences, work, None, [suggestion(transcript, 14, 24)])
    assert places(found, transcript) == [("Ik veeg het plein 🧹 en ik zet koffie.", "functie.taken", "k1+k2")]


def test_a_longer_coding_is_cut_to_the_sentences_both_gave(transcript: Transcript, sentences: list[Sentence]) -> None:
    long = human_coding(transcript, sentences[1].start, sentences[3].end, "functie.taken", "k1")
    short = coded(transcript, sentences, "k2", (2, "functie.taken"), (4, "functie.taken"))
    found = settle(transcript, sentences, [Work("k1", (long,), True), Work("k2", tuple(short), True)], None, [])
    assert places(found, transcript) == [
        ("Goed hoor.", "functie.taken", "k1+k2"),
        ("Dat vind ik leuk.", "functie.taken", "k1+k2"),
    ]
    assert len({one.id for one in found}) == 2


def test_a_coder_who_is_not_done_does_not_thin_out_one_who_is(
    transcript: Transcript, sentences: list[Sentence]
) -> None:
    mine = coded(transcript, sentences, "k1", (3, "functie.taken"))
    assert settle(transcript, sentences, [Work("k1", tuple(mine), True), Work("k2", (), False)], None, []) == mine


def test_most_votes_decide_on_the_qualifiers(transcript: Transcript, sentences: list[Sentence]) -> None:
    first, second, third = (coded(transcript, sentences, coder, (3, "a.b"))[0] for coder in ("k1", "k2", "k3"))
    wish = [replace(one, certainty="wish") for one in (second, third)]
    work = [Work(one.source, (one,), True) for one in (first, *wish)]
    assert settle(transcript, sentences, work, None, [])[0].certainty == "wish"
    assert settle(transcript, sentences, work[:2], None, [])[0].certainty == "real"


def test_joint_decisions_go_before_what_coders_agree_on(transcript: Transcript, sentences: list[Sentence]) -> None:
    both = [coded(transcript, sentences, coder, (2, "a.b"), (3, "a.b")) for coder in ("k1", "k2")]
    work = [Work("k1", tuple(both[0]), True), Work("k2", tuple(both[1]), True)]
    no = rejected(coded(transcript, sentences, "samen", (2, "a.b"))[0], "samen")
    yes = coded(transcript, sentences, "samen", (4, "c.d"))
    busy = settle(transcript, sentences, work, Work("samen", (no, *yes), False), [])
    assert [(one.code, one.source) for one in busy] == [("a.b", "k1+k2"), ("c.d", "samen")]
    assert settle(transcript, sentences, work, Work("samen", (no, *yes), True), []) == yes
