"""A mail that came in (.eml): its attachment is the answer, or what the page copied as text; else only words to look at."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from ..errors import InputError
from . import page_reply, word_parts, word_reading
from .form_parts import Form
from .reading import BlockReading, Choices, Reading, Remark
from .receiving import Claim
from .sent import Sent
from .units import tidy, units_of

_ARMOUR = re.compile(r"-----BEGIN NOTA-ANTWOORD-----(.*?)-----EINDE NOTA-ANTWOORD-----", re.DOTALL)
_REFERENCE = re.compile(r"\b[a-z0-9][a-z0-9_-]*-v\d+-[0-9a-f]{10}\b")
_QUOTED = re.compile(
    r"^\s*(?:>|-----\s*(?:oorspronkelijk|original)|(?:van|from|op|on)\b.*(?:schreef|wrote|:\s*$))", re.IGNORECASE
)
_SEVERAL = "in deze mail zitten meer antwoorden."


@dataclass(frozen=True, slots=True)
class Mail:
    """What of a mail may be an answer."""

    answer: bytes
    """The attachment or the copied answer; empty when there is none."""
    kind: str
    words: str
    """What was typed, without what was quoted."""
    references: tuple[str, ...]


def claim(data: bytes, path: Path) -> Claim:
    """What a mail says that it answers. Raises InputError."""
    mail = open_mail(data, path)
    if mail.kind == ".docx":
        parts = word_parts.take_apart(mail.answer, path=path)
        return Claim(parts.digest, parts.references)
    if mail.kind == ".json":
        return page_reply.claim(mail.answer, path)
    return Claim("", mail.references)


def read_mail(data: bytes, sent: Sent, form: Form, words: Mapping[str, str], *, path: Path) -> Reading:
    """The reading of a mail. Its words are never read as a yes: they are shown, and a person decides."""
    mail = open_mail(data, path)
    if mail.kind == ".docx":
        reading = word_reading.read_word(word_parts.take_apart(mail.answer, path=path), sent, form, words)
    elif mail.kind == ".json":
        reading = page_reply.read_page(mail.answer, sent, form, words, path=path)
    else:
        units = units_of(sent, words)
        blocks = (BlockReading(b.id, "gelijk", tuple(u.text for u in units if u.block == b.id)) for b in sent.blocks)
        reading = Reading(
            tuple(blocks),
            Choices(),
            notes=("een mail zonder formulier: lees de woorden en leg het antwoord vast met nota record",),
        )
    if not mail.words:
        return reading
    return replace(reading, remarks=(*reading.remarks, Remark(mail.words)))


def open_mail(data: bytes, path: Path) -> Mail:
    """The parts of a mail. Raises InputError when it cannot be read, or holds more than one answer."""
    try:
        message = message_from_bytes(data, policy=default)
        assert isinstance(message, EmailMessage)
        part = message.get_body(preferencelist=("plain", "html"))
        body = str(part.get_content()) if part is not None else ""
        attached = [(str(one.get_filename() or ""), one.get_content()) for one in message.iter_attachments()]
        subject = str(message.get("Subject", ""))
        is_html = part is not None and part.get_content_subtype() == "html"
    except (MessageError, LookupError, ValueError, KeyError, AssertionError, AttributeError, TypeError) as error:
        fix = "open de mail, bewaar de bijlage en lees die in."
        raise InputError("deze mail is niet te lezen.", path=path, fix=fix) from error
    body = _plain(body) if is_html else body
    answers = [(_kind(name), content) for name, content in attached if _kind(name) and isinstance(content, bytes)]
    answers += [
        (".json", content.encode("utf-8"))
        for name, content in attached
        if _kind(name) == ".json" and isinstance(content, str)
    ]
    answers += [(".json", found) for found in _armoured(body, path)]
    if len(answers) > 1:
        raise InputError(_SEVERAL, path=path, fix="bewaar de bijlagen en lees ze een voor een in.")
    references = tuple(dict.fromkeys(_REFERENCE.findall(f"{subject}\n{body}")))
    kind, answer = answers[0] if answers else ("", b"")
    return Mail(answer, kind, "" if _ARMOUR.search(_unquoted(body)) else _typed(body), references)


def _kind(name: str) -> str:
    return next((kind for kind in (".docx", ".json") if name.lower().endswith(kind)), "")


def _armoured(body: str, path: Path) -> list[bytes]:
    found = []
    for match in dict.fromkeys(_ARMOUR.findall(_unquoted(body))):
        try:
            found.append(base64.b64decode(re.sub(r"\s", "", match), validate=True))
        except (binascii.Error, ValueError) as error:
            message = "het antwoord in deze mail is niet heel."
            raise InputError(
                message, path=path, fix="vraag de afzender het nog eens te kopiëren, of het bestand te sturen."
            ) from error
    return found


def _unquoted(body: str) -> str:
    """The body without the marks that mail programs put before quoted lines."""
    return re.sub(r"^[ \t]*(?:>[ \t]?)+", "", body.replace("\r\n", "\n"), flags=re.MULTILINE)


def _typed(body: str) -> str:
    lines = []
    for line in body.replace("\r\n", "\n").split("\n"):
        if _QUOTED.match(line):
            break
        lines.append(line)
    return tidy(" ".join(lines))


def _plain(html: str) -> str:
    """Words of an HTML body; nothing of it is shown or run."""
    without = re.sub(r"(?is)<(script|style|head).*?</\1>", " ", html)
    from html import unescape

    return unescape(re.sub(r"(?s)<[^>]+>", " ", re.sub(r"(?i)<br\s*/?>|</p>|</div>", "\n", without)))
