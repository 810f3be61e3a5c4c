"""``nota new --profile``: a study laid out for one kind of project, or for several at once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError, UsageError
from ..files import write_bytes, write_text
from ..intake import new_study
from ..registers.schema import RegisterDef, definitions, folder
from ..study import Channel, Strict, Study
from ..yamlfile import load_model, read_text
from .merging import merged_codebook, merged_topics, notebook_json, with_settings

_HERE = Path(__file__).parent
CASES = "cases"
NAMES = (CASES, "boards", "route", "plan", "sectors")
_CASE_STEPS = ("analyse", "describe", "note", "publish")
_CASE_NOTEBOOKS = {"analyse": "5_", "describe": "6_", "note": "8_", "publish": "9_"}


class Reading(Strict):
    """A document, and how it is read."""

    kind: str
    file: str


class Profile(Strict):
    """``profile.yaml``."""

    title: str
    about: str
    without: tuple[str, ...] = ()
    """Steps of the main job that this kind of project does not need."""
    channels: tuple[Channel, ...] = ()
    example: tuple[Reading, ...] = ()
    """Documents of the example that are read into its registers."""


def load_profile(name: str) -> Profile:
    """One profile by name. Raises UsageError for an unknown one."""
    if name == CASES:
        return Profile(title="Cases", about="casebeschrijvingen en een discussienota")
    if name not in NAMES:
        raise UsageError(f"het profiel '{name}' kennen we niet.", fix=f"kies uit: {', '.join(NAMES)}.")
    return load_model(Profile, _HERE / name / "profile.yaml")


def new_profiled(
    path: Path, profiles: Sequence[str], *, title: str = "", date: dt.date | None = None, example: bool = False
) -> Study:
    """Lay out a study for these profiles. With ``example`` the invented example of one profile comes along.

    Raises UsageError for an unknown profile or an example of several, InputError when the folder is not empty.
    """
    names = list(dict.fromkeys(profiles)) or [CASES]
    loaded = {name: load_profile(name) for name in names}
    own = [name for name in names if name != CASES]
    if example and len(own) != 1:
        raise UsageError("een voorbeeld is er bij één profiel tegelijk.", fix=f"kies er een: {', '.join(NAMES[1:])}.")
    study = new_study(path, title=title, date=date)
    if not own:
        return study
    without = tuple(step for step in _CASE_STEPS if all(step in one.without for one in loaded.values()))
    _codebook_and_topics(study, names)
    for name in own:
        _copy_profile(study, name)
    _drop_notebooks(study, without)
    channels = {channel.id: channel for one in loaded.values() for channel in one.channels}
    settings = study.interviews / "study.yaml"
    if example:
        _copy_example(study, own[0])
        write_text(settings, with_settings(read_text(_HERE / own[0] / "example" / "study.yaml"), channels, without))
        settle(Study(study.root), _HERE / own[0] / "example", loaded[own[0]].example)
    else:
        kept = channels if CASES not in names else {**_study_channels(study), **channels}
        write_text(settings, with_settings(read_text(settings), kept, without))
        for form in definitions(study).values():
            _empty_file(study, form)
    return Study(study.root)


def settle(study: Study, source: Path, readings: Sequence[Reading] = ()) -> None:
    """The decisions of an example: its codings, and who agreed to what; made with the same functions as in real work."""
    from ..registers import take
    from .example import apply_approvals, apply_codings, kinds_of_activity

    for one in readings:
        take(study, one.kind, study.root / one.file)
    kinds_of_activity(study, source / "soorten.yaml")
    apply_codings(study, source / "codings.csv")
    apply_approvals(study, source / "approvals.yaml")


def _study_channels(study: Study) -> dict[str, Channel]:
    return {channel.id: channel for channel in study.settings.channels}


def _codebook_and_topics(study: Study, names: Sequence[str]) -> None:
    own = {name: _HERE / name for name in names if name != CASES}
    books = [read_text(study.codebook_path)] if CASES in names else []
    lists = [read_text(study.interviews / "topics.yaml")] if CASES in names else []
    books += [read_text(place / "codebook.yaml") for place in own.values()]
    lists += [read_text(place / "topics.yaml") for place in own.values()]
    write_text(study.codebook_path, merged_codebook(books))
    write_text(study.interviews / "topics.yaml", merged_topics(lists))
    if CASES not in names:  # tensions and money are about the codes of case studies
        for name in ("spanningen.yaml",):
            (study.interviews / "parameters" / name).unlink(missing_ok=True)


def _copy_profile(study: Study, name: str) -> None:
    place = _HERE / name
    write_bytes(folder(study) / f"{name}.registers.yaml", (place / f"{name}.registers.yaml").read_bytes())
    for source in sorted((place / "documents").glob("*.md")):
        target = study.texts / "documents" / source.name
        if target.exists():
            raise InputError("twee profielen hebben een document met deze naam.", path=target)
        write_bytes(target, source.read_bytes())
    write_text(study.root / "notebooks" / f"{name}.ipynb", notebook_json(read_text(place / "notebook.md")))


def _drop_notebooks(study: Study, without: Sequence[str]) -> None:
    """Notebooks of steps that this study does not do."""
    for step in without:
        for path in (study.root / "notebooks").glob(f"{_CASE_NOTEBOOKS[step]}*.ipynb"):
            path.unlink()


def _copy_example(study: Study, name: str) -> None:
    source = _HERE / name / "example" / "interviews"
    for path in sorted(one for one in source.rglob("*") if one.is_file()):
        target = study.interviews / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _empty_file(study: Study, form: RegisterDef) -> None:
    """A file to begin with: the headings of a table, or a remark that shows how a row is written."""
    path = folder(study) / form.file
    if path.exists():
        return
    if path.suffix == ".csv":
        write_bytes(path, ("\ufeff" + ";".join(form.fields) + "\r\n").encode("utf-8"))
    elif path.suffix == ".yaml":
        first = [f"# {form.title}. Een rij begint met een streepje:", "#"]
        rows = [
            f"# {'-' if n == 0 else ' '} {name}: {_hint(form, name)}".rstrip() for n, name in enumerate(form.fields)
        ]
        write_text(path, "\n".join([*first, *rows]) + "\n")


def _hint(form: RegisterDef, name: str) -> str:
    one = form.fields[name]
    if one.choices:
        return f"{'[' if one.type == 'list' else ''}{' | '.join(one.choices)}{']' if one.type == 'list' else ''}"
    words = {"date": "jjjj-mm-dd", "yesno": "ja | nee", "number": "getal", "whole": "heel getal", "list": "[een, twee]",
             "row": f"nummer uit {one.points_to}", "rows": f"[nummers uit {one.points_to}]", "case": "case", "codes": "[codes]",
             "block": "case#blok", "id": "nummer"}  # fmt: skip
    return words.get(one.type, "tekst")
