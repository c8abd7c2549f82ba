"""The pieces of a sending put together for the tests; everybody in them is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letters import edition, practice

from pelican_safespace.delivery.accounts import Account
from pelican_safespace.delivery.journal import Journal, Mailing
from pelican_safespace.delivery.letter import Letter, freeze, personal, way_out
from pelican_safespace.delivery.patience import Patience
from pelican_safespace.delivery.private import SUPPRESSIONS, open_folder
from pelican_safespace.delivery.recipients import recipient
from pelican_safespace.delivery.sender import Desk, Sender
from pelican_safespace.delivery.smtp import Relay
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys

SECRET = "a-secret-that-only-the-tests-of-sending-know"
KEYS = Keys(SECRET)

#: Waits that a test has time for.
QUICK = Patience(put_off=(0.01, 0.01, 0.01), gone=(0, 0.01, 0.01))

#: Lines that an encoder has to break and a mail server has to mind.
BODY = (
    "Grüße aus dem Garten, a line long enough to be broken somewhere in its middle.\n.\nDate: no\n"
)


def addresses(count: int) -> list[str]:
    return [f"reader{number}@example.com" for number in range(count)]


def known(address: str) -> bytes:
    return KEYS.recipient(recipient(address).identity)


def letter(words: str = BODY, *, one_click: bool = True, **issue: Any) -> Letter:
    sender = personal(practice())
    leave = way_out(sender)
    html = f'<html><body><p>{words}</p><a href="{leave}">Unsubscribe</a></body></html>\n'
    return freeze(
        edition(**issue), sender, html, f"{words}\nUnsubscribe: {leave}\n", one_click=one_click
    )


@dataclass
class Office:
    """An open journal and what belongs to it."""

    journal: Journal
    suppressions: Suppressions
    mailing: Mailing
    port: int

    def send(self, listed: Iterable[str], *, resend_doubtful: bool = False, **desk: Any) -> Sender:
        people = list(listed)
        self.journal.roll.present(map(known, people))
        self.journal.roll.enrol(self.mailing.number, resend_doubtful=resend_doubtful)
        given: dict[str, Any] = {
            "mailing": self.mailing,
            "letter": letter(),
            "keys": KEYS,
            "journal": self.journal,
            "suppressions": self.suppressions,
            "relay": Relay(Account("127.0.0.1", self.port, "none"), timeout=5),
            "patience": QUICK,
        }
        sender = Sender(Desk(**(given | desk)), lambda *_: None)
        sender.run(lambda: (recipient(one) for one in people))
        return sender

    def states(self, listed: Iterable[str]) -> dict[str, str]:
        found = {one: self.journal.entry(self.mailing, known(one)) for one in listed}
        return {one: entry.state for one, entry in found.items() if entry}


@contextmanager
def office(outbox: Path, port: int, *, adopt: bool = False) -> Iterator[Office]:
    folder = open_folder(outbox, ())
    suppressions = Suppressions(folder / SUPPRESSIONS, fingerprint=KEYS.fingerprint)
    try:
        with Journal(folder, fingerprint=KEYS.fingerprint, adopt=adopt) as journal:
            mailing = journal.mailing("autumn-letter") or journal.begin(
                "autumn-letter", letter().digest, 1_700_000_000.0
            )
            yield Office(journal, suppressions, mailing, port)
    finally:
        suppressions.close()
