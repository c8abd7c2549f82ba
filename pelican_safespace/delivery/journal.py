"""What was sent to whom, in SQLite, so that a sending can be resumed after anything.

A recipient is a keyed hash here, never an address. Before a message's content leaves, its row
says ``sending`` (see ``claims``); after the relay's answer it says what became of it. A row still
``sending`` when the next run begins was interrupted: it becomes ``doubtful`` and is held back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pelican_safespace.delivery import database
from pelican_safespace.delivery.claims import Claims
from pelican_safespace.delivery.database import understandable
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.private import JOURNAL

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


@dataclass(frozen=True, slots=True)
class Counts:
    """How the recipients of a list stand before a sending."""

    listed: int = 0
    new: int = 0
    done: int = 0
    refused: int = 0
    doubtful: int = 0
    suppressed: int = 0


class Journal:
    """The practice's journal. ``with`` it open, no other process can send."""

    def __init__(self, folder: Path, *, fingerprint: str, adopt: bool = False) -> None:
        """Open ``folder``'s journal and take the lock; ``adopt`` accepts a copy as the original.

        Raises DeliveryError when another sender runs, when the file is a copy, or as
        ``database.connect`` does.
        """
        self._path = folder / JOURNAL
        self._lock = _lock(folder / "sender.lock")
        try:
            self._database = database.connect(self._path, _SCHEMA, fingerprint=fingerprint)
            self._database.execute(
                "CREATE TEMP TABLE present (recipient BLOB PRIMARY KEY) WITHOUT ROWID"
            )
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

    # -- the list, compared with the journal

    def present(self, recipients: Iterable[bytes]) -> int:
        """Take in who is on the list; return how many rows named somebody for a second time."""
        with understandable(JOURNAL), database.transaction(self._database):
            self._database.execute("DELETE FROM present")
            before, rows = self._database.total_changes, 0
            for recipient in recipients:
                rows += 1
                self._database.execute("INSERT OR IGNORE INTO present VALUES (?)", (recipient,))
            return rows - (self._database.total_changes - before)

    def counts(self, mailing: Mailing | None, suppressions: Path) -> Counts:
        """Return how those present stand; whoever is suppressed counts as nothing else."""
        number = mailing.number if mailing else 0
        with understandable(JOURNAL):
            self._database.execute("ATTACH ? AS other", (str(suppressions),))
            try:
                found = dict(self._database.execute(_COUNTS, (number,)).fetchall())
            finally:
                self._database.execute("DETACH other")
        return Counts(
            listed=sum(found.values()),
            new=found.get("todo", 0),
            done=found.get("sent", 0),
            refused=found.get("refused", 0),
            doubtful=found.get("doubtful", 0) + found.get("sending", 0),
            suppressed=found.get("suppressed", 0),
        )

    def enrol(self, mailing: Mailing, *, resend_doubtful: bool) -> None:
        """Note everybody present who is not yet noted, and hold back what was interrupted.

        ``resend_doubtful`` is a person's explicit word that a second copy is better than none.
        """
        with understandable(JOURNAL), database.transaction(self._database):
            run, number = self._database.execute, (mailing.number,)
            run(
                "INSERT OR IGNORE INTO deliveries (mailing, recipient) "
                "SELECT ?, recipient FROM present",
                number,
            )
            run("UPDATE deliveries SET state = 'doubtful' WHERE state = 'sending'")
            # A run that was stopped is as good a wait as any; only the pace holds on.
            run("UPDATE deliveries SET attempts = 0, due = 0 WHERE mailing = ?", number)
            if resend_doubtful:
                run(
                    "UPDATE deliveries SET state = 'todo' "
                    "WHERE mailing = ? AND state = 'doubtful' AND recipient IN present",
                    number,
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

    def states(self, mailing: Mailing) -> dict[str, int]:
        """Return how many recipients of the mailing are in each state."""
        with understandable(JOURNAL):
            rows = self._database.execute(
                "SELECT state, count(*) FROM deliveries WHERE mailing = ? GROUP BY state",
                (mailing.number,),
            )
            return dict(rows.fetchall())

    def words(self, mailing: Mailing, state: State, most: int = 5) -> list[tuple[str, int]]:
        """Return the server's most frequent words for a state, and how often each fell."""
        with understandable(JOURNAL):
            return self._database.execute(
                "SELECT words, count(*) AS times FROM deliveries WHERE mailing = ? AND state = ? "
                "AND words <> '' GROUP BY words ORDER BY times DESC, words LIMIT ?",
                (mailing.number, state, most),
            ).fetchall()


_COUNTS = """
SELECT CASE
    WHEN EXISTS (SELECT 1 FROM other.suppressed AS s WHERE s.recipient = p.recipient)
    THEN 'suppressed' ELSE coalesce(d.state, 'todo') END AS standing, count(*)
FROM present AS p
LEFT JOIN deliveries AS d ON d.mailing = ? AND d.recipient = p.recipient
GROUP BY standing
"""


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
