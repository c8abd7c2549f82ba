"""The rows of a list: those who can be written to, and those that are malformed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pelican_safespace.delivery import recipients
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.recipients import Malformed, Recipient
from pelican_safespace.delivery.roll import Roll
from pelican_safespace.delivery.tokens import Keys

#: So many malformed rows are named one by one.
_NAMED = 20


def reachable(path: Path) -> Iterator[Recipient]:
    """Yield everybody on the list who can be written to."""
    return (row for row in recipients.read(path) if isinstance(row, Recipient))


def survey(path: Path, roll: Roll, practice_keys: Keys, *, skip_malformed: bool) -> None:
    """Take the list in, and print what is wrong with it.

    Raises DeliveryError for rows nobody can be reached at, unless they may be skipped.
    """
    malformed: list[Malformed] = []
    count = 0

    def known() -> Iterator[bytes]:
        nonlocal count
        for row in recipients.read(path):
            if isinstance(row, Recipient):
                yield practice_keys.recipient(row.identity)
            else:
                count += 1
                malformed.extend([row] * (count <= _NAMED))

    twice = roll.present(known())
    print(f"{path.name}: malformed {count}, named twice {twice}")
    for row in malformed:
        print(f"  {row}")
    if count > len(malformed):
        print(f"  and {count - len(malformed)} more")
    if count and not skip_malformed:
        raise DeliveryError(
            f"{count} of the list's rows cannot be sent to. Mend them, or leave them out with "
            "--skip-malformed."
        )
