"""What a capitalised word can be: a first name, a family name, a place, an ordinary word, or something unknown."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from .lexicon import dutch_words, is_word, listed

WordClass = Literal["no", "first", "ordinary first", "surname", "ordinary surname", "place", "school", "street",
                    "acronym", "word", "unknown"]  # fmt: skip

_SCHOOL_ENDINGS = ("school", "scholen", "schooltje", "college", "lyceum", "kindcentrum")
_DIMINUTIVES = ("etje", "tje", "pje", "je", "ie", "ke", "ken", "jes")
NOISE = re.compile(r"^(?:[^aeiouyáéèëêíïóöôúüı]+|(?:ha|he|hi|ho|ah|la|na){2,}h?|.*(.)\1\1.*)$", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def word_class(word: str) -> WordClass:
    """The class of a word with a capital, whatever its place in the sentence. Possessives and diminutives count too."""
    if word in listed("no_names"):
        return "no"
    if "-" in word:
        return _hyphenated(word)
    if (
        word.isupper()
        and len(word) >= 4
        and any(word.capitalize() in listed(name) for name in ("first_names", "surnames"))
    ):
        word = word.capitalize()
    for base in bases(word):
        if base in listed("first_names") and (base == word or "'" in word or word.lower() not in dutch_words()):
            return "ordinary first" if word.lower() in listed("ordinary_names") else "first"
    if is_word(word):
        return _ordinary(word)
    for base in bases(word):
        if base in listed("places"):
            return "place"
        if base in listed("surnames"):
            return "surname"
    return _by_shape(word)


def _ordinary(word: str) -> WordClass:
    if word in listed("places"):
        return "place"
    if word in listed("surnames"):
        return "ordinary surname"
    if len(word) > 1 and word.isupper():
        return "no"
    lower = word.lower()
    if lower.endswith(_SCHOOL_ENDINGS) and len(lower) > 11 and lower not in _plain_schools():
        return "school"
    if any(lower[:cut] in lower_no_names() and _of_a_thing(lower[cut:]) for cut in range(5, len(lower) - 3)):
        return "no"  # "Coronagelden", "Wajongeren"
    if lower.endswith(_institutions()):
        return "no"  # "Arbodienst", "Onderwijsraad"
    return "word"


def _of_a_thing(word: str) -> bool:
    """A word with which no place is called: "Coronagelden", but "Vlaamsweide"."""
    return is_word(word) and word not in listed("place_endings") and word not in listed("streets")


def _by_shape(word: str) -> WordClass:
    lower = word.lower()
    stem = word.removesuffix("'s").removesuffix("'er").removesuffix("'ers")
    if stem in listed("no_names") or lower.removesuffix("s") in lower_no_names():
        return "no"
    if sum(letter.isupper() for letter in stem) >= 2 and stem[:2].isupper():
        return "acronym"
    if lower.endswith(_SCHOOL_ENDINGS):
        return "school" if lower not in _plain_schools() else "word"
    if street(word):
        return "street"
    return "word" if len(word) < 3 or NOISE.match(word) else "unknown"


def _hyphenated(word: str) -> WordClass:
    """ "Harrie-training" is a word, "Jan-Kees" a first name, "Sint-Jozefschool" a school, "Nieuw-Weerdinge" a place."""
    if word in listed("first_names"):
        return "first"
    if word in listed("places"):
        return "place"
    if word.lower().endswith(_SCHOOL_ENDINGS) and word[:1].isupper():
        return "school"
    parts = [part for part in word.split("-") if part]
    parts = [part for part in parts if part not in listed("particles")] or parts
    capital = [part for part in parts if part[0].isupper()]
    classes = {word_class(part) for part in capital}
    if parts[-1].lower() in listed("concepts"):
        return "no"  # "Pygmalion-effect"
    if len(capital) < len(parts):
        named = classes & {"first", "surname", "place", "unknown"}
        return "unknown" if named and not all(is_word(part) for part in capital) else "no"
    if classes <= {"first", "ordinary first"}:
        return "first"
    if classes <= {"no", "acronym"}:
        return "no"
    return "surname" if classes <= {"surname", "ordinary surname"} else "unknown"


@lru_cache(maxsize=50_000)
def bases(word: str) -> tuple[str, ...]:
    """The word itself and what is left without a possessive or diminutive ending."""
    found = [word]
    bare = word.replace("’", "'")
    for ending in ("'s", "s", "'"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 2:
            found.append(bare.removesuffix(ending))
            break
    for ending in _DIMINUTIVES:
        for one in tuple(found):
            if one.endswith(ending) and len(one) - len(ending) >= 3:
                stem = one.removesuffix(ending)
                found += [stem, stem + "s"]
    return tuple(dict.fromkeys(found))


def street(word: str) -> bool:
    """True for one word that ends like a street: "Kerklaan", "Zuiderkade"."""
    lower = word.lower()
    return len(lower) >= 7 and "-" not in lower and lower.endswith(_long_streets())


def surname_like(word: str) -> bool:
    """True for a listed family name, or a word that ends like one."""
    if any(base in listed("surnames") for base in bases(word)):
        return True
    return len(word) >= 6 and word.lower().endswith(tuple(listed("surname_endings")))


def place_like(word: str) -> bool:
    """True for a listed place, or a word that ends like one."""
    return word in listed("places") or (len(word) >= 6 and word.lower().endswith(tuple(listed("place_endings"))))


@cache
def _institutions() -> tuple[str, ...]:
    return tuple(listed("institutions"))


@cache
def _long_streets() -> tuple[str, ...]:
    return tuple(ending for ending in listed("streets") if len(ending) >= 3)


@cache
def lower_no_names() -> frozenset[str]:
    """Words with a capital that identify nobody, in lower case."""
    return frozenset(word.lower() for word in listed("no_names"))


@cache
def _plain_schools() -> frozenset[str]:
    kinds = (
        "basis", "hoge", "muziek", "speciale", "praktijk", "midden", "dag", "avond", "kleuter", "lagere", "dorps",
        "buurt", "stads", "wijk", "montessori", "jenaplan", "dalton", "vrije", "moeder", "zuster", "zondags", "rij",
        "zwem", "dans", "ambachts", "huishoud", "technische", "land- en tuinbouw", "tuinbouw", "vmbo-", "mavo-",
        "vso-", "sbo-", "pro-", "mbo-", "nutsb", "brede ", "plus", "taal", "fusie", "proef", "sport", "koks",
        "openbare", "streek", "plattelands", "buiten", "nieuwbouw", "voor", "oefen", "opleidings", "regio", "islam",
    )  # fmt: skip
    return frozenset(f"{kind}{ending}" for kind in kinds for ending in _SCHOOL_ENDINGS) | set(_SCHOOL_ENDINGS)
