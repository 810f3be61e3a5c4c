"""A Word file that came back, taken apart: paragraphs in pieces that know whose bookmark they are in, and who changed them.

python-docx hides tracked insertions and what stands in controls, so the XML is read here. ECMA-376-1: revisions §17.13.5,
bookmarks §17.13.6, controls §17.5.2, comments §17.13.4. Nothing is recovered: a damaged file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from ..archives import damaged, open_archive, parse_xml, read_member
from .form import FIELD, NAMESPACE, UNIT
from .word_nodes import DELETED, INSERTED, SKIPPED, W14, W, field_kind, field_tag, is_marked, is_struck, letters, plain

_REFERENCE = re.compile(r"\b([a-z0-9][a-z0-9_-]*)-v(\d+)-([0-9a-f]{10})\b")
_OWN_ID = re.compile(r"[0-9a-f]{64}")
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with one owner, one author and one fate."""

    text: str
    owner: str
    """Unit (``u007``) or field (``f03``) in whose bookmark it stands; empty when in none."""
    new: bool
    """Stands in the text when all changes are accepted."""
    old: bool
    """Stood in it before the changes that were tracked."""
    author: str = ""
    date: str = ""
    comments: tuple[str, ...] = ()
    group: int = 0
    """Number of the tracked change it belongs to; neighbours of one author share it."""
    struck: bool = False
    """Somebody drew a line through it by hand: gone, but a person has to say so."""
    marked: bool = False
    """Somebody put a marker over it."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it came back."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """Units whose bookmark begins in it, also when nothing stands in it any more."""
    fields: list[str] = field(default_factory=list)
    """Tags and bookmarks of the fields that stand in it."""
    cell: tuple[int, int, int] | None = None
    """(table, row, column) of a cell."""
    runs_on: bool = False
    """Its end was deleted with tracking: it runs on into the next."""


@dataclass(slots=True)
class Control:
    """A content control that may be one of our fields."""

    tag: str
    marks: list[str]
    kind: str
    text: str
    checked: bool | None = None
    struck: bool = False
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin."""

    number: str
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class WordParts:
    """Everything of a reply that says something."""

    digest: str
    """Digest of what was sent, when the file still has it."""
    references: tuple[str, ...]
    """References (kenmerk) found in footers, headers and the body."""
    paragraphs: tuple[Paragraph, ...]
    controls: tuple[Control, ...]
    comments: tuple[Comment, ...]
    elsewhere: tuple[str, ...]
    """Words in text boxes, footnotes and endnotes: no part of the text, but somebody wrote them."""
    margins: tuple[str, ...] = ()
    """The words of each header and footer."""
    pictures: int = 0
    """How many pictures and drawings stand in the text."""


def take_apart(data: bytes, *, path: Path) -> WordParts:
    """Read a .docx. Raises InputError when it is damaged or no Word document."""
    with open_archive(data, path=path) as archive:
        main = read_member(archive, "word/document.xml", path=path)
        if main is None:
            raise damaged(path)
        names = sorted(archive.namelist())
        others = {n: read_member(archive, n, path=path) or b"" for n in names if _of_interest(n)}
    body = parse_xml(main, path=path).find(f"{W}body")
    if body is None:
        raise damaged(path)
    roots = {name: parse_xml(part, path=path) for name, part in others.items()}
    walk = _Walk({end.get(f"{W}id", "") for end in body.iter(f"{W}bookmarkEnd")})
    walk.block(body)
    margins = [plain(root) for name, root in roots.items() if re.match(r"word/(footer|header)\d*\.xml$", name)]
    notes = [plain(note) for name, root in roots.items() if name in ("word/footnotes.xml", "word/endnotes.xml")
             for note in root if note.get(f"{W}type") is None]  # fmt: skip
    text = " ".join([*margins, *("".join(p.text for p in paragraph.pieces) for paragraph in walk.paragraphs)])
    return WordParts(
        digest=_digest(roots),
        references=tuple(dict.fromkeys(match.group() for match in _REFERENCE.finditer(text))),
        paragraphs=tuple(walk.paragraphs),
        controls=tuple(walk.controls),
        comments=tuple(_comments(roots.get("word/comments.xml"))),
        elsewhere=tuple(text for text in (*walk.boxes, *notes) if text.strip()),
        margins=tuple(text for text in margins if text.strip()),
        pictures=walk.pictures,
    )


def _of_interest(name: str) -> bool:
    return bool(re.match(r"word/(footer|header)\d*\.xml$|customXml/item\d+\.xml$", name)) or name in (
        "word/comments.xml", "word/footnotes.xml", "word/endnotes.xml", "docProps/custom.xml",
    )  # fmt: skip


def _digest(roots: dict[str, etree._Element]) -> str:
    """The digest of the custom XML part, else of the custom properties."""
    for name, root in roots.items():
        if name.startswith("customXml/") and root.tag == f"{{{NAMESPACE}}}approval":
            found = root.get("sha256", "")
            if _OWN_ID.fullmatch(found):
                return found
    custom = roots.get("docProps/custom.xml")
    if custom is not None:
        for one in custom:
            found = "".join(str(text) for text in one.itertext()).strip()
            if one.get("name") == "nota.sha256" and _OWN_ID.fullmatch(found):
                return found
    return ""


@dataclass(frozen=True, slots=True)
class _Look:
    """What lies through or over a run."""

    struck: bool = False
    marked: bool = False


_PLAIN = _Look()


class _Walk:
    """Goes through the body in reading order and remembers which bookmarks and comments are open."""

    def __init__(self, closed: set[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.controls: list[Control] = []
        self.boxes: list[str] = []
        self.pictures = 0
        self._closed = closed
        self._marks: list[tuple[str, str]] = []
        self._comments: list[str] = []
        self._tables = 0
        self._cell: tuple[int, int, int] | None = None
        self._group = 0
        self._last: tuple[str, bool] | None = None

    def block(self, parent: etree._Element, *, new: bool = True, old: bool = True) -> None:
        """Paragraphs, tables and what holds them."""
        for node in parent:
            if node.tag == f"{W}p":
                self._paragraph(node, new, old)
            elif node.tag == f"{W}tbl":
                self._table(node)
            elif node.tag == f"{W}sdt":
                self._block_control(node, new, old)
            elif node.tag in INSERTED or node.tag in DELETED:
                self.block(node, new=new and node.tag in INSERTED, old=old and node.tag in DELETED)
            elif isinstance(node.tag, str) and node.tag not in SKIPPED and not self._mark(node, None):
                self.block(node, new=new, old=old)

    def _block_control(self, node: etree._Element, new: bool, old: bool) -> None:
        inside = node.find(f"{W}sdtContent")
        if inside is None:
            return
        if self._field_marks(node) is None:
            self.block(inside, new=new, old=old)
            return
        paragraph = Paragraph(cell=self._cell)
        self._control(node, paragraph, new, old)
        self.paragraphs.append(paragraph)

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number, outer = self._tables, self._cell
        for y, row in enumerate(table.iter(f"{W}tr")):
            gone = row.find(f"{W}trPr/{W}del") is not None
            for x, cell in enumerate(row.iter(f"{W}tc")):
                self._cell = (number, y, x)
                self.block(cell, new=not gone)
        self._cell = outer

    def _paragraph(self, node: etree._Element, new: bool, old: bool) -> None:
        paragraph = Paragraph(cell=self._cell, marks=[name for name, _ in self._marks if name.startswith("u")])
        end = node.find(f"{W}pPr/{W}rPr")
        paragraph.runs_on = end is not None and any(end.find(tag) is not None for tag in DELETED)
        self._last = None
        self._inline(node, paragraph, new, old, "", "")
        self._marks = [(name, number) for name, number in self._marks if number in self._closed]
        self.paragraphs.append(paragraph)

    def _inline(
        self, node: etree._Element, into: Paragraph, new: bool, old: bool, author: str, date: str, look: _Look = _PLAIN
    ) -> None:
        for child in node:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            text = letters(child)
            if text is not None:
                self._add(into, text, new, old, author, date, look)
            elif tag == f"{W}r":
                self._inline(child, into, new, old, author, date, _Look(is_struck(child), is_marked(child)))
            elif tag == f"{W}txbxContent":
                self.boxes.append(plain(child))
            elif tag in INSERTED or tag in DELETED:
                who, when = child.get(f"{W}author", ""), child.get(f"{W}date", "")
                self._inline(
                    child, into, new and tag in INSERTED, old and tag in DELETED, who or author, when or date, look
                )
            elif tag == f"{W}sdt":
                self._control(child, into, new, old)
            elif not self._mark(child, into):
                self.pictures += new and tag in _PICTURES and child.find(f".//{W}txbxContent") is None
                self._inline(child, into, new, old, author, date, look)

    def _add(
        self, into: Paragraph, text: str, new: bool, old: bool, author: str, date: str, look: _Look = _PLAIN
    ) -> None:
        if not text or not (new or old):
            return
        owner = self._marks[-1][0] if self._marks else ""
        struck = look.struck and new and bool(text.strip())
        changed = new != old or struck
        if changed and self._last != (author, struck):
            self._group += 1
        self._last = (author, struck) if changed else None
        group = self._group if changed else 0
        into.pieces.append(
            Piece(text, owner, new and not struck, old, author, date, tuple(self._comments), group, struck, look.marked)
        )

    def _mark(self, node: etree._Element, into: Paragraph | None) -> bool:
        """Open or close a bookmark or comment. Returns whether the node was one."""
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name", "")
            for prefix, letter in ((UNIT, "u"), (FIELD, "f")):
                if name.startswith(prefix):
                    self._marks.append((letter + name.removeprefix(prefix), number))
                    if into is not None and letter == "u":
                        into.marks.append(self._marks[-1][0])
        elif node.tag == f"{W}bookmarkEnd":
            self._marks = [(name, one) for name, one in self._marks if one != number]
        elif node.tag == f"{W}commentRangeStart":
            self._comments.append(number)
        elif node.tag == f"{W}commentRangeEnd":
            self._comments = [one for one in self._comments if one != number]
        elif node.tag == f"{W}commentReference" and into is not None:
            into.pieces.append(Piece("", self._marks[-1][0] if self._marks else "", True, True, comments=(number,)))
        else:
            return False
        return True

    def _field_marks(self, node: etree._Element) -> list[str] | None:
        """The fields whose bookmark is around or in a control; None when it is none of our fields."""
        marks = [one for one, _ in self._marks if one.startswith("f")]
        inside = (mark.get(f"{W}name", "") for mark in node.iter(f"{W}bookmarkStart"))
        marks += ["f" + name.removeprefix(FIELD) for name in inside if name.startswith(FIELD)]
        return marks if field_kind(node) and (marks or field_tag(node).startswith("nota:")) else None

    def _control(self, node: etree._Element, into: Paragraph, new: bool, old: bool) -> None:
        """One of our fields is kept apart; any other control is only a wrapping."""
        inside = node.find(f"{W}sdtContent")
        marks = self._field_marks(node)
        if inside is None:
            return
        if marks is None:
            self._inline(inside, into, new, old, "", "")
            return
        for mark in inside.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            self._mark(mark, into)
        control = Control(field_tag(node).removeprefix("nota:"), marks, field_kind(node), plain(inside))
        into.fields += [control.tag, *marks]
        control.struck = any(is_struck(one) for one in inside.iter(f"{W}r"))
        box = node.find(f"{W}sdtPr/{W14}checkbox")
        if box is not None:
            state = box.find(f"{W14}checked")
            control.checked = state is not None and state.get(f"{W14}val", "1") in ("1", "true", "on")
        control.options = {
            item.get(f"{W}displayText", item.get(f"{W}value", "")): item.get(f"{W}value", "")
            for item in node.iter(f"{W}listItem")
        }
        self.controls.append(control)


def _comments(root: Any) -> Iterator[Comment]:
    if root is None:
        return
    for node in root.iter(f"{W}comment"):
        get = node.get
        yield Comment(get(f"{W}id", ""), get(f"{W}author", ""), get(f"{W}date", ""), plain(node))
