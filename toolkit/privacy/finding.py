"""Find what identifies people in spoken Dutch: the roster first, then patterns, lists and capitals."""

from __future__ import annotations

from collections.abc import Sequence

from .bodies import odd_names
from .capitals import Evidence, capital_names
from .dates import ages, dates
from .echoes import echoes, heard_names
from .found import Found
from .known import known_names
from .lowercase import small_names
from .patterns import contacts
from .reconcile import reconciled
from .roster import Roster
from .sensitive import diagnoses, rarities
from .tokens import words_of


def find_names(text: str, roster: Roster | None = None) -> list[Found]:
    """Every identifying expression in a text, in order and without overlap."""
    return find_all([text], roster)[0]


def find_all(
    texts: Sequence[str], roster: Roster | None = None, *, documents: Sequence[bool] | None = None
) -> list[list[Found]]:
    """The same for the conversations of one case: what one says about a name helps to find it in another.

    ``documents`` says which texts are written documents: there ordinary words with a capital are no names.
    """
    roster = roster or Roster()
    cut = [words_of(text) for text in texts]
    evidence = Evidence()
    for words in cut:
        evidence.add(words)
    named = [
        capital_names(words, evidence, written=bool(documents and documents[number]))
        for number, words in enumerate(cut)
    ]
    named = [[*capitals, *small_names(words)] for words, capitals in zip(cut, named)]
    heard = heard_names(cut, named)
    found = []
    for words, names in zip(cut, named):
        layers = [*contacts(words), *dates(words), *ages(words), *diagnoses(words)]
        layers += [*names, *odd_names(words), *echoes(words, heard), *rarities(words)]
        found.append(reconciled(words, roster, known_names(words, roster), layers))
    return found
