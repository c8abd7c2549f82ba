"""A published article, and the channel it is published in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pelican_safespace.models.attribution import Attribution, Person
from pelican_safespace.models.series import SeriesLinks


@dataclass(frozen=True, slots=True)
class Extract:
    """What ``extract`` found: the body without credit and series block, and both of these."""

    body: str
    attribution: Attribution | None
    series: SeriesLinks


@dataclass(frozen=True, slots=True)
class Term:
    """A category, tag or series an article is filed under, and the page that lists it."""

    name: str
    slug: str
    url: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file: pixels, bytes and media type read from the file where it is at hand."""

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    length: int | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An audio or video file: ``length`` in bytes, as RSS 2.0 wants it."""

    url: str
    length: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Post:
    """A published article as feed and newsletter see it.

    ``body`` is sanitised HTML in which every URL is absolute, without credit and series block.
    ``authors`` are the original authors when the attribution names any, else the article's.
    ``guid`` is a tag URI (RFC 4151) that survives a new slug, title, date or domain.
    """

    guid: str
    source: str
    slug: str
    url: str
    lang: str
    title: str
    published: datetime
    modified: datetime | None
    authors: tuple[Person, ...]
    summary: str
    body: str
    attribution: Attribution | None
    series: SeriesLinks
    category: Term | None = None
    tags: tuple[Term, ...] = ()
    series_term: Term | None = None
    content_note: str | None = None
    picture: Picture | None = None
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says about itself (RSS 2.0, ``channel``)."""

    title: str
    link: str
    feed_url: str
    description: str
    language: str
    copyright: str | None = None
    image: Picture | None = None
    stylesheet: str | None = None
    notice: str | None = None
    ttl: int = 720
