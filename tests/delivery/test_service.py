"""The unsubscribe service as docs/sending-setup.md runs it: gunicorn, two processes, many ask."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from delivery.office import KEYS, SECRET, addresses, known
from delivery.real_servers import free_port
from pelican_safespace.delivery.private import SUPPRESSIONS, open_folder
from pelican_safespace.delivery.suppressions import Suppressions

READERS = addresses(60)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="gunicorn is for POSIX")


class Service:
    """A running service; ``process`` is gunicorn's first one, in a group of its own."""

    def __init__(self, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{free_port()}/unsubscribe"
        place = self.url.split("/")[2]
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4"),
                *("--bind", place, "pelican_safespace.delivery.unsubscribe:application"),
            ],
            env=os.environ | {"SAFESPACE_PRIVATE": str(folder), "SAFESPACE_SECRET": SECRET},
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ask(self, method: str, address: str) -> int:
        """Ask as a mail program does; return the status."""
        body = b"List-Unsubscribe=One-Click" if method == "POST" else None
        request = Request(f"{self.url}?t={KEYS.token(known(address))}", body, method=method)
        try:
            with urlopen(request, timeout=30) as answer:
                return int(answer.status)
        except HTTPError as error:
            with error:
                return error.code

    def kill(self) -> None:
        """End all of its processes, for good and at once."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)


@contextmanager
def serving(folder: Path) -> Iterator[Service]:
    made = Service(folder)
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                made.ask("GET", READERS[0])
                break
            except (URLError, OSError):
                time.sleep(0.05)
        yield made
    finally:
        made.kill()


def test_everybody_who_was_answered_is_gone_for_good_however_many_leave_at_once(
    tmp_path: Path,
) -> None:
    folder = open_folder(tmp_path / "outbox", ())
    # Each leaves twice, as mail programs and people do, among link scanners that look at all links.
    asked = [(method, one) for one in READERS for method in ("POST", "HEAD", "GET", "POST")]
    with serving(folder) as service:
        with ThreadPoolExecutor(12) as readers:
            told = list(readers.map(lambda one: service.ask(*one), asked))
        # No farewell: what was answered must be on the disk already.
        service.kill()
    assert told == [200] * len(asked)
    suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=KEYS.fingerprint)
    assert len(suppressions) == len(READERS)
    assert all(known(one) in suppressions for one in READERS)
    suppressions.close()


def test_whoever_is_killed_while_people_leave_forgets_nobody_it_has_answered(
    tmp_path: Path,
) -> None:
    folder = open_folder(tmp_path / "outbox", ())
    answered: list[str] = []

    def leave(service: Service, address: str) -> None:
        try:
            if service.ask("POST", address) == 200:
                answered.append(address)
        except OSError:
            pass
        if len(answered) == len(READERS) // 3:
            service.kill()

    with serving(folder) as service, ThreadPoolExecutor(6) as readers:
        for one in readers.map(lambda one: leave(service, one), READERS):
            assert one is None
    assert len(READERS) // 3 <= len(answered) < len(READERS)
    suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=KEYS.fingerprint)
    assert [one for one in answered if known(one) not in suppressions] == []
    suppressions.close()
