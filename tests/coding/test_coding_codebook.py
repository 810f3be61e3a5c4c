from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.coding import load_codebook
from toolkit.errors import InputError

STUDY_CODEBOOK = Path(__file__).parents[2] / "interviews" / "codebook.yaml"


def test_codebook_of_the_study_is_complete() -> None:
    codebook = load_codebook(STUDY_CODEBOOK)
    assert [theme.id for theme in codebook.themes] == ["functie", "financiering", "waarde", "belemmering", "voorwaarde"]
    assert len(codebook.codes) == 24
    assert codebook.label("financiering.uwv") == "UWV"
    for code in codebook.codes:
        assert code.vocabulary and code.examples, code.id


def test_small_codebook_becomes_records(small_codebook: Path) -> None:
    codebook = load_codebook(small_codebook)
    assert codebook.version == "2"
    assert codebook.ids == ("werk.taken", "werk.hulp", "geld.subsidie")
    assert codebook.code("werk.hulp").theme == "werk"
    assert codebook.themes[1].color == "#555555"


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: werk.hulp", "id: werk.taken", 14, "komt twee keer voor"),
        ("id: geld.subsidie", "id: hulp.subsidie", 21, "dat staat niet onder 'themes'"),
        ("id: werk.hulp", "id: Werk hulp", 14, "is geen code"),
        ("id: werk.hulp", "id: werk." + "h" * 40, 14, "langer dan 40"),
        ("exclude: Opbrengst.", "exclude: ''", 7, "ontbreekt 'exclude'"),
        ("examples: [Hij veegt het plein.]", "examples: []", 7, "ontbreekt een voorbeeldzin"),
        ("label: Begeleiding", "lable: Begeleiding", 14, "tikfout"),
        ('color: "#2B62D9"', "color: blauw", 4, "is geen kleur"),
        ("definition: Wat iemand doet.", "retired: true", 7, "schrijf bij 'reason' waarom"),
        ("label: Taken", "label: Taken\n    succeeded_by: [werk.weg]", 9, "geen andere code van dit codeboek"),
    ],
)
def test_a_wrong_codebook_is_refused_with_its_line(
    small_codebook: Path, old: str, new: str, line: int, words: str
) -> None:
    text = small_codebook.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    small_codebook.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_codebook(small_codebook)
    assert words in str(caught.value)
    assert caught.value.line == line


def test_a_codebook_of_retired_codes_only_is_refused(small_codebook: Path) -> None:
    text = small_codebook.read_text(encoding="utf-8")
    small_codebook.write_text(
        text.replace("    label:", "    retired: true\n    reason: opgegaan in een ander\n    label:"), encoding="utf-8"
    )
    with pytest.raises(InputError, match="alle codes zijn vervallen"):
        load_codebook(small_codebook)


def test_a_missing_codebook_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dit bestand is er niet"):
        load_codebook(tmp_path / "codebook.yaml")
