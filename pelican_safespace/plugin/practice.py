"""The settings that say who sends the newsletter -> a Practice."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parseaddr
from typing import Any

from pelican_safespace import markup
from pelican_safespace.errors import SettingError
from pelican_safespace.models import Look, Picture, Practice
from pelican_safespace.plugin.files import SiteFiles

#: What the law and the mailbox providers want of every newsletter, and how it is written.
REQUIRED = (
    ("SAFESPACE_SENDER", '"Your Practice <letters@example.org>"'),
    ("SAFESPACE_POSTAL_ADDRESS", '"Your Practice, 1 Elm Street, Anytown"'),
    ("SAFESPACE_UNSUBSCRIBE_URL", '"https://www.example.org/unsubscribe"'),
)


def require(settings: Mapping[str, Any]) -> None:
    """Raise SettingError, listing what to add, unless a newsletter may be made."""
    missing = [
        f"{name} = {example}"
        for name, example in REQUIRED
        if not settings[name]
        and not (name.endswith("_URL") and settings["SAFESPACE_UNSUBSCRIBE_MAILTO"])
    ]
    if missing:
        raise SettingError(
            f"There are issues in {settings['SAFESPACE_NEWSLETTER']}/, and a newsletter may not go "
            "out without sender, postal address and a way to unsubscribe. Add to your settings: "
            + "; ".join(missing)
        )


def practice(settings: Mapping[str, Any], files: SiteFiles) -> Practice:
    """Return who sends the newsletter. Raises SettingError when the logo is not a file."""
    name, address = parseaddr(settings["SAFESPACE_SENDER"])
    site_name = markup.plain_text(str(settings["SITENAME"]))
    tagline = settings.get("SITESUBTITLE")
    return Practice(
        name=site_name,
        url=f"{settings['SITEURL']}/",
        sender=name or site_name,
        sender_address=address,
        postal_address=settings["SAFESPACE_POSTAL_ADDRESS"],
        unsubscribe_url=settings["SAFESPACE_UNSUBSCRIBE_URL"],
        unsubscribe_mailto=settings["SAFESPACE_UNSUBSCRIBE_MAILTO"],
        reply_to=settings["SAFESPACE_REPLY_TO"],
        tagline=markup.plain_text(str(tagline)) if tagline else None,
        logo=picture(settings, files, "SAFESPACE_LOGO", alt=site_name),
        notice=settings["SAFESPACE_NOTICE"],
        look=Look(**settings["SAFESPACE_LOOK"]),
    )


def picture(
    settings: Mapping[str, Any], files: SiteFiles, name: str, *, alt: str
) -> Picture | None:
    """Return the picture the setting ``name`` names; SettingError when there is no such file."""
    source = settings[name]
    if source is None:
        return None
    url = files.address(source)
    if url is None:
        raise SettingError(
            f"{name} is {source!r}, which is not among the site's files. Name a file inside PATH, "
            "in a folder of STATIC_PATHS."
        )
    return files.picture(url, alt)
