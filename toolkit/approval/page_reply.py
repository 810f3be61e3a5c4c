"""The answer that the page saved: sealed with the digest of what was sent, so that only that page can have made it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..records import digest_of
from .form_parts import Form
from .reading import BlockReading, Reading, Remark, Value, choices_of, word_edits
from .receiving import Claim
from .sent import Sent
from .units import same, tidy, units_of

LIMIT = 2**20
SCHEMA = "nota-antwoord/1"
_LONGEST = 20_000
_FIX = "vraag de afzender de pagina opnieuw te openen, het antwoord nog eens op te slaan en dat bestand te sturen."


def claim(data: bytes, path: Path) -> Claim:
    """What an answer says that it answers. Raises InputError when it is damaged, too large or changed since it was saved."""
    answer, reference = opened(data, path)
    return Claim(str(answer["pack"]), (reference,))


def opened(data: bytes, path: Path) -> tuple[dict[str, Any], str]:
    """(the answer, its reference), the seal checked."""
    if len(data) > LIMIT:
        raise InputError("dit antwoord is te groot en is niet gelezen.", path=path, fix=_FIX)
    try:
        outer = json.loads(data.decode("utf-8-sig"))
        if not isinstance(outer, dict) or outer.get("schema") != SCHEMA:
            raise InputError("dit is geen antwoord van de antwoordpagina.", path=path, fix=_FIX)
        text, seal, reference = str(outer["answer"]), str(outer["seal"]), str(outer["reference"])
        answer = json.loads(text)
        whole = isinstance(answer, dict) and all(isinstance(answer.get(key), dict) for key in ("blocks", "values"))
        pack = str(answer["pack"]) if whole else ""
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("dit antwoord is niet heel en is niet gelezen.", path=path, fix=_FIX) from error
    if not whole or not hmac.compare_digest(digest_of(f"{pack}\n{text}"), seal):
        raise InputError("dit antwoord is veranderd nadat het is opgeslagen.", path=path, fix=_FIX)
    return answer, reference


def read_page(data: bytes, sent: Sent, form: Form, words: Mapping[str, str], *, path: Path) -> Reading:
    """The reading of an answer. Raises InputError on anything that the page cannot have made."""
    answer, reference = opened(data, path)
    if answer["pack"] != sent.digest or reference != sent.reference:
        raise InputError("dit antwoord hoort bij een andere tekst of versie.", path=path, fix=_FIX)
    known = {block.id for block in sent.blocks if block.kind != "heading"}
    blocks, fields = answer["blocks"], answer["values"]
    if set(blocks) - known or set(fields) != {field.key for field in form.fields}:
        raise InputError("dit antwoord heeft andere stukken of vragen dan er zijn verstuurd.", path=path, fix=_FIX)
    values: dict[str, Value] = {field.key: _value(fields[field.key], field.kind, path) for field in form.fields}
    choices, notes = choices_of(form, values)
    remarks: list[Remark] = []
    readings = tuple(_block(sent, block.id, blocks.get(block.id), words, remarks, path) for block in sent.blocks)
    return Reading(readings, choices, tuple(remarks), (), tuple(notes))


def _block(
    sent: Sent, name: str, value: Any, words: Mapping[str, str], remarks: list[Remark], path: Path
) -> BlockReading:
    units = [unit for unit in units_of(sent, words) if unit.block == name]
    own = tuple(unit.text for unit in units)
    if value is None:
        return BlockReading(name, "gelijk", own)
    if not isinstance(value, dict):
        raise InputError("dit antwoord is niet heel en is niet gelezen.", path=path, fix=_FIX)
    if value.get("gone") is True:
        return BlockReading(name, "weg", notes=("weggehaald",))
    remark = value.get("remark")
    if isinstance(remark, str):
        remarks.extend([Remark(_short(remark, path), block=name)] if remark.strip() else [])
        return BlockReading(name, "gelijk", own)
    texts = value.get("texts")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise InputError("dit antwoord is niet heel en is niet gelezen.", path=path, fix=_FIX)
    found = tuple(tidy(_short(text, path)) for text in texts if text.strip())
    if not found:
        return BlockReading(name, "weg", notes=("leeggemaakt",))
    if [same(text) for text in found] == [same(text) for text in own]:
        return BlockReading(name, "gelijk", own)
    return BlockReading(name, "gewijzigd", found, tuple(word_edits(" ".join(own), " ".join(found))))


def _value(value: Any, kind: str, path: Path) -> Value:
    if kind == "box" and isinstance(value, bool):
        return value
    if kind != "box" and isinstance(value, str):
        return _short(value, path)
    raise InputError("dit antwoord is niet heel en is niet gelezen.", path=path, fix=_FIX)


def _short(text: str, path: Path) -> str:
    if len(text) > _LONGEST:
        raise InputError("in dit antwoord staat een tekst die te lang is.", path=path, fix=_FIX)
    return text
