"""What a mail relay answers (RFC 5321, 4.2), with nobody's address in it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What the relay said: its code (RFC 5321, 4.2) and its words, without any address."""

    code: int
    words: str

    def __str__(self) -> str:
        return f"{self.code} {self.words}".strip()


def heard(reply: tuple[int, bytes], recipient: str) -> Answer:
    """Return an answer, the recipient's address taken out of it."""
    return Answer(reply[0], words(reply[1], recipient))


def step(reply: tuple[int, bytes], recipient: str) -> Answer:
    """Return the answer to a command; the words of a yes are nobody's concern, and cost time."""
    return Answer(reply[0], "") if reply[0] < 400 else heard(reply, recipient)


def words(reply: bytes | str, recipient: str = "") -> str:
    """Return what the relay said on one line, every address and the recipient's name taken out."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    text = re.sub(r"[^\s<>]*@[^\s<>]*", "(address)", text)
    local, _, domain = recipient.partition("@")
    for part in (local, domain):
        if part:
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "(address)", text, flags=re.I)
    return text[:300]


def kind(error: Exception) -> str:
    """Name an error without its text, which may quote what was sent."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
