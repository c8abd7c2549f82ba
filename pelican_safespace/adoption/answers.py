"""What the person who sets a site up is asked, and what is assumed where they say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from pelican_safespace.models import UNKNOWN_PLACE

_LOCAL = re.compile(r"localhost|127\..*|0\.0\.0\.0|::1|.*\.(?:local|localhost)")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the setting it fills, its words, what a wrong answer is told.

    ``check`` returns True for an answer that can stand, ``suggest`` what Enter alone means.
    """

    setting: str
    words: str
    remedy: str
    check: Callable[[str], bool]
    suggest: Callable[[Mapping[str, object]], str]


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _is_page(text: str) -> bool:
    return text.startswith("https://") and _is_address(text)


def _is_sender(text: str) -> bool:
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(text)[1]))


def address(settings: Mapping[str, object]) -> str:
    """Return the site's address, "" where it has none but that of a preview on this computer."""
    text = str(settings.get("SITEURL") or "").rstrip("/")
    return "" if _LOCAL.fullmatch(urlsplit(text).hostname or "") else text


def _site(known: Mapping[str, object]) -> str:
    return address(known) or "https://www.example.org"


def _host(known: Mapping[str, object]) -> str:
    return (urlsplit(_site(known)).hostname or "example.org").removeprefix("www.")


def _name(known: Mapping[str, object]) -> str:
    return re.sub(r"<[^>]*>", "", str(known["SITENAME"])).strip()


QUESTIONS = (
    Question(
        "SITEURL",
        "The address of the published site",
        "Write it with https://, such as https://www.example.org.",
        _is_address,
        lambda known: str(known.get("published") or _site(known)),
    ),
    Question(
        "SAFESPACE_SENDER",
        "Who the newsletter is from",
        "Write it as Name <address@example.org>.",
        _is_sender,
        lambda known: formataddr((_name(known), f"newsletter@{_host(known)}")),
    ),
    Question(
        "SAFESPACE_POSTAL_ADDRESS",
        "The postal address, which the law wants in every issue",
        "Write it in one line.",
        bool,
        lambda known: f"{_name(known)}, {UNKNOWN_PLACE}",
    ),
    Question(
        "SAFESPACE_UNSUBSCRIBE_URL",
        "The page on which a subscriber leaves",
        "Write its address with https://.",
        _is_page,
        lambda known: re.sub("^http:", "https:", f"{_site(known)}/unsubscribe"),
    ),
)


def open_questions(settings: Mapping[str, object]) -> tuple[Question, ...]:
    """Return those that the site's settings do not answer yet."""
    return tuple(
        one
        for one in QUESTIONS
        if not (address(settings) if one.setting == "SITEURL" else settings.get(one.setting))
        # A mailbox is a way to leave, too.
        and not (
            one.setting == "SAFESPACE_UNSUBSCRIBE_URL"
            and settings.get("SAFESPACE_UNSUBSCRIBE_MAILTO")
        )
    )


def authority(settings: Mapping[str, object], year: int) -> str:
    """Return SAFESPACE_FEED_AUTHORITY for a site that begins in ``year`` (RFC 4151)."""
    return f"{_host(settings)},{year}"
