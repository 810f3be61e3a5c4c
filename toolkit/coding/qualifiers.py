"""Polarity, certainty and time of what is coded.

The design is that of ConText (Harkema e.a. 2009, J Biomed Inform 42(5)): cues, the stretch over which they hold,
what ends that stretch, and look-alikes that are no cue. The cues are our own (``cues.tsv``), for Dutch talk.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ..records import Certainty, Polarity, Time
from .forms import lemma_of
from .language import Words
from .vocabulary import Vocabulary, compile_terms, find

_BREAKS = frozenset(
    {",", ";", ":", "(", ")", "–", "-", "maar", "want", "omdat", "terwijl", "doordat", "zodat", "hoewel", "al"}
)
_SUBJECTS = frozenset("ik je jij u hij ie ze zij we wij het dat die de een er daar dan toen".split())  # noqa: SIM905
_HABITUAL = ("functie.taken", "functie.begeleiding", "functie.profiel", "waarde.")
_PAST_VERBS = frozenset(
    """was waren had hadden kwam kwamen ging gingen deed deden zei zeiden stond stonden zat zaten liep liepen kreeg kregen
    nam namen gaf gaven vond vonden bleef bleven moest moesten kon konden mocht mochten werd werden begon begonnen viel vielen
    hield hielden zag zagen wist wisten dacht dachten bracht brachten vroeg vroegen lag lagen sprak spraken trok trokken
    schreef schreven hielp hielpen""".split()  # noqa: SIM905
)
_PRESENT_VERBS = frozenset(
    """is zijn heeft hebben komt komen gaat gaan doet doen zegt staat staan zit zitten loopt krijgt krijgen neemt geeft vindt
    blijft moet moeten kan kunnen mag mogen wordt worden begint valt houdt ziet weet brengt vraagt ligt helpt werkt betaalt
    betalen maakt maken ben bent heb hebt kom ga doe sta zit krijg neem vind moeten""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What is said of the coded thing beside that it is spoken of."""

    polarity: Polarity = "affirmed"
    certainty: Certainty = "real"
    time: Time = "now"


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one sentence: kind -> groups of word positions."""

    words: tuple[str, ...]
    found: dict[str, tuple[tuple[int, ...], ...]]

    def has(self, *kinds: str) -> bool:
        return any(self.found.get(kind) for kind in kinds)


@lru_cache(maxsize=1)
def _cues() -> Vocabulary:
    text = resources.files(__package__).joinpath("cues.tsv").read_text(encoding="utf-8")
    return compile_terms((kind, terms) for kind, terms in (line.split("\t") for line in text.splitlines() if line))


def cues_in(words: Words) -> Cues:
    """The cues of one sentence, without the look-alikes."""
    grouped: dict[str, list[tuple[int, ...]]] = {}
    for hit in find(words, _cues()):
        if hit.strength == "strong":
            grouped.setdefault(hit.code, []).append(hit.positions)
    kept = {}
    for kind, places in grouped.items():
        masked = {position for group in grouped.get(f"not_{kind}", ()) for position in group}
        rest = tuple(group for group in places if not masked.intersection(group))
        if rest and not kind.startswith("not_"):
            kept[kind] = rest
    return Cues(words.lower, kept)


def qualify(cues: Cues, code: str, evidence: Collection[int] = ()) -> Qualifiers:
    """Qualifiers of a code in a sentence; ``evidence`` holds the positions of the words that led to it."""
    return Qualifiers(_polarity(cues, code, evidence), _certainty(cues, code), _time(cues, code))


def _polarity(cues: Cues, code: str, evidence: Collection[int]) -> Polarity:
    if cues.has("doubt"):
        return "negated"
    negations = [group[0] for group in cues.found.get("negation", ())]
    if code.startswith("belemmering."):
        trouble = [group[0] for group in cues.found.get("trouble", ())]
        near = any(_same_clause(cues.words, a, b) for a in negations for b in trouble)
        return "negated" if near or cues.has("solved") else "affirmed"
    if (code.startswith("waarde.") and cues.has("relieved")) or (code == "functie.profiel" and cues.has("unable")):
        return "affirmed"
    if code == "voorwaarde.les" or not negations:
        return "affirmed"
    if not evidence:
        return "negated"
    return "negated" if any(_same_clause(cues.words, a, b) for a in negations for b in evidence) else "affirmed"


def _certainty(cues: Cues, code: str) -> Certainty:
    if cues.has("wish") and not (code.startswith("belemmering.") and not cues.has("possible")):
        return "wish"
    conditional = cues.has("condition") and not (
        cues.has("habit") and code.startswith(_HABITUAL) and not cues.has("possible")
    )
    if cues.has("uncertain") and not conditional:
        return "uncertain"
    if conditional or _inverted(cues.words):
        return "condition"
    return "condition" if cues.has("possible") else "real"


def _time(cues: Cues, code: str) -> Time:
    if cues.has("future") and not _past_tense(cues.words):
        return "future"
    if cues.has("now"):
        return "now"
    if cues.has("past") or (_past_tense(cues.words) and code != "functie.werving" and not cues.has("wish", "possible")):
        return "past"
    return "now"


def _inverted(words: Sequence[str]) -> bool:
    """True for a condition without *als*: "Komt er geld, dan beginnen we"."""
    return (
        bool(words)
        and (words[0] in _PRESENT_VERBS or words[0] in _PAST_VERBS)
        and ("," in words)
        and "dan" in words[words.index(",") :]
    )


def _past_tense(words: Sequence[str]) -> bool:
    """True when the sentence has a finite verb in the past and none in the present."""
    return any(_is_past(word) for word in words) and not any(word in _PRESENT_VERBS for word in words)


@lru_cache(maxsize=65536)
def _is_past(word: str) -> bool:
    if word in _PAST_VERBS:
        return True
    if len(word) < 5 or not word.endswith(("te", "de", "ten", "den")) or "ge" in word[:6]:
        return False
    lemma = lemma_of(word)
    return lemma != word and lemma.endswith("en") and not lemma.endswith(("den", "ten"))


def _same_clause(words: Sequence[str], a: int, b: int) -> bool:
    """True when nothing between two words begins another clause."""
    low, high = min(a, b), max(a, b)
    for place in range(low + 1, high):
        if words[place] in _BREAKS:
            return False
        if words[place] == "en" and words[place + 1] in _SUBJECTS:
            return False
    return True
