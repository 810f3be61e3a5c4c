"""The codebook changes with reasons, keeps its text and its history; memos."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_studies import CODEBOOK

from toolkit.coding import load_codebook
from toolkit.errors import InputError, Refusal
from toolkit.files import write_text
from toolkit.review import (
    codebook_history,
    history_block,
    load_codings,
    memo_table,
    memos,
    merge_codes,
    open_journal,
    recode_merged,
    recoding_queue,
    rename_code,
    retire_code,
    revisions,
    touched_codings,
    undo,
    write_memo,
    write_sentence_codings,
)
from toolkit.review.codebook_text import next_version, with_fields
from toolkit.study import Study

NAME = "c02-medewerker"


def text(study: Study) -> str:
    return study.codebook_path.read_text(encoding="utf-8")


def test_renaming_changes_the_label_and_nothing_else(study: Study) -> None:
    made = rename_code(study, "geld.loon", "Loon", reason="korter", by="k1")
    expected = CODEBOOK.replace('label: "Loon: wat het kost"', 'label: "Loon"').replace('version: "1"', 'version: "2"')
    assert text(study) == expected
    assert (made.version, made.action, made.reason) == ("2", "hernoemd", "korter (was: Loon: wat het kost)")


def test_retiring_a_code_keeps_it_in_the_book(study: Study) -> None:
    retire_code(study, "werk.taken", reason="te breed")
    code = load_codebook(study.codebook_path).code("werk.taken")
    assert (code.retired, code.reason, code.succeeded_by, code.definition) == (True, "te breed", (), "Wat iemand doet.")
    assert "  # uren apart\n" in text(study)


def test_merging_tells_which_codings_are_touched_and_queues_them(study: Study) -> None:
    write_sentence_codings(
        study, "k1", NAME, [{"sentence": 1, "code": "werk.taken"}, {"sentence": 2, "code": "werk.uren"}]
    )
    write_sentence_codings(study, "k2", NAME, [{"sentence": 3, "code": "werk.uren"}])
    assert len(touched_codings(study, "werk.uren")) == 2
    made = merge_codes(study, ["werk.uren"], "werk.taken", reason="niet te scheiden", by="k1")
    assert (made.touched, made.into) == (2, ("werk.taken",))
    assert [(one.coder, one.coding.code, one.successors) for one in recoding_queue(study)] == [
        ("k1", "werk.uren", ("werk.taken",)),
        ("k2", "werk.uren", ("werk.taken",)),
    ]
    assert len(recode_merged(study, "k1", "werk.uren")) == 1
    assert [one.coder for one in recoding_queue(study)] == ["k2"]
    assert [one.code for one in load_codings(study, "k1")] == ["werk.taken", "werk.taken"]
    undo(study, "k1", NAME)
    assert [one.coder for one in recoding_queue(study)] == ["k1", "k2"]
    assert open_journal(study, "k1", NAME).changes[-2].reason == "werk.uren is opgegaan in werk.taken"


def test_a_split_needs_a_decision_per_coding(study: Study) -> None:
    write_sentence_codings(study, "k1", NAME, [{"sentence": 1, "code": "werk.taken"}])
    made = retire_code(study, "werk.taken", reason="twee dingen in één", into=["werk.uren", "geld.loon"])
    assert made.action == "gesplitst"
    assert load_codebook(study.codebook_path).code("werk.taken").succeeded_by == ("werk.uren", "geld.loon")
    with pytest.raises(Refusal, match="2 opvolgers"):
        recode_merged(study, "k1", "werk.taken")


def test_a_code_on_one_line_can_be_retired_too(study: Study) -> None:
    retire_code(study, "werk.uren", reason="blijkt niet nodig", into=["werk.taken"])
    line = next(line for line in text(study).splitlines() if "werk.uren" in line)
    assert line.endswith('retired: true, reason: "blijkt niet nodig", succeeded_by: ["werk.taken"]}')


def test_what_makes_no_sense_is_refused_and_the_book_stays_as_it_was(study: Study) -> None:
    with pytest.raises(InputError, match="een reden"):
        rename_code(study, "werk.taken", "Klussen", reason=" ")
    with pytest.raises(InputError, match=r"'werk\.niets' staat niet in het codeboek"):
        retire_code(study, "werk.taken", reason="x", into=["werk.niets"])
    with pytest.raises(InputError, match="in zichzelf"):
        merge_codes(study, ["werk.taken"], "werk.taken", reason="x")
    with pytest.raises(InputError, match="zo wordt het codeboek onleesbaar"):
        rename_code(study, "werk.taken", "", reason="x")
    retire_code(study, "werk.uren", reason="x")
    after = text(study)
    with pytest.raises(InputError, match="al vervallen"):
        retire_code(study, "werk.uren", reason="y")
    assert text(study) == after
    assert len(revisions(study)) == 1


def test_the_history_is_a_table_and_sees_edits_by_hand(study: Study) -> None:
    rename_code(study, "werk.taken", "Klussen", reason="taal", by="k1", at="2024-03-01T10:00:00+00:00")
    write_text(study.codebook_path, text(study).replace("label: Uren", "label: Tijden"))
    retire_code(study, "werk.uren", reason="zelden", into=["werk.taken"], by="k2", at="2024-03-02T10:00:00+00:00")
    table = codebook_history(study)
    columns = ["version", "date", "action", "codes", "into", "by"]
    assert [tuple(row) for row in table[columns].itertuples(index=False)] == [
        ("2", "2024-03-01", "hernoemd", "werk.taken", "Klussen", "k1"),
        ("2", "2024-03-02", "met de hand bewerkt", "", "", ""),
        ("3", "2024-03-02", "vervallen", "werk.uren", "werk.taken", "k2"),
    ]
    block = history_block(study)
    assert block.rows[0] == ("Versie", "Datum", "Wat", "Codes", "Wordt", "Reden", "Coderingen")
    assert block.rows[3] == ("3", "2024-03-02", "vervallen", "werk.uren", "werk.taken", "zelden", "0")


def test_a_code_retired_by_hand_is_in_the_history(study: Study) -> None:
    write_text(study.codebook_path, with_fields(CODEBOOK, "geld.loon", {"retired": True, "reason": "met de hand"}))
    assert list(codebook_history(study)["reason"]) == ["met de hand"]


@pytest.mark.parametrize(("old", "new"), [("1", "2"), ("9", "10"), ("1.3", "1.4"), ("concept", "concept.1")])
def test_versions_go_up(old: str, new: str) -> None:
    assert next_version(old) == new


@given(
    st.sampled_from(["werk.taken", "werk.uren", "geld.loon"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
def test_any_text_as_a_field_leaves_the_rest_of_the_file_alone(code: str, value: str) -> None:
    import yaml

    before = yaml.safe_load(CODEBOOK)
    after = yaml.safe_load(with_fields(CODEBOOK, code, {"label": value, "reason": value}))
    for entry in before["codes"]:
        if entry["id"] == code:
            entry |= {"label": value, "reason": value}
    assert after == before


def test_memos_stand_until_replaced(study: Study) -> None:
    first = write_memo(study, "code:werk.taken", "Te breed?", "k1", kind="codeboek")
    write_memo(study, "studie", "De toon wordt milder.", "k2")
    write_memo(study, "code:werk.taken", "Toch niet te breed.", "k1", replaces=first.id)
    assert [(one.about, one.text, one.by) for one in memos(study)] == [
        ("studie", "De toon wordt milder.", "k2"),
        ("code:werk.taken", "Toch niet te breed.", "k1"),
    ]
    write_sentence_codings(study, "k1", NAME, [{"sentence": 1, "code": "werk.taken", "memo": "mooi"}])
    assert list(memo_table(study)["text"]) == ["De toon wordt milder.", "Toch niet te breed.", "mooi"]


@pytest.mark.parametrize("about", ["code:werk.niets", "case:c99", "gesprek:c99", "codering:1234", "iets", "studie:x"])
def test_a_memo_is_about_something_that_exists(study: Study, about: str) -> None:
    with pytest.raises(InputError, match="er niet om een memo bij te schrijven"):
        write_memo(study, about, "x", "k1")
