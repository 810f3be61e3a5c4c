"""Adjudicating: differences between coders one by one, and the joint decision with its reason in a journal of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import InputError, Refusal
from ..records import Change, Coding, Transcript
from ..study import Study
from ..transcripts import load_transcripts
from .anchors import human_coding, trimmed
from .changes import added, now
from .codings import open_journal, transcript_of, work_by_conversation
from .journal import Journal
from .sentencewise import by_key
from .settling import Work, agreed

if TYPE_CHECKING:
    from ..coding import Sentence

BOTH = "alle codeurs gelijk"


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence and a code on which coders who are done differ: given or not, or with other qualifiers."""

    conversation: str
    sentence: int
    turn: int
    """Number of the turn, from 1."""
    start: int
    end: int
    code: str
    given_by: tuple[str, ...]
    not_by: tuple[str, ...]
    codings: tuple[Coding, ...]
    """The codings that were given here, in the order of ``given_by``."""

    @property
    def about(self) -> str:
        """``code`` when not all gave it; otherwise what they gave differently (polarity, certainty, time)."""
        if self.not_by:
            return "code"
        names = ("polarity", "certainty", "time")
        return " ".join(name for name in names if len({getattr(one, name) for one in self.codings}) > 1)


def differences(
    study: Study, conversation: str | None = None, *, transcripts: Sequence[Transcript] | None = None
) -> list[Difference]:
    """What is still to be decided together, in the order of the text; of one conversation or of all.

    Only of conversations that two or more coders are done with, so that nobody's work is coloured by another's.
    """
    from ..coding import sentences

    texts = {one.id: one for one in (load_transcripts(study) if transcripts is None else transcripts)}
    found: list[Difference] = []
    for name, everybody in sorted(work_by_conversation(study, transcripts=list(texts.values())).items()):
        work, joint = _split(study, everybody)
        if (conversation is None or name == conversation) and len(work) > 1 and name in texts:
            split = sentences(texts[name])
            decided = set(by_key(joint.codings, split)) if joint else set()
            found += [one for one in _differences(name, split, work) if (one.sentence, one.code) not in decided]
    return found


def decide(
    study: Study,
    difference: Difference,
    *,
    accept: bool,
    reason: str,
    by: str = "",
    code: str | None = None,
    like: str | None = None,
    at: str | None = None,
) -> tuple[Change, ...]:
    """Record the joint decision on one difference: the code holds, does not hold, or another code holds instead.

    ``like`` takes polarity, certainty and time from this coder (else from the first who gave it). Raises InputError
    without a reason, for an unknown code or coder; Refusal when it was decided already.
    """
    from ..coding import load_codebook

    if not reason.strip():
        raise InputError("een gezamenlijke beslissing heeft een reden nodig.", fix="geef --reason 'waarom'.")
    if code is not None and code not in load_codebook(study.codebook_path).ids:
        raise InputError(f"de code '{code}' staat niet in het codeboek.", path=study.codebook_path)
    models = dict(zip(difference.given_by, difference.codings))
    if like is not None and like not in models:
        raise InputError(f"codeur '{like}' gaf deze code hier niet.", fix=f"kies uit: {', '.join(models)}.")
    journal = open_journal(study, study.settings.adjudicator, difference.conversation)
    made = _decided(study, difference, models[like] if like else difference.codings[0], journal)
    if any((one.start, one.end, one.code) == (made.start, made.end, made.code) for one in journal.state.values()):
        raise Refusal(
            "over dit verschil is al beslist.", path=journal.path, fix="neem de beslissing eerst terug: nota undo."
        )
    moment, who = at or now(), by or study.settings.adjudicator
    changes = [
        added(
            made if accept and code in (None, made.code) else replace(made, status="rejected"),
            who,
            at=moment,
            reason=reason,
        )
    ]
    if code is not None and code != difference.code:
        other = _decided(study, replace(difference, code=code), made, journal, taken=(made.id,))
        changes.append(added(other, who, at=moment, reason=reason))
    journal.append(*changes)
    return tuple(changes)


def finish(study: Study, conversation: str, *, by: str = "", at: str | None = None) -> int:
    """Close the joint journal: what all coders gave alike is taken over, so that it stands alone. Returns how much.

    Raises Refusal while differences are left, InputError when fewer than two coders are done.
    """
    from ..coding import sentences

    transcript = transcript_of(study, conversation)
    work, joint = _split(study, work_by_conversation(study, transcripts=[transcript]).get(conversation, {}))
    if len(work) < 2:
        message = f"'{conversation}' is niet door twee codeurs af."
        raise InputError(message, path=study.codings_folder, fix="laat beide codeurs het gesprek afmaken: nota done.")
    left = differences(study, conversation, transcripts=[transcript])
    if left:
        message = f"in '{conversation}' {'is nog 1 verschil' if len(left) == 1 else f'zijn nog {len(left)} verschillen'} open."
        raise Refusal(message, fix=f"beslis ze eerst: nota adjudicate {conversation}.")
    journal = open_journal(study, study.settings.adjudicator, conversation)
    split = sentences(transcript)
    decided = set(by_key(joint.codings, split)) if joint else set()
    moment, who = at or now(), by or study.settings.adjudicator
    alike = [one for one in agreed(transcript, split, work) if not decided & set(by_key([one], split))]
    new = [replace(one, source=study.settings.adjudicator) for one in alike if one.id not in journal.state]
    journal.append(*(added(one, who, at=moment, reason=BOTH) for one in new))
    journal.mark_done(who, at=moment)
    return len(new)


def _split(study: Study, everybody: dict[str, Work]) -> tuple[list[Work], Work | None]:
    mine = dict(everybody)
    joint = mine.pop(study.settings.adjudicator, None)
    return [one for one in mine.values() if one.done], joint


def _differences(conversation: str, split: Sequence[Sentence], work: Sequence[Work]) -> list[Difference]:
    maps = [(one.coder, by_key(one.accepted, split)) for one in work]
    numbered = {sentence.number: sentence for sentence in split}
    found = []
    for number, code in sorted({key for _, one in maps for key in one}):
        sentence = numbered[number]
        codings = tuple(one[(number, code)][0] for _, one in maps if (number, code) in one)
        yes = tuple(coder for coder, one in maps if (number, code) in one)
        no = tuple(coder for coder, one in maps if (number, code) not in one)
        made = Difference(conversation, number, sentence.turn + 1, sentence.start, sentence.end, code, yes, no, codings)
        if made.about:
            found.append(made)
    return found


def _decided(
    study: Study, difference: Difference, model: Coding, journal: Journal, taken: tuple[str, ...] = ()
) -> Coding:
    transcript = transcript_of(study, difference.conversation)
    start, end = max(model.start, difference.start), min(model.end, difference.end)
    return human_coding(
        transcript, *trimmed(transcript.text, start, end), difference.code, study.settings.adjudicator,
        polarity=model.polarity, certainty=model.certainty, time=model.time, taken={*journal.state, *taken},
    )  # fmt: skip
