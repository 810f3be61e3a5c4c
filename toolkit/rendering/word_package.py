"""An empty Word file with the styles of the house, and saving one so that the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx
from docx.document import Document as WordDocument

from .inline import clean
from .layout import Layout
from .look import Look
from .word_styles import W, numbering_xml, styles_xml
from .word_xml import start_footnotes

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SETTINGS = (
    f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", "15"), ("overrideTableStyleFontSizeAndJustification", "1"),
            ("enableOpenTypeFeatures", "1"), ("doNotFlipMirrorIndents", "1"),
        )
    )
    + '</w:compat><w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)  # fmt: skip
_DOCUMENT = (
    f'<w:document {W} xmlns:r="{_RELATION}"><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1644" w:right="1475" w:bottom="1531" w:left="1644" w:header="765" w:footer="652" w:gutter="0"/>'
    "</w:sectPr></w:body></w:document>"
)


def empty(look: Look) -> WordDocument:
    """A Word document with A4 pages and the styles of the house, and nothing in it."""
    parts = {"document": (_DOCUMENT, "document.main"), "styles": (styles_xml(look), "styles"),
             "numbering": (numbering_xml(look), "numbering"), "settings": (_SETTINGS, "settings")}  # fmt: skip
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for name, (_, kind) in parts.items()
    )
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(list(parts)[1:], 1)
    )
    relations = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'{_HEAD}<Relationships {relations}><Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f"{_HEAD}<Relationships {relations}>{inner}</Relationships>")
        for name, (xml, _) in parts.items():
            archive.writestr(f"word/{name}.xml", _HEAD + xml)
    buffer.seek(0)
    word = docx.Document(buffer)
    start_footnotes(word)
    return word


def save(word: WordDocument, layout: Layout) -> bytes:
    """The file's bytes: title, language and date of the document, parts in order, fixed times, stored as they are.

    Parts are not compressed: zlib and its successors compress differently from one machine to the next.
    """
    core = word.core_properties
    core.title, core.author, core.language = layout.title, layout.author, "nl-NL"
    core.identifier = clean(f"{layout.document.id}-v{layout.document.version}")
    core.subject = " · ".join(mark for mark in (layout.invented, layout.concept) if mark)
    core.created = core.modified = layout.moment.replace(tzinfo=None)
    core.last_modified_by, core.comments, core.revision = "", "", 1
    buffer = io.BytesIO()
    word.save(buffer)
    return _rezipped(buffer, layout.moment)


def _rezipped(buffer: io.BytesIO, moment: datetime) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w") as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name))
        for name in names:
            info = zipfile.ZipInfo(name, moment.timetuple()[:6])
            info.create_system = 3  # whatever machine this is
            info.external_attr = 0o644 << 16
            new.writestr(info, old.read(name))
    return made.getvalue()
