"""Review: people decide about codes. Journals that only grow, what follows from them, and where it points in the text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .adjudicating import Difference, decide, differences, finish
from .anchors import anchor_of, human_coding, reanchor, trimmed
from .assigning import Assignment, Sight, actor_of, assign, assignments, draw, share_of, sight, visible_codings
from .changes import accepted, added, changed, rejected, removed, replay
from .codings import (
    coders,
    conversation_ids,
    current_codings,
    journal_path,
    journals,
    load_codings,
    lost_codings,
    open_journal,
    transcript_of,
    update_places,
    work_by_conversation,
    write_sentence_codings,
)
from .conflicts import ConflictCopy, conflict_copies, take_in
from .deciding import accept, code_span, coder_of, recode, reject, remove, set_memo, undo
from .journal import Journal
from .labels import CERTAINTY_LABELS, POLARITY_LABELS, QUALIFIER_LABELS, STATUS_LABELS, TIME_LABELS, qualifiers_in_dutch
from .living import (
    Recoding,
    Revision,
    codebook_history,
    history_block,
    merge_codes,
    recode_merged,
    recoding_queue,
    rename_code,
    retire_code,
    revisions,
    touched_codings,
)
from .memos import Memo, memo_table, memos, write_memo
from .page import coded_page, write_pages
from .queue import Next, next_to_review
from .sentencewise import by_key, keys_of, sentence_codings, touched
from .settling import Work, agreed, settle
from .viewing import codings_view, differences_view

if TYPE_CHECKING:
    from .gain import gain_curve, gain_figure
    from .relearning import relearned

__all__ = [
    "CERTAINTY_LABELS",
    "POLARITY_LABELS",
    "QUALIFIER_LABELS",
    "STATUS_LABELS",
    "TIME_LABELS",
    "Assignment",
    "ConflictCopy",
    "Difference",
    "Journal",
    "Memo",
    "Next",
    "Recoding",
    "Revision",
    "Sight",
    "Work",
    "accept",
    "accepted",
    "actor_of",
    "added",
    "agreed",
    "anchor_of",
    "assign",
    "assignments",
    "by_key",
    "changed",
    "code_span",
    "codebook_history",
    "coded_page",
    "coder_of",
    "coders",
    "codings_view",
    "conflict_copies",
    "conversation_ids",
    "current_codings",
    "decide",
    "differences",
    "differences_view",
    "draw",
    "finish",
    "gain_curve",
    "gain_figure",
    "history_block",
    "human_coding",
    "journal_path",
    "journals",
    "keys_of",
    "load_codings",
    "lost_codings",
    "memo_table",
    "memos",
    "merge_codes",
    "next_to_review",
    "open_journal",
    "reanchor",
    "qualifiers_in_dutch",
    "recode",
    "recode_merged",
    "recoding_queue",
    "reject",
    "rejected",
    "relearned",
    "remove",
    "removed",
    "rename_code",
    "replay",
    "retire_code",
    "revisions",
    "sentence_codings",
    "set_memo",
    "settle",
    "share_of",
    "sight",
    "take_in",
    "touched",
    "touched_codings",
    "transcript_of",
    "trimmed",
    "undo",
    "update_places",
    "visible_codings",
    "work_by_conversation",
    "write_memo",
    "write_pages",
    "write_sentence_codings",
]

_LATER = {"gain_curve": "gain", "gain_figure": "gain", "relearned": "relearning"}
"""What needs numpy is loaded when it is asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
