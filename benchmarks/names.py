"""How fast names are found and outputs are checked, on the study in this repository: ``python benchmarks/names.py``."""

from __future__ import annotations

import time
from pathlib import Path

from toolkit.privacy import find_all, find_names
from toolkit.privacy.checking import names_to_search
from toolkit.privacy.leaks import check_paths
from toolkit.privacy.raw import read_raw
from toolkit.privacy.survey import case_roster
from toolkit.study import Study


def main() -> None:
    """Print words per second of finding, and seconds of the leak check over what is in outputs/."""
    study = Study.open(Path(__file__).parents[1])
    talks = read_raw(study)
    find_names("Laad de lijsten, Jan Jansen uit Emmen.")
    words = sum(len(talk.text.split()) for talk in talks)
    for label in ("zonder rooster", "met rooster"):
        started = time.process_time()
        for case in study.cases:
            texts = [talk.text for talk in talks if talk.case == case.id]
            find_all(texts, case_roster(study, case.id) if label == "met rooster" else None)
        print(f"namen vinden, {label}: {words / (time.process_time() - started):,.0f} woorden per seconde")
    made = [path for path in study.outputs.rglob("*") if path.is_file() and not path.name.startswith(".")]
    started = time.process_time()
    report = check_paths(study, made, names_to_search(study))
    print(
        f"controle: {report.files} bestanden in {time.process_time() - started:.1f} seconden, {len(report.leaks)} lekken"
    )


if __name__ == "__main__":
    main()
