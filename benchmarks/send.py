"""How fast an issue leaves: our sender against bare smtplib, to one sink on the loopback.

Also how long a list of 100,000 takes until the first message could leave.

Run: ``python benchmarks/send.py [COUNT]``. Both speak to the same sink (Postfix's ``smtp-sink``
where it is installed, else a small one of our own) in the same run; ``smtp-source`` is the limit.
"""

from __future__ import annotations

import os
import resource
import shutil
import smtplib
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from delivery.office import KEYS, addresses, letter, office

from pelican_safespace.delivery.recipients import Recipient, read, recipient

ROUNDS = 9
LIST = 100_000


class _Sink(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go\r\n")
                while self.rfile.readline() != b".\r\n":
                    pass
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")


@contextmanager
def sink() -> Iterator[int]:
    """A mail server that keeps nothing; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    program = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin")
    if program:
        # As root it insists on becoming somebody else.
        user = ["-u", "nobody"] if os.name == "posix" and os.geteuid() == 0 else []
        process = subprocess.Popen([program, *user, f"127.0.0.1:{port}", "100"])
        time.sleep(0.5)
        try:
            yield port
        finally:
            process.terminate()
            process.wait()
        return
    with socketserver.ThreadingTCPServer(("127.0.0.1", port), _Sink) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield port
        server.shutdown()


def bare(port: int, count: int) -> None:
    """The least that Python does for a message: the same bytes, no journal."""
    issue = letter(BODY)
    with smtplib.SMTP("127.0.0.1", port, "[127.0.0.1]") as smtp:
        for address in addresses(count):
            content = issue.to(recipient(address), KEYS, date=0)
            smtp.sendmail(issue.sender, [address], content)


def ours(port: int, count: int) -> None:
    """The whole sender, its journal in a folder on the disk."""
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd()) as folder,
        office(Path(folder) / "outbox", port) as desk,
    ):
        assert desk.send(addresses(count), letter=letter(BODY)).tally.sent == count


def limit(port: int, count: int) -> None:
    """Postfix's own generator of mail, one connection."""
    program = shutil.which("smtp-source", path="/usr/sbin:/usr/bin")
    assert program
    size = str(len(letter(BODY).to(recipient("reader0@example.com"), KEYS, date=0)))
    to = f"127.0.0.1:{port}"
    arguments = ["-d", "-m", str(count), "-l", size, "-f", "a@example.org", "-t", "b@example.com"]
    subprocess.run([program, *arguments, to], check=True)


#: About as long as an issue of five articles.
BODY = "A quiet line about breathing, resting and walking slowly in the evening.\n" * 400


@dataclass
class Measured:
    """The rounds of one sender: messages a second, and milliseconds of CPU for each message."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        rate, most, cpu = median(self.rates), max(self.rates), median(self.cpu)
        return f"{rate:>7.0f} messages/s (best {most:.0f}), {cpu:.2f} ms of CPU each"


def measure(port: int, count: int) -> dict[str, Measured]:
    """Let each sender send in turn, round after round: a busy machine meets all of them alike."""
    runs = {"bare smtplib": bare, "safespace": ours}
    if shutil.which("smtp-source", path="/usr/sbin:/usr/bin"):
        runs["smtp-source"] = limit
    found = {name: Measured() for name in runs}
    for _ in range(ROUNDS):
        for name, what in runs.items():
            began, cpu = time.perf_counter(), _cpu()
            what(port, count)
            found[name].rates.append(count / (time.perf_counter() - began))
            found[name].cpu.append((_cpu() - cpu) / count * 1000)
    return found


def _cpu() -> float:
    """Return the seconds of CPU that this process and those it has ended took."""
    return sum(sum(resource.getrusage(who)[:2]) for who in _WHO)


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def survey(count: int) -> tuple[float, float]:
    """Return the seconds, and those of CPU, from a list of so many rows to its counts."""
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd()) as name,
        office(Path(name) / "outbox", 0) as desk,
    ):
        path = Path(name) / "list.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("email\n")
            file.writelines(f"{address}\n" for address in addresses(count))
        began, cpu = time.perf_counter(), _cpu()
        rows = (row for row in read(path) if isinstance(row, Recipient))
        desk.journal.roll.present(KEYS.recipient(row.identity) for row in rows)
        assert desk.journal.roll.counts(None, desk.suppressions.path).new == count
        desk.journal.roll.enrol(desk.mailing.number, resend_doubtful=False)
        return time.perf_counter() - began, _cpu() - cpu


def main() -> int:
    """Print the rates and return 0 when the sender reaches half of bare smtplib."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with sink() as port:
        found = measure(port, count)
    for name, one in found.items():
        print(f"{name:<14}{one}")
    ours_then_bare = zip(found["safespace"].rates, found["bare smtplib"].rates, strict=True)
    ratios = sorted(mine / theirs for mine, theirs in ours_then_bare)
    ratio = median(ratios)
    seconds, cpu = survey(LIST)
    print(f"a list of {LIST:,} is read, compared and enrolled in {seconds:.1f} s ({cpu:.1f} s CPU)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"safespace reaches {ratio:.0%} of bare smtplib (median of {ROUNDS} rounds, "
        f"{ratios[0]:.0%} to {ratios[-1]:.0%}); {memory:.0f} MB at the most"
    )
    return 0 if ratio >= 0.5 and memory < 120 else 1


if __name__ == "__main__":
    sys.exit(main())
