"""A study out to REFI-QDA and back: valid, the same each time, and nothing lost on the way."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache, partial
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from exchange_study import AT, transcript
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.coding import load_codebook
from toolkit.errors import InputError, UsageError
from toolkit.exchange import (
    Part,
    export_codebook,
    import_as_study,
    merge_project,
    read_refi,
    study_project,
    write_codebook,
    write_project,
)
from toolkit.exchange.code_tree import codebook_of, tree_of
from toolkit.exchange.incoming import Known, follower, place_codings
from toolkit.exchange.layout import laid_out
from toolkit.exchange.project import CodeNode, Note, Project, Selection, Source, Use, User, count_uses, walk
from toolkit.records import Code, Codebook, Theme, Transcript, Turn
from toolkit.review import journals, load_codings, memos
from toolkit.study import Study

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def schema_of(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


def valid(data: bytes, schema: str) -> bool:
    return bool(schema_of(schema).validate(etree.fromstring(data)))


def inside(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def back(data: bytes, folder: Path) -> Project:
    path = folder / "terug.qdpx"
    path.write_bytes(data)
    return read_refi(path)


def test_a_project_is_valid_and_in_the_form_that_others_read(study: Study) -> None:
    data = write_project(study_project(study).project)
    members = inside(data)
    assert valid(members["project.qde"], "Project-mrt2019.xsd")
    assert next(iter(members)) == "project.qde"
    assert all(name == "project.qde" or (name.startswith("sources/") and name.count("/") == 1) for name in members)
    assert not any(content.startswith(b"\xef\xbb\xbf") or b"\r" in content for content in members.values())
    text = members[f"sources/{study_project(study).project.sources[0].guid}.txt"].decode()
    assert text.startswith("[00:00:04] interviewer-1: Wat doe je zoal? 🙂\n[00:00:09] medewerker-1: Ik ruim de zaal op")
    assert "Sjors" not in b"".join(members.values()).decode()


def test_no_container_is_empty(study: Study) -> None:
    root = etree.fromstring(inside(write_project(study_project(study).project))["project.qde"])
    containers = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
    assert all(len(child) for child in root if etree.QName(child).localname in containers)
    bare = etree.fromstring(inside(write_project(Project("leeg")))["project.qde"])
    assert len(bare) == 0


def test_the_codebook_is_valid(study: Study) -> None:
    data = export_codebook(study, Path("codes.qdc"))
    assert valid(data, "Codebook.xsd")
    assert data == export_codebook(study, Path("codes.qdc"))
    assert valid(write_codebook((CodeNode("0" * 8 + "-0000" * 3 + "-" + "0" * 12, "A\x01 & <b>"),)), "Codebook.xsd")


def test_the_same_study_gives_the_same_bytes(study: Study) -> None:
    one = write_project(study_project(study).project)
    assert one == write_project(study_project(Study(study.root)).project)
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_out_in_out_gives_the_same_project(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "brug.qdpx"
    path.write_bytes(write_project(study_project(study).project))
    outcome = import_as_study(read_refi(path), path, tmp_path / "nieuw")
    assert write_project(study_project(outcome.study).project) == path.read_bytes()
    assert load_codebook(outcome.study.codebook_path) == load_codebook(study.codebook_path)
    accepted = [one for one in load_codings(study) if one.status == "accepted"]
    assert load_codings(outcome.study) == accepted
    assert memos(outcome.study) == memos(study)
    assert outcome.study.case("c01").facts == {
        name: fact for name, fact in study.case("c01").facts.items() if fact is not None
    }
    assert outcome.study.case("c02").kind == "overstijgend"
    assert outcome.kept == ()
    done = {key: journal.done for key, journal in journals(outcome.study).items()}
    assert done == {("k1", "c01-medewerker"): True, ("k1", "c02-notitie"): False, ("k2", "c01-medewerker"): False}


def test_what_stays_behind_is_said(study: Study) -> None:
    outgoing = study_project(study)
    assert count_uses(outgoing.project) == 7
    assert outgoing.left_out == ("1 afgewezen codering", "3 voorstellen van de software")
    assert count_uses(study_project(study, Part(suggestions=True)).project) == 9


def test_a_part_of_a_study(study: Study) -> None:
    part = study_project(study, Part(cases=("c02",), coders=("k1",))).project
    assert [source.name for source in part.sources] == ["c02-notitie"]
    assert [case.name for case in part.cases] == ["c02"]
    with pytest.raises(UsageError, match="het gesprek 'c09' is er niet"):
        study_project(study, Part(conversations=("c09",)))


def test_qualifiers_confidence_and_evidence_travel_as_notes(study: Study) -> None:
    project = study_project(study).project
    notes = {note.guid: note for note in project.notes}
    said = {
        (source.text or "")[one.start : one.end]: sorted(notes[note].name for use in one.uses for note in use.notes)
        for source in project.sources
        for one in source.selections
        if one.user == project.users[0].guid
    }
    assert said["Niemand betaalt mij."] == ["ontkend, onzeker, later"]
    assert next(note.text for note in project.notes if "Kans" in note.text).startswith(
        "Kans: 0.8125\nAanwijzing: ruim op\n"
    )
    described = {one.description for source in project.sources for one in source.selections}
    assert "Let op: één voor één.\nEn meer." in described
    assert "[nota] ontkend, onzeker, later" in described


def test_a_program_that_loses_notes_still_keeps_the_qualifiers(study: Study, tmp_path: Path) -> None:
    """QualCoder keeps the description of a selection and drops notes on codings."""
    project = study_project(study).project
    bare = replace(
        project, notes=(), project_notes=(), sources=tuple(_without_notes(source) for source in project.sources)
    )
    path = tmp_path / "kaal.qdpx"
    path.write_bytes(write_project(bare))
    outcome = import_as_study(read_refi(path), path, tmp_path / "nieuw")
    kept = {(one.code, one.polarity, one.certainty, one.time, one.memo) for one in load_codings(outcome.study, "k1")}
    assert ("geld.uren", "negated", "uncertain", "future", "") in kept
    assert ("werk.taken", "affirmed", "real", "now", "Let op: één voor één.\nEn meer.") in kept


def _without_notes(source: Source) -> Source:
    return replace(
        source,
        notes=(),
        selections=tuple(
            replace(one, notes=(), uses=tuple(replace(use, notes=()) for use in one.uses)) for one in source.selections
        ),
    )


def test_a_study_is_whole_or_not_there(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "brug.qdpx"
    path.write_bytes(write_project(study_project(study).project))
    broken = replace(read_refi(path), cases=(replace(read_refi(path).cases[0], name="a" * 300, guid="x"),))
    with pytest.raises(InputError, match="niet leeg"):
        import_as_study(broken, path, study.root)
    assert not list(tmp_path.glob(".nota-*"))


# ------------------------------------------------------------------ merging


def changed_elsewhere(study: Study, tmp_path: Path, **fields: object) -> Path:
    project = study_project(study).project
    path = tmp_path / "elders.qdpx"
    path.write_bytes(write_project(replace(project, origin="NVivo 12", **fields)))  # type: ignore[arg-type]
    return path


def test_a_file_that_says_the_same_changes_nothing(study: Study, tmp_path: Path) -> None:
    path = changed_elsewhere(study, tmp_path)
    before = {one: one.read_bytes() for one in study.codings_folder.rglob("*.jsonl")}
    outcome = merge_project(study, read_refi(path), path)
    assert outcome.codings == {}
    assert outcome.memos == 0
    assert {one: one.read_bytes() for one in study.codings_folder.rglob("*.jsonl")} == before


def test_what_was_changed_elsewhere_comes_beside_what_is_here(study: Study, tmp_path: Path) -> None:
    project = study_project(study).project
    talk = project.sources[0]
    first = next(one for one in talk.selections if one.description.startswith("Let op"))
    rest = [one for one in talk.selections if one is not first]
    new = CodeNode("11111111-2222-3333-4444-555555555555", "Wachten", True, "#AA0000", "Wie er wacht.")
    extra = replace(
        first,
        guid="21111111-2222-3333-4444-555555555555",
        description="gezien",
        uses=(Use("31111111-2222-3333-4444-555555555555", new.guid, first.user, AT),),
    )
    source = replace(talk, selections=(extra, *rest))
    book = replace(project.codes[0], children=(*project.codes[0].children, new))
    path = changed_elsewhere(study, tmp_path, sources=(source, *project.sources[1:]), codes=(book, project.codes[1]))
    outcome = merge_project(study, read_refi(path), path)
    assert outcome.codings == {"k1-nvivo": 4}
    assert "in het bestand nieuw of anders: 1; van hier niet of anders in het bestand: 1" in " ".join(outcome.remarks)
    assert len(load_codings(study, "k1")) == 5
    found = {one.code: one for one in load_codings(study, "k1-nvivo")}
    assert found["werk.wachten"].memo == "gezien"
    text = study.codebook_path.read_text(encoding="utf-8")
    assert text.startswith("# Het codeboek van de proef; deze regel blijft staan.")
    assert "# wat iemand doet" in text
    assert load_codebook(study.codebook_path).code("werk.wachten").definition == "Wie er wacht."
    again = merge_project(study, read_refi(path), path)
    assert again.codings == {"k1-nvivo": 0}


def test_a_new_coder_gets_a_journal_of_their_own(study: Study, tmp_path: Path) -> None:
    project = study_project(study).project
    other = User("41111111-2222-3333-4444-555555555555", "Anna de Boer")
    sources = tuple(
        replace(source, selections=tuple(replace(one, user=other.guid, uses=tuple(replace(use, user=other.guid, guid=use.guid[:-4] + "0000") for use in one.uses)) for one in source.selections))
        for source in project.sources
    )  # fmt: skip
    path = changed_elsewhere(study, tmp_path, sources=sources, users=(*project.users, other))
    outcome = merge_project(study, read_refi(path), path)
    assert outcome.codings == {"anna-de-boer": 6}
    assert [one.why for one in outcome.kept] == ["deze codering van anna-de-boer staat er twee keer in."]
    assert all(one.source == "anna-de-boer" for one in load_codings(study, "anna-de-boer"))


def test_what_a_person_did_since_is_not_taken_back(study: Study, tmp_path: Path) -> None:
    """Reading a smaller version of a file takes away what the file brought, not what the coder added."""
    from exchange_study import coding

    from toolkit.review import added, open_journal

    path = changed_elsewhere(study, tmp_path)
    project = read_refi(path)
    renamed = replace(
        project, users=tuple(replace(user, name="bram") if user.name == "k1" else user for user in project.users)
    )
    assert merge_project(study, renamed, path).codings == {"bram": 5}
    text = transcript(study, "c02-notitie")
    journal = open_journal(study, "bram", text.id)
    journal.append(added(coding(text, "De brug is óp.", "werk.taken", "bram"), "bram"))
    fewer = replace(
        renamed,
        sources=tuple(
            replace(one, selections=one.selections[:0] if one.name == "c02-notitie" else one.selections)
            for one in renamed.sources
        ),
    )
    merge_project(study, replace(fewer, sources=fewer.sources), path, coder="bram")
    assert [
        text.text[one.start : one.end] for one in load_codings(study, "bram") if one.transcript == "c02-notitie"
    ] == ["De brug is óp."]


def test_a_file_of_another_study_is_refused(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "ander.qdpx"
    path.write_bytes(
        write_project(Project("x", sources=(Source("51111111-2222-3333-4444-555555555555", "iets", "Een tekst."),)))
    )
    with pytest.raises(InputError, match="geen enkele bron"):
        merge_project(study, read_refi(path), path)


# --------------------------------------------------------------- properties

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from(
    ["🙂", "👩\u200d🔧", "e\u0301", "\u202e", "\t"]
)
TEXT = st.lists(LETTERS, max_size=40).map("".join)
WORDS = TEXT.map(lambda text: " ".join(text.split())).filter(bool)


@st.composite
def talks(draw: st.DrawFn) -> Transcript:
    """A transcript of some turns, with and without speakers and times."""
    speakers = draw(st.sampled_from([("",), ("interviewer-1", "medewerker-1"), ("schoolleider-1",)]))
    parts, turns, at = [], [], 0
    for words in draw(st.lists(WORDS, min_size=1, max_size=6)):
        speaker = draw(st.sampled_from(speakers))
        time = draw(st.sampled_from([None, "00:01:02"])) if speaker else None
        turns.append(Turn(speaker, at, at + len(words), time))
        parts.append(words)
        at += len(words) + 1
    return Transcript("c01-proef", "c01", "interview", None, "\n".join(parts), tuple(turns))


@given(transcript=talks(), data=st.data())
@settings(deadline=None, max_examples=80)
def test_every_stretch_survives_labels_and_the_way_back(transcript: Transcript, data: st.DataObject) -> None:
    layout = laid_out(transcript)
    start = data.draw(st.integers(0, len(transcript.text) - 1))
    end = data.draw(st.integers(start + 1, len(transcript.text)))
    out = layout.outward(start, end)
    assert layout.inward(*out) == (start, end)
    said = layout.text[out[0] : out[1]]
    assert said.startswith(transcript.text[start]) and said.endswith(transcript.text[end - 1])


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project with overlapping codings by several people on texts with every kind of character and line end."""
    numbers = count(1)

    def guid() -> str:
        return str(UUID(int=next(numbers)))

    users = tuple(User(guid(), draw(WORDS)) for _ in range(2))
    codes = tuple(CodeNode(guid(), draw(WORDS), description=draw(WORDS)) for _ in range(3))
    notes = tuple(
        Note(guid(), draw(WORDS), draw(WORDS), user=users[0].guid, at=AT, in_file=draw(st.booleans())) for _ in range(2)
    )
    sources = []
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.lists(WORDS, min_size=1, max_size=5).map("\n".join)).replace(
            "\n", draw(st.sampled_from(["\n", "\r\n"]))
        )
        ends = st.integers(0, len(text))
        spans = draw(st.lists(st.tuples(ends, ends).filter(partial(_whole, text)), max_size=6))
        sources.append(Source(guid(), draw(WORDS), text, selections=tuple(
            Selection(guid(), *span, draw(WORDS), draw(WORDS), users[0].guid, AT,
                      (Use(guid(), draw(st.sampled_from(codes)).guid, draw(st.sampled_from(users)).guid, AT, (notes[0].guid,)),))
            for span in spans
        )))  # fmt: skip
    return Project("proef", "nota 1", AT, users, codes, sources=tuple(sources), notes=notes)


def _whole(text: str, span: tuple[int, int]) -> bool:
    """A stretch without an edge between the two characters of a line end."""
    return span[0] < span[1] and all(text[edge - 1 : edge + 1] != "\r\n" for edge in span)


def parts(project: Project) -> list[object]:
    """What a project says, with line feeds only."""
    return [
        (source.name, (source.text or "").replace("\r\n", "\n"),
         [((source.text or "")[one.start : one.end].replace("\r\n", "\n"), one.name, one.description, one.user, one.at, one.uses) for one in source.selections])
        for source in project.sources
    ]  # fmt: skip


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kladden")


@given(project=projects())
@settings(deadline=None, max_examples=50)
def test_random_projects_survive(scratch: Path, project: Project) -> None:
    data = write_project(project)
    read = back(data, scratch)
    assert valid(inside(data)["project.qde"], "Project-mrt2019.xsd")
    assert parts(read) == parts(project)
    assert (read.users, read.codes) == (project.users, project.codes)
    assert [(note.name, note.text) for note in read.notes] == [(note.name, note.text) for note in project.notes]
    assert write_project(read) == data


@given(transcript=talks(), data=st.data())
@settings(deadline=None, max_examples=60)
def test_codings_come_back_on_the_same_characters(transcript: Transcript, data: st.DataObject) -> None:
    """Out through the text with labels, and placed again in the transcript."""
    layout = laid_out(transcript)
    ends = st.integers(0, len(transcript.text))
    spans = data.draw(
        st.lists(
            st.tuples(ends, ends).filter(lambda span: span[0] < span[1] and _bare(transcript.text, span)),
            max_size=5,
            unique=True,
        )
    )
    marks = tuple(
        Selection(f"s{number}", *layout.outward(*span), uses=(Use(f"u{number}", "g", "k"),))
        for number, span in enumerate(spans)
    )
    source = Source("b", "bron", layout.text, selections=marks)
    follow = follower(source, transcript)
    assert follow is not None and not follow[1]
    placed = place_codings(source, transcript, follow, Known({"k": "k1"}, {"g": "werk.taken"}, {}))
    assert sorted((one.coding.start, one.coding.end) for one in placed.codings) == sorted(spans)


def _bare(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] : span[1]] == text[span[0] : span[1]].strip()


NAMES = (
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(labels=st.lists(NAMES, min_size=1, max_size=6), texts=st.lists(WORDS, min_size=4, max_size=4))
@settings(deadline=None, max_examples=60)
def test_a_codebook_survives_as_a_tree(labels: list[str], texts: list[str]) -> None:
    codes = tuple(Code(f"werk.c{number}", label, *texts[:3], (texts[3],)) for number, label in enumerate(labels))
    book = Codebook("1", (Theme("werk", "Het werk"),), codes)
    tree = tree_of(book)
    assert codebook_of(tree, book).codebook == book
    names = [node.name for node, _ in walk(tree)]
    assert len(set(names[1:])) == len(names) - 1
