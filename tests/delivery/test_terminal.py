"""`safespace send` in a terminal and out of one: the count typed, the bar, Ctrl-C, the status."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from delivery.office import SECRET, addresses
from delivery.practice import SLUG, settle
from delivery.sink import Sink

if sys.platform == "win32":
    pytest.skip("terminals of POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

READERS = addresses(12)
#: What moves the cursor and gives colours.
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A terminal of so many columns in which somebody sends; ``shown`` is all that stood there."""

    def __init__(self, root: Path, sink: Sink, columns: int) -> None:
        self.shown = ""
        listed = root / "readers.csv"
        listed.write_text("email\n" + "\n".join(READERS) + "\n", "utf-8")
        environment = os.environ | {
            "SAFESPACE_SMTP": f"smtp://127.0.0.1:{sink.port}",
            "SAFESPACE_SECRET": SECRET,
            "TERM": "xterm-256color",
        }
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            environment.pop(name, None)
        self._screen, its_end = pty.openpty()
        fcntl.ioctl(its_end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        command = [str(Path(sys.executable).with_name("safespace")), "send", SLUG, "--no-one-click"]
        self.process = subprocess.Popen(
            [*command, "--to", str(listed)],
            cwd=settle(root),
            env=environment,
            stdin=its_end,
            stdout=its_end,
            stderr=its_end,
        )
        os.close(its_end)

    def type(self, text: str) -> None:
        os.write(self._screen, f"{text}\n".encode())

    def watch(self, until: str = "") -> None:
        """Read on until these words stand there, or all has ended."""
        end = time.monotonic() + 60
        while time.monotonic() < end and not (until and until in self.shown):
            if not select.select([self._screen], [], [], 1)[0]:
                continue
            try:
                said = os.read(self._screen, 1 << 16)
            except OSError:
                said = b""
            if not said:
                break
            self.shown += said.decode()

    def end(self) -> int:
        """Read to the end; return the exit status."""
        self.watch()
        os.close(self._screen)
        return self.process.wait(60)

    @property
    def lines(self) -> list[str]:
        return [line for line in re.split(r"[\r\n]+", _CONTROL.sub("", self.shown)) if line.strip()]


def slowly(stage: str, _recipient: str) -> None:
    if stage == "rcpt":
        time.sleep(0.03)


@pytest.mark.parametrize(("columns", "has_bar"), [(100, True), (44, False)])
def test_somebody_who_types_the_count_sees_how_far_it_is(
    columns: int, has_bar: bool, tmp_path: Path, sink: Sink
) -> None:
    sink.fault = slowly
    terminal = Terminal(tmp_path, sink, columns)
    terminal.watch("12 subscribers: ")
    terminal.type("12")
    assert terminal.end() == 0
    assert sink.counts == dict.fromkeys(READERS, 1)
    bars = [line for line in terminal.lines if "/12 " in line]
    assert re.fullmatch(r"\S* ?12/12 \d+ a minute 0:00:00 left", bars[-1].strip())
    assert ("━" in bars[-1]) is has_bar
    assert all(len(line) <= columns for line in bars)
    assert "…" not in terminal.shown
    assert terminal.lines[-1].startswith("Sent 12 of 12")
    assert "@example.com" not in terminal.shown


def test_somebody_who_types_anything_else_sends_nothing(tmp_path: Path, sink: Sink) -> None:
    terminal = Terminal(tmp_path, sink, 80)
    terminal.watch("12 subscribers: ")
    terminal.type("yes")
    assert terminal.end() == 1
    assert terminal.lines[-1] == "Nothing was sent."
    assert not sink.taken


def test_ctrl_c_ends_it_after_the_message_at_hand_and_nobody_is_doubtful(
    tmp_path: Path, sink: Sink
) -> None:
    sink.fault = slowly
    terminal = Terminal(tmp_path, sink, 80)
    terminal.watch("12 subscribers: ")
    terminal.type("12")
    while len(sink.taken) < 3 and terminal.process.poll() is None:
        time.sleep(0.01)
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == 1
    assert "doubtful 0" in terminal.lines[-2]
    assert "Run the command again to send the rest" in terminal.lines[-1]
    assert 3 <= len(sink.taken) < len(READERS)


def test_a_script_gets_plain_lines_and_no_bar(tmp_path: Path, sink: Sink) -> None:
    listed = tmp_path / "readers.csv"
    listed.write_text("email\n" + "\n".join(READERS) + "\n", "utf-8")
    ended = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("safespace")), "send", SLUG, "--no-one-click"),
            *("--to", str(listed), "--yes"),
        ],
        cwd=settle(tmp_path),
        env=os.environ
        | {"SAFESPACE_SMTP": f"smtp://127.0.0.1:{sink.port}", "SAFESPACE_SECRET": SECRET},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0
    assert ended.stderr == ""
    assert ended.stdout.splitlines()[-1].startswith("Sent 12 of 12")
    assert all(line.isprintable() for line in ended.stdout.splitlines())
