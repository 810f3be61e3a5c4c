"""A part that asks a language model on this machine (Ollama, llama.cpp): off unless asked for, loopback addresses only.

It speaks the OpenAI-compatible form (``POST <address>/chat/completions``) with answers held to a JSON schema. Every answer is
kept under the digest of all that was asked, so that stopping loses nothing and asking again costs nothing; kept are codes and
places of words, no text. A proxy is never used and a redirect never followed: text does not leave the machine.
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
from .conversation import INTERVIEWER, Conversation, Unit
from .parts import UNSEEN, Judgement, Part

NAME = "local"
Examples = Mapping[str, Sequence[tuple[str, str]]]
"""Code -> (conversation, sentence) that people accepted, in the order in which they did."""
Found = dict[int, dict[str, tuple[int, ...]]]
"""Sentence -> code -> positions of the words that led to it."""
_TOGETHER, _BEFORE = 12, 4
"""Sentences judged in one call, and sentences before them that give context."""
_EXAMPLES = 3
"""Examples per code: first what people accepted, then what the codebook has."""
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
    codebook: Codebook, place: Place, cache: Path, examples: Examples | None = None, *, name: str = NAME
) -> Part:
    """The part. ``examples`` of the conversation that is asked about are left out; ``cache``: a folder for the answers.

    Judging raises InputError when the model does not answer, or not in the form asked.
    """
    knows = np.array([not code.retired for code in codebook.codes])
    given = examples or {}
    return Part(name, lambda conversation: _judge(conversation, codebook, place, cache, given), knows)


def _judge(conversation: Conversation, codebook: Codebook, place: Place, cache: Path, examples: Examples) -> Judgement:
    system = _instructions(codebook, examples, conversation.id)
    odds = np.full((len(conversation.units), len(codebook.ids)), UNSEEN)
    words: dict[tuple[int, int], tuple[int, ...]] = {}
    for start in range(0, len(conversation.units), _TOGETHER):
        numbers = range(start, min(start + _TOGETHER, len(conversation.units)))
        if all(conversation.units[number].role == INTERVIEWER for number in numbers):
            continue
        request = _request(conversation, numbers, codebook, place.model, system)
        for number, codes in _answer(request, place, cache, numbers, codebook, conversation).items():
            if conversation.units[number].role != INTERVIEWER:
                for code, positions in codes.items():
                    odds[number, codebook.ids.index(code)] = _SAID
                    words[number, codebook.ids.index(code)] = positions
    return Judgement(odds, lambda row, column: words.get((row, column), ()))


def _instructions(codebook: Codebook, examples: Examples, conversation: str) -> str:
    lines = [
        "Je codeert zinnen uit een Nederlands interview of verslag met dit codeboek. Geef per zin alle codes die bij de zin "
        "zelf passen, of geen, en bij elke code de woorden uit de zin die ernaar wijzen, letterlijk overgenomen. Veel zinnen "
        "krijgen geen code. Zinnen van de interviewer krijgen er nooit een.",
        *(f"Regel: {rule}" for rule in codebook.rules),
    ]
    for code in codebook.codes:
        if not code.retired:
            lines.append(f"{code.id}: {code.label}. {code.definition} Wel: {code.include} Niet: {code.exclude}")
            others = [sentence for owner, sentence in examples.get(code.id, ()) if owner != conversation]
            lines += [f"  voorbeeld: {sentence}" for sentence in [*others, *code.examples][:_EXAMPLES]]
    return "\n".join(lines)


def _request(conversation: Conversation, numbers: range, codebook: Codebook, model: str, system: str) -> dict[str, Any]:
    def line(number: int) -> str:
        unit = conversation.units[number]
        return f"{unit.role or 'tekst'}: {_said(unit)}"

    before = [line(number) for number in range(max(0, numbers.start - _BEFORE), numbers.start)]
    own = [f"{number} {line(number)}" for number in numbers]
    codes = [code.id for code in codebook.codes if not code.retired]
    given = _object(code={"enum": codes}, woorden={"type": "string"})
    row = _object(n={"type": "integer", "enum": list(numbers)}, codes={"type": "array", "items": given})
    schema = _object(zinnen={"type": "array", "items": row})
    return {
        "model": model, "temperature": 0, "seed": 0,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": "\n".join(("Ervoor:", *before, "Codeer:", *own))},
        ],
        "response_format": {"type": "json_schema", "json_schema": {"name": "codes", "strict": True, "schema": schema}},
    }  # fmt: skip


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def _said(unit: Unit) -> str:
    return " ".join(unit.text.split())


def _answer(
    request: dict[str, Any], place: Place, cache: Path, numbers: range, codebook: Codebook, conversation: Conversation
) -> Found:
    """Codes per sentence: from the cache, else asked and kept."""
    path = cache / f"{digest_of(request)[:32]}.json"
    if path.is_file():
        kept = read_json(path)
        return {int(n): {code: tuple(places) for code, places in codes.items()} for n, codes in kept.items()}
    try:
        held = json.loads(_asked(request, place)["choices"][0]["message"]["content"])
        found = _checked(
            held["zinnen"], numbers, {code.id for code in codebook.codes if not code.retired}, conversation
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        message = "het taalmodel op deze computer antwoordde niet in de gevraagde vorm."
        raise InputError(message, place=place.model, fix="kies een model dat antwoordt volgens een schema.") from error
    write_json(path, {str(number): codes for number, codes in found.items()})
    return found


def _checked(rows: Sequence[Any], numbers: range, live: set[str], conversation: Conversation) -> Found:
    """The answer, when it keeps to the schema; raises ValueError and the like when it does not."""
    found: Found = {}
    for row in rows:
        number = row["n"]
        if type(number) is not int or number not in numbers:
            raise ValueError("unknown sentence")
        for given in row["codes"]:
            if given["code"] not in live:
                raise ValueError("unknown code")
            positions = _positions(conversation.units[number], given["woorden"])
            found.setdefault(number, {})[given["code"]] = positions
    return {number: dict(sorted(found[number].items())) for number in sorted(found)}


def _positions(unit: Unit, words: str) -> tuple[int, ...]:
    """Where the words stand that a model quotes; nowhere when it made them up."""
    quoted = "".join(words.lower().split())
    edges = [0]
    for word in unit.words.lower:
        edges.append(edges[-1] + len(word))
    start = "".join(unit.words.lower).find(quoted) if quoted else -1
    if start < 0:
        return ()
    end = start + len(quoted)
    return tuple(n for n in range(len(unit.words.lower)) if edges[n] < end and edges[n + 1] > start)


def _asked(request: dict[str, Any], place: Place) -> dict[str, Any]:
    connection = HTTPConnection(place.host, place.port, timeout=_SECONDS)
    try:
        body = json.dumps(request, ensure_ascii=False).encode()
        connection.request("POST", place.path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        data = response.read()
    except (OSError, HTTPException) as error:
        message = f"op {place.host}:{place.port} antwoordt geen taalmodel. Wat het al antwoordde, is bewaard."
        fix = (
            "start het (bijvoorbeeld 'ollama serve') en doe dit opnieuw; of haal het weg bij suggesters in "
            "interviews/study.yaml, dan gaat nota zonder verder."
        )
        raise InputError(message, place=place.model, fix=fix) from error
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
