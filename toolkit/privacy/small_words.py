"""What the rules for small letters share: which words are no Dutch, and what stands before a name."""

from __future__ import annotations

from functools import cache

from .lexicon import dutch_words, is_word, listed
from .tokens import Words

SHORTEST = 4
"""Letters that a name needs at least to be taken for one by its form."""
ARTICLES = frozenset(("de", "het", "t", "'t", "it"))
_SUFFIXES = (
    "heid", "teit", "tie", "ing", "isme", "ische", "isch", "eren", "eerd", "eerde", "eert", "baar", "bare", "lijk", "lijke", "loos",
    "loze", "schap", "age", "ment", "iaal", "iale", "eel", "ele", "ief", "ieve", "air", "aire", "atie", "eur", "euze", "istisch",
    "oog", "graaf", "se", "y", "ed"
)  # fmt: skip


@cache
def sure_surnames() -> frozenset[str]:
    """Family names in lower case that can't be a Dutch word."""
    return frozenset(name.lower() for name in listed("surnames") if not is_word(name.lower()))


@cache
def sure_places() -> frozenset[str]:
    """Places in lower case that can't be a Dutch word: "deventer"."""
    shut = listed("ordinary_places")
    lower = ((name, name.lower()) for name in listed("places") if len(name) >= 4 and " " not in name)
    return frozenset(
        low for name, low in lower if low not in shut and low not in dutch_words() and name not in listed("first_names")
    )


def derived(word: str) -> bool:
    """A word by its form: "ontzorgd", "diversiteit"; names end so seldom."""
    return word.endswith(_SUFFIXES) or (
        word.startswith(("ge", "ver", "ont", "her")) and word.endswith(("d", "t", "de", "te"))
    )


def ends_in_a_word(word: str) -> bool:
    """A plural, or a word put together that the table does not hold: "op de knutselplankjes"."""
    known = dutch_words()
    if any(word[cut:] in known for cut in range(2, len(word) - 4)):
        return True
    return any(word.endswith(end) and is_word(word.removesuffix(end)) for end in ("en", "s", "n"))


def at(words: Words, number: int, prepositions: tuple[str, ...]) -> bool:
    """Whether one of these prepositions and an article stand before a word: "op de", "van 't"."""
    return (
        number >= 2
        and words.words[number - 1] in ARTICLES
        and words.words[number - 2] in prepositions
        and words.adjacent(number)
        and words.gap(number - 1) in (" ", " '")
    )


def common(word: str) -> bool:
    """A word that never is a name by itself: a function, a pronoun, a verb."""
    return word in listed("generic") or word in listed("pronouns") or word in listed("verbs")


def first_name(word: str, *, small: bool = False) -> bool:
    """Whether a word in small letters is a first name, also where all else is small: then "kees" is one too."""
    capital = word[:1].upper() + word[1:]
    if small and "-" in word and capital not in listed("first_names"):
        return all(part.capitalize() in listed("first_names") for part in word.split("-"))
    if len(word) < 3 or capital not in listed("first_names") or capital in listed("no_names"):
        return False
    return word.lower() not in dutch_words() or (small and word in listed("small_names"))
