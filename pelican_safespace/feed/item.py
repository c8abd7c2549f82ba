"""Items: articles rendered once, for however many feeds they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pelican_safespace.feed.content import content, excerpt
from pelican_safespace.feed.rss_item import CONTENT, rss_item
from pelican_safespace.markup import targets, unlinked, xml_safe
from pelican_safespace.models import Attribution, Post, SeriesLink
from pelican_safespace.phrases import Phrases
from pelican_safespace.shelf import Shelf, Slip

# Validators refuse a document of more than 5,000,000 bytes; no article takes up a fifth of one.
_LARGEST = 1_000_000
_BEGINS, _ENDS = f"<{CONTENT}>".encode(), f"</{CONTENT}>".encode()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A post as feeds carry it: its HTML, its RSS 2.0 ``item`` element in UTF-8.

    Of the HTML no character is left that XML cannot carry.
    ``whole`` is False for an article too large for a feed: its summary stands in for it.
    """

    content: str
    xml: bytes
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What is to be known of an item before it is rendered, for who knows it from before.

    ``size`` is what it takes in the largest of all formats, in bytes; ``addresses`` are those
    that it leads to.
    """

    whole: bool
    size: int
    addresses: tuple[str, ...]


class Item:
    """A post and what feeds carry of it, rendered when it is asked for and put on a shelf.

    ``key`` stands for all that it is made from: items of one key are the same to the byte.
    """

    __slots__ = ("_facts", "_render", "_slips", "key", "moment", "post", "shelf")

    def __init__(
        self,
        post: Post,
        render: Callable[[], Rendered],
        shelf: Shelf,
        facts: Facts | None = None,
        key: bytes = b"",
    ) -> None:
        #: The post; its body is in ``content``, and need not be here as well.
        self.post = replace(post, body="") if post.body else post
        self.key = key
        self.shelf = shelf
        #: When it was published, in seconds: dates of different zones compare slowly.
        self.moment = post.published.timestamp()
        self._render = render
        self._facts = facts
        self._slips: dict[str, Slip] = {}

    @property
    def facts(self) -> Facts:
        """What is to be known of it before it is rendered."""
        if self._facts is None:
            self._rendered("content")
        assert self._facts is not None
        return self._facts

    @property
    def content(self) -> str:
        """The HTML of ``content:encoded``."""
        return self._rendered("content").decode()

    @property
    def escaped_content(self) -> str:
        """The same as it stands in an element of XML."""
        _, _, rest = self.xml.partition(_BEGINS)
        return rest.partition(_ENDS)[0].decode()

    @property
    def xml(self) -> bytes:
        """The RSS 2.0 element."""
        return self._rendered("rss")

    def form(self, name: str, render: Callable[[Item], str]) -> bytes:
        """Return what ``render`` makes of the item in UTF-8, made once for all its feeds."""
        if name not in self._slips:
            self._slips[name] = self.shelf.put(render(self).encode("utf-8"))
        return self._slips[name].data()

    def _rendered(self, name: str) -> bytes:
        if name not in self._slips:
            made = self._render()
            self._slips["content"] = self.shelf.put(made.content.encode())
            self._slips["rss"] = self.shelf.put(made.xml)
            if self._facts is None:
                self._facts = _facts(self.post, made)
        return self._slips[name].data()


def _facts(post: Post, made: Rendered) -> Facts:
    html = made.content
    # XML writes "<" longer, JSON what it quotes.
    size = len(made.xml) + html.count('"') + html.count("\\") + html.count("\n")
    publications = post.attribution.publications if post.attribution else ()
    linked = (*publications, post.series.previous, post.series.next)
    beside = [one.url for one in linked if one and one.url]
    return Facts(made.whole, size, tuple(dict.fromkeys([*targets(html), *beside])))


def items(
    posts: Iterable[Post], *, notice: str | None, say: Callable[[str], Phrases]
) -> list[Item]:
    """Return the items of ``posts``, in their order.

    ``notice`` is the practice's, plain text, on top of every item; ``say`` gives the phrases of
    a language.
    """
    shelf = Shelf()
    return [item(post, notice=notice, say=say(post.lang), shelf=shelf) for post in posts]


def item(
    post: Post,
    *,
    notice: str | None,
    say: Phrases,
    body: Callable[[], str] | None = None,
    shelf: Shelf | None = None,
    facts: Facts | None = None,
    key: bytes = b"",
) -> Item:
    """Return the item of ``post``; ``say`` are the phrases in its language.

    Its body is ``body``'s where the post is without. What is rendered is put on ``shelf``, which
    the items of a site share.
    """
    post = _with_words(post)

    def render() -> Rendered:
        return _rendered(post, body() if body else post.body, notice, say)

    return Item(post, render, shelf or Shelf(), facts, key)


def _rendered(post: Post, body: str, notice: str | None, say: Phrases) -> Rendered:
    html = xml_safe(content(post, body, notice=notice, say=say))[0]
    xml = rss_item(post, html)
    if len(xml) <= _LARGEST:
        return Rendered(html, xml)
    html = xml_safe(content(post, excerpt(post, say), notice=notice, say=say))[0]
    return Rendered(html, rss_item(post, html), whole=False)


def _with_words(post: Post) -> Post:
    """Return ``post`` with a title and a summary, which no format may lack."""
    title = xml_safe(post.title)[0].strip() or post.slug
    summary = xml_safe(post.summary)[0].strip() or title
    if title is post.title and summary is post.summary:
        return post
    return replace(post, title=title, summary=summary)


def without(item: Item, is_dead: Callable[[str], bool]) -> tuple[Item, tuple[str, ...]]:
    """Return ``item`` with nothing that leads to a dead address, and the dead ones it had.

    Its text and pictures' descriptions stay; so does where it first appeared, by name.
    """
    html, dead = unlinked(item.content, is_dead)
    post = item.post
    attribution, series = post.attribution, post.series
    if attribution and any(one.url and is_dead(one.url) for one in attribution.publications):
        attribution = _undead(attribution, is_dead)
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
    whole = item.facts.whole

    def render() -> Rendered:
        return Rendered(html, rss_item(mended, html), whole=whole)

    return Item(mended, render, item.shelf, key=item.key + repr(dead).encode()), dead


def _undead(attribution: Attribution, is_dead: Callable[[str], bool]) -> Attribution:
    first, *also = (
        replace(one, url=None) if one.url and is_dead(one.url) else one
        for one in attribution.publications
    )
    return replace(attribution, url=first.url, also=tuple(also))


def _alive(link: SeriesLink | None, is_dead: Callable[[str], bool]) -> SeriesLink | None:
    return None if link is None or (link.url and is_dead(link.url)) else link
