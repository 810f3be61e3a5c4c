"""The answer page in Chromium: accessible in every state, by keyboard alone, and its answer is read back or refused."""

from __future__ import annotations

import base64
import json
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from browser_support import WIDTHS, axe_violations, open_page, sideways
from rounds import DAY, TEAM, ask, page_of

from toolkit.approval import Receipt, load_register, receive
from toolkit.approval.receiving import form_for, words_of
from toolkit.approval.sent import load_sent
from toolkit.errors import InputError
from toolkit.records import digest_of
from toolkit.study import Study


@pytest.fixture
def asked(round_study: Study) -> Study:
    ask(round_study, "medewerker-1")
    return round_study


def answer_of(study: Study, **changes: Any) -> dict[str, Any]:
    """An answer as the page makes it: everything right, yes for the note; with changes."""
    sent = load_sent(study, load_register(study).entries[-1].pack)
    values: dict[str, Any] = {one.key: False if one.kind == "box" else "" for one in form_for(study, sent).fields}
    values |= {"oordeel:akkoord": True, "kanaal:nota:ja": True} | changes.pop("values", {})
    return {"pack": sent.digest, "document": "c01", "version": 1, "blocks": {}, "values": values} | changes


def sealed(study: Study, answer: dict[str, Any], *, schema: str = "nota-antwoord/1") -> bytes:
    text = json.dumps(answer, ensure_ascii=False)
    sent = load_sent(study, load_register(study).entries[-1].pack)
    whole = {
        "schema": schema,
        "reference": sent.reference,
        "answer": text,
        "seal": digest_of(f"{answer['pack']}\n{text}"),
    }
    return json.dumps(whole).encode()


def take(study: Study, tmp_path: Path, data: bytes, name: str = "antwoord.json") -> Receipt:
    path = tmp_path / name
    path.write_bytes(data)
    return receive(study, path, by=TEAM, on=DAY)


def test_an_answer_of_the_page_is_read(asked: Study, tmp_path: Path) -> None:
    sent = load_sent(asked, load_register(asked).entries[-1].pack)
    assert words_of(asked, sent)["medewerker-1"] == "Sjors"
    blocks = {
        "intro": {"texts": ["Sjors werkt sinds 2020 in de keuken van de school. Hij kwam op proef en bleef."]},
        "werk-citaat": {"gone": True},
        "tips": {"texts": ["Begin klein.", "Maak een rooster."]},
    }  # fmt: skip
    changes = {"values": {"oordeel:akkoord": False, "oordeel:akkoord_met_wijziging": True}, "blocks": blocks}
    receipt = take(asked, tmp_path, sealed(asked, answer_of(asked, **changes)))
    assert receipt.entry.event == "akkoord_met_wijziging" and receipt.entry.via == "pagina"
    assert receipt.entry.wishes == ("intro", "werk-citaat") and receipt.entry.unsure == ()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: data.replace(b'kanaal:nota:ja\\": true', b'kanaal:nota:ja\\":  true'), "veranderd nadat"),
        (lambda data: data[:-40], "niet heel"),
        (lambda data: data + b" " * 2**20, "te groot"),
        (lambda data: data.replace(b"nota-antwoord/1", b"nota-antwoord/9"), "geen antwoord van de antwoordpagina"),
        (
            lambda data: b'{"schema": "nota-antwoord/1", "answer": "[]", "seal": "x", "reference": "y"}',
            "veranderd|niet heel",
        ),
        (lambda data: b"\xff\xfe{", "geen Word-formulier|niet heel"),
        (lambda data: b'{"a":' * 60_000, "niet heel"),
    ],
)
def test_a_spoilt_answer_is_refused(asked: Study, tmp_path: Path, spoil: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        take(asked, tmp_path, spoil(sealed(asked, answer_of(asked))))
    assert load_register(asked).entries[-1].event == "verzonden"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"pack": "0" * 64}, "spreken elkaar tegen"),
        ({"blocks": {"elders": {"gone": True}}}, "andere stukken of vragen"),
        ({"values": {"kanaal:krant:ja": True}}, "andere stukken of vragen"),
        ({"values": {"oordeel:akkoord": "ja"}}, "niet heel"),
        ({"blocks": {"intro": {"texts": "los"}}}, "niet heel"),
        ({"blocks": {"intro": {"texts": ["x" * 30_000]}}}, "te lang"),
    ],
)
def test_an_answer_that_the_page_cannot_have_made_is_refused(
    asked: Study, tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        take(asked, tmp_path, sealed(asked, answer_of(asked, **changes)))


def mail(body: str, *, attach: tuple[str, bytes] | None = None, subject: str = "Re: tekst") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "a@example", "b@example"
    message.set_content(body)
    if attach:
        message.add_attachment(attach[1], maintype="application", subtype="octet-stream", filename=attach[0])
    return message.as_bytes()


def test_a_mail_is_read_by_its_attachment_and_its_words_are_shown(asked: Study, tmp_path: Path) -> None:
    data = mail(
        "Mooi stuk!\n\nOp 20 mei schreef Ank:\n> Wilt u lezen?", attach=("x.json", sealed(asked, answer_of(asked)))
    )
    receipt = take(asked, tmp_path, data, "mail.eml")
    assert (receipt.entry.event, receipt.entry.via) == ("akkoord", "mail")
    assert [remark.text for remark in receipt.reading.remarks] == ["Mooi stuk!"]
    assert receipt.entry.remarks == ("*",)


def test_an_answer_copied_as_text_survives_a_mail_that_quotes_and_wraps(asked: Study, tmp_path: Path) -> None:
    coded = base64.b64encode(sealed(asked, answer_of(asked))).decode()
    lines = "\n".join(f"> {coded[n : n + 64]}" for n in range(0, len(coded), 64))
    body = f"> Kenmerk: ...\n> -----BEGIN NOTA-ANTWOORD-----\n{lines}\n> -----EINDE NOTA-ANTWOORD-----\n"
    assert take(asked, tmp_path, mail(body), "mail.eml").entry.event == "akkoord"


def test_plain_words_in_a_mail_are_never_a_yes(asked: Study, tmp_path: Path) -> None:
    sent = load_sent(asked, load_register(asked).entries[-1].pack)
    receipt = take(
        asked, tmp_path, mail("Ja hoor, akkoord!", subject=f"Re: Tekst (kenmerk {sent.reference})"), "mail.eml"
    )
    assert receipt.entry.event == "onduidelijk" and dict(receipt.entry.channels) == {}
    assert "leg het antwoord vast" in " ".join(receipt.notes)
    with pytest.raises(InputError, match="draagt geen kenmerk"):
        take(asked, tmp_path, mail("Ja hoor!"), "los.eml")


def fill_in(page: Any) -> None:
    """Change a text, take one away, answer every question."""
    page.get_by_label("Stuk 1 klopt niet").check()
    page.locator("#t-001").fill("Sjors werkt sinds 2020 in de keuken van de school. Hij kwam op proef en bleef.")
    page.get_by_label("Stuk 3 klopt niet").check()
    page.get_by_label("Stuk 3 moet weg").check()
    page.get_by_label("Ja, maar er moet iets anders").check()
    for channel, answer in (("nota", "ja"), ("campagne", "nee"), ("website", "ja"), ("journalist", "nee")):
        page.locator(f'input[name="kanaal-{channel}"][value="{answer}"]').check()
    page.get_by_label("Een verzonnen naam", exact=True).check()
    page.get_by_label("Kiest u een verzonnen naam? Welke:").fill("Teun")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_accessible_in_every_state(browser: Any, asked: Study, width: int) -> None:
    page = open_page(browser, page_of(asked, "medewerker-1"), width=width)
    assert axe_violations(page) == [] and sideways(page) == 0
    page.get_by_role("button", name="Antwoord opslaan").click()
    assert "Kies of de tekst klopt." in page.locator("#fouten").inner_text()
    assert axe_violations(page) == []
    fill_in(page)
    assert axe_violations(page) == [] and sideways(page) == 0
    page.get_by_role("button", name="Antwoord kopiëren als tekst").click()
    page.locator("#tekst").wait_for()
    assert axe_violations(page) == [] and sideways(page) == 0
    assert page.problems == []


@pytest.mark.browser
def test_its_answer_is_saved_and_taken_in(browser: Any, asked: Study, tmp_path: Path) -> None:
    page = open_page(browser, page_of(asked, "medewerker-1"))
    fill_in(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Antwoord opslaan").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    receipt = receive(asked, path, by=TEAM, on=DAY)
    entry = receipt.entry
    assert (entry.event, entry.wishes, entry.unsure) == ("akkoord_met_wijziging", ("intro", "werk-citaat"), ())
    assert dict(entry.channels) == {"nota": "ja", "campagne": "nee", "website": "ja", "journalist": "nee"}
    assert (entry.pseudonym, dict(entry.naming)) == ("Teun", {"*": "pseudoniem"})


@pytest.mark.browser
def test_what_it_copies_as_text_is_taken_in_from_a_mail(browser: Any, asked: Study, tmp_path: Path) -> None:
    page = open_page(browser, page_of(asked, "medewerker-1"))
    fill_in(page)
    page.get_by_role("button", name="Antwoord kopiëren als tekst").click()
    text = page.locator("#tekst").input_value()
    assert "Stuk 3: weghalen" in text and "Mag de tekst in de nota? Ja" in text
    entry = take(asked, tmp_path, mail(text), "mail.eml").entry
    assert (entry.event, entry.wishes, entry.remarks) == ("akkoord_met_wijziging", ("intro", "werk-citaat"), ())


@pytest.mark.browser
def test_the_draft_is_kept_and_can_be_wiped(browser: Any, asked: Study) -> None:
    page = open_page(browser, page_of(asked, "medewerker-1"))
    fill_in(page)
    page.reload()
    assert page.locator("#t-001").input_value().startswith("Sjors werkt sinds 2020")
    assert page.get_by_label("Een verzonnen naam", exact=True).is_checked()
    page.get_by_role("button", name="Wis wat ik invulde").click()
    page.reload()
    assert not page.get_by_label("Stuk 1 klopt niet").is_checked()
    assert page.evaluate("Object.keys(localStorage).length") == 0


@pytest.mark.browser
def test_the_keyboard_alone_is_enough(browser: Any, asked: Study) -> None:
    page = open_page(browser, page_of(asked, "medewerker-1"), width=360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    verdict = 'document.activeElement.name === "oordeel"'
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(verdict):
            break
    assert page.evaluate(verdict)
    page.keyboard.press("Space")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("-antwoord.json")


@pytest.mark.browser
def test_a_yes_without_changes_and_a_changed_text_do_not_go_together(browser: Any, asked: Study) -> None:
    page = open_page(browser, page_of(asked, "medewerker-1"))
    page.get_by_label("Ja, het klopt.").check()
    page.get_by_label("Stuk 1 klopt niet").check()
    page.locator("#t-001").fill("")
    page.get_by_role("button", name="Antwoord opslaan").click()
    problems = page.locator("#fouten").inner_text()
    assert "U veranderde iets in de tekst" in problems and "Schrijf bij ‘Stuk 1’ hoe het moet zijn" in problems
    page.get_by_role("link", name="Schrijf bij ‘Stuk 1’ hoe het moet zijn").click()
    assert page.evaluate("document.activeElement.id") == "t-001"
