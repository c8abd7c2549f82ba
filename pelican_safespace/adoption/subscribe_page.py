"""The text of a page on which visitors learn how to follow the site."""

from __future__ import annotations

from email.utils import parseaddr

SLUG = "subscribe"


def text(feed: str, sender: str) -> str:
    """Return the page, in Markdown. ``feed`` is the feed's address, ``sender`` the newsletter's."""
    address = parseaddr(sender)[1]
    return f"""Title: Subscribe
Slug: {SLUG}
Template: subscribe

There are two ways to hear when we publish something.

## With a feed reader

Give this address to your feed reader, and whatever we publish appears there, whole:
[{feed}]({feed}). Nobody learns that you are reading.

## By e-mail

Our newsletter is a letter with our latest articles. To get it, write to
[{address}](mailto:{address}?subject=Please%20add%20me). We do not track what you open or click, we
use your address for the letter and nothing else, and every letter ends with a link to leave.
"""
