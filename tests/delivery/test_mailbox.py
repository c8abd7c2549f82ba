"""Mails that come back or ask to leave: read as text, then from a real Dovecot."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from delivery.office import KEYS, known, letter, office
from delivery.real_servers import free_port, need
from delivery.sink import Sink
from pelican_safespace.delivery.accounts import Account
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.letters_in import Wish, read
from pelican_safespace.delivery.mailbox import collect
from pelican_safespace.delivery.recipients import recipient

READER = recipient("ida@example.com")
KNOWN = known("ida@example.com")
TOKEN = KEYS.token(KNOWN)
SENT = letter().to(READER, KEYS, date=0)
HEAD = SENT.split(b"\r\n\r\n", 1)[0]


def asking(subject: str, sender: str = "Ida <IDA@example.com>", more: str = "") -> bytes:
    return f"From: {sender}\r\nSubject: {subject}\r\n{more}\r\nThank you\r\n".encode()


def bounce(
    status: str = "5.1.1", action: str = "failed", returned: bytes = HEAD, kind: str = "text"
) -> bytes:
    kind = {"text": "text/rfc822-headers", "whole": "message/rfc822"}[kind]
    return (
        b"From: mailer-daemon@relay.example.test\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay\r\n\r\n"
        + f"Final-Recipient: rfc822; ida@example.com\r\nAction: {action}\r\n".encode()
        + f"Status: {status}\r\n\r\n--b\r\nContent-Type: {kind}\r\n\r\n".encode()
        + returned
        + b"\r\n\r\n--b--\r\n"
    )


LEFT, BOUNCED, OTHER = Wish("left", KNOWN), Wish("bounced", KNOWN), Wish("other")


@pytest.mark.parametrize(
    ("content", "wish"),
    [
        (asking(f"unsubscribe {TOKEN}", "another@example.net"), LEFT),
        (asking("unsubscribe " + KEYS.token(KNOWN, test=True)), OTHER),
        (asking("unsubscribe " + "x" * 44), OTHER),
        (asking("Unsubscribe"), LEFT),
        (asking("please unsubscribe me!"), LEFT),
        (asking("Abmelden"), LEFT),
        (asking("unsubscribe", more="Auto-Submitted: auto-replied\r\n"), OTHER),
        (asking("unsubscribe", sender="nobody"), OTHER),
        (asking("Re: Evenings that end well"), OTHER),
        (asking("How do I unsubscribe from the gym?"), OTHER),
        (asking("Thank you", more=f"X-Quoted: unsubscribe {TOKEN}\r\n"), OTHER),
        (bounce(), BOUNCED),
        (bounce(returned=SENT, kind="whole"), BOUNCED),
        (bounce("5.1.10"), BOUNCED),
        (bounce("5.2.2"), OTHER),
        (bounce("5.7.1"), OTHER),
        (bounce("4.1.1"), OTHER),
        (bounce(action="delayed"), OTHER),
        (bounce(returned=b"Subject: of somebody else"), Wish("unclear")),
        (bounce(returned=HEAD.replace(TOKEN.encode(), b"x" * 44)), Wish("unclear")),
        (b"", OTHER),
    ],
)
def test_a_mail_is_understood_or_left_alone(content: bytes, wish: Wish) -> None:
    assert read(content, KEYS) == wish


DOVECOT = shutil.which("dovecot", path="/usr/sbin:/usr/bin")
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password=quiet
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/mail
}}
"""


def _why_not() -> str:
    if DOVECOT is None:
        return "Dovecot is not installed"
    return "" if os.geteuid() == 0 else "Dovecot can be started by root only"


class Mailbox:
    """A mailbox on a Dovecot of our own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.new = folder / "mail" / "new"
        self.account = Account("127.0.0.1", port, "none", "leave", "quiet")
        self._number = 0

    def put(self, content: bytes) -> None:
        self._number += 1
        path = self.new / f"{self._number}.test"
        path.write_bytes(content)
        shutil.chown(path, "mail", "mail")


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    need(_why_not())
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="dovecot-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("", "new", "cur", "tmp"):
            (folder / "mail" / part).mkdir(exist_ok=True)
            shutil.chown(folder / "mail" / part, "mail", "mail")
        (folder / "dovecot.conf").write_text(
            CONFIG.format(folder=folder, port=port), encoding="utf-8"
        )
        command = [str(DOVECOT), "-F", "-c", str(folder / "dovecot.conf")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for(port)
            yield Mailbox(folder, port)
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("Dovecot did not start")


def test_a_real_mailbox_is_read_once_and_its_wishes_are_kept(
    mailbox: Mailbox, outbox: Path, sink: Sink
) -> None:
    ben = known("ben@example.com")
    mailbox.put(asking(f"unsubscribe {TOKEN}"))
    mailbox.put(asking("Re: Evenings that end well"))
    mailbox.put(bounce(returned=letter().to(recipient("ben@example.com"), KEYS, date=0)))
    with office(outbox, sink.port) as desk:
        counts = collect(mailbox.account, KEYS, desk.suppressions)
        assert counts == {"left": 1, "bounced": 1, "unclear": 0, "other": 1}
        assert KNOWN in desk.suppressions
        assert ben in desk.suppressions
        assert sum(collect(mailbox.account, KEYS, desk.suppressions).values()) == 0
        mailbox.put(asking("unsubscribe", "zoe@example.com"))
        assert collect(mailbox.account, KEYS, desk.suppressions)["left"] == 1
        desk.send(["ida@example.com", "ben@example.com", "zoe@example.com", "kit@example.com"])
    assert list(sink.counts) == ["kit@example.com"]
    seen = [path.name for path in mailbox.new.parent.glob("cur/*") if "S" in path.name[-3:]]
    assert len(seen) == 3


def test_a_wrong_password_says_so_without_telling_it(
    mailbox: Mailbox, outbox: Path, sink: Sink
) -> None:
    account = Account("127.0.0.1", mailbox.account.port, "none", "leave", "loud")
    with office(outbox, sink.port) as desk:
        with pytest.raises(DeliveryError, match="says no") as caught:
            collect(account, KEYS, desk.suppressions)
        assert "loud" not in str(caught.value)
