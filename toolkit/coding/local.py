"""A part that asks a language model on this machine (Ollama, llama.cpp): off unless asked for, loopback addresses only.

It speaks the OpenAI-compatible form (``POST <address>/chat/completions``) with answers held to a JSON schema. Every answer is
kept under the digest of all that was asked, so that stopping loses nothing and asking again costs nothing. A proxy is never
used and a redirect never followed: text does not leave the machine.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ..errors import InputError, UsageError
from ..files import read_json, write_json
from ..records import Codebook, digest_of
from .conversation import INTERVIEWER, Conversation
from .parts import UNSEEN, Judgement, Part

NAME = "local"
_TOGETHER, _BEFORE = 12, 4
"""Sentences judged in one call, and sentences before them that give context."""
_SAID = 1.5
"""Log-odds of a code that the model gives."""
_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Place:
    """Where the model listens."""

    host: str
    port: int
    path: str
    model: str


def place_of(address: str, model: str) -> Place:
    """An address on this machine. Raises UsageError on any other."""
    parts = urlsplit(address)
    try:
        port = parts.port or 80
    except ValueError:
        port = 0
    host = parts.hostname or ""
    if parts.scheme != "http" or not port or not _loopback(host):
        message = f"'{address}' is geen adres op deze computer; tekst van gesprekken gaat de computer niet af."
        raise UsageError(message, fix="geef een adres als http://127.0.0.1:11434/v1.")
    return Place(
        "127.0.0.1" if host == "localhost" else host, port, parts.path.rstrip("/") + "/chat/completions", model
    )


def local_part(
    codebook: Codebook, place: Place, cache: Path, examples: Mapping[str, Sequence[str]] | None = None
) -> Part:
    """The part. ``examples``: code -> sentences that the researcher accepted; ``cache``: a folder for the answers.

    Judging raises InputError when the model does not answer, or not in the form asked.
    """
    system = _instructions(codebook, examples or {})
    knows = np.array([not code.retired for code in codebook.codes])
    return Part(NAME, lambda conversation: _judge(conversation, codebook, place, cache, system), knows)


def _judge(conversation: Conversation, codebook: Codebook, place: Place, cache: Path, system: str) -> Judgement:
    odds = np.full((len(conversation.units), len(codebook.ids)), UNSEEN)
    for start in range(0, len(conversation.units), _TOGETHER):
        numbers = range(start, min(start + _TOGETHER, len(conversation.units)))
        if all(conversation.units[number].role == INTERVIEWER for number in numbers):
            continue
        request = _request(conversation, numbers, codebook, place.model, system)
        for number, codes in _answer(request, place, cache, numbers, codebook).items():
            if conversation.units[number].role != INTERVIEWER:
                odds[number, [codebook.ids.index(code) for code in codes]] = _SAID
    return Judgement(odds, lambda row, column: ())


def _instructions(codebook: Codebook, examples: Mapping[str, Sequence[str]]) -> str:
    lines = [
        "Je codeert zinnen uit een Nederlands interview of verslag met dit codeboek. Geef per zin alle codes die bij de zin "
        "zelf passen, of geen. Veel zinnen krijgen geen code. Zinnen van de interviewer krijgen er nooit een.",
    ]
    for code in codebook.codes:
        if not code.retired:
            lines.append(f"{code.id}: {code.label}. {code.definition} Wel: {code.include} Niet: {code.exclude}")
            lines += [f"  voorbeeld: {sentence}" for sentence in list(examples.get(code.id, ()))[:3]]
    return "\n".join(lines)


def _request(conversation: Conversation, numbers: range, codebook: Codebook, model: str, system: str) -> dict[str, Any]:
    def line(number: int) -> str:
        unit = conversation.units[number]
        return f"{unit.role or 'tekst'}: {' '.join(unit.words.lower)}"

    before = [line(number) for number in range(max(0, numbers.start - _BEFORE), numbers.start)]
    own = [f"{number} {line(number)}" for number in numbers]
    codes = [code.id for code in codebook.codes if not code.retired]
    row = {
        "type": "object", "additionalProperties": False, "required": ["n", "codes"],
        "properties": {"n": {"type": "integer"}, "codes": {"type": "array", "items": {"enum": codes}}},
    }  # fmt: skip
    schema = {
        "type": "object", "additionalProperties": False, "required": ["zinnen"],
        "properties": {"zinnen": {"type": "array", "items": row}},
    }  # fmt: skip
    return {
        "model": model, "temperature": 0, "seed": 0,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": "\n".join(("Ervoor:", *before, "Codeer:", *own))},
        ],
        "response_format": {"type": "json_schema", "json_schema": {"name": "codes", "strict": True, "schema": schema}},
    }  # fmt: skip


def _answer(
    request: dict[str, Any], place: Place, cache: Path, numbers: range, codebook: Codebook
) -> dict[int, list[str]]:
    """Codes per sentence: from the cache, else asked and kept."""
    path = cache / f"{digest_of(request)[:32]}.json"
    if path.is_file():
        return {int(number): codes for number, codes in read_json(path).items()}
    try:
        held = json.loads(_asked(request, place)["choices"][0]["message"]["content"])
        live = {code.id for code in codebook.codes if not code.retired}
        found = {int(row["n"]): sorted(set(row["codes"])) for row in held["zinnen"]}
        if any(number not in numbers or not set(codes) <= live for number, codes in found.items()):
            raise ValueError("unknown sentence or code")
    except (KeyError, IndexError, TypeError, ValueError) as error:
        message = "het taalmodel op deze computer antwoordde niet in de gevraagde vorm."
        raise InputError(message, place=place.model, fix="kies een model dat antwoordt volgens een schema.") from error
    write_json(path, {str(number): codes for number, codes in found.items()})
    return found


def _asked(request: dict[str, Any], place: Place) -> dict[str, Any]:
    connection = HTTPConnection(place.host, place.port, timeout=_SECONDS)
    try:
        body = json.dumps(request, ensure_ascii=False).encode()
        connection.request("POST", place.path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        data = response.read()
    except (OSError, HTTPException) as error:
        message = f"op {place.host}:{place.port} antwoordt geen taalmodel."
        raise InputError(message, place=place.model, fix="start het (bijvoorbeeld 'ollama serve').") from error
    finally:
        connection.close()
    if response.status != 200:
        message = f"het taalmodel op deze computer gaf fout {response.status}."
        raise InputError(message, place=place.model, fix="kijk of het model met deze naam is opgehaald.")
    found: dict[str, Any] = json.loads(data)
    return found


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
