"""Approval: packs out, replies in, the register, and decisions about what people asked for."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..steps import Progress
    from ..study import Study
    from .deciding import Decided, Decision, decide
    from .overview import board, changes, not_as_sent, wish_texts
    from .packs import Pack, make_pack
    from .people import case_of, text_document, text_ids
    from .questions import CONTACT_CHANNELS
    from .receiving import Receipt, receive
    from .recording import check_text, no_reply, published, record, withdraw
    from .register import Entry, Register, load_register, verify
    from .sending import Sending, remind, send
    from .sources import membercheck
    from .states import LABELS, state_of

_HOMES = {
    "board": "overview", "changes": "overview", "not_as_sent": "overview", "wish_texts": "overview",
    "Decided": "deciding", "Decision": "deciding", "decide": "deciding",
    "Pack": "packs", "make_pack": "packs",
    "case_of": "people", "text_document": "people", "text_ids": "people",
    "CONTACT_CHANNELS": "questions",
    "Receipt": "receiving", "receive": "receiving",
    "check_text": "recording", "no_reply": "recording", "published": "recording", "record": "recording", "withdraw": "recording",
    "Entry": "register", "Register": "register", "load_register": "register", "verify": "register",
    "Sending": "sending", "remind": "sending", "send": "sending",
    "membercheck": "sources",
    "LABELS": "states", "state_of": "states",
}  # fmt: skip

__all__ = [
    "CONTACT_CHANNELS", "LABELS", "Decided", "Decision", "Entry", "Pack", "Receipt", "Register", "Sending", "board", "case_of", "changes", "check_text",
    "decide",
    "load_register", "make_pack", "membercheck", "no_reply", "not_as_sent", "published", "receive", "record", "remind", "run", "send", "state_of",
    "text_document", "text_ids", "verify", "wish_texts", "withdraw",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)


def run(study: Study, progress: Progress) -> list[Path]:
    """Step ``invite``: a pack for everybody in every text, and the board. Nothing is recorded as sent."""
    from ..files import write_bytes
    from ..tables import csv_bytes
    from .overview import board
    from .packs import jobs_of, make_packs
    from .register import load_register

    register = load_register(study)
    paths = [path for job in progress(jobs_of(study)) for path in make_packs(study, [job], register)]
    table = study.outputs / "approval" / "overzicht.csv"
    write_bytes(table, csv_bytes(board(study).astype(str)))
    return [*paths, table]
