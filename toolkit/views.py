"""What the rooms hold, as notebooks show it: codebook, progress, what to look at, boards and checks."""

from __future__ import annotations

import pandas as pd

from .notebook import Shown, message, table
from .study import Study


def codebook(study: Study) -> Shown:
    """The codes that are in use, with when to use them and when not."""
    from .coding import load_codebook

    book = load_codebook(study.codebook_path)
    rows = [
        (book.label(one.theme), one.label, one.definition, one.include, one.exclude)
        for one in book.codes
        if not one.retired
    ]
    return table(pd.DataFrame(rows, columns=["theme", "label", "definition", "include", "exclude"]), "Codeboek")


def progress(study: Study) -> Shown:
    """Per conversation: how many suggestions there are, and how many codings each coder made."""
    from .coding import load_suggestions
    from .review import work_by_conversation
    from .transcripts import load_transcripts

    suggestions = load_suggestions(study)
    work = work_by_conversation(study)
    rows = []
    for transcript in load_transcripts(study):
        mine = work.get(transcript.id, {})
        coded = [f"{coder}: {len(one.codings)}{' (klaar)' if one.done else ''}" for coder, one in mine.items()]
        offered = sum(one.transcript == transcript.id for one in suggestions)
        rows.append((transcript.case, transcript.id, offered, "; ".join(coded) or "nog niemand"))
    return table(
        pd.DataFrame(rows, columns=["case", "conversation", "voorstellen", "coderingen per codeur"]), "Voortgang"
    )


def to_review(study: Study, count: int = 20) -> Shown:
    """The sentences from which most is learned, with the reason; the text itself is not shown."""
    from .coding import load_codebook
    from .review import next_to_review

    book = load_codebook(study.codebook_path)
    rows = [
        (
            one.conversation,
            one.turn,
            ", ".join(book.label(coding.code) for coding in one.suggestions),
            "; ".join(one.reasons),
        )
        for one in next_to_review(study, count)
    ]
    return table(pd.DataFrame(rows, columns=["conversation", "turn", "voorgestelde codes", "waarom"]), "Eerst bekijken")


def agreement_paragraph(study: Study) -> Shown:
    """The paragraph on agreement for the note's method section."""
    from .agreement import agreement_text

    return message(agreement_text(study))
