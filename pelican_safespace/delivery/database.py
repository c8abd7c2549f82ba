"""The private SQLite files: durable before anything else, and closed to others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.private import new_file, refuse_open


def connect(path: Path, schema: str, *, fingerprint: str) -> sqlite3.Connection:
    """Open the file, made with mode 0600 if need be, in autocommit mode.

    Every commit reaches the disk before it returns (WAL, synchronous FULL). ``fingerprint`` names
    the secret the file belongs to. Raises DeliveryError where others may read the file, where it
    belongs to another secret, and where it is no database.
    """
    if not path.exists():
        new_file(path)
    refuse_open(path)
    with understandable(path.name):
        database = sqlite3.connect(path, timeout=30, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        # On macOS fsync alone leaves the data in the disk's own cache.
        database.execute("PRAGMA fullfsync = ON")
        database.executescript(
            "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;"
            + schema
        )
        owner = about(database, "secret", fingerprint)
    if owner != fingerprint:
        database.close()
        raise DeliveryError(
            f"{path.name} belongs to another secret than the one in use, so nobody in it would be "
            "recognised. Put the secret back that was used before."
        )
    return database


def about(database: sqlite3.Connection, name: str, first: str) -> str:
    """Return what the file says of itself under ``name``, ``first`` when it is asked first."""
    database.execute("INSERT OR IGNORE INTO about VALUES (?, ?)", (name, first))
    row = database.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return str(row[0])


@contextmanager
def understandable(name: str) -> Iterator[None]:
    """Turn SQLite's errors, such as a full disk, into a DeliveryError."""
    try:
        yield
    except sqlite3.Error as error:
        raise DeliveryError(
            f"{name} cannot be read or written ({error}). Nothing is lost: what went out is "
            "recorded or held as doubtful. Make room on the disk, then run the command again."
        ) from None


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Commit everything done inside, or nothing of it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
