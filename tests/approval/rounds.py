"""A small study with one text, and hands to fill in its form as people do in a word processor."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lxml import etree

from toolkit.approval import check_text, record, send
from toolkit.study import Study

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
DAY = dt.date(2024, 5, 20)
TEAM = "interviewer-1"

STUDY = """\
title: Banen bij de proef
client: Ministerie van Proeven
bureau: Bureau Proef
date: 2024-05-15
team: [{id: interviewer-1, name: Ank Proef}]
contact: {name: Ank Proef, email: ank@proef.example, phone: 030 000 00 00, privacy_officer: fg@proef.example}
channels:
  - {id: nota, label: discussienota, question: "Mag de tekst in de nota?"}
  - {id: campagne, label: campagne, question: "Mag de tekst in een campagne?"}
  - {id: website, label: website, question: "Mag de tekst op een website?"}
  - {id: journalist, label: journalist, question: "Mag een journalist u bellen?"}
"""
CASE = """\
id: c01
title: Hulp in de keuken
persons:
  - {id: schoolleider-1, role: schoolleider, names: [Marga Bloemhof, Marga]}
  - {id: medewerker-1, role: medewerker, target_group: true, names: [Sjors Kamp, Sjors]}
  - {id: collega-1, role: collega, speaks: false, names: [Wubbo Tichelaar, Wubbo]}
entities:
  - {id: school-A, kind: school, names: [De Zandkorrel, Zandkorrel]}
"""
TEXT = """\
---
titel: Hulp in de keuken
versie: 1
---

# Hulp in de keuken
{#titel}

[medewerker-1] werkt sinds 2021 in de keuken van [school-A]. Hij kwam op proef en bleef.
{#intro over=medewerker-1}

## In het kort
{#kort-kop}

- Functie: keukenhulp
- Uren: 16 per week
- Begeleiding: [collega-1], elke dag
{#kort over=medewerker-1,collega-1}

## Het werk
{#werk-kop}

[medewerker-1] snijdt de groente en ruimt de tafels af. [collega-1] helpt hem bij de oven.
{#werk-1 over=medewerker-1,collega-1}

> Snijden kan ik goed, dat zeggen ze allemaal.
{#werk-citaat over=medewerker-1 door=medewerker-1}

## Het geld
{#geld-kop}

[schoolleider-1] betaalt drie uur per week uit de formatie. De rest komt van de gemeente.
{#geld-1 over=schoolleider-1}

Volgens [schoolleider-1] is dat voor een kleine school te dragen.
{#geld-2 over=schoolleider-1}

## Tips
{#tips-kop}

- Begin klein.
- Maak een rooster.
{#tips}
"""


def lay_out(folder: Path, *, text: str = TEXT) -> Study:
    """The small study on disk."""
    case = folder / "interviews" / "cases" / "c01"
    case.mkdir(parents=True)
    (folder / "interviews" / "texts" / "cases").mkdir(parents=True)
    (folder / "interviews" / "study.yaml").write_text(STUDY, encoding="utf-8")
    (case / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "interviews" / "texts" / "cases" / "c01.md").write_text(text, encoding="utf-8")
    return Study(folder)


def text_path(study: Study) -> Path:
    """Where the text is."""
    return study.texts / "cases" / "c01.md"


def edit_text(study: Study, old: str, new: str) -> None:
    """Change the text by hand, as a researcher does."""
    path = text_path(study)
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def ask(study: Study, person: str) -> None:
    """Have the text checked and sent to one person."""
    check_text(study, "c01", by=TEAM)
    send(study, "c01", person, by=TEAM, on=DAY)


def say_yes(study: Study, person: str, *, channels: tuple[str, ...] = ("nota", "website"), **more: object) -> None:
    """Have one person say yes by telephone to what they were sent."""
    chosen = {name: "ja" if name in channels else "nee" for name in ("nota", "campagne", "website", "journalist")}
    record(study, "c01", person, "akkoord", by=TEAM, channels=chosen, on=DAY, **more)  # type: ignore[arg-type]


def all_agree(study: Study, **more: object) -> None:
    """The whole round, everybody says yes to nota and website."""
    for person in ("medewerker-1", "collega-1", "schoolleider-1"):
        ask(study, person)
        say_yes(study, person, **more)  # type: ignore[arg-type]


def form_of(study: Study, person: str) -> Path:
    """The Word form in somebody's pack."""
    return next((study.outputs / "approval" / "c01" / person).glob("*-formulier.docx"))


def page_of(study: Study, person: str) -> Path:
    """The answer page in somebody's pack."""
    return next((study.outputs / "approval" / "c01" / person).glob("*-antwoord.html"))


def changed(form: Path, target: Path, change: Callable[[etree._Element], None]) -> Path:
    """A copy of a form with its document changed by hand."""
    return rewritten(form, target, {"word/document.xml": lambda data: _with(data, change)})


def rewritten(source: Path, target: Path, parts: Mapping[str, Callable[[bytes], bytes | None]]) -> Path:
    """A copy of a zip in which some parts are other, or gone."""
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data: bytes | None = old.read(name)
            if name in parts and data is not None:
                data = parts[name](data)
            if data is not None:
                new.writestr(name, data)
    target.write_bytes(made.getvalue())
    return target


def tick(body: etree._Element, key: str) -> None:
    """Tick a box as Word does: its value and its sign."""
    control = control_of(body, key)
    control.find(f".//{{{W14}}}checked").set(f"{{{W14}}}val", "1")
    control.find(f".//{{{W}}}sdtContent//{{{W}}}t").text = "☒"


def choose(body: etree._Element, key: str, words: str) -> None:
    """Choose or type in a field as Word does."""
    control = control_of(body, key)
    hint = control.find(f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr")
    if hint is not None:
        hint.getparent().remove(hint)
    control.find(f".//{{{W}}}sdtContent//{{{W}}}t").text = words


def control_of(body: etree._Element, key: str) -> etree._Element:
    """The control of a field."""
    for control in body.iter(f"{{{W}}}sdt"):
        tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
        if tag is not None and tag.get(f"{{{W}}}val") == f"nota:{key}":
            return control
    raise KeyError(key)


def line_with(body: etree._Element, words: str) -> etree._Element:
    """The paragraph that holds these words."""
    for line in body.iter(f"{{{W}}}p"):
        if words in "".join(t.text or "" for t in line.iter(f"{{{W}}}t")):
            return line
    raise KeyError(words)


def replace_words(body: etree._Element, old: str, new: str) -> None:
    """Type over words without tracking."""
    for run in line_with(body, old).iter(f"{{{W}}}t"):
        if old in (run.text or ""):
            run.text = (run.text or "").replace(old, new)
            return
    raise KeyError(old)


def track_words(body: etree._Element, old: str, new: str, *, author: str) -> None:
    """Type over words while changes are tracked."""
    line = line_with(body, old)
    run = next(r for r in line.iter(f"{{{W}}}r") if old in "".join(t.text or "" for t in r.iter(f"{{{W}}}t")))
    text = run.find(f"{{{W}}}t").text
    before, _, after = text.partition(old)
    made = [_run(before)]
    marks = f'w:id="900" w:author="{author}" w:date="2024-05-21T10:00:00Z"'
    if old:
        made.append(_xml(f'<w:del {marks}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'))
    if new:
        made.append(_xml(f'<w:ins {marks}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'))
    made.append(_run(after))
    for one in made:
        run.addprevious(one)
    run.getparent().remove(run)


def as_google_docs(body: etree._Element) -> None:
    """Lose bookmarks and controls, as Google Docs does; words stay."""
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for node in list(body.iter(f"{{{W}}}{tag}")):
            node.getparent().remove(node)
    for control in list(body.iter(f"{{{W}}}sdt")):
        for child in list(control.find(f"{{{W}}}sdtContent")):
            control.addprevious(child)
        control.getparent().remove(control)


def as_libreoffice(body: etree._Element) -> None:
    """Lose the tags of controls, as LibreOffice 7.4 does."""
    for tag in list(body.iter(f"{{{W}}}tag", f"{{{W}}}alias")):
        tag.getparent().remove(tag)


def agree(body: etree._Element, *channels: str) -> None:
    """Fill in a form: the text is right, yes for these channels and no for the others."""
    tick(body, "oordeel:akkoord")
    for name in ("nota", "campagne", "website", "journalist"):
        tick(body, f"kanaal:{name}:{'ja' if name in channels else 'nee'}")


def _run(text: str) -> etree._Element:
    return _xml(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>')


def _xml(text: str) -> etree._Element:
    return etree.fromstring(re.sub(r"^<w:(\w+)", rf'<w:\1 xmlns:w="{W}"', text))


def _with(data: bytes, change: Callable[[etree._Element], None]) -> bytes:
    root = etree.fromstring(data)
    change(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
