"""The message, read back with the parser mail programs of Python use, and byte by byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest
from delivery.real_servers import need
from hypothesis import given
from hypothesis import strategies as st
from letters import CREDIT, SERIES, edition, post, practice

from pelican_safespace.errors import SettingError
from pelican_safespace.models import Practice
from pelican_safespace.newsletter import message, plaintext, render
from pelican_safespace.phrases import phrases

HTML = '<!doctype html>\n<html lang="en"><body><p>Grüße &amp; calm</p></body></html>\n'
TEXT = "Grüße & calm\n\nFrom here on\n.\nwe rest.\n"


def built(
    sender: Practice | None = None, html: str = HTML, text: str = TEXT, **issue: Any
) -> bytes:
    return message.build(edition(**issue), sender or practice(), html, text)


def read(data: bytes) -> EmailMessage:
    parsed = message_from_bytes(data, policy=default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def test_the_plain_text_comes_first_and_the_html_last() -> None:
    mail = read(built())
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_both_parts_arrive_as_they_were_written() -> None:
    text, html = read(built()).iter_parts()
    assert text.get_content().replace("\r\n", "\n") == TEXT
    assert html.get_content().replace("\r\n", "\n") == HTML


def test_it_says_who_it_is_from_what_it_is_about_and_when_it_was_written() -> None:
    zone = timezone(timedelta(hours=2))
    mail = read(
        built(practice(reply_to="ida@example.org"), published=datetime(2026, 9, 3, 8, tzinfo=zone))
    )
    assert str(mail["From"]) == "Alder House <letters@example.org>"
    assert mail["Reply-To"] == "ida@example.org"
    assert mail["Subject"] == "Evenings that end well"
    assert mail["Date"] == "Thu, 03 Sep 2026 08:00:00 +0200"
    assert mail["Content-Language"] == "en"


def test_it_is_addressed_to_nobody() -> None:
    mail = read(built())
    assert not [name for name in ("To", "Cc", "Bcc", "Resent-To") if name in mail]


def test_a_mail_program_opens_it_as_a_draft() -> None:
    assert read(built())["X-Unsent"] == "1"


@pytest.mark.parametrize("name", ["Alder House", "Müller, Köln", 'The "Quiet" Room', ""])
def test_the_draft_is_addressed_to_the_practice_itself(name: str) -> None:
    who = practice(sender=name)
    mail = read(message.as_draft(built(who), who))
    assert str(mail["To"]) == str(mail["From"])
    assert [to.addr_spec for to in mail["To"].addresses] == ["letters@example.org"]
    assert not [name for name in ("Cc", "Bcc") if name in mail]
    assert mail["X-Unsent"] == "1"


def test_it_belongs_to_a_list_that_can_be_left() -> None:
    mail = read(built())
    assert mail["List-Id"] == "<newsletter.example.org>"
    assert mail["List-Unsubscribe"] == (
        "<https://example.org/leave.html>, <mailto:leave@example.org?subject=unsubscribe>"
    )


@pytest.mark.parametrize(
    ("url", "address", "header"),
    [
        (None, "leave@example.org", "<mailto:leave@example.org?subject=unsubscribe>"),
        (None, "mailto:leave@example.org?subject=bye", "<mailto:leave@example.org?subject=bye>"),
        ("https://example.org/a b?é=1&c=2", None, "<https://example.org/a%20b?%C3%A9=1&c=2>"),
        (None, None, None),
    ],
)
def test_the_ways_out_are_those_the_practice_has(
    url: str | None, address: str | None, header: str | None
) -> None:
    sender = practice(unsubscribe_url=url, unsubscribe_mailto=address)
    assert read(built(sender))["List-Unsubscribe"] == header


def test_a_long_way_out_stays_in_one_piece() -> None:
    url = "https://example.org/leave?" + "x" * 300
    assert f"<{url}>".encode() in built(practice(unsubscribe_url=url))


def test_one_click_is_not_promised_where_no_recipient_is_known() -> None:
    assert "List-Unsubscribe-Post" not in read(built())


@pytest.mark.parametrize(
    "text",
    [
        "Grüße",
        "x" * 500,
        "漢字" * 200,
        "a" * 75 + "ü",
        "tab\tand trailing ",
        "= =3D ==",
        "\n" * 5,
        "",
    ],
)
def test_no_body_line_is_longer_than_76_characters(text: str) -> None:
    data = built(html=f"<p>{text}</p>", text=text)
    assert max(map(len, data.split(b"\r\n"))) <= 76


@given(st.text("aé= \t.\n—", max_size=400))
def test_any_text_arrives_in_short_lines(text: str) -> None:
    data = built(text=text)
    part, _ = read(data).iter_parts()
    assert part.get_content().splitlines() == (text.splitlines() or [""])
    body = data.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 76


def test_a_full_stop_alone_cannot_end_the_mail_on_its_way() -> None:
    assert b"\r\n=2E\r\n" in built()
    assert b"\r\n.\r\n" not in built()


def test_every_line_ends_in_crlf_and_every_byte_is_ascii() -> None:
    data = built(html="<p>ü\r\nü\rü\nü</p>")
    assert data.isascii()
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")


def test_the_same_issue_gives_the_same_bytes() -> None:
    assert built() == built()


def test_a_changed_issue_has_another_message_id() -> None:
    ids = {
        read(data)["Message-ID"]
        for data in (
            built(),
            built(text="Else"),
            built(html="<p>Else</p>"),
            built(subject="Else"),
            built(slug="else"),
            built(practice(sender="Else")),
        )
    }
    assert len(ids) == 6
    assert all(found.endswith("@example.org>") for found in ids)


def test_the_boundary_stands_in_neither_part() -> None:
    data = built()
    boundary = read(data).get_boundary()
    assert boundary
    assert data.count(boundary.encode()) == 4


NAMES = [
    "Alder House",
    "Müller, Köln",
    'The "quiet" room',
    "O'Neil & Partner (Cork)",
    "Praxis für Gespräche und alles, was sich in Gesprächen nach und nach zeigt",
    "מרפאה שקטה",
    "静かな部屋",
    "a =?utf-8?q?trick?=",
    "back\\slash",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_sender_arrives_as_it_was_written(name: str) -> None:
    written = message_from_bytes(built(practice(sender=name)), policy=compat32)["From"]
    shown, address = parseaddr(written)
    assert str(make_header(decode_header(shown))) == name
    assert address == "letters@example.org"


def test_a_sender_without_a_name_is_an_address() -> None:
    assert str(read(built(practice(sender="")))["From"]) == "letters@example.org"


SUBJECTS = [
    "Ein Brief für den Herbst: über Abende, die gut enden, und solche, die keiner mehr zählt",
    "A very long subject of plain words that goes on for longer than one line of a header can be",
    "🌿 Slow mornings 👩🏽‍⚕️",
    "x" * 200,
    "=?utf-8?q?no?= trick",
    "Re: 50% off? No: a letter",
    "雨の音を聞く夕方" * 10,
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_subject_arrives_as_it_was_written(subject: str) -> None:
    data = built(subject=subject)
    assert read(data)["Subject"] == subject
    assert max(map(len, data.split(b"\r\n"))) <= 76


@given(
    st.text(
        st.characters(
            exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp", "Co", "Cf"),
            exclude_characters="\u00a0",
        )
    )
)
def test_any_subject_arrives(subject: str) -> None:
    assert read(built(subject=subject))["Subject"] == " ".join(subject.split())


@pytest.mark.parametrize("text", ["Hello\r\nBcc: all@example.com", "Hello\nBcc: all@example.com"])
def test_a_line_break_cannot_start_a_header_of_its_own(text: str) -> None:
    mail = read(built(practice(sender=text), subject=text))
    assert "Bcc" not in mail
    assert mail["Subject"] == "Hello Bcc: all@example.com"


def test_a_domain_with_other_letters_is_written_as_mail_needs_it() -> None:
    (address,) = read(built(practice(sender_address="post@bücher.example")))["From"].addresses
    assert address.addr_spec == "post@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "address",
    ["", "letters", "@example.org", "a@", "a b@c.org", "a@b@c.org", "é@c.org", "<a@b.c>", "a@b..c"],
)
def test_an_address_that_cannot_send_names_its_setting(address: str) -> None:
    with pytest.raises(SettingError, match=r"SAFESPACE_SENDER.*name@example\.org"):
        built(practice(sender_address=address))
    if address:
        with pytest.raises(SettingError, match="SAFESPACE_REPLY_TO"):
            built(practice(reply_to=address))


def test_spamassassins_local_rules_have_next_to_nothing_against_it(tmp_path: Path) -> None:
    """As it lies in the outbox: a draft for one's own mail program."""
    need("" if shutil.which("spamassassin") else "SpamAssassin is missing; .ci/run installs it")
    made = edition(post(attribution=CREDIT, series=SERIES), post("second"), post("third"))
    say = phrases("en")
    html, _ = render.html(made, practice(), say=say)
    data = message.build(made, practice(), html, plaintext.write(made, practice(), say=say))
    sent = message.as_draft(data, practice())
    report = subprocess.run(
        ["spamassassin", "--local", "--test-mode"],
        input=sent,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    ).stdout.decode()
    score = re.search(r"score=(-?[0-9.]+)", report)
    assert score, report
    assert float(score[1]) <= 0.5, report
