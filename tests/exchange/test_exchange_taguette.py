"""What Taguette 1.5.2 itself wrote (see files/README.md) is read to the character."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from exchange_study import transcript

from toolkit.errors import InputError
from toolkit.exchange import (
    Project,
    highlights,
    import_as_study,
    import_codebook,
    merge_project,
    read_database,
    read_document,
)
from toolkit.exchange.code_tree import tree_with_paths
from toolkit.exchange.html_text import html_text
from toolkit.exchange.project import walk
from toolkit.review import load_codings
from toolkit.study import Study

FILES = Path(__file__).parent / "files"


def marked(project: Project) -> list[tuple[str, str, str]]:
    codes = {code.guid: code.name for code, _ in walk(project.codes)}
    return [
        (source.name, (source.text or "")[one.start : one.end], codes[use.code])
        for source in project.sources
        for one in source.selections
        for use in one.uses
    ]


FIRST = [
    ("gesprek 1", "De brug is óp.", "staat"),
    ("gesprek 1", "Wij wachten al één jaar op geld – echt waar.", "geld"),
    ("gesprek 1", "Wij wachten al één jaar op geld – echt waar.", "staat"),
    ("gesprek 1", "De gemeente & het rijk betalen samen.", "geld.gemeente"),
]
TEXT = (
    "Interviewer: Hoe gaat het met de brug? 🙂\n"
    "Respondent: De brug is óp. Wij wachten al één jaar op geld – echt waar.\n"
    "Respondent: De gemeente & het rijk betalen samen."
)


def test_the_database() -> None:
    project = read_database(FILES / "taguette.sqlite3")
    assert (project.name, [user.name for user in project.users]) == ("Brug", ["anna"])
    assert marked(project) == [*FIRST, ("gesprek 2", "Het geld komt van de gemeente.", "geld.gemeente")]
    assert [source.text for source in project.sources] == [
        TEXT,
        "Café\nHet café is naïef. Het geld komt van de gemeente.",
    ]
    assert {use.at for source in project.sources for one in source.selections for use in one.uses} == {
        "2024-03-05T09:00:00Z"
    }
    assert [" > ".join(one.name for one in (*path, code)) for code, path in walk(tree_with_paths(project))] == [
        "geld",
        "geld > gemeente",
        "staat",
    ]


def test_a_document_as_html() -> None:
    project = read_document(FILES / "taguette_document.html")
    assert project.sources[0].text == TEXT
    assert marked(project) == FIRST
    assert project.remarks == ()


def test_marks_that_touch_are_read_as_far_as_is_certain(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    body = '<span class="highlight">Een twee</span><span class="taglist"> [a]</span><span class="highlight"> drie</span><span class="taglist"> [b, c]</span> vier'
    path.write_text(f"<html><body><h1>x</h1><p>{body}</p></body></html>", encoding="utf-8")
    project = read_document(path)
    assert marked(project) == [("x", "Een twee", "a"), ("x", " drie", "b"), ("x", " drie", "c")]
    assert "niet zeker" in project.remarks[0]


def test_it_becomes_a_study(tmp_path: Path) -> None:
    path = FILES / "taguette.sqlite3"
    outcome = import_as_study(read_database(path), path, tmp_path / "nieuw")
    assert outcome.codings == {"anna": 5}
    found = [(one.code, one.anchor.quote if one.anchor else "") for one in load_codings(outcome.study)]
    assert ("geld.gemeente", "De gemeente & het rijk betalen samen.") in found
    assert outcome.kept == ()


def test_a_list_of_highlights_finds_its_place_in_a_study(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "markeringen.csv"
    path.write_text(
        "id,document,tag,content\n1,c02-notitie,Taken,De brug  is óp.\n2,c02-notitie,geld.nieuw,Wij wachten al één jaar op geld.\n"
        "3,c02-notitie,Taken,e\n4,weg,Taken,iets\n",
        encoding="utf-8",
    )
    project = highlights(study, path)
    outcome = merge_project(study, project, path, coder="anna")
    text = transcript(study, "c02-notitie").text
    assert [(text[one.start : one.end], one.code) for one in load_codings(study, "anna")] == [
        ("De brug is óp.", "werk.taken"), ("Wij wachten al één jaar op geld.", "geld.nieuw"),
    ]  # fmt: skip
    assert [one.why for one in outcome.kept] == [
        "dit fragment staat niet of vaker dan één keer in het gesprek.",
        "er is geen gesprek 'weg'.",
    ]


def test_a_list_of_tags_is_a_codebook(study: Study) -> None:
    done = import_codebook(study, FILES / "taguette_codebook.csv")
    assert done.added == ("geld.geld", "geld.gemeente", "codes.staat")


def test_a_database_of_something_else(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "x.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE iets (a)")
    with pytest.raises(InputError, match="geen database van Taguette"):
        read_database(path)


def test_one_of_several_projects(tmp_path: Path) -> None:
    import sqlite3

    path = Path(shutil.copy(FILES / "taguette.sqlite3", tmp_path / "x.sqlite3"))
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO projects (name, description, created) VALUES ('Ander', '', '2024-01-01')")
    with pytest.raises(InputError, match="kies er een met --project: 'Brug', 'Ander'"):
        read_database(path)
    assert read_database(path, project="Brug").sources
    assert read_database(path, project="Ander").sources == ()


def test_a_query_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of a hostile database may be a view in disguise; work is limited."""
    monkeypatch.setattr("toolkit.exchange.taguette._STEPS", 1)
    monkeypatch.setattr("toolkit.exchange.taguette._EVERY", 1)
    with pytest.raises(InputError, match="beschadigd"):
        read_database(FILES / "taguette.sqlite3")


@pytest.mark.parametrize(
    ("html", "text", "span", "words"),
    [
        ("<p>één</p><p>twee</p>", "één\ntwee", (5, 9), "twee"),
        ("<p>één</p>\n<p>twee</p>", "één\ntwee", (6, 10), "twee"),
        ("<h2>a</h2>b<br>c &lt;d&gt; 🙂", "a\nb\nc <d> 🙂", (3, 6), " <d"),
        ("<script>x()</script><p>🙂 ja</p>", "🙂 ja", (0, 7), "🙂 ja"),
    ],
)
def test_places_in_html(html: str, text: str, span: tuple[int, int], words: str) -> None:
    """Bytes of the text without tags; a line feed that we put in between blocks is not counted."""
    found = html_text(html)
    place = found.span(*span)
    assert (found.text, place and found.text[place[0] : place[1]]) == (text, words)
