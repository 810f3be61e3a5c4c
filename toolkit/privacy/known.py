"""Find the names of a roster in a text, however they are cased, inflected, cut in two or misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .found import Found
from .lexicon import is_word, listed
from .roster import Form, Roster, deletions
from .tokens import Words, fold


def known_names(words: Words, roster: Roster) -> list[Found]:
    """Every stretch that one of the roster's forms covers; overlapping stretches are left to the caller."""
    if not roster.entries:
        return []
    concerns = {word: _concerns(word, roster) for word in set(words.words)}
    found: list[Found] = []
    for number, word in enumerate(words.words):
        if not concerns[word]:
            continue
        key = fold(word)
        for span, form in matches(words, number, roster.forms.get(key, ())):
            if _is_name(words, span, form):
                found.append(_found(words, span, form))
                break
        else:
            found.extend(_other_spelling(words, number, key, roster))
    return found


def matches(words: Words, number: int, forms: Iterable[Form]) -> Iterator[tuple[tuple[int, int], Form]]:
    """The stretches around one word (from, to after) that a form covers, the longest form first."""
    for form in forms:
        span = _match(words, number, form)
        if span:
            yield span, form


def _concerns(word: str, roster: Roster) -> bool:
    """Whether a word can be a name of the roster, the first half of one, or one letter off."""
    key = fold(word)
    if key in roster.forms or key in roster.halves:
        return True
    if "-" in key and any(part in roster.forms for part in key.split("-")):
        return True
    if len(key) < 5 or (word[0].islower() and is_word(word)):
        return False
    return any(shorter in roster.near for shorter in deletions(key))


def one_off(one: str, other: str) -> bool:
    """True when one letter is added, left out or changed, or two neighbours are swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    rest, rest_other = one[start:], other[start:]
    swapped = rest[:2] == rest_other[:2][::-1] and rest[2:] == rest_other[2:]
    return swapped or rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]


def _match(words: Words, number: int, form: Form) -> tuple[int, int] | None:
    first = number - form.anchor
    last = first + len(form.words)
    if first < 0 or last > len(words.words):
        return None
    for n in range(first, last):
        if n != number and fold(words.words[n]) != form.words[n - first]:
            return None
        if n > first and not (words.adjacent(n) or words.gap(n) in (". ", ".", "-", " - ", " '", " ’")):
            return None
    return first, last


def _is_name(words: Words, span: tuple[int, int], form: Form) -> bool:
    """Whether the stretch is the name and not the ordinary word: a capital, or no such word in Dutch."""
    first, last = span
    anchor = first + form.anchor
    if not form.ordinary:
        return True
    if words.words[anchor][0].isupper():
        return last - first > 1 or not (words.opens(anchor) and _inverted(words, anchor))
    return anchor in words.small and words.words[anchor] not in listed("function")


def _inverted(words: Words, number: int) -> bool:
    """ "Wil je", "Ben ik": a verb that opens a question, not a name."""
    after = number + 1
    return (
        words.words[number].lower() in listed("function")
        and after < len(words.words)
        and words.adjacent(after)
        and words.words[after].lower() in listed("pronouns")
    )


def _found(words: Words, span: tuple[int, int], form: Form) -> Found:
    start, end = words.starts[span[0]], words.ends[span[1] - 1]
    kind = form.entry.kind
    return Found(start, end, kind, "roster", form.entry.id, form.suffix)  # type: ignore[arg-type]


def _other_spelling(words: Words, number: int, key: str, roster: Roster) -> Iterator[Found]:
    """A name cut in two ("hof kamp"), or one letter off and no word or name of its own."""
    after = number + 1
    word = words.words[number]
    if after < len(words.words) and words.adjacent(after) and len(key) >= 2:
        joined = key + fold(words.words[after])
        for form in roster.forms.get(joined, ()):
            if len(form.words) == 1 and len(joined) >= 6 and not form.ordinary:
                yield _found(words, (number, after + 1), form)
                return
    if "-" in word:
        yield from _in_compound(words, number, roster)
        return
    if len(key) < 5 or (not word[0].isupper() and is_word(word)):
        return
    if is_word(word) and words.opens(number):
        return
    for shorter in deletions(key):
        for anchor in sorted(roster.near.get(shorter, ())):
            if one_off(anchor, key):
                near = next((f for f in roster.forms[anchor] if len(f.words) == 1 and not f.inflected), None)
                if near and not any(word in listed(name) for name in ("first_names", "surnames", "no_names")):
                    yield _found(words, (number, number + 1), near)
                    return


def _in_compound(words: Words, number: int, roster: Roster) -> Iterator[Found]:
    """A name inside a word with a hyphen: "Wilgenhoek-kinderen"."""
    place = words.starts[number]
    for part in words.words[number].split("-"):
        form = next((f for f in roster.forms.get(fold(part), ()) if len(f.words) == 1), None)
        if form and part[:1].isupper() and len(part) >= 3 and part not in listed("no_names"):
            yield Found(place, place + len(part), form.entry.kind, "roster", form.entry.id, form.suffix)  # type: ignore[arg-type]
        place += len(part) + 1
