"""The list of a sending, called over: who is on it, and how each stands in the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pelican_safespace.delivery import database
from pelican_safespace.delivery.database import understandable
from pelican_safespace.delivery.private import JOURNAL

_COUNTS = """
SELECT CASE
    WHEN EXISTS (SELECT 1 FROM other.suppressed AS s WHERE s.recipient = p.recipient)
    THEN 'suppressed' ELSE coalesce(d.state, 'todo') END AS standing, count(*)
FROM present AS p
LEFT JOIN deliveries AS d ON d.mailing = ? AND d.recipient = p.recipient
GROUP BY standing
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How the recipients of a list stand before a sending."""

    listed: int = 0
    new: int = 0
    done: int = 0
    refused: int = 0
    doubtful: int = 0
    suppressed: int = 0


class Roll:
    """The list beside the journal; mailings are named by their number."""

    def __init__(self, journal: sqlite3.Connection) -> None:
        """Make room, in memory, for those who are on the list; ``journal`` is open."""
        self._database = journal
        journal.execute("CREATE TEMP TABLE present (recipient BLOB PRIMARY KEY) WITHOUT ROWID")

    def present(self, recipients: Iterable[bytes]) -> int:
        """Take in who is on the list; return how many rows named somebody for a second time."""
        with understandable(JOURNAL), database.transaction(self._database):
            self._database.execute("DELETE FROM present")
            before, rows = self._database.total_changes, 0
            for recipient in recipients:
                rows += 1
                self._database.execute("INSERT OR IGNORE INTO present VALUES (?)", (recipient,))
            return rows - (self._database.total_changes - before)

    def counts(self, mailing: int | None, suppressions: Path) -> Counts:
        """Return how those present stand; whoever is suppressed counts as nothing else."""
        with understandable(JOURNAL):
            self._database.execute("ATTACH ? AS other", (str(suppressions),))
            try:
                found = dict(self._database.execute(_COUNTS, (mailing or 0,)).fetchall())
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

    def enrol(self, mailing: int, *, resend_doubtful: bool) -> None:
        """Note everybody present who is not yet noted, and hold back what was interrupted.

        ``resend_doubtful`` is a person's explicit word that a second copy is better than none.
        """
        with understandable(JOURNAL), database.transaction(self._database):
            run, number = self._database.execute, (mailing,)
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
