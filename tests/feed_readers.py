"""Feed readers that people use, run as they run them: newsboat and rss2email, on loopback."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from delivery.real_servers import need

from pelican_safespace.markup import plain_text


@dataclass(frozen=True)
class Read:
    """What a reader knows of an article; ``text`` is what it shows, blanks collapsed."""

    title: str
    author: str
    published: datetime
    address: str
    guid: str
    text: str


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Give the file also where it is of the second in which it was last asked for."""
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on loopback and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Newsboat:
    """A newsboat with a cache of its own below ``home``, subscribed to one feed."""

    def __init__(self, home: Path, address: str) -> None:
        need("" if shutil.which("newsboat") else "there is no newsboat; .ci/run installs it")
        self._home = home / "newsboat"
        self._home.mkdir(parents=True)
        self._address = address

    def reload(self) -> list[Read]:
        """Fetch the feed and return every article in the cache, also those of earlier times."""
        (self._home / "urls").write_text(f"{self._address}\n")
        (self._home / "config").write_text("")
        _run(
            self._home,
            *("newsboat", "-C", "config", "-u", "urls", "-c", "cache.db", "-x", "reload"),
        )
        fields = "title, author, pubDate, url, guid, content"
        with closing(sqlite3.connect(self._home / "cache.db")) as cache:
            rows = cache.execute(f"SELECT {fields} FROM rss_item ORDER BY id").fetchall()
        return [
            Read(title, author, datetime.fromtimestamp(date, UTC), url, guid, plain_text(html))
            for title, author, date, url, guid, html in rows
        ]


class Rss2email:
    """An rss2email that delivers one feed into a mail folder below ``home``."""

    def __init__(self, home: Path, address: str) -> None:
        need("" if shutil.which("r2e") else "there is no rss2email; .ci/run installs it")
        self._home = home / "rss2email"
        self._mail = self._home / "mail"
        for folder in ("cur", "new", "tmp"):
            (self._mail / folder).mkdir(parents=True)
        (self._home / "r2e.cfg").write_text(
            "[DEFAULT]\nfrom = feed@example.org\nto = reader@example.org\n"
            f"email-protocol = maildir\nmaildir-path = {self._home}\nmaildir-mailbox = mail\n"
            "date-header = True\nhtml-mail = True\nname-format = {author}\n"
        )
        self._r2e("add", "practice", address)

    def _r2e(self, *arguments: str) -> None:
        _run(self._home, "r2e", "-c", "r2e.cfg", "-d", "seen.json", *arguments)

    def run(self) -> list[Read]:
        """Fetch the feed and return every mail in the folder, also those of earlier times."""
        self._r2e("run")
        paths = sorted(self._mail.rglob("*")) if self._mail.is_dir() else []
        return [_mail(path.read_bytes()) for path in paths if path.is_file()]


def _mail(raw: bytes) -> Read:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("html",))
    assert body is not None
    author = message["From"].addresses[0].display_name
    return Read(
        title=str(message["Subject"]),
        author=author,
        published=parsedate_to_datetime(message["Date"]).astimezone(UTC),
        address=str(message["X-RSS-URL"]),
        guid=str(message["X-RSS-ID"]),
        text=plain_text(body.get_content()),
    )


def _run(home: Path, *command: str) -> None:
    ended = subprocess.run(
        command,
        cwd=home,
        env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
