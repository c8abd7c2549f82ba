"""Who must not be written to any more: keyed hashes, added at once, lifted by a person only."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pelican_safespace.delivery import database
from pelican_safespace.delivery.database import understandable

#: Why: asked to leave, the address is gone, or named in a list of the staff's.
Reason = Literal["left", "bounced", "listed"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS suppressed
    (recipient BLOB PRIMARY KEY, reason TEXT NOT NULL, since REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lifted
    (recipient BLOB NOT NULL, reason TEXT NOT NULL, since REAL NOT NULL, lifted REAL NOT NULL);
"""


class Suppressions:
    """The practice's suppressions in one SQLite file; several processes may hold it at once."""

    __slots__ = ("_database", "path")

    def __init__(self, path: Path, *, fingerprint: str) -> None:
        """Open the file or make it; ``fingerprint`` is that of the keys. Raises DeliveryError."""
        self.path = path
        self._database = database.connect(path, _SCHEMA, fingerprint=fingerprint)

    def __contains__(self, recipient: bytes) -> bool:
        """Tell whether the recipient is suppressed at this moment, whoever wrote it."""
        with understandable(self.path.name):
            row = self._database.execute(
                "SELECT 1 FROM suppressed WHERE recipient = ?", (recipient,)
            ).fetchone()
        return row is not None

    def __len__(self) -> int:
        """Return how many are suppressed."""
        with understandable(self.path.name):
            (count,) = self._database.execute("SELECT count(*) FROM suppressed").fetchone()
        return int(count)

    def since(self, moment: float) -> Iterator[tuple[bytes, str]]:
        """Yield keyed hash and reason of each added at or after ``moment`` (seconds since 1970)."""
        with understandable(self.path.name):
            yield from self._database.execute(
                "SELECT recipient, reason FROM suppressed WHERE since >= ? ORDER BY recipient",
                (moment,),
            )

    def add(self, recipients: Iterable[bytes], reason: Reason | str) -> int:
        """Suppress each, on disk when this returns; return how many were not suppressed before.

        Who is suppressed already is so from now on: who asks again what asked us before learns it,
        also when it was lifted there in between.
        """
        now = time.time()
        with understandable(self.path.name), database.transaction(self._database):
            before = len(self)
            self._database.executemany(
                "INSERT INTO suppressed VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET since = excluded.since",
                ((recipient, reason, now) for recipient in recipients),
            )
            return len(self) - before

    def reasons(self, recipients: Iterable[bytes]) -> Counter[str]:
        """Return for which reasons those of the recipients are suppressed who are."""
        with understandable(self.path.name):
            found = (
                self._database.execute(
                    "SELECT reason FROM suppressed WHERE recipient = ?", (recipient,)
                ).fetchone()
                for recipient in recipients
            )
            return Counter(str(row[0]) for row in found if row)

    def lift(self, recipients: Iterable[bytes]) -> None:
        """Let each be written to again, and keep when that was and what they were suppressed for.

        Whoever leaves after this is suppressed again.
        """
        now = time.time()
        with understandable(self.path.name), database.transaction(self._database):
            for recipient in recipients:
                self._database.execute(
                    "INSERT INTO lifted SELECT *, ? FROM suppressed WHERE recipient = ?",
                    (now, recipient),
                )
                self._database.execute("DELETE FROM suppressed WHERE recipient = ?", (recipient,))

    def place(self, name: str) -> str:
        """Return the last place kept under ``name`` by ``keep_place``, or ""."""
        with understandable(self.path.name):
            return database.about(self._database, name, "")

    def keep_place(self, name: str, place: str) -> None:
        """Remember how far something was read, such as a mailbox."""
        with understandable(self.path.name):
            self._database.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, place))

    def close(self) -> None:
        """Close the file."""
        self._database.close()
