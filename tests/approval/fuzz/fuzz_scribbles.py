"""Words typed where no text is asked for: among the questions, behind a box, in the table of channels, in the margin.

What is true, decided beforehand: such words are shown to a person. Words on the line of a box or in a row of the table may
make that answer unclear; they never make it another.
"""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from fuzz_answers import UNCLEAR, Said
from fuzz_model import Reply, W
from lxml import etree

WORDS = (
    "alleen als mijn zus erbij is",
    "nog even overleggen met thuis",
    "mits zonder foto van mij",
    "zie mijn brief van vorige week",
    "dit vind ik lastig te kiezen",
)


def scribble(reply: Reply, said: dict[str, Said], rng: random.Random) -> list[str]:
    """In three replies of ten, words in one such place. The answers in ``said`` that they bear on may be unclear now."""
    if rng.random() >= 0.3:
        return []
    text = f"{rng.choice(WORDS)} {rng.randint(100, 999)}"
    how = rng.choice(("new line", "box line", "row", "question", "margin", "picture"))
    done = {
        "new line": _new_line, "box line": _on_box_line, "row": _in_row, "question": _behind_question,
        "margin": _in_margin, "picture": _picture,
    }[how](reply, said, rng, text)  # fmt: skip
    if done:
        reply.done.append(f"scribble {how}")
    return [text] if done and how != "picture" else []


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _answers(reply: Reply) -> list[Any]:
    """Paragraphs from the heading of the answers on, save the last empty one."""
    body = reply.root.find(_w("body"))
    controls = [node for node in body if node.find(f".//{_w('sdt')}") is not None]
    first = body.index(controls[0]) - 2
    return [node for node in list(body)[first:] if node.tag == _w("p") and node.find(_w("r")) is not None]


def _run(text: str) -> Any:
    return etree.fromstring(f'<w:r xmlns:w="{W}"><w:t xml:space="preserve">{text}</w:t></w:r>')


def _new_line(reply: Reply, said: dict[str, Said], rng: random.Random, text: str) -> bool:
    line = etree.Element(_w("p"))
    line.append(_run(text))
    rng.choice(_answers(reply)).addnext(line)
    return True


def _group_of(control: Any) -> str:
    return str(control.find(f"{_w('sdtPr')}/{_w('tag')}").get(_w("val"))).removeprefix("nota:").rpartition(":")[0]


def _unclear(said: dict[str, Said], group: str) -> None:
    said[group] = replace(said[group], values=(*said[group].values, UNCLEAR))


def _on_box_line(reply: Reply, said: dict[str, Said], rng: random.Random, text: str) -> bool:
    lines = []
    for line in _answers(reply):
        control = line.find(_w("sdt"))
        if control is not None and _group_of(control) in said:
            lines.append((line, control))
    line, control = rng.choice(lines)
    line.append(_run(f", {text}"))
    _unclear(said, _group_of(control))
    return True


def _in_row(reply: Reply, said: dict[str, Said], rng: random.Random, text: str) -> bool:
    rows = [r for r in reply.root.iter(_w("tr")) if any(_group_of(c).startswith("kanaal") for c in r.iter(_w("sdt")))]
    row = rng.choice(rows)
    group = _group_of(next(row.iter(_w("sdt"))))
    rng.choice(list(row.iter(_w("p")))).append(_run(f" {text}"))
    _unclear(said, group)
    return True


def _behind_question(reply: Reply, said: dict[str, Said], rng: random.Random, text: str) -> bool:
    lines = [line for line in _answers(reply) if line.find(f".//{_w('sdt')}") is None]
    rng.choice(lines).append(_run(f" {text}"))
    return True


def _in_margin(reply: Reply, said: dict[str, Said], rng: random.Random, text: str) -> bool:
    name = rng.choice(("word/header1.xml", "word/footer1.xml", "word/footer2.xml"))
    root = etree.fromstring(reply.parts[name])
    root.find(_w("p")).append(_run(f" {text}"))
    reply.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return True


def _picture(reply: Reply, said: dict[str, Said], rng: random.Random, text: str) -> bool:
    """A drawn line; that it has to be looked at is tested elsewhere, here it only stands in the way."""
    shape = '<w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0" to="9,9"/></w:pict>'
    run = etree.fromstring(f'<w:r xmlns:w="{W}">{shape}</w:r>')
    rng.choice([p for p in reply.root.iter(_w("p")) if p.find(_w("r")) is not None]).append(run)
    return True
