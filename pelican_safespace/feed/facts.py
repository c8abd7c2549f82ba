"""What every format of feed says of a post in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple, TypeGuard
from urllib.parse import urljoin

from pelican_safespace.models import Post, Term

# The bare words "prev" and "next" mean pages of the feed itself (RFC 5005), not its articles.
_PREVIOUS = "http://www.w3.org/1999/xhtml/vocab#prev"
_NEXT = "http://www.w3.org/1999/xhtml/vocab#next"


class Link(NamedTuple):
    """A link of an article to a page; ``relation`` as in RFC 8288."""

    relation: str
    address: str
    title: str | None


def links(post: Post) -> Iterator[Link]:
    """Yield the links of ``post`` for programs: to where it came from, to its neighbours."""
    attribution = post.attribution
    for publication in attribution.publications if attribution else ():
        if attribution and is_web_address(publication.url):
            yield Link("via", publication.url, attribution.sentence)
    for relation, neighbour in ((_PREVIOUS, post.series.previous), (_NEXT, post.series.next)):
        if neighbour and is_web_address(neighbour.url):
            yield Link(relation, neighbour.url, neighbour.title)


def first_published(post: Post) -> str | None:
    """Where ``post`` was first published: the address, else the name."""
    attribution = post.attribution
    if attribution is None:
        return None
    return attribution.url if is_web_address(attribution.url) else attribution.publication


def changed(post: Post) -> datetime | None:
    """When ``post`` was changed after it was published, if it was."""
    if post.modified is None or post.modified <= post.published:
        return None
    return post.modified


def terms(post: Post) -> list[Term]:
    """What ``post`` is filed under: its category, its tags, its series."""
    return [term for term in (post.category, *post.tags, post.series_term) if term]


@cache
def scheme(term: Term) -> str:
    """The address that all terms of a kind share: ``…/tag/`` of ``…/tag/grief.html``."""
    return urljoin(term.url, ".." if term.url.endswith("/") else ".")


def is_web_address(url: str | None) -> TypeGuard[str]:
    """Whether ``url`` is absolute and leads to a page: a feed links to nothing else."""
    return url is not None and url.startswith(("https://", "http://"))
