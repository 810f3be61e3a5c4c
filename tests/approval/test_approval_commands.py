"""The verbs of the command line: what they print and what they end with."""

from __future__ import annotations

from pathlib import Path

import pytest
from rounds import agree, changed, form_of, replace_words, tick

from toolkit.cli import main
from toolkit.study import Study


def nota(study: Study, *arguments: str) -> int:
    verb, *rest = arguments
    return main([verb, "--study", str(study.root), *rest])


def test_a_round_on_the_command_line(round_study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert nota(round_study, "send", "c01") == 3
    assert "nota send c01 --checked-by" in capsys.readouterr().err
    assert nota(round_study, "send", "c01", "--checked-by", "interviewer-1", "--on", "2024-05-20") == 0
    said = capsys.readouterr().out
    assert (
        "medewerker-1       verzonden, kenmerk c01-v1-" in said
        and "collega-1          wacht: eerst het antwoord van medewerker-1" in said
    )

    form = form_of(round_study, "medewerker-1")
    good = changed(form, tmp_path / "goed.docx", lambda body: agree(body, "nota"))
    bad = tmp_path / "slecht.docx"
    bad.write_bytes(good.read_bytes()[:900])
    assert nota(round_study, "receive", str(bad), str(good)) == 1
    said = capsys.readouterr().out
    assert "slecht.docx: NIET ingelezen" in said and "goed.docx: c01/medewerker-1, c01 versie 1: akkoord" in said
    assert nota(round_study, "receive", str(good)) == 0
    assert "(was al ingelezen)" in capsys.readouterr().out

    assert nota(round_study, "record", "c01", "schoolleider-1", "akkoord", "--channel", "nota=ja", "--naming", "functie",
                "--naming", "nota=eigen_naam", "--school", "nee", "--on", "2024-05-21") == 0  # fmt: skip
    assert nota(round_study, "record", "c01", "schoolleider-1", "ingetrokken", "--channel", "nota=nee") == 0
    assert nota(round_study, "published", "c01", "website", "--on", "2024-06-01") == 0
    assert nota(round_study, "board", "--on", "2024-05-22") == 0
    assert "collega-1" in capsys.readouterr().out
    assert nota(round_study, "approvals") == 0
    assert nota(round_study, "approvals", "--verify") == 0
    assert "Het register klopt: 7 regels." in capsys.readouterr().out


def test_wishes_on_the_command_line(round_study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nota(round_study, "send", "c01", "medewerker-1", "--checked-by", "interviewer-1")

    def fill(body: object) -> None:
        tick(body, "oordeel:akkoord_met_wijziging")  # type: ignore[arg-type]
        replace_words(body, "sinds 2021", "sinds 2020")  # type: ignore[arg-type]

    nota(round_study, "receive", str(changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill)))
    capsys.readouterr()
    assert nota(round_study, "changes", "c01") == 0
    said = capsys.readouterr().out
    assert "wordt: [medewerker-1] werkt sinds 2020" in said
    wish = said.split(":")[0]
    assert nota(round_study, "settle", "c01", f"{wish}=accept") == 0
    assert "Versie 2 staat in interviews/texts/cases/c01.md" in capsys.readouterr().out
    assert nota(round_study, "remind", "c01", "medewerker-1") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("send", "c09"), 1, "er is geen tekst 'c09'"),
        (("send", "c01", "piet-1", "--checked-by", "interviewer-1"), 2, "komt in c01 niet voor"),
        (("send", "c01", "--by", "iemand"), 2, "hoort niet bij het team"),
        (("receive", "/nergens/x.docx"), 1, "dit bestand is er niet"),
        (("record", "c01", "medewerker-1", "akkoord"), 3, "kan niet na 'nog niet gecontroleerd'"),
        (("published", "c01", "krant"), 2, "er is geen kanaal 'krant'"),
        (("changes", "c09"), 0, "geen wensen"),
    ],
)
def test_wrong_use_is_told_in_dutch(
    round_study: Study, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    assert nota(round_study, *arguments) == code
    said = capsys.readouterr()
    assert words in said.err + said.out and "Traceback" not in said.err


def test_a_broken_register_ends_with_three(round_study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    nota(round_study, "send", "c01", "medewerker-1", "--checked-by", "interviewer-1")
    log = round_study.approvals / "log.jsonl"
    log.write_text(log.read_text(encoding="utf-8").replace("medewerker-1", "medewerker-2"), encoding="utf-8")
    assert nota(round_study, "approvals", "--verify") == 3
    assert nota(round_study, "approvals") == 3
    assert nota(round_study, "record", "c01", "medewerker-1", "akkoord") == 3
    assert "het register klopt niet" in capsys.readouterr().err
