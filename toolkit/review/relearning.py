"""Learn from decisions: suggestions weighed anew within seconds.

Two things are learned. What was decided about a sentence says something of those around it (:mod:`toolkit.coding.neighbours`). And
per code a logistic regression over the words of a sentence and what stands around it, with the software's own chance as one
of its inputs: for codes that the shipped model does not know from the first examples on, for those that it knows only from
finished conversations, when there are many: a few decisions, drawn where the software doubts, teach it less than it knows.
Nothing is drawn at random: the same decisions give the same suggestions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook, Coding, Transcript, coding_id, in_order, role_of
from ..study import Study
from ..transcripts import load_transcripts
from .anchors import anchor_of
from .codings import work_by_conversation
from .sentencewise import by_key, keys_of
from .settling import Work, settle

if TYPE_CHECKING:
    from ..coding import Decided, Sentence
    from ..coding.parts import Part

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FEWEST = 4
"""Sentences with a code, and decided sentences without it, that are needed to learn anything about it."""
FINISHED = 1000
"""Sentences of finished conversations that are needed to learn more of a code that the shipped model knows."""
THRESHOLD = 0.15
"""Chance from which a code is suggested: the best F1 is reached near half of it (Lipton e.a. 2014)."""
UNSEEN = 0.02
"""The chance of what the software did not suggest."""
LEARNED = "beslissingen"


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as a table: a row per sentence that is not the interviewer's, a column per code."""

    transcript: Transcript
    sentences: tuple[Sentence, ...]
    words: tuple[tuple[str, str, str], ...]
    """The sentence, the one before it, and the question that it answers."""
    chance: Floats
    """Of the software's own suggestion."""
    suggested: Bools
    known: Bools
    """Where people decided."""
    given: Bools
    """Where they gave the code."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: how words are counted, and a model per code (None: too little to learn from)."""

    counters: tuple[tuple[int, float, Any], ...]
    models: tuple[Any, ...]

    def __bool__(self) -> bool:
        return any(model is not None for model in self.models)


def relearned(
    study: Study, coder: str | None = None, *, transcripts: Sequence[Transcript] | None = None,
    suggestions: Sequence[Coding] | None = None,
) -> list[Coding]:  # fmt: skip
    """The suggestions after learning from all decisions (or from one coder's): new chances, some new, some gone.

    Without enough decisions they are returned as they were.
    """
    from ..coding import load_codebook, load_suggestions, parts_as_kept, trained_codes

    proposed = load_suggestions(study) if suggestions is None else list(suggestions)
    codebook = load_codebook(study.codebook_path)
    codes = [code.id for code in codebook.codes if not code.retired]
    talks = talks_of(study, proposed, codes, coder=coder, transcripts=transcripts)
    trained = trained_codes(codebook)
    kept = parts_as_kept(study, codebook)
    proposed, talks = with_neighbours(proposed, talks, codebook, trained, study.settings.language, kept)
    learned = learn(talks, codes, trained)
    if not learned:
        return proposed
    before = {(one.transcript, one.start, one.end, one.code): one for one in proposed}
    places = {talk.transcript.id for talk in talks}
    found = [one for one in proposed if one.transcript not in places]
    for talk, chances in zip(talks, predict(learned, talks)):
        found += _suggested(talk, chances, learned.models, codes, before)
    return in_order(found)


def with_neighbours(
    proposed: list[Coding], talks: Sequence[Talk], codebook: Codebook, trained: Collection[str], language: str,
    extra: Sequence[Part] = (),
) -> tuple[list[Coding], list[Talk]]:  # fmt: skip
    """The suggestions of conversations in which people decided, given what they decided about the sentences around.

    Only those of codes that the shipped model knows (``trained``): it learned what a neighbour says.
    """
    from ..coding import PARTS, suggest

    decided = {talk.transcript.id: decided_in(talk, codebook) for talk in talks if talk.known.any()}
    if not decided or not trained:
        return proposed, list(talks)
    texts = [talk.transcript for talk in talks if talk.transcript.id in decided]
    before = {one.id: one for one in proposed if one.transcript in decided and one.code in trained}
    parts = (*PARTS, *(part.name for part in extra))
    fresh_ones = suggest(texts, codebook, parts=parts, extra=extra, language=language, decided=decided)
    found = [_as_before(one, before.get(one.id)) for one in fresh_ones if one.code in trained]
    rest = [one for one in proposed if one.id not in before]
    by_talk: dict[str, list[Coding]] = {}
    for one in (*rest, *found):
        by_talk.setdefault(one.transcript, []).append(one)
    codes = [code.id for code in codebook.codes if not code.retired]
    fresh = [
        _with_chances(talk, by_talk.get(talk.transcript.id, []), codes) if talk.transcript.id in decided else talk
        for talk in talks
    ]
    return in_order([*rest, *found]), fresh


def decided_in(talk: Talk, codebook: Codebook) -> Decided:
    """What people decided in a conversation, a row per sentence: where they decided anything, what they and the software

    both left alone is not there.
    """
    from ..coding import Decided, sentences

    live = np.array([not code.retired for code in codebook.codes])
    whole = sentences(talk.transcript)
    rows = np.array([one.number for one in talk.sentences], dtype=np.int64)
    known, given = (np.zeros((len(whole), len(codebook.codes)), dtype=bool) for _ in range(2))
    known[np.ix_(rows, np.flatnonzero(live))] = talk.known | (talk.known.any(axis=1, keepdims=True) & ~talk.suggested)
    given[np.ix_(rows, np.flatnonzero(live))] = talk.given
    return Decided(known, given)


def _looked_at(talk: Talk) -> list[Sentence]:
    """Sentences that a person decided about: nothing new is brought up there."""
    return [sentence for sentence, known in zip(talk.sentences, talk.known) if known.any()]


def _as_before(fresh: Coding, before: Coding | None) -> Coding:
    """The suggestion as it was when nothing about it changed; else what it comes from is said."""
    if before is not None and before.confidence == fresh.confidence:
        return before
    return replace(fresh, source=f"{fresh.source}+{LEARNED}")


def talks_of(
    study: Study,
    suggestions: Iterable[Coding],
    codes: Sequence[str],
    *,
    coder: str | None = None,
    transcripts: Sequence[Transcript] | None = None,
) -> list[Talk]:
    """Every conversation with its suggestions and decisions as a table."""
    texts = load_transcripts(study) if transcripts is None else list(transcripts)
    work = work_by_conversation(study, transcripts=texts)
    proposed: dict[str, list[Coding]] = {}
    for one in suggestions:
        proposed.setdefault(one.transcript, []).append(one)
    found = []
    for text in texts:
        everybody = {who: one for who, one in work.get(text.id, {}).items() if coder in (None, who)}
        joint = everybody.pop(study.settings.adjudicator, None)
        found.append(_talk(text, proposed.get(text.id, []), list(everybody.values()), joint, codes))
    return found


def learn(talks: Sequence[Talk], codes: Sequence[str], trained: Collection[str] = ()) -> Learned:
    """A model per code, trained on all decided sentences; None where there are too few.

    ``trained``: codes that the shipped model knows; of these only finished conversations teach.
    """
    from sklearn.linear_model import LogisticRegression

    known, given = np.concatenate([t.known for t in talks]), np.concatenate([t.given for t in talks])
    finished = np.concatenate([np.full(len(t.known), bool(t.known.all())) for t in talks])
    here = np.array([code in trained for code in codes])
    known &= ~here | (finished[:, None] if finished.sum() >= FINISHED else np.zeros((len(known), 1), bool))
    enough = [min((known & given)[:, n].sum(), (known & ~given)[:, n].sum()) >= FEWEST for n in range(len(codes))]
    if not any(enough):
        return Learned((), (None,) * len(codes))
    counters = _counters(talks)
    shared = _inputs(counters, talks)
    chance = np.concatenate([talk.chance for talk in talks])
    models: list[Any] = []
    for column, worth in enumerate(enough):
        rows = np.flatnonzero(known[:, column])
        if not worth:
            models.append(None)
            continue
        model = LogisticRegression(C=5, solver="liblinear", dual=True, tol=1e-2, max_iter=300, random_state=0)
        models.append(model.fit(_with_chance(shared[rows], chance[rows], column), given[rows, column]))
    return Learned(counters, tuple(models))


def predict(learned: Learned, talks: Sequence[Talk]) -> list[Floats]:
    """Chances per conversation; those of a code without a model are the software's own."""
    shared = _inputs(learned.counters, talks)
    chance = np.concatenate([talk.chance for talk in talks])
    found = chance.copy()
    for column, model in enumerate(learned.models):
        if model is not None and len(chance):
            found[:, column] = model.predict_proba(_with_chance(shared, chance, column))[:, 1]
    return np.split(found, np.cumsum([len(talk.chance) for talk in talks])[:-1])


def _talk(
    text: Transcript, proposed: Sequence[Coding], work: Sequence[Work], joint: Work | None, codes: Sequence[str]
) -> Talk:
    from ..coding import sentences

    split = sentences(text)
    kept = tuple(one for one in split if role_of(text.turns[one.turn].speaker) != "interviewer")
    row = {one.number: number for number, one in enumerate(kept)}
    column = {code: number for number, code in enumerate(codes)}
    shape = (len(kept), len(codes))
    chance, suggested = _chances(kept, proposed, split, codes)
    known, given = np.zeros(shape, bool), np.zeros(shape, bool)
    everything = [*work, *([joint] if joint else [])]
    if any(one.done for one in everything):
        known[:] = True
    for number, code in by_key([coding for one in everything for coding in one.codings], split):
        if number in row and code in column:
            known[row[number], column[code]] = True
    for number, code in by_key(settle(text, split, work, joint, []), split):
        if number in row and code in column:
            given[row[number], column[code]] = True
    return Talk(text, kept, _words(text, split), chance, suggested, known, given)


def _chances(
    kept: Sequence[Sentence], proposed: Iterable[Coding], split: Sequence[Sentence], codes: Sequence[str]
) -> tuple[Floats, Bools]:
    """The chance of each suggestion, and where there is one."""
    row = {one.number: number for number, one in enumerate(kept)}
    column = {code: number for number, code in enumerate(codes)}
    chance, suggested = np.full((len(kept), len(codes)), UNSEEN), np.zeros((len(kept), len(codes)), bool)
    for one in proposed:
        for number, code in keys_of(one, split):
            if number in row and code in column:
                chance[row[number], column[code]] = one.confidence if one.confidence is not None else 0.5
                suggested[row[number], column[code]] = True
    return chance, suggested


def _with_chances(talk: Talk, proposed: Iterable[Coding], codes: Sequence[str]) -> Talk:
    """A conversation with other suggestions."""
    from ..coding import sentences

    chance, suggested = _chances(talk.sentences, proposed, sentences(talk.transcript), codes)
    return replace(talk, chance=chance, suggested=suggested)


def _words(text: Transcript, split: Sequence[Sentence]) -> tuple[tuple[str, str, str], ...]:
    found = []
    question, before, asked_in = "", "", -1
    for one in split:
        own = text.text[one.start : one.end].lower()
        if role_of(text.turns[one.turn].speaker) == "interviewer":
            question = f"{question} {own}" if asked_in == one.turn else own
            asked_in = one.turn
        else:
            found.append((own, before, question))
            before = own
    return tuple(found)


def _counters(talks: Sequence[Talk]) -> tuple[tuple[int, float, Any], ...]:
    """What counts words, per place: whole words and pairs of the sentence, parts of its words, words around it."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = [one for talk in talks for one in talk.words]
    found: list[tuple[int, float, Any]] = []
    for place, weight, options in (
        (0, 1.0, {"token_pattern": r"\w+", "ngram_range": (1, 2)}),
        (0, 1.0, {"analyzer": "char_wb", "ngram_range": (4, 4)}),
        (1, 0.4, {"token_pattern": r"\w+"}),
        (2, 0.4, {"token_pattern": r"\w+"}),
    ):
        column = [one[place] for one in words]
        if any(re.search(r"\w", text) for text in column):  # a document has no questions
            found.append((place, weight, TfidfVectorizer(sublinear_tf=True, **options).fit(column)))
    return tuple(found)


def _inputs(counters: Sequence[tuple[int, float, Any]], talks: Sequence[Talk]) -> Any:
    """The words of conversations as numbers, a row per sentence."""
    from scipy.sparse import csr_matrix, hstack

    words = [one for talk in talks for one in talk.words]
    blocks = [weight * counter.transform([one[place] for one in words]) for place, weight, counter in counters]
    return hstack(blocks).tocsr() if blocks and words else csr_matrix((len(words), 0))


def _with_chance(shared: Any, chance: Floats, column: int) -> Any:
    from scipy.sparse import csr_matrix, hstack

    odds = np.log(np.clip(chance, UNSEEN, 0.98) / (1 - np.clip(chance, UNSEEN, 0.98)))
    own, best = odds[:, [column]] / 2, odds.max(axis=1, keepdims=True) / 4
    return hstack([shared, csr_matrix(own), csr_matrix(best)]).tocsr()


def _suggested(
    talk: Talk,
    chances: Floats,
    models: Sequence[Any],
    codes: Sequence[str],
    kept: Mapping[tuple[str, int, int, str], Coding],
) -> list[Coding]:
    text = talk.transcript
    found = []
    for row, sentence in enumerate(talk.sentences):
        for column, code in enumerate(codes):
            old = kept.get((text.id, sentence.start, sentence.end, code))
            if models[column] is None:
                found += [old] if old else []
                continue
            chance = round(float(chances[row, column]), 3)
            if chance < THRESHOLD:
                continue
            if old is not None:
                found.append(replace(old, confidence=chance, source=f"{old.source}+{LEARNED}"))
            else:
                found.append(Coding(
                    coding_id(text.id, sentence.start, sentence.end, code, "nota"), text.id, text.digest, sentence.start,
                    sentence.end, code, status="suggested", source=f"nota/{LEARNED}", confidence=chance,
                    anchor=anchor_of(text.text, sentence.start, sentence.end),
                ))  # fmt: skip
    return found
