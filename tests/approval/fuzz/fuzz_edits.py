"""What people do to the words of a form in a word processor; and all edits with how often they happen."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from fuzz_lines import (
    copy_line,
    delete_line,
    delete_row,
    empty_cell,
    merge_lines,
    move_line,
    new_line,
    retype,
    rewrite,
    split_line,
    swap_lines,
    type_outside,
)
from fuzz_model import Reply, Span, cut
from fuzz_places import (
    an_author,
    any_line,
    change,
    is_tracked,
    owner_at,
    put,
    stretches_of,
    take,
    text_lines,
    word_spot,
)
from fuzz_signs import (
    autocorrect_line,
    join_with_break,
    make_link,
    move_section,
    new_row,
    strike_line,
    strike_words,
    type_in_cell,
    type_symbol,
)
from fuzz_words import REMARKS, SENTENCES, WORDS

Edit = Callable[[Reply], bool]
"""Does something and says whether it could."""


def insert_words(reply: Reply) -> bool:
    """Some words between others."""
    line = any_line(reply)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    words = " ".join(reply.rng.choices(WORDS, k=reply.rng.randint(1, 4)))
    put(reply, line, spot[1], f" {words}", spot[2], tracked=is_tracked(reply), author=an_author(reply))
    return True


def delete_words(reply: Reply) -> bool:
    """Some words out, with the space before or after them."""
    count = reply.rng.randint(1, 4)
    line = any_line(reply, words=count + 2)
    spot = word_spot(reply, line, count=count) if line else None
    if line is None or spot is None:
        return False
    start, end, _ = spot
    if start and line.text[start - 1] == " " and owner_at(line, start - 1) == spot[2]:
        start -= 1
    take(line, start, end, tracked=is_tracked(reply), author=an_author(reply))
    return True


def replace_words(reply: Reply) -> bool:
    """Some words for others."""
    count = reply.rng.randint(1, 3)
    line = any_line(reply, words=count)
    spot = word_spot(reply, line, count=count) if line else None
    if line is None or spot is None:
        return False
    change(reply, line, spot[0], spot[1], " ".join(reply.rng.choices(WORDS, k=reply.rng.randint(1, 3))), spot[2])
    return True


def fix_letters(reply: Reply) -> bool:
    """A letter or digit within a word: 16 becomes 18, hij becomes zij."""
    line = any_line(reply)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    at = reply.rng.randrange(spot[0], spot[1])
    old = line.text[at]
    new = reply.rng.choice([c for c in ("0123456789" if old.isdigit() else "aeinorstz") if c != old.lower()])
    change(reply, line, at, at + 1, reply.rng.choice((new, new, "")) if spot[1] - spot[0] > 2 else new, spot[2])
    return True


def add_sentence(reply: Reply) -> bool:
    """A sentence at the end, or at the start."""
    line = any_line(reply)
    if line is None or not (stretches := stretches_of(line)):
        return False
    first, last = stretches[0], stretches[-1]
    sentence = reply.rng.choice(SENTENCES)
    if reply.rng.random() < 0.75:
        put(
            reply,
            line,
            last[0] + last[2],
            f" {sentence}",
            last[1].owner,
            tracked=is_tracked(reply),
            author=an_author(reply),
        )
    else:
        put(reply, line, first[0], f"{sentence} ", first[1].owner, tracked=is_tracked(reply), author=an_author(reply))
    return True


def delete_sentence(reply: Reply) -> bool:
    """A sentence out of several."""
    spots = []
    for line in text_lines(reply):
        for offset, _, length in stretches_of(line):
            sentences = list(re.finditer(r"[^.!?]+[.!?]+\s*", line.text[offset : offset + length]))
            if len(sentences) > 1:
                spots += [(line, offset + one.start(), offset + one.end()) for one in sentences]
    if not spots:
        return False
    line, start, end = reply.rng.choice(spots)
    take(line, start, end, tracked=is_tracked(reply), author=an_author(reply))
    return True


def autocorrect(reply: Reply) -> bool:
    """What Word makes of what is typed: curly quotes, dashes, an ellipsis, a space that does not break."""
    spots = []
    for line in text_lines(reply):
        for offset, span, length in stretches_of(line):
            for one in re.finditer(r"['’‘\"–-]|(?<=\d) (?=\w)", line.text[offset : offset + length]):
                spots.append((line, offset + one.start(), offset + one.end(), one.group(), span.owner))
    if not spots:
        return False
    line, start, end, old, owner = reply.rng.choice(spots)
    new = {"'": "’", "’": "'", "‘": "'", '"': "”", "–": "-", "-": "–", " ": "\u00a0"}[old]
    change(reply, line, start, end, new, owner)
    return True


def edit_twice(reply: Reply) -> bool:
    """Somebody adds words and somebody else deletes part of them."""
    line = any_line(reply)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    put(reply, line, spot[1], " toen niet", spot[2], tracked=True, author="Sjors")
    take(line, spot[1] + 5, spot[1] + 10, tracked=True, author="Marga")
    return True


def formatting(reply: Reply) -> bool:
    """Bold or a marker over some words; tracked or not. No word changes."""
    line = any_line(reply)
    spot = word_spot(reply, line, count=1) if line else None
    if line is None or spot is None:
        return False
    first, last = cut(line, spot[0]), cut(line, spot[1], before=True)
    look = reply.rng.choice(("<w:b/>", "<w:i/>", '<w:highlight w:val="yellow"/>', '<w:lang w:val="en-US"/>'))
    if reply.rng.random() < 0.4:
        look += f'<w:rPrChange w:id="{reply.number()}" w:author="Sjors" w:date="2024-05-21T10:00:00Z"><w:rPr/></w:rPrChange>'
    for n in range(first, last):
        if line.spans[n].text and not line.spans[n].xml and "rPrChange" not in line.spans[n].look:
            line.spans[n] = replace(line.spans[n], look=look)
    return True


def soft_break(reply: Reply) -> bool:
    """Shift+Enter within a paragraph."""
    line = any_line(reply, cells=False, words=6)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    put(reply, line, spot[0], "\n", spot[2], tracked=is_tracked(reply), author=an_author(reply))
    return True


def comment(reply: Reply) -> bool:
    """A remark in the margin, on a word or on a paragraph."""
    line = any_line(reply)
    spot = word_spot(reply, line) if line else None
    if line is None or spot is None:
        return False
    number = len(reply.comments)
    first = cut(line, spot[0])
    last = cut(line, spot[1], before=True)
    author = an_author(reply)
    line.spans.insert(
        last, Span("", "", xml=f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>')
    )
    line.spans.insert(first, Span("", "", xml=f'<w:commentRangeStart w:id="{number}"/>'))
    text = reply.rng.choice(REMARKS) if reply.rng.random() < 0.8 else "\n".join(reply.rng.sample(REMARKS, 2))
    reply.comments.append((spot[2], author, text))
    return True


EDITS: dict[str, tuple[Edit, int]] = {
    edit.__name__: (edit, weight)
    for edit, weight in (
        (insert_words, 10), (delete_words, 10), (replace_words, 14), (fix_letters, 10), (add_sentence, 8),
        (delete_sentence, 5), (autocorrect, 3), (edit_twice, 3), (formatting, 5), (soft_break, 2),
        (delete_line, 6), (empty_cell, 2), (delete_row, 2), (split_line, 5), (merge_lines, 5), (move_line, 4),
        (swap_lines, 3), (retype, 5), (rewrite, 2), (new_line, 5), (copy_line, 1), (type_outside, 2),
    )
}  # fmt: skip

MORE: dict[str, tuple[Edit, int]] = {
    edit.__name__: (edit, weight)
    for edit, weight in (
        (strike_words, 6), (strike_line, 3), (type_symbol, 2), (make_link, 3), (autocorrect_line, 3),
        (join_with_break, 5), (move_section, 5), (new_row, 3), (type_in_cell, 3),
    )
}  # fmt: skip
"""Rarer hands. They come after the others and have chance of their own, so that a seed's first edits stay as they were."""


def edit_more(reply: Reply, rng: random.Random) -> None:
    """In two replies of five, one or two of the rarer edits."""
    usual, reply.rng = reply.rng, rng
    for _ in range(rng.choice((0, 0, 0, 1, 2))):
        name = rng.choices(list(MORE), [weight for _, weight in MORE.values()])[0]
        if MORE[name][0](reply):
            reply.done.append(name)
    reply.rng = usual


def edit_text(reply: Reply, rng: random.Random, count: int) -> None:
    """So many edits, and then perhaps comments."""
    names = list(EDITS)
    weights = [EDITS[name][1] for name in names]
    for _ in range(count):
        name = rng.choices(names, weights)[0]
        if EDITS[name][0](reply):
            reply.done.append(name)
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        if comment(reply):
            reply.done.append("comment")
