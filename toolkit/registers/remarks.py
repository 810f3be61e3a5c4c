"""What is allowed in a register but needs a look: too many sentences, addresses that cannot be right or stand there twice."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..readers.text import sentences_of
from .proposing import unconfirmed
from .rows import Registers


def remarks(registers: Registers, name: str) -> list[str]:
    """Remarks in Dutch, each with its row and line."""
    form = registers.definitions[name]
    found: list[str] = []
    for row in registers.rows(name):
        for field, one in form.fields.items():
            where = f"{row.id} (regel {row.line}), {form.label(field)}"
            if one.sentences and isinstance(row[field], str):
                count = sum(1 for _ in sentences_of(row[field]))
                if count > one.sentences:
                    found.append(
                        f"{where}: {count} zinnen; {'één zin is' if one.sentences == 1 else f'{one.sentences} zinnen zijn'} genoeg"
                    )
            if one.links and isinstance(row[field], tuple):
                found += [f"{where}: {text}" for text in _links(row[field])]
    return [*found, *unconfirmed(registers, name)]


def _links(addresses: tuple[str, ...]) -> list[str]:
    found = []
    for address in dict.fromkeys(addresses):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or "." not in parts.netloc or re.search(r"\s", address):
            found.append(f"'{address[:60]}' is geen webadres")
        elif address[-1] in ".,;:!?)":
            found.append(f"aan het eind van '{address[:60]}' staat een leesteken te veel")
        if addresses.count(address) > 1:
            found.append(f"'{address[:60]}' staat er twee keer")
    return found
