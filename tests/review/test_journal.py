"""Journals: appended, replayed, undone; torn lines; two windows."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_talks import suggestion, talk

from toolkit.errors import Refusal
from toolkit.records import Coding
from toolkit.review import Journal, accepted, added, changed, human_coding, rejected, removed, replay

TALK = talk()


def coding(start: int, end: int, code: str = "functie.taken") -> Coding:
    return human_coding(TALK, start, end, code, "k1")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "codings" / "k1" / "c01-medewerker.jsonl")


def test_a_journal_that_is_not_there_is_empty(journal: Journal) -> None:
    assert journal.changes == ()
    assert dict(journal.state) == {}
    assert not journal.path.exists()


def test_what_is_written_is_read_back(journal: Journal) -> None:
    one = coding(25, 37)
    proposed = suggestion(TALK, 25, 55)
    taken = accepted(proposed, "k1", memo="let op 🧹")
    journal.append(added(one, "k1", at="2024-01-02T10:00:00.000+00:00", reason="eerste ronde"))
    journal.append(changed(proposed, taken, "k1"))
    again = Journal(journal.path)
    assert again.changes == journal.changes
    assert again.changes[0].reason == "eerste ronde"
    assert dict(again.state) == {one.id: one, taken.id: taken}
    assert (taken.status, taken.source, taken.confidence, taken.evidence) == ("accepted", "k1", 0.7, ("veeg",))


def test_a_confidence_of_zero_is_kept(journal: Journal) -> None:
    proposed = replace(suggestion(TALK, 25, 55), confidence=0.0)
    journal.append(changed(proposed, rejected(proposed, "k1"), "k1"))
    assert Journal(journal.path).state[proposed.id].confidence == 0.0


def test_a_change_on_something_else_than_what_is_there_is_refused(journal: Journal) -> None:
    one = coding(25, 37)
    journal.append(added(one, "k1"))
    stale = replace(one, memo="oud")
    with pytest.raises(Refusal, match="intussen op een andere plek veranderd"):
        journal.append(changed(stale, replace(stale, memo="nieuw"), "k1"))
    with pytest.raises(Refusal, match="is er niet meer"):
        journal.append(removed(coding(25, 30), "k1"))
    with pytest.raises(Refusal, match="al een codering"):
        journal.append(added(one, "k1"))
    assert len(Journal(journal.path).changes) == 1


def test_of_several_changes_all_or_none_are_written(journal: Journal) -> None:
    one, two = coding(25, 37), coding(25, 30)
    with pytest.raises(Refusal):
        journal.append(added(one, "k1"), removed(two, "k1"))
    assert not journal.path.exists()


def test_a_second_window_sees_the_first_and_cannot_overwrite_it(journal: Journal) -> None:
    proposed = suggestion(TALK, 25, 55)
    other = Journal(journal.path)
    journal.append(changed(proposed, accepted(proposed, "k1"), "k1"))
    with pytest.raises(Refusal):
        other.append(changed(proposed, rejected(proposed, "k1"), "k1"))
    assert other.state[proposed.id].status == "accepted"


def test_windows_in_threads_lose_nothing(journal: Journal) -> None:
    def write(offset: int) -> None:
        mine = Journal(journal.path)
        for number in range(5):
            mine.append(added(coding(offset, offset + 8, f"c.{number}"), "k1"))

    threads = [threading.Thread(target=write, args=(offset,)) for offset in (14, 30, 45)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Journal(journal.path).state) == 15
    assert Journal(journal.path).broken == ()


def test_a_torn_last_line_is_read_reported_and_written_after(journal: Journal) -> None:
    one, two = coding(25, 37), coding(25, 30)
    journal.append(added(one, "k1"))
    with journal.path.open("ab") as file:
        file.write(b'{"action": "add", "after": {"code": "func')
    torn = Journal(journal.path)
    assert dict(torn.state) == {one.id: one}
    assert torn.broken == (f"{journal.path}, regel 2: deze regel is niet af en is overgeslagen.",)
    torn.append(added(two, "k1"))
    assert set(Journal(journal.path).state) == {one.id, two.id}


@pytest.mark.parametrize("size", range(0, 400, 7))
def test_cut_off_anywhere_only_the_last_change_is_lost(tmp_path: Path, size: int) -> None:
    journal = Journal(tmp_path / "k1.jsonl")
    one, two = coding(25, 37), coding(25, 30)
    journal.append(added(one, "k1"))
    whole = journal.path.stat().st_size
    journal.append(added(two, "k1"))
    data = journal.path.read_bytes()
    journal.path.write_bytes(data[: whole + min(size, len(data) - whole - 2)])
    assert dict(Journal(journal.path).state) == {one.id: one}


@pytest.mark.parametrize(
    "line",
    ['{"action": "add"}', '{"action": "invent", "by": "k1", "at": "", "after": null}', "[1, 2]",
     '{"action": "add", "by": "k1", "at": "", "after": {"id": "x", "nieuw": 1}}',
     '{"action": "add", "by": "k1", "at": "", "after": {"id": "x", "transcript": "t", "digest": "d", "start": 5, "end": 5, "code": "c"}}'],
)  # fmt: skip
def test_a_line_of_another_form_is_reported_not_fatal(journal: Journal, line: str) -> None:
    one = coding(25, 37)
    journal.append(added(one, "k1"))
    with journal.path.open("a") as file:
        file.write(line + "\n")
    again = Journal(journal.path)
    assert dict(again.state) == {one.id: one}
    assert len(again.broken) == 1
    assert str(journal.path) in again.broken[0]


def test_undo_takes_back_step_by_step_and_redo_restores(journal: Journal) -> None:
    proposed, one = suggestion(TALK, 25, 55), coding(25, 37)
    taken = accepted(proposed, "k1")
    journal.append(added(one, "k1", at="2024-01-02T10:00:00.000+00:00"))
    journal.append(changed(proposed, taken, "k1", at="2024-01-02T10:00:01.000+00:00"))
    journal.undo("k1")
    assert dict(journal.state) == {one.id: one}
    journal.undo("k1")
    assert dict(journal.state) == {}
    assert journal.undo("k1") == ()
    journal.redo("k1")
    assert dict(journal.state) == {one.id: one}
    journal.redo("k1")
    assert dict(journal.state) == {one.id: one, taken.id: taken}
    assert journal.redo("k1") == ()
    assert [change.reason for change in Journal(journal.path).changes] == [
        "", "", "ongedaan gemaakt", "ongedaan gemaakt", "opnieuw gedaan", "opnieuw gedaan",
    ]  # fmt: skip


def test_undo_goes_on_after_a_restart(journal: Journal) -> None:
    one, two = coding(25, 37), coding(25, 30)
    journal.append(added(one, "k1", at="2024-01-02T10:00:00.000+00:00"))
    journal.append(added(two, "k1", at="2024-01-02T10:00:01.000+00:00"))
    journal.undo("k1")
    again = Journal(journal.path)
    again.undo("k1")
    assert dict(again.state) == {}


def test_after_something_new_there_is_nothing_to_redo(journal: Journal) -> None:
    one, two = coding(25, 37), coding(25, 30)
    journal.append(added(one, "k1", at="2024-01-02T10:00:00.000+00:00"))
    journal.undo("k1")
    journal.append(added(two, "k1"))
    assert journal.redo("k1") == ()
    assert dict(journal.state) == {two.id: two}


def test_what_was_done_at_once_is_undone_at_once(journal: Journal) -> None:
    batch = [added(coding(14, 20 + n), "k1", at="2024-01-02T10:00:00.000+00:00") for n in range(3)]
    journal.append(*batch)
    assert len(journal.undo("k1")) == 3
    assert dict(journal.state) == {}
    journal.redo("k1")
    assert len(journal.state) == 3


def test_undo_leaves_alone_what_somebody_else_changed_since(journal: Journal) -> None:
    one = coding(25, 37)
    journal.append(added(one, "k1"))
    journal.append(changed(one, replace(one, code="functie.contract"), "codeboek"))
    with pytest.raises(Refusal):
        journal.undo("k1")
    assert journal.state[one.id].code == "functie.contract"


def test_done_is_said_once_and_taken_back(journal: Journal) -> None:
    assert not journal.done
    journal.mark_done("k1")
    journal.mark_done("k1")
    assert Journal(journal.path).done
    assert len(journal.changes) == 1
    assert journal.undo("k1") == ()
    journal.reopen("k1")
    assert not Journal(journal.path).done


EDITS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "remove", "undo", "redo"]), st.integers(14, 40), st.integers(1, 12)),
    max_size=12,
)


@given(EDITS)
def test_any_edits_replay_to_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, int]]
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal") / "k1.jsonl")
    for number, (what, start, size) in enumerate(edits):
        at = f"2024-01-02T10:00:{number:02}.000+00:00"
        held = sorted(journal.state.values(), key=lambda one: one.id)
        if what == "add":
            journal.append(
                added(human_coding(TALK, start, start + size + 2, "a", "k1", taken=journal.state), "k1", at=at)
            )
        elif what == "change" and held:
            journal.append(changed(held[0], replace(held[0], memo=f"{number}"), "k1", at=at))
        elif what == "remove" and held:
            journal.append(removed(held[-1], "k1", at=at))
        elif what == "undo":
            journal.undo("k1")
        elif what == "redo":
            journal.redo("k1")
    again = Journal(journal.path)
    assert again.broken == ()
    assert dict(again.state) == dict(journal.state) == replay(again.changes)
