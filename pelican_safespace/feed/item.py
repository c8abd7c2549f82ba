"""Items: articles rendered once, for however many feeds they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pelican_safespace.feed.content import content, excerpt
from pelican_safespace.feed.rss_item import rss_item
from pelican_safespace.markup import unlinked
from pelican_safespace.models import Post, SeriesLink
from pelican_safespace.phrases import Phrases

# Validators refuse a document of more than 5,000,000 bytes; no article takes up a fifth of one.
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Item:
    """A post, its HTML as feeds carry it, and its RSS 2.0 ``item`` element in UTF-8.

    ``whole`` is False for an article too large for a feed: its summary stands in for it.
    """

    post: Post
    content: str
    xml: bytes
    whole: bool = True


def items(
    posts: Iterable[Post], *, notice: str | None, say: Callable[[str], Phrases]
) -> list[Item]:
    """Return the items of ``posts``, in their order.

    ``notice`` is the practice's, plain text, on top of every item; ``say`` gives the phrases of
    a language.
    """
    return [item(post, notice=notice, say=say(post.lang)) for post in posts]


def item(post: Post, *, notice: str | None, say: Phrases) -> Item:
    """Return the item of ``post``; ``say`` are the phrases in its language."""
    html = content(post, post.body, notice=notice, say=say)
    xml = rss_item(post, html)
    if len(xml) <= _LARGEST:
        return Item(post, html, xml)
    html = content(post, excerpt(post, say), notice=notice, say=say)
    return Item(post, html, rss_item(post, html), whole=False)


def without(item: Item, is_dead: Callable[[str], bool]) -> tuple[Item, tuple[str, ...]]:
    """Return ``item`` with nothing that leads to a dead address, and the dead ones it had.

    Its text and pictures' descriptions stay; so does where it first appeared, by name.
    """
    html, dead = unlinked(item.content, is_dead)
    post = item.post
    attribution, series = post.attribution, post.series
    if attribution and attribution.url and is_dead(attribution.url):
        attribution = replace(attribution, url=None)
    series = replace(
        series, previous=_alive(series.previous, is_dead), next=_alive(series.next, is_dead)
    )
    mended = replace(post, attribution=attribution, series=series)
    if not dead and mended == post:
        return item, ()
    return Item(mended, html, rss_item(mended, html), item.whole), dead


def _alive(link: SeriesLink | None, is_dead: Callable[[str], bool]) -> SeriesLink | None:
    return None if link is None or (link.url and is_dead(link.url)) else link
