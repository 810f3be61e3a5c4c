"""A document as CommonMark with tables and footnotes: for content systems, version control and plain reading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..records import Document
from ..study import Study
from .inline import Span
from .layout import Item, Layout, lay_out
from .look import CALLOUTS, Look

_ALWAYS = re.compile(r"[\\`*_\[\]<>&|~$^@{}#]")
_AT_START = re.compile(r"^([+:=-]|\d{1,9}(?=[.)]))")
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.")


def to_markdown(
    document: Document, *, study: Study | None = None, options: Look | None = None, images: str = ""
) -> str:
    """The document as Markdown. ``images`` is put before the path of every figure (``../../``).

    Raises InputError, naming the block (see :mod:`.checks`).
    """
    layout = lay_out(document, study=study, look=options)
    parts = [f"# {_words(layout.title)}"]
    parts += [f"**{_words(mark)}**" for mark in (layout.concept, layout.invented) if mark]
    parts += [_words(layout.subtitle)] if layout.subtitle else []
    for group in layout.groups:
        blocks = [_block(item, images) for item in group]
        callout = group[0].callout
        if callout:
            cue = [f"**{CALLOUTS[callout]}**"] if CALLOUTS[callout] else []
            blocks = [_quoted("\n\n".join((*cue, *blocks)))]
        parts += blocks
    parts += _colophon(layout)
    parts += [f"[^{number}]: {_inline(spans)}" for number, spans in enumerate(layout.notes, 1)]
    return "\n\n".join(parts) + "\n"


def _mark(item: Item, number: int) -> str:
    """Markdown has no lettered lists: the letter stands in an item of an ordinary one."""
    if item.letters:
        return f"- {chr(ord('a') + (number - 1) % 26)}."
    return f"{number}." if item.ordered else "-"


def _block(item: Item, images: str) -> str:
    words = _start(_inline(item.spans))
    match item.block.kind:
        case "heading":
            label = f"{_words(item.label)} " if item.label else ""
            return f"{'#' * (item.level + 1)} {label}{_inline(item.spans)}"
        case "quote":
            speaker = f"\n\n— {_words(item.speaker)}" if item.speaker else ""
            return _quoted(words + speaker)
        case "list":
            marks = [_mark(item, number) for number in range(1, len(item.entries) + 1)]
            return "\n".join(f"{mark} {_start(_inline(entry))}" for mark, entry in zip(marks, item.entries))
        case "table":
            return "\n\n".join(part for part in (_caption(item), _table(item)) if part)
        case "figure":
            path = f"{images}{item.block.image}.svg"
            target = f"<{path}>" if re.search(r"[\s()]", path) else path
            return f"![{_words(item.alt)}]({target})\n\n{_caption(item)}"
        case _:
            return words


def _caption(item: Item) -> str:
    words = _inline(item.spans)
    if not item.label:
        return f"**{words}**" if words else ""
    return f"**{item.label}.** {words}".rstrip()


def _table(item: Item) -> str:
    rules = ["---:" if right else "---" for right in item.shape.right]
    head, *body = [[_inline(cell, one_line=True) for cell in row] for row in item.cells]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rules, *body))


def _inline(spans: Iterable[Span], *, one_line: bool = False) -> str:
    return "".join(_span(span, one_line) for span in spans)


def _span(span: Span, one_line: bool) -> str:
    match span.kind:
        case "break":
            return " " if one_line else "\\\n"
        case "note":
            return f"[^{span.number}]"
        case "link":
            inner = _inline(span.inner, one_line=one_line)
            shown = inner if span.target.startswith("#") else f"[{inner}](<{span.target}>)"
        case _:
            shown = _words(span.text)
    marks = "**" * span.strong + "*" * span.em
    bare = shown.strip()
    if not marks or not bare:
        return shown
    left, right = shown[: len(shown) - len(shown.lstrip())], shown[len(shown.rstrip()) :]
    return f"{left}{marks}{bare}{marks[::-1]}{right}"


def _words(text: str) -> str:
    """Words with everything escaped that Markdown would read as a mark."""
    return _ADDRESS.sub(lambda found: "\\" + found.group(), _ALWAYS.sub(lambda found: "\\" + found.group(), text))


def _start(text: str) -> str:
    """The first words of a block, which must not look like a heading, a list or a rule."""
    found = _AT_START.match(text)
    if found is None:
        return text
    sign = found.group()
    return f"{sign}\\{text[len(sign) :]}" if sign.isdigit() else f"\\{text}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _colophon(layout: Layout) -> list[str]:
    if not layout.colophon:
        return []
    return ["## Colofon", "\n".join(f"- **{_words(label)}**: {_words(value)}" for label, value in layout.colophon)]
