"""Suggestions learn from decisions: new ones appear, turned-down ones go, and the curve says what it brought."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_studies import put, suggest
from review_talks import talk

from toolkit.cli import main
from toolkit.coding import load_codebook
from toolkit.coding import suggest as find
from toolkit.files import write_bytes
from toolkit.records import Transcript
from toolkit.review import (
    added,
    gain_curve,
    gain_figure,
    next_to_review,
    open_journal,
    rejected,
    relearned,
    write_sentence_codings,
)
from toolkit.study import Study

WORK = ("Ik veeg het plein.", "Ik veeg de gang.", "Daarna veeg ik de hal.", "Ik veeg elke dag.")
REST = ("Het weer was goed.", "Mijn zus woont ver weg.", "Ik lees graag.", "Wij gaan op reis.")


def conversation(study: Study, name: str, *, words: tuple[str, ...] = (*WORK, *REST)) -> Transcript:
    return put(study, name, name[:3], talk((("interviewer-1", "Vertel eens?"), ("medewerker-1", " ".join(words)))))


def done(study: Study, name: str, coder: str = "k1") -> None:
    conversation(study, name)
    write_sentence_codings(study, coder, name, [{"sentence": number, "code": "werk.taken"} for number in (1, 2, 3, 4)])


def test_what_people_coded_is_suggested_elsewhere(study: Study) -> None:
    done(study, "c01-een")
    new = conversation(study, "c05-vijf", words=("Ik veeg de kantine.", "Het weer was slecht."))
    found = [one for one in relearned(study, suggestions=[]) if one.transcript == new.id]
    assert (found[0].code, found[0].status, found[0].source) == ("werk.taken", "suggested", "nota/beslissingen")
    assert new.text[found[0].start : found[0].end] == "Ik veeg de kantine."
    assert found[0].confidence > 0.5
    assert all(one.confidence < 0.4 for one in found[1:])
    assert [one.conversation for one in next_to_review(study, 1, "k1", suggestions=found)] == [new.id]


def test_what_people_turn_down_everywhere_goes(study: Study) -> None:
    done(study, "c01-een")
    done(study, "c02-twee")
    wrong = suggest(
        study, conversation(study, "c05-vijf"), (5, "werk.taken", 0.6), (1, "werk.taken", 0.6), (6, "geld.loon", 0.4)
    )
    for name in ("c01-een", "c02-twee"):
        suggest(study, conversation(study, name), (5, "werk.taken", 0.6), (6, "werk.taken", 0.6))
    found = {(one.transcript, one.id): one for one in relearned(study)}
    assert ("c05-vijf", wrong[1].id) in found
    kept = found[("c05-vijf", wrong[2].id)]
    assert (kept.confidence, kept.source) == (0.4, "nota-1/vocabulary")
    better, worse = found[("c05-vijf", wrong[1].id)], found.get(("c05-vijf", wrong[0].id))
    assert better.source == "nota-1/vocabulary+beslissingen"
    assert worse is None or worse.confidence < better.confidence


def test_without_enough_decisions_nothing_changes(study: Study) -> None:
    proposed = suggest(study, conversation(study, "c05-vijf"), (1, "werk.taken", 0.6))
    assert relearned(study) == proposed
    write_sentence_codings(study, "k1", "c05-vijf", [{"sentence": 1, "code": "werk.taken"}])
    assert relearned(study) == proposed


def test_a_decision_teaches_about_the_sentences_around_it_and_brings_up_nothing_on_its_own(study: Study) -> None:
    write_bytes(study.codebook_path, Path("interviews/codebook.yaml").read_bytes())
    words = ("De jobcoach komt om de week.", "Ze bellen ook vaak.", "Hij krijgt een vaste begeleider.", "Dat is fijn.")
    text = conversation(study, "c05-vijf", words=words)
    proposed = find([text], load_codebook(study.codebook_path))
    guided = {one.start: one for one in proposed if one.code == "functie.begeleiding"}
    first, third = (text.text.index(words[number]) for number in (0, 2))
    open_journal(study, "k1", text.id).append(added(rejected(guided[first], "k1"), "k1"))
    found = {one.start: one for one in relearned(study, suggestions=proposed) if one.code == "functie.begeleiding"}
    assert found[third].confidence < guided[third].confidence
    assert found[third].source == f"{guided[third].source}+beslissingen"
    assert {one.code for one in relearned(study, suggestions=proposed) if one.start == first} <= {
        one.code for one in proposed if one.start == first
    }


def test_one_coder_learns_of_that_coder_only(study: Study) -> None:
    done(study, "c01-een", coder="k2")
    conversation(study, "c05-vijf", words=("Ik veeg de kantine.",))
    assert relearned(study, "k1", suggestions=[]) == []
    assert relearned(study, "k2", suggestions=[]) != []


def test_the_same_decisions_give_the_same_suggestions(study: Study) -> None:
    done(study, "c01-een")
    conversation(study, "c05-vijf")
    assert relearned(study, suggestions=[]) == relearned(study, suggestions=[])


def test_the_curve_rises_on_conversations_kept_apart(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    assert gain_curve(study).empty
    main(["gain", "--study", str(study.root)])
    assert "vier gesprekken nodig" in capsys.readouterr().out
    for number in range(6):
        done(study, f"c1{number}-gesprek")
    curve = gain_curve(study, repeats=2)
    assert list(curve["conversations"]) == [0, 1, 2, 4, 5]
    assert curve["f1"].iloc[0] == 0
    assert curve["f1"].iloc[-1] == 1
    expected = "Lijnfiguur. Zonder beslissingen is F1 0,00; na 5 gesprekken (40 zinnen) 1,00."
    assert gain_figure(curve).alt.startswith(expected)
    assert main(["gain", "--study", str(study.root)]) == 0
    assert "Figuur: outputs/review/review_gain.png" in capsys.readouterr().out
