"""The mailbox that unsubscribe and bounce mails come to, read over IMAP into the suppressions."""

from __future__ import annotations

import contextlib
import imaplib
import re
from collections.abc import Iterator
from contextlib import contextmanager

from pelican_safespace.delivery.accounts import Account
from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.letters_in import read
from pelican_safespace.delivery.suppressions import Suppressions
from pelican_safespace.delivery.tokens import Keys

#: Seconds to wait for an answer, and bytes of a mail that are read: a report is at its top.
TIMEOUT = 60.0
_MOST = 512 * 1024

IMAP_VARIABLE = "SAFESPACE_IMAP"
IMAP_EXAMPLE = "imaps://you%40example.org@mail.example.org"


def collect(
    account: Account, keys: Keys, suppressions: Suppressions, *, folder: str = "INBOX"
) -> dict[str, int]:
    """Read the mails that came since the last time; return how many there were of each kind.

    Mails understood are marked as read, all others stay as they are; nothing is deleted. How far
    it came is kept with the suppressions after each mail, so it can be interrupted at any moment.
    """
    counts = dict.fromkeys(("left", "bounced", "unclear", "other"), 0)
    with _opened(account) as imap:
        answer, _ = imap.select(f'"{folder}"')
        if answer != "OK":
            raise DeliveryError(f"The mailbox has no folder {folder}.")
        (validity,) = imap.response("UIDVALIDITY")[1] or [b"0"]
        place = f"imap {account.user}@{account.host} {folder}"
        known, _, last = suppressions.place(place).partition(":")
        era = (validity or b"0").decode("ascii")
        # Another UIDVALIDITY numbers all mails anew (RFC 3501, 2.3.1.1): begin at the first.
        after = int(last) if known == era and last else 0
        for uid in _newer(imap, after):
            wish = read(_fetch(imap, uid), keys)
            if wish.recipient is not None:
                suppressions.add([wish.recipient], wish.kind)
                imap.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
            counts[wish.kind] += 1
            suppressions.keep_place(place, f"{era}:{uid}")
    return counts


def _newer(imap: imaplib.IMAP4, after: int) -> list[int]:
    _, found = imap.uid("SEARCH", "UID", f"{after + 1}:*")
    numbers = [int(one) for one in (found[0] or b"").split()]
    # "*" is the newest mail even when that is older than the range (RFC 3501, 6.4.8).
    return sorted(number for number in numbers if number > after)


def _fetch(imap: imaplib.IMAP4, uid: int) -> bytes:
    _, parts = imap.uid("FETCH", str(uid), f"(BODY.PEEK[]<0.{_MOST}>)")
    for part in parts:
        if isinstance(part, tuple):
            content: bytes = part[1]
            return content
    return b""


@contextmanager
def _opened(account: Account) -> Iterator[imaplib.IMAP4]:
    """Yield the connection, logged in; its errors become DeliveryErrors without any mail's text."""
    imap: imaplib.IMAP4 | None = None
    try:
        if account.security == "tls":
            imap = imaplib.IMAP4_SSL(
                account.host, account.port, ssl_context=account.context(), timeout=TIMEOUT
            )
        else:
            imap = imaplib.IMAP4(account.host, account.port, timeout=TIMEOUT)
        if account.security == "starttls":
            imap.starttls(account.context())
        imap.login(account.user, account.password)
        yield imap
    except imaplib.IMAP4.error as error:
        words = re.sub(r"\S*@\S*", "(address)", str(error))[:200]
        raise DeliveryError(f"The mailbox at {account.host} says no ({words}).") from None
    except OSError as error:
        raise DeliveryError(
            f"{account.host}:{account.port} cannot be reached ({type(error).__name__})."
        ) from None
    finally:
        if imap is not None:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                imap.logout()
