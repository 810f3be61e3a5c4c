"""Project files as other programs write them, made from a known truth.

Positions are counted here by encoding the text before them, not with the code under test.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

SPACE = "urn:QDA-XML:project:1.0"
Span = tuple[int, int]
"""Half-open code points in a text with line feeds only."""


@dataclass(frozen=True)
class Style:
    """The habits of one program."""

    origin: str
    folder: str = "sources"
    mark: bool = False
    """A byte order mark stands in the file."""
    mark_counts: bool = False
    pairs: bool = False
    """Line ends are CR LF in the file."""
    pairs_count_two: bool = True
    unit: str = "code points"
    last: bool = False
    """The end names the last character."""
    names: bool = False
    """Selections bear their own text."""
    braces: bool = False
    space: str = SPACE


NVIVO_WINDOWS = Style("NVivo 12 Windows", "Sources", mark=True, pairs=True, unit="utf-16", braces=True)
NVIVO_MAC = Style("NVivo Mac 12", unit="utf-16")
ATLAS = Style("ATLAS.ti 8.4.0", pairs=True, pairs_count_two=False, names=True)
QUALCODER = Style("QualCoder 4.0 Beta", mark=True, names=True)
QUALCODER_AGAIN = Style("QualCoder 4.0 Beta", mark=True, mark_counts=True, names=True)
STANDARD = Style("reference", braces=True)
BYTES = Style("Taguette 1.5.2", unit="bytes")
LITERAL = Style("a program that takes the standard at its word", last=True)
OLD_SPACE = Style("a program of 2018", space="urn:QDA-XML:project:0:10")
STYLES = (NVIVO_WINDOWS, NVIVO_MAC, ATLAS, QUALCODER, QUALCODER_AGAIN, STANDARD, BYTES, OLD_SPACE)


def counted(text: str, index: int, style: Style) -> int:
    """How this program counts a place."""
    before = text[:index]
    if style.pairs and style.pairs_count_two:
        before = before.replace("\n", "\r\n")
    if style.mark and style.mark_counts:
        before = "\ufeff" + before
    if style.unit == "utf-16":
        return len(before.encode("utf-16-le")) // 2
    return len(before.encode("utf-8")) if style.unit == "bytes" else len(before)


def written(text: str, style: Style) -> bytes:
    """The text as it stands in the file."""
    body = text.replace("\n", "\r\n") if style.pairs else text
    return (("\ufeff" if style.mark else "") + body).encode("utf-8")


def project(texts: Sequence[tuple[str, Sequence[Span]]], style: Style) -> bytes:
    """A .qdpx with one code, one user, and these texts with a coding on every span."""
    code, user = _guid("code", style), _guid("user", style)
    members, sources = {}, []
    for number, (text, spans) in enumerate(texts):
        name = f"text {number}"
        guid = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
        members[f"{style.folder}/{guid}.txt"] = written(text, style)
        marks = "".join(_selection(text, span, f"{name} {n}", code, user, style) for n, span in enumerate(spans))
        sources.append(
            f'<TextSource guid="{_guid(name, style)}" name="{name}" plainTextPath="internal://{guid}.txt">{marks}</TextSource>'
        )
    xml = (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{style.space}" name="proef" origin={quoteattr(style.origin)}>'
        f'<Users><User guid="{user}" name="Anna"/></Users><CodeBook><Codes><Code guid="{code}" name="Werk" isCodable="true"/></Codes></CodeBook>'
        f"<Sources>{''.join(sources)}</Sources></Project>"
    )
    return archive({"project.qde": xml.encode(), **members})


def archive(members: dict[str, bytes]) -> bytes:
    """A zip of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return buffer.getvalue()


def qde(inside: str, *, origin: str = "proef", space: str = SPACE) -> bytes:
    """The XML of a project with this content."""
    return f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="{space}" name="proef" origin="{origin}">{inside}</Project>'.encode()


def _selection(text: str, span: Span, name: str, code: str, user: str, style: Style) -> str:
    start, end = counted(text, span[0], style), counted(text, span[1] - style.last, style)
    own = quoteattr(" ".join(text[span[0] : span[1]].split())) if style.names else '""'
    use = f'<Coding guid="{_guid(name + "c", style)}" creatingUser="{user}"><CodeRef targetGUID="{code}"/></Coding>'
    return f'<PlainTextSelection guid="{_guid(name, style)}" name={own} startPosition="{start}" endPosition="{end}">{use}</PlainTextSelection>'


def _guid(name: str, style: Style) -> str:
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, name)).upper()
    return f"{{{guid}}}" if style.braces else guid
