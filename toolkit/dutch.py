"""simplemma's Dutch table of word forms, read once for all rooms."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1)
def lemmas() -> dict[str, str]:
    """Form -> lemma, some 370,000, in the order of the table; a compound has a ``_`` between its parts.

    The table that simplemma keeps for itself is used, so that it is unpacked once in a process. It holds bytes, and gives
    them out as words one at a time; all together goes four times as fast.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    table = DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")
    packed = getattr(table, "_dict", None)
    if not isinstance(packed, dict):  # a version that keeps it otherwise
        return dict(table.items())
    words = zip(b"\n".join(packed).decode().split("\n"), b"\n".join(packed.values()).decode().split("\n"), strict=True)
    return dict(words)
