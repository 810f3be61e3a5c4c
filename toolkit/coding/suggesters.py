"""The optional parts of a study (``suggesters`` in study.yaml), made from what it says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import InputError, UsageError
from ..records import Codebook
from ..study import Study, Suggester
from .encoders import Encoder, spacy_encoder, transformer_encoder
from .kept import kept_parts
from .local import Examples, local_part, place_of
from .mixtures import PARTS
from .parts import Part
from .vectors import check_encoder, head_folder, load_head, vectors_part


def part_names(study: Study) -> tuple[str, ...]:
    """The parts that suggest codes in a study."""
    return (*PARTS, *(one.name for one in study.settings.suggesters))


def optional_parts(
    study: Study, codebook: Codebook, names: Sequence[str], *, examples: Examples | None = None
) -> list[Part]:
    """The study's optional parts among ``names``. Raises InputError when one cannot be had here."""
    return [_part(study, one, codebook, examples) for one in study.settings.suggesters if one.name in names]


def parts_as_kept(study: Study, codebook: Codebook) -> list[Part]:
    """The study's optional parts as they were when codes were suggested: no model is opened or asked."""

    def weighed(one: Suggester) -> Mapping[str, Any]:
        return {} if one.address else load_head(head_folder(study.interviews, one.name), one.name).mixtures

    return kept_parts(study, codebook, weighed) if study.settings.suggesters else []


def suggester(study: Study, name: str) -> Suggester:
    """What study.yaml says of an optional part that learns. Raises UsageError."""
    learning = {one.name: one for one in study.settings.suggesters if not one.address}
    if name not in learning:
        message = f"'{name}' is geen onderdeel van deze studie dat kan leren."
        fix = f"zet bij suggesters in interviews/study.yaml: {{name: {name}, spacy: nl_core_news_lg}}."
        raise UsageError(message, fix=f"kies uit: {', '.join(learning)}." if learning else fix)
    return learning[name]


def encoder_of(study: Study, one: Suggester) -> Encoder:
    """What makes vectors for a part: by name, or by a path (from the study's root). Raises InputError when it is not there."""
    source = one.spacy or one.transformer
    place = study.root / source
    made = spacy_encoder if one.spacy else transformer_encoder
    return made(str(place) if place.exists() else source)


def _part(study: Study, one: Suggester, codebook: Codebook, examples: Examples | None) -> Part:
    if one.address:
        try:
            place = place_of(one.address, one.model)
        except UsageError as error:
            raise InputError(
                error.message, path=study.interviews / "study.yaml", place=one.name, fix=error.fix
            ) from error
        return local_part(codebook, place, study.outputs / "local", examples, name=one.name)
    head = load_head(head_folder(study.interviews, one.name), one.name)
    encoder = encoder_of(study, one)
    check_encoder(head, encoder, one.name)
    return vectors_part(one.name, codebook, head, encoder)
