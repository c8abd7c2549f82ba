"""The mail as a mailbox shows it: a copy in which one question is decided beforehand.

A mail asks the mailbox "light or dark?" through a media query. A copy has the answer written in
its place, so that the very same rules apply, on any computer, whatever its own setting is.
Pictures are switched off as a mailbox does it: they are there, and not fetched (a content
security policy forbids it). The policy also forbids scripts and every request to the network.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Literal

Scheme = Literal["light", "dark"]

_QUESTION = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_DECLARED = re.compile(
    r"""(<meta\b[^>]*\bname=["'](?:supported-)?color-schemes?["'][^>]*\bcontent=["'])[^"']*""",
    re.IGNORECASE,
)
_STYLED = re.compile(r"(\b(?:supported-)?color-schemes?\s*:\s*)(?:light\s+dark|dark\s+light)")
_SOURCE = re.compile(r'(<img\b[^>]*?\ssrc=")([^"]*)', re.IGNORECASE)
_OUTWARD = re.compile(
    r"<a\s(?=[^>]*\bhref=[\"']?(?:https?|mailto|tel):)(?![^>]*\starget=)", re.IGNORECASE
)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def preview(
    html: str, scheme: Scheme, *, pictures: bool, site: str = "", folder: str | None = None
) -> str:
    """Return a copy of the mail that is light or dark, with or without pictures.

    ``site`` is the practice's address and ``folder`` the path, from the copy's own, of the folder
    that holds the built site: pictures are taken from there, also before the site is published.
    """
    html = _QUESTION.sub(
        lambda asked: "(min-width: 0)" if asked[1].lower() == scheme else "(max-width: 0)", html
    )
    html = _STYLED.sub(rf"\g<1>{scheme}", _DECLARED.sub(rf"\g<1>{scheme}", html))
    html = _OUTWARD.sub('<a target="_blank" rel="noopener" ', html)
    if folder is not None and pictures:
        html = _SOURCE.sub(lambda img: img[1] + _local(img[2], site, folder), html)
    allowed = "'self' file: data:" if pictures else "'none'"
    policy = (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; img-src {allowed}\">"
    )
    return _HEAD.sub(lambda head: head[0] + policy, html, count=1)


def _local(source: str, site: str, folder: str) -> str:
    """Return the path of a picture of the site's own in the built site, others as they are."""
    address, root = unescape(source), site.rstrip("/") + "/"
    if not address.startswith(root):
        return source
    path = address.removeprefix(root).partition("?")[0]
    return escape(f"{folder.rstrip('/')}/{path}")
