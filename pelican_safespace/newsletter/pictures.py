"""Elements that stand for a file elsewhere: pictures, videos, recordings, frames."""

from __future__ import annotations

import re

from pelican_safespace.models import Picture
from pelican_safespace.newsletter.addresses import address, host, picture_address
from pelican_safespace.newsletter.inline import InlineImage
from pelican_safespace.newsletter.nodes import Embed, EmbedKind
from pelican_safespace.newsletter.prose import on_one_line
from pelican_safespace.newsletter.tree import Element

#: A picture that is no larger stands within the line, in CSS pixels.
SMALL = 64

_NUMBER = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*\Z")
_LISTENS = re.compile(r"audio|podcast|soundcloud|spotify|\.(?:mp3|m4a|ogg|opus)\b", re.IGNORECASE)
_WATCHES = re.compile(r"video|vimeo|youtu|peertube|\.(?:mp4|webm|mov)\b", re.IGNORECASE)
#: Formats that Outlook or Gmail leave out.
_UNSEEN = re.compile(r"\.(?:webp|avif|svgz?|jxl|heic)(?:[?#]|\Z)", re.IGNORECASE)


def image(element: Element, base: str | None, sources: tuple[str, ...] = ()) -> InlineImage | None:
    """Return the picture of an ``img``, None when no mail can show it.

    ``sources`` are what the ``picture`` around it offers; one of them is taken where the ``img``
    itself has a format that mail programs leave out.
    """
    named = (element.get("src"), element.get("data-src"), *_candidates(element))
    urls = [found for url in (*named, *sources) if url and (found := picture_address(url, base))]
    if not urls:
        return None
    url = next((url for url in urls if not _UNSEEN.search(url)), urls[0])
    picture = Picture(
        url,
        alt=on_one_line(element.get("alt")),
        width=_pixels(element.get("width")),
        height=_pixels(element.get("height")),
    )
    return InlineImage(picture, described="alt" in element.attributes)


def offered(element: Element) -> tuple[str, ...]:
    """Return the addresses in the ``source`` elements of a ``picture`` (or ``video``)."""
    return tuple(
        url
        for child in element.children
        if isinstance(child, Element) and child.tag == "source"
        for url in (child.get("src"), *_candidates(child))
        if url
    )


def is_small(picture: Picture) -> bool:
    """Whether the picture is an icon, to be shown within the line."""
    sizes = [size for size in (picture.width, picture.height) if size is not None]
    return bool(sizes) and max(sizes) <= SMALL


def embed(element: Element, base: str | None) -> Embed | None:
    """Return what leads to a frame, video or recording; None when it has no address."""
    named = (element.get(name) for name in ("src", "data", "data-src"))
    urls = (address(url, base) for url in (*named, *offered(element)) if url)
    url = next((url for url in urls if url and url.startswith("http")), None)
    if url is None:
        return None
    poster = picture_address(element.get("poster"), base) if element.get("poster") else None
    title = element.get("title") or element.get("aria-label") or element.get("name") or host(url)
    return Embed(
        _kind(element.tag, url),
        on_one_line(title),
        url,
        Picture(poster, alt="") if poster else None,
    )


def _kind(tag: str, url: str) -> EmbedKind:
    if tag == "video":
        return "watch"
    if tag == "audio" or _LISTENS.search(url):
        return "listen"
    return "watch" if _WATCHES.search(url) else "open"


def _candidates(element: Element) -> list[str]:
    """The addresses in ``srcset`` (HTML 4.8.4.2.1), the largest last as most pages write it."""
    parts = (part.split() for part in element.get("srcset").split(", "))
    return [part[0].rstrip(",") for part in parts if part]


def _pixels(value: str) -> int | None:
    number = _NUMBER.match(value)
    return int(number[1]) or None if number else None
