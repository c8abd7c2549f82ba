"""What a reader's program asks of other hosts in order to show an article: its media, by host."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from pelican_safespace.models import Post

# Of what may stand in a feed these alone load something. An attribute's value holds no bare quote.
_LOADED = re.compile(r"""<(?:img|source)\b[^>]*>""")
_ADDRESSES = re.compile(r'''\s(?:src|srcset)="([^"]*)"''')
_WEB = re.compile(r"https?://[^\s,]+")


def foreign_hosts(posts: Iterable[Post], site: str) -> dict[str, tuple[str, ...]]:
    """Return each host but that of ``site`` whose media the articles show, and who shows them.

    Hosts are in alphabetical order, articles by their source. Nothing else in a feed makes a
    reader's program ask anybody: frames and recordings are links there.
    """
    own = urlsplit(site).netloc
    found: dict[str, set[str]] = {}
    for post in posts:
        for host in _hosts(post) - {own}:
            found.setdefault(host, set()).add(post.source)
    return {host: tuple(sorted(sources)) for host, sources in sorted(found.items())}


def _hosts(post: Post) -> set[str]:
    addresses = [post.picture.url] if post.picture else []
    for element in _LOADED.findall(post.body):
        for value in _ADDRESSES.findall(element):
            addresses += _WEB.findall(unescape(value))
    return {urlsplit(address).netloc for address in addresses}
