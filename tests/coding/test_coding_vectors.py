from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from toolkit.cli import main
from toolkit.coding import load_codebook, load_suggestions, measure, run
from toolkit.coding import mixtures as mixtures_module
from toolkit.coding import vectors as vectors_module
from toolkit.coding.conversation import conversation_of
from toolkit.coding.corpus import read_corpus
from toolkit.coding.encoders import Encoder, spacy_encoder, transformer_encoder
from toolkit.coding.heads import teach
from toolkit.coding.learning import learn
from toolkit.coding.linear import Model
from toolkit.coding.suggesters import parts_as_kept
from toolkit.coding.vectors import Head, head_folder, inputs, load_head, save_head, vectors_part
from toolkit.errors import InputError, UsageError
from toolkit.records import Transcript
from toolkit.study import Study
from toolkit.transcripts import save_transcript

MakeTranscript = Callable[..., Transcript]
CLEANING = ("poetst", "boent", "schrobt", "dweilt")
MONEY = ("tientjes", "knaken", "stuivers", "gulden")
REST = (
    "de",
    "het",
    "een",
    "bezem",
    "raam",
    "doek",
    "bus",
    "plein",
    "krijgen",
    "we",
    "gehad",
    "wil",
    "hij",
    "zij",
    "over",
)


def pipeline_at(folder: Path, width: int = 12, seed: int = 0) -> Path:
    """A small Dutch pipeline in which words of cleaning are near each other, and words of money."""
    import spacy

    draw = np.random.default_rng(seed)
    nlp = spacy.blank("nl")
    for family in (CLEANING, MONEY):
        middle = draw.normal(size=width)
        for word in family:
            nlp.vocab.set_vector(word, (middle + 0.1 * draw.normal(size=width)).astype(np.float32))
    for word in REST:
        nlp.vocab.set_vector(word, (0.3 * draw.normal(size=width)).astype(np.float32))
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pipeline_at(tmp_path_factory.mktemp("pijplijn") / "nl_klein")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Talk in eight docs, that knows half of the words of cleaning and money."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    lines = ["doc\tkind\tn\tspeaker\tcodes\tdisputed\ttext"]
    for doc in range(8):
        lines.append(f"d{doc}\tgesprek\t0\tInterviewer\t\t\tHoe gaat het?")
        for number, thing in enumerate(("de bezem", "het raam", "een doek", "het plein", "de bus")):
            who = ("Hij", "Zij")[(doc + number) % 2]
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\twerk.taken\t\t{who} {CLEANING[number % 2]} {thing}.")
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\tgeld.subsidie\t\tWe krijgen {MONEY[number % 2]} over.")
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\t\t\t{who} wil {thing}.")
    (folder / "gesprekken.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def shipped(corpus: Path, small_codebook: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """A trained model of the small corpus in the place of the shipped one."""
    codebook = load_codebook(small_codebook)
    model = learn(read_corpus(corpus, codebook), codebook)
    _ship(model, monkeypatch)
    return model


def _ship(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit.coding import heads

    for module in (mixtures_module, vectors_module, heads):
        monkeypatch.setattr(module, "load_model", lambda: model)


@pytest.fixture
def study(empty_study: Study, small_codebook: Path, pipeline: Path, talk: MakeTranscript) -> Study:
    """A study that names the pipeline, with one conversation."""
    empty_study.codebook_path.write_bytes(small_codebook.read_bytes())
    path = empty_study.interviews / "study.yaml"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}suggesters: [{{name: vectoren, spacy: {pipeline}}}]\n", encoding="utf-8"
    )
    one = talk(("collega-1", "Zij dweilt het plein. We krijgen gulden over. Hij wil de bus."))
    save_transcript(empty_study.outputs / "transcripts" / f"{one.id}.json", one)
    return empty_study


def _learn(study: Study, corpus: Path) -> int:
    return main(["train", "--study", str(study.root), "--part", "vectoren", "--corpus", str(corpus)])


def test_words_that_were_never_trained_on_are_known_by_their_neighbours(
    study: Study, corpus: Path, shipped: Model, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _learn(study, corpus) == 0
    told = capsys.readouterr().out
    assert "'vectoren' leerde 2 codes van 128 zinnen uit 8 teksten." in told
    assert "vocabulary+trained+vectoren" in told and "interviews/suggesters/vectoren" in told
    run(study, list)
    found = {one.code: one for one in load_suggestions(study)}
    assert set(found) == {"werk.taken", "geld.subsidie"}
    assert all("vectoren" in one.source.split("+") or one.source.endswith("/vectoren") for one in found.values())
    assert "dweilt" in found["werk.taken"].evidence[0] and "gulden" in found["geld.subsidie"].evidence[0]
    first = {path: path.read_bytes() for path in (study.outputs / "suggestions").rglob("*.json*")}
    run(study, list)
    assert {path: path.read_bytes() for path in (study.outputs / "suggestions").rglob("*.json*")} == first


def test_learning_twice_gives_the_same_head_and_it_comes_back_as_it_was(
    corpus: Path, shipped: Model, small_codebook: Path, pipeline: Path, tmp_path: Path, talk: MakeTranscript
) -> None:
    codebook, encoder = load_codebook(small_codebook), spacy_encoder(str(pipeline))
    heads = [teach("vectoren", encoder, read_corpus(corpus, codebook), codebook) for _ in range(2)]
    paths = [save_head(tmp_path / str(number), head) for number, head in enumerate(heads)]
    assert [path.read_bytes() for path in paths[0]] == [path.read_bytes() for path in paths[1]]
    assert set(heads[0].mixtures) == {
        "vectoren", "vocabulary+vectoren", "trained+vectoren", "vocabulary+trained+vectoren",
    }  # fmt: skip
    assert heads[0].mixtures["vocabulary+trained+vectoren"]["spoken"]["weights"]["vectoren"] > 0
    loaded = load_head(tmp_path / "0", "vectoren")
    conversation = conversation_of(talk(("collega-1", "Zij boent het raam. Hij wil de bus.")))
    judged = [vectors_part("vectoren", codebook, one, encoder).judge(conversation).odds for one in (heads[0], loaded)]
    assert np.array_equal(judged[0], judged[1])
    assert (judged[0][:, codebook.ids.index("werk.hulp")] == -4.1).all()  # a code that it never saw


def test_it_is_measured_alone_and_beside_the_others(study: Study, corpus: Path, shipped: Model, tmp_path: Path) -> None:
    _learn(study, corpus)
    gold = tmp_path / "goud.tsv"
    gold.write_text(
        "codes\tspeaker\ttext\nwerk.taken\tCollega\tHij schrobt het raam.\n\tCollega\tHij wil het raam.\n", "utf-8"
    )
    for parts in ("vectoren", "vocabulary,vectoren", "vocabulary,trained,vectoren"):
        out = tmp_path / "cijfers.json"
        assert main(["measure", str(gold), "--study", str(study.root), "--with", parts, "--json", str(out)]) == 0
        found = json.loads(out.read_text(encoding="utf-8"))
        assert found["parts"] == parts.split(",") and found["codes"]["werk.taken"]["recall"] == 1


def test_the_question_or_the_sentence_before_is_the_context(pipeline: Path, talk: MakeTranscript) -> None:
    encoder = spacy_encoder(str(pipeline))
    found = inputs(
        conversation_of(
            talk(("interviewer-1", "Wie poetst? Wie boent?"), ("collega-1", "Zij wil het. Hij wil de bus."))
        ),
        encoder,
    )
    own, before = found[:, :12], found[:, 12:]
    asked = (own[0] + own[1]) / 2
    assert np.allclose(before[2], asked / np.linalg.norm(asked), atol=1e-6)
    assert np.allclose(before[3], own[2]) and not before[0].any()
    assert inputs(conversation_of(talk()), encoder).shape == (0, 24)


def test_what_it_said_is_kept_and_used_without_opening_a_model(
    study: Study, corpus: Path, shipped: Model, monkeypatch: pytest.MonkeyPatch, talk: MakeTranscript
) -> None:
    codebook = load_codebook(study.codebook_path)
    assert parts_as_kept(study, codebook) == []
    _learn(study, corpus)
    run(study, list)
    monkeypatch.setattr("toolkit.coding.suggesters.encoder_of", lambda *_: pytest.fail("opened a model"))
    (kept,) = parts_as_kept(study, codebook)
    text = "Zij dweilt het plein. We krijgen gulden over. Hij wil de bus."
    said = kept.judge(conversation_of(talk(("collega-1", text))))
    assert said.odds[0, 0] > -1 and said.odds[1, 2] > -1 and said.evidence(0, 0) == (1,)
    assert (kept.judge(conversation_of(talk(("collega-1", "Een heel andere tekst.")))).odds == -4.1).all()


def test_without_learning_or_after_another_model_it_says_what_to_do(
    study: Study, corpus: Path, shipped: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="heeft nog niets geleerd") as told:
        run(study, list)
    assert "nota train --part vectoren" in str(told.value)
    _learn(study, corpus)
    folder = head_folder(study.interviews, "vectoren")
    whole = (folder / "weights.npy").read_bytes()
    (folder / "weights.npy").write_bytes(whole[:-40])
    with pytest.raises(InputError, match="beschadigd"):
        run(study, list)
    (folder / "weights.npy").write_bytes(whole)
    other = {**shipped.about, "corpus": "een andere"}
    _ship(Model(**{name: getattr(shipped, name) for name in Model.__slots__} | {"about": other}), monkeypatch)
    with pytest.raises(InputError, match="een andere versie van nota of van het getrainde model"):
        run(study, list)


@pytest.mark.parametrize(("width", "seed"), [(12, 1), (8, 0)])
def test_vectors_of_another_version_are_refused(
    study: Study, corpus: Path, shipped: Model, tmp_path: Path, width: int, seed: int
) -> None:
    _learn(study, corpus)
    other = pipeline_at(tmp_path / "ander", width, seed)
    settings = study.settings.model_copy(
        update={"suggesters": (study.settings.suggesters[0].model_copy(update={"spacy": str(other)}),)}
    )
    with pytest.raises(InputError, match="andere vectoren dan dat waarmee is geleerd"):
        run(study.with_settings(settings), list)


def test_pipelines_that_will_not_do(tmp_path: Path) -> None:
    import spacy

    with pytest.raises(InputError, match="niet geïnstalleerd"):
        spacy_encoder("nl_bestaat_niet")
    spacy.blank("nl").to_disk(tmp_path / "leeg")
    with pytest.raises(InputError, match="geen vectoren"):
        spacy_encoder(str(tmp_path / "leeg"))
    spacy.blank("de").to_disk(tmp_path / "duits")
    with pytest.raises(InputError, match="niet voor het Nederlands"):
        spacy_encoder(str(tmp_path / "duits"))


def test_a_pipeline_without_word_vectors_gives_those_of_its_tok2vec(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("nl")
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 16, "depth": 1,
                 "embed_size": 50, "window_size": 1, "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}})  # fmt: skip
    nlp.initialize()
    nlp.to_disk(tmp_path / "sm")
    encoder = spacy_encoder(str(tmp_path / "sm"))
    found = encoder(["De bus rijdt.", "", "De bus rijdt."])
    assert found.shape == (3, 16) and np.array_equal(found[0], found[2]) and found[0].any() and not found[1].any()


def test_two_parts_that_were_not_weighed_together_do_not_go_together(
    study: Study, corpus: Path, shipped: Model, small_codebook: Path, pipeline: Path
) -> None:
    codebook, encoder = load_codebook(small_codebook), spacy_encoder(str(pipeline))
    head = teach("a", encoder, read_corpus(corpus, codebook), codebook)
    parts = [vectors_part(name, codebook, head, encoder) for name in ("a", "b")]
    with pytest.raises(UsageError, match="gaan niet samen"):
        measure(corpus / "gesprekken.tsv", codebook, parts=("vocabulary", "a", "b"), extra=parts)


def test_only_a_part_that_learns_can_be_taught(study: Study, corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--study", str(study.root), "--part", "gevoel", "--corpus", str(corpus)]) == 2
    assert "kies uit: vectoren" in capsys.readouterr().err


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match="sentence-transformers is niet geïnstalleerd") as told:
        transformer_encoder("een/model")
    assert "pip install" in str(told.value)


@pytest.fixture
def transformer(tmp_path: Path) -> tuple[Path, Encoder]:
    """A small model of sentence-transformers, made here."""
    reason = "sentence-transformers is not installed (extra 'vectors'): its loading is not tested here"
    package = pytest.importorskip("sentence_transformers", reason=reason)
    tokenizers = pytest.importorskip("tokenizers", reason=reason)
    modules = pytest.importorskip("sentence_transformers.sentence_transformer.modules", reason=reason)
    words = ["[UNK]", *CLEANING, *MONEY, *REST]
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    weights = np.random.default_rng(0).normal(size=(len(words), 8)).astype(np.float32)
    folder = tmp_path / "zinnen"
    package.SentenceTransformer(
        modules=[modules.StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu"
    ).save(str(folder))
    return folder, transformer_encoder(str(folder))


def test_a_transformer_from_a_folder_is_an_encoder_like_any(
    transformer: tuple[Path, Encoder], corpus: Path, shipped: Model, small_codebook: Path, talk: MakeTranscript
) -> None:
    _, encoder = transformer
    found = encoder(["hij dweilt het plein", "", "hij dweilt het plein"])
    assert found.shape == (3, 8) and np.array_equal(found[0], found[2])
    codebook = load_codebook(small_codebook)
    head: Head = teach("zinnen", encoder, read_corpus(corpus, codebook), codebook)
    part = vectors_part("zinnen", codebook, head, encoder)
    said = part.judge(conversation_of(talk(("collega-1", "Zij poetst het raam. Hij wil de bus."))))
    assert said.odds[0, 0] > said.odds[1, 0] and said.evidence(0, 0)


def test_a_transformer_that_is_not_here_is_not_fetched(transformer: tuple[Path, Encoder]) -> None:
    with pytest.raises(InputError, match="staat niet op deze computer"):
        transformer_encoder("iemand/een-model-dat-er-niet-is")
