"""The same feed as Atom (RFC 4287), through feedgenerator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO

from feedgenerator import Atom1Feed

from pelican_safespace.feed.atom_item import updated
from pelican_safespace.feed.item import Item
from pelican_safespace.feed.rss import NAMESPACES, stylesheets
from pelican_safespace.feed.xml import Writer, taken, unmistakable
from pelican_safespace.models import Channel

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
            yield item.form("atom")
        write.written("\n")
        write.endElement("feed")
        write.written("\n")
        yield taken(out)

    def latest_post_date(self) -> datetime:
        """Return when the newest article was written or changed; never the time of the build."""
        return max((updated(item.post) for item in self.items), default=_NEVER)
