"""One article as an item of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from pelican_safespace.feed.facts import changed, is_web_address, terms
from pelican_safespace.feed.xml import BODY
from pelican_safespace.markup import xml_safe
from pelican_safespace.models import Attribution, Post, SeriesLink

_WHITE_SPACE = ((b"\n", b"\\n"), (b"\r", b"\\r"), (b"\t", b"\\t"))
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def json_item(post: Post, content: bytes) -> bytes:
    """Return the item as it stands in a document: one line, as the other formats have it.

    ``content`` is its HTML, of characters that every format can carry; both are UTF-8.
    """
    before, _, after = _as_json(_entry(post)).partition(_as_json(BODY))
    return b"".join((b"\n  ", before.encode(), _quoted(content), after.encode()))


def _quoted(text: bytes) -> bytes:
    """Return UTF-8 that XML can carry as a string of JSON (RFC 8259, 7)."""
    for sign, written in ((b"\\", b"\\\\"), (b'"', b'\\"'), *_WHITE_SPACE):
        text = text.replace(sign, written)
    return b'"%s"' % text


def present(**members: Any) -> dict[str, Any]:
    """Return the members that have a value, with only the characters every format carries."""
    return {name: _fit(value) for name, value in members.items() if value not in (None, [], {}, "")}


def _entry(post: Post) -> dict[str, Any]:
    updated = changed(post)
    sound = post.enclosure
    beginning = present(id=post.guid, url=post.url, title=post.title)
    beginning["content_html"] = BODY
    return beginning | present(
        summary=post.summary,
        image=post.picture.url if post.picture else None,
        date_published=post.published.isoformat(),
        date_modified=updated.isoformat() if updated else None,
        authors=[present(name=person.byline) for person in post.authors],
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
    return present(
        attribution=attribution and _attribution(attribution),
        previous=_neighbour(post.series.previous),
        next=_neighbour(post.series.next),
    )


def _attribution(attribution: Attribution) -> dict[str, Any]:
    also = [present(name=one.name, url=one.url) for one in attribution.also]
    return present(sentence=attribution.sentence, url=attribution.url, also=also)


def _neighbour(link: SeriesLink | None) -> dict[str, Any] | None:
    if link is None or not is_web_address(link.url):
        return None
    return present(url=link.url, title=link.title)


def _fit(value: Any) -> Any:
    return xml_safe(value)[0] if isinstance(value, str) else value
