"""The verbs of reviewing on the command line: what they say, what they write, how they end."""

from __future__ import annotations

import io

import pytest
from review_studies import suggest

from toolkit.cli import main
from toolkit.records import Coding
from toolkit.review import load_codings, open_journal, transcript_of, write_sentence_codings
from toolkit.study import Study

NAME = "c02-medewerker"
Out = pytest.CaptureFixture[str]


@pytest.fixture
def proposed(study: Study) -> list[Coding]:
    return suggest(study, transcript_of(study, NAME), (1, "werk.taken", 0.8), (2, "werk.uren", 0.5))


def nota(study: Study, *words: str) -> int:
    return main([*words, "--study", str(study.root)])


def test_from_the_table_to_a_decision_and_back(study: Study, proposed: list[Coding], capsys: Out) -> None:
    number = proposed[0].id[:8]
    assert nota(study, "codings", "--coder", "k1") == 0
    shown = capsys.readouterr().out
    assert f"{number}  voorstel  werk.taken                   {NAME}#2  nota-1/vocabulary kans 0,80" in shown
    assert "          Ik ruim op.\n" in shown
    assert "2 van de 2 coderingen en voorstellen." in shown
    assert nota(study, "accept", number, "--coder", "k1") == 0
    assert capsys.readouterr().out == f"{number}  {NAME}: aanvaard.\n1 bewaard. Terug: nota undo --coder k1\n"
    assert [one.status for one in load_codings(study)] == ["accepted"]
    assert nota(study, "undo", "--coder", "k1") == 0
    assert capsys.readouterr().out == f"{NAME}: 1 wijziging teruggenomen.\n"
    assert nota(study, "undo", "--coder", "k1") == 0
    assert capsys.readouterr().out == "Er is niets om terug te nemen.\n"
    assert nota(study, "undo", "--redo", "--coder", "k1") == 0
    assert [one.status for one in load_codings(study)] == ["accepted"]


def test_reject_recode_and_next(study: Study, proposed: list[Coding], capsys: Out) -> None:
    assert nota(study, "next", "--coder", "k1", "--limit", "1") == 0
    assert "Waarom: de software twijfelt (kans 0,50)" in capsys.readouterr().out
    assert nota(study, "reject", proposed[0].id, "--coder", "k1", "--reason", "hoort er niet bij") == 0
    assert nota(study, "recode", proposed[1].id, "--code", "geld.loon", "--coder", "k1") == 0
    assert "gecodeerd als geld.loon" in capsys.readouterr().out
    assert [(one.code, one.status) for one in load_codings(study)] == [
        ("werk.taken", "rejected"),
        ("geld.loon", "accepted"),
    ]
    assert nota(study, "next", "--coder", "k1") == 0
    assert "Er wacht niets meer" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("accept", "abcdef"), 2, "zeg wie er codeert"),
        (("accept", "abcdef", "--coder", "k1"), 1, "geen codering of voorstel met nummer 'abcdef'"),
        (("done", "c77-niemand", "--coder", "k1"), 1, "geen gesprek 'c77-niemand'"),
        (("assign", "k1"), 2, "ten minste twee codeurs"),
        (("adjudicate", NAME, "--accept", "--sentence", "1"), 2, "dit verschil is er niet"),
        (("adjudicate", NAME, "--finish"), 1, "niet door twee codeurs af"),
        (("memo", "code:werk.niets", "tekst", "--coder", "k1"), 1, "er niet om een memo bij te schrijven"),
        (("codebook", "rename", "werk.taken"), 2, "geef de nieuwe naam"),
        (("codebook", "merge", "werk.taken"), 2, "noem één code waarin ze opgaan"),
        (("codebook", "split", "werk.taken", "--into", "werk.uren"), 2, "ten minste twee codes"),
        (("pages", "c77-niemand"), 1, "geen gesprek 'c77-niemand'"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_dutch(study: Study, capsys: Out, words: tuple[str, ...], code: int, message: str) -> None:
    assert nota(study, *words) == code
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told


def test_blind_coding_hides_and_says_so(study: Study, proposed: list[Coding], capsys: Out) -> None:
    assert nota(study, "assign", "k1", "k2", "--share", "1") == 0
    assert "3 gesprekken voor k1 en k2" in capsys.readouterr().out
    assert nota(study, "accept", proposed[0].id, "--coder", "k1") == 3
    assert "blind, zonder voorstellen" in capsys.readouterr().err
    nota(study, "codings", "--coder", "k1")
    assert (
        f"Verborgen: {NAME}. Het blind coderen is nog bezig; er wordt gewacht op k1 en k2." in capsys.readouterr().out
    )


def test_differences_are_decided_from_the_command_line(study: Study, capsys: Out) -> None:
    write_sentence_codings(
        study, "k1", NAME, [{"sentence": 1, "code": "werk.taken"}, {"sentence": 2, "code": "werk.uren"}]
    )
    write_sentence_codings(study, "k2", NAME, [{"sentence": 2, "code": "werk.uren", "time": "past"}])
    nota(study, "adjudicate")
    assert "2 verschillen open, in 1 gesprek." in capsys.readouterr().out
    nota(study, "adjudicate", NAME)
    shown = capsys.readouterr().out
    assert f"{NAME}#2, zin 1: Ik ruim op.\n   werk.taken: wel k1; niet k2\n" in shown
    assert "verschillen in tijd (k1: bevestigd, feit, nu; k2: bevestigd, feit, vroeger)" in shown
    assert nota(study, "adjudicate", NAME, "--sentence", "1", "--reject", "--reason", "te vaag") == 0
    assert nota(study, "adjudicate", NAME, "--sentence", "2", "--accept", "--like", "k2", "--reason", "toen") == 0
    assert nota(study, "adjudicate", NAME, "--finish") == 0
    assert "c02-medewerker is afgerond; 0 coderingen waren bij alle codeurs gelijk." in capsys.readouterr().out
    assert [(one.code, one.status, one.time) for one in load_codings(study, "samen")] == [
        ("werk.taken", "rejected", "now"), ("werk.uren", "accepted", "past"),
    ]  # fmt: skip


def test_differences_can_be_asked_one_by_one(study: Study, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    write_sentence_codings(
        study, "k1", NAME, [{"sentence": 1, "code": "werk.taken"}, {"sentence": 3, "code": "werk.uren"}]
    )
    write_sentence_codings(study, "k2", NAME, [])
    answers = iter(["x", "o", "s"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert nota(study, "adjudicate", NAME, "--ask") == 0
    shown = capsys.readouterr().out
    assert "Kies een van deze letters: j, n, a, o, s." in shown
    assert "0 beslist, 1 overgeslagen; 2 open." in shown
    answers = iter(["j", "", "ja, taken", "a", "geld.bestaat-niet", "gaat over loon", "geld.loon"])
    assert nota(study, "adjudicate", NAME, "--ask") == 0
    shown = capsys.readouterr().out
    assert "Niet bewaard: een gezamenlijke beslissing heeft een reden nodig." in shown
    assert "de code 'geld.bestaat-niet' staat niet in het codeboek." in shown
    assert (
        f"2 beslist, 0 overgeslagen; 0 open.\nTerug: nota undo --coder samen\nHet gesprek afsluiten: nota adjudicate {NAME} --finish\n"
        in shown
    )
    assert [(one.code, one.status) for one in load_codings(study, "samen")] == [
        ("werk.taken", "accepted"), ("geld.loon", "accepted"), ("werk.uren", "rejected"),
    ]  # fmt: skip


def test_asking_where_no_one_answers_says_what_was_kept(
    study: Study, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sentence_codings(study, "k1", NAME, [{"sentence": 1, "code": "werk.taken"}])
    write_sentence_codings(study, "k2", NAME, [])
    monkeypatch.setattr("sys.stdin", io.StringIO("j\n"))
    assert nota(study, "adjudicate", NAME, "--ask") == 2
    assert "er is geen antwoord meer te lezen" in capsys.readouterr().err
    assert load_codings(study, "samen") == []


def test_the_codebook_and_memos_from_the_command_line(study: Study, capsys: Out) -> None:
    write_sentence_codings(study, "k1", NAME, [{"sentence": 1, "code": "werk.uren"}])
    assert (
        nota(study, "codebook", "merge", "werk.uren", "--into", "werk.taken", "--reason", "zelfde", "--coder", "k1")
        == 0
    )
    assert "Codeboek versie 2: werk.uren samengevoegd.\n1 codering draagt deze code" in capsys.readouterr().out
    nota(study, "codebook", "queue")
    assert f"k1  {NAME}  werk.uren -> werk.taken" in capsys.readouterr().out
    assert nota(study, "codebook", "recode", "werk.uren", "--coder", "k1") == 0
    nota(study, "codebook", "history")
    assert "samengevoegd: werk.uren -> werk.taken (1 coderingen). zelfde" in capsys.readouterr().out
    assert nota(study, "memo", "code:werk.taken", "Ruimer geworden.", "--coder", "k1", "--kind", "codeboek") == 0
    nota(study, "memo", "code:werk.taken")
    assert "code:werk.taken (codeboek), k1" in capsys.readouterr().out


def test_a_torn_journal_is_told(study: Study, proposed: list[Coding], capsys: Out) -> None:
    nota(study, "accept", proposed[0].id, "--coder", "k1")
    journal = open_journal(study, "k1", NAME)
    with journal.path.open("a") as file:
        file.write('{"act')
    nota(study, "codings")
    assert "Let op: " in (told := capsys.readouterr().out)
    assert "regel 2: deze regel is niet af en is overgeslagen." in told


def test_done_and_conflicts(study: Study, proposed: list[Coding], capsys: Out) -> None:
    assert nota(study, "done", NAME, "--coder", "k1") == 0
    assert "telt als 'geen code'" in capsys.readouterr().out
    assert open_journal(study, "k1", NAME).done
    assert nota(study, "done", NAME, "--coder", "k1", "--reopen") == 0
    journal = open_journal(study, "k1", NAME)
    assert not journal.done
    copy = journal.path.with_name(f"{NAME} (1).jsonl")
    copy.write_bytes(journal.path.read_bytes())
    nota(study, "accept", proposed[0].id, "--coder", "k1")
    capsys.readouterr()
    assert nota(study, "conflicts", "--merge") == 0
    shown = capsys.readouterr().out
    assert f"interviews/codings/k1/{NAME} (1).jsonl: 0 wijzigingen" in shown
    assert "1 kopieën" in shown
