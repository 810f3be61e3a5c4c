"""The picture of a figure: found in the study's folder, never outside it."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from ..records import Block, Document
from ..study import Study
from .checks import wrong

LARGEST = 20_000_000
"""Bytes: a picture above this is a mistake, and would make every file that shows it unwieldy."""


def image_path(document: Document, block: Block, suffix: str, study: Study | None) -> Path:
    """The figure's file with this suffix. Raises InputError when it is not in the study's folder."""
    if study is None:
        raise wrong(document, block, "zonder studie is de afbeelding niet te vinden.", "geef de studie mee.")
    root = study.root.resolve()
    path = (root / f"{block.image}{suffix}").resolve()
    if not path.is_relative_to(root):
        raise wrong(
            document, block, f"de afbeelding '{block.image}' ligt buiten de studie.", "zet haar in outputs/figures/."
        )
    return path


def read_image(document: Document, block: Block, suffix: str, study: Study | None) -> bytes:
    """The bytes of the figure's ``.svg`` or ``.png``. Raises InputError: missing, empty, too large, not what it says."""
    path = image_path(document, block, suffix, study)
    try:
        if path.stat().st_size > LARGEST:
            raise wrong(
                document,
                block,
                f"de afbeelding {path.name} is groter dan {LARGEST // 1_000_000} MB.",
                "maak haar kleiner.",
            )
        data = path.read_bytes()
    except OSError as error:
        message = f"de afbeelding {block.image}{suffix} is er niet."
        raise wrong(document, block, message, "maak de figuren opnieuw met 'nota analyse'.") from error
    if not (_is_png(data) if suffix == ".png" else _is_svg(data)):
        message = f"{block.image}{suffix} is beschadigd, of geen {suffix[1:].upper()}-bestand."
        raise wrong(document, block, message, "maak de figuren opnieuw met 'nota analyse'.")
    return data


def _is_png(data: bytes) -> bool:
    return data.startswith(b"\x89PNG\r\n\x1a\n") and data.endswith(b"IEND\xaeB`\x82")


def _is_svg(data: bytes) -> bool:
    """Whether this is well-formed XML with ``svg`` at its root; entities and networks are not followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return False
    return bool(root.tag == "{http://www.w3.org/2000/svg}svg")
