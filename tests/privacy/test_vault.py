"""The key: encrypted, whole or not at all, and never in plain words on disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import files, privacy
from toolkit.errors import InputError
from toolkit.privacy import vault
from toolkit.privacy.pseudonymise import PrivacyWarning
from toolkit.study import Study

KEY = {"c01": {"medewerker-1": ["Roos", "Roos van der Zwaag"]}}


def everything(items: object) -> object:
    return items


def test_what_goes_in_comes_out(study: Study) -> None:
    vault.write_key(study, KEY, "geheim")
    assert vault.read_key(study, "geheim") == KEY
    vault.write_key(study, {"c01": {"medewerker-1": ["Roosje"], "collega-1": ["Bo"]}}, "geheim")
    assert vault.read_key(study, "geheim") == {
        "c01": {"medewerker-1": ["Roos", "Roos van der Zwaag", "Roosje"], "collega-1": ["Bo"]}
    }


def test_nothing_new_leaves_the_file_alone(study: Study) -> None:
    vault.write_key(study, KEY, "geheim")
    before = vault.key_path(study).read_bytes()
    vault.write_key(study, {"c01": {"medewerker-1": ["Roos"]}}, "geheim")
    assert vault.key_path(study).read_bytes() == before


def test_a_wrong_passphrase_says_so(study: Study) -> None:
    vault.write_key(study, KEY, "geheim")
    with pytest.raises(InputError, match="het wachtwoord van de sleutel klopt niet"):
        vault.read_key(study, "anders")
    with pytest.raises(InputError, match="klopt niet"):
        vault.change_passphrase(study, "anders", "nieuw")
    vault.change_passphrase(study, "geheim", "nieuw")
    assert vault.read_key(study, "nieuw") == KEY


SEALED = vault.encrypt(KEY, "geheim")


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(SEALED) * 8 - 1))
def test_one_flipped_bit_is_detected(place: int) -> None:
    changed = bytearray(SEALED)
    changed[place // 8] ^= 1 << (place % 8)
    with pytest.raises(InputError, match="beschadigd"):
        vault.decrypt(bytes(changed), "geheim", path=Path("names.key"))


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, len(SEALED) - 1])
def test_a_key_that_was_cut_off_is_detected(length: int) -> None:
    with pytest.raises(InputError, match="beschadigd"):
        vault.decrypt(SEALED[:length], "geheim", path=Path("names.key"))


def test_a_crash_while_rewriting_leaves_the_old_key_readable(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.write_key(study, KEY, "geheim")

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    for place in ("fsync", "replace"):
        with monkeypatch.context() as during:
            during.setattr(os, place, crash)
            with pytest.raises(KeyboardInterrupt):
                vault.write_key(study, {"c01": {"collega-1": ["Bo"]}}, "geheim")
        assert vault.read_key(study, "geheim") == KEY
        assert [path.name for path in study.keys.iterdir()] == ["names.key"]


def test_no_name_of_the_key_is_ever_written_in_plain_words(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    real = files.write_bytes

    def watch(path: Path, data: bytes) -> None:
        written.append(data)
        real(path, data)

    monkeypatch.setattr(vault, "write_bytes", watch)
    vault.write_key(study, KEY, "geheim")
    vault.change_passphrase(study, "geheim", "nieuw")
    on_disk = b"".join(path.read_bytes() for path in study.keys.rglob("*"))
    assert len(written) == 2
    assert not any(word in data for data in (*written, on_disk) for word in (b"Roos", b"Zwaag", b"medewerker", b"c01"))


def test_the_whole_run_leaves_no_name_in_the_keys_folder(study: Study) -> None:
    privacy.run(study, everything)
    on_disk = b"".join(path.read_bytes() for path in study.keys.rglob("*") if path.is_file())
    assert not any(name in on_disk for name in (b"Roos", b"Ubbo", b"Feitsma", b"Geertrui"))
    key = vault.read_key(study, "verzonnen")
    assert key["c01"]["persoon-1"] == ["Ubbo", "Ubbo Feitsma"]


def test_a_real_study_without_a_passphrase_goes_on_and_says_so(
    make_study: Callable[..., Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(vault.VARIABLE, raising=False)
    study = make_study(invented=False)
    with pytest.warns(PrivacyWarning, match="geen wachtwoord voor de sleutel"):
        privacy.run(study, everything)
    assert not vault.key_path(study).exists()
    assert privacy.check(study, everything)


def test_a_real_study_takes_its_passphrase_from_the_variable(
    make_study: Callable[..., Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    study = make_study(invented=False)
    monkeypatch.setenv(vault.VARIABLE, "geheim")
    privacy.run(study, everything)
    assert "Roos" in vault.read_key(study, "geheim")["c01"]["medewerker-1"]
    monkeypatch.setenv(vault.VARIABLE, "anders")
    with pytest.raises(InputError, match="klopt niet"):
        privacy.run(study, everything)
