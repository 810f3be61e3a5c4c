"""Codings read from a study's journals: which count, what moved, what is lost, whose copies lie beside."""

from __future__ import annotations

import pytest
from review_studies import put, suggest
from review_talks import talk

from toolkit.errors import InputError
from toolkit.records import Transcript
from toolkit.review import (
    Journal,
    accept,
    coders,
    conflict_copies,
    current_codings,
    journal_path,
    load_codings,
    lost_codings,
    open_journal,
    take_in,
    transcript_of,
    undo,
    update_places,
    write_sentence_codings,
)
from toolkit.study import Study

NAME = "c02-medewerker"


def places(study: Study) -> list[tuple[str, str, str]]:
    return [(one.transcript, one.code, one.source) for one in current_codings(study)]


def test_without_journals_the_suggestions_count(study: Study) -> None:
    suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8))
    found = current_codings(study)
    assert [(one.code, one.status) for one in found] == [("werk.taken", "suggested")]


def test_per_conversation_the_best_there_is_counts(study: Study) -> None:
    suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8))
    write_sentence_codings(study, "k1", "c01-medewerker", [{"sentence": 2, "code": "werk.taken"}])
    for coder, number in (("k1", 1), ("k1", 2), ("k2", 2)):
        write_sentence_codings(study, coder, "c01-schoolleider", [{"sentence": number, "code": "geld.loon"}])
    assert places(study) == [
        ("c01-medewerker", "werk.taken", "k1"),
        ("c01-schoolleider", "geld.loon", "k1+k2"),
        (NAME, "werk.taken", "nota-1/vocabulary"),
    ]
    write_sentence_codings(study, "samen", "c01-schoolleider", [{"sentence": 3, "code": "werk.taken"}])
    assert ("c01-schoolleider", "werk.taken", "samen") in places(study)
    assert ("c01-schoolleider", "geld.loon", "k1+k2") not in places(study)


def test_writing_the_same_rows_twice_changes_nothing(study: Study) -> None:
    rows = [{"sentence": 1, "code": "werk.taken", "polarity": "negated"}]
    assert len(write_sentence_codings(study, "k1", NAME, rows)) == 1
    before = journal_path(study, "k1", NAME).read_bytes()
    assert write_sentence_codings(study, "k1", NAME, rows) == []
    assert journal_path(study, "k1", NAME).read_bytes() == before


def test_an_import_is_one_undo(study: Study) -> None:
    rows = [{"sentence": number, "code": "werk.taken"} for number in (1, 2, 3)]
    write_sentence_codings(study, "k1", NAME, rows)
    conversation, changes = undo(study, "k1")
    assert (conversation, len(changes)) == (NAME, 3)
    assert load_codings(study, "k1") == []


@pytest.mark.parametrize(
    ("conversation", "row", "message"),
    [
        ("c09-niemand", {"sentence": 1, "code": "werk.taken"}, "geen gesprek 'c09-niemand'"),
        (NAME, {"sentence": 1, "code": "werk.nieuw"}, "'werk.nieuw' staat niet in het codeboek"),
        (NAME, {"sentence": 44, "code": "werk.taken"}, "zin 44 bestaat niet"),
    ],
)
def test_wrong_rows_are_named_and_nothing_is_written(
    study: Study, conversation: str, row: dict[str, object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        write_sentence_codings(study, "k1", conversation, [row])
    assert not study.codings_folder.exists()


def test_a_coder_whose_name_is_no_folder_is_refused(study: Study) -> None:
    with pytest.raises(InputError, match="geen naam van een codeur"):
        open_journal(study, "../k1", NAME)


def test_coders_come_in_the_order_of_the_study(study: Study) -> None:
    for coder in ("zed", "k2", "k1", "samen"):
        write_sentence_codings(study, coder, NAME, [])
    assert coders(study) == ["k1", "k2", "zed"]


def longer(study: Study, old: Transcript, before: str) -> Transcript:
    lines = [(turn.speaker, old.words_of(turn)) for turn in old.turns]
    return put(study, old.id, old.case, talk((("interviewer-1", before), *lines)))


def test_after_the_text_changed_codings_move_along_and_the_lost_are_kept_apart(study: Study) -> None:
    old = transcript_of(study, NAME)
    write_sentence_codings(
        study, "k1", NAME, [{"sentence": 2, "code": "werk.uren"}, {"sentence": 3, "code": "werk.taken"}]
    )
    new = longer(study, old, "Welkom hier vandaag.")
    assert [new.text[one.start : one.end] for one in load_codings(study)] == ["Van acht tot tien.", "Dat is fijn."]
    put(study, NAME, "c02", talk((("interviewer-1", "En verder?"), ("medewerker-1", "Ik ruim op. Van acht tot tien."))))
    assert [one.code for one in load_codings(study)] == ["werk.uren"]
    assert [one.code for one in lost_codings(study)] == ["werk.taken"]


def test_new_places_are_written_so_that_work_can_go_on(study: Study) -> None:
    old = transcript_of(study, NAME)
    write_sentence_codings(study, "k1", NAME, [{"sentence": 2, "code": "werk.uren"}])
    new = longer(study, old, "Welkom hier vandaag.")
    assert update_places(study, "k1", new) == (1, [])
    journal = open_journal(study, "k1", NAME)
    coding = next(iter(journal.state.values()))
    assert coding.digest == new.digest
    assert [change.by for change in journal.changes] == ["k1", "k1", "nota"]
    assert update_places(study, "k1", new) == (0, [])


def test_a_journal_of_a_conversation_that_is_gone_is_lost_not_dropped(study: Study) -> None:
    write_sentence_codings(study, "k1", NAME, [{"sentence": 2, "code": "werk.uren"}])
    (study.outputs / "transcripts" / f"{NAME}.json").unlink()
    assert load_codings(study) == []
    assert [one.code for one in lost_codings(study)] == ["werk.uren"]


@pytest.mark.parametrize(
    "name",
    [
        f"{NAME} (1)", f"{NAME} 2", f"{NAME}-LAPTOP-7F2", f"{NAME} (conflicted copy 2024-03-01 101112)",
        f"{NAME}.sync-conflict-20240301-101112-ABCDEFG", f"{NAME} (conflicterende kopie van Sam 2024-03-01)",
    ],
)  # fmt: skip
def test_copies_of_sync_programs_are_shown_and_taken_in(study: Study, name: str) -> None:
    proposed = suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8), (2, "werk.uren", 0.6))
    accept(study, "k1", [proposed[0].id])
    original = journal_path(study, "k1", NAME)
    copy = original.with_name(f"{name}.jsonl")
    copy.write_bytes(original.read_bytes())
    accept(study, "k1", [proposed[1].id])
    other = Journal(copy)
    other.undo("k1")
    assert [one.code for one in load_codings(study)] == ["werk.taken", "werk.uren"]
    found = conflict_copies(study)
    assert [(one.path, one.coder, one.conversation, len(one.missing)) for one in found] == [(copy, "k1", NAME, 1)]
    assert take_in(study, found[0]) == (1, [])
    assert [one.code for one in load_codings(study)] == ["werk.uren"]
    assert not copy.exists()
    assert conflict_copies(study) == []
    assert copy.with_name(copy.name + ".verwerkt").exists()


def test_a_copy_that_decided_otherwise_is_not_forced_in(study: Study) -> None:
    proposed = suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8))
    original = journal_path(study, "k1", NAME)
    copy = original.with_name(f"{NAME} (1).jsonl")
    from toolkit.review import changed, rejected

    Journal(copy).append(changed(proposed[0], rejected(proposed[0], "k1"), "k1"))
    accept(study, "k1", [proposed[0].id])
    taken, refused = take_in(study, conflict_copies(study)[0])
    assert (taken, len(refused)) == (0, 1)
    assert [one.status for one in load_codings(study)] == ["accepted"]
