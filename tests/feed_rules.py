"""What the W3C feed validator and eight readers ask of an RSS feed.

The validator itself is not packaged; these are its rules for the elements that our feeds use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree, html

LARGEST = 5_000_000  # bytes of a document
_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
_ONCE = ("title", "link", "guid", "pubDate", "description", "content:encoded")
_AT_MOST_ONCE = ("dc:source", "atom:updated", "enclosure", "media:content", "media:thumbnail")
_NEVER = ("author", "dc:date", "source", "comments", "media:description")
_RELATIONS = {"via", *(f"http://www.w3.org/1999/xhtml/vocab#{way}" for way in ("prev", "next"))}
_ACTIVE = {
    *("applet", "audio", "base", "embed", "form", "frame", "iframe", "input", "link", "meta"),
    *("object", "script", "style", "video", "button", "select", "textarea", "svg", "math"),
}
_ADDRESSES = {"action", "background", "cite", "data-src", "href", "poster", "src"}
_ABSOLUTE = re.compile(r"(?:https?://[^\s/]+|mailto:|tel:|sms:|data:image/)\S*\Z")
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#x[0-9a-fA-F]+|[a-z]+);")


def violations(data: bytes) -> list[str]:
    """Return what a validator would say about the feed, each a line; none when it is valid."""
    if len(data) > LARGEST:
        return [f"{len(data)} bytes"]
    channel = etree.fromstring(data).find("channel")
    assert channel is not None
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    found = [*_of_channel(channel)]
    found += [f"guid twice: {guid}" for guid in {*guids} if guids.count(guid) > 1]
    for item in items:
        found += [f"{item.findtext('guid')}: {one}" for one in _of_item(item)]
    return found


def _of_channel(channel: Any) -> Iterator[str]:
    for name in ("title", "link", "description", "language"):
        if not (channel.findtext(name) or "").strip():
            yield f"channel without {name}"
    links = channel.findall("atom:link", _NAMES)
    if [link.get("rel") for link in links].count("self") != 1:
        yield "not one link to itself"
    yield from _not_absolute(link.get("href") for link in links)
    if channel.find("item") is not None:
        parsedate_to_datetime(channel.findtext("lastBuildDate"))


def _of_item(item: Any) -> Iterator[str]:
    for name in _ONCE:
        texts = [found.text for found in item.findall(name, _NAMES)]
        if len(texts) != 1 or not (texts[0] or "").strip():
            yield f"{name}: {texts}"
    for name in _AT_MOST_ONCE:
        if len(item.findall(name, _NAMES)) > 1:
            yield f"{name} more than once"
    for name in _NEVER:
        if item.find(name, _NAMES) is not None:
            yield f"{name} is never right"
    if item.find("guid").get("isPermaLink") != "false":
        yield "guid said to be an address"
    parsedate_to_datetime(item.findtext("pubDate"))
    if _MARKUP.search(item.findtext("title")):
        yield f"title looks like markup: {item.findtext('title')}"
    if re.search("<[a-z]", item.findtext("description") or ""):
        yield "summary with markup"
    links = item.findall("atom:link", _NAMES)
    yield from (f"rel {link.get('rel')}" for link in links if link.get("rel") not in _RELATIONS)
    enclosures = item.findall("enclosure")
    if any(not (one.get("length") or "").isdigit() or not one.get("type") for one in enclosures):
        yield "enclosure without length or type"
    media = item.findall("media:content", _NAMES) + item.findall("media:thumbnail", _NAMES)
    yield from _not_absolute(
        [item.findtext("link"), *(link.get("href") for link in links)]
        + [one.get("url") for one in (*media, *enclosures)]
    )
    yield from _of_body(item.findtext("content:encoded", namespaces=_NAMES) or "")


def _of_body(body: str) -> Iterator[str]:
    for element in html.fragment_fromstring(body, create_parent="body").iter():
        if not isinstance(element.tag, str):
            yield "a comment"
            continue
        if element.tag in _ACTIVE:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on"):
                yield f"handler {name}"
            elif name in _ADDRESSES:
                yield from _not_absolute([value])
            elif name in {"srcset", "data-srcset", "imagesrcset"}:
                yield from _not_absolute(one.split()[0] for one in re.split(r",\s+", value))
            elif name == "style" and "url" in value:
                yield "style with an address"


def _not_absolute(addresses: Iterable[str | None]) -> Iterator[str]:
    for address in addresses:
        if not _ABSOLUTE.match(address or ""):
            yield f"address {address!r}"
