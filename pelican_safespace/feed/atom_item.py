"""One article as the ``entry`` of Atom (RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from feedgenerator.django.utils.feedgenerator import rfc3339_date

from pelican_safespace.feed.facts import changed, links, scheme, terms
from pelican_safespace.feed.rss_item import write_picture
from pelican_safespace.feed.xml import BODY, Fragment, escaped_html, unmistakable
from pelican_safespace.models import Post


def atom_item(post: Post, content: bytes) -> bytes:
    """Return the element in UTF-8; ``content`` is its HTML."""
    write = Fragment()
    write.start("entry", xml_lang=post.lang)
    write.element("title", unmistakable(post.title), type="text")
    write.empty("link", href=post.url, rel="alternate", type="text/html")
    write.text("id", post.guid)
    write.text("published", rfc3339_date(post.published))
    write.text("updated", rfc3339_date(updated(post)))
    for person in post.authors:
        write.start("author")
        write.text("name", person.byline)
        write.end("author")
    write.element("summary", unmistakable(post.summary), type="text")
    write.escaped("content", BODY if content else "", type="html")
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
    return write.filled(escaped_html(content))


def updated(post: Post) -> datetime:
    """Return when an article was published or changed, as no other entry has it."""
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
