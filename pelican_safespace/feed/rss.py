"""Channel and items -> RSS 2.0, through feedgenerator as Pelican's own feeds are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from email.utils import format_datetime
from html import escape
from io import BytesIO
from typing import Any, BinaryIO

from feedgenerator import Rss201rev2Feed
from feedgenerator.django.utils.feedgenerator import Enclosure, Stylesheet

from pelican_safespace.feed.facts import changed, terms
from pelican_safespace.feed.item import Item
from pelican_safespace.feed.rss_channel import ALONE, History, write_channel
from pelican_safespace.feed.xml import Writer, taken
from pelican_safespace.models import Channel

NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
_HISTORY_NAMESPACE = "http://purl.org/syndication/history/1.0"


def build(channel: Channel, items: Iterable[Item]) -> str:
    """Return the feed of ``channel`` as the text of an XML document."""
    return assemble(channel, items).text()


def assemble(channel: Channel, items: Iterable[Item], *, history: History = ALONE) -> Feed:
    """Return the feed as the object that Pelican's ``feed_generated`` hands to other plugins.

    They may take items out of it; ``text`` then writes the rest.
    """
    feed = Feed(channel, history)
    for item in items:
        feed.add(item)
    return feed


class Feed(Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0 with the channel and items of this plugin."""

    def __init__(self, channel: Channel, history: History = ALONE) -> None:
        self._channel = channel
        self._history = history
        self._shown: list[Item] = []
        # A site has thousands of feeds and archives; what other plugins see of them is made for
        # those that ask.
        self._said: dict[str, Any] | None = None
        self._fields: list[dict[str, Any]] | None = None

    @property
    def feed(self) -> dict[str, Any]:
        """What feedgenerator keeps of a channel, for other plugins: they may change it."""
        if self._said is None:
            self._said = self._describe()
        return self._said

    @feed.setter
    def feed(self, said: dict[str, Any]) -> None:
        self._said = said

    def _describe(self) -> dict[str, Any]:
        channel = self._channel
        described = Rss201rev2Feed(
            title=channel.title,
            link=channel.link,
            description=channel.description or channel.title,
            language=channel.language,
            feed_url=channel.feed_url,
            feed_copyright=channel.copyright,
            ttl=channel.ttl,
            stylesheets=stylesheets(channel),
        )
        said: dict[str, Any] = described.feed
        return said

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items as feedgenerator has them, for other plugins: made when one asks for them."""
        if self._fields is None:
            self._fields = []
            for item in self._shown:
                self._add_fields(item)
        return self._fields

    @items.setter
    def items(self, items: list[dict[str, Any]]) -> None:
        self._fields = items

    def add(self, item: Item) -> None:
        """Add an item at the end."""
        self._shown.append(item)

    def remaining(self) -> list[Item]:
        """Return the items that other plugins left in the feed, in its order."""
        if self._fields is None:
            return self._shown
        by_guid = {item.post.guid: item for item in self._shown}
        return [by_guid[one["unique_id"]] for one in self._fields]

    def _add_fields(self, item: Item) -> None:
        post = item.post
        sound = post.enclosure
        self.add_item(
            title=post.title,
            link=post.url,
            description=post.summary,
            content=item.content,
            author_name=", ".join(person.byline for person in post.authors),
            pubdate=post.published,
            updateddate=changed(post),
            unique_id=post.guid,
            unique_id_is_permalink=False,
            categories=[term.name for term in terms(post)],
            enclosures=[Enclosure(sound.url, str(sound.length), sound.media_type)] if sound else [],
        )

    @property
    def frame(self) -> str:
        """All that its document is made of besides its items."""
        return repr((self._channel, self._history))

    def _exchange(self, items: Mapping[str, Item]) -> None:
        """Put each of ``items`` in the place of that with its guid."""
        self._shown = [items.get(one.post.guid, one) for one in self.remaining()]
        for one in self._fields or ():
            if one["unique_id"] in items:
                one["content"] = items[one["unique_id"]].content

    def pieces(self, mended: Mapping[str, Item] | None = None) -> Iterator[bytes]:
        """Yield the document in UTF-8 piece by piece, ending with a line break.

        It is the same on every machine, one line for each item. Each of ``mended`` takes the
        place of the item with its guid.
        """
        if mended:
            self._exchange(mended)
        out = BytesIO()
        write = Writer(out, "utf-8", short_empty_elements=True)
        write.startDocument()
        said = self._said or self._describe()
        for stylesheet in said["stylesheets"] or ():
            write.processingInstruction("xml-stylesheet", stylesheet)
        write.startElement("rss", self.rss_attributes())
        write.startElement("channel", self.root_attributes())
        image, history = self._channel.image, self._history
        write_channel(write, said, self._last_change(), image, history)
        yield taken(out)
        for item in self.remaining():
            yield b"\n"
            yield item.xml  # encoded once for all feeds
        write.written("\n")
        self.endChannelElement(write)
        write.endElement("rss")
        write.written("\n")
        yield taken(out)

    def text(self) -> str:
        """Return the document as text."""
        return b"".join(self.pieces()).decode()

    def write(self, outfile: BinaryIO, encoding: str) -> None:  # noqa: ARG002  feedgenerator's
        """Write the document, in UTF-8 whatever ``encoding`` says."""
        outfile.writelines(self.pieces())

    def rss_attributes(self) -> dict[str, str]:
        """Return the version and the namespaces used."""
        attributes = {"version": self._version, **NAMESPACES}
        if self._history.current:
            attributes["xmlns:fh"] = _HISTORY_NAMESPACE
        return attributes

    def _last_change(self) -> str | None:
        """When the newest item was published or changed: the channel has no date of its own."""
        dates = (changed(item.post) or item.post.published for item in self.remaining())
        latest = max(dates, default=None)
        return format_datetime(latest) if latest else None


def stylesheets(channel: Channel) -> list[Stylesheet]:
    """Return what makes a feed of ``channel`` readable in a browser, as feedgenerator has it."""
    if channel.stylesheet is None:
        return []
    return [Stylesheet(escape(channel.stylesheet), mimetype="text/css", media=None)]
