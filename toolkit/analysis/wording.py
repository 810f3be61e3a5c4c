"""The words people use, with NLTK: concordance, collocations, and keyness of actor groups. No NLTK data are needed.

Keyness is the log-likelihood of Dunning (1993) and Rayson & Garside (2000), with the log ratio of Hardie (2014) as size.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from ..errors import UsageError
from ..records import Transcript
from .table import INTERVIEWER, actor_of, role_label, role_order

CONCORDANCE_COLUMNS = ("case", "transcript", "turn", "role", "left", "keyword", "right")
COLLOCATION_COLUMNS = ("first", "second", "together", "log_likelihood", "pmi", "conversations")
KEYNESS_COLUMNS = (
    "role",
    "role_label",
    "word",
    "count",
    "per_1000",
    "others_per_1000",
    "log_likelihood",
    "log_ratio",
    "speakers",
)
FEWEST_SPEAKERS = 2
_WORD = r"\[[^\]\s]+\]|[^\W\d_]+(?:['’-][^\W\d_]+)*"
_FILLERS = frozenset({
    "eh", "ehm", "uh", "uhm", "hm", "hè", "hé", "nou", "ja", "nee", "oké", "kijk", "zeg", "gewoon", "eigenlijk", "dus",
    "even", "wel", "zeker", "best", "natuurlijk",
})  # fmt: skip


class Said(NamedTuple):
    """The words of one turn, in lower case."""

    transcript: Transcript
    turn: int
    speaker: str
    role: str
    words: tuple[str, ...]


def spoken_words(transcripts: Iterable[Transcript]) -> list[Said]:
    """Every turn of everybody but the interviewer, in words (NLTK's RegexpTokenizer); placeholders stay whole."""
    tokenizer = _tokenizer()
    found = []
    for one in transcripts:
        for number, turn in enumerate(one.turns, 1):
            role = actor_of(turn.speaker)
            if role != INTERVIEWER:
                words = tuple(tokenizer.tokenize(one.words_of(turn).lower().replace("’", "'")))
                found.append(Said(one, number, f"{one.case}/{turn.speaker}", role, words))
    return found


def concordance(turns: Sequence[Said], word: str, *, width: int = 60, role: str = "") -> pd.DataFrame:
    """Every place where a word stands, with the text around it (key word in context), by NLTK's ConcordanceIndex.

    ``word`` may end in an asterisk ("subsidie*"). Raises UsageError when it is not one word.
    """
    from nltk.text import ConcordanceIndex

    wanted = word.lower().strip()
    if not wanted.strip("*") or any(sign.isspace() for sign in wanted):
        fix = "geef één woord, eventueel met een sterretje aan het eind: subsidie*."
        raise UsageError(f"'{word}' is geen los woord.", fix=fix)
    spoken = [one for one in turns if not role or one.role == role]
    tokens = [token for one in spoken for token in one.words]
    owner = [(one, place) for one in spoken for place in range(len(one.words))]
    index = ConcordanceIndex(tokens)
    matches = {token for token in set(tokens) if token.startswith(wanted[:-1])} if wanted.endswith("*") else {wanted}
    offsets = sorted(offset for token in matches for offset in index.offsets(token))
    rows = [_line(one, place, width) for one, place in (owner[offset] for offset in offsets)]
    return pd.DataFrame(rows, columns=list(CONCORDANCE_COLUMNS))


def collocations(
    turns: Sequence[Said], *, smallest: int = 3, fewest: int = FEWEST_SPEAKERS, top: int = 100
) -> pd.DataFrame:
    """Pairs of words that stand next to each other more often than chance gives (NLTK), within turns.

    Function words are left out, and so is what fewer than ``fewest`` speakers say.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

    finder = BigramCollocationFinder.from_documents([one.words for one in turns])
    finder.apply_freq_filter(smallest)
    finder.apply_word_filter(_dull)
    scores = dict(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio))
    pmi = dict(finder.score_ngrams(BigramAssocMeasures.pmi))
    wanted = set(scores)
    speakers: dict[tuple[str, str], set[str]] = {}
    talks: dict[tuple[str, str], set[str]] = {}
    for one in turns:
        for pair in zip(one.words, one.words[1:]):
            if pair in wanted:
                speakers.setdefault(pair, set()).add(one.speaker)
                talks.setdefault(pair, set()).add(one.transcript.id)
    kept = [pair for pair in scores if len(speakers[pair]) >= fewest]
    kept.sort(key=lambda pair: (-round(scores[pair], 6), pair))
    rows = [
        (*pair, finder.ngram_fd[pair], round(scores[pair], 3), round(pmi[pair], 3), len(talks[pair]))
        for pair in kept[:top]
    ]
    return pd.DataFrame(rows, columns=list(COLLOCATION_COLUMNS))


def keyness(
    turns: Sequence[Said], *, fewest: int = FEWEST_SPEAKERS, top: int = 25, least: float = 6.63
) -> pd.DataFrame:
    """Words that one group of actors uses more than all others together, the strongest first, per role.

    A word counts when at least ``fewest`` speakers of the group say it: what one person says tells about that person,
    and may tell who it is. ``least`` is the log-likelihood from which chance is unlikely (6.63: p < 0.01).
    """
    from nltk.probability import FreqDist

    words: dict[str, Any] = {}
    speakers: dict[tuple[str, str], set[str]] = {}
    for one in turns:
        words.setdefault(one.role, FreqDist()).update(one.words)
        for word in set(one.words):
            speakers.setdefault((one.role, word), set()).add(one.speaker)
    everything: Counter[str] = Counter()
    for counted in words.values():
        everything.update(counted)
    whole = sum(everything.values())
    rows = []
    for role in sorted(words, key=role_order):
        size = words[role].N()
        scored = [
            (_log_likelihood(count, everything[word] - count, size, whole - size), word, count)
            for word, count in words[role].items()
            if not _dull(word) and len(speakers[role, word]) >= fewest and count / size > everything[word] / whole
        ]
        for score, word, count in sorted((s for s in scored if s[0] >= least), key=lambda s: (-round(s[0], 6), s[1]))[
            :top
        ]:
            others = everything[word] - count
            rows.append((
                role, role_label(role), word, count, round(1000 * count / size, 3),
                round(1000 * others / max(whole - size, 1), 3), round(score, 3),
                round(_log_ratio(count, others, size, whole - size), 3), len(speakers[role, word]),
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(KEYNESS_COLUMNS))


def _line(one: Said, place: int, width: int) -> tuple[object, ...]:
    text = one.transcript.words_of(one.transcript.turns[one.turn - 1])
    start, end = list(_tokenizer().span_tokenize(text.lower()))[place]
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return (one.transcript.case, one.transcript.id, one.turn, one.role, left, text[start:end], right)


@cache
def _tokenizer() -> Any:
    from nltk.tokenize import RegexpTokenizer

    return RegexpTokenizer(_WORD)


def _log_likelihood(a: int, b: int, size: int, rest: int) -> float:
    """Dunning's G2 of a word: a times among ``size`` words, b times among ``rest``."""
    if not rest:
        return 0.0
    share = (a + b) / (size + rest)
    return 2 * sum(seen * math.log(seen / (n * share)) for seen, n in ((a, size), (b, rest)) if seen)


def _log_ratio(a: int, b: int, size: int, rest: int) -> float:
    """Binary log of how many times more often (Hardie 2014); half a word stands in for none."""
    return math.log2((a / size) / ((b or 0.5) / max(rest, 1)))


def _dull(word: str) -> bool:
    return len(word) < 3 or word.startswith("[") or word in _function_words()


@cache
def _function_words() -> frozenset[str]:
    """Words that carry grammar rather than matter: spaCy's Dutch list, and the fillers of talk."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS) | _FILLERS
