"""Suggestions and codings as a table that people read: what, where, whose, how sure, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..records import Coding, Transcript, in_order, role_of
from ..study import Study
from ..transcripts import load_transcripts
from .adjudicating import Difference
from .assigning import assignments, sight_among, visible_codings
from .codings import lost_codings
from .sentencewise import by_key, touched

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "number", "conversation", "turn", "sentence", "speaker", "code", "label", "status", "coder", "confidence",
    "polarity", "certainty", "time", "memo", "evidence", "fragment",
)  # fmt: skip


def codings_view(
    study: Study,
    *,
    coder: str | None = None,
    conversation: str | None = None,
    code: str | None = None,
    status: str | None = None,
    lost: bool = False,
) -> pd.DataFrame:
    """One row per suggestion that waits and per coding, in the order of the text.

    ``coder`` shows what that coder sees: own codings and the suggestions not yet decided on, and nothing of others while
    blind coding goes on. ``code`` is a code or a theme. ``lost`` shows the codings whose place is gone instead.
    """
    import pandas as pd

    from ..coding import load_codebook

    texts = {one.id: one for one in load_transcripts(study)}
    if lost:
        chosen: Iterable[Coding] = lost_codings(study, coder, transcripts=list(texts.values()))
    else:
        chosen = _seen(study, coder, texts)
    codebook = load_codebook(study.codebook_path)
    rows = [
        _row(one, texts.get(one.transcript), codebook.label(one.code), lost)
        for one in chosen
        if (conversation in (None, one.transcript)) and (status in (None, one.status))
        and (code is None or one.code == code or one.code.startswith(f"{code}."))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def differences_view(found: Sequence[Difference], transcripts: Iterable[Transcript]) -> pd.DataFrame:
    """Differences between coders with the words and the qualifiers that each gave."""
    import pandas as pd

    texts = {one.id: one for one in transcripts}
    rows = [
        (
            one.conversation, one.turn, one.sentence, one.code, one.about, " ".join(one.given_by), " ".join(one.not_by),
            "; ".join(f"{who}: {c.polarity} {c.certainty} {c.time}" for who, c in zip(one.given_by, one.codings)),
            texts[one.conversation].text[one.start : one.end],
        )
        for one in found
    ]  # fmt: skip
    columns = ["conversation", "turn", "sentence", "code", "about", "given_by", "not_by", "qualifiers", "fragment"]
    return pd.DataFrame(rows, columns=columns)


def _seen(study: Study, coder: str | None, texts: Mapping[str, Transcript]) -> list[Coding]:
    """Codings that may be seen and suggestions that nobody (or not this coder) decided on."""
    from ..coding import load_suggestions, sentences

    visible, _ = visible_codings(study, coder, transcripts=list(texts.values()))
    if coder is not None:
        visible = [one for one in visible if one.source == coder]
    draws = assignments(study)
    decided: dict[str, list[Coding]] = {}
    for one in visible:
        decided.setdefault(one.transcript, []).append(one)
    keys = {name: set(by_key(codings, sentences(texts[name]))) for name, codings in decided.items()}
    shown = {name: sight_among(study, draws, coder or "", name).suggestions for name in texts}
    ids = {(one.transcript, one.id) for one in visible}
    waiting = [
        one
        for one in load_suggestions(study)
        if shown.get(one.transcript)
        and (one.transcript, one.id) not in ids
        and not keys.get(one.transcript, set()) & set(by_key([one], sentences(texts[one.transcript])))
    ]
    return in_order([*visible, *waiting])


def _row(one: Coding, text: Transcript | None, label: str, lost: bool) -> tuple[object, ...]:
    from ..coding import sentences

    turn = sentence = speaker = None
    fragment = one.anchor.quote if one.anchor else ""
    if text is not None and not lost:
        fragment = text.text[one.start : one.end]
        turn = text.turn_at(one.start) + 1
        speaker = text.turns[turn - 1].speaker if text.turns else ""
        within = touched(one.start, one.end, sentences(text))
        sentence = within[0].number if within else None
    return (
        one.id, one.transcript, turn, sentence, speaker and role_of(speaker), one.code, label, one.status, one.source,
        one.confidence, one.polarity, one.certainty, one.time, one.memo, "; ".join(one.evidence), fragment,
    )  # fmt: skip
