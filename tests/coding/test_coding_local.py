from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from toolkit.coding import load_codebook, measure
from toolkit.coding.conversation import conversation_of
from toolkit.coding.local import local_part, place_of
from toolkit.errors import InputError, UsageError
from toolkit.records import Transcript

MakeTranscript = Callable[..., Transcript]


class Model(ThreadingHTTPServer):
    """A model that finds the code of tasks in every sentence with a broom, and keeps what it was asked."""

    asked: list[dict[str, Any]]
    answer: str | None = None


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Model)
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(request)
        own = request["messages"][1]["content"].partition("Codeer:\n")[2].splitlines()
        rows = [{"n": int(line.split()[0]), "codes": ["werk.taken"] if "bezem" in line else []} for line in own]
        content = server.answer or json.dumps({"zinnen": rows})
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Model]:
    found = Model(("127.0.0.1", 0), Handler)
    found.asked = []
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def _address(server: Model) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/v1"


def test_a_model_on_this_machine_is_asked_once_and_its_answers_are_kept(
    server: Model, small_codebook: Path, talk: MakeTranscript, tmp_path: Path
) -> None:
    codebook = load_codebook(small_codebook)
    part = local_part(codebook, place_of(_address(server), "klein"), tmp_path / "cache", {"werk.taken": ["Ze veegt."]})
    conversation = conversation_of(talk(("interviewer-1", "Pakt hij de bezem?"), ("collega-1", "De bezem, ja. Soms.")))
    odds = part.judge(conversation).odds
    column = codebook.ids.index("werk.taken")
    assert (odds > 0).sum() == 1 and odds[1, column] > 0
    (request,) = server.asked
    assert request["model"] == "klein" and "Ze veegt." in request["messages"][0]["content"]
    assert request["response_format"]["type"] == "json_schema"
    assert (part.judge(conversation).odds == odds).all() and len(server.asked) == 1


def test_an_answer_in_another_form_is_refused_and_not_kept(
    server: Model, small_codebook: Path, talk: MakeTranscript, tmp_path: Path
) -> None:
    part = local_part(load_codebook(small_codebook), place_of(_address(server), "klein"), tmp_path / "cache")
    for server.answer in (
        "tja",
        '{"zinnen": [{"n": 0, "codes": ["werk.onzin"]}]}',
        '{"zinnen": [{"n": 9, "codes": []}]}',
    ):
        with pytest.raises(InputError, match="gevraagde vorm"):
            part.judge(conversation_of(talk(("collega-1", "De bezem."))))
    assert not (tmp_path / "cache").exists()


def test_a_silent_place_is_named(small_codebook: Path, talk: MakeTranscript, tmp_path: Path, server: Model) -> None:
    place = place_of(_address(server), "klein")
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
    part = local_part(codebook, place_of(_address(server), "klein"), tmp_path / "cache")
    for parts in (("local",), ("vocabulary", "local")):
        found = measure(gold, codebook, parts=parts, extra=(part,))
        assert found.parts == parts and found.scores.codes["werk.taken"].f1 == 1
