"""The same feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pelican_safespace.feed.facts import changed, is_web_address, terms
from pelican_safespace.feed.item import Item
from pelican_safespace.markup import xml_safe
from pelican_safespace.models import Attribution, Channel, Post, SeriesLink

#: Stands for the entries while the rest is written.
_PLACE = "items"
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, items: Iterable[Item]) -> Iterator[bytes]:
    """Yield the feed of ``channel`` as JSON in UTF-8; its ``feed_url`` is that of the JSON feed."""
    document = _present(
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
        yield item.form("json", _written)
        separator = ","
    empty = separator is before
    yield (text.replace(f'[\n  "{_PLACE}"\n ]', "[]") if empty else after).encode()


def _written(item: Item) -> str:
    """The entry as it stands in a document: one line, as the other formats have it."""
    return "\n  " + json.dumps(_entry(item), ensure_ascii=False)


def _entry(item: Item) -> dict[str, Any]:
    post = item.post
    updated = changed(post)
    sound = post.enclosure
    beginning = _present(id=post.guid, url=post.url, title=post.title)
    beginning["content_html"] = item.content  # which is fit already
    return beginning | _present(
        summary=post.summary,
        image=post.picture.url if post.picture else None,
        date_published=post.published.isoformat(),
        date_modified=updated.isoformat() if updated else None,
        authors=[_present(name=person.byline) for person in post.authors],
        tags=[_fit(term.name) for term in terms(post)],
        language=post.lang,
        attachments=[
            {"url": sound.url, "mime_type": sound.media_type, "size_in_bytes": sound.length}
        ]
        if sound
        else None,
        _safespace=_extension(post),
    )


def _extension(post: Post) -> dict[str, Any]:
    """What JSON Feed has no word for: where the article first appeared, its neighbours."""
    attribution = post.attribution
    return _present(
        attribution=attribution and _attribution(attribution),
        previous=_neighbour(post.series.previous),
        next=_neighbour(post.series.next),
    )


def _attribution(attribution: Attribution) -> dict[str, Any]:
    also = [_present(name=one.name, url=one.url) for one in attribution.also]
    return _present(sentence=attribution.sentence, url=attribution.url, also=also)


def _neighbour(link: SeriesLink | None) -> dict[str, Any] | None:
    if link is None or not is_web_address(link.url):
        return None
    return _present(url=link.url, title=link.title)


def _present(**members: Any) -> dict[str, Any]:
    """Return the members that have a value, with only the characters every format carries."""
    return {name: _fit(value) for name, value in members.items() if value not in (None, [], {}, "")}


def _fit(value: Any) -> Any:
    return xml_safe(value)[0] if isinstance(value, str) else value
