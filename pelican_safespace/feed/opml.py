"""A list of feeds that a feed reader can take in at once (OPML 2.0)."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from pelican_safespace.feed.xml import Writer, unmistakable
from pelican_safespace.models import Channel


def opml(title: str, channels: Iterable[Channel]) -> str:
    """Return an OPML document called ``title`` that subscribes to every one of ``channels``."""
    out = StringIO()
    write = Writer(out, "utf-8", short_empty_elements=True)
    write.startDocument()
    write.startElement("opml", {"version": "2.0"})
    write.startElement("head", {})
    write.text("title", title)
    write.endElement("head")
    write.startElement("body", {})
    for channel in channels:
        write.written("\n")
        write.empty(
            "outline",
            type="rss",
            version="RSS2",
            text=unmistakable(channel.title),
            title=unmistakable(channel.title),
            description=unmistakable(channel.description) or None,
            language=channel.language,
            xmlUrl=channel.feed_url,
            htmlUrl=channel.link,
        )
    write.written("\n")
    write.endElement("body")
    write.endElement("opml")
    write.written("\n")
    return out.getvalue()
