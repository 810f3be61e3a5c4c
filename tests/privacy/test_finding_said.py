"""Names and contact data as people say them and as speech software writes them down; the sentences are invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from toolkit.privacy import find_names

FOLDER = Path(__file__).parent
KINDS = ("person", "school", "place", "organisation", "contact")

LEAD = re.compile(
    r"^(?:(?:vrije school|[a-z]*school|stichting|scholengroep|obs|ods|cbs|kbs|ikc|vso|sbo|kindcentrum|kinderopvang) )?(?:(?:de|het|'t) )?"
)
"""What may stay before the name of a school."""


def _lines(name: str) -> list[str]:
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


@pytest.mark.parametrize("line", [*_lines("said_contacts.txt"), *_lines("said_schools.txt"), *_lines("said_names.txt")])
def test_what_stands_between_braces_is_masked_and_nothing_else(line: str) -> None:
    text = re.sub(r"[{}]", "", line)
    spans = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer(r"\{[^}]*\}", line))]
    found = [one for one in find_names(text) if one.kind in KINDS]
    spans = [(b - len(LEAD.sub("", text[a:b])), b) for a, b in spans]
    bare = [text[a:b] for a, b in spans for m in re.finditer(r"[\w'’]+", text[a:b])
            if not any(one.start <= a + m.start() and a + m.end() <= one.end for one in found)]  # fmt: skip
    beside = [text[one.start : one.end] for one in found if all(one.end <= a or b <= one.start for a, b in spans)]
    assert (bare, beside) == ([], [])
