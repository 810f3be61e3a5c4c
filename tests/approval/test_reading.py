"""Reading a form back: nothing that anybody wrote is lost, and nothing is wrong without being shown."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rounds import (
    W,
    agree,
    as_google_docs,
    as_libreoffice,
    ask,
    changed,
    form_of,
    lay_out,
    line_with,
    replace_words,
    tick,
    track_words,
)

from toolkit.approval.align import align, cut, likeness
from toolkit.approval.reading import Reading
from toolkit.approval.receiving import interpret
from toolkit.approval.register import load_register
from toolkit.study import Study

Edit = Callable[[etree._Element], None]
WERK = "Sjors snijdt de groente en ruimt de tafels af. De collega helpt hem bij de oven."


def texts(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {block.block: block.texts for block in reading.blocks if block.status != "gelijk"}


def split(words: str) -> Edit:
    """Press Enter before these words: the bookmark runs on over two paragraphs."""

    def edit(body: etree._Element) -> None:
        line = line_with(body, words)
        run = next(t for t in line.iter(f"{{{W}}}t") if words in (t.text or ""))
        before, _, after = (run.text or "").partition(words)
        second = copy.deepcopy(line)
        run.text = before
        for end in line.findall(f"{{{W}}}bookmarkEnd"):
            line.remove(end)
        for start in second.findall(f"{{{W}}}bookmarkStart"):
            second.remove(start)
        next(t for t in second.iter(f"{{{W}}}t") if words in (t.text or "")).text = words + after
        line.addnext(second)

    return edit


def merge(words: str) -> Edit:
    """Delete the end of the paragraph with these words: the next one runs on in it, bookmarks and all."""

    def edit(body: etree._Element) -> None:
        line = line_with(body, words)
        following = line.getnext()
        for child in list(following):
            if child.tag != f"{{{W}}}pPr":
                line.append(child)
        following.getparent().remove(following)

    return edit


def swap(words: str) -> Edit:
    def edit(body: etree._Element) -> None:
        line = line_with(body, words)
        line.getnext().addnext(line)

    return edit


def delete(words: str) -> Edit:
    def edit(body: etree._Element) -> None:
        line = line_with(body, words)
        line.getparent().remove(line)

    return edit


def type_paragraph(after: str, words: str) -> Edit:
    def edit(body: etree._Element) -> None:
        line = etree.Element(f"{{{W}}}p")
        etree.SubElement(etree.SubElement(line, f"{{{W}}}r"), f"{{{W}}}t").text = words
        line_with(body, after).addnext(line)

    return edit


def retype(words: str, new: str) -> Edit:
    """Take a paragraph away with its bookmark and type another in its place."""

    def edit(body: etree._Element) -> None:
        type_paragraph(words, new)(body)
        delete(words)(body)

    return edit


def over(old: str, new: str) -> Edit:
    return lambda body: replace_words(body, old, new)


def tracked(old: str, new: str) -> Edit:
    return lambda body: track_words(body, old, new, author="Iemand")


LOSSES = pytest.mark.parametrize(
    "lose", [lambda body: None, as_google_docs, as_libreoffice], ids=["whole", "google", "libreoffice"]
)


@LOSSES
@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], {}),
        ([over("de groente", "het fruit")], {"werk-1": (WERK.replace("de groente", "het fruit"),)}),
        ([tracked("de groente", "het fruit")], {"werk-1": (WERK.replace("de groente", "het fruit"),)}),
        ([tracked(" en ruimt de tafels af", "")], {"werk-1": (WERK.replace(" en ruimt de tafels af", ""),)}),
        ([over("Uren: 16", "Uren: 18")], {"kort": ("Functie: keukenhulp", "Uren: 18 per week", "Begeleiding: de collega, elke dag")}),
        ([delete("Uren: 16")], {"kort": ("Functie: keukenhulp", "Begeleiding: de collega, elke dag")}),
        ([delete("Snijden kan ik")], {"werk-citaat": ()}),
        ([split(" De collega helpt")], {}),
        ([retype("Sjors snijdt", "Sjors maakt soep. De collega helpt hem bij de oven.")],
         {"werk-1": ("Sjors maakt soep. De collega helpt hem bij de oven.",)}),
        ([over(WERK, "Dit klopt allemaal niet, ik doe de was.")], {"werk-1": ("Dit klopt allemaal niet, ik doe de was.",)}),
    ],
)  # fmt: skip
def test_edits_are_found_whatever_the_program_lost(
    read: Callable[..., Reading], lose: Edit, edits: list[Edit], expected: dict[str, tuple[str, ...]]
) -> None:
    reading = read(*edits, lose)
    assert texts(reading) == expected
    assert reading.unplaced == ()


@LOSSES
def test_paragraphs_that_ran_together_are_parted_again(read: Callable[..., Reading], lose: Edit) -> None:
    assert texts(read(merge("Begin klein."), lose)) == {}


def test_moved_paragraphs_are_the_same_but_their_order_is_told(read: Callable[..., Reading]) -> None:
    reading = read(swap("Begin klein."))
    assert reading.block("tips").status == "gewijzigd"
    assert reading.block("tips").texts == ("Maak een rooster.", "Begin klein.")
    assert any("andere volgorde" in note for note in reading.notes)


def test_what_is_added_belongs_to_the_piece_above_and_has_to_be_confirmed(read: Callable[..., Reading]) -> None:
    reading = read(type_paragraph("Sjors snijdt", "Op vrijdag bakt hij taart."))
    block = reading.block("werk-1")
    assert block.texts == (f"{WERK} Op vrijdag bakt hij taart.",)
    assert (block.sure, block.notes) == (False, ("hier is een alinea bij gekomen",))


def test_words_typed_outside_the_text_are_shown(read: Callable[..., Reading]) -> None:
    reading = read(
        type_paragraph("Uw antwoord", "Bel mij maar even."),
        over("Kruis één antwoord aan.", "Kruis één antwoord aan. Lastig hoor!"),
        over("Mag de tekst in een campagne?", "Mag de tekst in een campagne? Alleen met mijn man erbij."),
    )
    assert set(reading.unplaced) == {"Bel mij maar even.", "Lastig hoor!", "Alleen met mijn man erbij."}
    assert texts(reading) == {}


def test_words_in_text_boxes_and_notes_are_shown(read: Callable[..., Reading]) -> None:
    box = (
        f'<w:r xmlns:w="{W}"><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Dit hangt ernaast</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    reading = read(lambda body: line_with(body, "Sjors snijdt").append(etree.fromstring(box)))
    assert reading.unplaced == ("Dit hangt ernaast",)
    assert texts(reading) == {}


@pytest.mark.parametrize("sign", ["x", "X", "V", "☒", "☑", "✓"])
def test_a_cross_typed_where_the_box_was_lost(read: Callable[..., Reading], sign: str) -> None:
    def cross(body: etree._Element) -> None:
        as_google_docs(body)
        line = line_with(body, "Ja, het klopt.")
        next(t for t in line.iter(f"{{{W}}}t") if t.text == "☐").text = sign

    assert read(cross).choices.verdict == "akkoord"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: (tick(body, "oordeel:akkoord"), tick(body, "oordeel:niet_akkoord")),
        lambda body: replace_words(body, "Ja, het klopt.", "Ja, het klopt, geloof ik."),
    ],
    ids=["two boxes", "words changed"],
)
def test_a_verdict_that_is_not_plain(read: Callable[..., Reading], spoil: Edit) -> None:
    reading = read(spoil)
    assert reading.choices.verdict in ("onduidelijk", "geen antwoord")
    assert reading.unplaced or reading.notes


def test_a_box_without_its_tag_bookmark_and_sign_is_no_answer(read: Callable[..., Reading]) -> None:
    def wipe(body: etree._Element) -> None:
        agree(body, "nota")
        as_google_docs(body)
        cells = line_with(body, "Mag de tekst in de nota?").getparent().getparent()
        for text in cells.iter(f"{{{W}}}t"):
            text.text = (text.text or "").replace("☒", "").replace("☐", "")

    assert read(wipe).choices.channels["nota"] == "onduidelijk"


@pytest.fixture(scope="module")
def sent_form(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Path]:
    """One form for all examples of the property."""
    study = lay_out(tmp_path_factory.mktemp("eigenschap") / "studie")
    ask(study, "medewerker-1")
    return study, form_of(study, "medewerker-1")


_LINES = st.integers(0, 60)
_TYPED = st.sampled_from(["appel", "Banaan", "citroen zuur", "dadel. Eikel", "☐", "x", "vijg’s", "“goed”"])
_HANDS = st.lists(
    st.tuples(_LINES, st.sampled_from(["start", "end", "whole", "paragraph", "cut"]), _TYPED), min_size=1, max_size=6
)


@settings(max_examples=int(os.environ.get("EXAMPLES", "30")), deadline=None)
@given(hands=_HANDS, lose=st.sampled_from(["no", "google", "libreoffice"]))
def test_every_word_of_a_reply_is_somewhere(
    sent_form: tuple[Study, Path], hands: list[tuple[int, str, str]], lose: str
) -> None:
    study, form = sent_form
    typed: list[str] = []

    def edit(body: etree._Element) -> None:
        for number, hand, words in hands:
            lines = [line for line in body.iter(f"{{{W}}}p") if line.find(f".//{{{W}}}t") is not None]
            line = lines[number % len(lines)]
            runs = [t for t in line.iter(f"{{{W}}}t") if t.getparent().getparent().tag == f"{{{W}}}p"]
            if not runs:
                continue
            if hand == "paragraph":
                type_after = etree.Element(f"{{{W}}}p")
                etree.SubElement(etree.SubElement(type_after, f"{{{W}}}r"), f"{{{W}}}t").text = words
                line.addnext(type_after)
            elif hand == "cut":
                runs[0].text = ""
                continue
            else:
                old = runs[0].text or ""
                runs[0].text = {"start": f"{words} {old}", "end": f"{old} {words}", "whole": words}[hand]
            typed.append(words)
        {"no": lambda body: None, "google": as_google_docs, "libreoffice": as_libreoffice}[lose](body)
        left = " ".join("".join(t.text or "" for t in line.iter(f"{{{W}}}t")) for line in body.iter(f"{{{W}}}p"))
        typed[:] = [words for words in typed if words in left]

    with TemporaryDirectory() as folder:
        path = changed(form, Path(folder) / "x.docx", edit)
        reading = interpret(study, load_register(study), path.read_bytes(), path)[1]
    choices = reading.choices
    everything = " ".join(
        [*(text for block in reading.blocks for text in block.texts), *reading.unplaced, choices.pseudonym, choices.reach,
         choices.comment, choices.day, choices.behalf]
    )  # fmt: skip
    for words in typed:
        for word in re.findall(r"[^\W_]{2,}", words):
            assert word in everything, (word, hands, lose)


def test_alignment_of_what_was_split_run_together_and_left_out() -> None:
    pieces = ["de kat zit op de mat", "de hond ligt in de mand", "het is vandaag mooi weer", "morgen komt er regen"]
    paragraphs = ["de kat zit", "op de mat", "de hond ligt in de mand het is vandaag mooi weer"]
    assert [(pair.paragraphs, pair.pieces) for pair in align(paragraphs, pieces)] == [((0, 1), (0,)), ((2,), (1, 2))]
    assert cut(paragraphs[2], pieces[1:3]) == (["de hond ligt in de mand", "het is vandaag mooi weer"], False)
    assert likeness("a b c", "a b c") == 1.0 and likeness("a b c", "x y z") < 0.34
