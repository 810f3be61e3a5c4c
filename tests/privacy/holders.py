"""Files of every kind with a text hidden where people do not look. Each maker writes one file that holds it in one place."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

Maker = Callable[[Path, str], Path]


def _docx(path: Path, change: Callable[..., None]) -> Path:
    import docx

    document = docx.Document()
    document.add_paragraph("Een gewone alinea.")
    change(document)
    document.save(str(path))
    return path


def docx_split_body(folder: Path, name: str) -> Path:
    """The name lies over two runs of one paragraph."""

    def change(document: object) -> None:
        paragraph = document.add_paragraph("Toen kwam ")  # type: ignore[attr-defined]
        paragraph.add_run(name[:3]).bold = True
        paragraph.add_run(name[3:] + " binnen.")

    return _docx(folder / "tekst.docx", change)


def docx_table(folder: Path, name: str) -> Path:
    def change(document: object) -> None:
        document.add_table(1, 2).cell(0, 1).text = name  # type: ignore[attr-defined]

    return _docx(folder / "tabel.docx", change)


def docx_header(folder: Path, name: str) -> Path:
    def change(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = f"Gesprek met {name}"  # type: ignore[attr-defined]

    return _docx(folder / "koptekst.docx", change)


def docx_footer(folder: Path, name: str) -> Path:
    def change(document: object) -> None:
        document.sections[0].footer.paragraphs[0].text = name  # type: ignore[attr-defined]

    return _docx(folder / "voettekst.docx", change)


def docx_properties(folder: Path, name: str) -> Path:
    def change(document: object) -> None:
        document.core_properties.last_modified_by = name  # type: ignore[attr-defined]

    return _docx(folder / "eigenschappen.docx", change)


def docx_comment(folder: Path, name: str) -> Path:
    def change(document: object) -> None:
        runs = document.paragraphs[0].runs  # type: ignore[attr-defined]
        document.add_comment(runs, text="Klopt dit?", author=name, initials="x")  # type: ignore[attr-defined]

    return _docx(folder / "opmerking.docx", change)


def _docx_with(path: Path, member: str, content: str) -> Path:
    _docx(path, lambda document: None)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, content)
    return path


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_footnote(folder: Path, name: str) -> Path:
    content = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>Zie {name}.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    return _docx_with(folder / "voetnoot.docx", "word/footnotes.xml", content)


def docx_custom_xml(folder: Path, name: str) -> Path:
    return _docx_with(folder / "eigen.docx", "customXml/item9.xml", f"<gegevens><wie>{name}</wie></gegevens>")


def docx_revision_author(folder: Path, name: str) -> Path:
    content = f'<w:hdr {W}><w:p><w:ins w:author="{name}" w:id="1"><w:r><w:t>erbij</w:t></w:r></w:ins></w:p></w:hdr>'
    return _docx_with(folder / "wijziging.docx", "word/header9.xml", content)


def docx_deleted_text(folder: Path, name: str) -> Path:
    content = f"<w:ftr {W}><w:p><w:del><w:r><w:delText>met {name}</w:delText></w:r></w:del></w:p></w:ftr>"
    return _docx_with(folder / "weggehaald.docx", "word/footer9.xml", content)


def docx_picture(folder: Path, name: str) -> Path:
    _docx(folder / "plaatje.docx", lambda document: None)
    with zipfile.ZipFile(folder / "plaatje.docx", "a") as archive:
        archive.writestr("word/media/image1.png", png_bytes(name))
    return folder / "plaatje.docx"


def odt_body(folder: Path, name: str) -> Path:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = f'<office xmlns:text="{text}"><text:p>Met <text:span>{name}</text:span> ging het goed.</text:p></office>'
    with zipfile.ZipFile(folder / "tekst.odt", "w") as archive:
        archive.writestr("content.xml", content)
    return folder / "tekst.odt"


def xlsx_cell(folder: Path, name: str) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["B2"] = f"volgens {name}"  # type: ignore[index]
    book.save(folder / "cel.xlsx")
    return folder / "cel.xlsx"


def xlsx_sheet_name(folder: Path, name: str) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = name[:30]  # type: ignore[union-attr]
    book.save(folder / "blad.xlsx")
    return folder / "blad.xlsx"


def _pdf(path: Path, source: str) -> Path:
    import typst

    (path.parent / "bron.typ").write_text(source, encoding="utf-8")
    path.write_bytes(typst.compile(str(path.parent / "bron.typ"), pdf_standards=["ua-1"]))
    (path.parent / "bron.typ").unlink()
    return path


_PDF = '#set document(title: "Proef", author: ("{author}",))\n#set text(lang: "nl")\n= Kop\n'


def pdf_page(folder: Path, name: str) -> Path:
    return _pdf(folder / "tekst.pdf", _PDF.format(author="Bureau") + f"Toen kwam {name} binnen.")


def pdf_author(folder: Path, name: str) -> Path:
    return _pdf(folder / "auteur.pdf", _PDF.format(author=name) + "Een gewone alinea.")


def pdf_alternative_text(folder: Path, name: str) -> Path:
    body = f'#figure(rect(width: 1cm), alt: "Foto van {name}", caption: [Een foto])'
    return _pdf(folder / "alt.pdf", _PDF.format(author="Bureau") + body)


def pdf_bookmark(folder: Path, name: str) -> Path:
    return _pdf(folder / "bladwijzer.pdf", _PDF.format(author="Bureau") + f"\n== Over {name}\nTekst.")


def html_text(folder: Path, name: str) -> Path:
    return _write(folder / "pagina.html", f"<!doctype html><p>Toen kwam <b>{name[:4]}</b>{name[4:]} binnen.")


def html_attribute(folder: Path, name: str) -> Path:
    return _write(folder / "kenmerk.html", f'<!doctype html><img src="a.png" alt="Foto van {name}">')


def html_comment(folder: Path, name: str) -> Path:
    return _write(folder / "commentaar.html", f"<!doctype html><p>Tekst<!-- navragen bij {name} --></p>")


def html_script(folder: Path, name: str) -> Path:
    escaped = "".join(f"\\u{ord(c):04x}" if not c.isascii() else c for c in name)
    return _write(folder / "gegevens.html", f'<!doctype html><p>x</p><script>let wie = "{escaped}"</script>')


def html_embedded_picture(folder: Path, name: str) -> Path:
    data = base64.b64encode(png_bytes(name)).decode()
    return _write(folder / "ingevoegd.html", f'<!doctype html><img src="data:image/png;base64,{data}" alt="figuur">')


def svg_label(folder: Path, name: str) -> Path:
    return _write(folder / "figuur.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><g><text>{name}</text></g></svg>')


def svg_comment(folder: Path, name: str) -> Path:
    """matplotlib draws letters as shapes and writes the label beside them as a comment."""
    return _write(folder / "vormen.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><g><!-- {name} --></g></svg>')


def notebook_output(folder: Path, name: str) -> Path:
    output = {"output_type": "display_data", "data": {"text/html": [f"<p>{name}</p>"]}, "metadata": {}}
    cell = {"cell_type": "code", "source": ["1"], "outputs": [output], "metadata": {}}
    return _write(folder / "uitvoer.ipynb", json.dumps({"cells": [cell], "metadata": {}}))


def notebook_widget_state(folder: Path, name: str) -> Path:
    state = {"widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"value": name}}}}}
    return _write(folder / "widget.ipynb", json.dumps({"cells": [], "metadata": state}))


def csv_cell(folder: Path, name: str) -> Path:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["wie", "wat"], [name, "x; y"]])
    return _write(folder / "tabel.csv", buffer.getvalue())


def json_lines(folder: Path, name: str) -> Path:
    return _write(folder / "regels.jsonl", json.dumps({"a": 1}) + "\n" + json.dumps({"evidence": [name]}) + "\n")


def markdown(folder: Path, name: str) -> Path:
    return _write(folder / "tekst.md", f"# Kop\n\nMet {name} ging het goed.\n")


def windows_text(folder: Path, name: str) -> Path:
    (folder / "oud.txt").write_bytes(f"één alinea over {name}".encode("cp1252"))
    return folder / "oud.txt"


def png_text(folder: Path, name: str) -> Path:
    (folder / "figuur.png").write_bytes(png_bytes(name))
    return folder / "figuur.png"


def mail_header(folder: Path, name: str) -> Path:
    return _mail(folder / "kop.eml", to=f"{name} <x@school.example>", body="Beste,", attachment=None)


def mail_body(folder: Path, name: str) -> Path:
    return _mail(
        folder / "bericht.eml", to="x@school.example", body=f"Beste {name},\nhierbij de tekst é.", attachment=None
    )


def mail_attachment(folder: Path, name: str) -> Path:
    return _mail(folder / "bijlage.eml", to="x@school.example", body="Beste,", attachment=f"Met {name} ging het goed.")


def nested_zip(folder: Path, name: str) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("tekst.txt", f"Met {name} ging het goed.")
    with zipfile.ZipFile(folder / "pakket.zip", "w") as archive:
        archive.writestr("map/binnen.zip", inner.getvalue())
    return folder / "pakket.zip"


def file_name(folder: Path, name: str) -> Path:
    return _write(folder / f"{name.replace(' ', '_').lower()}-brief.txt", "Een gewone alinea.")


def file_name_in_zip(folder: Path, name: str) -> Path:
    with zipfile.ZipFile(folder / "bestanden.zip", "w") as archive:
        archive.writestr(f"{name.replace(' ', '')}.txt", "Een gewone alinea.")
    return folder / "bestanden.zip"


def disguised_pdf(folder: Path, name: str) -> Path:
    path = _pdf(folder / "bron.pdf", _PDF.format(author="Bureau") + f"Toen kwam {name} binnen.")
    return path.rename(folder / "tekst.dat")


def png_bytes(text: str) -> bytes:
    """A picture of one point with a line of text beside it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    note = chunk(b"iTXt", b"Description\0\1\0nl\0\0" + zlib.compress(text.encode()))
    return b"\x89PNG\r\n\x1a\n" + head + note + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def _mail(path: Path, *, to: str, body: str, attachment: str | None) -> Path:
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = "Uw tekst"
    message.set_content(body)
    if attachment:
        message.add_attachment(attachment.encode(), maintype="text", subtype="plain", filename="tekst.txt")
    path.write_bytes(message.as_bytes())
    return path


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


PLAIN: tuple[Maker, ...] = (csv_cell, markdown, windows_text, file_name)
HOLDERS: dict[str, tuple[Maker, ...]] = {
    "archive": (docx_split_body, docx_table, docx_header, docx_footer, docx_properties, docx_comment, docx_footnote,
                docx_custom_xml, docx_revision_author, docx_deleted_text, odt_body, xlsx_cell, xlsx_sheet_name,
                nested_zip, file_name_in_zip),
    "pdf": (pdf_page, pdf_author, pdf_alternative_text, pdf_bookmark, disguised_pdf),
    "markup": (html_text, html_attribute, html_comment, html_script, svg_label, svg_comment),
    "structured": (notebook_output, notebook_widget_state, json_lines),
    "image": (png_text, docx_picture, html_embedded_picture),
    "mail": (mail_header, mail_body, mail_attachment),
    "plain": PLAIN,
}  # fmt: skip
"""By the reader that has to find it."""
ALL: tuple[Maker, ...] = tuple(maker for makers in HOLDERS.values() for maker in makers)
