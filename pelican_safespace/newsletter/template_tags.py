"""A service's template tags in a plain text, in which nothing else may look like one."""

from __future__ import annotations

import re
from urllib.parse import quote

from pelican_safespace.newsletter.footer import MailLinks, in_plain_text

#: What begins a template in some engine, in plain text, where no entity can hide it.
_BEGINS_TEMPLATE = re.compile(
    r"\{(?=[{%$#])|\*(?=\|)|\$(?=\{)|#(?=\{)|<(?=[@%])|\[(?=[\[#%@]|[a-z_]+:)"
)
_ADDRESS = re.compile(r"https?://\S+")
_KEPT_IN_ADDRESS = "%/:=&?~#+!$,;'@()*."
#: A character without width or meaning (Unicode: WORD JOINER).
_JOINER = "\u2060"

#: What stands for a provider's tags while a plain text is written: no article has these signs.
PLACES = MailLinks("\ue000out\ue001", "\ue000online\ue001", "\ue000address\ue001")


def filled(text: str, links: MailLinks) -> str:
    """Return plain ``text``, written with PLACES for links, with the provider's tags there.

    Nothing else in it looks like a template any more: between the two signs that begin one
    (``{{``, ``*|``) comes a character nobody sees; in an address they are percent-encoded, as
    RFC 3986 has them anyway.
    """
    text = _separated(text)
    for place, tag in (
        (PLACES.unsubscribe, links.unsubscribe),
        (PLACES.web_edition, links.web_edition),
        (PLACES.postal_address, links.postal_address),
    ):
        text = text.replace(str(place), in_plain_text(tag or ""))
    return text


def places(links: MailLinks) -> MailLinks:
    """Return PLACES where the provider has a tag of its own, its links elsewhere."""
    return MailLinks(
        PLACES.unsubscribe if links.unsubscribe else links.unsubscribe,
        PLACES.web_edition if links.web_edition else links.web_edition,
        PLACES.postal_address if links.postal_address else links.postal_address,
    )


def _separated(text: str) -> str:
    text = _ADDRESS.sub(lambda found: quote(found[0], safe=_KEPT_IN_ADDRESS), text)
    return _BEGINS_TEMPLATE.sub(rf"\g<0>{_JOINER}", text)
