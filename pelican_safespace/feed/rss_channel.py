"""What the ``channel`` of RSS 2.0 says about itself, before its items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pelican_safespace.feed.xml import Writer, unmistakable
from pelican_safespace.models import Picture

_GENERATOR = "Pelican with pelican_safespace"
_SPECIFICATION = "https://www.rssboard.org/rss-specification"
_IMAGE_TYPES = {"image/png", "image/jpeg", "image/gif"}
_IMAGE_WIDTH, _IMAGE_HEIGHT = 144, 400  # pixels at most, RSS 2.0


@dataclass(frozen=True, slots=True)
class History:
    """Where a document stands among the archives of its feed (RFC 5005, 4): addresses.

    ``previous`` holds the articles before it; an archive names the ``current`` document.
    """

    previous: str | None = None
    current: str | None = None


#: The one document of a feed without archives.
ALONE = History()


def write_channel(
    write: Writer,
    said: Mapping[str, Any],
    changed: str | None,
    image: Picture | None,
    history: History,
) -> None:
    """Write the elements; ``said`` is the channel as feedgenerator has it, ``changed`` a date."""
    write.text("title", unmistakable(said["title"]))
    write.text("link", said["link"])
    write.text("description", unmistakable(said["description"]))
    write.text("language", said["language"])
    write.text("copyright", said["feed_copyright"])
    write.text("lastBuildDate", changed)
    write.text("generator", _GENERATOR)
    write.text("docs", _SPECIFICATION)
    write.text("ttl", said["ttl"])
    if image and fits(image):
        _write_image(write, image, said)
    _write_link(write, "self", said["feed_url"])
    _write_history(write, history)


def fits(image: Picture) -> bool:
    """Whether RSS 2.0 takes ``image`` for a channel: PNG, JPEG or GIF of at most 144 x 400."""
    return (
        image.media_type in _IMAGE_TYPES
        and (image.width or 0) <= _IMAGE_WIDTH
        and (image.height or 0) <= _IMAGE_HEIGHT
    )


def _write_image(write: Writer, image: Picture, said: Mapping[str, Any]) -> None:
    write.startElement("image", {})
    write.text("url", image.url)
    write.text("title", unmistakable(said["title"]))
    write.text("link", said["link"])
    write.text("width", image.width)
    write.text("height", image.height)
    write.endElement("image")


def _write_link(write: Writer, relation: str, address: str | None) -> None:
    if address:
        write.empty("atom:link", rel=relation, href=address, type="application/rss+xml")


def _write_history(write: Writer, history: History) -> None:
    _write_link(write, "current", history.current)
    _write_link(write, "prev-archive", history.previous)
    if history.current:
        write.empty("fh:archive")
