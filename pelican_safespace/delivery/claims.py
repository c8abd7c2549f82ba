"""Messages on their way: claimed in the journal, on disk, before the content of any of them leaves.

One wait for the disk claims one message or several, and writes down what became of those before
them. A claimed message whose outcome is not on disk when the sender dies is found as ``sending``
and held back as doubtful, so no more are claimed at once than a slow disk makes needful.
"""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Collection
from typing import Literal

from pelican_safespace.delivery import database
from pelican_safespace.delivery.database import understandable
from pelican_safespace.delivery.private import JOURNAL

#: What a message's row says when it is done with for now.
Settled = Literal["todo", "sent", "refused", "doubtful"]


class Claims:
    """The claimed messages of one mailing. Whatever is committed is on disk (synchronous FULL)."""

    def __init__(self, journal: sqlite3.Connection, mailing: int) -> None:
        """Nobody is claimed yet; ``mailing`` is its number in the journal."""
        self._journal, self._mailing = journal, mailing
        self._claimed: set[bytes] = set()
        self._outcomes: dict[bytes, tuple[Settled, str, float]] = {}
        self._left: float | None = None
        #: Seconds that all commits took, and the last one.
        self.waited = self.last_wait = 0.0

    def leave(self, recipient: bytes, ahead: Collection[bytes], now: float) -> None:
        """Note that the message's content is about to leave, and claim those ``ahead`` with it.

        One that was claimed with another before it waits for no disk.
        """
        self._left = now
        if recipient not in self._claimed:
            self._commit(claimed={recipient, *ahead})
        self._claimed.discard(recipient)

    def sent(self, recipient: bytes, words: str) -> None:
        """Note that the relay took the message: on disk with the next claim or ``settle``."""
        self._outcomes[recipient] = ("sent", words, 0.0)

    def record(
        self, recipient: bytes, state: Settled, words: str, *, now: float, due: float = 0
    ) -> None:
        """Note, on disk, what else became of a message, also where its content never left."""
        self._left = now
        self._outcomes[recipient] = (state, words, due)
        self._claimed.discard(recipient)
        self._commit()

    def settle(self) -> None:
        """Write everything down, on disk; who was claimed and has not left is to do again."""
        if self._outcomes or self._claimed:
            self._commit(freed=self._claimed)
            self._claimed = set()

    def _commit(self, claimed: Collection[bytes] = (), freed: Collection[bytes] = ()) -> None:
        began, number = time.perf_counter(), self._mailing
        with understandable(JOURNAL), database.transaction(self._journal):
            run = self._journal.executemany
            run(
                "UPDATE deliveries SET state = ?, words = ?, due = ?, attempts = attempts + 1 "
                "WHERE mailing = ? AND recipient = ?",
                ((*outcome, number, one) for one, outcome in self._outcomes.items()),
            )
            for state, recipients in (("sending", claimed), ("todo", freed)):
                run(
                    "UPDATE deliveries SET state = ? WHERE mailing = ? AND recipient = ?",
                    ((state, number, one) for one in recipients),
                )
            if self._left is not None:
                run("INSERT OR REPLACE INTO pace VALUES (1, ?)", [(self._left,)])
        self._outcomes.clear()
        self._claimed.update(claimed)
        self.last_wait = time.perf_counter() - began
        self.waited += self.last_wait


class Stride:
    """How many messages to claim at once, between ``least`` and ``most``.

    One, as long as both waits of a message for the disk take less than a quarter of what the relay
    takes for it, as real relays let them; else so many that one wait for them all stays below that.
    """

    def __init__(self, least: int, most: int) -> None:
        """Nothing is known yet of disk and relay: begin with the least."""
        self.size, self._least, self._most = least, least, most
        self._disk = self._relay = 0.0

    def learn(self, disk: float, relay: float) -> None:
        """Take in the seconds of one wait for the disk, and of the relay for one message."""
        # Smoothed: one slow moment of either is not the rule.
        self._disk += (disk - self._disk) / 4
        self._relay += (relay - self._relay) / 4
        share = 4 * self._disk / max(self._relay, 1e-6)
        wanted = 1 if share <= 0.5 else max(2, math.ceil(share))
        self.size = min(max(wanted, self._least), self._most)
