"""The sender's loop: everybody on the list once, at the rate agreed on, whatever happens.

A recipient whom the relay puts off waits while the others get theirs; a relay that hangs up is
called again after growing waits; what was interrupted after its content left is held back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pelican_safespace.delivery.claims import Stride
from pelican_safespace.delivery.errors import DeliveryError, RelayGoneError
from pelican_safespace.delivery.journal import Journal, Mailing
from pelican_safespace.delivery.letter import Letter, Sign
from pelican_safespace.delivery.patience import USUAL, Patience, Setbacks
from pelican_safespace.delivery.recipients import Recipient
from pelican_safespace.delivery.smtp import Outcome, Relay
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tally import Tally
from pelican_safespace.delivery.tokens import Keys


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a sending needs at hand.

    ``per_minute`` is the most messages a minute, None for no limit. ``sign`` adds a DKIM
    signature. ``refresh`` is called before each message and brings in new suppressions.
    """

    mailing: Mailing
    letter: Letter
    keys: Keys
    journal: Journal
    suppressions: Suppressions
    relay: Relay
    per_minute: float | None = None
    sign: Sign | None = None
    refresh: Callable[[], None] = lambda: None
    patience: Patience = USUAL
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class _Due:
    """Somebody whose message may go out now."""

    whom: Recipient
    known: bytes
    attempts: int


class Sender:
    """One run over the list; ``tally`` is right at every moment, ``show`` is told of each change.

    ``show`` gets the seconds of a longer wait and why, or 0 and "".
    """

    def __init__(self, desk: Desk, show: Callable[[Tally, float, str], None]) -> None:
        """Nothing is sent yet."""
        self.tally = Tally()
        self.stopping = False
        self._desk = desk
        self._show = show
        self._claims = desk.journal.claims(desk.mailing)
        # At a rate agreed on the disk is never what it waits for.
        self._stride = Stride(*((1, 1) if desk.per_minute else desk.patience.claimed))
        self._next_due: float | None = None
        self._calls = 0
        self._setbacks = Setbacks(desk.patience)

    def run(self, recipients: Callable[[], Iterable[Recipient]]) -> None:
        """Send to everybody on the list who has not had it; returns when nobody is left to try.

        ``recipients`` is called for each pass over the list, so that no list is ever held in
        memory. ``stopping`` ends the run after the message at hand. Raises DeliveryError when
        going on would do harm; what was done until then is in the journal.
        """
        try:
            while not self.stopping:
                due = self._pass(recipients())
                if due is None:
                    break
                self._wait(due - self._desk.now(), "waiting for those who were put off")
        finally:
            self._desk.relay.close()
            self._claims.settle()

    def _pass(self, recipients: Iterable[Recipient]) -> float | None:
        """Try everybody who is due; return when the next one is, None when nobody is left."""
        self.tally.suppressed = self.tally.put_off = 0
        self._next_due = None
        due = self._due(recipients)
        while not self.stopping and (handful := self._handful(due)):
            count, began, waited = len(handful), time.perf_counter(), self._claims.waited
            while handful:
                self._one(handful.pop(0), handful)
            if self._stride.size == 1:
                self._claims.settle()
            waited = self._claims.waited - waited
            self._stride.learn(
                self._claims.last_wait, (time.perf_counter() - began - waited) / count
            )
        return None if self.stopping else self._next_due

    def _handful(self, due: Iterator[_Due]) -> list[_Due]:
        """Return the next messages that are claimed at once; a person in two rows is one."""
        found: dict[bytes, _Due] = {}
        for one in due:
            found.setdefault(one.known, one)
            if len(found) >= self._stride.size:
                break
        return list(found.values())

    def _due(self, recipients: Iterable[Recipient]) -> Iterator[_Due]:
        """Yield everybody whose message may go out now, and note when the others may."""
        desk = self._desk
        for whom in recipients:
            known = desk.keys.recipient(whom.identity)
            entry = desk.journal.entry(desk.mailing, known)
            if entry is None or entry.state != "todo":
                continue
            if entry.attempts >= len(desk.patience.put_off):
                continue
            if entry.due <= desk.now():
                yield _Due(whom, known, entry.attempts)
            else:
                self._put_off_until(entry.due)

    def _put_off_until(self, due: float) -> None:
        self.tally.put_off += 1
        self._next_due = min(due, self._next_due or due)

    def _one(self, one: _Due, ahead: list[_Due]) -> None:
        """Send to one recipient, unless they have left; ``ahead`` are claimed with them."""
        desk = self._desk
        while not self.stopping:
            self._keep_pace()
            desk.refresh()
            if one.known in desk.suppressions:
                self.tally.suppressed += 1
                return
            try:
                outcome = self._hand_over(one, ahead)
            except RelayGoneError as gone:
                self._call_again(gone)
            else:
                self._calls = 0
                self._take_down(one, outcome)
                return

    def _hand_over(self, one: _Due, ahead: list[_Due]) -> Outcome:
        desk = self._desk
        content = desk.letter.to(one.whom, desk.keys, date=desk.mailing.started)
        if desk.sign is not None:
            content = desk.sign(content)
        return desk.relay.hand_over(
            desk.letter.sender,
            one.whom.address,
            content,
            before_content=lambda: self._claims.leave(
                one.known, [other.known for other in ahead], desk.now()
            ),
        )

    def _take_down(self, one: _Due, outcome: Outcome) -> None:
        """Write down what became of a message."""
        desk, now = self._desk, self._desk.now()
        if outcome.result == "sent":
            self._claims.sent(one.known, outcome.words)
        elif outcome.result == "later":
            due = now + desk.patience.put_off[one.attempts]
            self._claims.record(one.known, "todo", outcome.words, now=now, due=due)
            if one.attempts + 1 < len(desk.patience.put_off):
                self._put_off_until(due)
        else:
            self._claims.record(one.known, outcome.result, outcome.words, now=now)
        self.tally.count(outcome.result)
        self._show(self.tally, 0, "")
        self._setbacks.add(outcome)

    def _call_again(self, gone: RelayGoneError) -> None:
        """Wait before the relay is called again; raise when it was called often enough."""
        waits = self._desk.patience.gone
        if self._calls >= len(waits):
            raise DeliveryError(f"Stopped: {gone} Run the command again later.") from None
        self._wait(waits[self._calls], str(gone))
        self._calls += 1

    def _keep_pace(self) -> None:
        """Wait until the next message may leave, also when the last one left in another run."""
        desk = self._desk
        if not desk.per_minute:
            return
        apart = 60 / desk.per_minute
        # A clock that was set back must not stop the sending for longer than one message.
        wait = min(desk.journal.last_sent() + apart - desk.now(), apart)
        if wait > 0:
            self._claims.settle()
            desk.sleep(wait)

    def _wait(self, seconds: float, why: str) -> None:
        """Sleep in short steps, so that a wish to stop is heard."""
        self._claims.settle()
        end = self._desk.now() + seconds
        while not self.stopping and (left := end - self._desk.now()) > 0:
            self._show(self.tally, left, why)
            self._desk.sleep(min(left, 1.0))
        self._show(self.tally, 0, "")
