"""The foot of a mail: who sent it, from where, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from pelican_safespace.models import Practice
from pelican_safespace.newsletter.prose import escaped
from pelican_safespace.phrases import Phrases


@dataclass(frozen=True, slots=True)
class MailLinks:
    """What a mail says about itself where list engines fill in their own.

    Each is an address, or a provider's merge tag that stands for one, and is written as it is.
    ``<name>`` is for providers that have elements instead: the words are put into it. None takes
    the practice's own unsubscribe address, the issue's web edition, the practice's address; ""
    leaves the link out, for a service that adds its own.
    """

    unsubscribe: str | None = None
    web_edition: str | None = None
    postal_address: str | None = None


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot's links and address as HTML, each "" where there is none.

    ``name`` is the practice's, "" where the address begins with it.
    """

    unsubscribe: Markup
    web_edition: Markup
    name: str
    address: Markup


def foot(links: MailLinks, url: str, practice: Practice, say: Phrases, colour: str) -> Foot:
    """Return the foot of the issue whose web edition is at ``url``."""
    leave = practice.unsubscribe_url or _mailto(practice.unsubscribe_mailto)
    address = links.postal_address
    return Foot(
        _link(_given(links.unsubscribe, leave), say("unsubscribe"), colour),
        _link(_given(links.web_edition, url), say("view_online"), colour),
        "" if practice.postal_address.strip().startswith(practice.name) else practice.name,
        Markup(address) if address is not None else _lines(practice.postal_address),
    )


def in_plain_text(tag: str) -> str:
    """Return a provider's tag as plain text has it: ``<name>`` is ``[name]`` there."""
    return f"[{tag.strip('</>')}]" if tag.startswith("<") else tag


def _given(value: str | None, default: str) -> str:
    return default if value is None else value


def _mailto(address: str | None) -> str:
    return f"mailto:{address.removeprefix('mailto:')}" if address else ""


def _link(target: str, text: str, colour: str) -> Markup:
    if not target:
        return Markup("")
    if target.startswith("<"):
        name = target.strip("</>")
        return Markup(f"<{name}>{escaped(text)}</{name}>")
    return Markup(f'<a href="{escape(target)}" style="color:{colour}">{escaped(text)}</a>')


def _lines(text: str) -> Markup:
    """The postal address, on as many lines as it is written."""
    return Markup("<br />").join(Markup(escaped(line.strip())) for line in text.splitlines())
