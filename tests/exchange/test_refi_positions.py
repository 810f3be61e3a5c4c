"""Positions as programs count them, and which way of counting a file used."""

from __future__ import annotations

import json
import random
from pathlib import Path

import exchange_writers as writers
import pytest
from exchange_writers import Style
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.exchange.refi.choosing import RawSource, choose
from toolkit.exchange.refi.positions import Counting, Ruler, raw_text
from toolkit.exchange.refi.reading import read_refi

SHARED = Path(__file__).parents[3] / "shared" / "refi" / "samples"
WORDS = (
    "de", "brug", "is", "open", "en", "wij", "wachten", "op", "het", "water", "café", "naïef", "één", "e\u0301e\u0301n", "🙂", "🏗️",
    "👩\u200d🔧", "’s-Gravenhage", "–", "‘ja’", "€", "12,50",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from([*WORDS, "\n", "einde.", "Begin"]), min_size=3, max_size=40).map(" ".join)


def counting_of(style: Style) -> Counting:
    newline = "written" if not style.pairs or style.pairs_count_two else "one"
    return Counting(style.unit, newline, int(style.mark and style.mark_counts), style.last)


@given(text=TEXTS, data=st.data(), style=st.sampled_from([*writers.STYLES, writers.LITERAL]))
@settings(deadline=None, max_examples=150)
def test_a_position_of_every_program_is_found_back(text: str, data: st.DataObject, style: Style) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    ruler = Ruler(raw_text(writers.written(text, style).decode()), counting_of(style))
    first, last = writers.counted(text, start, style), writers.counted(text, end - style.last, style)
    assert ruler.span(first, last) == (start, end)
    assert (ruler.position(start), ruler.position(end - style.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "counting", "positions"),
    [
        ("a🙂b\nc", Counting(), [0, 1, 2, 3, 4, 5]),
        ("a🙂b\nc", Counting("utf-16"), [0, 1, 3, 4, 5, 6]),
        ("a🙂b\nc", Counting("bytes"), [0, 1, 5, 6, 7, 8]),
        ("a🙂b\r\nc", Counting("utf-16"), [0, 1, 3, 4, 6, 7]),
        ("a🙂b\r\nc", Counting("utf-16", "one"), [0, 1, 3, 4, 5, 6]),
        ("\ufeffa🙂b\nc", Counting("bytes", marks=1), [3, 4, 8, 9, 10, 11]),
        ("a🙂b\nc", Counting(newline="two"), [0, 1, 2, 3, 5, 6]),
    ],
)
def test_places_by_hand(text: str, counting: Counting, positions: list[int]) -> None:
    ruler = Ruler(raw_text(text), counting)
    assert [ruler.position(index) for index in range(6)] == positions
    assert [ruler.index(position) for position in positions] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("position", "counting"), [(2, Counting("utf-16")), (3, Counting("bytes")), (9, Counting()), (-1, Counting())]
)
def test_a_place_inside_a_character_or_outside_the_text_is_none(position: int, counting: Counting) -> None:
    assert Ruler(raw_text("a🙂b"), counting).index(position) is None


def talk(seed: int) -> tuple[str, list[tuple[int, int]]]:
    """Talk of some sentences, and spans on them as coders mark: from the first word of a sentence to its end."""
    chance = random.Random(seed)
    text, spans = "Gesprek\n", []
    for _ in range(40):
        text += chance.choice(("Interviewer: ", "Wij: "))
        for _ in range(chance.randint(1, 3)):
            words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 14)))
            start = len(text)
            text += words[:1].upper() + words[1:] + chance.choice(("", " 🙂", "")) + "."
            if chance.random() < 0.25:
                spans.append((start + (chance.random() < 0.1 and 3), len(text) - (chance.random() < 0.1)))
            text += " "
        text = text.rstrip() + "\n"
    return text, spans


@pytest.mark.parametrize("style", writers.STYLES, ids=lambda style: f"{style.origin} {style.mark_counts}")
@pytest.mark.parametrize("named", [True, False], ids=["origin known", "origin unknown"])
def test_every_program_is_read_to_the_character(tmp_path: Path, style: Style, named: bool) -> None:
    """Without its origin a file is read by how its selections fall on words and sentences alone."""
    path = tmp_path / "project.qdpx"
    for seed in range(5):
        texts = [talk(seed * 10 + number) for number in range(3)]
        path.write_bytes(writers.project(texts, style if named else Style(**{**vars(style), "origin": "onbekend"})))
        read = read_refi(path)
        assert [source.text for source in read.sources] == [text for text, _ in texts]
        assert [[(one.start, one.end) for one in source.selections] for source in read.sources] == [
            spans for _, spans in texts
        ]
        assert all(source.evidence is not None and source.evidence.certain for source in read.sources)


def test_ends_that_name_the_last_character_are_known_by_their_names(tmp_path: Path) -> None:
    texts = [talk(number) for number in range(3)]
    path = tmp_path / "project.qdpx"
    path.write_bytes(writers.project(texts, Style("proef", last=True, names=True)))
    read = read_refi(path)
    assert [[(one.start, one.end) for one in source.selections] for source in read.sources] == [
        spans for _, spans in texts
    ]


@pytest.mark.parametrize(
    "wrong", [Counting(), Counting("utf-16", "one"), Counting("utf-16", marks=1), Counting("bytes")]
)
def test_a_reading_chosen_wrongly_gives_other_words(wrong: Counting) -> None:
    """The test above means something: another reading of the same file misses most of the stretches."""
    text, spans = talk(7)
    style = writers.NVIVO_WINDOWS
    ruler = Ruler(raw_text(writers.written(text, style).decode()), wrong)
    found = [ruler.span(writers.counted(text, start, style), writers.counted(text, end, style)) for start, end in spans]
    assert sum(one == span for one, span in zip(found, spans)) <= 1


def test_what_cannot_be_decided_is_said() -> None:
    """One selection inside a word tells nothing about line ends."""
    raw = raw_text("een\r\ntwee\r\ndriehonderdveertigduizend\r\n")
    ((counting, evidence),) = choose([RawSource(raw, ((16, 22, ""),))], origin="onbekend")
    assert counting == Counting()
    assert not evidence.certain
    assert "één" in evidence.rival


def test_a_source_that_speaks_clearly_gets_its_own_reading() -> None:
    """A project put together from two programs: most of it counts line ends as two, one source as one."""
    pairs, single = writers.NVIVO_WINDOWS, writers.ATLAS
    made = []
    for number, style in enumerate((pairs, pairs, pairs, single)):
        text, spans = talk(100 + number)
        raw = raw_text(writers.written(text, style).decode())
        marked = tuple(
            (writers.counted(text, start, style), writers.counted(text, end, style), "") for start, end in spans
        )
        made.append((RawSource(raw, marked), spans))
    chosen = choose([source for source, _ in made], origin="onbekend")
    for (source, spans), (counting, _) in zip(made, chosen):
        ruler = Ruler(source.raw, counting)
        assert [ruler.span(start, end) for start, end, _ in source.marked] == spans


samples = sorted(SHARED.glob("*.expected.json")) if SHARED.is_dir() else []


@pytest.mark.skipif(
    not samples,
    reason="de voorbeeldbestanden liggen niet naast deze map (../shared/refi); hun licentie laat kopiëren niet toe",
)
@pytest.mark.parametrize("expected", samples, ids=lambda path: path.name.partition(".")[0])
def test_samples_are_read_with_every_segment_exact(expected: Path) -> None:
    project = read_refi(expected.with_name(expected.name.removesuffix(".expected.json")))
    codes = {code.guid: code.name for top in project.codes for code in flat(top)}
    found = [
        {
            "source": source.name,
            "code": codes[use.code],
            "start_cp": one.start,
            "end_cp": one.end,
            "text": source.text[one.start : one.end],
        }
        for source in project.sources
        for one in source.selections
        for use in one.uses
        if source.text
    ]
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    assert sorted(map(str, found)) == sorted(map(str, wanted))


@pytest.mark.skipif(not samples, reason="de voorbeeldbestanden liggen niet naast deze map (../shared/refi)")
@pytest.mark.parametrize("name", ["qc_sample", "qc_sample_crlf", "qc_sample_emoji"])
def test_samples_of_qualcoder_hold_what_their_selections_say(name: str) -> None:
    project = read_refi(SHARED / f"{name}.qdpx")
    found = [
        (source.text or "")[one.start : one.end] == one.name
        for source in project.sources
        for one in source.selections
        if one.uses
    ]
    assert found == [True] * 7


@pytest.mark.skipif(not samples, reason="de voorbeeldbestanden liggen niet naast deze map (../shared/refi)")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.qd*[xc]")), ids=lambda path: path.name)
def test_every_sample_is_read(path: Path) -> None:
    assert read_refi(path).codes


def flat(code):  # type: ignore[no-untyped-def]
    yield code
    for below in code.children:
        yield from flat(below)
