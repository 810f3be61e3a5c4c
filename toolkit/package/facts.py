"""The facts of a study that go into the package: settings, cases and codebook, without names, remarks and reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from ..study import ROLES, Case, Study
from ..yamlfile import read_text

SETTINGS = (
    "title", "subtitle", "client", "bureau", "invented", "date", "version", "data_license", "doi", "period_from", "period_to",
    "team", "coders", "adjudicator", "channels", "rules",
)  # fmt: skip
FACTS = ("school_type", "region", "function", "hours", "contract", "since", "ended", "state_on")
SIZES = (0, 100, 200, 350, 500)
"""Where the size classes of schools begin (:func:`toolkit.analysis.placements.size_class`)."""
NO_EXAMPLE = "Niet meegegeven."
NO_REASON = "reden is bij de onderzoekers bekend"
_PERSON = re.compile(r"[a-z][a-z-]*-\d+")


def fact_files(study: Study) -> dict[str, bytes]:
    """The files under ``interviews/`` of the package, by path."""
    files = {"interviews/study.yaml": _settings(study), "interviews/codebook.yaml": _codebook(study)}
    topics = study.interviews / "topics.yaml"
    if topics.exists():
        files["interviews/topics.yaml"] = _dumped(yaml.safe_load(read_text(topics)))
    for path in sorted((study.interviews / "parameters").glob("*.yaml")):
        files[f"interviews/parameters/{path.name}"] = path.read_bytes()
    for case in study.cases:
        files[f"interviews/cases/{case.id}/case.yaml"] = _dumped(shared_case(case))
    return files


def shared_case(case: Case) -> dict[str, Any]:
    """A case as others may see it: no names, no remarks, no reasons, and a size class for the number of pupils."""
    facts = {name: case.facts[name] for name in FACTS if case.facts.get(name) is not None}
    pupils = case.facts.get("pupils")
    if isinstance(pupils, int | float):
        facts["pupils"] = max(size for size in SIZES if size <= max(pupils, 0))
    return {
        "id": case.id, "title": case.title, "kind": case.kind, "facts": facts,
        "placements": [_without(one.model_dump(), "end_reason") for one in case.placements],
        "persons": [_person(one.model_dump()) for one in case.persons],
        "money": [_without(one.model_dump(), "note") for one in case.money],
        "interview_log": [
            _without(one.model_dump(), "reason") | ({"reason": NO_REASON} if one.reason else {}) for one in case.interview_log
        ],
    }  # fmt: skip


def shared_speakers(cases: tuple[Case, ...], labels: Mapping[str, list[str]]) -> dict[tuple[str, str], str]:
    """(case, speaker) -> how the package calls them. A label that is no person's id may be a name: it gets a number."""
    known = {(case.id, person.id) for case in cases for person in case.persons}
    found: dict[tuple[str, str], str] = {}
    for case, speakers in sorted(labels.items()):
        unknown = 0
        for speaker in speakers:
            fits = _PERSON.fullmatch(speaker) and speaker.rpartition("-")[0] in ROLES
            if not speaker or (case, speaker) in known or fits:
                found[case, speaker] = speaker
            elif (case, speaker) not in found:
                unknown += 1
                found[case, speaker] = f"onbekend-{unknown}"
    return found


def _settings(study: Study) -> bytes:
    settings = study.settings.model_dump()
    return _dumped({name: settings[name] for name in SETTINGS})


def _codebook(study: Study) -> bytes:
    """The codebook. Its examples may be somebody's words: they go along only where everything is invented."""
    book = yaml.safe_load(read_text(study.codebook_path))
    if not study.settings.invented:
        for code in book.get("codes", ()):
            code["examples"] = [NO_EXAMPLE]
    return _dumped(book)


def _person(person: dict[str, Any]) -> dict[str, Any]:
    return {name: person[name] for name in ("id", "role", "speaks", "target_group")}


def _without(record: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != name and value not in (None, "")}


def _dumped(value: Any) -> bytes:
    plain = _plain(value)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120).encode("utf-8")


def _plain(value: Any) -> Any:
    """Tuples as lists: YAML has no other."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
