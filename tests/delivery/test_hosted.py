"""`safespace push` to Mailchimp and Buttondown: one draft, never started, nothing half-made."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from delivery.hosted import ButtondownStub, MailchimpStub, listening
from delivery.practice import SLUG, settle
from pelican_safespace.cli import main
from pelican_safespace.delivery.engines import LEAVE
from pelican_safespace.delivery.engines.api import Api, ApiError

Output = pytest.CaptureFixture[str]


@pytest.fixture
def mailchimp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailchimpStub]:
    stub = MailchimpStub()
    with listening(stub, "/3.0"):
        monkeypatch.setenv("SAFESPACE_MAILCHIMP_URL", stub.url)
        monkeypatch.setenv("SAFESPACE_MAILCHIMP_KEY", stub.KEY)
        monkeypatch.setenv("SAFESPACE_MAILCHIMP_LIST", stub.AUDIENCE)
        monkeypatch.chdir(settle(tmp_path))
        yield stub


@pytest.fixture
def buttondown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ButtondownStub]:
    stub = ButtondownStub()
    with listening(stub, "/v1"):
        monkeypatch.setenv("SAFESPACE_BUTTONDOWN_URL", stub.url)
        monkeypatch.setenv("SAFESPACE_BUTTONDOWN_KEY", stub.KEY)
        monkeypatch.chdir(settle(tmp_path))
        yield stub


def push(engine: str, *words: str) -> int:
    return main(["push", SLUG, "--to", engine, *words])


def edit(before: str, after: str) -> None:
    issue = Path("content/newsletter/may.md")
    issue.write_text(issue.read_text("utf-8").replace(before, after), "utf-8")


def test_mailchimp_has_one_draft_however_often_it_is_pushed(mailchimp: MailchimpStub) -> None:
    # More campaigns than a page of the API shows.
    for number in range(230):
        mailchimp.kept[f"x{number}"] = {
            "id": f"x{number}",
            "status": "sent",
            "recipients": {"list_id": mailchimp.AUDIENCE},
            "settings": {"title": f"Another {number}"},
        }
    assert push("mailchimp") == 0
    edit("Dear reader", "Dear all")
    assert push("mailchimp") == 0
    (made,) = [one for name, one in mailchimp.kept.items() if not name.startswith("x")]
    assert made["status"] == "save"
    assert made["recipients"] == {"list_id": mailchimp.AUDIENCE}
    assert made["settings"]["subject_line"] == "Two quiet pieces {{ for }} May"
    assert made["settings"]["preview_text"] == "On sitting still."
    assert made["settings"]["from_name"] == "Quiet Room"
    assert not any(made["tracking"].values())
    content = made["content"]
    assert content["html"].count("*|UNSUB|*") == content["plain_text"].count("*|UNSUB|*") == 1
    assert "*|this|*" not in content["html"] + content["plain_text"]
    assert "Dear all" in content["html"]
    assert LEAVE not in content["html"] + content["plain_text"]
    assert not [path for _, path in mailchimp.asked if "actions" in path]


def test_mailchimp_keeps_nothing_of_a_campaign_whose_content_it_refused(
    mailchimp: MailchimpStub, capsys: Output
) -> None:
    mailchimp.trouble = ("PUT", "content", (400, {"detail": "Bad ida@example.com", "errors": []}))
    assert push("mailchimp") == 1
    assert not mailchimp.kept
    message = capsys.readouterr().err
    assert "Mailchimp says no (400 Bad (address))" in message


def test_mailchimp_has_the_draft_as_it_was_when_its_new_content_is_refused(
    mailchimp: MailchimpStub,
) -> None:
    assert push("mailchimp") == 0
    before = {name: str(one) for name, one in mailchimp.kept.items()}
    mailchimp.trouble = ("PUT", "content", (500, None))
    edit("Subject: Two quiet pieces", "Subject: Three pieces")
    assert push("mailchimp") == 1
    assert {name: str(one) for name, one in mailchimp.kept.items()} == before


def test_a_campaign_that_mailchimp_has_sent_is_left_alone(
    mailchimp: MailchimpStub, capsys: Output
) -> None:
    assert push("mailchimp") == 0
    (made,) = mailchimp.kept.values()
    made["status"] = "sent"
    assert push("mailchimp") == 1
    assert "--again" in capsys.readouterr().err
    assert push("mailchimp", "--again") == 0
    assert sorted(one["status"] for one in mailchimp.kept.values()) == ["save", "sent"]


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("SAFESPACE_MAILCHIMP_KEY", "f" * 16 + "-us1", "refuses the login"),
        ("SAFESPACE_MAILCHIMP_KEY", "no key", "is no API key"),
        ("SAFESPACE_MAILCHIMP_KEY", "", "is not set"),
        ("SAFESPACE_MAILCHIMP_LIST", "other", "The list does not exist"),
        ("SAFESPACE_MAILCHIMP_URL", "http://api.example.com/3.0", "https://"),
        ("SAFESPACE_MAILCHIMP_URL", "http://127.0.0.1:9/3.0", "cannot be reached"),
    ],
)
def test_what_is_wrong_with_mailchimp_is_said_without_the_key(
    mailchimp: MailchimpStub,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
    variable: str,
    value: str,
    says: str,
) -> None:
    monkeypatch.setenv(variable, value)
    assert push("mailchimp") == 1
    message = capsys.readouterr().err
    assert says in message
    assert message.count("\n") == 1
    assert mailchimp.KEY not in message
    assert not mailchimp.kept


REGULAR: dict[str, object] = {"type": "regular"}


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("post", "/campaigns", {}, "type is required"),
        ("post", "/campaigns", {"type": "newsletter"}, "type is not"),
        ("post", "/campaigns", REGULAR | {"recipients": {}}, "recipients.list_id is required"),
        ("post", "/campaigns", REGULAR | {"recipients": {"list_id": "x"}}, "does not exist"),
        ("post", "/campaigns", REGULAR | {"tracking": {"opens": "no"}}, "tracking.opens"),
        ("post", "/campaigns", REGULAR | {"colour": "blue"}, "colour is not a field"),
        ("patch", "/campaigns/c1", {}, "settings is required"),
        ("patch", "/campaigns/c1", {"settings": {"title": "x"}}, "settings.reply_to is required"),
        ("put", "/campaigns/c1/content", {"text": "x"}, "text is not a field"),
        ("put", "/campaigns/c2/content", {"html": "x"}, "It could not be found"),
    ],
)
def test_what_mailchimps_description_refuses_is_told_by_its_field(
    mailchimp: MailchimpStub, method: str, path: str, body: object, field: str
) -> None:
    mailchimp.kept["c1"] = {"id": "c1", "status": "save", "settings": {}}
    login = b64encode(f"anybody:{mailchimp.KEY}".encode()).decode("ascii")
    api = Api("Mailchimp", mailchimp.url, {"Authorization": f"Basic {login}"})
    with pytest.raises(ApiError, match=re.escape(field)):
        getattr(api, method)(path, body)
    assert mailchimp.kept == {"c1": {"id": "c1", "status": "save", "settings": {}}}


NEW = {"subject": "May", "status": "draft"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": "draft"}, "subject is required"),
        ({"subject": "May"}, "Confirm to send"),
        (NEW | {"subject": "x" * 2001}, "subject is not"),
        (NEW | {"canonical_url": "x" * 2001}, "canonical_url"),
        (NEW | {"slug": "no blanks"}, "slug is not"),
        (NEW | {"status": "finished"}, "status is not"),
        (NEW | {"template": "plain"}, "template is not"),
        (NEW | {"commenting_mode": "off"}, "commenting_mode is not"),
        (NEW | {"html": "x"}, "html is not a field"),
        (NEW | {"body": "---\ntitle: x\n---"}, "Frontmatter"),
    ],
)
def test_what_buttondowns_description_refuses_is_told_by_its_field(
    buttondown: ButtondownStub, body: object, field: str
) -> None:
    api = Api("Buttondown", buttondown.url, {"Authorization": f"Token {buttondown.KEY}"})
    with pytest.raises(ApiError, match=re.escape(field)):
        api.post("/emails", body)
    assert not buttondown.kept


def test_buttondown_has_one_draft_however_often_it_is_pushed(buttondown: ButtondownStub) -> None:
    for number in range(5):
        buttondown.kept[f"x{number}"] = {"id": f"x{number}", "status": "sent", "metadata": {}}
    assert push("buttondown") == 0
    edit("Dear reader", "Dear all")
    assert push("buttondown") == 0
    (made,) = [one for name, one in buttondown.kept.items() if not name.startswith("x")]
    assert made["status"] == "draft"
    assert made["template"] == "naked"
    assert made["canonical_url"] == "https://www.example.org/newsletter/may.html"
    assert made["body"].startswith("<!-- buttondown-editor-mode: fancy -->")
    assert made["body"].count("{{") == made["body"].count("{{ unsubscribe_url }}") == 1
    assert "{%" not in made["body"]
    assert "{{" not in made["subject"]
    assert "Dear all" in made["body"]
    assert not [path for _, path in buttondown.asked if "send" in path or "publish" in path]


@pytest.mark.parametrize("started", ["sent", "scheduled", "in_flight"])
def test_what_buttondown_has_sent_is_left_alone(
    buttondown: ButtondownStub, capsys: Output, started: str
) -> None:
    assert push("buttondown") == 0
    (made,) = buttondown.kept.values()
    made["status"] = started
    assert push("buttondown") == 1
    assert started in capsys.readouterr().err
    assert len(buttondown.kept) == 1


def test_buttondowns_refusal_is_said_and_leaves_nothing(
    buttondown: ButtondownStub, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("SAFESPACE_BUTTONDOWN_KEY", "another")
    assert push("buttondown") == 1
    assert "refuses the login" in capsys.readouterr().err
    monkeypatch.setenv("SAFESPACE_BUTTONDOWN_KEY", buttondown.KEY)
    trouble = {"code": "body_invalid", "detail": "The body cannot be parsed."}
    buttondown.trouble = ("POST", "emails", (400, trouble))
    assert push("buttondown") == 1
    assert "The body cannot be parsed" in capsys.readouterr().err
    assert not buttondown.kept


@pytest.mark.parametrize("engine", ["mailchimp", "buttondown"])
def test_two_drafts_of_one_issue_are_for_a_person_to_sort_out(
    engine: str, request: pytest.FixtureRequest, capsys: Output
) -> None:
    stub = request.getfixturevalue(engine)
    assert push(engine) == 0
    (made,) = stub.kept.values()
    stub.kept["twin"] = {**made, "id": "twin"}
    assert push(engine) == 1
    assert "2 drafts" in capsys.readouterr().err


def test_an_issue_that_must_not_go_out_is_not_pushed(
    buttondown: ButtondownStub, capsys: Output
) -> None:
    edit("Dear reader", "[gone](/gone.html) Dear reader")
    assert push("buttondown") == 1
    assert "must not go out" in capsys.readouterr().err
    edit("Date:", "Status: draft\nDate:")
    assert push("buttondown") == 1
    assert "is a draft" in capsys.readouterr().err
    assert not buttondown.kept
