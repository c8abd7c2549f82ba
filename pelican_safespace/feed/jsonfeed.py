"""The same feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pelican_safespace.feed.item import Item
from pelican_safespace.feed.json_item import present
from pelican_safespace.models import Channel

#: Stands for the entries while the rest is written.
_PLACE = "items"
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, items: Iterable[Item]) -> Iterator[bytes]:
    """Yield the feed of ``channel`` as JSON in UTF-8; its ``feed_url`` is that of the JSON feed."""
    document = present(
        version=_VERSION,
        title=channel.title,
        home_page_url=channel.link,
        feed_url=channel.feed_url,
        description=channel.description,
        language=channel.language,
        icon=channel.image.url if channel.image else None,
        items=[_PLACE],
    )
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    before, _, after = text.rpartition(f'\n  "{_PLACE}"')
    separator = before
    for item in items:
        yield separator.encode()
        yield item.form("json")
        separator = ","
    empty = separator is before
    yield (text.replace(f'[\n  "{_PLACE}"\n ]', "[]") if empty else after).encode()
