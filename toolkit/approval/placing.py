"""Lay the paragraphs of a Word reply along what was sent: by bookmark, by likeness and order, by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .align import align, counted, cut, likeness, moved
from .items import Found, Item, key_of, rising, slots_between
from .units import tidy
from .word_fields import EMPTY_BOX, TICKED, new_text, old_text
from .word_parts import Paragraph, Piece

_CROSSES = ("x ", "v ")
_BY_PLACE = "staat op deze plek, maar lijkt niet op wat er stond"


class Placing:
    """Lays the paragraphs that came back along the items that went out."""

    def __init__(self, items: Sequence[Item], paragraphs: Sequence[Paragraph]) -> None:
        self.items = items
        self.paragraphs = paragraphs
        self.found: dict[int, Found] = {}
        self.order_changed = False
        self._numbers = {f"u{item.unit.name}": n for n, item in enumerate(items) if item.unit}
        self._keys = [key_of(item.text) for item in items]
        self._free: list[int] = []
        self._loose: list[str] = []
        self._homeless: list[tuple[int, int]] = []
        """(paragraph, item) of words that no bookmark or likeness placed: they went with an item because they stand there."""

    def by_bookmark(self) -> None:
        """What stands in a bookmark is that piece; what stands beside it in one paragraph belongs to it as well."""
        for number, paragraph in enumerate(self.paragraphs):
            owners = [piece.owner if piece.owner in self._numbers else "" for piece in paragraph.pieces]
            marks = [mark for mark in paragraph.marks if mark in self._numbers]
            if not any(owners) and not marks:
                if new_text(paragraph) or old_text(paragraph):
                    self._free.append(number)
                continue
            first = next((owner for owner in owners if owner), marks[0] if marks else "")
            last = ""
            for piece, owner in zip(paragraph.pieces, owners):
                last = owner or last
                self._put(self._numbers[last or first], number, piece)
                if not owner and piece.new and piece.text.strip():
                    self._homeless.append((number, self._numbers[last or first]))
            for mark in marks:
                self.found.setdefault(self._numbers[mark], Found())
            for before, after in _around_unowned(paragraph.pieces, owners):
                for owner in (before, after):
                    self._not_sure(
                        self._numbers[owner], "tussen dit stuk en het volgende staat tekst die van beide kan zijn"
                    )
                    self.found[self._numbers[owner]].doubtful = True

    def by_likeness(self) -> None:
        """Place the paragraphs without a bookmark: equal first, then alike and in order, then moved, then by their place."""
        self._take_equal()
        self._take_fields()
        slots = []
        for paragraphs, items in self._gaps():
            keys = [self._key_of(n) for n in paragraphs]
            pairs = align(keys, [self._keys[n] for n in items])
            for pair in pairs:
                mine = [paragraphs[n] for n in pair.paragraphs]
                self._match(mine, [items[n] for n in pair.pieces], "")
            slots += list(slots_between(paragraphs, items, pairs))
        self._take_moved()
        for number in list(self._free):
            inside = self._cell_of(self.paragraphs[number])
            if inside >= 0:
                self._match([number], [inside], "in deze cel is een regel bij gekomen")
        for paragraphs, items in slots:
            self._take_slot(
                [n for n in paragraphs if n in self._free],
                [n for n in items if self._is_open(n) and self.items[n].unit],
            )
        self._split_swallowed()
        for number in list(self._free):
            self._attach(number)
        self._look_at_order()
        self._doubt()
        self._doubt_the_homeless()

    def loose(self) -> list[str]:
        """Words that could not be placed."""
        return self._loose

    def fixed(self) -> Iterator[tuple[Item, str]]:
        """(item, what stands there now) for the fixed words and the lines of fields."""
        for number in sorted(self.found):
            if self.items[number].unit is None:
                yield self.items[number], self.text(number)

    def placed(self, number: int) -> list[tuple[int, str]]:
        """(place, words) of an item as it is now; empty paragraphs left out."""
        found = self.found.get(number)
        if found is None:
            return []
        pieces = [(place, tidy("".join(p.text for p in some if p.new))) for place, some in found.fragments]
        return [(place, text) for place, text in sorted([*pieces, *found.cuts], key=lambda one: one[0]) if text]

    def texts(self, number: int) -> list[str]:
        """The paragraphs of an item as they are now."""
        return [text for _, text in self.placed(number)]

    def text(self, number: int) -> str:
        """Those paragraphs as one."""
        return " ".join(self.texts(number))

    def _put(self, item: int, paragraph: int, piece: Piece) -> None:
        found = self.found.setdefault(item, Found())
        if not found.fragments or found.fragments[-1][0] != paragraph:
            found.fragments.append((paragraph, []))
        found.fragments[-1][1].append(piece)

    def _key_of(self, paragraph: int) -> str:
        """What a paragraph is recognised by: what it was before tracked changes, if it was anything."""
        one = self.paragraphs[paragraph]
        return key_of(old_text(one) or new_text(one))

    def _is_open(self, item: int) -> bool:
        return item not in self.found or (self.items[item].unit is not None and not self.text(item))

    def _take_equal(self) -> None:
        """A paragraph equal to one item only, and the only one equal to it."""
        keys: dict[str, list[int]] = {}
        for number in self._free:
            keys.setdefault(self._key_of(number), []).append(number)
        for item, key in enumerate(self._keys):
            same_text = [n for n in keys.get(key, []) if n in self._free]
            living = [n for n in same_text if new_text(self.paragraphs[n])] or same_text
            if len(living) == 1 and self._keys.count(key) == 1 and self._is_open(item):
                self._match(living, [item], "")
                for other in same_text:
                    if other in self._free:  # the place it was moved from
                        self._free.remove(other)

    def _take_fields(self) -> None:
        """The line of a field holds it, or begins with its label, whatever was typed beside it."""
        for number, item in enumerate(self.items):
            if item.field is None or not self._is_open(number):
                continue
            lines = [n for n in self._free if {item.field.key, item.mark} & set(self.paragraphs[n].fields)]
            lines = lines or [n for n in self._free if self._is_line_of(number, n)]
            if len(lines) == 1:
                self._match(lines, [number], "")

    def _is_line_of(self, item: int, paragraph: int) -> bool:
        """Whether a line begins with the label of a field; before that of a box a cross may have been typed."""
        key, field = self._key_of(paragraph), self.items[item].field
        if field is None or self.paragraphs[paragraph].cell:
            return False
        if field.kind != "box":
            return key.startswith(self._keys[item])
        signed = any(sign in new_text(self.paragraphs[paragraph]) for sign in EMPTY_BOX + TICKED) or key[:2] in _CROSSES
        return signed and key.removeprefix(key[:2] if key[:2] in _CROSSES else "").startswith(self._keys[item])

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """Free paragraphs and open items between what is placed already, as far as that is in order."""
        placed = sorted(
            (place, item) for item, found in self.found.items() if self.text(item) for place, _ in found.fragments
        )
        chain = [(-1, -1), *rising(placed), (len(self.paragraphs), len(self.items))]
        gaps = []
        for (p, i), (q, j) in zip(chain, chain[1:]):
            paragraphs = [n for n in self._free if p < n < q]
            items = [n for n in range(i + 1, j) if self._is_open(n)]
            if paragraphs and items:
                gaps.append((paragraphs, items))
        return gaps

    def _match(self, paragraphs: Sequence[int], items: Sequence[int], note: str) -> None:
        """Give paragraphs to items; what is not word for word the same has to be confirmed."""
        if len(items) > 1:
            self._match_joined(paragraphs[0], items)
            return
        item = items[0]
        for number in paragraphs:
            for piece in self.paragraphs[number].pieces:
                self._put(item, number, piece)
            self._free.remove(number)
        found = self.found.setdefault(item, Found())
        if note or " ".join(self._key_of(n) for n in paragraphs) != self._keys[item]:
            found.sure = False
            found.notes.append(note or "teruggevonden doordat het erop lijkt")

    def _match_joined(self, paragraph: int, items: Sequence[int]) -> None:
        texts, guessed = cut(new_text(self.paragraphs[paragraph]), [self.items[n].text for n in items])
        self._free.remove(paragraph)
        for item, text in zip(items, texts):
            found = self.found.setdefault(item, Found())
            found.cuts.append((paragraph, text))
            found.doubtful = found.doubtful or guessed
            found.sure = found.sure and key_of(text) == self._keys[item] and not guessed
            found.notes.append("liep over in een ander stuk en is weer gescheiden")

    def _take_moved(self) -> None:
        items = [n for n in range(len(self.items)) if self._is_open(n) and self.items[n].unit]
        free = [n for n in self._free if new_text(self.paragraphs[n])]
        for i, j, score in moved([key_of(new_text(self.paragraphs[n])) for n in free], [self._keys[n] for n in items]):
            self._match([free[i]], [items[j]], "" if score == 1.0 else "teruggevonden op een andere plek")
            self.order_changed = True

    def _take_slot(self, paragraphs: list[int], items: list[int]) -> None:
        """What stands where something is missing may be that, written anew."""
        if not paragraphs or not items:
            return
        living = [n for n in paragraphs if new_text(self.paragraphs[n])]
        if len(items) == 1 and living:
            self._match(living, items, _BY_PLACE)
        elif len(items) == len(living):
            for number, item in zip(living, items):
                self._match([number], [item], _BY_PLACE)

    def _split_swallowed(self) -> None:
        """A piece that is nowhere may stand before or behind its neighbour in one paragraph."""
        for first in range(len(self.items) - 1):
            pair = (first, first + 1)
            units = [self.items[n].unit for n in pair]
            there = [n for n in pair if n in self.found]
            if not all(units) or len(there) != 1:
                continue
            missing = pair[1] if there[0] == pair[0] else pair[0]
            whole = self.text(there[0])
            length = len(self.items[there[0]].text.split()) + 0.5 * len(self.items[missing].text.split())
            if len(whole.split()) < length:
                continue
            texts, guessed = cut(whole, [self.items[n].text for n in pair])
            if likeness(key_of(texts[missing - first]), self._keys[missing]) < 0.6:
                continue
            fragments = self.found[there[0]].fragments
            place = fragments[-1][0] if fragments else 0
            for number, text in zip(pair, texts):
                exact = key_of(text) == self._keys[number] and not guessed
                note = "liep over in een ander stuk en is weer gescheiden"
                self.found[number] = Found(cuts=[(place, text)], sure=exact, doubtful=guessed, notes=[note])

    def _attach(self, number: int) -> None:
        """What belongs nowhere goes with the piece above it; above the text and below it, it is a remark."""
        paragraph = self.paragraphs[number]
        speaker = self._speaker_of(number)
        if speaker >= 0:
            self._match([number], [speaker], "")
            return
        self._free.remove(number)
        key = key_of(new_text(paragraph))
        if not key or any(
            item.unit is None and item.field is None and key == self._keys[n] for n, item in enumerate(self.items)
        ):
            return  # nothing, or a line of the form itself that came to stand elsewhere
        above = [(place, item) for item, found in self.found.items()
                 for place in [*(p for p, _ in found.fragments), *(p for p, _ in found.cuts)] if place < number]  # fmt: skip
        item = max(above)[1] if above else -1
        if item >= 0 and self.items[item].unit is None and self.items[item].text.startswith("— "):
            item -= 1
        if item < 0 or self.items[item].unit is None or paragraph.cell:
            self._loose.append(new_text(paragraph))
            return
        for piece in paragraph.pieces:
            self._put(item, number, piece)
        self._homeless.append((number, item))
        self.found[item].sure = False
        self.found[item].notes.append("hier is een alinea bij gekomen")

    def _cell_of(self, paragraph: Paragraph) -> int:
        """The piece whose words stand in the same cell; -1 when there is none, or it is no cell."""
        if paragraph.cell is None or not new_text(paragraph):
            return -1
        for item, found in self.found.items():
            places = [place for place, some in found.fragments if any(piece.new for piece in some)]
            if self.items[item].unit and any(self.paragraphs[place].cell == paragraph.cell for place in places):
                return item
        return -1

    def _speaker_of(self, number: int) -> int:
        """The line with who speaks that this paragraph is, with words typed behind it; -1 when it is none."""
        key = self._key_of(number)
        lines = (n for n, item in enumerate(self.items) if item.unit is None and item.text.startswith("— "))
        return next((n for n in lines if n not in self.found and key.startswith(f"{self._keys[n]} ")), -1)

    def _look_at_order(self) -> None:
        """By where words stand now: a tracked move leaves the bookmark where they stood."""
        placed = sorted(
            (self.placed(item)[0][0], item) for item in self.found if self.items[item].unit and self.text(item)
        )
        numbers = [item for _, item in placed]
        self.order_changed = self.order_changed or numbers != sorted(numbers)

    def _doubt(self) -> None:
        """When words that a piece lost stand in another piece, a person has to look at both."""
        lost, more = {}, {}
        for number, item in enumerate(self.items):
            now = key_of(self.text(number))
            if item.unit and now != self._keys[number]:
                lost[number] = counted(self._keys[number]) - counted(now)
                more[number] = counted(now) - counted(self._keys[number])
        for one, words in lost.items():
            for other, new in more.items():
                if one != other and words.total() > 1 and 5 * (words & new).total() >= 2 * words.total():
                    self._not_sure(one, "woorden van dit stuk staan nu in een ander stuk")
                    self._not_sure(other, "hier staan woorden van een ander stuk")

    def _doubt_the_homeless(self) -> None:
        """Words without a place of their own may be a piece that is gone, or the beginning of the piece after them."""
        if not self._homeless and not self._loose:
            return
        for number, item in enumerate(self.items):
            guessed = number in self.found and _BY_PLACE in self.found[number].notes
            if item.unit and (guessed or not self.text(number)):
                self.found.setdefault(number, Found(missing=True))
                self._not_sure(number, "er kwam tekst bij; misschien staat dit nu in een ander stuk")
                for _, home in self._homeless:
                    self._not_sure(home, "hier staat tekst bij die misschien uit een ander stuk komt")
        for paragraph, _ in self._homeless:
            after = [(p, n) for n in self.found if self.items[n].unit for p, _ in self.placed(n)[:1] if p > paragraph]
            number = min(after)[1] if after else -1
            text = key_of(self.text(number)) if number >= 0 else ""
            if number >= 0 and not text.startswith(" ".join(self._keys[number].split(" ")[:2])):
                self._not_sure(number, "de alinea hierboven hoort misschien bij dit stuk")

    def _not_sure(self, number: int, note: str) -> None:
        found = self.found.get(number)
        if found is not None:
            found.sure = False
            found.notes += [note] if note not in found.notes else []


def _around_unowned(pieces: Sequence[Piece], owners: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Where words of nobody stand between the words of two pieces of the text in one paragraph: the two."""
    last, between = "", False
    for piece, owner in zip(pieces, owners):
        if owner and between and last and last != owner:
            yield last, owner
        between = (between or bool(piece.new and piece.text.strip())) and not owner
        last = owner or last
