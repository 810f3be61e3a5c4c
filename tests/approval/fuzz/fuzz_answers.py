"""How people fill in the fields of the form, and what they then said.

What counts as said: a box that is ticked both in its value and in its sign, or a cross in a table without controls, is
a yes. Yes and no both, or a box whose value and sign disagree, is ``onduidelijk``. A cross typed *beside* an empty box
may be read as a yes or as unclear, never as no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fuzz_model import W14, Reply, W
from lxml import etree

NONE, UNCLEAR = "geen antwoord", "onduidelijk"
HINTS = ("Klik hier en typ", "Kies een antwoord")
MARKS = 'w:author="Sjors" w:date="2024-05-21T10:00:00Z"'


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a group of fields: any of these readings is true."""

    values: tuple[str, ...]
    words: str = ""
    """What was typed or chosen, as it stands in the form."""


def fill_in(reply: Reply, *, controls: bool) -> dict[str, Said]:
    """Answer the questions. Without ``controls`` they will be lost later: people then typed over the signs."""
    boxes: dict[str, list[tuple[str, Any]]] = {}
    said: dict[str, Said] = {}
    for control in list(reply.root.iter(f"{{{W}}}sdt")):
        key = control.find(f"{{{W}}}sdtPr/{{{W}}}tag").get(f"{{{W}}}val").removeprefix("nota:")
        if control.find(f".//{{{W14}}}checkbox") is not None:
            group, _, value = key.rpartition(":")
            boxes.setdefault(group, []).append((value, control))
        elif control.find(f".//{{{W}}}dropDownList") is not None:
            said[key] = _choose(reply, control, controls)
        else:
            said[key] = _write(reply, control, controls)
    for group, found in boxes.items():
        said[group] = _tick_some(reply, found, controls)
    return said


def _tick_some(reply: Reply, found: list[tuple[str, Any]], controls: bool) -> Said:
    rng = reply.rng
    roll = rng.random()
    if roll < 0.12:
        if rng.random() < 0.3:  # ticked, and unticked again
            _tick(reply, found[0][1], "back", controls)
        return Said((NONE,))
    if roll < 0.22:
        for _, control in rng.sample(found, 2):
            _tick(reply, control, "word", controls)
        reply.done.append("both ticked")
        return Said((UNCLEAR,))
    value, control = rng.choice(found)
    ways = (
        ("word", "word", "word", "tracked", "value", "sign", "beside")
        if controls
        else ("sign", "letter", "letter", "tracked", "beside")
    )
    how = rng.choice(ways)
    _tick(reply, control, how, controls)
    reply.done.append(f"tick {how}")
    if how == "beside":
        return Said((value, UNCLEAR))
    if controls and how in ("value", "sign"):
        return Said((UNCLEAR,))
    return Said((value,))


def _tick(reply: Reply, control: Any, how: str, controls: bool) -> None:
    """``value`` as UNO does; ``sign`` typed; ``tracked`` as Word writes a tick while it tracks changes."""
    checked = control.find(f".//{{{W14}}}checked")
    run = control.find(f"{{{W}}}sdtContent/{{{W}}}r")
    text = run.find(f"{{{W}}}t")
    sign = reply.rng.choice("☒☑✓✔") if not controls and how == "sign" else "☒"
    if how in ("word", "tracked", "value"):
        checked.set(f"{{{W14}}}val", "1")
    if how in ("word", "sign"):
        text.text = sign
    elif how == "letter":
        text.text = reply.rng.choice("xXx")
    elif how == "beside":
        beside = etree.fromstring(f'<w:r xmlns:w="{W}"><w:t xml:space="preserve"> {reply.rng.choice("xX")}</w:t></w:r>')
        mark = control.getnext()
        (mark if mark is not None and mark.tag.endswith("bookmarkEnd") else control).addnext(beside)
    elif how == "tracked":
        new = etree.fromstring(etree.tostring(run))
        new.find(f"{{{W}}}t").text = "☒"
        text.tag = f"{{{W}}}delText"
        _wrap(reply, run, "del")
        run.getparent().addnext(new)
        _wrap(reply, new, "ins")


def _wrap(reply: Reply, run: Any, tag: str) -> None:
    around = etree.fromstring(f'<w:{tag} xmlns:w="{W}" w:id="{reply.number()}" {MARKS}/>')
    run.addprevious(around)
    around.append(run)


def _choose(reply: Reply, control: Any, controls: bool) -> Said:
    options = [(o.get(f"{{{W}}}value"), o.get(f"{{{W}}}displayText")) for o in control.iter(f"{{{W}}}listItem")]
    options = [(value, words) for value, words in options if value]
    if reply.rng.random() < 0.3:
        return Said((NONE,))
    value, words = reply.rng.choice(options)
    if not controls and reply.rng.random() < 0.2:
        _set(reply, control, "maakt mij niet uit", "plain")
        return Said((UNCLEAR,), "maakt mij niet uit")
    _set(reply, control, words, reply.rng.choice(("plain", "plain", "tracked", "flag kept")))
    return Said((value,), words)


def _write(reply: Reply, control: Any, controls: bool) -> Said:
    if reply.rng.random() < 0.4:
        return Said(("",))
    text = reply.rng.choice(
        ("3 juni", "030 123 45 67", "bel gerust na vieren", "Ans", "ik doe het samen met mijn zus", "p.proef@voorbeeld.nl",
         "Ik vond het fijn om te lezen.\nDe tuin mist nog.")
    )  # fmt: skip
    how = reply.rng.choice(("plain", "plain", "tracked", "flag kept", "runs", "after"))
    _set(reply, control, text, how)
    reply.done.append(f"type {how}")
    return Said((text,), text)


def _set(reply: Reply, control: Any, text: str, how: str) -> None:
    """Type in a field: the hint goes; with ``after`` the hint stays and the words stand behind the field."""
    content = control.find(f"{{{W}}}sdtContent")
    hint = content.find(f"{{{W}}}r")
    made = _runs(text, split=how == "runs")
    if how == "after":
        mark = control.getnext()
        place = mark if mark is not None and mark.tag.endswith("bookmarkEnd") else control
        for run in reversed(_runs(f" {text}", split=False)):
            place.addnext(run)
        return
    flag = control.find(f"{{{W}}}sdtPr/{{{W}}}showingPlcHdr")
    if how != "flag kept" and flag is not None:
        flag.getparent().remove(flag)
    for run in made:
        content.append(run)
        if how == "tracked":
            _wrap(reply, run, "ins")
    if how == "tracked" and reply.rng.random() < 0.4:
        hint.find(f"{{{W}}}t").tag = f"{{{W}}}delText"
        _wrap(reply, hint, "del")
    else:
        content.remove(hint)


def _runs(text: str, *, split: bool) -> list[Any]:
    pieces = [text[:3], text[3:]] if split and len(text) > 3 else [text]
    made = []
    for piece in pieces:
        words = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' if part else "" for part in piece.split("\n"))
        made.append(etree.fromstring(f'<w:r xmlns:w="{W}">{words}</w:r>'))
    return made
