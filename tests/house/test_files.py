"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import files
from toolkit.errors import InputError


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tabel.csv"
    files.write_text(path, "oud")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="de schijf is vol"):
        files.write_text(path, "nieuw")
    assert path.read_text() == "oud"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_a_journal_on_a_really_full_disk_says_so() -> None:
    with pytest.raises(InputError, match=r"de schijf is vol|hier mag niet"):
        files.append_line(Path("/dev/full"), "{}")


def test_a_path_through_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("geen map")
    with pytest.raises(InputError, match=r"geen map|lukt niet"):
        files.write_text(tmp_path / "map" / "x.csv", "a")


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """As another user, since root may write anywhere."""
    folder = tmp_path / "dicht"
    folder.mkdir()
    folder.chmod(0o555)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from toolkit import files; from toolkit.errors import InputError\n"
        "os.setuid(65534) if os.getuid() == 0 else None\n"
        "try: files.write_text(Path(sys.argv[1]) / 'a', 'b')\n"
        "except InputError as error: print(error)\n"
    )
    for parent in (tmp_path, *tmp_path.parents[:3]):
        if os.getuid() == 0 and parent != Path("/tmp"):
            parent.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert "hier mag niet worden geschreven" in done.stdout, done.stderr


def test_a_torn_last_line_is_reported_and_the_next_line_stands_apart(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    path.write_text('{"a": 1}\n{"a": 2')
    rows, broken = files.read_lines(path)
    assert rows == [{"a": 1}]
    assert "regel 2" in broken[0]
    files.append_line(path, '{"a": 3}')
    rows, _ = files.read_lines(path)
    assert rows == [{"a": 1}, {"a": 3}]


def test_two_processes_cannot_write_one_journal(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    code = (
        "import sys; from pathlib import Path; from toolkit import files; from toolkit.errors import InputError\n"
        "try:\n"
        "  with files.locked(Path(sys.argv[1]), seconds=0.1): print('kreeg het')\n"
        "except InputError as error: print(error)\n"
    )
    with files.locked(path):
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert "een ander programma" in done.stdout


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text(), inner),
    max_leaves=25,
)


@given(_JSON)
def test_json_is_written_as_the_standard_library_writes_it(value: object) -> None:
    usual = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert files.json_bytes(value) == usual.encode()


def test_json_with_keys_that_are_no_words_is_written_too() -> None:
    assert files.json_bytes({2: ["a", "b"]}) == b'{\n "2": [\n  "a",\n  "b"\n ]\n}\n'
