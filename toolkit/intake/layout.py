"""``nota new``: lay out an empty study for real work."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ..errors import InputError
from ..files import write_bytes, write_text
from ..study import Study

_PACKAGE = Path(__file__).parent.parent
_FOLDERS = ("interviews/cases", "interviews/codings", "interviews/texts/cases", "interviews/texts/note",
            "interviews/approvals/replies", "interviews/keys", "notebooks", "outputs")  # fmt: skip
_SHARED = (
    "interviews/codebook.yaml",
    "interviews/topics.yaml",
    "interviews/parameters",
    "interviews/templates",
    "notebooks",
)
"""What a new study takes over from the one in the repository: nothing in these is about its people."""

GITIGNORE = """\
# Wie is wie, en alles waar namen in staan: nooit in git.
interviews/keys/
interviews/cases/**/*
!interviews/cases/**/case.yaml.example
interviews/privacy/
interviews/approvals/replies/
interviews/codings/
# Wat de computer opnieuw kan maken.
outputs/
.ipynb_checkpoints/
*.lock
.nota-*
"""

README = """\
# {title}

Een studie met interviews. Zo werkt u:

1. `nota add BESTAND... --case c01`: voeg transcripten toe (.docx, .odt, .txt, .md, .vtt, .srt).
2. Vul in `interviews/cases/c01/case.yaml` in wie er spreken en hoe zij genoemd worden.
3. `nota run`: doe alle stappen. Wat er mis is, staat op het scherm.
4. `nota lab`: open de notebooks in JupyterLab; begin bij 1_inlezen.

`interviews/` is wat mensen gaven of besloten: maak daar reservekopieën van. `outputs/` kunt u altijd weggooien:
`nota run` maakt het opnieuw. In `interviews/` staan namen en gezondheidsgegevens. Zet deze map niet in een open
map op internet en niet in git zonder de `.gitignore` die erbij staat.
"""

STUDY = """\
# Waar gaat deze studie over? Pas aan wat niet klopt.
title: "{title}"
subtitle: ""
client: ""                    # opdrachtgever
bureau: ""
date: {date}              # staat op alles wat deze studie maakt
version: "concept 0.1"
team: []                      # - {{id: interviewer-1, name: Voornaam Achternaam, role: onderzoeker}}
contact: {{name: "", email: "", phone: "", privacy_officer: ""}}
coders: [k1, k2]
adjudicator: samen
language: blank               # of de naam of het pad van een spaCy-model, bijvoorbeeld nl_core_news_sm
suggesters: []                # eigen onderdelen die codes voorstellen, naast die van nota; zonder hoeft er niets bij. Voorbeelden:
                              #   - {{name: local, address: "http://127.0.0.1:11434/v1", model: NAAM}}   taalmodel op deze computer
                              #   - {{name: vectoren, spacy: nl_core_news_lg}}   leer het eerst met: nota train --part vectoren
channels:
  - {{id: nota, label: discussienota, question: "Mag deze tekst, met uw citaten, in de discussienota?"}}
  - {{id: campagne, label: campagne, question: "Mag deze tekst in een campagne worden gebruikt?"}}
  - {{id: website, label: website, question: "Mag deze tekst op een website?"}}
  - {{id: journalist, label: journalist mag contact opnemen, question: "Mag een journalist u bellen of mailen?"}}
  - {{id: foto, label: fotograaf mag langskomen, question: "Mag een fotograaf langskomen?"}}
rules: {{small_cell: 3, reply_days: 14, mention_withdrawn: true}}
"""


def new_study(path: Path, *, title: str = "", date: dt.date | None = None) -> Study:
    """Lay out a study in a folder that is new or empty. Raises InputError when anything is there already."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        message = "deze map bestaat al en is niet leeg."
        raise InputError(message, path=path, fix="kies een andere naam; er is niets veranderd.")
    name = (title or path.name.replace("-", " ").replace("_", " ").strip().capitalize() or "Nieuwe studie").replace(
        '"', "'"
    )
    for folder in _FOLDERS:
        write_text(path / folder / ".gitkeep", "")
    write_text(path / "interviews" / "study.yaml", STUDY.format(title=name, date=(date or dt.date.today()).isoformat()))
    write_text(path / ".gitignore", GITIGNORE)
    write_text(path / "README.md", README.format(title=name))
    for source, target in _templates():
        write_bytes(path / target, source.read_bytes())
    return Study(path.resolve())


def _templates() -> list[tuple[Path, str]]:
    """(file, place in the study): the package's own skeleton, and what is shared with the bundled study."""
    skeleton = _PACKAGE / "template" / "study"
    found = [(p, p.relative_to(skeleton).as_posix()) for p in sorted(skeleton.rglob("*")) if p.is_file()]
    shared = _PACKAGE / "template" / "shared"  # in an installed wheel; beside the package in a checkout
    base = shared if shared.is_dir() else _PACKAGE.parent
    for name in _SHARED:
        place = base / name
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
        kept = (p for p in files if ".ipynb_checkpoints" not in p.parts and not p.name.startswith("."))
        found.extend((p, p.relative_to(base).as_posix()) for p in kept)
    return found
