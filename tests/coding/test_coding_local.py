from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from local_models import Model, address_of, local_model

from toolkit.coding import load_codebook, measure
from toolkit.coding.conversation import conversation_of
from toolkit.coding.local import local_part, place_of
from toolkit.errors import InputError, UsageError
from toolkit.records import Transcript

MakeTranscript = Callable[..., Transcript]
server = local_model
EXAMPLES = {"werk.taken": [("c01-gesprek", "Hij dweilt."), ("c02-gesprek", "Ze veegt.")]}


def test_a_model_on_this_machine_is_asked_once_and_its_answers_are_kept(
    server: Model, small_codebook: Path, talk: MakeTranscript, tmp_path: Path
) -> None:
    codebook = load_codebook(small_codebook)
    part = local_part(codebook, place_of(address_of(server), "klein"), tmp_path / "cache", EXAMPLES)
    conversation = conversation_of(talk(("interviewer-1", "Pakt hij de bezem?"), ("collega-1", "De bezem, ja. Soms.")))
    odds = part.judge(conversation).odds
    column = codebook.ids.index("werk.taken")
    assert (odds > 0).sum() == 1 and odds[1, column] > 0
    (request,) = server.asked
    told = request["messages"][0]["content"]
    assert (
        request["model"] == "klein" and "Wat iemand doet." in told and "Regel: De interviewer krijgt geen code." in told
    )
    assert "voorbeeld: Ze veegt.\n  voorbeeld: Hij veegt het plein." in told and "dweilt" not in told
    assert request["messages"][1]["content"].startswith(
        "Ervoor:\nCodeer:\n0 interviewer: Pakt hij de bezem?\n1 collega: De bezem, ja."
    )
    assert part.judge(conversation).evidence(1, column) == (1,)
    assert request["response_format"]["type"] == "json_schema"
    assert (part.judge(conversation).odds == odds).all() and len(server.asked) == 1


def test_an_answer_in_another_form_is_refused_and_not_kept(
    server: Model, small_codebook: Path, talk: MakeTranscript, tmp_path: Path
) -> None:
    part = local_part(load_codebook(small_codebook), place_of(address_of(server), "klein"), tmp_path / "cache")
    for server.answer in (
        "tja",
        '{"zinnen": [{"n": 0, "codes": [{"code": "werk.onzin", "woorden": "bezem"}]}]}',
        '{"zinnen": [{"n": 9, "codes": []}]}',
        '{"zinnen": [{"n": 0, "codes": ["werk.taken"]}]}',
        '{"zinnen": [{"n": 0, "codes": [{"code": "werk.taken", "woorden": 3}]}]}',
    ):
        with pytest.raises(InputError, match="gevraagde vorm"):
            part.judge(conversation_of(talk(("collega-1", "De bezem."))))
    assert not (tmp_path / "cache").exists()


def test_a_silent_place_is_named(small_codebook: Path, talk: MakeTranscript, tmp_path: Path, server: Model) -> None:
    place = place_of(address_of(server), "klein")
    server.shutdown()
    server.server_close()
    with pytest.raises(InputError, match="antwoordt geen taalmodel"):
        local_part(load_codebook(small_codebook), place, tmp_path).judge(conversation_of(talk(("collega-1", "Ja."))))


@pytest.mark.parametrize(
    "address",
    ["http://example.org/v1", "https://127.0.0.1/v1", "http://127.0.0.1.example.org/v1", "http://10.0.0.1:80", "file:///x", "",
     "http://127.0.0.1:99999/v1", "http://localhost@example.org/v1"],
)  # fmt: skip
def test_only_addresses_on_this_machine_are_taken(address: str) -> None:
    with pytest.raises(UsageError, match="geen adres op deze computer"):
        place_of(address, "klein")


def test_it_is_measured_beside_the_other_parts(server: Model, small_codebook: Path, tmp_path: Path) -> None:
    gold = tmp_path / "goud.tsv"
    gold.write_text("codes\tspeaker\ttext\nwerk.taken\tCollega\tHij pakt de bezem.\n\tCollega\tHet regent.\n", "utf-8")
    codebook = load_codebook(small_codebook)
    part = local_part(codebook, place_of(address_of(server), "klein"), tmp_path / "cache")
    for parts in (("local",), ("vocabulary", "local")):
        found = measure(gold, codebook, parts=parts, extra=(part,))
        assert found.parts == parts and found.scores.codes["werk.taken"].f1 == 1


def test_words_that_the_model_made_up_are_no_evidence(
    server: Model, small_codebook: Path, talk: MakeTranscript, tmp_path: Path
) -> None:
    codebook = load_codebook(small_codebook)
    part = local_part(codebook, place_of(address_of(server), "klein"), tmp_path / "cache")
    column = codebook.ids.index("werk.taken")
    for quoted, places in (("de Bezem,", (2, 3, 4)), ("emmer", ()), ("", ())):
        answer = {"zinnen": [{"n": 0, "codes": [{"code": "werk.taken", "woorden": quoted}]}]}
        server.answer = json.dumps(answer)
        said = part.judge(conversation_of(talk(("collega-1", f"Met zijn de bezem, {quoted or 'ja'}."))))
        assert said.odds[0, column] > 0
        if quoted == "de Bezem,":
            assert said.evidence(0, column) == places
    kept = [path.read_text(encoding="utf-8") for path in (tmp_path / "cache").iterdir()]
    assert kept and not any("bezem" in text for text in kept)
