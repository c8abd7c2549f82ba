"""The practice that sends a newsletter: who it is, how its mail looks, whom it sends with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pelican_safespace.models.post import Picture

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
