"""Documents shown: from blocks to Word, PDF, HTML and Markdown, one design, the same bytes each time.

typst and python-docx are loaded when a document is made, not when this package is imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checks import check
    from .html import body_of, to_html
    from .inline import Span, escape, parse, plain
    from .layout import Item, Layout, anchor_of, lay_out
    from .look import CONCEPT, INVENTED, STYLES, Look, marks, speaker_line
    from .markdown import to_markdown
    from .pdf import to_pdf
    from .shell import page
    from .word import add_block, add_colophon, add_contents, add_title, new_document, to_docx
    from .word_package import save
    from .word_xml import bookmark, bookmark_name
    from .write import write_all

_HOMES = {
    "check": "checks",
    "body_of": "html", "to_html": "html",
    "Span": "inline", "escape": "inline", "parse": "inline", "plain": "inline",
    "Item": "layout", "Layout": "layout", "anchor_of": "layout", "lay_out": "layout",
    "CONCEPT": "look", "INVENTED": "look", "STYLES": "look", "Look": "look", "marks": "look", "speaker_line": "look",
    "to_markdown": "markdown",
    "page": "shell",
    "to_pdf": "pdf",
    "add_block": "word", "add_colophon": "word", "add_contents": "word", "add_title": "word", "new_document": "word", "to_docx": "word",
    "save": "word_package",
    "bookmark": "word_xml", "bookmark_name": "word_xml",
    "write_all": "write",
}  # fmt: skip

__all__ = [
    "CONCEPT", "INVENTED", "STYLES", "Item", "Layout", "Look", "Span", "add_block", "add_colophon", "add_contents", "add_title",
    "anchor_of", "body_of", "bookmark", "bookmark_name", "check", "escape", "lay_out", "marks", "new_document", "page", "parse",
    "plain", "save", "speaker_line", "to_docx", "to_html", "to_markdown", "to_pdf", "write_all",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
