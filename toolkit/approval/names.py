"""How people and schools are called in a text for one reader, and names typed by somebody made placeholders again."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..placeholders import general_terms, placeholders, resolved
from ..records import Block, Document
from ..study import Case, Study
from .blocks import block_texts
from .people import person_of
from .templates import words as load_words

if TYPE_CHECKING:
    from ..privacy import Roster

_TITLES = ("juf", "meester", "mevrouw", "meneer", "heer", "dhr.", "mevr.", "de", "dr.", "drs.")


def general_words(study: Study, document: Document) -> dict[str, str]:
    """A general term for every placeholder of a document."""
    known = load_words(study)
    own = known.cases.get(document.case)
    names = {name for block in document.blocks for text in block_texts(block) for name in placeholders(text)}
    people = {person.rpartition("/")[2] for block in document.blocks for person in (*block.about, block.by) if person}
    unseen = {name: general_terms([name], known.terms, own)[name] for name in people - names}
    return unseen | general_terms(names, known.terms, own)


def words_for(study: Study, document: Document, person: str) -> dict[str, str]:
    """The words in one person's own pack: their own first name, general terms for everybody else."""
    return own_words(study, person, general_words(study, document))


def own_words(study: Study, person: str, general: dict[str, str]) -> dict[str, str]:
    """General terms, with a person's own first name in the place of their own."""
    own = first_name(full_name(study, person))
    return general | ({person.rpartition("/")[2]: own} if own else {})


def full_name(study: Study, person: str) -> str:
    """A person's name as the case's roster has it, else as the key has it; empty when neither does."""
    names = person_of(study, person).names
    return names[0] if names else _from_key(study, person)


def _from_key(study: Study, person: str) -> str:
    """The longest name in the key, when it opens without asking anybody; empty when it does not."""
    from ..privacy.vault import key_path, passphrase, read_key

    words = passphrase(study) if key_path(study).is_file() else None
    if not words:
        return ""
    case, _, name = person.partition("/")
    found = read_key(study, words).get(case, {}).get(name, [])
    return max(found, key=lambda one: (len(one), one), default="")


def first_name(name: str) -> str:
    """``Rick Olthof`` -> ``Rick``; a name with a title (``juf Marloes``) stays whole."""
    parts = name.split()
    return name if not parts or parts[0].lower() in _TITLES else parts[0]


def show_block(block: Block, words: dict[str, str]) -> Block:
    """A block with words in the place of its placeholders."""
    rows = tuple(tuple(resolved(cell, words) for cell in row) for row in block.rows)
    return replace(block, text=resolved(block.text, words), alt=resolved(block.alt, words), rows=rows)


def without_names(study: Study, case: str, text: str) -> str:
    """A text with every name of the case's roster made a placeholder: what people typed may hold names."""
    from ..privacy import find_names, masked

    roster = _roster(study.case(case).model_dump_json(include={"id", "persons", "entities"}))
    found = [one for one in find_names(text, roster) if one.how in ("roster", "decision")]
    return masked(text, found, lambda one: one.id or "naam-1")[0]


def holds_name(study: Study, case: str, text: str) -> bool:
    """Whether a name of the case's roster stands in a text."""
    return without_names(study, case, text) != text


@lru_cache(maxsize=64)
def _roster(case: str) -> Roster:
    from ..privacy import roster_of

    return roster_of(Case.model_validate_json(case))
