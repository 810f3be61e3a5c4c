"""Looking for words in what was said, in as many conversations as there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..records import Transcript
from .prose import words_in


@dataclass(frozen=True, slots=True)
class Talks:
    """The words of conversations. A conversation is taken apart only when it may hold what is looked for."""

    texts: dict[str, str]
    """In small letters, by id."""
    _words: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, transcripts: Iterable[Transcript]) -> Talks:
        """All conversations; documents are not among them."""
        return cls({one.id: one.text.lower() for one in transcripts if one.kind != "document"})

    def hold(self, words: str) -> bool:
        """Whether these words (small letters, one space between) stand in a row in some conversation."""
        rarest = sorted((word for word in words.split() if word.isalpha()), key=len, reverse=True)
        able = (name for name, text in self.texts.items() if all(word in text for word in rarest))
        return any(words in self._row(name) for name in able)

    def _row(self, name: str) -> str:
        if name not in self._words:
            self._words[name] = " ".join(words_in(self.texts[name])).lower()
        return self._words[name]
