"""Made-up names go in wherever names come in; the whole chain runs; not one of them comes out."""

from __future__ import annotations

import importlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from canary_names import CANARIES
from hypothesis import HealthCheck, Phase, given, settings

from toolkit import privacy
from toolkit.cli import main
from toolkit.privacy import insides, labels, pseudonymise
from toolkit.privacy.checking import check_files
from toolkit.privacy.insides.files import READERS
from toolkit.study import Study

from .canaries import LABELS, answers, held, lay_out_study, shared_out, write_in_label, write_in_labels

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kanaries")]


@settings(
    max_examples=2, deadline=None, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(names=CANARIES)
def test_two_hundred_names_that_come_in_everywhere_come_out_nowhere(tmp_path: Path, names: list[str]) -> None:
    shutil.rmtree(tmp_path / "alles", ignore_errors=True)
    shared = shared_out(names)
    study = lay_out_study(tmp_path / "alles" / "studie", shared)
    answers(study, shared)
    for label in range(len(LABELS)):  # nothing is made as long as a label tells a name
        before = (study.interviews / LABELS[label][0]).read_bytes()
        path = write_in_label(study, label, names[label])
        assert main(["run", "--study", str(study.root)]) == 3
        assert held(study, names) == {}
        path.write_bytes(before)
    assert main(["run", "--study", str(study.root)]) == 0
    assert len([path for path in study.outputs.rglob("*") if path.is_file()]) > 60
    assert list((study.outputs / "publication" / "website").glob("*.html"))
    assert {str(path.relative_to(study.root)): sorted(hits) for path, hits in held(study, names).items()} == {}
    assert json.loads((study.outputs / "check.json").read_text())["leaks"] == []


PARTS = [
    "quavro",
    "zijplon",
    "ketmur",
    "daxwem",
    "orflig",
    "brénau",
    "schewem",
    "gwofyl",
    "vroket",
    "plondax",
    "murijn",
    "naufyl",
    "ligwem",
    "orfbré",
    "fylmur",
]


@dataclass(frozen=True)
class Leaking:
    """A study that was run without the check, and the names that people wrote in what they made."""

    study: Study
    names: tuple[str, ...]

    def copied(self, folder: Path) -> Study:
        return Study(Path(shutil.copytree(self.study.root, folder / "studie")))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Leaking:
    """The same study, in which people wrote names where nothing covers them; run with the check switched off."""
    folder = tmp_path_factory.mktemp("kanaries")
    names = [f"{one}{two} {two}{one}".title() for one in PARTS for two in PARTS if one != two][:200]
    shared = shared_out(names)
    study = lay_out_study(folder / "studie", shared)
    written = write_in_labels(study, shared.known)
    answers(study, shared)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(privacy, "check", lambda study, progress: [])
        patch.setattr(labels, "refuse_names_in_labels", lambda study, names: None)
        patch.setattr(pseudonymise, "refuse_names_in_labels", lambda study, names: None)
        assert main(["run", "--study", str(study.root)]) == 0
    return Leaking(study, written)


def test_names_in_labels_titles_and_texts_stop_the_run_and_stay_out_of_publication(
    told: Leaking, tmp_path: Path
) -> None:
    study = told.copied(tmp_path)
    before = held(study, told.names)
    assert {path.suffix for path in before} >= {
        ".docx",
        ".pdf",
        ".html",
        ".md",
        ".csv",
        ".json",
        ".svg",
        ".eml",
        ".txt",
    }
    assert [path for path in before if "publication" in path.parts]
    assert main(["check", "--force", "--study", str(study.root)]) == 3
    report = (study.outputs / "check.json").read_text()
    assert {study.root / leak["file"] for leak in json.loads(report)["leaks"]} == set(before)
    assert not [path for path in held(study, told.names) if "publication" in path.parts]
    assert not any(part.lower() in report.lower() for name in told.names for part in name.split())


@pytest.mark.parametrize("label", range(len(LABELS)), ids=[f"{file} {old}" for file, old, _ in LABELS])
def test_a_name_in_one_label_stops_the_run_before_anything_is_made_with_it(
    tmp_path: Path, label: int, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"{one}{two} {two}{one}".title() for one in PARTS for two in PARTS if one != two][:200]
    study = lay_out_study(tmp_path / "studie", shared_out(names))
    path = write_in_label(study, label, names[label])
    capsys.readouterr()
    assert main(["run", "--study", str(study.root)]) == 3
    told = capsys.readouterr().err
    assert study.shown(path) in told and not any(part in told for name in names for part in name.split())
    assert held(study, names) == {} and not (study.outputs / "figures").exists()


def test_without_the_check_the_names_are_in_what_is_published(told: Leaking) -> None:
    """What the run of the fixture left: the check is what keeps them in."""
    assert [path for path in held(told.study, told.names) if "publication" in path.parts]


@pytest.mark.parametrize("reader", sorted(set(READERS.values()) - {"image"}))
def test_without_any_one_reader_a_file_of_the_run_is_passed_over(
    told: Leaking, tmp_path: Path, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures are not among them: ours hold no text but drawn letters, and their labels stand in the .svg and .json beside them."""
    study = told.copied(tmp_path)
    holding = {study.shown(path) for path in held(study, told.names)}
    monkeypatch.setattr(
        importlib.import_module(f"{insides.__name__}.{reader}"), "read", lambda data, path, depth: iter(())
    )
    assert {leak.file for leak in check_files(study, [study.outputs]).leaks} < holding
