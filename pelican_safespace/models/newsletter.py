"""A newsletter issue, what is made of it, and the practice that sends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pelican_safespace.models.post import Picture, Post

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
class Mail:
    """One rendered issue: HTML part, plain-text part and the message that carries both."""

    html: str
    text: str
    message: bytes


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
