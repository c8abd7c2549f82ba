"""Addresses in HTML attributes, made absolute as a browser would on the article's page."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

WEB = frozenset({"http", "https"})
LINKS = WEB | {"mailto", "tel", "sms"}
# Where scripts that load a picture late keep its address, and where that belongs.
LATE = {
    "data-src": "src",
    "data-lazy-src": "src",
    "data-original": "src",
    "data-srcset": "srcset",
}

_NOT_IN_ADDRESSES = re.compile(r'[\s"<>\\^`{|}]')
# A link to a file of the site that was not found: "{static}images/gone.png".
_UNRESOLVED = re.compile(r"\{[a-z]+\}|\|[a-z]+\|")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# A candidate ends after its descriptor, or at a comma that a blank follows: a comma inside an
# address belongs to it (HTML Living Standard, 4.8.4.2.1), and a blank inside one is forgiven.
_CANDIDATE = re.compile(r"[ ,]*(.+?)(?: ([\d.]+[wx](?: \d+h)?) ?(?:,|$)|, |,?$)")
_RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)


def absolute(address: str, base: str) -> str | None:
    """Return ``address`` resolved against the absolute URL ``base``, or None when it is no URL.

    Blanks and quotes are percent-encoded, line breaks in it are dropped (WHATWG URL).
    """
    address = re.sub(r"[\t\r\n]", "", address).strip()
    if _UNRESOLVED.match(address):
        return None
    try:
        joined = urljoin(base, address)
    except ValueError:
        return None
    return _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0]), joined)


def scheme(address: str) -> str:
    """Return the scheme of an absolute ``address`` in lower case, "" when it has none."""
    found = _SCHEME.match(address)
    return found[1].lower() if found else ""


def web_address(address: str | None, base: str) -> str | None:
    """Return ``address`` absolute when it leads to http or https, else None."""
    joined = absolute(address, base) if address else None
    return joined if joined and scheme(joined) in WEB else None


def is_inline_picture(address: str) -> bool:
    """Whether ``address`` is a ``data:`` URL of pixels; SVG can carry scripts and is none."""
    return bool(_RASTER.match(address))


def absolute_srcset(value: str, base: str) -> str:
    """Return a ``srcset`` whose candidates are absolute; those that are no address are dropped."""
    candidates = []
    for address, descriptor in _CANDIDATE.findall(" ".join(value.split())):
        joined = web_address(address, base)
        if joined:
            # A comma at either end of an address would be read as a separator.
            candidates.append(f"{joined.rstrip(',')} {descriptor}".rstrip())
    return ", ".join(candidates)
