"""What people do to whole paragraphs, items and rows. The truth follows from whose the words are."""

from __future__ import annotations

from dataclasses import replace

from fuzz_model import Line, Reply, Span, cut
from fuzz_places import (
    any_line,
    is_stuck,
    is_tracked,
    number_of,
    owner_at,
    put,
    stretches_of,
    take,
    text_lines,
    whole_line,
    word_spot,
)
from fuzz_words import NEW_TEXTS, REMARKS, SENTENCES, WORDS
from lxml import etree


def delete_line(reply: Reply) -> bool:
    """A whole paragraph or item: tracked, really gone, or emptied."""
    line = whole_line(reply)
    if line is None:
        return False
    how = reply.rng.choice(("tracked", "tracked", "gone", "gone", "emptied"))
    if how == "gone":
        reply.lines.remove(line)
        return True
    take(line, 0, len(line.text), tracked=how == "tracked", author="Sjors")
    line.spans = [span for span in line.spans if not (span.seen and span.xml)]
    if how == "tracked" and reply.rng.random() < 0.8:
        line.mark, line.author = "del", "Sjors"
    return True


def empty_cell(reply: Reply) -> bool:
    """The words of a cell out."""
    found = [line for line in text_lines(reply) if line.cell is not None]
    if not found:
        return False
    line = reply.rng.choice(found)
    take(line, 0, len(line.text), tracked=is_tracked(reply), author="Sjors")
    return True


def delete_row(reply: Reply) -> bool:
    """A row of a table out, tracked or not."""
    rows = {line.cell.getparent().getparent() for line in text_lines(reply) if line.cell is not None}
    rows = {row for row in rows if row.getprevious().tag.endswith("}tr")}  # not the header
    if not rows:
        return False
    row = reply.rng.choice(sorted(rows, key=lambda one: one.getparent().index(one)))
    lines = [
        line
        for line in reply.lines
        if line.cell is not None and line.style != "table" and row in line.cell.iterancestors()
    ]
    if is_tracked(reply):
        for line in lines:
            take(line, 0, len(line.text), tracked=True, author="Sjors")
        head = row.find("{*}trPr")
        if head is None:
            head = etree.Element(row.tag + "Pr")
            row.insert(0, head)
        mark = etree.SubElement(head, row.tag[:-2] + "del")
        for name, value in (("id", str(reply.number())), ("author", "Sjors"), ("date", "2024-05-21T10:00:00Z")):
            mark.set(row.tag[:-2] + name, value)
        return True
    reply.lines = [line for line in reply.lines if line not in lines]
    row.getparent().remove(row)
    return True


def split_line(reply: Reply) -> bool:
    """Enter in the middle of a paragraph."""
    line = any_line(reply, cells=False, words=5)
    if line is None or is_stuck(reply, line) or not (spot := word_spot(reply, line)):
        return False
    if not spot[0] or owner_at(line, spot[0] - 1) != spot[2]:
        return False
    _split(reply, line, spot[0], tracked=is_tracked(reply))
    return True


def _split(reply: Reply, line: Line, offset: int, *, tracked: bool) -> None:
    number = cut(line, offset)
    second = Line(line.props, line.style, line.spans[number:])
    line.spans = line.spans[:number]
    if tracked:
        line.mark, line.author = "ins", "Sjors"
    reply.lines.insert(number_of(reply, line) + 1, second)


def merge_lines(reply: Reply) -> bool:
    """Two paragraphs made one; mostly with a space between."""
    pairs = [
        (one, two)
        for one, two in zip(reply.lines, reply.lines[1:])
        if one in (lines := text_lines(reply, cells=False))
        and two in lines
        and not is_stuck(reply, one)
        and two.mark == "plain"
    ]
    if not pairs:
        return False
    one, two = reply.rng.choice(pairs)
    tracked = is_tracked(reply)
    stretches = stretches_of(one)
    if stretches and reply.rng.random() < 0.85:
        put(reply, one, len(one.text), " ", stretches[-1][1].owner, tracked=tracked, author="Sjors")
    if tracked:
        one.mark, one.author = "del", "Sjors"
    else:
        one.spans += two.spans
        reply.lines.remove(two)
    return True


def move_line(reply: Reply) -> bool:
    """Cut and paste, or drag: a paragraph to another place."""
    return _move(reply, far=True)


def swap_lines(reply: Reply) -> bool:
    """A paragraph after the next one."""
    return _move(reply, far=False)


def _move(reply: Reply, *, far: bool) -> bool:
    line = whole_line(reply)
    if line is None:
        return False
    old = number_of(reply, line)
    places = [
        n
        for n, other in enumerate(reply.lines)
        if other.cell is None
        and not other.fixed
        and n not in (old, old + 1)
        and (n == 0 or reply.lines[n - 1].mark == "plain")
    ]
    if not far:
        places = [n for n in places if n == old + 2 and not reply.lines[old + 1].fixed]
    if not places:
        return False
    target = reply.lines[reply.rng.choice(places)]
    how = reply.rng.choice(("cut", "cut", "cut_bare", "tracked", "move", "move_mark"))
    owner = next(iter(line.owners))
    reply.moved.add(owner)
    if how.startswith("cut"):
        reply.lines.remove(line)
        made = line if how == "cut" else _without_marks(line)
    else:
        made = _tracked_move(line, how)
    reply.lines.insert(number_of(reply, target), made)
    return True


def _without_marks(line: Line) -> Line:
    return replace(line, spans=[replace(span) for span in line.spans if span.text])


def _tracked_move(line: Line, how: str) -> Line:
    """The copy at the new place; the line itself becomes what was there."""
    there, here = ("ins", "del") if how == "tracked" else ("to", "from")
    marks = how == "move_mark"
    kept = [span for span in line.spans if span.seen or (marks and span.xml)]
    made = Line(
        line.props, line.style, [replace(s, state=there, author="Sjors") if s.text else s for s in kept], there, "Sjors"
    )
    left = []
    for span in line.spans:
        if span.seen and not span.xml and span.state == "plain":
            left.append(replace(span, state=here, author="Sjors"))
        elif not span.text and span.xml and not marks:
            left.append(span)
    line.spans, line.mark, line.author = left, here, "Sjors"
    return made


def retype(reply: Reply) -> bool:
    """A paragraph typed again with a few words different."""
    line = whole_line(reply)
    if line is None or len(line.text.split()) < 6:
        return False
    owner = next(iter(line.owners))
    words = line.text.split()
    for n in reply.rng.sample(range(len(words)), max(1, len(words) // reply.rng.choice((12, 8, 5)))):
        words[n] = reply.rng.choice(WORDS)
    _type_over(reply, line, " ".join(words), owner)
    return True


def rewrite(reply: Reply) -> bool:
    """A paragraph in quite other words: changed, or deleted and something new. Both are true."""
    line = whole_line(reply)
    if line is None or len(line.text.split()) < 6:
        return False
    owner = next(iter(line.owners))
    reply.loose.add(owner)
    _type_over(reply, line, reply.rng.choice(NEW_TEXTS), owner)
    return True


def _type_over(reply: Reply, line: Line, text: str, owner: str) -> None:
    """Over a selected paragraph: the bookmark goes with the words, or stays empty; tracked it stays around the old words."""
    how = reply.rng.choice(("tracked", "gone", "kept", "new line"))
    if how == "tracked":
        take(line, 0, len(line.text), tracked=True, author="Sjors")
        line.spans.insert(reply.rng.choice((len(line.spans), cut(line, 0))), Span(text, owner, "ins", "", "Sjors"))
        return
    marks = [span for span in line.spans if not span.text] if how == "kept" else []
    line.spans = [*marks]
    line.spans.insert(reply.rng.choice((len(marks), len(marks) // 2)), Span(text, owner))
    if how == "new line":
        reply.lines.insert(number_of(reply, line), Line(line.props, line.style, [], fixed=True))


def new_line(reply: Reply) -> bool:
    """A new paragraph or item."""
    line = any_line(reply, cells=False)
    if line is None or is_stuck(reply, line):
        return False
    text = (
        reply.rng.choice((*SENTENCES, *NEW_TEXTS))
        if "List" not in line.style
        else " ".join(reply.rng.choices(WORDS, k=4))
    )
    _add_line(reply, line, text)
    return True


def copy_line(reply: Reply) -> bool:
    """A paragraph pasted a second time."""
    line = whole_line(reply)
    if line is None or any(span.xml and span.text for span in line.spans):
        return False
    reply.copies[next(iter(line.owners))] = _add_line(reply, line, line.text)
    return True


def _add_line(reply: Reply, line: Line, text: str) -> str:
    tracked = is_tracked(reply)
    span = Span(text, reply.new_owner(), "ins" if tracked else "plain", "", "Sjors" if tracked else "")
    made = Line(line.props, line.style, [span], "ins" if tracked else "plain", "Sjors")
    reply.lines.insert(number_of(reply, line) + 1, made)
    return span.owner


def type_outside(reply: Reply) -> bool:
    """A remark above the text or under the questions, or beside a speaker's name."""
    span = Span(reply.rng.choice((*SENTENCES, *REMARKS)), reply.new_owner())
    spoken = [line for line in reply.lines if line.fixed and line.style == "Spreker" and line.text]
    if spoken and reply.rng.random() < 0.3:
        span.text = f" {span.text}"
        reply.rng.choice(spoken).spans.append(span)
    else:
        reply.outside.append((reply.rng.random() < 0.5, Line("", "Normal", [span])))
    return True
