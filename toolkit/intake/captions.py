"""Subtitles: WebVTT as Teams and Zoom write it, and SubRip (.srt). Cues of one speaker become one turn.

WebVTT: W3C Candidate Recommendation 2019, §4; the ``<v Name>`` voice span is its §5.2.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError

_TIMES = re.compile(r"^\s*(?:(\d+):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s*-->")
_VOICE = re.compile(r"^\s*<v(?:\.[^ \t>]+)*[ \t]+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9.:]*(?:[ \t][^>]*)?>")
_LABEL = re.compile(r"^([^\W\d_][\w .,'’()\-/]{0,38}):\s+(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: who (as written, or empty), from when (hh:mm:ss), what, and on which line it stands."""

    label: str
    time: str
    text: str
    line: int
    voice: bool = False
    """True when the label stands in a voice tag; else it was typed before a colon."""


def head_lines(text: str) -> list[str]:
    """The lines of a head in a NOTE block at the top of a WebVTT file, fenced as elsewhere; empty when there is none."""
    for block in re.split(r"\n\s*\n", text)[:4]:
        lines = block.strip().split("\n")
        if lines and lines[0].strip().startswith("NOTE") and any(line.strip() == "---" for line in lines):
            first = lines[0].strip()[4:].strip()
            return [*([first] if first else []), *lines[1:]]
    return []


def read_cues(text: str, *, path: Path) -> list[Cue]:
    """The cues of a .vtt or .srt text. Raises InputError when there are none."""
    cues = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        match = _TIMES.match(lines[number])
        if not match:
            number += 1
            continue
        start = number + 1
        number = start
        while number < len(lines) and lines[number].strip() and not _TIMES.match(lines[number]):
            number += 1
        body = lines[start:number]
        if (
            number < len(lines)
            and _TIMES.match(lines[number])
            and body
            and not body[-1].strip(" -").strip("0123456789")
        ):
            body = body[:-1]  # the number of the next cue, where the blank line between them is missing
        time = f"{int(match[1] or 0):02d}:{int(match[2]):02d}:{match[3]}"
        joined = " ".join(part.strip() for part in body)
        label, words = _words(joined)
        if words:
            cues.append(Cue(label, time, words, start + 1, voice=_VOICE.match(joined) is not None))
    if not cues:
        message = "hier staan geen ondertitels in (geen enkele regel met een tijd en -->)."
        raise InputError(message, path=path, fix="sla het transcript opnieuw op als .vtt, .srt of .docx.")
    return cues


def _words(text: str) -> tuple[str, str]:
    voice = _VOICE.match(text)
    label = html.unescape(voice[1]).strip() if voice else ""
    words = html.unescape(_TAG.sub("", text)).strip()
    if not label and (spoken := _LABEL.match(words)):
        return spoken[1].strip(), spoken[2].strip()
    return label, words
