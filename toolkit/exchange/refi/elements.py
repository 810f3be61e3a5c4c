"""Small tools for the XML of REFI-QDA: elements by their local name, whatever the namespace says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from lxml import etree

from ..guids import normal

Element = etree._Element


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The children with one of these names, in order."""
    if element is None:
        return
    for child in element:
        if local(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """The first child with this name."""
    return next(children(element, name), None)


def words(element: Element | None, name: str) -> str:
    """The text of a child; empty when it is not there."""
    found = child(element, name)
    return (found.text or "") if found is not None else ""


def guid(element: Element, name: str = "guid") -> str:
    """A GUID attribute in its normal form."""
    return normal(element.get(name))


def target(element: Element | None) -> str:
    """What a reference points at: ``targetGUID``, or ``guid`` as in codebooks."""
    if element is None:
        return ""
    return normal(element.get("targetGUID") or element.get("guid"))


def targets(element: Element, name: str) -> tuple[str, ...]:
    """All references of one kind."""
    return tuple(found for one in children(element, name) if (found := target(one)))


def maker(element: Element) -> str:
    """Who made it, or else who changed it."""
    return guid(element, "creatingUser") or guid(element, "modifyingUser")


def moment(element: Element) -> str:
    """When it was made, or else changed, as ``2024-03-05T09:28:00Z``; empty when that is not a moment."""
    return utc(element.get("creationDateTime") or element.get("modifiedDateTime") or "")


def utc(text: str) -> str:
    """A moment in UTC without fractions of a second; empty when the text is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    try:
        return aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    except OverflowError:
        return ""


def integer(text: str | None) -> int | None:
    """A whole number of reasonable size, or None."""
    try:
        value = int((text or "").strip()[:20])
    except ValueError:
        return None
    return value if abs(value) < 2**40 else None
