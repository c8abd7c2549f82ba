"""The same against a real Postfix on the loopback, which relays to the sink."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from delivery.killing import audit, nursery
from delivery.office import addresses, office
from delivery.real_servers import free_port, need
from delivery.sink import Sink
from delivery.wire import Watched, watching

READERS = addresses(20)
POSTFIX = shutil.which("postfix", path="/usr/sbin:/usr/bin")

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example.test
mydestination =
alias_maps =
local_recipient_maps =
smtpd_tls_security_level = none
smtp_tls_security_level = none
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{sink}
disable_dns_lookups = yes
smtputf8_enable = no
mail_owner = postfix
setgid_group = postdrop
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
relay unix - - n - - smtp
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
scache unix - - n - 1 scache
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def _why_not() -> str:
    if POSTFIX is None:
        return "Postfix is not installed"
    return "" if os.geteuid() == 0 else "Postfix can be started by root only"


@pytest.fixture
def postfix(sink: Sink) -> Iterator[int]:
    """A Postfix of our own in a folder of its own; yields its port."""
    need(_why_not())
    port = free_port()
    # Postfix's own user has to get in, so pytest's closed folder will not do.
    # In memory where there is such a folder: Postfix waits for the disk with each message.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(
        prefix="postfix-", dir=memory, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "etc").mkdir()
        (folder / "queue").mkdir()
        (folder / "data").mkdir()
        os.chown(folder / "data", pwd.getpwnam("postfix").pw_uid, -1)
        (folder / "etc" / "main.cf").write_text(
            MAIN.format(folder=folder, sink=sink.port), encoding="utf-8"
        )
        (folder / "etc" / "master.cf").write_text(MASTER.format(port=port), encoding="utf-8")
        command = [str(POSTFIX), "-c", str(folder / "etc")]
        subprocess.run([*command, "start"], check=True, capture_output=True, timeout=60)
        try:
            yield port
        finally:
            subprocess.run([*command, "stop"], capture_output=True, timeout=60, check=False)


@pytest.fixture
def watched(postfix: int) -> Iterator[Watched]:
    with watching(postfix) as made:
        yield made


def test_a_real_mail_server_gets_each_message_once_and_passes_it_on(
    postfix: int, sink: Sink, outbox: Path
) -> None:
    with office(outbox, postfix) as desk:
        desk.send(READERS[:5])
    with office(outbox, postfix) as desk:
        desk.send(READERS)
        assert set(desk.states(READERS).values()) == {"sent"}
    assert _arrived(sink, len(READERS)) == dict.fromkeys(READERS, 1)
    mail = sink.mails[0]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, _ = mail.iter_parts()
    assert "\n.\nDate: no\n" in text.get_content().replace("\r\n", "\n")


#: Before the content, in the middle of it, when it is there, with the answer under way.
MOMENTS = ["rcpt", "half", "data", "taken"] * 13


def test_a_real_mail_server_gets_nothing_twice_however_often_the_sender_is_killed(
    watched: Watched, sink: Sink, outbox: Path
) -> None:
    claimed = 4
    with nursery(outbox, watched.port, claimed) as killer:
        watched.strike = killer.strike
        assert killer.kills(MOMENTS) >= 50
        assert killer.run("never") == 0
    with office(outbox, watched.port) as desk:
        doubtful = audit(desk, lambda: _arrived(sink, watched.accepted))
    assert 0 < len(doubtful) <= claimed * len(MOMENTS)


def _arrived(sink: Sink, accepted: int) -> Counter[str]:
    """Return what came out of the server once all that it accepted did."""
    end = time.monotonic() + 60
    while len(sink.taken) < accepted and time.monotonic() < end:
        time.sleep(0.05)
    assert len(sink.taken) == accepted
    return sink.counts
