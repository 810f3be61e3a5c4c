"""The leak check finds every name in every kind of file, and stops the run."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from canary_names import CANARIES
from holders import ALL, HOLDERS, Maker
from hypothesis import HealthCheck, Phase, given, settings

from toolkit import privacy
from toolkit.cli import main
from toolkit.errors import InputError, Refusal
from toolkit.privacy import insides
from toolkit.privacy.checking import check_files, names_to_search
from toolkit.privacy.insides.files import READERS, pieces_of
from toolkit.privacy.leaks import check_paths
from toolkit.privacy.roster import Entry, Roster
from toolkit.privacy.searched import Searched
from toolkit.study import Study

NAME = "Geertrui Bosveld"


def everything(items: object) -> object:
    """No progress bar."""
    return items


@pytest.mark.parametrize("maker", ALL, ids=[maker.__name__ for maker in ALL])
def test_a_name_is_found_wherever_it_hides(study: Study, tmp_path: Path, maker: Maker) -> None:
    path = maker(tmp_path, NAME)
    assert {leak.who for leak in check_files(study, [path]).leaks} == {"c01/schoolleider-1"}


@pytest.mark.parametrize("maker", ALL, ids=[maker.__name__ for maker in ALL])
def test_a_file_without_names_is_let_through(study: Study, tmp_path: Path, maker: Maker) -> None:
    path = maker(tmp_path, "de schoolleider")
    assert check_files(study, [path]).leaks == ()


@pytest.mark.parametrize("reader", sorted(set(READERS.values())))
def test_without_any_one_reader_something_escapes(
    study: Study, tmp_path: Path, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [maker(tmp_path, NAME) for maker in HOLDERS[reader]]
    whole = {leak.file for leak in check_files(study, paths).leaks}
    module = importlib.import_module(f"{insides.__name__}.{reader}")
    monkeypatch.setattr(module, "read", lambda data, path, depth: iter(()))
    assert len({leak.file for leak in check_files(study, paths).leaks}) < len(whole) == len(paths)


QUICK = tuple(maker for maker in ALL if not maker.__name__.startswith(("docx", "pdf", "xlsx", "disguised")))
"""Word files and PDFs take long to make; each way to hide a name in them has its own test above."""


SHOWN = (Phase.explicit, Phase.reuse, Phase.generate)
"""Two hundred names are not made fewer when something fails: that takes minutes and tells nothing."""


@settings(
    max_examples=2,
    deadline=None,
    phases=SHOWN,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(names=CANARIES)
def test_two_hundred_made_up_names_reach_no_output(
    make_study: Callable[..., Study], tmp_path: Path, names: list[str]
) -> None:
    """Half of them stand in the roster, half are only said; all of them are said in the transcripts."""
    shutil.rmtree(tmp_path / "studie", ignore_errors=True)
    people = "".join(
        f"  - {{id: collega-{n}, role: collega, names: ['{name}']}}\n" for n, name in enumerate(names[:100], 1)
    )
    case = f"id: c01\npersons:\n  - {{id: schoolleider-1, role: schoolleider, names: [Baas]}}\n{people}"
    turns = [
        turn for name in names for turn in ("Wie nog meer?", f"Toen kwam {name} erbij. {name.split()[0]} zei niets.")
    ]
    study = make_study(case=case, talks={"c01-schoolleider": ("schoolleider-1", turns)})
    privacy.run(study, everything)
    made = [path for path in study.outputs.rglob("*") if path.is_file()]
    words = {word for path in made for piece in pieces_of(path) for word in piece.text.split()}
    said = {part for name in names for part in name.split()}
    assert made and not {word.strip(".,\"'") for word in words} & said
    assert privacy.check(study, everything) == [study.outputs / "check.json"]


def caught(make_study: Callable[..., Study], folder: Path, names: list[str], makers: tuple[Maker, ...]) -> None:
    """Names put into texts, figures' labels, replies, reviewers' names and file names of outputs: each file is reported."""
    shutil.rmtree(folder / "studie", ignore_errors=True)
    people = "".join(f"  - {{id: collega-{n}, role: collega, names: ['{name}']}}\n" for n, name in enumerate(names, 1))
    study = make_study(case=f"id: c01\npersons:\n{people}", talks={"c01-overleg": ("collega-1", ["Hallo?", "Ja."])})
    paths = []
    for number, name in enumerate(names):
        place = study.outputs / "note" / str(number)
        place.mkdir(parents=True)
        paths.append(makers[number % len(makers)](place, name))
    refused: Refusal | None = None
    try:
        privacy.check(study, everything)
    except Refusal as error:
        refused = error
    assert refused is not None and refused.exit_code == 3
    report = json.loads((study.outputs / "check.json").read_text(encoding="utf-8"))
    assert {leak["file"].rpartition("/")[0] for leak in report["leaks"]} == {study.shown(path.parent) for path in paths}
    told = f"{refused}{report}".lower()
    assert not any(part.lower() in told for name in names for part in name.split())


@settings(
    max_examples=2,
    deadline=None,
    phases=SHOWN,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(names=CANARIES)
def test_names_that_got_into_outputs_stop_the_run(
    make_study: Callable[..., Study], tmp_path: Path, names: list[str]
) -> None:
    caught(make_study, tmp_path, names, QUICK)


FEW = [f"{first}ra {last}stra" for first in ("Quavro", "Zijplon", "Ketmur", "Daxwem", "Orflig", "Brénau", "Schewem")
       for last in ("Murket", "Plonzij", "Wemdax", "Ligorf", "Naubré", "Vroqua")]  # fmt: skip


def test_every_way_to_hide_a_name_is_caught(make_study: Callable[..., Study], tmp_path: Path) -> None:
    assert len(FEW) >= len(ALL)
    caught(make_study, tmp_path, FEW, ALL)


@pytest.mark.parametrize("without", ["check", *sorted(set(READERS.values()))])
def test_the_canaries_get_through_without_the_check_or_one_of_its_readers(
    make_study: Callable[..., Study], tmp_path: Path, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without == "check":
        monkeypatch.setattr(privacy, "check", lambda study, progress: [])
    else:
        module = importlib.import_module(f"{insides.__name__}.{without}")
        monkeypatch.setattr(module, "read", lambda data, path, depth: iter(()))
    with pytest.raises(AssertionError):
        caught(make_study, tmp_path, FEW[: len(HOLDERS.get(without, ())) or 8], HOLDERS.get(without, QUICK))


def test_a_persons_own_pack_may_name_that_person_and_nobody_else(study: Study) -> None:
    own = study.outputs / "approval" / "c01" / "schoolleider-1" / "brief.md"
    own.parent.mkdir(parents=True)
    own.write_text("Beste Geertrui Bosveld,")
    assert check_files(study, [own]).leaks == ()
    own.write_text("Beste Geertrui, Wendelien las mee.")
    assert [leak.who for leak in check_files(study, [own]).leaks] == ["c01/collega-1"]


def test_the_studys_own_people_may_be_named(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    path.write_text("Vragen? Bel Tessel Vermaat, 030 111 22 33, tessel@bureauproef.example.")
    assert check_files(study, [path]).leaks == ()


def test_what_was_said_of_telephones_and_mail_is_found_in_any_spelling(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "nota.md"
    path.write_text("Bel 06-1234 5678 voor meer.")
    assert [leak.who for leak in check_files(study, [path]).leaks] == ["contactgegevens"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Een roos op tafel. Rozen ook.", 0),
        ("Roos", 1),
        ("Volgens Roos is het zo.", 1),
        ("De zilverplas glinstert.", 0),
        ("Op de Zilverplas is het druk.", 1),
        ("De Zilverplassers en Geertruis fiets", 2),
        ("GEERTRUI BOSVELD", 1),
    ],
)
def test_a_word_that_is_a_name_as_well_counts_with_a_capital(
    study: Study, tmp_path: Path, text: str, found: int
) -> None:
    path = tmp_path / "tekst.md"
    path.write_text(text)
    assert sum(leak.count for leak in check_files(study, [path]).leaks) == found


def test_what_leaks_into_publication_is_taken_away(study: Study) -> None:
    page = study.outputs / "publication" / "website" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Met Geertrui ging het goed.</p>")
    with pytest.raises(Refusal):
        privacy.check(study, everything)
    assert not page.exists()


def test_a_file_that_cannot_be_read_is_not_called_safe(study: Study, tmp_path: Path) -> None:
    (tmp_path / "stuk.docx").write_bytes(b"PK\x03\x04 en dan niets")
    with pytest.raises(InputError, match="beschadigd"):
        check_files(study, [tmp_path / "stuk.docx"])


def test_a_full_name_that_nobody_knows_is_reported_and_no_refusal(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "tekst.md"
    path.write_text("Wij spraken ook Liesbeth Kloosterboer. Zij heeft epilepsie.")
    report = check_files(study, [path])
    assert (report.leaks, len(report.candidates), len(report.diagnoses)) == ((), 1, 1)


def test_without_transcripts_and_with_a_key_names_are_still_found(study: Study, tmp_path: Path) -> None:
    privacy.run(study, everything)
    (study.cases_folder / "c01" / "case.yaml").write_text("id: c01\n")
    for path in study.cases_folder.glob("c01/*.txt"):
        path.unlink()
    path = tmp_path / "tekst.md"
    path.write_text("Met Geertrui Bosveld ging het goed.")
    assert [leak.who for leak in check_files(study, [path]).leaks] == ["c01/schoolleider-1"]


def test_the_names_of_a_study_are_those_of_its_rosters_and_decisions(study: Study) -> None:
    privacy.decide(study, "Ubbo Feitsma", "persoon")
    known = {entry.id: entry.names for entry in names_to_search(study).roster.entries}
    assert "Ubbo Feitsma" in known["c01/besloten"]
    assert "Roos van der Zwaag" in known["c01/medewerker-1"]


def test_a_commit_with_a_name_is_refused(make_study: Callable[..., Study], capsys: pytest.CaptureFixture[str]) -> None:
    study = make_study(invented=False)
    git = ["git", "-C", str(study.root)]
    subprocess.run([*git, "init", "-q"], check=True)
    (study.root / "stuk.md").write_text("Met Geertrui ging het goed.")
    (study.root / "schoon.md").write_text("Met [schoolleider-1] ging het goed.")
    subprocess.run([*git, "add", "schoon.md"], check=True)
    assert main(["check", "--staged", "--study", str(study.root)]) == 0
    subprocess.run([*git, "add", "stuk.md"], check=True)
    (study.root / "stuk.md").write_text("De naam is al weg, maar staat nog klaar.")
    assert main(["check", "--staged", "--study", str(study.root)]) == 3
    shown = capsys.readouterr().err
    assert "stuk.md" in shown and "Geertrui" not in shown


def test_gits_hook_stops_a_commit_with_a_name(make_study: Callable[..., Study]) -> None:
    study = make_study(invented=False)
    git = ["git", "-C", str(study.root), "-c", "user.name=Iemand", "-c", "user.email=iemand@school.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    assert main(["check", "--install-hook", "--study", str(study.root)]) == 0
    (study.root / "stuk.md").write_text("Met Geertrui ging het goed.")
    subprocess.run([*git, "add", "stuk.md"], check=True)
    stopped = subprocess.run([*git, "commit", "-q", "-m", "naam"], capture_output=True, text=True)
    assert stopped.returncode != 0
    assert "stuk.md" in stopped.stderr and "Geertrui" not in stopped.stderr + stopped.stdout


def test_the_check_needs_no_study_of_files(tmp_path: Path) -> None:
    study = Study(tmp_path)
    names = Searched(Roster((Entry("c01/collega-1", "person", ("Wendelien Ruitenga",)),)))
    (tmp_path / "a.txt").write_text("Wendelien was er.")
    assert [leak.place for leak in check_paths(study, [tmp_path / "a.txt"], names).leaks] == ["regel 1"]
