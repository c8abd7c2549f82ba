"""`safespace send` as staff use it: what it asks, refuses, sends and tells."""

from __future__ import annotations

import argparse
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import dkim
import pytest
from letters import edition, practice

from delivery.office import SECRET, addresses
from delivery.sink import Sink
from pelican_safespace.delivery.commands import add_commands
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.letter import way_out
from pelican_safespace.delivery.site import Site
from pelican_safespace.models import Edition, Mail, Practice, Problem

READERS = addresses(8)


@dataclass
class Finished:
    edition: Edition
    mail: Mail
    blocking: tuple[Problem, ...] = ()


class Staff:
    """Somebody at the command line, with a site and a list."""

    def __init__(self, root: Path) -> None:
        self.root, self.outbox = root, root / "outbox"
        self.path = root / "subscribers.csv"
        self.path.write_text("email\n" + "\n".join(READERS) + "\n", encoding="utf-8")
        self.practice = practice()
        self.words = "Breathe out slowly."
        self.changes: dict[str, Any] = {}
        self.blocking: tuple[Problem, ...] = ()

    def load(self, slug: str, sender: Practice) -> Finished:
        leave = way_out(sender)
        link = f'<a href="{leave}">Unsubscribe</a>'
        mail = Mail(f"<p>{self.words}</p>{link}", f"{self.words}\n{leave}\n", b"")
        return Finished(edition(slug=slug, **self.changes), mail, self.blocking)

    def run(self, *words: str) -> int:
        parser = argparse.ArgumentParser()
        site = Site(self.practice, self.outbox, (self.root / "output",), self.load)
        add_commands(parser.add_subparsers(), lambda _: site)
        options = parser.parse_args(["send", "autumn-letter", *words])
        return int(options.command(options))

    def send(self, *words: str) -> int:
        return self.run("--to", str(self.path), "--no-one-click", "--yes", *words)


@pytest.fixture
def staff(tmp_path: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> Staff:
    monkeypatch.setenv("SAFESPACE_SMTP", f"smtp://127.0.0.1:{sink.port}")
    monkeypatch.setenv("SAFESPACE_SECRET", SECRET)
    for name in ("SAFESPACE_DKIM_KEY", "SAFESPACE_SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    return Staff(tmp_path)


Output = pytest.CaptureFixture[str]


def test_an_issue_goes_to_everybody_on_the_list(staff: Staff, sink: Sink, capsys: Output) -> None:
    assert staff.send() == 0
    assert sink.counts == dict.fromkeys(READERS, 1)
    output = capsys.readouterr()
    assert "new 8, done 0" in output.out
    assert "Sent 8 of 8" in output.out
    assert "@example.com" not in output.out + output.err


def test_a_test_is_marked_and_leaves_the_journal_alone(staff: Staff, sink: Sink) -> None:
    assert staff.run("--test", "ida@example.net", "ben@example.net") == 0
    assert [mail["Subject"] for mail in sink.mails] == ["[TEST] Evenings that end well"] * 2
    assert not (staff.root / "safespace-private" / "journal.sqlite3").exists()
    sink.taken.clear()
    assert staff.send() == 0
    assert len(sink.taken) == len(READERS)


def test_a_draft_can_be_tested_and_not_sent(staff: Staff, sink: Sink) -> None:
    staff.changes["draft"] = True
    assert staff.run("--test", "ida@example.net") == 0
    with pytest.raises(DeliveryError, match="is a draft"):
        staff.send()
    assert len(sink.taken) == 1


def test_a_finding_that_must_be_mended_stops_the_send(staff: Staff, sink: Sink) -> None:
    staff.blocking = (Problem("a.md", "A link is dead.", "Mend it.", blocking=True),)
    with pytest.raises(DeliveryError, match=r"A link is dead"):
        staff.send()
    assert not sink.taken


def test_a_dry_run_shows_the_counts_and_sends_nothing(
    staff: Staff, sink: Sink, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAFESPACE_SMTP")
    assert staff.send("--dry-run") == 0
    output = capsys.readouterr().out
    assert "new 8" in output
    assert "@example.com" not in output
    assert not sink.taken


@pytest.mark.parametrize(("typed", "sent"), [("8", 8), ("y", 0), ("", 0), ("80", 0)])
def test_the_count_is_asked_for_and_must_be_typed(
    staff: Staff, sink: Sink, monkeypatch: pytest.MonkeyPatch, typed: str, sent: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)
    status = staff.run("--to", str(staff.path), "--no-one-click")
    assert (status, len(sink.taken)) == (0 if sent else 1, sent)


def test_a_script_must_say_yes(staff: Staff, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(DeliveryError, match="--yes"):
        staff.run("--to", str(staff.path), "--no-one-click")
    assert not sink.taken


def test_malformed_rows_hold_everything_back_until_somebody_says_so(
    staff: Staff, sink: Sink, capsys: Output
) -> None:
    with staff.path.open("a") as file:
        file.write("not an address\n")
    with pytest.raises(DeliveryError, match="1 of the list's rows"):
        staff.send()
    assert "line 10: no @" in capsys.readouterr().out
    assert not sink.taken
    assert staff.send("--skip-malformed") == 0
    assert len(sink.taken) == len(READERS)


def test_an_issue_that_was_sent_is_not_sent_again_by_mistake(staff: Staff, sink: Sink) -> None:
    staff.send()
    with pytest.raises(DeliveryError, match="was sent on"):
        staff.send()
    with staff.path.open("a") as file:
        file.write("late@example.com\n")
    assert staff.send("--again") == 0
    assert sink.counts == dict.fromkeys([*READERS, "late@example.com"], 1)
    assert staff.send("--again", "everyone") == 0
    assert set(sink.counts.values()) == {2}


def test_an_issue_that_was_changed_in_mid_send_is_refused(staff: Staff, sink: Sink) -> None:
    sink.fault = lambda stage, _: "drop" if stage == "taken" else None
    with pytest.raises(DeliveryError, match="in a row"):
        staff.send()
    sink.fault = lambda *_: None
    before, staff.words = staff.words, "Breathe in quickly."
    with pytest.raises(DeliveryError, match="was changed since"):
        staff.send()
    staff.words = before
    assert staff.send() == 3
    assert sink.counts == dict.fromkeys(READERS, 1)


def test_who_is_on_a_list_of_people_who_left_gets_nothing(staff: Staff, sink: Sink) -> None:
    gone = staff.root / "gone.csv"
    gone.write_text("\n".join(READERS[:3]).upper(), encoding="utf-8")
    assert staff.send("--suppressed", str(gone)) == 0
    assert sorted(sink.counts) == READERS[3:]


@pytest.mark.parametrize("listed", ["output", "content"])
def test_a_list_in_a_published_folder_is_refused(staff: Staff, sink: Sink, listed: str) -> None:
    folder = staff.root / "output" / listed
    folder.mkdir(parents=True)
    staff.path = staff.path.rename(folder / "subscribers.csv")
    with pytest.raises(DeliveryError, match="is published"):
        staff.send()


def test_what_is_private_is_closed_to_others_and_to_git(staff: Staff) -> None:
    staff.send()
    private = staff.root / "safespace-private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    for path in private.glob("*.sqlite3*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (private / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_journal_that_others_can_read_is_refused(staff: Staff) -> None:
    staff.send()
    (staff.root / "safespace-private" / "journal.sqlite3").chmod(0o644)
    with pytest.raises(DeliveryError, match="chmod 600"):
        staff.send("--again")


def test_another_secret_does_not_recognise_anybody_and_is_refused(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.send()
    monkeypatch.setenv("SAFESPACE_SECRET", "quite another secret, long enough to be one")
    with pytest.raises(DeliveryError, match="another secret"):
        staff.send("--again", "everyone")


def test_no_address_is_left_behind(staff: Staff, sink: Sink, capfd: Output) -> None:
    sink.fault = lambda stage, whom: f"550 <{whom}> is unknown" if stage == "rcpt" else None
    assert staff.send() == 3
    output = capfd.readouterr()
    left = [output.out.encode(), output.err.encode()]
    staff.path.unlink()
    left += [path.read_bytes() for path in staff.root.rglob("*") if path.is_file()]
    assert len(left) > 4
    assert not [one for one in left if b"@example.com" in one or b"reader3" in one]


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "is not set"),
        ("mail.example.org", "cannot be understood"),
        ("smtp://ida:word@mail.example.org", "has a password in it"),
        ("smtp://mail.example.org:port", "cannot be understood"),
        ("smtp://ida@mail.example.invalid", "no password for"),
    ],
)
def test_a_relay_that_is_not_set_up_says_what_to_set(
    staff: Staff, monkeypatch: pytest.MonkeyPatch, url: str, message: str
) -> None:
    monkeypatch.setenv("SAFESPACE_SMTP", url)
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    with pytest.raises(DeliveryError, match=message) as caught:
        staff.send()
    assert "word@" not in str(caught.value)


def test_a_mail_without_a_way_out_is_not_sent(staff: Staff) -> None:
    staff.practice = replace(staff.practice, unsubscribe_url=None, unsubscribe_mailto=None)
    with pytest.raises(DeliveryError, match="no way to unsubscribe"):
        staff.send()


def test_a_practice_that_is_left_by_mail_promises_no_one_click(staff: Staff, sink: Sink) -> None:
    staff.practice = replace(staff.practice, unsubscribe_url=None)
    assert staff.run("--to", str(staff.path), "--yes") == 0
    mail = sink.mails[0]
    assert str(mail["List-Unsubscribe"]).startswith("<mailto:leave@example.org?subject=")
    assert mail["List-Unsubscribe-Post"] is None


@pytest.fixture(scope="session")
def signing_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dkim") / "key.pem"
    command = ["openssl", "genrsa", "-traditional", "-out", str(path), "2048"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    path.chmod(0o600)
    return path


def _record(key: Path) -> Callable[..., bytes]:
    command = ["openssl", "rsa", "-in", str(key), "-pubout", "-outform", "PEM"]
    pem = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    public = b"".join(pem.splitlines()[1:-1])
    return lambda *_, **__: b"v=DKIM1; k=rsa; p=" + public


def test_a_signature_covers_the_headers_of_the_list(
    staff: Staff, sink: Sink, signing_key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFESPACE_DKIM_KEY", str(signing_key))
    monkeypatch.setenv("SAFESPACE_DKIM_SELECTOR", "letters")
    assert staff.run("--test", "ida@example.net") == 0
    ((_, content),) = sink.taken
    record = _record(signing_key)
    assert dkim.verify(content, dnsfunc=record)
    for header in (b"List-Unsubscribe: ", b"List-Unsubscribe-Post: ", b"List-Id: ", b"To: "):
        assert content.count(b"\r\n" + header) == 1
        changed = content.replace(b"\r\n" + header, b"\r\n" + header + b"x")
        assert not dkim.verify(changed, dnsfunc=record)
