"""What was sent to whom, in SQLite, so that a sending can be resumed after anything.

A recipient is a keyed hash here, never an address. Before a message's content leaves, its row
says ``sending`` (see ``claims``); after the relay's answer it says what became of it. A row still
``sending`` when the next run begins was interrupted: it becomes ``doubtful`` and is held back.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pelican_safespace.delivery import database
from pelican_safespace.delivery.claims import Claims
from pelican_safespace.delivery.database import understandable
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.private import JOURNAL
from pelican_safespace.delivery.roll import Roll

State = Literal["todo", "sending", "sent", "refused", "doubtful"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS mailings (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL, digest TEXT NOT NULL,
    started REAL NOT NULL, finished REAL
);
CREATE TABLE IF NOT EXISTS deliveries (
    mailing INTEGER NOT NULL, recipient BLOB NOT NULL, state TEXT NOT NULL DEFAULT 'todo',
    attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0, words TEXT NOT NULL
    DEFAULT '', PRIMARY KEY (mailing, recipient)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pace (id INTEGER PRIMARY KEY CHECK (id = 1), last REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Mailing:
    """One sending of one issue; times are seconds since 1970. ``digest`` is the frozen issue."""

    number: int
    slug: str
    digest: str
    started: float
    finished: float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one recipient stands: ``due`` is the time before which it is not tried again."""

    state: State
    attempts: int
    due: float


class Journal:
    """The practice's journal. ``with`` it open, no other process can send.

    ``roll`` compares a list with it.
    """

    def __init__(self, folder: Path, *, fingerprint: str, adopt: bool = False) -> None:
        """Open ``folder``'s journal and take the lock; ``adopt`` accepts a copy as the original.

        Raises DeliveryError when another sender runs, when the file is a copy, or as
        ``database.connect`` does.
        """
        self._path = folder / JOURNAL
        self._lock = _lock(folder / "sender.lock")
        try:
            self._database = database.connect(self._path, _SCHEMA, fingerprint=fingerprint)
            self.roll = Roll(self._database)
            self._refuse_copy(adopt)
        except BaseException:
            self._lock.close()
            raise

    def __enter__(self) -> Journal:
        """Return the journal."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let others send."""
        self._database.close()
        self._lock.close()

    def _refuse_copy(self, adopt: bool) -> None:
        """A copy does not know what the original sent since, and would send it again."""
        here = str(self._path.stat().st_ino)
        if adopt:
            self._database.execute("INSERT OR REPLACE INTO about VALUES ('file', ?)", (here,))
        elif database.about(self._database, "file", here) != here:
            raise DeliveryError(
                "This journal is a copy: the one it was copied from may know of messages that this "
                "one does not. If no other is in use any more, and nothing was sent since it was "
                "copied, run again with --adopt-journal."
            )

    # -- mailings

    def mailing(self, slug: str) -> Mailing | None:
        """Return the issue's latest mailing, if it was ever sent."""
        with understandable(JOURNAL):
            row = self._database.execute(
                "SELECT * FROM mailings WHERE slug = ? ORDER BY id DESC LIMIT 1", (slug,)
            ).fetchone()
        return Mailing(*row) if row else None

    def begin(self, slug: str, digest: str, now: float) -> Mailing:
        """Start a mailing of the frozen issue."""
        with understandable(JOURNAL):
            self._database.execute(
                "INSERT INTO mailings (slug, digest, started) VALUES (?, ?, ?)", (slug, digest, now)
            )
        begun = self.mailing(slug)
        assert begun is not None
        return begun

    def finish(self, mailing: Mailing, now: float) -> None:
        """Note that everybody on the list has had it, as far as they can."""
        with understandable(JOURNAL):
            self._database.execute(
                "UPDATE mailings SET finished = ? WHERE id = ?", (now, mailing.number)
            )

    # -- one message

    def entry(self, mailing: Mailing, recipient: bytes) -> Entry | None:
        """Return where a recipient stands; None for somebody who was not enrolled."""
        with understandable(JOURNAL):
            row = self._database.execute(
                "SELECT state, attempts, due FROM deliveries WHERE mailing = ? AND recipient = ?",
                (mailing.number, recipient),
            ).fetchone()
        return Entry(*row) if row else None

    def claims(self, mailing: Mailing) -> Claims:
        """Return what notes each message of the mailing as it goes."""
        return Claims(self._database, mailing.number)

    def last_sent(self) -> float:
        """Return when content last left, for whatever issue: rates hold across restarts."""
        with understandable(JOURNAL):
            row = self._database.execute("SELECT last FROM pace").fetchone()
        return float(row[0]) if row else 0.0

    def words(self, mailing: Mailing, state: State, most: int = 5) -> list[tuple[str, int]]:
        """Return the server's most frequent words for a state, and how often each fell."""
        with understandable(JOURNAL):
            return self._database.execute(
                "SELECT words, count(*) AS times FROM deliveries WHERE mailing = ? AND state = ? "
                "AND words <> '' GROUP BY words ORDER BY times DESC, words LIMIT ?",
                (mailing.number, state, most),
            ).fetchall()


def _lock(path: Path) -> sqlite3.Connection:
    """Hold the lock while the connection is open; the system frees it whenever a process ends."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise DeliveryError(
            "Another safespace is sending at this moment. Wait until it is done."
        ) from None
    return lock
