"""Items: articles rendered once, for however many feeds they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pelican_safespace.feed.content import content, excerpt
from pelican_safespace.feed.rss_item import rss_item
from pelican_safespace.markup import unlinked, xml_safe
from pelican_safespace.models import Post, SeriesLink
from pelican_safespace.phrases import Phrases
from pelican_safespace.shelf import Shelf, Slip

# Validators refuse a document of more than 5,000,000 bytes; no article takes up a fifth of one.
_LARGEST = 1_000_000


class Item:
    """A post, its HTML as feeds carry it, and its RSS 2.0 ``item`` element in UTF-8.

    ``whole`` is False for an article too large for a feed: its summary stands in for it. What
    was rendered lies on a shelf; ``size`` is what it takes in the largest of all formats, in bytes.
    """

    __slots__ = ("_content", "_forms", "_shelf", "_xml", "moment", "post", "size", "whole")

    def __init__(self, post: Post, content: str, xml: bytes, shelf: Shelf, *, whole: bool) -> None:
        #: The post; its body is in ``content``, and need not be here as well.
        self.post = replace(post, body="")
        self.whole = whole
        #: When it was published, in seconds: dates of different zones compare slowly.
        self.moment = post.published.timestamp()
        self._shelf = shelf
        self._content = shelf.put(content.encode("utf-8", "surrogatepass"))
        self._xml = shelf.put(xml)
        self._forms: dict[str, Slip] = {}
        #: XML writes "<" longer, JSON what it quotes.
        self.size = len(xml) + content.count('"') + content.count("\\") + content.count("\n")

    @property
    def content(self) -> str:
        """The HTML of ``content:encoded``."""
        return self._content.data().decode("utf-8", "surrogatepass")

    @property
    def xml(self) -> bytes:
        """The RSS 2.0 element."""
        return self._xml.data()

    def form(self, name: str, render: Callable[[Item], str]) -> str:
        """Return what ``render`` makes of the item, made once for all feeds of the format."""
        if name not in self._forms:
            self._forms[name] = self._shelf.put(render(self).encode("utf-8"))
        return self._forms[name].data().decode("utf-8")


def items(
    posts: Iterable[Post], *, notice: str | None, say: Callable[[str], Phrases]
) -> list[Item]:
    """Return the items of ``posts``, in their order.

    ``notice`` is the practice's, plain text, on top of every item; ``say`` gives the phrases of
    a language.
    """
    shelf = Shelf()
    return [item(post, notice=notice, say=say(post.lang), shelf=shelf) for post in posts]


def item(post: Post, *, notice: str | None, say: Phrases, shelf: Shelf | None = None) -> Item:
    """Return the item of ``post``; ``say`` are the phrases in its language.

    What is rendered is put on ``shelf``, which the items of a site share.
    """
    shelf = shelf or Shelf()
    post = _with_words(post)
    html = content(post, post.body, notice=notice, say=say)
    xml = rss_item(post, html)
    if len(xml) <= _LARGEST:
        return Item(post, html, xml, shelf, whole=True)
    html = content(post, excerpt(post, say), notice=notice, say=say)
    return Item(post, html, rss_item(post, html), shelf, whole=False)


def _with_words(post: Post) -> Post:
    """Return ``post`` with a title and a summary, which no format may lack."""
    title = xml_safe(post.title)[0].strip() or post.slug
    summary = xml_safe(post.summary)[0].strip() or title
    return replace(post, title=title, summary=summary)


def without(item: Item, is_dead: Callable[[str], bool]) -> tuple[Item, tuple[str, ...]]:
    """Return ``item`` with nothing that leads to a dead address, and the dead ones it had.

    Its text and pictures' descriptions stay; so does where it first appeared, by name.
    """
    html, dead = unlinked(item.content, is_dead)
    post = item.post
    attribution, series = post.attribution, post.series
    if attribution and attribution.url and is_dead(attribution.url):
        attribution = replace(attribution, url=None)
    previous, following = _alive(series.previous, is_dead), _alive(series.next, is_dead)
    if (
        not dead
        and attribution is post.attribution
        and previous is series.previous
        and following is series.next
    ):
        return item, ()
    series = replace(series, previous=previous, next=following)
    mended = replace(post, attribution=attribution, series=series)
    return Item(mended, html, rss_item(mended, html), item._shelf, whole=item.whole), dead


def _alive(link: SeriesLink | None, is_dead: Callable[[str], bool]) -> SeriesLink | None:
    return None if link is None or (link.url and is_dead(link.url)) else link
