"""`safespace push --to listmonk` against a real listmonk, which then sends what it was given."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from delivery import listmonk
from delivery.listmonk import Listmonk
from delivery.practice import SLUG, settle
from delivery.sink import Sink, listening
from pelican_safespace.cli import main
from pelican_safespace.delivery.engines import LEAVE, Draft
from pelican_safespace.delivery.engines.listmonk import TEMPLATE
from pelican_safespace.delivery.engines.listmonk import engine as listmonk_engine
from pelican_safespace.delivery.errors import DeliveryError

NAME = f"safespace: {SLUG}"
READERS = ["ida@example.com", "ben@example.com"]


@pytest.fixture(scope="module")
def post_office() -> Iterator[Sink]:
    with listening(Sink()) as made:
        yield made


@pytest.fixture(scope="module")
def running(post_office: Sink) -> Iterator[Listmonk]:
    with listmonk.running(post_office.port) as made:
        yield made


@pytest.fixture
def engine(running: Listmonk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Listmonk:
    """listmonk with one list and no campaign; the test stands in the practice's folder."""
    for one in running.call("GET", "/campaigns?per_page=all")["results"]:
        running.call("DELETE", f"/campaigns/{one['id']}")
    for one in running.call("GET", "/templates"):
        if one["name"] == TEMPLATE:
            # This version answers 500 when no campaign used it, and has deleted it.
            with suppress(HTTPError):
                running.call("DELETE", f"/templates/{one['id']}")
    made = {"name": "Readers", "type": "private", "optin": "single", "tags": []}
    readers = running.call("POST", "/lists", made)["id"]
    for name, value in (running.environment | {"SAFESPACE_LISTMONK_LIST": str(readers)}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(settle(tmp_path))
    return running


def push(*words: str) -> int:
    return main(["push", SLUG, "--to", "listmonk", *words])


def edit(before: str, after: str) -> None:
    issue = Path("content/newsletter/may.md")
    issue.write_text(issue.read_text("utf-8").replace(before, after), "utf-8")


def test_an_issue_pushed_twice_is_one_draft_with_its_parts(
    engine: Listmonk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert push() == 0
    assert "a new draft in listmonk" in capsys.readouterr().out
    assert push() == 0
    output = capsys.readouterr().out
    assert "up to date in listmonk" in output
    (found,) = engine.campaigns(NAME)
    assert f"/campaigns/{found['id']}" in output
    assert found["status"] == "draft"
    assert found["from_email"] == "Quiet Room <letters@example.org>"
    assert found["tags"] == ["safespace", SLUG]
    assert "Sitting still" in found["body"]
    assert "Sitting still" in found["altbody"]
    assert LEAVE not in found["body"] + found["altbody"]
    assert len([one for one in engine.call("GET", "/templates") if one["name"] == TEMPLATE]) == 1


def test_an_issue_that_was_changed_is_changed_in_the_same_draft(engine: Listmonk) -> None:
    push()
    edit("Dear reader", "Dear all")
    push()
    (found,) = engine.campaigns(NAME)
    assert "Dear all" in found["body"]
    assert "Dear all" in found["altbody"]


def test_a_campaign_started_by_hand_sends_the_issue_intact_and_readers_can_leave(
    engine: Listmonk, post_office: Sink
) -> None:
    number = int(os.environ["SAFESPACE_LISTMONK_LIST"])
    for reader in READERS:
        one = {"email": reader, "name": reader.partition("@")[0], "status": "enabled"}
        engine.call("POST", "/subscribers", one | {"lists": [number]})
    push()
    (campaign,) = engine.campaigns(NAME)
    engine.call("PUT", f"/campaigns/{campaign['id']}/status", {"status": "running"})
    for _ in range(200):
        if len(post_office.taken) == len(READERS):
            break
        time.sleep(0.1)
    assert sorted(post_office.counts) == sorted(READERS)
    for mail in post_office.mails:
        _is_intact(mail)
    _can_leave(engine, post_office.mails[0], number)
    assert push() == 1
    assert push("--again") == 0
    assert sorted(one["status"] for one in engine.campaigns(NAME)) == ["draft", "finished"]


def _is_intact(mail: EmailMessage) -> None:
    """Compare what arrived with what a build puts into the outbox."""
    assert main(["list"]) == 0
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text
    assert html
    assert mail["Subject"] == "Two quiet pieces {{ for }} May"
    assert mail["From"] == "Quiet Room <letters@example.org>"
    arrived = html.get_content().replace("\r\n", "\n")
    (leave,) = set(re.findall(r'href="(http://127[^"]+)"', arrived))
    written, plain = _as_pushed()
    assert arrived.strip() == written.replace(LEAVE, leave).strip()
    assert "<!--[if mso" in arrived
    assert "TrackLink" in arrived
    assert "<img" not in arrived
    words = text.get_content().replace("\r\n", "\n")
    assert words.strip() == plain.replace(LEAVE, leave).strip()


def _as_pushed() -> tuple[str, str]:
    """Return both parts as the practice's own templates make them."""
    from dataclasses import replace

    from pelican_safespace.plugin.reading import read

    generator = read(Path("pelicanconf.py"))
    sender = replace(generator.sender(), unsubscribe_url=LEAVE, unsubscribe_mailto=None)
    (proof,) = generator.proofs_from(sender)
    return proof.mail.html, proof.mail.text


def _can_leave(engine: Listmonk, mail: EmailMessage, number: int) -> None:
    html = mail.get_body(("html",))
    assert html
    (leave,) = set(re.findall(r'href="(http://127[^"]+)"', html.get_content()))
    assert leave in str(mail["List-Unsubscribe"])
    with urlopen(leave, timeout=20) as page:
        assert page.status == 200
    assert _subscribed(engine, str(mail["To"]), number) != "unsubscribed"
    with urlopen(leave, urlencode({"blocklist": "false"}).encode(), timeout=20) as page:
        assert page.status == 200
    assert _subscribed(engine, str(mail["To"]), number) == "unsubscribed"


def _subscribed(engine: Listmonk, address: str, number: int) -> str:
    everybody = engine.call("GET", "/subscribers?per_page=all")["results"]
    (reader,) = [one for one in everybody if one["email"] in address]
    (there,) = [one for one in reader["lists"] if one["id"] == number]
    return str(there["subscription_status"])


def test_what_listmonk_refuses_leaves_nothing_half_made(engine: Listmonk) -> None:
    # Longer than the subjects that any version takes: 200 characters in 1.1, 5,000 in 6.2.
    draft = Draft(
        slug=SLUG,
        name=NAME,
        subject="Many " * 1200,
        preheader="",
        html=f'<a href="{LEAVE}">Leave</a>',
        text=LEAVE,
        sender="Quiet Room",
        sender_address="letters@example.org",
        reply_to=None,
        web_edition="",
    )
    with pytest.raises(DeliveryError, match=r"listmonk says no \(400"):
        listmonk_engine(os.environ).push(draft)
    assert not engine.call("GET", "/campaigns?per_page=all")["results"]
    assert TEMPLATE not in [one["name"] for one in engine.call("GET", "/templates")]


def test_a_name_that_some_listmonk_would_refuse_is_refused_before_anything_is_made(
    engine: Listmonk, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("Title:", f"Slug: {'may-' * 48}\nTitle:")
    assert push() == 1
    assert "Write a shorter “Slug:”" in capsys.readouterr().err
    edit("Slug: may-may-", "Slug: ")
    assert push() == 0
    (found,) = engine.call("GET", "/campaigns?per_page=all")["results"]
    assert len(found["name"]) <= 200


def test_a_list_that_is_not_there_is_named_before_anything_is_made(
    engine: Listmonk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFESPACE_LISTMONK_LIST", "4711")
    assert push() == 1
    assert "no list 4711" in capsys.readouterr().err
    assert not engine.campaigns(NAME)


def test_a_wrong_token_says_where_to_look(
    engine: Listmonk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAFESPACE_LISTMONK_TOKEN", "quite-another-token")
    assert push() == 1
    message = capsys.readouterr().err
    assert "refuses the login" in message
    assert "quite-another-token" not in message
