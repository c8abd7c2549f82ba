"""Items: articles rendered once, for however many feeds they stand in."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from pelican_safespace.feed.atom_item import atom_item
from pelican_safespace.feed.content import content, excerpt
from pelican_safespace.feed.json_item import json_item
from pelican_safespace.feed.rss_item import rss_item
from pelican_safespace.markup import targets, unlinked, xml_safe
from pelican_safespace.models import Attribution, Post, SeriesLink
from pelican_safespace.phrases import Phrases
from pelican_safespace.shelf import Shelf

# Validators refuse a document of more than 5,000,000 bytes; no article takes up a fifth of one.
_LARGEST = 1_000_000
#: What an item knows in numbers, most of them places on the shelf.
_NUMBERS = {
    name: number
    for number, name in enumerate(("whole", "size", "addresses", "html", "rss", "json", "atom"))
}
_UNKNOWN = -1
Format: TypeAlias = Literal["json", "atom"]
FORMATS: tuple[Format, ...] = ("json", "atom")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A post as feeds carry it: its HTML, the same in UTF-8, its RSS 2.0 ``item`` element.

    Of the HTML no character is left that XML cannot carry.
    ``whole`` is False for an article too large for a feed: its summary stands in for it.
    """

    content: str
    html: bytes
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
    addresses: Sequence[str]


@dataclass(frozen=True, slots=True)
class Making:
    """What the items of one language are made with: who fetches a body, notice and phrases.

    What is rendered is put on ``shelf``, which the items of a site share: in RSS, and where one of
    the other ``formats`` is asked for, in all of them. Of a body all characters are such as XML
    can carry.
    """

    shelf: Shelf
    notice: str | None
    say: Phrases
    body: Callable[[Post], str]
    formats: Sequence[Format] = FORMATS


class Item:
    """A post and what feeds carry of it, rendered when it is asked for and put on a shelf.

    ``key`` stands for all that it is made from: items of one key are the same to the byte. A
    large site has thousands in memory, so an item holds places on the shelf and little else.
    """

    __slots__ = ("_numbers", "key", "making", "post")

    def __init__(
        self, post: Post, making: Making, facts: Facts | None = None, key: bytes = b""
    ) -> None:
        self.post = post
        self.key = key
        self.making = making
        self._numbers = array("q", [_UNKNOWN] * len(_NUMBERS))
        if facts is not None:
            self._know(facts)

    @property
    def facts(self) -> Facts:
        """What is to be known of it before it is rendered."""
        addresses = json.loads(self._known("addresses"))
        return Facts(self.whole, self.size, addresses)

    @property
    def size(self) -> int:
        """What it takes in the largest of all formats, in bytes."""
        return self._number("size")

    @property
    def whole(self) -> bool:
        """False for an article too large for a feed."""
        return bool(self._number("whole"))

    @property
    def content(self) -> str:
        """The HTML of ``content:encoded``."""
        return self._known("html").decode()

    @property
    def xml(self) -> bytes:
        """The RSS 2.0 element."""
        return self._known("rss")

    def form(self, name: Format) -> bytes:
        """The item in one of the formats it is rendered in, in UTF-8."""
        if self._numbers[_NUMBERS[name]] == _UNKNOWN:
            html = self._known("html")
            for form in self.making.formats:
                self._put(form, _FORMS[form](self.post, html))
        return self._known(name)

    def take(self, made: Rendered) -> None:
        """Put on the shelf what the item is rendered to."""
        self._put("html", made.html)
        self._put("rss", made.xml)
        if self._numbers[_NUMBERS["size"]] == _UNKNOWN:
            self._know(_facts(self.post, made))

    def _know(self, facts: Facts) -> None:
        self._numbers[_NUMBERS["whole"]] = facts.whole
        self._numbers[_NUMBERS["size"]] = facts.size
        self._put("addresses", json.dumps(facts.addresses).encode())

    def _known(self, name: str) -> bytes:
        return self.making.shelf.get(self._number(name))

    def _number(self, name: str) -> int:
        """A number that rendering the item gives, if nothing else did."""
        index = _NUMBERS[name]
        if self._numbers[index] == _UNKNOWN:
            making = self.making
            body = making.body(self.post)
            self.take(_rendered(self.post, body, making.notice, making.say))
        return self._numbers[index]

    def _put(self, name: str, data: bytes) -> int:
        place = self._numbers[_NUMBERS[name]] = self.making.shelf.put(data)
        return place


#: How each is written, of a post and its HTML.
_FORMS: Mapping[Format, Callable[[Post, bytes], bytes]] = MappingProxyType(
    {"json": json_item, "atom": atom_item}
)


def _facts(post: Post, made: Rendered) -> Facts:
    # XML writes "<" longer, JSON what it quotes.
    size = len(made.xml) + sum(map(made.html.count, (b'"', b"\\", b"\n")))
    publications = post.attribution.publications if post.attribution else ()
    linked = (*publications, post.series.previous, post.series.next)
    beside = [one.url for one in linked if one and one.url]
    return Facts(made.whole, size, list(dict.fromkeys([*targets(made.content), *beside])))


def items(
    posts: Iterable[Post], *, notice: str | None, say: Callable[[str], Phrases]
) -> list[Item]:
    """Return the items of ``posts``, in their order.

    ``notice`` is the practice's, plain text, on top of every item; ``say`` gives the phrases of
    a language.
    """
    shelf = Shelf()
    return [item(post, Making(shelf, notice, say(post.lang), _own_body)) for post in posts]


def item(post: Post, making: Making, facts: Facts | None = None, key: bytes = b"") -> Item:
    """Return the item of ``post``: a body that it brings along is put on the shelf until then."""
    post = _with_words(post)
    if post.body:
        shelf, place = making.shelf, making.shelf.put(xml_safe(post.body)[0].encode())
        making = replace(making, body=lambda _: shelf.get(place).decode())
        post = replace(post, body="")
    return Item(post, making, facts, key)


def _own_body(post: Post) -> str:
    return post.body


def _rendered(post: Post, body: str, notice: str | None, say: Phrases) -> Rendered:
    made = _of_html(post, content(post, body, notice=notice, say=say))
    if len(made.xml) <= _LARGEST:
        return made
    shown = xml_safe(excerpt(post, say))[0]
    return _of_html(post, content(post, shown, notice=notice, say=say), whole=False)


def _of_html(post: Post, html: str, *, whole: bool = True) -> Rendered:
    encoded = html.encode()
    return Rendered(html, encoded, rss_item(post, encoded), whole)


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
    undead = Item(mended, item.making, key=item.key + repr(dead).encode())
    undead.take(_of_html(mended, html, whole=item.whole))
    return undead, dead


def _undead(attribution: Attribution, is_dead: Callable[[str], bool]) -> Attribution:
    first, *also = (
        replace(one, url=None) if one.url and is_dead(one.url) else one
        for one in attribution.publications
    )
    return replace(attribution, url=first.url, also=tuple(also))


def _alive(link: SeriesLink | None, is_dead: Callable[[str], bool]) -> SeriesLink | None:
    return None if link is None or (link.url and is_dead(link.url)) else link
