from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.cli import main
from toolkit.coding import load_codebook, measure, measure_document
from toolkit.coding.calibration import calibrated
from toolkit.coding.gold import conversations_of, read_gold
from toolkit.coding.roles import role_of_label
from toolkit.coding.scoring import Counts, score
from toolkit.errors import InputError, UsageError
from toolkit.rendering import to_html

GOLD = """\
doc\trun_id\tsent_id\tspeaker\tcodes\tdisputed\ttext\tpolarity\tcertainty\ttime
g1\tR1\tg1-0\tInterviewer\t\t\tWie betaalt de jobcoach?\t\t\t
g1\tR1\tg1-1\tDirecteur\tgeld.subsidie,werk.hulp\t\tDe gemeente betaalt de jobcoach.\taff\treal\tnow
g1\tR1\tg1-2\tDirecteur\t\twerk.taken\tHij leegt de prullenbak.\t\t\t
g1\tR2\tg1-3\tDirecteur\twerk.taken\t\tVroeger zette hij geen stoelen.\tneg\treal\tpast
g1\tR2\tg1-4\tDirecteur\t\t\tDe begeleiding was er.\t\t\t
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "goud.tsv"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_alpha_is_that_of_krippendorffs_example() -> None:
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability, A: two observers, ten objects, alpha .095."""
    counts = Counts(both=1, machine=3, people=1, neither=5)
    assert counts.alpha == pytest.approx(0.095, abs=0.0005)
    assert (counts.precision, counts.recall, counts.f1) == (0.25, 0.5, pytest.approx(1 / 3))


def test_alpha_is_undefined_when_there_is_nothing_to_tell_apart() -> None:
    assert Counts(neither=9).alpha is None
    assert Counts(both=9).alpha is None
    assert Counts(machine=1).precision == 0.0
    assert Counts(neither=2).f1 is None


def test_disputed_codes_are_left_out(small_codebook: Path) -> None:
    codebook = load_codebook(small_codebook)
    result = score(
        [["werk.taken"], [], []], [["werk.hulp"], ["werk.hulp"], []], [["werk.hulp"], ["werk.hulp"], []], codebook
    )
    assert result.codes["werk.hulp"] == Counts(neither=1)
    assert result.codes["werk.taken"] == Counts(people=1, neither=2)
    assert result.themes["werk"] == Counts(both=1, neither=1)


def test_measuring_the_vocabulary(gold: Path, small_codebook: Path) -> None:
    result = measure(gold, load_codebook(small_codebook), parts=("vocabulary",))
    assert result.sentences == 5
    assert result.scores.codes["geld.subsidie"] == Counts(both=1, neither=4)
    assert result.scores.codes["werk.hulp"] == Counts(both=1, machine=1, neither=3)
    assert result.scores.codes["werk.taken"] == Counts(people=1, neither=3)
    assert result.qualifiers == {"polarity": (2, 2), "certainty": (2, 2), "time": (2, 2)}
    plain = result.as_json()
    assert plain["themes"]["geld"] == {
        "alpha": 1.0, "precision": 1.0, "recall": 1.0, "f1": 1.0, "n": 5, "people": 1, "machine": 1,
    }  # fmt: skip
    assert plain["qualifiers"]["time"] == {"accuracy": 1.0, "n": 2}


def test_spoken_docs_run_on_and_written_runs_stand_apart(gold: Path) -> None:
    rows = read_gold(gold)
    spoken = conversations_of(rows)
    assert [len(one.units) for one in spoken] == [5]
    assert spoken[0].units[1].question == ("wie", "betaalt", "de", "jobcoach", "?")
    assert spoken[0].units[3].answered == 2
    text = gold.read_text(encoding="utf-8").replace("Directeur", "").replace("Interviewer", "")
    gold.write_text(text, encoding="utf-8")
    written = conversations_of(read_gold(gold))
    assert [(one.kind, len(one.units)) for one in written] == [("document", 3), ("document", 2)]


def test_a_kind_that_is_not_known_is_talk_only_when_somebody_speaks(gold: Path) -> None:
    rows = read_gold(gold)
    silent = [replace(row, kind="handreiking", speaker="") for row in rows]
    assert {one.kind for one in conversations_of(silent)} == {"document"}
    assert {one.kind for one in conversations_of([replace(row, kind="werksessie") for row in rows])} == {"interview"}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("codes\tdisputed", "code\tdisputed", 1, "de kolom 'codes' ontbreekt"),
        ("werk.taken\t\tVroeger", "werk.takken\t\tVroeger", 5, "'werk.takken' staat niet in het codeboek"),
        ("\tneg\treal", "\tontkend\treal", 5, "in de kolom 'polarity' staat 'ontkend'"),
        ("geen stoelen.", "geen\tstoelen.", 5, "hier staan 11 kolommen in plaats van 10"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(
    gold: Path, small_codebook: Path, old: str, new: str, line: int, words: str
) -> None:
    gold.write_text(GOLD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=r"goud\.tsv") as caught:
        read_gold(gold, load_codebook(small_codebook))
    assert words in str(caught.value) and caught.value.line == line


def test_calibration_weighs_each_bin_by_its_suggestions() -> None:
    found = calibrated([(0.85, True), (0.85, False), (0.15, False), (0.15, False), (1.0, True)])
    assert [(round(one.said, 2), one.right, one.n) for one in found.bins] == [(0.15, 0, 2), (0.85, 0.5, 2), (1, 1, 1)]
    assert found.error == pytest.approx((2 * 0.15 + 2 * 0.35) / 5)
    assert (found.high, found.high_right) == (3, 2)
    assert calibrated([]).error is None


def test_the_report_shows_themes_roles_and_errors_with_their_words(gold: Path, small_codebook: Path) -> None:
    codebook = load_codebook(small_codebook)
    document = measure_document(measure(gold, codebook, parts=("vocabulary",)), codebook, source="goud.tsv")
    rows = {block.id: block.rows for block in document.blocks if block.rows}
    assert [row[0] for row in rows["thema"][1:]][:2] == ["Werk", "– Taken"]
    assert [row[:2] for row in rows["wie"][1:]] == [("schoolleider", "4"), ("interviewer", "1")]
    assert {row[2] for row in rows["fouten"][1:]} == {"te veel", "gemist"}
    assert to_html(document).startswith(b"<!DOCTYPE html>")


def test_an_empty_table_and_an_unknown_part_are_refused(gold: Path, small_codebook: Path) -> None:
    codebook = load_codebook(small_codebook)
    with pytest.raises(UsageError, match="gevoel"):
        measure(gold, codebook, parts=("gevoel",))
    gold.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="leeg"):
        measure(gold, codebook)
    gold.write_text("codes\ttext\n", encoding="utf-8")
    with pytest.raises(InputError, match="geen gecodeerde zinnen"):
        measure(gold, codebook)


def test_roles_behind_labels() -> None:
    labels = [
        "Interviewer 2",
        "P&O-adviseur",
        "Arbeidsdeskundige",
        "Wethouder",
        "Oud-leerling 1",
        "auteur",
        "Marga",
        "",
    ]
    roles = ["interviewer", "bestuur", "uwv", "gemeente", "medewerker", "", "overig", ""]
    assert [role_of_label(label) for label in labels] == roles


def test_nota_measure_prints_a_table_and_writes_json(
    gold: Path, small_codebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    interviews = tmp_path / "studie" / "interviews"
    interviews.mkdir(parents=True)
    (interviews / "study.yaml").write_text("title: Proef\ndate: 2024-05-15\n", encoding="utf-8")
    small_codebook.rename(interviews / "codebook.yaml")
    out = tmp_path / "cijfers.json"
    assert (
        main(["measure", str(gold), "--json", str(out), "--with", "vocabulary", "--study", str(tmp_path / "studie")])
        == 0
    )
    shown = capsys.readouterr().out
    assert "5 zinnen, onderdelen: vocabulary" in shown
    assert "goed herkend bij 2 zinnen: ontkenning 1,00, zekerheid 1,00, tijd 1,00" in shown
    assert json.loads(out.read_text(encoding="utf-8"))["codes"]["geld.subsidie"]["f1"] == 1.0
