"""The nouns of the plugin: frozen records that flow from one room to the next.

Nothing here reads, writes or decides. Dates and times are timezone-aware, URLs are absolute
once a record leaves the adapter, and HTML is called ``html`` or ``body``; every other string
is plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

AttributionKind = Literal["original", "cross-post", "reprint", "adapted", "guest"]
Direction = Literal["previous", "next"]
Layout = Literal["full", "digest"]
ProviderName = Literal[
    "mailchimp",
    "buttondown",
    "listmonk",
    "brevo",
    "mailerlite",
    "kit",
    "campaign-monitor",
    "constant-contact",
    "mailpoet",
    "keila",
    "ses",
]
CreditPlace = Literal["first", "last", "above the series block", "in the series block", "middle"]
SeriesRule = Literal[
    "label", "title below its label", "markup", "arrow", "list of parts", "part number",
    "statement", "heading",
]  # fmt: skip
LinkWay = Literal[
    "address", "slug", "title", "beginning of a title", "the other's link", "order of the series",
    "another site", "not found", "ambiguous", "itself", "not public", "contradicted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote an article; title and credentials are kept apart from the name."""

    name: str
    credentials: str = ""
    title: str = ""

    @property
    def byline(self) -> str:
        """The name as a reader expects it: "Allison Example, LCSW", "Dr. Ben Sample"."""
        name = f"{self.title} {self.name}" if self.title else self.name
        return f"{name}, {self.credentials}" if self.credentials else name


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where an article first appeared, in the article's own words and taken apart.

    ``date`` is ISO 8601 and as precise as the article is: "2021-03-05", "2021-03" or "2021".
    ``sentence`` is the credit as plain text; where only metadata is given it is composed.
    """

    kind: AttributionKind
    authors: tuple[Person, ...]
    publication: str | None
    url: str | None
    date: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class SeriesLink:
    """A neighbour in a series; at least one of the two fields is known."""

    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class SeriesLinks:
    """An article's place in a series: its neighbours, the series' name, "part 2 of 4"."""

    previous: SeriesLink | None = None
    next: SeriesLink | None = None
    name: str | None = None
    part: int | None = None
    of: int | None = None

    def __bool__(self) -> bool:
        """True when anything at all is known."""
        return any((self.previous, self.next, self.name, self.part, self.of))


@dataclass(frozen=True, slots=True)
class CreditRule:
    """Why a line was taken for a credit, kept as it was recognised.

    ``words`` are lists of a language file and what the line has of each: ``("adverbs",
    "originally")``; ``lang`` is that file's. ``strength`` tells words that are enough by
    themselves ("strong") from a "label" with a link and from a "plain" verb, which needs
    "this article"; ``subject`` is what the line is about: "this", "the", "bare" or "other".
    """

    words: tuple[tuple[str, str], ...]
    lang: str
    strength: str
    subject: str
    place: CreditPlace = "last"


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """By which rule each field of a SeriesLinks was read; None where it was not."""

    previous: SeriesRule | None = None
    next: SeriesRule | None = None
    name: SeriesRule | None = None
    part: SeriesRule | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What ``extract`` found: the body without credit and series block, and both of these."""

    body: str
    attribution: Attribution | None
    series: SeriesLinks


@dataclass(frozen=True, slots=True)
class Member:
    """An article as its series sees it; ``links`` are as written, not yet resolved.

    ``public`` is False for a draft, hidden or future article: it may look at its neighbours,
    but no other article leads to it.
    """

    source: str
    slug: str
    title: str
    url: str
    lang: str
    published: datetime
    public: bool
    links: SeriesLinks


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


@dataclass(frozen=True, slots=True)
class Issue:
    """A newsletter issue as the staff wrote it.

    ``articles`` are slugs in the order of the issue, or None for "everything published since
    the last issue". ``greeting`` is sanitised HTML; ``url`` is the web edition's address.
    """

    slug: str
    source: str
    title: str
    subject: str
    preheader: str
    published: datetime
    lang: str
    greeting: str
    articles: tuple[str, ...] | None
    layout: Layout
    draft: bool
    url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An issue with its articles chosen: what a mail or web edition is made of."""

    issue: Issue
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How the practice's mail looks. Colours are six-digit hex, lengths CSS pixels."""

    accent: str = "#2f6b5e"
    text: str = "#26332f"
    muted: str = "#55645f"
    background: str = "#f4f1ea"
    surface: str = "#ffffff"
    font_family: str = "Georgia, 'Times New Roman', serif"
    font_size: int = 17
    radius: int = 10


#: Stands in a postal address where only the practice knows what belongs there.
UNKNOWN_PLACE = "STREET AND NUMBER, TOWN"


@dataclass(frozen=True, slots=True)
class Practice:
    """Who sends the newsletter. The postal address and a way to leave are required by law."""

    name: str
    url: str
    sender: str
    sender_address: str
    postal_address: str
    unsubscribe_url: str | None
    unsubscribe_mailto: str | None
    reply_to: str | None = None
    tagline: str | None = None
    logo: Picture | None = None
    notice: str | None = None
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class SubscribeForm:
    """A form that posts an address to the practice's provider; the plugin never sees it.

    ``action`` is an https address, ``email`` the name of the field for the subscriber's address,
    ``hidden`` are the fields the provider asks for besides, by name and value.
    """

    action: str
    email: str = "email"
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """One rendered issue: HTML part, plain-text part and the message that carries both."""

    html: str
    text: str
    message: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should mend: the file it is in, what is wrong, what to do.

    ``blocking`` problems must be mended before an issue is sent; the others are advice.
    """

    source: str
    message: str
    remedy: str = ""
    blocking: bool = False

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.source}: {self.message}", self.remedy)))
