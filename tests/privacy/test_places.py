"""Every place that a reader looks into is needed: with that one place taken away, the name planted there slips through."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import holders
import pytest
from holders import Maker
from lxml import etree

from toolkit.privacy import insides
from toolkit.privacy.checking import check_files
from toolkit.privacy.insides.files import forget
from toolkit.study import Study

NAME = "Geertrui Bosveld"
Patch = pytest.MonkeyPatch
Away = Callable[[Patch], None]


def reader(name: str) -> ModuleType:
    return importlib.import_module(f"{insides.__name__}.{name}")


def member(*starts: str) -> Away:
    """Parts of an archive whose name begins so are passed over."""

    def away(patch: Patch) -> None:
        whole = reader("archive")._member

        def some(content: bytes, name: str, path: Path, depth: int) -> Iterator[Any]:
            return iter(()) if name.lower().startswith(starts) else whole(content, name, path, depth)

        patch.setattr(reader("archive"), "_member", some)

    return away


def nodes(*tags: str) -> Away:
    """Parts of an XML text are passed over with all that is in them."""

    def away(patch: Patch) -> None:
        whole = reader("archive")._xml

        def some(root: etree._Element) -> Iterator[Any]:
            for node in [one for one in root.iter() if isinstance(one.tag, str) and etree.QName(one).localname in tags]:
                node.clear()
            return whole(root)

        patch.setattr(reader("archive"), "_xml", some)

    return away


def attribute(module: str, *names: str) -> Away:
    """Attributes of these names are passed over."""

    def away(patch: Patch) -> None:
        whole = reader(module)._attributes
        places = {f"kenmerk {name}" for name in names}
        patch.setattr(
            reader(module), "_attributes", lambda *given: (one for one in whole(*given) if one.place not in places)
        )

    return away


def part(module: str, *functions: str) -> Away:
    """Functions of a reader that find nothing any more."""

    def away(patch: Patch) -> None:
        for one in functions:
            patch.setattr(reader(module), one, lambda *given, **more: iter(()))

    return away


def key(name: str) -> Away:
    """What stands under this key of a notebook is passed over."""

    def away(patch: Patch) -> None:
        whole = reader("structured").walk

        def some(value: Any, place: str, path: Path, depth: int) -> Iterator[Any]:
            return iter(()) if place.rpartition(".")[2] == name else whole(value, place, path, depth)

        patch.setattr(reader("structured"), "walk", some)

    return away


def of_mail(kind: str) -> Away:
    """The words of a mail, or what is attached to it."""

    def away(patch: Patch) -> None:
        whole = reader("mail").kept_pieces

        def some(content: bytes, path: Path, depth: int) -> Any:
            own = "bericht" if path.stem == "bericht" else "bijlage"
            return () if own == kind else whole(content, path, depth)

        patch.setattr(reader("mail"), "kept_pieces", some)

    return away


def headers(patch: Patch) -> None:
    """All headers of a mail are passed over."""

    class Everything:
        def __contains__(self, name: object) -> bool:
            return True

    patch.setattr(reader("mail"), "_DULL", Everything())


def properties_of_pdf(patch: Patch) -> None:
    """Properties stand in a PDF twice: as its own and as XMP."""
    import pypdfium2

    patch.setattr(pypdfium2.PdfDocument, "get_metadata_dict", lambda *given, **more: {})
    part("pdf", "_packet")(patch)


def outline_of_pdf(patch: Patch) -> None:
    """A heading stands in the outline, on the page and in the tags."""
    import pypdfium2

    patch.setattr(pypdfium2.PdfDocument, "get_toc", lambda *given, **more: iter(()))
    part("pdf", "_page", "_strings")(patch)


def page_comments(patch: Patch) -> None:
    """Remarks in the code of a page."""
    whole = reader("markup").read
    patch.setattr(
        reader("markup"), "read", lambda *given: (one for one in whole(*given) if one.place != "commentaar in de code")
    )


def page_scripts(patch: Patch) -> None:
    whole = reader("markup").read
    patch.setattr(
        reader("markup"), "read", lambda *given: (one for one in whole(*given) if one.place not in ("script", "style"))
    )


def names_of_files(module: str) -> Away:
    def away(patch: Patch) -> None:
        empty = reader("files").Piece("bestandsnaam", "", solid=False)
        patch.setattr(reader(module), "named", lambda name: empty)

    return away


def text_chunks(patch: Patch) -> None:
    patch.setattr(reader("image"), "_text", lambda kind, body: "")


def within(module: str) -> Away:
    """Files in files are passed over."""

    def away(patch: Patch) -> None:
        name = "pieces_of_bytes" if module == "archive" else "kept_pieces"
        patch.setattr(reader(module), name, lambda *given: ())

    return away


def notebook_metadata(folder: Path, name: str) -> Path:
    content = {"cells": [], "metadata": {"authors": [{"name": name}]}}
    (folder / "gegevens.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return folder / "gegevens.ipynb"


def notebook_source(folder: Path, name: str) -> Path:
    cell = {"cell_type": "markdown", "source": [f"Met {name} ging het goed."], "metadata": {}}
    (folder / "bron.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}}), encoding="utf-8")
    return folder / "bron.ipynb"


def docx_comment_text(folder: Path, name: str) -> Path:
    def change(document: Any) -> None:
        document.add_comment(document.paragraphs[0].runs, text=f"Vraag {name}", author="x", initials="x")

    return holders._docx(folder / "opmerking.docx", change)


def docx_endnote(folder: Path, name: str) -> Path:
    content = f"<w:endnotes {holders.W}><w:endnote><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:endnote></w:endnotes>"
    return holders._docx_with(folder / "eindnoot.docx", "word/endnotes.xml", content)


def mail_attachment_name(folder: Path, name: str) -> Path:
    from email.message import EmailMessage

    message = EmailMessage()
    message.set_content("Beste,")
    file = f"{name.replace(' ', '')}.txt"
    message.add_attachment(b"niets", maintype="application", subtype="octet-stream", filename=file)
    (folder / "naam.eml").write_bytes(message.as_bytes())
    return folder / "naam.eml"


PLACES: dict[str, tuple[Maker, Away]] = {
    "docx: hoofdtekst": (holders.docx_split_body, member("word/document")),
    "docx: alinea's": (holders.docx_split_body, nodes("p")),
    "docx: tabellen": (holders.docx_table, nodes("tbl")),
    "docx: koptekst": (holders.docx_header, member("word/header")),
    "docx: voettekst": (holders.docx_footer, member("word/footer")),
    "docx: voetnoten": (holders.docx_footnote, member("word/footnotes")),
    "docx: eindnoten": (docx_endnote, member("word/endnotes")),
    "docx: opmerkingen": (docx_comment_text, member("word/comments")),
    "docx: wie een opmerking schreef": (holders.docx_comment, attribute("archive", "author")),
    "docx: eigenschappen": (holders.docx_properties, member("docprops/")),
    "docx: eigen XML": (holders.docx_custom_xml, member("customxml/")),
    "docx: wie iets veranderde": (holders.docx_revision_author, attribute("archive", "author")),
    "docx: weggehaalde tekst": (holders.docx_deleted_text, nodes("delText")),
    "docx: afbeeldingen": (holders.docx_picture, member("word/media")),
    "odt: hoofdtekst": (holders.odt_body, member("content.xml")),
    "xlsx: cellen": (holders.xlsx_cell, member("xl/sharedstrings", "xl/worksheets")),
    "xlsx: namen van werkbladen": (holders.xlsx_sheet_name, attribute("archive", "name")),
    "zip: bestanden erin": (holders.nested_zip, within("archive")),
    "zip: namen van bestanden": (holders.file_name_in_zip, names_of_files("archive")),
    "pdf: bladzijden": (holders.pdf_page, part("pdf", "_page")),
    "pdf: eigenschappen": (holders.pdf_author, properties_of_pdf),
    "pdf: alternatieve tekst": (holders.pdf_alternative_text, part("pdf", "_strings")),
    "pdf: bladwijzers en koppen": (holders.pdf_bookmark, outline_of_pdf),
    "ipynb: bron": (notebook_source, key("source")),
    "ipynb: uitvoer": (holders.notebook_output, key("outputs")),
    "ipynb: gegevens": (notebook_metadata, key("metadata")),
    "ipynb: stand van widgets": (holders.notebook_widget_state, key("widgets")),
    "png: tekst": (holders.png_text, text_chunks),
    "html: tekst": (holders.html_text, part("markup", "_texts")),
    "html: kenmerken": (holders.html_attribute, attribute("markup", "alt")),
    "html: commentaar": (holders.html_comment, page_comments),
    "html: scripts": (holders.html_script, page_scripts),
    "html: ingevoegde bestanden": (holders.html_embedded_picture, within("markup")),
    "svg: labels": (holders.svg_label, part("markup", "_texts")),
    "svg: commentaar": (holders.svg_comment, page_comments),
    "eml: kopregels": (holders.mail_header, headers),
    "eml: bericht": (holders.mail_body, of_mail("bericht")),
    "eml: bijlagen": (holders.mail_attachment, of_mail("bijlage")),
    "eml: namen van bijlagen": (mail_attachment_name, names_of_files("mail")),
    "namen van bestanden": (holders.file_name, names_of_files("files")),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    """Readers remember what they read."""
    for when in ("before", "after"):
        reader("archive")._part.cache_clear()
        forget()
        if when == "before":
            yield


def found(study: Study, path: Path) -> bool:
    reader("archive")._part.cache_clear()
    return bool(check_files(study, [path]).leaks)


@pytest.mark.parametrize("place", PLACES)
def test_with_one_place_taken_away_a_name_slips_through(
    study: Study, tmp_path: Path, place: str, monkeypatch: Patch
) -> None:
    maker, away = PLACES[place]
    path = maker(tmp_path, NAME)
    assert found(study, path)
    away(monkeypatch)
    assert not found(study, path)


@pytest.mark.parametrize(
    ("place", "other"),
    [
        ("docx: tabellen", holders.docx_split_body),
        ("docx: koptekst", holders.docx_footer),
        ("docx: eigenschappen", holders.docx_custom_xml),
        ("docx: wie iets veranderde", holders.docx_deleted_text),
        ("pdf: bladzijden", holders.pdf_author),
        ("ipynb: uitvoer", holders.notebook_widget_state),
        ("eml: bericht", holders.mail_header),
        ("html: commentaar", holders.html_text),
    ],
)
def test_only_that_place_is_taken_away(
    study: Study, tmp_path: Path, place: str, other: Maker, monkeypatch: Patch
) -> None:
    PLACES[place][1](monkeypatch)
    assert found(study, other(tmp_path, NAME))
