"""What the rules for small letters share: which words are no Dutch, and what stands before a name."""

from __future__ import annotations

from functools import cache, lru_cache

from .lexicon import dutch_words, is_word, listed
from .tokens import Words
from .wordclass import NOISE, lower_no_names

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


@lru_cache(maxsize=100_000)
def unknown(word: str) -> bool:
    """True for a word that is no Dutch in any way, also not put together: in talk nearly always somebody's name."""
    if "-" in word:
        return any(len(part) >= SHORTEST and (part in sure_places() or unknown(part)) for part in word.split("-"))
    if len(word) < SHORTEST or is_word(word) or word in listed("common") or word in lower_no_names():
        return False
    if derived(word) or ends_in_a_word(word) or NOISE.match(word) or _of_short_words(word):
        return False
    stem = word.removesuffix("'s").removesuffix("s")
    return not (stem in lower_no_names() or is_word(stem))


def _of_short_words(word: str) -> bool:
    """ "judopak", "teamdag": two words of which one has three letters, which the rule for compounds leaves out."""
    known = dutch_words()
    for cut in range(3, len(word) - 2):
        head, tail = word[:cut], word[cut:]
        if tail in known and (head in known or head.removesuffix("s") in known or head.removesuffix("en") in known):
            return True
    return False


@lru_cache(maxsize=100_000)
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
