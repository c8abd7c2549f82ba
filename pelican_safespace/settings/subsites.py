"""Sub-sites in other languages, which the plugin i18n_subsites builds within the build of a site.

Each has the settings of the main site but for those in ``I18N_SUBSITES``, by its language, and a
folder in the main site's output.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PLUGIN = "i18n_subsites"


def subsites(settings: Mapping[str, Any]) -> Mapping[str, dict[str, Any]]:
    """Return the settings of each sub-site's own, by language; none where no plugin builds them."""
    plugins = (str(name).rpartition(".")[2] for name in settings.get("PLUGINS") or ())
    named: Mapping[str, dict[str, Any]] = settings.get("I18N_SUBSITES") or {}
    return named if _PLUGIN in plugins else {}


def is_subsite(settings: Mapping[str, Any]) -> bool:
    """Tell whether these are the settings of a sub-site."""
    return settings.get("DEFAULT_LANG") in subsites(settings)


def prepare(settings: Mapping[str, Any]) -> None:
    """Give each sub-site what it must not share with its main site: outbox and feeds' address.

    A folder beside its own output would be inside the main site's, and published.
    """
    if is_subsite(settings):
        return
    beside, site = Path(settings["OUTPUT_PATH"]).resolve().parent, settings["SITEURL"]
    for lang, own in subsites(settings).items():
        outbox = own.get("SAFESPACE_OUTBOX", f"{settings['SAFESPACE_OUTBOX']}/{lang}")
        own["SAFESPACE_OUTBOX"] = str(beside / outbox)
        if site and settings.get("FEED_DOMAIN") == site:
            own.setdefault("FEED_DOMAIN", own.get("SITEURL") or f"{site}/{lang}")


def belongs(lang: str | None, settings: Mapping[str, Any]) -> bool:
    """Tell whether an issue is this site's: of a sub-site are those that name its language.

    ``lang`` is the language the issue names, if it names any.
    """
    if is_subsite(settings):
        return bool(lang == settings["DEFAULT_LANG"])
    return lang is None or lang not in subsites(settings)


def address(settings: Mapping[str, Any]) -> str:
    """Return where the site is published, "" for a site in the making.

    The address of a sub-site of one in the making is a path such as "/de".
    """
    url = str(settings.get("SITEURL") or "")
    return "" if is_subsite(settings) and url.startswith("/") else url
