"""What a mail that came in asks for: to leave, or word that an address is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr
from typing import Literal

from pelican_safespace.delivery.recipients import recipient
from pelican_safespace.delivery.tokens import TOKEN_LENGTH, Keys

Kind = Literal["left", "bounced", "unclear", "other"]

#: A subject that asks to leave and says nothing else, in the languages the plugin speaks.
_LEAVE = re.compile(
    r"(?:please )?(?:unsubscribe(?: me)?|remove me|stop|abmelden|abbestellen|austragen|"
    r"d[ée]sabonner|d[ée]sinscrire|d[ée]sinscription|baja|darse de baja|"
    r"cancelar suscripci[óo]n)[.!]?",
    re.I,
)
_WITH_TOKEN = re.compile(rf"unsubscribe\s+([\w-]{{{TOKEN_LENGTH}}})", re.I | re.A)
#: A token in the header of a message that came back: ``?t=…`` or ``unsubscribe%20…``.
_RETURNED = re.compile(rf"(?:[?&]t=|unsubscribe%20)([\w-]{{{TOKEN_LENGTH}}})", re.A)
#: Enhanced status codes (RFC 3463) that say the mailbox is not there, rather than full or fussy.
_GONE = re.compile(r"5\.(?:1\.(?:0|1|2|3|6|10)|2\.1)(?!\d)")


@dataclass(frozen=True, slots=True)
class Wish:
    """What one mail means; ``recipient`` is the keyed hash of whom it is about.

    "unclear" is a bounce that cannot be proved to be one of ours: anybody can write one.
    """

    kind: Kind
    recipient: bytes | None = None


def read(content: bytes, keys: Keys) -> Wish:
    """Return what a mail asks for (RFC 3464 for bounces, RFC 2369 for leaving by mail)."""
    mail = message_from_bytes(content, policy=compat32)
    if mail.get_content_type() == "multipart/report":
        return _bounce(mail, keys)
    subject = " ".join(str(mail.get("Subject", "")).split())
    if found := _WITH_TOKEN.fullmatch(subject):
        known = keys.read(found[1])
        if known is None:
            return Wish("other")
        return Wish("other") if known[1] else Wish("left", known[0])
    # An automatic answer quotes the subject it answers; it wants nothing.
    automatic = str(mail.get("Auto-Submitted", "no")).lower() != "no"
    if _LEAVE.fullmatch(subject) and not automatic:
        try:
            one = recipient(parseaddr(str(mail.get("From", "")))[1])
        except ValueError:
            return Wish("other")
        return Wish("left", keys.recipient(one.identity))
    return Wish("other")


def _bounce(mail: Message, keys: Keys) -> Wish:
    """Judge a delivery report by its status, and by the token of the message it returns."""
    status, returned = "", ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = part.as_string()
        elif kind in ("text/rfc822-headers", "message/rfc822"):
            returned = part.as_string()
    fields = {
        name.lower(): value.strip()
        for name, value in re.findall(r"^(Action|Status):([^\n]*)", status, re.M | re.I)
    }
    if fields.get("action", "").lower() != "failed" or not _GONE.match(fields.get("status", "")):
        return Wish("other")
    # Folded and quoted-printable lines are put together again before the token is looked for.
    for found in _RETURNED.finditer(re.sub(r"=?\r?\n[ \t]*", "", returned)):
        known = keys.read(found[1])
        if known is not None:
            return Wish("other") if known[1] else Wish("bounced", known[0])
    return Wish("unclear")
