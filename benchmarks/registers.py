"""How long each command takes on 2,500 employers and 7,000 schools as rows, and how much memory it needs.

    python benchmarks/registers.py

Every command must stay under five seconds of processor time on two cores of a small machine.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from toolkit.profiles import new_profiled

EMPLOYERS, SCHOOLS = 2_500, 7_000
SCHOOLS_FORM = """\
registers:
  scholenlijst:
    title: Scholen in de sector
    file: scholenlijst.{suffix}
    fields:
      id: {{type: id}}
      naam: {{private: true}}
      werkgever: {{type: row, points_to: werkgevers}}
      plaats: {{label: plaats}}
      leerlingen: {{type: whole, least: 0}}
      doet_mee: {{type: yesno}}
      sinds: {{type: date}}
    targets:
      - {{id: mee, label: Scholen die meedoen, unit: scholen, amount: 7000, start: 2015-01-01, until: 2025-01-01, where: {{doet_mee: ja}}, by: sinds}}
"""
DOCUMENT = """\
---
titel: Groot
---

# Groot

{{ doel("werkgevers") }}

{{ doel("scholenlijst") }}

{{ kruistabel("werkgevers", "sector", "doet_mee", bijschrift="Werkgevers") }}
"""


def lay_out(root: Path, suffix: str) -> Path:
    """A study with both lists; the schools in CSV or YAML."""
    study = new_profiled(root / f"groot-{suffix}", ["sectors"], example=True)
    folder = study.interviews / "registers"
    rows = [
        f"W{n};Werkgever {n};S{n % 3 + 1};{'ja' if n % 4 else 'nee'};{2015 + n % 8}-{n % 12 + 1:02d}-01;{n % 40}"
        for n in range(EMPLOYERS)
    ]
    (folder / "werkgevers.csv").write_text(
        "id;naam;sector;doet_mee;sinds;banen\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    (folder / "scholen.registers.yaml").write_text(SCHOOLS_FORM.format(suffix=suffix), encoding="utf-8")
    made = [
        (
            f"X{n}",
            f"School {n}",
            f"W{n % EMPLOYERS}",
            f"Plaats {n % 300}",
            n % 900,
            "ja" if n % 3 else "nee",
            f"{2016 + n % 8}-03-01",
        )
        for n in range(SCHOOLS)
    ]
    names = ("id", "naam", "werkgever", "plaats", "leerlingen", "doet_mee", "sinds")
    if suffix == "csv":
        text = ";".join(names) + "\n" + "".join(";".join(map(str, row)) + "\n" for row in made)
    else:
        text = "".join("- " + "\n  ".join(f"{name}: {value}" for name, value in zip(names, row)) + "\n" for row in made)
    (folder / f"scholenlijst.{suffix}").write_text(text, encoding="utf-8")
    for path in (study.texts / "documents").glob("*.md"):
        path.unlink()
    (study.texts / "documents" / "groot.md").write_text(DOCUMENT, encoding="utf-8")
    return study.root


def measure(root: Path, *words: str) -> None:
    """One command: clock, processor time, and the most memory any child had so far."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "toolkit", *words, "--study", str(root)], capture_output=True, text=True, check=False
    )
    took, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{' '.join(words):<40} {took:5.1f} s  processor {spent:4.1f} s  peak {after.ru_maxrss // 1024} MB  exit {done.returncode}"
    )
    if done.returncode:
        print(done.stderr)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("csv", "yaml"):
            root = lay_out(Path(folder), suffix)
            print(f"{EMPLOYERS} employers in csv, {SCHOOLS} schools in {suffix}")
            measure(root, "register", "check")
            measure(root, "register", "count")
            measure(root, "register", "show", "scholenlijst", "--most", "20")
            measure(root, "documents", "--force")


if __name__ == "__main__":
    main()
