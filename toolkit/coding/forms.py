"""Every form in which a word of the vocabulary may stand in talk: inflected, separated, split, misheard.

Terms are expanded once, when a codebook is compiled, so that matching compares plain lower-case words. Inflections
come from simplemma's Dutch table (MIT); ``heard.tsv`` holds how recognisers and typists write the jargon.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from ..dutch import lemmas

_PARTICLES = (
    "achter", "tegen", "terug", "samen", "klaar", "schoon", "langs", "neer", "open", "rond", "thuis", "vast", "voor", "weg",
    "door", "over", "aan", "bij", "mee", "los", "toe", "uit", "dicht", "heen", "in", "af", "na", "om", "op",
)  # fmt: skip
_BARE = frozenset(
    """
    aan achter af al alle als altijd bij bijna boven daar daarna dan dat de deze die dit door dus echt een één eens elk elke en
    er ergens even geen haar heel heen hem het hier hij hoe iedere iets ik in je jij jou jouw klaar maar mee meer met mij mijn na
    naar net niemand niet niets niks nog nooit nou nu of om omdat onder ons onze ook op over samen steeds straks tegen te ten
    tegelijk ter terecht terug toch toe toen tot tussen u uit uw van vanaf vanuit vast veel voor waar waarom wat weer weg wel wie
    wij we wij ze zelf zich zij zo zonder 's 't 'n m'n z'n d'r
    """.split()  # noqa: SIM905
)
"""Words that are not inflected: in an expression they hold their place as they are."""
_TO_BE = frozenset({"is", "was", "waren", "zijn", "ben", "bent", "geweest"})
_NOT_FORMS = frozenset({"z'n", "z'ne", "'s", "'t", "ware", "wege", "moes", "moeie", "moeke"})

Alternatives = tuple[tuple[frozenset[str], ...], ...]
"""The ways to write one word: each a sequence of words, each word one of a set of forms."""


def _listed(word: str) -> str | None:
    """The lemma that the table gives, or None."""
    lemma = lemmas().get(word)
    return None if lemma is None else lemma.replace("_", "").lower()


@lru_cache(maxsize=1)
def _families() -> dict[str, list[str]]:
    """Lemma -> its forms."""
    families: dict[str, list[str]] = defaultdict(list)
    for form, lemma in lemmas().items():
        families[lemma.replace("_", "") if "_" in lemma else lemma].append(form)
    return families


@lru_cache(maxsize=1)
def heard() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Word -> the ways in which it is misheard or split."""
    text = resources.files(__package__).joinpath("heard.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line)
    return {word: tuple(tuple(way.split()) for way in ways.split("|")) for word, ways in rows}


@cache
def lemma_of(word: str) -> str:
    """The lemma of a word in lower case; the word itself when the table lacks it. Compounds go by their last part."""
    lemma = _listed(word)
    if lemma is not None or len(word) < 9:
        return lemma or word
    for cut in range(3, len(word) - 3):
        tail = _listed(word[cut:])
        if tail is not None and _listed(word[:cut]) is not None:
            return word[:cut] + tail
    return word


@cache
def parts_of(lemma: str) -> tuple[str, ...]:
    """The two parts of a compound, as lemmas, by the longest last part that the table knows; empty for other words."""
    if len(lemma) < 8 or not lemma.isalpha():
        return ()
    for cut in range(3, len(lemma) - 3):
        tail = _listed(lemma[cut:])
        if tail is None:
            continue
        for link in ("", "s", "en", "e", "n"):
            head = lemma[:cut].removesuffix(link)
            if len(head) >= 3 and _listed(head) is not None:
                return (_listed(head) or head, tail)
    return ()


@cache
def forms_of(word: str) -> frozenset[str]:
    """A word with its inflected forms, in lower case. Function words, placeholders and numbers stay alone."""
    if word in ("is", "zijn", "was", "waren"):
        return _TO_BE
    if word in _BARE or len(word) < 3 or not word[0].isalpha():
        return frozenset({word})
    families = _families()
    lemma = _listed(word)
    found = {word, *families.get(word, ()), *(families.get(lemma, ()) if lemma else ())} - _NOT_FORMS
    if len(found) == 1:
        found |= _compound_forms(word)
    return frozenset(found | {word})


def _compound_forms(word: str) -> set[str]:
    """Forms of a word that the table lacks: by its last part, or else the regular endings of nouns."""
    families = _families()
    for cut in range(2, len(word) - 3):
        tail = word[cut:].lstrip("-")
        lemma = _listed(tail)
        if lemma and len(tail) >= 4 and (len(tail) >= 6 or _listed(word[:cut].rstrip("-")) is not None):
            return {
                word[: len(word) - len(tail)] + form for form in (*families.get(lemma, ()), *families.get(tail, ()))
            }
    return {word + ending for ending in ("s", "'s", "en", "je", "jes", "tje", "tjes", "es")}


def alternatives(word: str) -> Alternatives:
    """The ways in which a word of the vocabulary may be written. ``=word`` stands for exactly that word."""
    if word.startswith("=") and len(word) > 1:
        return ((frozenset({word[1:]}),),)
    ways: dict[tuple[frozenset[str], ...], None] = {(forms_of(word) | _joined(word),): None}
    for lemma in sorted({word, _listed(word) or word}):
        for way in heard().get(lemma, ()):
            ways[tuple(frozenset({part}) for part in way)] = None
    if "-" in word.strip("-"):
        parts = word.split("-")
        ways[(*(frozenset({part}) for part in parts[:-1]), forms_of(parts[-1]))] = None
    return tuple(ways)


def _joined(word: str) -> frozenset[str]:
    """``oud-leerling`` is also written ``oudleerling``."""
    return forms_of(word.replace("-", "")) if "-" in word.strip("-") else frozenset()


@cache
def separable(word: str) -> tuple[frozenset[str], str] | None:
    """``overnemen`` -> (finite forms of ``nemen``, ``over``); None for other words."""
    for particle in _PARTICLES:
        base = word[len(particle) :]
        if not word.startswith(particle) or len(base) < 4 or not base.endswith("n") or _listed(base) is None:
            continue
        stems = set(_stems(base))
        participles = {f"{particle}ge{stem}{ending}" for stem in stems for ending in ("d", "t", "")}
        split = {form for form in forms_of(word) if form.startswith(f"{particle}ge")}
        if split or any(_listed(form) is not None for form in participles):
            regular = {stem + ending for stem in stems for ending in ("", "t")}
            known = {
                form for form in forms_of(base) if not form.startswith("ge") and not form.endswith(("nd", "nde", "je"))
            }
            return frozenset(known | regular), particle
    return None


def _stems(infinitive: str) -> Iterator[str]:
    """Stems that an infinitive may have: ``zetten`` -> zet, ``nemen`` -> nem, neem, ``bloeien`` -> bloei."""
    bare = infinitive.removesuffix("en") if infinitive.endswith("en") else infinitive[:-1]
    yield bare[:-1] if len(bare) > 2 and bare[-1] == bare[-2] else bare
    if len(bare) > 2 and bare[-2] in "aeou" and bare[-3] not in "aeou" and bare[-1] not in "aeiou":
        yield bare[:-1] + bare[-2] + bare[-1]
