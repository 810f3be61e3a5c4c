"""Replies as people send them: a form in, an edited .docx and the truth about it out. Same seed, same reply.

Written without having seen the reader. What is true, decided beforehand:

- A unit (paragraph, heading, list item, caption, cell) holds the words that were its own or were typed among them, in
  the order of the document. Words at the end of a paragraph belong to the unit that ends there.
- A split unit holds both halves. In a merged paragraph each unit keeps its own words; the space between is nobody's.
- A unit that was moved is the same unit, whatever marks the move has; that it was moved should be shown.
- A unit typed again is changed. When hardly a word is the same (``loose``), "deleted, and something new" is as true.
- Of a paragraph and its copy either may be called the unit; the other is new.
- A new paragraph belongs to no unit: its words have to be shown, under a unit or as unplaced.
- Of units with the same words (cells of a table) it is not said which one was deleted.
- Words typed among the questions, in the table of questions or in the margin of the page belong to no unit.
- Curly quotes, dashes, hard spaces, space at the ends and line breaks within a unit make no difference; every
  other character does. An accent written apart is the same letter.
"""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from fuzz_answers import Said, fill_in
from fuzz_edits import edit_more, edit_text
from fuzz_losses import decompose, save_as
from fuzz_model import Reply, W, open_form, save_reply, texts_of, zipped
from fuzz_scribbles import scribble
from lxml import etree


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reply says."""

    old: dict[str, str]
    """Words of each unit as they were sent, by the number in its bookmark."""
    new: dict[str, str | None]
    """Words of each unit now; None when it was deleted."""
    added: tuple[str, ...]
    """Paragraphs that belong to no unit."""
    moved: frozenset[str]
    reordered: bool
    """Whether what is left of the units stands in another order."""
    loose: frozenset[str]
    copies: dict[str, str]
    """Unit -> the words of its copy."""
    comments: tuple[tuple[str, str, str], ...]
    """(unit, author, text)."""
    said: dict[str, Said]
    """Answers by field or group: ``oordeel``, ``kanaal:nota``, ``school``, ``naam``, ``opmerking``."""
    done: tuple[str, ...]
    """The names of the edits, to tell failures apart."""


def make_reply(form: bytes, seed: int, condition: str, *, more: bool = True) -> tuple[bytes, Truth]:
    """An edited copy of a form, saved as one of CONDITIONS does, and the truth about it.

    Without ``more`` only the usual edits of the text and answers in their fields.
    """
    rng, other = random.Random(f"{seed}/{condition}"), random.Random(f"{seed}/{condition}/more")
    reply = open_form(form, rng)
    old = texts_of(reply.lines)
    count = rng.choice((0, 1, 1, 2, 2, 3, 3, 4, 5)) if rng.random() < 0.9 else rng.randint(6, 12)
    edit_text(reply, rng, count)
    if more:
        edit_more(reply, other)
    new = texts_of(reply.lines) | texts_of([line for _, line in reply.outside])
    data = save_reply(reply)  # the text; from here on the whole document is at hand as XML
    reply.root = etree.fromstring(_part(data, "word/document.xml"))
    reply.bare = condition == "google" or (condition == "libreoffice" and rng.random() < 0.2)
    said = fill_in(reply, controls=not reply.bare)
    scribbled = scribble(reply, said, other) if more else []
    save_as(condition, reply)
    if more and other.random() < 0.1:
        decompose(reply)
    _add_comments(reply)
    reply.parts["word/document.xml"] = etree.tostring(
        reply.root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    truth = Truth(
        old=old,
        new={unit: new.get(unit) for unit in old},
        added=(*(text for owner, text in new.items() if owner.startswith("+")), *scribbled),
        moved=frozenset(reply.moved & set(new)),
        reordered=bool(reply.moved) and [one for one in new if one in old] != [one for one in old if one in new],
        loose=frozenset(reply.loose),
        copies={unit: new[copy] for unit, copy in reply.copies.items()},
        comments=tuple(reply.comments),
        said=said,
        done=(condition, *reply.done),
    )
    return zipped(reply.parts), truth


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name)


def _add_comments(reply: Reply) -> None:
    """The part with the remarks in the margin, and what points to it."""
    if not reply.comments:
        return
    made = []
    for number, (_, author, text) in enumerate(reply.comments):
        lines = "".join(
            f'<w:p><w:r><w:annotationRef/></w:r><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for line in text.split("\n")
        )
        made.append(
            f'<w:comment w:id="{number}" w:author={quoteattr(author)} w:date="2024-05-21T10:00:00Z" w:initials="X">{lines}</w:comment>'
        )
    reply.parts["word/comments.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{W}">{"".join(made)}</w:comments>'.encode()
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    for name, piece in (
        (
            "word/_rels/document.xml.rels",
            f'<Relationship Id="rIdRemarks" Type="{office}/comments" Target="comments.xml"/>',
        ),
        ("[Content_Types].xml", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/>'),
    ):
        tree = etree.fromstring(reply.parts[name])
        space = etree.QName(tree).namespace
        tree.append(etree.fromstring(piece.replace(" ", f' xmlns="{space}" ', 1)))
        reply.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
