"""The same feed as Atom (RFC 4287), through feedgenerator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from feedgenerator import Atom1Feed
from feedgenerator.django.utils.feedgenerator import rfc3339_date

from pelican_safespace.feed.facts import changed, links, scheme, terms
from pelican_safespace.feed.item import Item
from pelican_safespace.feed.rss import NAMESPACES, stylesheets
from pelican_safespace.feed.rss_item import write_picture
from pelican_safespace.feed.xml import Fragment, Writer, taken, unmistakable
from pelican_safespace.models import Channel, Post

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # Atom wants a date of a feed without articles, too


def atom_feed(channel: Channel, items: Iterable[Item]) -> Iterator[bytes]:
    """Yield the feed of ``channel`` as Atom in UTF-8; its ``feed_url`` is that of the Atom feed."""
    return AtomFeed(channel, items).pieces()


class AtomFeed(Atom1Feed):  # type: ignore[misc]
    """Atom with what RSS has: authors one by one, text that is text, where articles came from."""

    def __init__(self, channel: Channel, items: Iterable[Item]) -> None:
        super().__init__(
            title=unmistakable(channel.title),
            link=channel.link,
            description=unmistakable(channel.description),
            language=channel.language,
            feed_url=channel.feed_url,
            feed_copyright=channel.copyright,
            feed_guid=channel.feed_url,
            author_name=channel.title,  # required where an article names nobody
        )
        self._channel = channel
        self.items = list(items)

    def pieces(self) -> Iterator[bytes]:
        """Yield the document piece by piece, one line for each entry."""
        out = BytesIO()
        write = Writer(out, "utf-8", short_empty_elements=True)
        write.startDocument()
        for one in stylesheets(self._channel):  # feedgenerator writes them for RSS alone
            write.processingInstruction("xml-stylesheet", one)
        media = {"xmlns:media": NAMESPACES["xmlns:media"]}
        write.startElement("feed", {**self.root_attributes(), **media})
        self.add_root_elements(write)
        yield taken(out)
        for item in self.items:
            yield b"\n"
            yield item.form("atom", _entry)
        write.written("\n")
        write.endElement("feed")
        write.written("\n")
        yield taken(out)

    def latest_post_date(self) -> datetime:
        """Return when the newest article was written or changed; never the time of the build."""
        return max((_updated(item.post) for item in self.items), default=_NEVER)


def _entry(item: Item) -> str:
    post, write = item.post, Fragment()
    write.start("entry", xml_lang=post.lang)
    write.element("title", unmistakable(post.title), type="text")
    write.empty("link", href=post.url, rel="alternate", type="text/html")
    write.text("id", post.guid)
    write.text("published", rfc3339_date(post.published))
    write.text("updated", rfc3339_date(_updated(post)))
    for person in post.authors:
        write.start("author")
        write.text("name", person.byline)
        write.end("author")
    write.element("summary", unmistakable(post.summary), type="text")
    write.escaped("content", item.escaped_content, type="html")
    for term in terms(post):
        write.empty("category", label=term.name, scheme=scheme(term), term=term.slug or term.name)
    for link in links(post):
        title = unmistakable(link.title) if link.title else None
        write.empty("link", href=link.address, rel=link.relation, title=title, type="text/html")
    if sound := post.enclosure:
        write.empty(
            "link", href=sound.url, length=sound.length, rel="enclosure", type=sound.media_type
        )
    if picture := post.picture:
        write_picture(write, picture)
    write.end("entry")
    return write.xml()


def _updated(post: Post) -> datetime:
    return _distinct(changed(post) or post.published, post.guid)


def _distinct(moment: datetime, guid: str) -> datetime:
    """Return ``moment`` within the same second, but as no other entry has it.

    Articles are dated to the day, minute or second, often several alike, and what keeps feeds in
    step takes two entries of one ``updated`` for one change (the W3C validator warns of it). The
    fraction comes from the guid, so that no other article's coming or going changes it.
    """
    if moment.microsecond:
        return moment
    number = int.from_bytes(sha256(guid.encode("utf-8", "replace")).digest()[:8])
    return moment.replace(microsecond=number % 1_000_000)
