"""After build, sending and failure no reader's address stands anywhere but in the list itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from delivery.office import SECRET
from delivery.practice import SLUG, settle
from delivery.sink import Fault, Sink

#: Names that nothing else in the world has.
READERS = [f"quagga{number}@okapi{number}.example.com" for number in range(12)]


class Office:
    """A practice's folder and a list beside it; each command is a process of its own."""

    def __init__(self, root: Path, sink: Sink) -> None:
        self.folder, self.list = settle(root), root / "readers.csv"
        self.list.write_text("email\n" + "\n".join(READERS) + "\n", "utf-8")
        self.environment = os.environ | {
            "SAFESPACE_SMTP": f"smtp://127.0.0.1:{sink.port}",
            "SAFESPACE_SECRET": SECRET,
            "PYTHONFAULTHANDLER": "1",
        }
        self.heard = b""

    def start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        """Start a program that is installed beside Python."""
        return subprocess.Popen(
            [str(Path(sys.executable).with_name(program)), *words],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )

    def run(self, program: str, *words: str) -> int:
        """Run a program, keep what it says, and return its exit status."""
        process = self.start(program, *words)
        said, _ = process.communicate(timeout=60)
        self.heard += said
        return process.returncode

    def send(self, *words: str) -> int:
        return self.run("safespace", *self.words, *words)

    @property
    def words(self) -> list[str]:
        return ["send", SLUG, "--to", str(self.list), "--yes", "--no-one-click"]

    def traces(self) -> dict[str, bytes]:
        """Return everything that was said or written, but for the list."""
        root = self.folder.parent
        files = {str(one): one.read_bytes() for one in root.rglob("*") if one.is_file()}
        del files[str(self.list)]
        return files | {"said": self.heard, "names": "\n".join(files).encode()}

    def leaks(self) -> list[str]:
        return [
            name
            for name, content in self.traces().items()
            if b"quagga" in content.lower() or b"okapi" in content.lower()
        ]


@pytest.fixture
def office(tmp_path: Path, sink: Sink) -> Office:
    return Office(tmp_path, sink)


def _answering(stage: str, answer: str) -> Fault:
    return lambda at, whom: answer.format(whom) if at == stage else None


def _slowly(stage: str, _recipient: str) -> None:
    if stage == "rcpt":
        time.sleep(0.05)


def test_build_sending_and_build_leave_no_address_behind(office: Office) -> None:
    assert office.run("pelican", "content") == 0
    assert office.send("--dry-run") == 0
    assert office.send() == 0
    assert office.run("pelican", "content") == 0
    assert office.traces().keys() >= {str(office.folder / "outbox" / SLUG / "email.eml")}
    assert office.leaks() == []


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (_answering("rcpt", "550 5.1.1 <{0}>: unknown user {0}"), 3),
        (_answering("data", "554 5.7.1 what {0} gets is spam"), 1),
        (_answering("taken", "drop"), 1),
        (_answering("taken", "what is {0}?"), 1),
        (_answering("mail", "550 not you, nor {0}"), 1),
    ],
    ids=["unknown", "spam", "dropped", "garbled", "sender"],
)
def test_a_sending_that_fails_leaves_no_address_behind(
    office: Office, sink: Sink, fault: Fault, status: int
) -> None:
    sink.fault = fault
    assert office.send() == status
    assert office.leaks() == []


def test_a_malformed_list_is_reported_by_lines(office: Office, sink: Sink) -> None:
    office.list.write_text("email\nquagga at okapi\nquagga@\nquagga@okapi\n", "utf-8")
    assert office.send() == 1
    assert b"line 2" in office.heard
    assert office.leaks() == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_sender_that_dies_leaves_no_address_behind(office: Office, sink: Sink) -> None:
    sink.fault = _slowly
    process = office.start("safespace", *office.words)
    while len(sink.taken) < 3 and process.poll() is None:
        time.sleep(0.02)
    listed = Path(f"/proc/{process.pid}")
    office.heard += (listed / "cmdline").read_bytes() + (listed / "environ").read_bytes()
    # The fault handler writes every thread's traceback before the process dies of it.
    process.send_signal(signal.SIGABRT)
    said, _ = process.communicate(timeout=60)
    office.heard += said
    assert process.returncode == -signal.SIGABRT
    assert b"pelican_safespace" in said
    assert office.leaks() == []
