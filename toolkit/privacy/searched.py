"""Which names a leak check looks for, and how sure it must be that a word is one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..study import Study
from .consented import Named
from .context import after_verb_cue
from .known import matches
from .lexicon import dutch_words, listed
from .roster import Entry, Form, Roster
from .survey import Survey, case_roster
from .tokens import Words, fold, words_of
from .vault import Key

Telling = Literal["yes", "alone", "no"]
_OWN = re.compile(r"(?:interviewer|onderzoeker)-\d+")
_BEYOND = re.compile(r"persoon-\d+|(?:school|plaats|organisatie)-X\d*")
_SHORT = 5


@dataclass(frozen=True)
class Searched:
    """The names of a study: entries have ids with their case (``c01/medewerker-1``)."""

    roster: Roster
    team: tuple[str, ...] = ()
    """Full names and addresses of the study's own people: these may stand anywhere."""
    contacts: frozenset[str] = frozenset()
    """Telephone numbers, addresses and the like that were said, without blanks and signs."""

    @cached_property
    def squashed(self) -> dict[str, str]:
        """Full names without blanks ("marijehofkamp"), to their owner: for names of files."""
        found = {}
        for entry in self.roster.entries:
            for name in entry.names:
                joined = re.sub(r"[^a-z]", "", fold(name))
                if entry.kind == "person" and " " in name and len(joined) >= 8:
                    found[joined] = entry.id
        return found

    @cached_property
    def in_one_word(self) -> re.Pattern[str] | None:
        """The same as one pattern that also finds names that overlap."""
        longest = sorted(self.squashed, key=lambda name: (-len(name), name))
        return re.compile(f"(?=({'|'.join(longest)}))") if longest else None

    @cached_property
    def small(self) -> frozenset[str]:
        """Anchor words that tell a name in small letters too: long ones that are no Dutch word, or part of more words."""
        found = {key for key, forms in self.roster.forms.items() if any(_small_enough(form) for form in forms)}
        return frozenset(found)

    def tells(self, word: str) -> bool:
        """Whether a word, as it is written, may be or begin a name."""
        key = fold(word)
        known = self.roster.forms if word[0].isupper() else self.small
        return key in known or ("-" in key and any(part in self.roster.forms for part in key.split("-")))

    def forms_of(self, named: Named) -> frozenset[tuple[str, ...]]:
        """The forms of the names of these people and bodies, and of pseudonyms: where they may stand, these are no leak."""
        own = [entry for entry in self.roster.entries if entry.id in named.ids]
        own += [Entry("", "person", (name,)) for name in named.pseudonyms]
        return frozenset(form.words for forms in Roster(tuple(own)).forms.values() for form in forms)


def searched(study: Study, seen: Survey, key: Key) -> Searched:
    """All names that are sure: of every roster, decided by people, and once kept in the key.

    What the machine found and nobody decided is masked, but is no proof of a leak: such words are reported apart.
    """
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case in study.cases:
        for entry in case_roster(study, case.id, seen.decisions).entries:
            names[f"{case.id}/{entry.id or 'besloten'}", entry.kind].update(entry.names)
    for one in seen.sightings:
        if one.found.how == "roster":
            names[f"{one.transcript.case}/{one.found.id or 'besloten'}", one.found.kind].add(one.name)
    for case_id, people in key.items():
        for who, known in people.items():
            if not _BEYOND.fullmatch(who):
                kind = "person" if who.rpartition("-")[2].isdigit() else "organisation"
                names[f"{case_id}/{who}", kind].update(known)
    entries = [
        Entry(who, kind, tuple(sorted(known)))
        for (who, kind), known in sorted(names.items())
        if not _OWN.fullmatch(who.rpartition("/")[2])
    ]
    said = {squash(one.name) for one in seen.sightings if one.found.kind == "contact"}
    settings = study.settings
    own = {m.name for m in settings.team} | {
        settings.contact.name,
        settings.contact.email,
        settings.contact.phone,
        settings.contact.privacy_officer,
    }
    team = tuple(sorted(filter(None, own), key=lambda name: (-len(name), name)))
    return Searched(Roster(tuple(entries)), team, frozenset(one for one in said if len(one) >= 6))


def _small_enough(form: Form) -> bool:
    return not form.ordinary and (len(form.words) > 1 or len(form.words[form.anchor]) >= _SHORT)


def squash(words: str) -> str:
    """Letters and figures only: two ways to write one number become the same."""
    return re.sub(r"[^a-z0-9@]", "", fold(words))


def hits(text: str, names: Searched, *, solid: bool, code: bool = False) -> Iterator[tuple[Form, bool]]:
    """(form, alone) of every name of the study in a text; ``alone`` when it counts only where nothing else stands.

    ``solid`` is false for file names and labels: there hyphens and points part words, and a capital tells nothing.
    """
    for own in names.team:
        text = text.replace(own, " " * len(own))
    if not solid:
        text = re.sub(r"[-_./\\\\+@%:,;()]", " ", text)
    words = words_of(text)
    forms = names.roster.forms
    tells = {word for word in set(words.words) if names.tells(word)}
    end = 0
    for number, word in enumerate(words.words):
        if number < end or word not in tells:
            continue
        key = fold(word)
        parts = [key] if key in forms else [part for part in key.split("-") if part in forms] if "-" in key else []
        for part in parts:
            whole = matches(words, number, forms[part]) if part == key else ()
            inner = [((number, number + 1), f) for f in forms[part] if len(f.words) == 1] if part != key else ()
            for span, form in (*whole, *inner):
                telling = _telling(words, span, form, solid=solid, code=code)
                if telling != "no":
                    yield form, telling == "alone"
                    end = span[1]
                    break


def _telling(words: Words, span: tuple[int, int], form: Form, *, solid: bool, code: bool) -> Telling:
    """Whether this is the name and not the ordinary word that is spelled the same."""
    anchor = span[0] + min(form.anchor, span[1] - span[0] - 1)
    word = words.words[anchor]
    around = (
        words.text[words.starts[anchor] - 1 : words.starts[anchor]]
        + words.text[words.ends[anchor] : words.ends[anchor] + 1]
    )
    if any(sign.isdigit() for sign in around) or (form.inflected and word.lower() in dutch_words()):
        return "no"
    capital = word[0].isupper()
    single = len(form.words) == 1
    if not form.ordinary:
        return "yes" if capital or not single or (len(word) >= _SHORT and not code) else "no"
    if code or not capital or not solid:
        return "no"
    if not single:
        return "yes" if not words.opens(anchor) or len(form.words) > 2 else "no"
    return _ordinary(words, anchor, form)


def _ordinary(words: Words, anchor: int, form: Form) -> Telling:
    """A name of one word that is a word as well, with a capital."""
    word = words.words[anchor]
    if word.lower() in listed("function"):
        after = words.lowers[anchor + 1] if anchor + 1 < len(words.words) else ""
        return "yes" if not words.opens(anchor) and after not in listed("pronouns") else "no"
    if not words.opens(anchor):
        return "yes"
    if form.entry.kind == "person" and word in listed("first_names") and after_verb_cue(words, anchor):
        return "yes"
    return "alone" if len(words.words) <= 2 and not re.search(r"\d", words.text) else "no"
