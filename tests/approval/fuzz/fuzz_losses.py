"""What programs do to a form when they save it: noise that means nothing, and anchors that are lost.

Word as known from its files; LibreOffice 7.4 as measured (a form saved by it); Google Docs as known from its exports:
it drops bookmarks, controls and custom parts, renames bookmarks of headings and spells out what styles said.
"""

from __future__ import annotations

import random
import unicodedata
from typing import Any

from fuzz_model import W14, Reply, W, is_unit
from lxml import etree

CONDITIONS = ("word", "libreoffice", "partly", "google")
WITH_ANCHORS = ("word", "libreoffice")


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def save_as(condition: str, reply: Reply) -> None:
    """Change the document and the parts of a reply as this program does."""
    {"word": _word, "libreoffice": _libreoffice, "partly": _partly, "google": _google}[condition](reply)


def _word(reply: Reply) -> None:
    rng = reply.rng
    if rng.random() < 0.15:
        return
    with_ids = rng.random() < 0.7
    for line in list(reply.root.iter(_w("p"))):
        line.set(_w("rsidR"), f"00{rng.randrange(16**6):06X}")
        if with_ids:
            line.set(f"{{{W14}}}paraId", f"{rng.randrange(1, 0x7FFFFFFF):08X}")
            line.set(f"{{{W14}}}textId", "77777777")
    _split_runs(reply.root, rng, 0.25)
    for run in list(reply.root.iter(_w("r"))):
        roll = rng.random()
        if roll < 0.05 and run.getparent().tag == _w("p"):
            run.addprevious(_make("proofErr", type="spellStart"))
            run.addnext(_make("proofErr", type="spellEnd"))
        elif roll < 0.07 and run.find(_w("t")) is not None:
            run.find(_w("t")).addprevious(_make("lastRenderedPageBreak"))
    lines = [p for p in reply.root.iter(_w("p")) if p.find(_w("r")) is not None]
    back = rng.choice(lines).find(_w("r"))
    back.addprevious(_make("bookmarkStart", id="9900", name="_GoBack"))
    back.addprevious(_make("bookmarkEnd", id="9900"))


def _split_runs(root: Any, rng: random.Random, share: float) -> None:
    """Runs fall apart where Word kept something about the editing."""
    for run in list(root.iter(_w("r"))):
        words = run.findall(_w("t"))
        text = words[0].text if len(words) == 1 else None
        if text is None or len(text) < 4 or rng.random() > share:
            continue
        if len(run) > (2 if run.find(_w("rPr")) is not None else 1):
            continue
        at = rng.randrange(1, len(words[0].text))
        second = etree.fromstring(etree.tostring(run))
        second.tail = None
        second.set(_w("rsidRPr"), f"00{rng.randrange(16**6):06X}")
        second.find(_w("t")).text = words[0].text[at:]
        words[0].text = words[0].text[:at]
        for one in (words[0], second.find(_w("t"))):
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(second)


def _libreoffice(reply: Reply) -> None:
    """Tags, names and locks of controls go; a field's bookmark begins within its control; other numbers, empty runs."""
    rng = reply.rng
    flags = rng.random() < 0.5
    for control in list(reply.root.iter(_w("sdt"))):
        properties = control.find(_w("sdtPr"))
        for name in ("tag", "alias", "id", "lock", *(("showingPlcHdr",) if flags else ()), "rPr"):
            for node in properties.findall(_w(name)):
                properties.remove(node)
        content = control.find(_w("sdtContent"))
        before = control.getprevious()
        content.insert(0, etree.fromstring(f'<w:r xmlns:w="{W}"><w:rPr/></w:r>'))
        if before is not None and before.tag == _w("bookmarkStart"):
            content.insert(0, before)
    if reply.bare:
        _unwrap(reply.root)
    numbers: dict[str, str] = {}
    for mark in reply.root.iter(_w("bookmarkStart"), _w("bookmarkEnd")):
        mark.set(_w("id"), numbers.setdefault(mark.get(_w("id")), str(len(numbers))))
    for line in reply.root.iter(_w("p")):
        for name in [name for name in line.attrib if "rsid" in name or W14 in name]:
            del line.attrib[name]
    for run in reply.root.iter(_w("r")):
        if run.find(_w("rPr")) is None:
            run.insert(0, _make("rPr"))
    _bogus_block(reply.root)


def _bogus_block(root: Any) -> None:
    """LibreOffice 7.4 puts a block control around the paragraphs from the first field to the table, and those after it."""
    body = root.find(_w("body"))
    nodes = list(body)
    fields = [n for n, node in enumerate(nodes) if node.tag == _w("p") and node.find(f".//{_w('sdt')}") is not None]
    tables = [n for n, node in enumerate(nodes) if node.tag == _w("tbl") and fields and n > fields[0]]
    ends = [tables[0], len(nodes) - 1] if tables else [len(nodes) - 1]
    start = fields[0] if fields else len(nodes)
    for end in ends:
        if start >= end:
            continue
        around = etree.fromstring(
            f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent/></w:sdt>'
        )
        nodes[start].addprevious(around)
        for node in nodes[start:end]:
            around[1].append(node)
        start = end + 1


def _partly(reply: Reply) -> None:
    """Some of the units' bookmarks are gone; some of the controls too."""
    rng = reply.rng
    for mark in [m for m in reply.root.iter(_w("bookmarkStart")) if is_unit(m)]:
        if rng.random() < 0.3:
            _drop_pair(reply.root, mark)
    if rng.random() < 0.3:
        reply.parts = {name: data for name, data in reply.parts.items() if name != "docProps/custom.xml"}
        _forget(reply, b"custom-properties")
    _word(reply)


def _drop_pair(root: Any, mark: Any) -> None:
    number = mark.get(_w("id"))
    for end in list(root.iter(_w("bookmarkEnd"))):
        if end.get(_w("id")) == number:
            end.getparent().remove(end)
    mark.getparent().remove(mark)


def _google(reply: Reply) -> None:
    root, rng = reply.root, reply.rng
    for mark in list(root.iter(_w("bookmarkStart"), _w("bookmarkEnd"))):
        mark.getparent().remove(mark)
    _unwrap(root)
    for name in ("proofErr", "rPrChange", "lang"):
        for node in list(root.iter(_w(name))):
            node.getparent().remove(node)
    for number, line in enumerate(root.iter(_w("p"))):
        style = line.find(f"{_w('pPr')}/{_w('pStyle')}")
        name = style.get(_w("val")) if style is not None else ""
        if style is not None and not name.startswith(("Heading", "Title")):
            style.getparent().remove(style)
        if name.startswith("Heading") and rng.random() < 0.5:
            line.insert(1, _make("bookmarkStart", id=str(number), name=f"_heading=h.{rng.randrange(16**8):x}"))
            line.insert(2, _make("bookmarkEnd", id=str(number)))
    for run in root.iter(_w("r")):
        look = run.find(_w("rPr"))
        if look is None:
            look = _make("rPr")
            run.insert(0, look)
        look.append(_make("rtl", val="0"))
    reply.parts = {name: data for name, data in reply.parts.items() if not name.startswith(("customXml/", "docProps/"))}
    _forget(reply, b"customXml", b"docProps/", b"custom-properties", b"core-properties")


def _unwrap(root: Any) -> None:
    """Controls become what stood in them."""
    for control in list(root.iter(_w("sdt"))):
        for child in list(control.find(_w("sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)


def _forget(reply: Reply, *words: bytes) -> None:
    """Take relationships and content types of parts away that are gone."""
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        tree = etree.fromstring(reply.parts[name])
        for node in list(tree):
            if any(word in etree.tostring(node) for word in words):
                tree.remove(node)
        reply.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def decompose(reply: Reply) -> None:
    """Letters and their accents apart, as some programs on a Mac write them."""
    for words in reply.root.iter(_w("t"), _w("delText")):
        words.text = unicodedata.normalize("NFD", words.text or "")


def _make(name: str, /, **values: str) -> Any:
    made = etree.Element(_w(name))
    for key, value in values.items():
        made.set(_w(key), value)
    return made
