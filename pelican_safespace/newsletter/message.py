"""A rendered issue as one e-mail message (RFC 5322), ready to open as a draft.

The message is addressed to nobody: recipients are added when it is sent, and none of them ever
stands in a file the build writes. The draft for one's own mail program is addressed to the
practice itself (``as_draft``). ``List-Unsubscribe-Post`` (RFC 8058) is missing as
well: it promises an address that belongs to one recipient, which only sending knows.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_qp
from email.header import Header
from email.utils import format_datetime
from email.utils import quote as quoted_string
from urllib.parse import quote, urlsplit

from pelican_safespace.errors import SettingError
from pelican_safespace.models import Edition, Practice

#: The part before the @ in its plain form (RFC 5322, ``dot-atom``).
_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)


def build(edition: Edition, practice: Practice, html: str, text: str) -> bytes:
    """Return the issue as ``multipart/alternative``, plain text first, lines ending in CRLF.

    The same issue gives the same bytes: Message-ID and boundary are made from the content, the
    date is the issue's own. ``X-Unsent: 1`` lets a mail program open the file as a draft.
    Raises SettingError when the sender's address cannot stand in a header.
    """
    issue = edition.issue
    sender = _address(practice.sender_address, "SAFESPACE_SENDER")
    digest = _digest(issue.slug, sender, practice.sender, issue.subject, html, text)
    boundary = f"=_{digest}"
    headers = {
        **_sender(practice, sender),
        "Subject": _folded("Subject", (issue.subject,)),
        "Date": format_datetime(issue.published),
        "Message-ID": f"<{digest}@{sender.rpartition('@')[2]}>",
        "List-Id": f"<newsletter.{_host(practice.url)}>",
        **_ways_out(practice),
        "X-Unsent": "1",
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
        "Content-Language": issue.lang,
    }
    between = f"\r\n--{boundary}".encode("ascii")
    parts = (_part("plain", text), _part("html", html))
    return _head(headers) + between.join((b"", *parts, b"--\r\n"))


def _sender(practice: Practice, address: str) -> dict[str, str]:
    named = {"From": _mailbox("From", practice.sender, address)}
    if practice.reply_to:
        named["Reply-To"] = _address(practice.reply_to, "SAFESPACE_REPLY_TO")
    return named


def _ways_out(practice: Practice) -> dict[str, str]:
    ways_out = list_unsubscribe(practice)
    return {"List-Unsubscribe": ways_out} if ways_out else {}


def _head(headers: dict[str, str]) -> bytes:
    """Write headers as they are: they are encoded and folded already.

    Python's own folding cuts a long ``List-Unsubscribe`` address into encoded words, which no
    mail program finds its way out of, and loses the quotes of a name such as "Müller, Köln".
    """
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("ascii")


def _part(subtype: str, text: str) -> bytes:
    """Write a part in quoted-printable, lines of at most 76 characters (RFC 2045)."""
    head = {
        "Content-Type": f'text/{subtype}; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
    }
    lines = b"\n".join(text.encode().splitlines()) + b"\n"
    return b"\r\n" + _head(head) + b"\r\n" + b2a_qp(lines).replace(b"\n", b"\r\n")


def as_draft(message: bytes, practice: Practice) -> bytes:
    """Return the message of ``build`` as a draft that is addressed to the practice itself.

    That is how a mail to many is written by hand: oneself in ``To``, everybody else in ``Bcc``. A
    message without ``To`` has points with spam filters for just that, and an empty group
    ("undisclosed-recipients:;") is shown by mail programs as a recipient that is wrong.
    """
    sender = _address(practice.sender_address, "SAFESPACE_SENDER")
    to = _mailbox("To", practice.sender, sender)
    return f"To: {to}\r\n".encode("ascii") + message


def list_unsubscribe(practice: Practice) -> str:
    """Return the value of ``List-Unsubscribe`` (RFC 2369), empty where no way out is known."""
    ways = []
    if practice.unsubscribe_url:
        ways.append(quote(practice.unsubscribe_url.strip(), safe="%/:=&?~#+!$,;'@()*[]"))
    if practice.unsubscribe_mailto:
        address = practice.unsubscribe_mailto.strip().removeprefix("mailto:")
        subject = "" if "?" in address else "?subject=unsubscribe"
        ways.append("mailto:" + quote(address, safe="%=&?+@.-") + subject)
    return ",\r\n ".join(f"<{way}>" for way in ways)


def _mailbox(header: str, name: str, address: str) -> str:
    """Write ``Name <address>``: quoted where the name is ASCII, else encoded (RFC 2047)."""
    name = _one_line(name)
    if not name:
        return address
    if name.isascii() and "=?" not in name:
        name = f'"{quoted_string(name)}"'
    return _folded(header, (name, f"<{address}>"))


def _folded(header: str, parts: tuple[str, ...]) -> str:
    """Join the parts into a header's value of lines of at most 76 characters."""
    value = Header(header_name=header, maxlinelen=76)
    for part in map(_one_line, parts):
        value.append(part, "us-ascii" if _is_plain(part) else "utf-8")
    return value.encode(linesep="\r\n", maxlinelen=76)


def _is_plain(text: str) -> bool:
    """Tell whether ASCII will do: nothing that reads as encoded, no word too long to fold."""
    return text.isascii() and "=?" not in text and all(len(word) < 64 for word in text.split())


def _one_line(text: str) -> str:
    """Return the text without line breaks and control characters, which end a header."""
    return " ".join("".join(c if c.isprintable() or c == "\u200d" else " " for c in text).split())


def _address(address: str, setting: str) -> str:
    """Return the address in ASCII, its domain as IDNA."""
    local, at, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        domain = ""
    if not (at and domain and _LOCAL_PART.fullmatch(local)):
        raise SettingError(
            f"{setting}: {address!r} is not an address that mail can be sent from. "
            "Write it as name@example.org, with plain letters before the @."
        )
    return f"{local}@{domain}"


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "localhost").encode("idna").decode("ascii")


def _digest(*parts: str) -> str:
    """Return 24 hexadecimal digits that the parts, in their order, decide."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
