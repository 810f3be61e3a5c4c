"""Review: people decide about codes. Journals that only grow, what follows from them, and where it points in the text."""

from .anchors import anchor_of, human_coding, reanchor, trimmed
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
    work_by_conversation,
    write_sentence_codings,
)
from .journal import Journal
from .sentencewise import by_key, keys_of, sentence_codings, touched
from .settling import Work, agreed, settle

__all__ = [
    "Journal",
    "Work",
    "accepted",
    "added",
    "agreed",
    "anchor_of",
    "by_key",
    "changed",
    "coders",
    "conversation_ids",
    "current_codings",
    "human_coding",
    "journal_path",
    "journals",
    "keys_of",
    "load_codings",
    "lost_codings",
    "open_journal",
    "reanchor",
    "rejected",
    "removed",
    "replay",
    "sentence_codings",
    "settle",
    "touched",
    "transcript_of",
    "trimmed",
    "work_by_conversation",
    "write_sentence_codings",
]
