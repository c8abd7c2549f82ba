"""What JSON Feed 1.1 asks of a feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

_FEED = {
    *("version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url"),
    *("icon", "favicon", "authors", "language", "expired", "hubs", "items"),
}
_ITEM = {
    *("id", "url", "external_url", "title", "content_html", "content_text", "summary", "image"),
    *("banner_image", "date_published", "date_modified", "authors", "tags", "language"),
    "attachments",
}
_ATTACHMENT = {"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"}
_ADDRESSES = {
    *("home_page_url", "feed_url", "next_url", "icon", "favicon", "url", "external_url", "image"),
    *("banner_image", "avatar"),
}
_TEXTS = {
    *("version", "title", "description", "user_comment", "language", "id", "content_html", "name"),
    *("content_text", "summary", "date_published", "date_modified", "mime_type"),
}
# RFC 3339: seconds and a zone have to be there.
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def violations(text: str) -> list[str]:
    """Return what the specification forbids in the feed, each a line; none when it is valid."""
    feed = json.loads(text)
    found = [*_of_object("feed", feed, _FEED)]
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append(f"version: {feed.get('version')}")
    found += [f"feed without {name}" for name in ("title", "items") if name not in feed]
    if "next_url" in feed and feed["next_url"] == feed.get("feed_url"):
        found.append("next_url is the feed itself")
    ids = [item.get("id") for item in feed["items"]]
    found += [f"id twice: {one}" for one in {*ids} if ids.count(one) > 1]
    for item in feed["items"]:
        found += _of_item(item)
    return found


def _of_item(item: dict[str, Any]) -> Iterator[str]:
    name = f"item {item.get('id')}"
    yield from _of_object(name, item, _ITEM)
    if not item.get("id"):
        yield "item without id"
    if not (item.get("content_html") or item.get("content_text")):
        yield f"{name} without content"
    for one in item.get("attachments", ()):
        yield from _of_object(f"attachment of {name}", one, _ATTACHMENT)
        if (
            not (one.get("url") and one.get("mime_type"))
            or type(one.get("size_in_bytes")) is not int
        ):
            yield f"attachment of {name}: {one}"
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", ())):
        yield f"tags of {name}: {item['tags']}"


def _of_object(name: str, members: dict[str, Any], known: set[str]) -> Iterator[str]:
    for key, value in members.items():
        if value in (None, "", [], {}) and key != "items":
            yield f"{name}: {key} says nothing"
        # An extension begins with an underscore; the rest of its name has no dot.
        if key not in known and not re.fullmatch(r"_[a-zA-Z][^.]*", key):
            yield f"{name}: {key} is unknown"
        if key in _TEXTS and not isinstance(value, str):
            yield f"{name}: {key} is no text"
        if key in _ADDRESSES and not _is_address(value):
            yield f"{name}: {key} is {value!r}"
    for key in ("date_published", "date_modified"):
        if key in members and not (_DATE.fullmatch(members[key]) and _parses(members[key])):
            yield f"{name}: {key} is {members[key]!r}"
    if "language" in members and not _LANGUAGE.fullmatch(members["language"]):
        yield f"{name}: language is {members['language']!r}"
    for person in members.get("authors", ()):
        yield from _of_object(f"author of {name}", person, {"name", "url", "avatar"})
        if not person:
            yield f"an author of {name} is nobody"


def _is_address(value: object) -> bool:
    parts = urlsplit(value) if isinstance(value, str) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


def _parses(date: str) -> bool:
    try:
        return datetime.fromisoformat(date).tzinfo is not None
    except ValueError:
        return False
