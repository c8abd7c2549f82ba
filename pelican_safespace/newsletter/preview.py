"""The mail as a mailbox shows it: a copy in which one question is decided beforehand.

A mail asks the mailbox "light or dark?" through a media query. A copy has the answer written in
its place, so that the very same rules apply, on any computer, whatever its own setting is.
Pictures are switched off as a mailbox does it: they are there, and not fetched (a content
security policy forbids it). The policy also forbids scripts and every request to the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Literal

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

_QUESTION = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_DECLARED = re.compile(
    r"""(<meta\b[^>]*\bname=["'](?:supported-)?color-schemes?["'][^>]*\bcontent=["'])[^"']*""",
    re.IGNORECASE,
)
_STYLED = re.compile(r"(color-schemes?\s*:\s*)(?:light\s+dark|dark\s+light)")
_SOURCE = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]*)', re.IGNORECASE)
_OUTWARD = re.compile(
    r"<a\s(?=[^>]*\bhref=[\"']?(?:https?|mailto|tel):)(?![^>]*\starget=)", re.IGNORECASE
)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def previews(
    html: str, *, site: str = "", folder: str | None = None
) -> Iterator[tuple[Scheme, bool, str]]:
    """Yield the copies of the mail, light and dark, with pictures (True) and without.

    ``site`` is the practice's address and ``folder`` the path, from the copies' own, of the folder
    that holds the built site: pictures are taken from there, also before the site is published.
    """
    html = _OUTWARD.sub('<a target="_blank" rel="noopener" ', html)
    local = html
    if folder is not None:
        local = _SOURCE.sub(lambda img: img[1] + _local(img[2], site, folder), html)
    for scheme in SCHEMES:
        yield scheme, True, _restricted(_decided(local, scheme), "'self' file: data:")
        yield scheme, False, _restricted(_decided(html, scheme), "'none'")


def _decided(html: str, scheme: Scheme) -> str:
    html = _QUESTION.sub(
        lambda asked: "(min-width: 0)" if asked[1].lower() == scheme else "(max-width: 0)", html
    )
    return _STYLED.sub(rf"\g<1>{scheme}", _DECLARED.sub(rf"\g<1>{scheme}", html))


def _restricted(html: str, pictures: str) -> str:
    """Write into the copy what it may load: its styles, and ``pictures`` from where."""
    policy = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; img-src {pictures}\">"
    )
    return _HEAD.sub(lambda head: head[0] + policy, html, count=1)


def _local(source: str, site: str, folder: str) -> str:
    """Return the path of a picture of the site's own in the built site, others as they are."""
    address, root = unescape(source), site.rstrip("/") + "/"
    if not address.startswith(root):
        return source
    path = address.removeprefix(root).partition("?")[0]
    return escape(f"{folder.rstrip('/')}/{path}")
