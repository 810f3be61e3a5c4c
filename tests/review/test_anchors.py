"""Finding a coding's place again after the text changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_talks import talk

from toolkit.records import Anchor, Coding, Transcript
from toolkit.review import human_coding, reanchor


def text_of(words: str) -> Transcript:
    return talk((("medewerker-1", words),))


def coded(transcript: Transcript, quote: str, nth: int = 1) -> Coding:
    start = -1
    for _ in range(nth):
        start = transcript.text.index(quote, start + 1)
    return human_coding(transcript, start, start + len(quote), "functie.taken", "k1")


def test_the_anchor_is_quote_and_context(transcript: Transcript) -> None:
    coding = coded(transcript, "Ik veeg het plein 🧹")
    assert coding.anchor == Anchor(
        "Ik veeg het plein 🧹", "Hoe gaat het?\nGoed hoor. ", " en ik zet koffie. Dat vind ik l"
    )


def test_white_space_at_the_edges_is_left_out(transcript: Transcript) -> None:
    start = transcript.text.index(" Ik veeg")
    assert human_coding(transcript, start, start + 9, "functie.taken", "k1").anchor.quote == "Ik veeg"
    with pytest.raises(ValueError, match="leeg"):
        human_coding(transcript, start, start + 1, "functie.taken", "k1")


def test_in_the_same_text_nothing_changes(transcript: Transcript) -> None:
    coding = replace(coded(transcript, "Ik veeg"), anchor=None)
    assert reanchor([coding], transcript) == ([coding], [])


def test_moved_by_words_put_before_it(transcript: Transcript) -> None:
    coding = coded(transcript, "Ik veeg het plein 🧹")
    later = talk(
        (
            ("interviewer-1", "Eerst even dit."),
            ("interviewer-1", "Hoe gaat het?"),
            ("medewerker-1", transcript.text[14:]),
        )
    )
    placed, lost = reanchor([coding], later)
    assert lost == []
    assert later.text[placed[0].start : placed[0].end] == "Ik veeg het plein 🧹"
    assert placed[0].digest == later.digest
    assert placed[0].id == coding.id


def test_of_two_like_quotes_the_context_decides(transcript: Transcript) -> None:
    second = coded(transcript, "Goed hoor.", nth=2)
    later = talk(
        (
            ("interviewer-1", "Eerst even dit."),
            ("interviewer-1", "Hoe gaat het?"),
            ("medewerker-1", transcript.text[14:]),
        )
    )
    placed, _ = reanchor([second], later)
    assert placed[0].start == later.text.rindex("Goed hoor.")


def test_like_quotes_in_like_surroundings_are_lost_not_guessed() -> None:
    line = "Ja precies zo ging het toen en niet anders dan dat. "
    coding = coded(text_of("Begin hier. " + line * 3), "Ja precies", nth=2)
    placed, lost = reanchor([coding], text_of("Dit is een ander begin. " + line * 4))
    assert (placed, lost) == ([], [coding])


def test_a_name_masked_within_the_quote_is_still_found() -> None:
    before = text_of(
        "Dat was wel even wennen. Elke ochtend doet Sandra de gang en de hal samen met ons. Daarna is er koffie met elkaar."
    )
    after = text_of(
        "Dat was wel even wennen. Elke ochtend doet [collega-1] de gang en de hal samen met ons. Daarna is er koffie met elkaar."
    )
    placed, lost = reanchor([coded(before, "Elke ochtend doet Sandra de gang en de hal samen met ons.")], after)
    assert lost == []
    assert placed[0].anchor.quote == "Elke ochtend doet [collega-1] de gang en de hal samen met ons."


def test_a_quote_that_was_taken_out_is_lost(transcript: Transcript) -> None:
    coding = coded(transcript, "Ik veeg het plein 🧹")
    assert reanchor([coding], text_of("Goed hoor. Dat vind ik leuk.")) == ([], [coding])


def test_a_short_quote_elsewhere_is_not_taken_for_the_same(transcript: Transcript) -> None:
    coding = coded(transcript, "koffie")
    assert reanchor([coding], text_of("Een heel ander gesprek over koffie met andere mensen erbij.")) == ([], [coding])


WORDS = st.lists(
    st.sampled_from(["wij", "zij", "en", "dus", "werk", "school", "geld", "🧹", "é", "samen", "klas.", "ja"]),
    min_size=0,
    max_size=30,
)


@given(WORDS, WORDS, WORDS, WORDS)
def test_every_coding_is_placed_on_its_words_or_lost(
    head: list[str], tail: list[str], new_head: list[str], new_tail: list[str]
) -> None:
    middle = "daar kwam toen niemand ooit meer op terug hè"
    old = text_of(" ".join([*head, middle, *tail]))
    new = text_of(" ".join([*new_head, middle, *new_tail]))
    coding = coded(old, middle)
    placed, lost = reanchor([coding], new)
    assert [one.id for one in (*placed, *lost)] == [coding.id]
    assert [new.text[one.start : one.end] for one in placed] == [middle]


@given(
    st.lists(
        st.sampled_from(["ja", "nee", "ja hoor", "ik weet het niet", "dat was vorig jaar zo"]), min_size=3, max_size=25
    ),
    st.data(),
)
def test_a_coding_never_lands_on_another_occurrence(lines: list[str], data: st.DataObject) -> None:
    """Put words in anywhere outside the quote: found is the very occurrence, or nothing."""
    number = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines)))
    old = text_of("\n".join(lines))
    start = len("\n".join(lines[:number])) + (number > 0)
    coding = human_coding(old, start, start + len(lines[number]), "a", "k1")
    inserted = "hier kwam iemand binnen met een doos"
    new_lines = [*lines[:at], inserted, *lines[at:]]
    new = text_of("\n".join(new_lines))
    expected = start + (len(inserted) + 1 if at <= number else 0)
    placed, lost = reanchor([coding], new)
    assert len(placed) + len(lost) == 1
    assert all(one.start == expected for one in placed)
