"""Addresses as they may stand in a mail: absolute, and of a kind a mail program opens."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

_OPENED = frozenset(("http", "https", "mailto", "tel"))
_SPACE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")

#: Longer addresses work in no browser reliably, and one alone could fill a mail.
_LONGEST = 2000


def address(url: str, base: str | None = None) -> str | None:
    """Return ``url`` made absolute, or None when a mail cannot lead there."""
    url = _SPACE.sub("", url)
    try:
        url = urljoin(base, url) if base else url
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in _OPENED or len(url) > _LONGEST:
        return None
    return url if parts.netloc or (parts.path and not parts.scheme.startswith("http")) else None


def picture_address(url: str, base: str | None = None) -> str | None:
    """Return the absolute address of a picture, or None when a mail cannot show it."""
    found = address(url, base)
    return found if found and found.startswith("http") else None


def same_page(url: str, base: str | None = None) -> bool:
    """Whether ``url`` leads to a place within the page at ``base``."""
    page, fragment = urldefrag(url) if _splits(url) else ("", "")
    return bool(fragment) and (not page or (base is not None and page == urldefrag(base)[0]))


def host(url: str) -> str:
    """Return the host of an absolute address without "www.", "" when it has none."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if _splits(url) else ""


def _splits(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True
