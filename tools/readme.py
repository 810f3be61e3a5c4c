"""Write the table of steps in README.md from toolkit/steps.py: `python tools/readme.py`. A test compares the two."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.steps import STEPS

ROOT = Path(__file__).parent.parent


def steps_table() -> str:
    """The chain of the main job as a Markdown table."""
    rows = [f"| `nota {one.name}` | {one.help} | `{one.outputs[0]}` |" for one in STEPS]
    return "\n".join(["| verb | what it does (its Dutch help) | makes |", "| --- | --- | --- |", *rows])


def with_steps(text: str) -> str:
    """README text with the present table between its marks."""
    return re.sub(r"(<!-- steps -->\n).*?(<!-- /steps -->)", rf"\g<1>{steps_table()}\n\g<2>", text, flags=re.DOTALL)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_steps(path.read_text(encoding="utf-8")), encoding="utf-8")
