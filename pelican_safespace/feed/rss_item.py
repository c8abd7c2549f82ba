"""One article as the ``item`` of RSS 2.0, its elements in the order that eight readers agree on."""

from __future__ import annotations

from email.utils import format_datetime

from pelican_safespace.feed.facts import Link, changed, first_published, links, scheme, terms
from pelican_safespace.feed.xml import BODY, Fragment, as_html, escaped_html, unmistakable
from pelican_safespace.models import Picture, Post


def rss_item(post: Post, content: bytes) -> bytes:
    """Return the element in UTF-8; ``content`` is the HTML of its ``content:encoded``."""
    write = Fragment()
    write.start("item")
    write.text("title", unmistakable(post.title))
    write.text("link", post.url)
    write.element("guid", post.guid, isPermaLink="false")
    write.text("pubDate", format_datetime(post.published))
    for person in post.authors:
        write.text("dc:creator", person.byline)
    write.text("description", as_html(post.summary))
    write.escaped("content:encoded", BODY if content else "")
    for term in terms(post):
        write.element("category", term.name, domain=scheme(term))
    write.text("dc:source", first_published(post))
    if updated := changed(post):
        write.text("atom:updated", updated.isoformat())
    for link in links(post):
        _write_link(write, link)
    if sound := post.enclosure:
        write.empty("enclosure", length=sound.length, type=sound.media_type, url=sound.url)
    if picture := post.picture:
        write_picture(write, picture)
    write.end("item")
    return write.filled(escaped_html(content))


def _write_link(write: Fragment, link: Link) -> None:
    title = unmistakable(link.title) if link.title else None
    write.empty("atom:link", href=link.address, rel=link.relation, title=title, type="text/html")


def write_picture(write: Fragment, picture: Picture) -> None:
    """Write ``picture`` as Media RSS has it, in an item of RSS or an entry of Atom."""
    write.empty(
        "media:content",
        fileSize=picture.length,
        height=picture.height,
        medium="image",
        type=picture.media_type,
        url=picture.url,
        width=picture.width,
    )
    write.empty("media:thumbnail", height=picture.height, url=picture.url, width=picture.width)
