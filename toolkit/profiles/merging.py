"""Files of several profiles made one: codebook, topic lists, settings; and a notebook from its prose."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from ..errors import UsageError
from ..records import digest_of
from ..study import Channel

_CELL = re.compile(r"^```python(?P<tags>[^\n]*)\n(?P<code>.*?)^```\s*$", re.MULTILINE | re.DOTALL)


def merged_codebook(texts: Sequence[str]) -> str:
    """Codebooks one after another, with the remarks that stand in them. Raises UsageError on a theme that two of them have."""
    parts = [_sections(text) for text in texts]
    seen: set[str] = set()
    for text in texts:
        for theme in yaml.safe_load(text)["themes"]:
            if theme["id"] in seen:
                raise UsageError(f"twee profielen hebben het thema '{theme['id']}'.", fix="kies een van de twee.")
            seen.add(theme["id"])
    if len(texts) == 1:
        return texts[0]
    made = [parts[0].get("", ""), 'version: "1"\n']
    for key in ("rules", "themes", "codes"):
        bodies = [one[key].strip("\n") for one in parts if key in one]
        made.append(f"{key}:\n" + "\n".join(bodies) + "\n")
    return "\n".join(part.strip("\n") + "\n" for part in made if part.strip())


def merged_topics(texts: Sequence[str]) -> str:
    """Topic lists of one role put together; a question that is there already is not asked twice."""
    if len(texts) == 1:
        return texts[0]
    lists: dict[str, list[dict[str, Any]]] = {}
    for text in texts:
        for role, topics in (yaml.safe_load(text).get("lists") or {}).items():
            known = {topic["id"] for topic in lists.get(role, [])}
            lists.setdefault(role, []).extend(topic for topic in topics if topic["id"] not in known)
    return str(yaml.safe_dump({"lists": lists}, allow_unicode=True, sort_keys=False, width=140))


def with_settings(text: str, channels: Mapping[str, Channel], without: Sequence[str]) -> str:
    """study.yaml with these channels, and the steps that are not done."""
    kept = text.split("\n")
    if channels:
        start = next((n for n, line in enumerate(kept) if line.startswith("channels:")), len(kept))
        stop = next(
            (n for n in range(start + 1, len(kept)) if kept[n] and not kept[n].startswith((" ", "-"))), len(kept)
        )
        lines = [
            f"  - {{id: {one.id}, label: {one.label}, question: {json.dumps(one.question, ensure_ascii=False)}}}"
            for one in channels.values()
        ]
        kept = [*kept[:start], "channels:", *lines, *kept[stop:]]
    made = "\n".join(kept).rstrip("\n") + "\n"
    return made + (f"without: [{', '.join(without)}]   # stappen die 'nota run' hier niet doet\n" if without else "")


def notebook_json(text: str) -> str:
    """A notebook from Markdown in which the cells of code stand between fences; a word behind ``python`` is the cell's tag."""
    cells: list[dict[str, Any]] = []
    at = 0
    for match in _CELL.finditer(text):
        _prose(cells, text[at : match.start()])
        tags = match["tags"].split()
        cells.append({
            "cell_type": "code", "execution_count": None, "id": "", "metadata": {"tags": tags} if tags else {}, "outputs": [],
            "source": _lines(match["code"]),
        })  # fmt: skip
        at = match.end()
    _prose(cells, text[at:])
    for number, cell in enumerate(cells):
        cell["id"] = digest_of([number, "".join(cell["source"])])[:8]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _prose(cells: list[dict[str, Any]], text: str) -> None:
    if text.strip():
        cells.append({"cell_type": "markdown", "id": "", "metadata": {}, "source": _lines(text)})


def _lines(text: str) -> list[str]:
    return text.strip("\n").splitlines(keepends=True)


def _sections(text: str) -> dict[str, str]:
    """The body under every key that stands at the margin; what stands before the first under the empty key."""
    found: dict[str, str] = {"": ""}
    here = ""
    for line in text.splitlines(keepends=True):
        match = re.match(r"^([a-z_]+):(.*)$", line)
        if match:
            here = match[1]
            found[here] = ""
        elif here or line.startswith("#") or not line.strip():
            found[here] += line
    return found
