"""Tables over rows and codings: themes against each other, groups that agree or not, triangulation, two fields crossed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..errors import InputError
from ..intake.heads import KIND_LABELS
from ..numbers import listed
from ..records import Coding
from ..rendering.inline import escape
from ..study import ROLE_LABELS
from .material import SOURCE_KINDS, Material, in_words
from .references import load_references
from .rows import Row

_PLURALS = {
    "ouder": "ouders", "werkgever": "werkgevers", "gemeente": "gemeenten", "jobcoach": "jobcoaches", "leerling": "leerlingen",
    "collega": "collega's", "schoolleider": "schoolleiders", "bestuur": "besturen", "medewerker": "medewerkers", "expert": "deskundigen",
    "uwv": "UWV", "overig": "anderen",
}  # fmt: skip
LEGS = ("interview", "expert", "literatuur")
LEG_LABELS = {"interview": "Interview", "expert": "Deskundige", "literatuur": "Literatuur"}


def codes_of(data: Material, theme: str) -> list[str]:
    """The codes of a theme that are in use. Raises InputError for an unknown theme."""
    found = [code.id for code in data.codebook.codes if code.theme == theme and not code.retired]
    if not found:
        known = ", ".join(one.id for one in data.codebook.themes)
        raise InputError(f"het codeboek heeft geen thema '{theme}'.", fix=f"kies uit: {known}.")
    return found


def cases_per_code(data: Material, theme: str, only: frozenset[str] | None) -> tuple[dict[str, set[str]], set[str]]:
    """Per code of a theme the cases in which it comes up, and all cases that were talked with."""
    codes: dict[str, set[str]] = {code: set() for code in codes_of(data, theme)}
    cases = {one.case for one in data.transcripts.values() if one.kind != "document"}
    cases = cases & only if only is not None else cases
    for coding in data.codings:
        case = data.case_of(coding)
        if coding.code in codes and coding.polarity == "affirmed" and case in cases:
            codes[coding.code].add(case)
    return codes, cases


def cases_by_two(
    data: Material, first: str, second: str, only: frozenset[str] | None, unit: str = "Cases"
) -> list[tuple[str, ...]]:
    """First theme down, second across; a cell is the number of cases in which both come up."""
    left, cases = cases_per_code(data, first, only)
    right, _ = cases_per_code(data, second, only)
    columns = [code for code in right if right[code]]
    if not columns or not any(left.values()):
        return []
    label = data.codebook.label
    head = (label(first), *(label(code) for code in columns), unit)
    rows = [
        (label(code), *(_count(of & right[column]) for column in columns), f"{len(of)} van de {len(cases)}")
        for code, of in left.items()
    ]
    return [head, *rows]


def groups_by_code(data: Material, theme: str, kind: str) -> list[tuple[str, ...]]:
    """Conversations of one kind down, codes across. Unit is the group: consensus, dissent, or one voice."""
    if kind not in KIND_LABELS:
        raise InputError(f"de soort '{kind}' kennen we niet.", fix=f"kies uit: {', '.join(KIND_LABELS)}.")
    talks = [one for one in data.transcripts.values() if one.kind == kind]
    wanted = codes_of(data, theme) if theme else list(data.codebook.ids)
    found: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in data.codings:
        found[coding.transcript, coding.code].append(coding)
    columns = [code for code in wanted if any((talk.id, code) in found for talk in talks)]
    if not columns:
        return []
    head = ("Groep", "Mensen", *(data.codebook.label(code) for code in columns))
    rows = [head]
    for talk in sorted(talks, key=lambda one: one.id):
        people = sorted(
            {turn.speaker for turn in talk.turns if turn.speaker and not turn.speaker.startswith("interviewer")}
        )
        cells = [stance(data, found.get((talk.id, code), [])) for code in columns]
        rows.append((group_label(talk.id, people), _people(data, len(people)), *cells))
    return rows


def group_label(talk: str, people: Sequence[str]) -> str:
    """What a group is called: the roles in it; numbered by its conversation where that says nothing."""
    roles = Counter(person.rpartition("-")[0] for person in people)
    labels = [_PLURALS.get(role, ROLE_LABELS.get(role, role)) for role, _ in roles.most_common()]
    words = listed(labels) or talk
    return words[:1].upper() + words[1:]


def _people(data: Material, count: int) -> str:
    """A small number of people is not shown to others (rules.small_cell in study.yaml)."""
    least = data.study.settings.rules.small_cell
    return f"minder dan {least}" if data.channel and count < least else str(count)


def stance(data: Material, codings: Sequence[Coding]) -> str:
    """Whether those who speak of it agree: "eens (3)", "verdeeld (2 voor, 1 tegen)", "één stem"; "–" when nobody does."""
    sides: dict[str, set[str]] = {"affirmed": set(), "negated": set()}
    for coding in codings:
        sides[coding.polarity].add(data.speaker_of(coding))
    plus, minus = len(sides["affirmed"]), len(sides["negated"])
    hidden = data.channel and 0 < min(plus or minus, minus or plus) < data.study.settings.rules.small_cell
    if plus and minus:
        return "verdeeld" if hidden else f"verdeeld ({plus} voor, {minus} tegen)"
    voices = plus or minus
    if not voices:
        return "–"
    word = "" if plus else ": niet zo"
    if voices == 1:
        return f"één stem{word}"
    return f"eens{word}" if hidden else f"eens{word} ({voices})"


def triangulated(data: Material, register: str, sources: str) -> list[tuple[str, ...]]:
    """Per row of a register what interviews, experts and literature say of it; nothing is an open question."""
    legs = legs_of(data, register, sources)
    form = data.form(register)
    name = next((field for field, one in form.fields.items() if one.type == "text" and not one.private), form.key)
    rows: list[tuple[str, ...]] = [("Nr.", form.label(name).capitalize(), *(LEG_LABELS[leg] for leg in LEGS))]
    for row in data.rows(register):
        cells = [_leg(legs[row.id].get(leg, [])) for leg in LEGS]
        rows.append((row.id, escape(data.shown(register, row, name)), *cells))
    return rows


def open_questions(data: Material, register: str, sources: str) -> list[str]:
    """The rows that miss a leg, each with which."""
    legs = legs_of(data, register, sources)
    lines = []
    for row in data.rows(register):
        missing = [LEG_LABELS[leg].lower() for leg in LEGS if not legs[row.id].get(leg)]
        if missing:
            lines.append(
                f"{row.id}: nog geen {' en geen '.join(missing) if len(missing) < 3 else 'interview, deskundige of literatuur'}"
            )
    return lines


def legs_of(data: Material, register: str, sources: str) -> dict[str, dict[str, list[str]]]:
    """Per row and leg the references: conversations with a linked coding, and rows of the register of sources."""
    found: dict[str, dict[str, list[str]]] = {row.id: {} for row in data.registers.rows(register)}
    for row_id, codings in data.evidence(register).items():
        for coding in codings:
            leg = SOURCE_KINDS[data.transcripts[coding.transcript].kind]
            places = found[row_id].setdefault(leg, [])
            place = coding.transcript if coding.polarity == "affirmed" else f"{coding.transcript} (tegen)"
            if place not in places:
                places.append(place)
    if sources:
        _from_sources(data, register, sources, found)
    return found


def _from_sources(data: Material, register: str, sources: str, found: dict[str, dict[str, list[str]]]) -> None:
    form = data.form(sources)
    pointing = next(
        (name for name, one in form.fields.items() if one.type in ("row", "rows") and one.points_to == register), ""
    )
    if not pointing or "soort" not in form.fields or "sleutel" not in form.fields:
        message = f"het register '{sources}' kan geen bronnen geven voor '{register}'."
        raise InputError(
            message, fix=f"geef het de velden soort, sleutel en een veld van het type rows naar '{register}'."
        )
    known = load_references(data.study)
    for row in data.rows(sources):
        leg, key = str(row["soort"]), str(row["sleutel"])
        if leg not in LEGS:
            continue
        if leg == "literatuur" and key not in known:
            fix = f"zet de bron in interviews/literature/ of kies uit: {', '.join(sorted(known)) or 'nog geen'}."
            raise InputError(f"de bron '{key}' staat niet in de literatuur.", path=row.path, line=row.line, fix=fix)
        shown = known[key].short if key in known else key
        for other in row[pointing] if isinstance(row[pointing], tuple) else (row[pointing],):
            if other in found and shown not in found[other].setdefault(leg, []):
                found[other][leg].append(shown)


def crosstab(data: Material, register: str, down: str, across: str, rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Two fields of a register: a cell is the number of rows; lists count for each of their values."""
    form = data.form(register)
    cells: Counter[tuple[str, str]] = Counter()
    firsts: Counter[str] = Counter(dict.fromkeys(_rows_of(data, register, down), 0))
    seconds: dict[str, None] = dict.fromkeys(form.fields[across].choices)
    for row in rows:
        for first in _shown_values(data, register, row, down):
            firsts[first] += 1
            for second in _shown_values(data, register, row, across):
                seconds.setdefault(second, None)
                cells[first, second] += 1
    columns = [one for one in seconds if any((first, one) in cells for first in firsts)]
    if not any(firsts.values()) or not columns:
        return []
    head = (form.label(down).capitalize(), *(escape(one) for one in columns), "Samen")
    body = [
        (
            escape(first),
            *(str(cells[first, one]) if cells[first, one] else "–" for one in columns),
            str(firsts[first]),
        )
        for first in firsts
    ]
    return [head, *body]


def _rows_of(data: Material, register: str, field: str) -> list[str]:
    """What stands in the first column, in order: every row that a field points to, else every value there is."""
    form = data.form(register).fields[field]
    if form.type == "row":
        pointed = {str(row[field]) for row in data.registers.rows(register)}
        order = [row.id for row in data.rows(form.points_to)]
        return [data.title(form.points_to, one) for one in order if one in pointed or len(order) <= 40]
    if form.choices:
        return []
    return list(
        dict.fromkeys(value for row in data.rows(register) for value in _shown_values(data, register, row, field))
    )


def _shown_values(data: Material, register: str, row: Row, field: str) -> list[str]:
    form = data.form(register).fields[field]
    value = row[field]
    if form.type == "codes":
        return [data.codebook.label(one) for one in value]
    if isinstance(value, tuple):
        return list(value)
    shown = data.shown(register, row, field) if form.type == "row" else in_words(value)
    return [shown] if shown else []


def _count(of: set[str]) -> str:
    return str(len(of)) if of else "–"


def _leg(places: Sequence[str]) -> str:
    return f"{len(places)}: {escape(', '.join(places))}" if places else "open vraag"
