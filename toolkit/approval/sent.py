"""What one person was shown and asked, frozen when it is sent: it is that to which they answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import read_json, write_bytes
from ..records import Block, Document, as_json, digest_of
from ..study import Channel, Study
from .form_parts import Form, form_from_json

_AGAIN = "zet interviews/approvals/sent/ terug uit een reservekopie."


@dataclass(frozen=True, slots=True)
class Around:
    """What stood around the text: the mails, and what the study's settings and terms said then."""

    mail: tuple[str, str]
    """(subject, body), with addressee and reference as placeholders."""
    reminder: tuple[str, str]
    reminder_days: int
    client: str
    bureau: str
    email: str
    phone: str
    date: str
    """The study's date, ISO."""
    invented: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A version of a text as one person got it. It holds placeholders, no names."""

    document: str
    case: str
    version: int
    text: str
    """Digest of the whole text."""
    title: str
    person: str
    """``case/person``."""
    easy: bool
    """Whether it is the plain version."""
    due: str
    """Last day to answer, ISO."""
    channels: tuple[Channel, ...]
    blocks: tuple[Block, ...]
    letter: str
    """The information text, with the addressee as a placeholder."""
    words: tuple[tuple[str, str], ...] = ()
    """(placeholder, general term) as shown; the addressee's own name is not here."""
    form: Form | None = None
    """The fixed words and questions of the form: a reply is read against what was really asked."""
    around: Around | None = None
    """None in what was sent before this was kept."""

    @property
    def data(self) -> bytes:
        """The file that is kept."""
        return _data(self)

    @property
    def digest(self) -> str:
        """sha256 of that file."""
        return _digest(self)

    @property
    def reference(self) -> str:
        """What stands on everything that goes out: ``c01-v2-0a1b2c3d4e``."""
        return f"{self.document}-v{self.version}-{self.digest[:10]}"

    @property
    def shown(self) -> Document:
        """The blocks as a document."""
        return Document(self.document, self.title, self.blocks, self.version, self.case)


def keep(study: Study, sent: Sent) -> Path:
    """Write it to ``interviews/approvals/sent/``, named by its digest."""
    path = study.approvals / "sent" / f"{sent.digest}.json"
    write_bytes(path, sent.data)
    return path


def load_sent(study: Study, digest: str) -> Sent:
    """What was sent. Raises InputError when it is gone or changed."""
    path = study.approvals / "sent" / f"{digest}.json"
    value = read_json(path)
    try:
        sent = _sent(value)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("dit is niet wat nota bewaart van een verzending.", path=path, fix=_AGAIN) from error
    if sent.digest != digest:
        raise InputError("wat er verzonden is, is daarna veranderd.", path=path, fix=_AGAIN)
    return sent


@lru_cache(maxsize=64)
def _data(sent: Sent) -> bytes:
    plain = as_json(sent) | {
        "blocks": [as_json(block) for block in sent.blocks],
        "channels": [channel.model_dump() for channel in sent.channels],
    }
    return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode("utf-8")


@lru_cache(maxsize=64)
def _digest(sent: Sent) -> str:
    return digest_of(_data(sent))


def _sent(value: dict[str, Any]) -> Sent:
    apart = ("blocks", "channels", "words", "form", "around")
    plain = {key: item for key, item in value.items() if key not in apart}
    channels = tuple(Channel(**channel) for channel in value.get("channels", []))
    blocks = tuple(_block(block) for block in value["blocks"])
    fields: dict[str, Any] = {"easy": False, "letter": "", "due": ""} | plain
    words = tuple((str(name), str(word)) for name, word in value.get("words", []))
    form = form_from_json(value["form"]) if "form" in value else None
    around = _around(value["around"]) if "around" in value else None
    return Sent(**fields, channels=channels, blocks=blocks, words=words, form=form, around=around)


def _around(value: dict[str, Any]) -> Around:
    mails = {name: (value[name][0], value[name][1]) for name in ("mail", "reminder")}
    return Around(**(value | mails))


def _block(value: dict[str, Any]) -> Block:
    rows = tuple(tuple(row) for row in value.get("rows", []))
    listed = {key: tuple(value.get(key, ())) for key in ("about", "sources")}
    return Block(**({"text": ""} | value | listed | {"rows": rows}))
