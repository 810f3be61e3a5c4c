"""Which texts go round, who is asked about which blocks, and who goes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..errors import InputError
from ..files import write_text
from ..records import Block, Document
from ..study import Person, Study
from ..writing.headings import without_empty_headings
from ..writing.texts import read_document
from ..yamlfile import read_text
from .answers import agrees
from .blocks import block_digest, block_texts, persons_of
from .register import Register
from .states import CLOSED, state_of

CAMPAIGN = "campagne"


def text_ids(study: Study) -> list[str]:
    """Ids of the texts that go round: case descriptions, and campaign texts with their own approval.

    ``c01``, ``c01-campagne``, ``c02``.
    """
    cases = [path.stem for path in (study.texts / "cases").glob("*.md")]
    campaign = [f"{path.stem}-{CAMPAIGN}" for path in (study.texts / "campaign").glob("*.md")]
    return sorted([*cases, *campaign])


def documents(study: Study) -> list[Document]:
    """Those texts, as they stand now."""
    return [text_document(study, name) for name in text_ids(study)]


def case_of(document: str) -> str:
    """``c01-campagne`` -> ``c01``."""
    return document.removesuffix(f"-{CAMPAIGN}")


def text_path(study: Study, document: str) -> Path:
    """Where a text is edited."""
    case = case_of(document)
    return study.texts / ("campaign" if document != case else "cases") / f"{case}.md"


def text_document(study: Study, document: str) -> Document:
    """One text as it stands now. Raises InputError when there is none with this id, or when it is not finished."""
    path = text_path(study, document)
    if not path.is_file():
        known = ", ".join(text_ids(study)) or "nog geen"
        raise InputError(f"er is geen tekst '{document}'.", path=path, fix=f"kies uit: {known}.")
    case = study.case(case_of(document))
    text = read_document(path, case=case.id)
    for block in text.blocks:
        if any("{{" in words for words in block_texts(block)):
            message = "hier staat nog een veld dat niet is ingevuld."
            raise InputError(message, path=path, place=f"blok {block.id}", fix="vul in wat tussen {{ en }} staat.")
    return replace(text, id=document, title=case.title or text.title if text.title == path.stem else text.title)


def keep_version(study: Study, text: Document) -> Path:
    """Keep a text whole, as it is written now: the register names it by its digest, and somebody may change it by hand."""
    path = study.approvals / "versions" / f"{text.id}-v{text.version}-{text.digest[:10]}.md"
    if not path.exists():
        write_text(path, read_text(text_path(study, text.id)))
    return path


def person_of(study: Study, person: str) -> Person:
    """The person of ``case/person``. Raises InputError when case.yaml does not know them."""
    case_id, _, name = person.partition("/")
    found = study.case(case_id).person(name)
    if found is None:
        path = study.cases_folder / case_id / "case.yaml"
        message = f"'{name}' staat in de tekst, maar niet bij de personen van deze case."
        raise InputError(message, path=path, fix="voeg de persoon toe, of haal de aanduiding uit de tekst.")
    return found


def is_target(study: Study, person: str) -> bool:
    """Whether this is somebody with a work limitation: asked first, alone, in plain language."""
    return person_of(study, person).target_group


def goes_first(study: Study, document: Document, block: Block, register: Register) -> tuple[str, ...]:
    """Persons of the target group in a block who did not agree to it yet."""
    digest = block_digest(block)
    targets = (person for person in persons_of(block, document.case) if is_target(study, person))
    return tuple(person for person in targets if not agrees(register, document.id, person, digest))


def waits_for(study: Study, document: Document, person: str, register: Register) -> tuple[str, ...]:
    """Persons of the target group whose yes comes before this person may read all that is about both of them."""
    if is_target(study, person):
        return ()
    own = (block for block in document.blocks if person in persons_of(block, document.case))
    first = {one for block in own for one in goes_first(study, document, block, register)}
    return tuple(one for one in sorted(first) if state_of(register, document.id, one) not in CLOSED)


def blocks_for(study: Study, document: Document, person: str, register: Register) -> tuple[Block, ...]:
    """What a person gets to read: what is about them or by them, and what is about nobody.

    Others see a block about somebody of the target group only after that person agreed to exactly that block: never
    through the employer. A heading goes along when something under it does.
    """
    kept = []
    for block in document.blocks:
        persons = persons_of(block, document.case)
        if persons and person not in persons:
            continue
        if is_target(study, person) or not goes_first(study, document, block, register):
            kept.append(block)
    return tuple(without_empty_headings(kept))
