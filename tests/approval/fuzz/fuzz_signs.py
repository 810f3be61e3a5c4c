"""Edits that are more than typing: struck words, symbols, links, sections moved whole, rows and cells that grew.

What is true of them, decided beforehand:

- Words somebody struck through are gone: that is what a line through words means.
- A symbol that Word makes of ``-->`` or ``:)`` is the sign that is seen; a link is the words that are seen.
- A section that was moved is the same text in another order, its tables with it.
- The words of a new row belong to no unit. What is typed on a new line within a cell belongs to the cell.
"""

from __future__ import annotations

import copy
from dataclasses import replace

from fuzz_model import Line, Reply, Span, cut, read_line, run_xml
from fuzz_places import any_line, is_tracked, put, stretches_of, text_lines, word_spot
from fuzz_words import WORDS
from lxml import etree

SYMBOLS = {"→": "F0E0", "☺": "F04A"}
"""What Word's autocorrect makes, in the font Wingdings."""


def strike_words(reply: Reply) -> bool:
    """A line through some words, as people do who do not know how to track changes."""
    line = any_line(reply, words=4)
    spot = word_spot(reply, line, count=reply.rng.randint(1, 3)) if line else None
    if line is None or spot is None:
        return False
    first, last = cut(line, spot[0]), cut(line, spot[1], before=True)
    for n in range(first, last):
        span = line.spans[n]
        if span.seen and not span.xml and span.state == "plain":
            line.spans[n] = replace(span, state="struck", look=f"{span.look}<w:strike/>")
    return True


def strike_line(reply: Reply) -> bool:
    """A line through a whole paragraph."""
    line = any_line(reply, cells=False)
    if line is None or not all(span.state == "plain" and not span.xml for span in line.spans if span.seen):
        return False
    for n, span in enumerate(line.spans):
        if span.seen:
            line.spans[n] = replace(span, state="struck", look=f"{span.look}<w:strike/>")
    return True


def type_symbol(reply: Reply) -> bool:
    """An arrow or a smile, which is no letter in the file."""
    line = any_line(reply)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    put(reply, line, spot[1], " ", spot[2], tracked=False, author="")
    sign = reply.rng.choice(sorted(SYMBOLS))
    xml = f'<w:r><w:sym w:font="Wingdings" w:char="{SYMBOLS[sign]}"/></w:r>'
    line.spans.insert(cut(line, spot[1] + 1, before=True), Span(sign, spot[2], xml=xml))
    return True


def make_link(reply: Reply) -> bool:
    """A word becomes a link, as Word does of an address."""
    line = any_line(reply)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    first, last = cut(line, spot[0]), cut(line, spot[1], before=True)
    for n in range(first, last):
        span = line.spans[n]
        if span.seen and not span.xml and span.state == "plain":
            line.spans[n] = replace(span, xml=f'<w:hyperlink w:anchor="boven">{run_xml(span)}</w:hyperlink>')
    return True


def autocorrect_line(reply: Reply) -> bool:
    """Every quote and dash of a paragraph at once, as a program does when the text is pasted into it."""
    line = any_line(reply)
    if line is None:
        return False
    curl = reply.rng.random() < 0.5
    table = str.maketrans({"'": "’", '"': "”", "-": "–"} if curl else {"’": "'", "‘": "'", "–": "-"})
    for n, span in enumerate(line.spans):
        if span.seen and not span.xml:
            line.spans[n] = replace(span, text=span.text.translate(table))
    return True


def join_with_break(reply: Reply) -> bool:
    """Two paragraphs made one, with a line break where the one ended."""
    fine = text_lines(reply, cells=False)
    pairs = [
        (one, two)
        for one, two in zip(reply.lines, reply.lines[1:])
        if one in fine and two in fine and one.mark == two.mark == "plain" and not _is_after_mark(reply, one)
    ]
    if not pairs:
        return False
    one, two = reply.rng.choice(pairs)
    stretches = stretches_of(one)
    if not stretches:
        return False
    one.spans += [Span("\n", stretches[-1][1].owner), *two.spans]
    reply.lines.remove(two)
    return True


def _is_after_mark(reply: Reply, line: Line) -> bool:
    number = reply.lines.index(line)
    return number > 0 and reply.lines[number - 1].mark != "plain"


def move_section(reply: Reply) -> bool:
    """A heading and all under it, cut and pasted before another heading."""
    heads = [n for n, line in enumerate(reply.lines) if line.style.startswith("Heading") and not line.fixed]
    if len(heads) < 3:
        return False
    first = reply.rng.choice(heads)
    last = next((n for n in heads if n > first), len(reply.lines))
    section = reply.lines[first:last]
    targets = [reply.lines[n] for n in heads if n not in (first, last)]
    edges = [*section, reply.lines[first - 1]] if first else section
    if not targets or any(line.mark != "plain" for line in edges):
        return False
    target = reply.rng.choice(targets)
    if reply.lines.index(target) and reply.lines[reply.lines.index(target) - 1].mark != "plain":
        return False
    rest = [line for line in reply.lines if line not in section]
    at = rest.index(target)
    if {owner for line in section for owner in line.owners} & {owner for line in rest for owner in line.owners}:
        return False  # a unit of which a part stands elsewhere
    reply.moved.update(owner for line in section for owner in line.owners if owner and not owner.startswith("+"))
    reply.lines = [*rest[:at], *section, *rest[at:]]
    return True


def new_row(reply: Reply) -> bool:
    """One more row at the end of a table of the text."""
    cells = [line for line in reply.lines if line.cell is not None and line.style != "table" and not line.fixed]
    rows = [line.cell.getparent().getparent() for line in cells]
    tables = [row.getparent() for row in rows if row.getparent() is not None]
    if not tables:
        return False
    table = reply.rng.choice(tables)
    old = table.findall(table.tag[:-3] + "tr")[-1]
    row = copy.deepcopy(old)
    for node in [*row.iter("{*}bookmarkStart"), *row.iter("{*}bookmarkEnd"), *row.iter("{*}trPr")]:
        node.getparent().remove(node)
    old.addnext(row)
    at = max(n for n, line in enumerate(reply.lines) if line.cell is not None and table in line.cell.iterancestors())
    made = []
    for paragraph in row.iter("{*}p"):
        line = read_line(paragraph, cell=paragraph)
        text = " ".join(reply.rng.sample(WORDS, 2)) + f" {reply.rng.randint(1000, 9999)}"
        made.append(replace(line, spans=[Span(text, reply.new_owner())], fixed=False))
    reply.lines[at + 1 : at + 1] = made
    return True


def type_in_cell(reply: Reply) -> bool:
    """Enter in a cell, and some words on the new line."""
    found = [line for line in text_lines(reply) if line.cell is not None and line.cell.getparent() is not None]
    if not found:
        return False
    line = reply.rng.choice(found)
    owner = next(iter(sorted(line.owners)))
    made = etree.fromstring(etree.tostring(line.cell))
    made.tail = None
    line.cell.addnext(made)
    span = Span(" ".join(reply.rng.choices(WORDS, k=3)), owner, "ins" if is_tracked(reply) else "plain", "", "Sjors")
    reply.lines.insert(reply.lines.index(line) + 1, Line(line.props, line.style, [span], cell=made))
    return True
