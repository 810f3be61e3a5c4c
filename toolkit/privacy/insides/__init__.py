"""All text that a file holds, also where nobody looks: properties, comments, alternative texts, picture data."""

from __future__ import annotations

from .files import FILE_NAME, Piece, forget, pieces_of, pieces_of_bytes

__all__ = ["FILE_NAME", "Piece", "forget", "pieces_of", "pieces_of_bytes"]
