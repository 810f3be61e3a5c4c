"""A conversation is called after its file in all that is made: that name may not be somebody's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ..dutch import lemmas
from ..errors import InputError
from ..study import ROLES, Case

_WORD = re.compile(r"[^\W\d_]+")
_JARGON = frozenset((
    "interview", "transcript", "final", "def", "versie", "teams", "zoom", "skype", "whisper", "audio", "recording", "atlas", "maxqda",
    "nvivo", "gesprek", "document", "overleg", "focusgroep", "arena", "beleid", "notitie", *ROLES, "uwv", "obs", "cbs", "rkbs", "sbo", "vso", "ikc", "mbo", "vmbo", "jobcoach", "hrm", "coach",
))  # fmt: skip
"""What files are called: in no Dutch dictionary, or so often that it need not be opened for it."""
_SHORTEST = 4


def require_nameless(path: Path, case: Case) -> None:
    """Raises InputError for a transcript whose file or folder holds a name of the case, or a word with a capital that is no Dutch."""
    own = {word.lower() for names in _names(case) for word in _WORD.findall(names)}
    for word in _WORD.findall(f"{case.id} {path.stem}"):
        known = word.lower() in own and (len(word) >= _SHORTEST or word[0].isupper()) and not _ordinary(word)
        unknown = len(word) >= _SHORTEST and word[0].isupper() and not word.isupper() and not _ordinary(word)
        if known or unknown:
            message = "in de naam van dit bestand of zijn map staat misschien de naam van iemand; die zou in alles komen wat gemaakt wordt."
            raise InputError(message, path=path, fix=f"hernoem het, bijvoorbeeld c01-medewerker{path.suffix}.")


def _names(case: Case) -> list[str]:
    return [name for person in case.persons for name in person.names] + [n for one in case.entities for n in one.names]


def _ordinary(word: str) -> bool:
    return word.lower() in _JARGON or word.lower() in _dutch()


@cache
def _dutch() -> frozenset[str]:
    """Word forms that the table has in lower case: it holds first names too, with their capital."""
    return frozenset(form for form in lemmas() if form.islower())
