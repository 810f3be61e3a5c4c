"""Files that want to do harm are refused, in Dutch, before they can."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from exchange_writers import archive, qde

from toolkit.errors import InputError
from toolkit.exchange import read_any, read_refi

Write = Callable[[str, str | bytes], Path]
LAYERS = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{LAYERS}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, "<!DOCTYPE x>"])
@pytest.mark.parametrize("name", ["x.qdc", "x.qdpx"])
def test_entities_are_refused(write: Write, doctype: str, name: str) -> None:
    root = ("CodeBook", "codebook") if name.endswith("c") else ("Project", "project")
    xml = f'<?xml version="1.0"?>{doctype}<{root[0]} xmlns="urn:QDA-XML:{root[1]}:1.0" name="x"><Description>&a;&b8;</Description></{root[0]}>'
    path = write(name, xml if name.endswith("c") else archive({"project.qde": xml.encode()}))
    with pytest.raises(InputError, match=r"DOCTYPE|beschadigd"):
        read_refi(path)


def test_a_zip_bomb_is_refused(write: Write) -> None:
    path = write("bom.qdpx", archive({"project.qde": qde(""), "sources/a.txt": b"0" * (80 * 2**20)}))
    assert path.stat().st_size < 200_000
    with pytest.raises(InputError, match="te groots"):
        read_refi(path)


def test_an_xml_that_is_too_large_is_refused(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.exchange.refi.reading.XML_LIMIT", 1000)
    path = write("groot.qdpx", archive({"project.qde": qde("<!-- " + "x" * 2000 + " -->")}))
    with pytest.raises(InputError, match="te groot"):
        read_refi(path)


def test_a_member_that_lies_about_its_size_is_refused(write: Write) -> None:
    """The size in the directory says ten; the data are more."""
    data = bytearray(archive({"project.qde": qde("<Description>" + "x" * 5000 + "</Description>")}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark)
        data[at + place : at + place + 4] = struct.pack("<I", 10)
    with pytest.raises(InputError, match="beschadigd"):
        read_refi(write("liegt.qdpx", bytes(data)))


def test_elements_nested_too_deep_are_refused(write: Write) -> None:
    deep = '<Code guid="a" name="x" isCodable="true">' * 3000 + "</Code>" * 3000
    with pytest.raises(InputError, match="beschadigd"):
        read_refi(write("diep.qdpx", archive({"project.qde": qde(f"<CodeBook><Codes>{deep}</Codes></CodeBook>")})))


def test_too_many_members_are_refused(write: Write) -> None:
    path = write("veel.qdpx", archive({"project.qde": qde(""), **{f"sources/{n}.txt": b"" for n in range(20_001)}}))
    with pytest.raises(InputError, match="te groots"):
        read_refi(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(write: Write) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("project.qde", qde(""))
        made.writestr("project.qde", qde("<Description>anders</Description>"))
    with pytest.raises(InputError, match="beschadigd"):
        read_refi(write("dubbel.qdpx", buffer.getvalue()))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("leeg.qdpx", b"", "leeg"),
        ("tekst.qdpx", b"zomaar tekst", "beschadigd"),
        ("half.qdpx", archive({"project.qde": qde("")})[:60], "beschadigd"),
        ("zonder.qdpx", archive({"iets.txt": b"x"}), "geen REFI-QDA-project"),
        ("ander.qdpx", archive({"project.qde": b"<html/>"}), "geen REFI-QDA-bestand"),
        ("kaal.qdc", b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "geen codes"),
        ("iets.xyz", b"x", "kennen we niet"),
        ("niets.rock", None, "is er niet"),
        ("niets.qdpx", None, "is er niet"),
        ("tag.sqlite3", b"SQLite format 3\x00" + b"\xff" * 200, "beschadigd of niet van Taguette"),
        ("pagina.html", b"<p>niets</p>", "geen markeringen van Taguette"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # an archive's bytes hold the time: no name for a test
)
def test_what_cannot_be_read_says_so(write: Write, tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    path = tmp_path / name if data is None else write(name, data)
    with pytest.raises(InputError, match=message) as caught:
        read_any(path)
    assert str(path) in str(caught.value)


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="map"):
        read_refi(tmp_path)
    with pytest.raises(InputError, match="geen bestanden van ROCK"):
        read_any(tmp_path)


def test_names_in_the_zip_never_become_paths(write: Write, tmp_path: Path) -> None:
    """A member may call itself what it likes: nothing is unpacked by its name."""
    inside = '<Sources><TextSource guid="a" name="../../kwaad" plainTextPath="internal://kwaad.txt"/></Sources>'
    path = write("pad.qdpx", archive({"project.qde": qde(inside), "../../kwaad.txt": b"tekst"}))
    assert read_refi(path).sources[0].text == "tekst"
    assert not (tmp_path.parent / "kwaad.txt").exists()
