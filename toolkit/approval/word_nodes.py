"""Single elements of a Word file: their words, what lies through or over them, what kind of field they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
INSERTED = {f"{W}ins", f"{W}moveTo"}
DELETED = {f"{W}del", f"{W}moveFrom"}
SKIPPED = {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}instrText", f"{W}delInstrText", f"{W}tblPr", f"{W}trPr", f"{W}tcPr",
            f"{W}tblGrid", f"{W}sectPr", f"{W}footnoteReference", f"{W}endnoteReference", _FALLBACK}  # fmt: skip
WORDS = {f"{W}t", f"{W}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
SPACE = {f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"}
_SIGNS = {
    "Wingdings": {"6F": "☐", "A8": "☐", "FB": "✗", "FC": "✓", "FD": "☒", "FE": "☒", "4A": "☺", "E0": "→"},
    "Wingdings 2": {"4F": "✗", "50": "✓", "51": "☒", "52": "☑", "A3": "☐"},
}
"""Symbols people tick with, and those that Word makes of ``:)`` and ``-->``, by font and the last byte of their number."""
_UNKNOWN = "\ufffd"
_NO = ("0", "false", "off", "none")
_PAPER = ("auto", "clear", "none", "ffffff")


def letters(node: etree._Element) -> str | None:
    """The letters or the space that an element stands for; None when it is no such element.

    Letters are composed (NFC): a Mac may write an e and an accent where the form had one letter.
    """
    if node.tag in WORDS:
        return unicodedata.normalize("NFC", node.text or "")
    if node.tag in SPACE:
        return " "
    if node.tag == f"{W}noBreakHyphen":
        return "-"
    if node.tag == f"{W}sym":
        number = node.get(f"{W}char", "")[-2:].upper()
        return _SIGNS.get(node.get(f"{W}font", ""), {}).get(number, _UNKNOWN)
    return None


def is_struck(run: etree._Element) -> bool:
    """Whether somebody drew a line through a run, or hid it: to a reader its words are gone."""
    look = run.find(f"{W}rPr") if run.tag == f"{W}r" else None
    if look is None:
        return False
    found = (look.find(f"{W}{name}") for name in ("strike", "dstrike", "vanish"))
    return any(one is not None and one.get(f"{W}val", "1") not in _NO for one in found)


def is_marked(run: etree._Element) -> bool:
    """Whether somebody put a marker over a run; the form itself has none."""
    look = run.find(f"{W}rPr") if run.tag == f"{W}r" else None
    if look is None:
        return False
    marker, paper = look.find(f"{W}highlight"), look.find(f"{W}shd")
    if marker is not None and marker.get(f"{W}val", "none") not in (*_NO, "white"):
        return True
    return paper is not None and paper.get(f"{W}fill", "auto").lower() not in _PAPER


def field_tag(node: etree._Element) -> str:
    """The tag of a content control; empty when it has none."""
    found = node.find(f"{W}sdtPr/{W}tag")
    return found.get(f"{W}val", "") if found is not None else ""


def field_kind(node: etree._Element) -> str:
    """``box``, ``list`` or ``text``; a control without a kind is rich text, and a field when it stands in a line."""
    properties = node.find(f"{W}sdtPr")
    if properties is None:
        return ""
    kinds = (
        (f"{W14}checkbox", "box"),
        (f"{W}dropDownList", "list"),
        (f"{W}comboBox", "list"),
        (f"{W}text", "text"),
    )
    found = next((name for tag, name in kinds if properties.find(tag) is not None), "")
    wraps = node.find(f".//{W}p") is not None or node.find(f".//{W}sdt") is not None
    return found or ("" if wraps else "text")


def plain(node: etree._Element) -> str:
    """Words of an element with all changes accepted; paragraphs apart by spaces."""
    return " ".join(
        "".join(_accepted(p)) for p in ([node] if node.find(f".//{W}p") is None else node.iter(f"{W}p"))
    ).strip()


def _accepted(node: etree._Element) -> Iterator[str]:
    for child in node:
        if not isinstance(child.tag, str) or child.tag in SKIPPED or child.tag in DELETED:
            continue
        text = letters(child)
        if text is not None:
            yield text
        else:
            yield from _accepted(child)
