"""The parts of a form: its fixed words, its questions and the fields the answers stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FieldKind = Literal["box", "list", "text"]


@dataclass(frozen=True, slots=True)
class Field:
    """One place for an answer."""

    key: str
    """``oordeel:akkoord``, ``kanaal:website:ja``, ``naam``, ``pseudoniem``, ``school:ja``, ``bereikbaar``, ``opmerking``."""
    kind: FieldKind
    label: str
    """What stands beside it, and what a screen reader says."""
    options: tuple[tuple[str, str], ...] = ()
    """(value, words) of a list."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its fields. A ``grid`` has a row per channel with a box for yes and one for no."""

    key: str
    heading: str
    fields: tuple[Field, ...]
    hint: str = ""
    grid: tuple[tuple[str, str], ...] = ()
    """(channel, question) of each row."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fixed words around the text."""

    title: str
    steps_heading: str
    steps: tuple[str, ...]
    text_heading: str
    answer_heading: str
    grid_header: tuple[str, str, str]
    questions: tuple[Question, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in order: its number is its name in the file."""
        return tuple(field for question in self.questions for field in question.fields)


def form_from_json(value: dict[str, Any]) -> Form:
    """A form from its plain form. Raises KeyError and TypeError on a wrong form."""
    questions = tuple(
        Question(
            key=one["key"], heading=one["heading"], hint=one["hint"], grid=tuple((row[0], row[1]) for row in one["grid"]),
            fields=tuple(
                Field(f["key"], f["kind"], f["label"], tuple((option[0], option[1]) for option in f["options"]))
                for f in one["fields"]
            ),
        )
        for one in value["questions"]
    )  # fmt: skip
    header = value["grid_header"]
    return Form(
        title=value["title"], steps_heading=value["steps_heading"], steps=tuple(value["steps"]),
        text_heading=value["text_heading"], answer_heading=value["answer_heading"],
        grid_header=(header[0], header[1], header[2]), questions=questions,
    )  # fmt: skip
