"""A small server of the OpenAI-compatible form on loopback, as Ollama and llama.cpp have one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Model(ThreadingHTTPServer):
    """A model that finds the code of tasks in every sentence with a broom, and keeps what it was asked."""

    asked: list[dict[str, Any]]
    answer: str | None = None
    fails_after: int | None = None
    """So many answers and then none: the connection is dropped."""


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Model)
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append(request)
        if server.fails_after is not None and len(server.asked) > server.fails_after:
            self.close_connection = True
            return
        own = request["messages"][1]["content"].partition("Codeer:\n")[2].splitlines()
        rows = [
            {
                "n": int(line.split()[0]),
                "codes": [{"code": "werk.taken", "woorden": "bezem"}] if "bezem" in line.lower() else [],
            }
            for line in own
        ]
        content = server.answer or json.dumps({"zinnen": rows})
        body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def local_model() -> Iterator[Model]:
    found = Model(("127.0.0.1", 0), Handler)
    found.asked = []
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


def address_of(server: Model) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/v1"
