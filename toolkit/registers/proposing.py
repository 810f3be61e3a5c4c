"""Codes proposed for a row by the vocabulary of the codebook, with the words that led to each. A person decides."""

from __future__ import annotations

from collections.abc import Iterable

from ..records import Codebook
from .rows import Registers
from .schema import FieldDef, RegisterDef

_EMPTY = frozenset({"bijvoorbeeld"})
"""Words that hold a word of the vocabulary and say nothing of it."""


def proposal(codebook: Codebook, theme: str, texts: Iterable[str]) -> tuple[list[str], str]:
    """Codes of a theme whose words stand in these texts, and per code the words: ``activiteit.training: 'trainingen'``."""
    from ..coding.language import words_of
    from ..coding.vocabulary import compile_vocabulary, find
    from ..readers.text import sentences_of

    vocabulary = compile_vocabulary(codebook)
    found: dict[str, dict[str, None]] = {}
    against: set[str] = set()
    for text in texts:
        for _, sentence in sentences_of(text):
            words = words_of(sentence)
            for hit in find(words, vocabulary):
                if hit.strength == "not":
                    against.add(hit.code)
                    continue
                said = " ".join(words.lower[place] for place in hit.positions)
                if hit.code.partition(".")[0] == theme and said not in _EMPTY:
                    found.setdefault(hit.code, {}).setdefault(said)
    codes = [code for code in codebook.ids if code in found and code not in against]
    because = "; ".join(f"{code}: {', '.join(repr(one) for one in found[code])}" for code in codes)
    return codes, because


def proposing(form: RegisterDef) -> dict[str, FieldDef]:
    """The fields of a register that hold proposals."""
    return {name: field for name, field in form.fields.items() if field.propose}


def unconfirmed(registers: Registers, name: str) -> list[str]:
    """Rows with a proposal about which nobody decided yet, in Dutch."""
    form = registers.definitions[name]
    found = []
    for field, one in proposing(form).items():
        decided = next((other for other, kind in form.fields.items() if kind.type == "codes" and not kind.propose), "")
        for row in registers.rows(name) if decided else ():
            if row[field] and not row[decided]:
                shown = ", ".join(row[field])
                why = f" ({row[one.because]})" if one.because and row[one.because] else ""
                found.append(f"{row.id} (regel {row.line}): voorgesteld is {shown}{why}; zet bij '{decided}' wat klopt")
    return found
