"""What notebooks show: tables, figures and messages as accessible HTML, in Dutch, without a name in them.

Outputs of notebooks are saved and shared, so nothing here shows raw transcripts.
"""

from __future__ import annotations

import base64
import contextlib
import html
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from . import steps
from .errors import InputError, NotaError
from .files import read_json
from .numbers import UNKNOWN, dutch
from .study import Study

if TYPE_CHECKING:
    from .figures import Drawn

HEADERS = {
    "ac1": "AC1", "accepted": "aanvaard", "actor": "spreker", "affirmed": "bevestigd", "alpha": "alfa", "alpha_high": "alfa, hoogste",
    "alpha_low": "alfa, laagste", "amount": "bedrag", "answer": "antwoord", "answered": "beantwoord", "asked": "gevraagd",
    "asked_in": "in beurt", "audience": "voor wie", "both": "samen", "both_cases": "cases met beide", "both_roles": "beide kanten",
    "by": "door", "by_others": "door anderen", "by_person": "door de persoon", "case": "case", "cases": "cases",
    "cases_affirmed": "cases bevestigd", "cases_negated": "cases ontkend", "cell": "cel", "certainty": "werkelijkheid",
    "channel": "kanaal", "code": "code", "code_a": "code", "code_b": "andere code", "coded": "gecodeerd", "coder": "codeur",
    "coders": "codeurs", "codes": "codes", "codings": "coderingen", "column_label": "thema", "comments": "opmerkingen",
    "confidence": "zekerheid", "contested": "tegengesproken", "contract": "contract", "conversation": "gesprek",
    "conversations": "gesprekken", "count": "aantal", "counter": "tegenvoorbeeld", "date": "datum", "definition": "omschrijving",
    "denied": "ontkend", "document": "tekst", "done": "klaar", "duration": "hoe lang", "ended": "tot", "end_reason": "reden",
    "exclude": "niet", "expected": "verwacht", "first": "woord", "flows": "stromen", "format": "bestand", "fragment": "fragment",
    "function": "functie", "future": "straks", "gap": "verschil", "given_by": "gegeven door", "held": "gehouden", "hours": "uren",
    "id": "kenmerk", "in_words": "in woorden", "include": "wel", "item": "onderdeel", "jobs": "banen van 25,5 uur", "kappa": "kappa",
    "kind": "soort", "label": "naam", "label_a": "code", "label_b": "andere code", "lesson": "les", "log_likelihood": "log-likelihood",
    "minus": "min", "minus_cases": "cases met min", "minus_roles": "min volgens", "missing": "ontbrak", "months": "maanden", "n": "aantal",
    "needed": "nodig", "negated": "ontkend", "not_by": "niet door", "not_held": "niet gehouden", "not_real": "wens of voorwaarde",
    "note": "toelichting", "now": "nu", "of_cases": "van de cases", "of_conversations": "van de gesprekken", "origin": "herkomst",
    "other_code": "andere code", "pabak": "PABAK", "pairs": "paren", "past": "vroeger", "pattern": "patroon",
    "payer_label": "wie betaalt", "per_year": "euro per jaar", "percent": "gelijk", "person": "persoon", "placeholder": "aanduiding",
    "plus": "plus", "plus_cases": "cases met plus", "plus_roles": "plus volgens", "polarity": "ja of nee", "prevalence": "komt voor in",
    "qualifier": "kenmerk", "question": "vraag", "quote": "citaat", "realised": "geteld", "reason": "reden", "reasons": "redenen",
    "receiver_label": "wie ontvangt", "region": "omgeving", "rejected": "afgewezen", "role": "rol", "role_label": "rol", "row_label": "rij",
    "school_type": "soort school", "second": "woord ernaast", "seen": "gezien", "sentence": "zin", "sentences": "zinnen",
    "silent_roles": "zwijgen erover", "since": "sinds", "size": "grootte", "source": "bron", "speaker": "spreker", "speakers": "sprekers",
    "state": "stand", "status": "stand", "suggested": "alleen voorstel", "sum": "som", "theme": "thema", "time": "tijd", "title": "titel",
    "together": "samen", "topic": "onderwerp", "transcript": "gesprek", "turn": "beurt", "turns": "beurten", "unasked": "niet gevraagd",
    "units": "zinnen", "unknown_speakers": "onbekende sprekers", "verdict": "oordeel", "version": "versie", "warning": "waarschuwing",
    "warnings": "waarschuwingen", "what": "waarvoor", "word": "woord", "words": "woorden", "worked": "werkte",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that JupyterLab shows: HTML, and the same in words for who has no HTML."""

    html: str
    text: str

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def open_study(path: str | Path = ".") -> Study:
    """The study this notebook belongs to. Raises InputError."""
    return Study.open(path)


def run(study: Study, *names: str) -> Shown:
    """Do steps of the main job and what they need; what did not change is skipped.

    Headless only the steps themselves: notebooks run side by side there, after the main job made what they need.
    """
    chosen = names if headless() or not names else steps.needed(study, names)
    ran = steps.run(study, chosen or None, progress=lambda _: _plain)
    titles = {one.name: one.title for one in steps.STEPS}
    wanted = [titles[name] for name in (names or titles)]
    done = ", ".join(titles[name] for name in ran)
    if headless():  # the page says the same, whatever had been done before
        return message(f"Klaar: {', '.join(wanted)}.")
    words = f"Gedaan: {done}." if ran else f"Niets veranderd sinds de vorige keer: {', '.join(wanted)} is nog actueel."
    return message(words)


def message(words: str, *, style: str = "melding") -> Shown:
    """A sentence to the reader."""
    return Shown(f'<p class="{html.escape(style)}">{html.escape(words)}</p>', words)


def table(frame: pd.DataFrame, caption: str, *, headers: Mapping[str, str] | None = None, most: int = 60) -> Shown:
    """A table with a caption and header cells. Long tables are cut, and say so; column names are shown in Dutch."""
    names = {**HEADERS, **(headers or {})}
    if frame.empty:
        return message(f"{caption}: er is nog niets om te laten zien.")
    shown = frame.head(most)
    scores = [_scores(shown.iloc[:, n]) for n in range(shown.shape[1])]
    head = "".join(
        f'<th scope="col"{"" if _numeric(shown.iloc[:, n]) else _left()}>{html.escape(names.get(str(column), str(column)))}</th>'
        for n, column in enumerate(shown.columns)
    )
    body = "".join(
        f"<tr>{''.join(_cell(value, n, score=scores[n]) for n, value in enumerate(row))}</tr>"
        for row in shown.itertuples(index=False)
    )
    rest = f" De eerste {most} van {len(frame)} rijen." if len(frame) > most else ""
    text = f"<figcaption>{html.escape(caption)}.{rest}</figcaption>"
    markup = f'<figure class="tabel">{text}<div class="scroll" tabindex="0" role="region" aria-label="{html.escape(caption)}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>'
    return Shown(markup, f"{caption}\n{shown.to_string(index=False)}")


def table_file(study: Study, name: str, caption: str, *, columns: Sequence[str] = (), most: int = 60) -> Shown:
    """A table of ``outputs/tables``. Raises InputError when the step that makes it did not run yet."""
    path = study.outputs / "tables" / f"{name}.csv"
    if not path.exists():
        raise InputError("deze tabel is er nog niet.", path=study.shown(path), fix="draai eerst de cel met run(...).")
    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    for column in frame.columns[(frame == UNKNOWN).any()]:  # else the other numbers are read as words
        frame[column] = [value if value in ("", UNKNOWN) else float(value) for value in frame[column]]
    return table(frame[list(columns)] if columns else frame, caption, most=most)


def matrix(study: Study, name: str, caption: str, *, rows_are: str = "onderdeel") -> Shown:
    """A matrix of ``outputs/tables``, rows down and columns across; each cell says what there is, or why there is nothing.

    ``rows_are`` heads the first column: an empty header says nothing to who hears the table.
    """
    path = study.outputs / "tables" / f"{name}.csv"
    if not path.exists():
        raise InputError("deze matrix is er nog niet.", path=study.shown(path), fix="draai eerst de cel met run(...).")
    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    rows, columns = list(dict.fromkeys(frame["row_label"])), list(dict.fromkeys(frame["column_label"]))
    wide = frame.pivot(index="row_label", columns="column_label", values="cell").loc[rows, columns].reset_index()
    return table(wide.rename(columns={"row_label": rows_are}), caption)


def figure(study: Study, name: str) -> Shown:
    """A figure of ``outputs/figures`` with its alternative text, and the table behind it to open.

    A figure without data is not made (agreement with one coder, a timeline without placements): then a sentence says so.
    """
    base = study.outputs / "figures" / name
    if not base.with_suffix(".svg").exists():
        words = f"De figuur {name} is er niet: de stap is nog niet gedraaid, of er zijn nog geen gegevens voor."
        return Shown(f"<p>{html.escape(words)}</p>", words)
    return _drawing(base.with_suffix(".svg").read_bytes(), read_json(base.with_suffix(".json")))


def drawing(drawn: Drawn) -> Shown:
    """A figure that is made for this notebook alone, shown as :func:`figure` shows one from a file."""
    from .figures import files_of, style

    with style():
        made = files_of(drawn, drawn.name)
    return _drawing(made[f"{drawn.name}.svg"], json.loads(made[f"{drawn.name}.json"]))


def _drawing(svg: bytes, about: Mapping[str, Any]) -> Shown:
    image = base64.b64encode(svg).decode("ascii")
    caption, alt = html.escape(about["caption"]), html.escape(about["alt"])
    behind = _behind(about.get("header", ()), about.get("rows", ()), about["caption"])
    markup = f'<figure><img src="data:image/svg+xml;base64,{image}" alt="{alt}"><figcaption>{caption}</figcaption>{behind}</figure>'
    return Shown(markup, f"{about['caption']}\n{about['alt']}")


def made_files(study: Study, folder: str, caption: str) -> Shown:
    """The files in a folder of outputs, by name."""
    base = study.outputs / folder
    paths = sorted(path for path in base.rglob("*") if path.is_file()) if base.is_dir() else []
    rows = [(study.shown(path), f"{dutch(max(1, round(path.stat().st_size / 1024)))} kB") for path in paths]
    return table(pd.DataFrame(rows, columns=["bestand", "grootte"]), caption)


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Inside this, what the user can mend is said in a sentence instead of a traceback."""
    try:
        yield
    except NotaError as error:
        print(error)


def headless() -> bool:
    """True when the main job runs the notebook: there is nobody to decide."""
    return os.environ.get("NOTA_HEADLESS") == "1"


def _plain(items: Sequence[Any]) -> Iterable[Any]:
    return items


def _numeric(column: Any) -> bool:
    return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in column.tolist())


def _scores(column: Any) -> bool:
    """Whether a column holds shares or coefficients: those are read best with the same number of decimals."""
    numbers = [value for value in column.tolist() if isinstance(value, float) and value == value]
    return any(value != int(value) for value in numbers) and all(-1 <= value <= 1 for value in numbers)


def _left() -> str:
    """JupyterLab sets all cells to the right, words too; pages have their own style."""
    return "" if headless() else ' style="text-align:left"'


def _cell(value: Any, column: int, *, score: bool = False) -> str:
    if isinstance(value, bool):
        words = "ja" if value else "nee"
    elif isinstance(value, float):
        words = "" if value != value else dutch(value, 2 if score else None)
    elif isinstance(value, int):
        words = dutch(value)
    else:
        words = "" if value is None else str(value)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    tag = "th" if column == 0 else "td"
    scope = ' scope="row"' if column == 0 else ""
    kind = ' class="getal"' if number else _left()
    return f"<{tag}{scope}{kind}>{html.escape(words)}</{tag}>"


def _behind(header: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    if not header:
        return ""
    head = "".join(f'<th scope="col">{html.escape(str(cell))}</th>' for cell in header)
    body = "".join("<tr>" + "".join(_cell(cell, n) for n, cell in enumerate(row)) + "</tr>" for row in rows)
    label = html.escape(f"De cijfers achter de figuur: {caption}")
    return f'<details><summary>De cijfers achter deze figuur</summary><div class="scroll" tabindex="0" role="region" aria-label="{label}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>'
