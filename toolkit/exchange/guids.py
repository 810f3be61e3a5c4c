"""GUIDs that follow from ids, so that the same study gives the same file, and a file that comes back is recognised."""

from __future__ import annotations

import re
import uuid

SPACE = uuid.UUID("6f0f4f6e-7a0d-5b0e-9c54-2f1d6f3a7c10")
"""The namespace of all our GUIDs (RFC 9562, §5.5)."""
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_SHORT = re.compile(r"[0-9a-f]{12}")


def guid_of(kind: str, name: str) -> str:
    """The GUID of a thing: ``guid_of("code", "functie.taken")``."""
    return str(uuid.uuid5(SPACE, f"{kind}:{name}"))


def guid_with(kind: str, number: str) -> str:
    """A GUID whose last block is the number itself (12 hexadecimal digits), so that the number can be read back."""
    guid = guid_of(kind, number)
    return f"{guid[:24]}{number}" if _SHORT.fullmatch(number) else guid


def number_in(kind: str, guid: str) -> str | None:
    """The number in a GUID of :func:`guid_with`; None for a GUID that is not ours."""
    number = guid[24:]
    return number if _SHORT.fullmatch(number) and guid_with(kind, number) == guid else None


def normal(guid: str | None) -> str:
    """A GUID in lower case without braces; empty when there is none; anything else as it stands."""
    text = (guid or "").strip()
    match = _GUID.fullmatch(text)
    return match[1].lower() if match else text
