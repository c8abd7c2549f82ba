"""One issue as many messages: encoded once, then personal for each recipient.

What differs is a token of fixed width, so encoded lines keep their length, and the headers that
name the recipient.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import formatdate

from pelican_safespace.delivery.errors import DeliveryError
from pelican_safespace.delivery.recipients import Recipient, recipient
from pelican_safespace.delivery.tokens import TOKEN_LENGTH, Keys
from pelican_safespace.models import Edition, Practice
from pelican_safespace.newsletter import message

#: Stands where a recipient's token will stand, in HTML, text and headers.
PLACEHOLDER = ("safespace-token-of-one-recipient-" + "x" * TOKEN_LENGTH)[:TOKEN_LENGTH]

#: The placeholder in quoted-printable, where a soft line break may cut it anywhere.
_CUT_PLACEHOLDER = re.compile("(?:=\r\n)?".join(map(re.escape, PLACEHOLDER)).encode("ascii"))

#: The headers that are written anew for each recipient, or are for drafts only.
_DROPPED = re.compile(rb"^(?:X-Unsent|Message-ID|Date):[^\r]*(?:\r\n[ \t][^\r]*)*\r\n", re.M | re.I)

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Letter:
    """A frozen issue. ``digest`` changes with every byte of it that a recipient would see."""

    digest: str
    sender: str
    domain: str
    pieces: tuple[bytes | slice, ...]

    def to(self, whom: Recipient, keys: Keys, *, date: float, test: bool = False) -> bytes:
        """Return the message for one recipient; ``date`` is when the sending began.

        The same mailing to the same recipient has the same Message-ID at every attempt.
        """
        known = keys.recipient(whom.identity)
        token = keys.token(known, test=test).encode("ascii")
        number = f"{self.digest[:24]}.{keys.message(self.digest, known)}@{self.domain}"
        head = f"To: {whom.address}\r\nDate: {formatdate(date)}\r\nMessage-ID: <{number}>\r\n"
        parts = (token[one] if isinstance(one, slice) else one for one in self.pieces)
        return b"".join((head.encode("ascii"), *parts))


def personal(practice: Practice) -> Practice:
    """Return the practice with ways to leave that carry the placeholder.

    Raises DeliveryError without an https address (http on this computer) or an address to write to.
    """
    url, mailto = practice.unsubscribe_url, practice.unsubscribe_mailto
    if url:
        url = f"{url.strip()}{'&' if '?' in url else '?'}t={PLACEHOLDER}"
    if mailto:
        address = mailto.strip().removeprefix("mailto:").partition("?")[0]
        mailto = f"{address}?subject=unsubscribe%20{PLACEHOLDER}"
    if not (url or mailto):
        raise DeliveryError(
            "There is no way to unsubscribe. Set SAFESPACE_UNSUBSCRIBE_URL to the address of the "
            "unsubscribe service."
        )
    return replace(practice, unsubscribe_url=url, unsubscribe_mailto=mailto)


def way_out(practice: Practice) -> str:
    """Return the address behind “Unsubscribe” in the mail of a ``personal`` practice."""
    return practice.unsubscribe_url or f"mailto:{practice.unsubscribe_mailto}"


def freeze(
    edition: Edition, practice: Practice, html: str, text: str, *, one_click: bool
) -> Letter:
    """Return the issue ready to be sent; ``practice`` is ``personal``, and so are both parts.

    ``one_click`` promises that a POST to the address unsubscribes (RFC 8058). Raises DeliveryError
    when either part has no way out, or the sender's address is none.
    """
    for name, part in (("HTML", html), ("plain text", text)):
        if PLACEHOLDER not in part:
            raise DeliveryError(
                f"{edition.issue.source}: the {name} has no link to unsubscribe. If your theme has "
                "a mail/footer.mjml of its own, show links.unsubscribe there."
            )
    head, body = message.build(edition, practice, html, text).split(b"\r\n\r\n", 1)
    head = _DROPPED.sub(b"", head + b"\r\n")
    if one_click:
        head += b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    content = head + b"\r\n" + body
    try:
        sender = recipient(practice.sender_address).address
    except ValueError as error:
        raise DeliveryError(f"SAFESPACE_SENDER is not an address: {error}.") from None
    digest = hashlib.sha256(content).hexdigest()
    return Letter(digest, sender, sender.rpartition("@")[2], tuple(_pieces(content)))


def _pieces(content: bytes) -> list[bytes | slice]:
    """Cut the content at each placeholder, and a placeholder at each soft line break in it."""
    pieces: list[bytes | slice] = []
    end = 0
    for found in _CUT_PLACEHOLDER.finditer(content):
        pieces.append(content[end : found.start()])
        done = 0
        for part in found[0].split(b"=\r\n"):
            pieces += [b"=\r\n"] * bool(done) + [slice(done, done + len(part))]
            done += len(part)
        end = found.end()
    return [*pieces, content[end:]]
