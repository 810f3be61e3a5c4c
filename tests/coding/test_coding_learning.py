from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from toolkit.cli import main
from toolkit.coding import load_codebook, suggest
from toolkit.coding import mixtures as mixtures_module
from toolkit.coding.conversation import conversation_of
from toolkit.coding.corpus import FOLDS, corpus_of, read_corpus
from toolkit.coding.features import fit, lemmas, letters, matrix
from toolkit.coding.learning import learn
from toolkit.coding.linear import Model, first, load_model, save_model
from toolkit.coding.mixtures import prepared
from toolkit.errors import InputError, UsageError
from toolkit.records import Transcript

MakeTranscript = Callable[..., Transcript]
HELD = ("de bezem", "het raam", "een doek", "de stoelen", "het plein", "de ramen")
WHO = ("Hij", "Zij", "Sjors", "De jongen")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Talk in eight docs: who wipes and sweeps does tasks, who talks of a purse talks of a subsidy, the rest says nothing."""
    folder = tmp_path / "training"
    folder.mkdir()
    lines = ["doc\tkind\tn\tspeaker\tcodes\tdisputed\ttext"]
    for doc in range(8):
        lines.append(f"d{doc}\tgesprek\t0\tInterviewer\t\t\tVertel eens over {HELD[doc % 6]}.")
        for number, thing in enumerate(HELD):
            who = WHO[(doc + number) % 4]
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\twerk.taken\t\t{who} poetst {thing} altijd zelf.")
            lines.append(
                f"d{doc}\tgesprek\t{number}\tCollega\tgeld.subsidie\t\tUit het beursje krijgen we {number + doc} tientjes."
            )
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\t\t\t{who} heeft het over {thing} gehad in de bus.")
    (folder / "gesprekken.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def model(corpus: Path, small_codebook: Path) -> Model:
    codebook = load_codebook(small_codebook)
    return learn(read_corpus(corpus, codebook), codebook)


def test_what_is_learned_is_found_in_new_talk(
    model: Model, small_codebook: Path, talk: MakeTranscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixtures_module, "load_model", lambda: model)
    codebook = load_codebook(small_codebook)
    transcript = talk(
        ("collega-1", "Marga poetst altijd de kast. De jobcoach heeft het in de bus gehad."),
        ("interviewer-1", "Poetst hij?"),
    )
    found = suggest([transcript], codebook)
    assert [(transcript.text[one.start : one.end], one.code) for one in found] == [
        ("Marga poetst altijd de kast.", "werk.taken"),
        ("De jobcoach heeft het in de bus gehad.", "werk.hulp"),
    ]
    assert "poetst" in found[0].evidence[0]
    assert found[0].source.endswith("/trained") and found[1].source.endswith("/vocabulary")
    assert found[0].confidence is not None and found[0].confidence > 0.5


def test_a_model_comes_back_as_it_was_and_twice_the_same(
    model: Model, corpus: Path, small_codebook: Path, tmp_path: Path, talk: MakeTranscript
) -> None:
    codebook = load_codebook(small_codebook)
    paths = save_model(tmp_path / "een", model)
    again = save_model(tmp_path / "twee", learn(read_corpus(corpus, codebook), codebook))
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in again]
    loaded = load_model(tmp_path / "een")
    assert loaded is not None and loaded.codes == model.codes == ("werk.taken", "geld.subsidie")
    conversation = conversation_of(talk(("collega-1", "Hij poetst. In het beursje zit niets.")))
    assert np.array_equal(first(conversation, loaded), first(conversation, model))


def test_folds_hold_whole_docs(corpus: Path, small_codebook: Path) -> None:
    held = corpus_of(read_corpus(corpus, load_codebook(small_codebook)), load_codebook(small_codebook))
    of_doc: dict[str, set[int]] = {}
    for row, fold in zip(held.rows, held.folds):
        of_doc.setdefault(row.doc, set()).add(int(fold))
    assert all(len(folds) == 1 for folds in of_doc.values())
    assert set(held.folds) == set(range(FOLDS))
    assert held.silent.sum() == 8


def test_a_block_of_features_has_length_one(talk: MakeTranscript) -> None:
    conversation = conversation_of(
        talk(("collega-1", "Hij poetst de ramen. Hij poetst de ramen. Hij poetst de ramen."))
    )
    rows = matrix(conversation, fit([conversation]))
    assert rows.shape[0] == 3
    lengths = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    assert lengths[1] == pytest.approx(3 * 1.0 + 0.5**2 + 0.3**2)  # words, lemmas, letters; classes; setting


def test_terms_of_a_word() -> None:
    assert lemmas("wachtlijsten") == ("wachtlijst", "+wachten", "+lijst")
    assert lemmas("[medewerker-2]") == ("[medewerker]",)
    assert lemmas("1.500") == ("0",)
    assert lemmas("!") == ()
    assert letters("de") == (" de", "de ", " de ")


def test_another_codebook_is_left_to_its_vocabulary(
    model: Model, small_codebook: Path, talk: MakeTranscript, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = small_codebook.read_text(encoding="utf-8").replace("id: werk.", "id: zorg.").replace("id: werk", "id: zorg")
    small_codebook.write_text(text.replace("geld.subsidie", "geld.gift"), encoding="utf-8")
    monkeypatch.setattr(mixtures_module, "load_model", lambda: model)
    codebook = load_codebook(small_codebook)
    assert [part.name for part in prepared(codebook)[0]] == ["vocabulary"]
    with pytest.raises(UsageError, match="kent geen enkele code"):
        prepared(codebook, ("trained",))
    found = suggest([talk(("collega-1", "Hij leegt de prullenbak."))], codebook)
    assert [one.code for one in found] == ["zorg.taken"]


def test_a_damaged_model_is_refused(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    assert load_model(tmp_path / "nergens") is None
    save_model(folder, model)
    (folder / "weights.npy").write_bytes(b"x")
    with pytest.raises(InputError, match="beschadigd"):
        load_model(folder)
    other = tmp_path / "ander"
    save_model(other, model)
    text = (other / "model.json").read_text(encoding="utf-8")
    (other / "model.json").write_text(text.replace('"form": 4', '"form": 0'), encoding="utf-8")
    with pytest.raises(InputError, match="andere versie"):
        load_model(other)


def test_a_corpus_without_tables_or_codes_is_refused(corpus: Path, small_codebook: Path, tmp_path: Path) -> None:
    codebook = load_codebook(small_codebook)
    with pytest.raises(InputError, match="geen tabellen"):
        read_corpus(tmp_path, codebook)
    (corpus / "gesprekken.tsv").write_text("doc\tcodes\ttext\nd1\t\tNiets.\n", encoding="utf-8")
    with pytest.raises(InputError, match="geen enkele code"):
        learn(read_corpus(corpus, codebook), codebook)


def test_nota_train_says_what_it_made(
    corpus: Path, small_codebook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    interviews = tmp_path / "studie" / "interviews"
    interviews.mkdir(parents=True)
    (interviews / "study.yaml").write_text("title: Proef\ndate: 2024-05-15\n", encoding="utf-8")
    small_codebook.rename(interviews / "codebook.yaml")
    out = tmp_path / "model"
    assert main(["train", "--corpus", str(corpus), "--out", str(out), "--study", str(tmp_path / "studie")]) == 0
    assert "Getraind op 152 zinnen uit 8 teksten" in capsys.readouterr().out
    assert load_model(out) is not None
