"""Places in a text where a person may type, and typing there, tracked or not."""

from __future__ import annotations

import re
from dataclasses import replace

from fuzz_model import Line, Reply, Span, cut, seen_places
from fuzz_words import AUTHORS


def text_lines(reply: Reply, *, cells: bool = True) -> list[Line]:
    """Lines with words of a unit."""
    return [
        line
        for line in reply.lines
        if not line.fixed
        and line.text.strip()
        and (cells or line.cell is None)
        and not any("+" in o for o in line.owners)
    ]


def any_line(reply: Reply, *, cells: bool = True, words: int = 1) -> Line | None:
    found = [line for line in text_lines(reply, cells=cells) if len(line.text.split()) >= words]
    return reply.rng.choice(found) if found else None


def whole_line(reply: Reply) -> Line | None:
    """A line in the body that holds all the words of one unit and nothing else."""
    found = []
    for line in text_lines(reply, cells=False):
        owners = line.owners
        if len(owners) == 1 and sum(owners <= other.owners for other in reply.lines) == 1 and not is_stuck(reply, line):
            found.append(line)
    return reply.rng.choice(found) if found else None


def is_stuck(reply: Reply, line: Line) -> bool:
    """Whether its paragraph mark, or that of the line before it, was changed already."""
    number = number_of(reply, line)
    return line.mark != "plain" or (number > 0 and reply.lines[number - 1].mark != "plain")


def number_of(reply: Reply, line: Line) -> int:
    return reply.lines.index(line)


def word_spot(reply: Reply, line: Line, *, count: int = 1) -> tuple[int, int, str] | None:
    """(start, end, owner) of some words in a row of one owner that stand in typed text."""
    spots = []
    for offset, span, length in stretches_of(line):
        words = list(re.finditer(r"\S+", line.text[offset : offset + length]))
        for n in range(len(words) - count + 1):
            spots.append((offset + words[n].start(), offset + words[n + count - 1].end(), span.owner))
    return reply.rng.choice(spots) if spots else None


def stretches_of(line: Line) -> list[tuple[int, Span, int]]:
    """Stretches of words of one owner that may be typed in, runs taken together."""
    made: list[tuple[int, Span, int]] = []
    end = -1
    for offset, span in seen_places(line):
        if span.xml or not span.owner:
            continue
        if made and end == offset and made[-1][1].owner == span.owner:
            first, head, length = made[-1]
            made[-1] = (first, head, length + len(span.text))
        else:
            made.append((offset, span, len(span.text)))
        end = offset + len(span.text)
    return made


def an_author(reply: Reply) -> str:
    return reply.rng.choice(AUTHORS)


def is_tracked(reply: Reply) -> bool:
    return reply.rng.random() < 0.55


def put(reply: Reply, line: Line, offset: int, text: str, owner: str, *, tracked: bool, author: str) -> None:
    """Type words at a place."""
    edge = offset in (0, len(line.text)) and not any("fldChar" in span.xml for span in line.spans)
    seam = 0 < offset < len(line.text) and owner == owner_at(line, offset - 1) != owner_at(line, offset)
    number = cut(line, offset, before=seam or (edge and reply.rng.random() < 0.5))
    near = line.spans[number - 1] if number and line.spans[number - 1].seen else None
    if (
        not tracked
        and near
        and near.owner == owner
        and near.state == "plain"
        and not near.xml
        and reply.rng.random() < 0.6
    ):
        line.spans[number - 1] = replace(near, text=near.text + text)
        return
    look = near.look if near and not near.xml else ""
    line.spans.insert(number, Span(text, owner, "ins" if tracked else "plain", look, author if tracked else ""))


def take(line: Line, start: int, end: int, *, tracked: bool, author: str) -> int:
    """Delete words; the number of the span after them."""
    first, last = cut(line, start), cut(line, end, before=True)
    kept: list[Span] = []
    for span in line.spans[first:last]:
        if not span.seen or span.xml:
            kept.append(span)
        elif tracked and span.state == "plain":
            kept.append(replace(span, state="del", author=author))
        elif tracked and span.state == "ins" and span.author != author:
            kept.append(replace(span, state="ins-del"))
    line.spans[first:last] = kept
    return first + len(kept)


def change(reply: Reply, line: Line, start: int, end: int, text: str, owner: str) -> None:
    """Type over words."""
    tracked, author = is_tracked(reply), an_author(reply)
    after = take(line, start, end, tracked=tracked, author=author)
    if text:
        line.spans.insert(after, Span(text, owner, "ins" if tracked else "plain", "", author if tracked else ""))


def owner_at(line: Line, place: int) -> str:
    return next((s.owner for o, s in seen_places(line) if o <= place < o + len(s.text) and not s.xml), "?")
