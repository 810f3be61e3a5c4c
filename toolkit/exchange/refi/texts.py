"""Texts with their selections: text sources, the plain text of a PDF, transcripts of sound and film, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...errors import InputError
from ..guids import guid_of
from ..project import Kept, Note, Selection, Source, Use
from .choosing import RawSource, choose
from .elements import Element, child, children, guid, integer, local, maker, moment, target, targets, words
from .files import Members
from .parsing import values_of
from .positions import RawText, Ruler, raw_text

_MEDIA = {"PictureSource": "beeld", "AudioSource": "geluid", "VideoSource": "video", "PDFSource": "pdf"}
_AREAS = ("PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection")
_MISSING = "de tekst van deze bron zit niet in het bestand."


@dataclass(frozen=True)
class Found:
    """A text as it stands in the file, before its positions are read."""

    element: Element
    owner: Element
    """The source that it belongs to: itself, or the PDF, sound or film."""
    raw: RawText | None
    marked: tuple[tuple[Element, int, int], ...]


def find_texts(root: Element, members: Members | None, kept: list[Kept], remarks: list[str]) -> list[Found]:
    """Every text of the project. What is not text is named in ``kept``, with the selections in it."""
    found: list[Found] = []
    used: set[str] = set()
    for owner in children(child(root, "Sources"), "TextSource", *_MEDIA):
        if local(owner) == "TextSource":
            used.add((owner.get("plainTextPath") or "").casefold())
            found.append(_found(owner, owner, members, kept, remarks))
    for owner in children(child(root, "Sources"), *_MEDIA):
        kind, name = _MEDIA[local(owner)], _name(owner)
        texts = list(children(owner, "Representation", "Transcript", "TextDescription"))
        why = (
            "de tekst ervan is ingelezen; het overige" if texts else "een bron van deze soort wordt niet gecodeerd; zij"
        )
        kept.append(Kept(kind, name, f"{why} staat alleen in het bewaarde bestand.", guid(owner)))
        for text in texts:
            path = (text.get("plainTextPath") or "").casefold()
            if path and path in used:
                kept.append(
                    Kept(
                        "transcript",
                        _name(text),
                        f"dezelfde tekst is al een eigen bron; hij hoort bij {kind} '{name}'.",
                    )
                )
                continue
            used.add(path)
            found.append(_found(text, owner, members, kept, remarks))
        kept += _areas(owner, texts)
        kept += [
            Kept("codering", name, f"een code op {kind} als geheel heeft geen plaats in een tekst.")
            for _ in children(owner, "Coding")
        ]
    return found


def _areas(owner: Element, texts: Iterable[Element]) -> Iterator[Kept]:
    """Selections in pictures, sound or pages, unless the same selection stands in the plain text."""
    written = {guid(one) for text in texts for one in children(text, "PlainTextSelection", "TranscriptSelection")}
    for area in children(owner, *_AREAS):
        if guid(area) not in written:
            codes = sum(1 for _ in children(area, "Coding"))
            why = f"een vlak of tijdvak in '{_name(owner)}', met {codes} {'code' if codes == 1 else 'codes'}, heeft geen plaats in een tekst."
            yield Kept("selectie", area.get("name") or guid(area), why, guid(area))


def _found(element: Element, owner: Element, members: Members | None, kept: list[Kept], remarks: list[str]) -> Found:
    raw = _raw(element, members, remarks)
    syncs = {guid(one): integer(one.get("position")) for one in children(element, "SyncPoint")}
    marked = []
    for one in children(element, "PlainTextSelection", "TranscriptSelection"):
        if local(one) == "PlainTextSelection":
            start, end = integer(one.get("startPosition")), integer(one.get("endPosition"))
        else:
            start, end = syncs.get(guid(one, "fromSyncPoint")), syncs.get(guid(one, "toSyncPoint"))
        if start is None or end is None or raw is None:
            kept.append(
                Kept(
                    "selectie",
                    _label(one),
                    _MISSING if raw is None else "de selectie zegt niet waar zij staat.",
                    guid(one),
                )
            )
        else:
            marked.append((one, start, end))
    if raw is None:
        kept.append(Kept("bron", _name(element), _MISSING, guid(element)))
    return Found(element, owner, raw, tuple(marked))


def _raw(element: Element, members: Members | None, remarks: list[str]) -> RawText | None:
    path = element.get("plainTextPath")
    read = members.text_of(path) if members and path else None
    if read is not None:
        if read[1]:
            remarks.append(f"bron '{_name(element)}': {read[1]}")
        return read[0]
    inline = child(element, "PlainTextContent")
    if inline is not None:
        return raw_text(inline.text or "")
    rich = element.get("richTextPath") or ""
    data = members.bytes_of(rich) if members and rich.casefold().endswith(".docx") else None
    if data is None or members is None:
        return None
    text = _docx_text(data, members)
    if text is None:
        remarks.append(f"bron '{_name(element)}': het Word-bestand is beschadigd.")
        return None
    remarks.append(
        f"bron '{_name(element)}': alleen het Word-bestand zit erin; de tekst is daaruit gehaald, kijk de plaatsen na."
    )
    return raw_text(text)


def _docx_text(data: bytes, members: Members) -> str | None:
    """The paragraphs of a Word file, one per line; None when it cannot be read."""
    from ...intake.word import read_docx

    try:
        paragraphs, _, _ = read_docx(data, path=members.path)
    except InputError:
        return None
    return "\n".join(paragraph.text for paragraph in paragraphs)


Annotations = Mapping[str, Sequence[tuple[str, int, int]]]
"""QualCoder's: per source the notes on a stretch of it, with the stretch as counted."""


def place(found: list[Found], notes: Annotations, *, origin: str, folder: str, kept: list[Kept]) -> list[Source]:
    """Read the positions of all texts together and turn them into sources."""
    raw = [
        RawSource(
            one.raw or RawText(""), tuple((start, end, mark.get("name") or "") for mark, start, end in one.marked)
        )
        for one in found
    ]
    choices = choose(raw, origin=origin, folder=folder)
    sources = []
    for one, source, (counting, evidence) in zip(found, raw, choices):
        ruler = Ruler(source.raw, counting)
        selections = []
        for mark, start, end in one.marked:
            span = ruler.span(start, end)
            if span is None:
                why = f"de plaats {start}-{end} ligt buiten de tekst van '{_name(one.element)}' of is leeg."
                kept.append(Kept("selectie", _label(mark), why, guid(mark)))
                continue
            selections.append(_selection(mark, span))
        element, owner = one.element, one.owner
        for note, start, end in notes.get(guid(element), ()):
            span = ruler.span(start, end)
            if span is not None:
                selections.append(Selection(guid_of("annotation", note), *span, notes=(note,)))
        sources.append(Source(
            guid(element) or guid(owner), _name(owner if one.owner is not one.element and local(owner) == "PDFSource" else element),
            source.raw.text if one.raw is not None else None, words(element, "Description").strip() or words(owner, "Description").strip(),
            maker(element) or maker(owner), moment(element) or moment(owner), tuple(selections), uses_of(element),
            (*targets(element, "NoteRef"), *(targets(owner, "NoteRef") if owner is not element else ())), values_of(owner),
            evidence if selections else None,
        ))  # fmt: skip
    return sources


def _selection(mark: Element, span: tuple[int, int]) -> Selection:
    return Selection(
        guid(mark), *span, mark.get("name") or "", words(mark, "Description").strip(), maker(mark), moment(mark), uses_of(mark),
        targets(mark, "NoteRef"),
    )  # fmt: skip


def uses_of(element: Element) -> tuple[Use, ...]:
    """The codes on a selection or source."""
    return tuple(
        Use(guid(one), target(child(one, "CodeRef")), maker(one), moment(one), targets(one, "NoteRef"))
        for one in children(element, "Coding")
    )  # fmt: skip


def notes_of(root: Element, members: Members | None, kept: list[Kept], remarks: list[str]) -> list[Note]:
    """The memos, with their text from the XML or from their file."""
    found = []
    for one in children(child(root, "Notes"), "Note"):
        raw = _raw(one, members, remarks)
        if raw is None:
            kept.append(Kept("memo", _name(one), "de tekst van deze memo zit niet in het bestand.", guid(one)))
        spans = [
            (integer(mark.get("startPosition")), integer(mark.get("endPosition")))
            for mark in children(one, "PlainTextSelection")
        ]
        whole = tuple((start, end) for start, end in spans if start is not None and end is not None)
        found.append(Note(
            guid(one), (one.get("name") or "").strip(), raw.text if raw else "", words(one, "Description").strip(), maker(one),
            moment(one), whole, bool(one.get("plainTextPath")),
        ))  # fmt: skip
    return found


def _name(element: Element) -> str:
    return (element.get("name") or "").strip() or guid(element) or "(naamloos)"


def _label(mark: Element) -> str:
    return (mark.get("name") or "").strip()[:80] or guid(mark)
