"""What the checks of PDF/UA and PDF/A find, without one finding that is known to be the checker's own mistake."""

from __future__ import annotations

import re

import page as page_validation

PROFILES = (page_validation.ValidationProfile.PDF_UA_1, page_validation.ValidationProfile.PDF_A_2A)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)(?! 0 R)")


def pdf_failures(
    data: bytes, profiles: tuple[page_validation.ValidationProfile, ...] = PROFILES
) -> list[tuple[str, str]]:
    """Rule and message of each failure; empty when the file passes every profile."""
    reports = [page_validation.validate_pdf_bytes(data, profile=profile) for profile in profiles]
    assert all(report.rules.total > 50 for report in reports)
    found = [(one.rule_id, one.message) for report in reports for one in report.failures]
    return [one for one in found if one[0] != "PDFA2A-STREAM-LENGTH-001" or not _only_ends_in_a_return(data)]


def _only_ends_in_a_return(data: bytes) -> bool:
    """Whether each stream whose length seems one too long ends in a carriage return of its own.

    The checker takes such a last byte for the line end before ``endstream`` (one in 256 compressed streams has it).
    """
    odd = False
    for match in _STREAM.finditer(data):
        stated = _LENGTH.findall(data[max(0, match.start() - 300) : match.start()].rpartition(b" obj")[2])
        if not stated or int(stated[-1]) == len(match[1]):
            continue
        start, length = match.start(1), int(stated[-1])
        if data[start + length - 1 : start + length + 10] != b"\r\nendstream":
            return False
        odd = True
    return odd
