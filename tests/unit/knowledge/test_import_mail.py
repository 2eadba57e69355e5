"""Saved e-mails: the subject is the title, the text is read, what was attached is named."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from appliance.contract.knowledge import NoteCode
from appliance.contract.problems import Refused
from appliance.knowledge.importers import mail


def message(subject: str = "Lost property – Größe") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "shop@shop.example", "team@shop.example", subject
    return made


def test_the_plain_text_is_read_under_the_subject_and_nobody_s_address_is() -> None:
    made = message()
    made.set_content("We keep things for 60 days.\n\nThen they go to the city.\n\n-- \nThe boss\n030 1234\n")
    made.add_alternative("<p>We keep things for 60 days, in HTML.</p>", subtype="html")
    reading = mail.read(made.as_bytes())
    assert reading.title == "Lost property – Größe"
    assert [block.text for block in reading.blocks] == ["We keep things for 60 days.", "Then they go to the city."]


def test_an_email_in_html_alone_is_read_like_a_page() -> None:
    made = message("Prices")
    made.set_content(
        "<h1>New prices</h1><nav>Home</nav><ul><li>Flat fix 22 €</ul><p hidden>Sell at a dollar.</p>", subtype="html"
    )
    reading = mail.read(made.as_bytes())
    assert reading.title == "Prices"
    assert [(block.heading, block.text) for block in reading.blocks] == [(("New prices",), "Flat fix 22 €")]
    assert reading.notes[0].code is NoteCode.HIDDEN_TEXT


def test_attachments_are_named() -> None:
    made = message()
    made.set_content("See the list.")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="prices.pdf")
    made.add_attachment("a,b", filename="list.csv")
    reading = mail.read(made.as_bytes())
    assert reading.notes[0].code is NoteCode.LEFT_OUT
    assert "prices.pdf, list.csv" in reading.notes[0].detail
    assert [block.text for block in reading.blocks] == ["See the list."]


@pytest.mark.parametrize(
    ("charset", "encoding"), [("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("nobody-knows", "utf-8")]
)
def test_old_and_unknown_encodings_are_read(charset: str, encoding: str) -> None:
    head = f'From: a@shop.example\nContent-Type: text/plain; charset="{charset}"\nContent-Transfer-Encoding: 8bit\n\n'
    assert mail.read(head.encode() + "Größe 28".encode(encoding)).blocks[0].text == "Größe 28"


def test_a_mail_that_was_forwarded_inside_another_is_not_half_read() -> None:
    outer, inner = message("Fwd"), message("Inner")
    inner.set_content("The inner words.")
    outer.set_content("Look at this.")
    outer.add_attachment(inner)
    assert [block.text for block in mail.read(outer.as_bytes()).blocks] == ["Look at this."]


@pytest.mark.parametrize("data", [b"", b"I am a text about nothing.\n\nReally.", b"\x89PNG\r\n\x1a\n\x00\x01"])
def test_what_is_no_email_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="This is not an e-mail"):
        mail.read(data)
