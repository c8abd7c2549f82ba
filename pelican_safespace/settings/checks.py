"""Whether the settings can stand: one clear error for the first that cannot."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import fields
from email.utils import parseaddr
from typing import get_args
from urllib.parse import urlsplit

from pelican_safespace.errors import SettingError
from pelican_safespace.models import Look, ProviderName
from pelican_safespace.settings import feeds
from pelican_safespace.settings.subscribe import subscribe_form
from pelican_safespace.settings.subsites import address
from pelican_safespace.settings.table import PREFIX, SETTINGS

ADDRESS = (
    'Set it to the address of the published site, such as "https://www.example.org"; for a local '
    "preview keep it and set RELATIVE_URLS = True."
)
UNADDRESSED = f"SITEURL is empty, so no feed and no newsletter is written. {ADDRESS}"


def check(settings: Mapping[str, object]) -> None:
    """Raise SettingError, naming setting and remedy, for the first setting that cannot stand.

    ``settings`` are Pelican's, with the plugin's defaults filled in.
    """
    _check_names(settings)
    _check_site_url(address(settings))
    feeds.check_paths(settings)
    _check_look(settings["SAFESPACE_LOOK"])
    feeds.check_items(settings["SAFESPACE_FEED_ITEMS"])
    feeds.check_formats(settings["SAFESPACE_FEED_FORMATS"])
    feeds.check_elsewhere(settings["SAFESPACE_ELSEWHERE"])
    _check_sender(settings["SAFESPACE_SENDER"])
    _check_providers(settings["SAFESPACE_PROVIDERS"])
    subscribe_form(settings["SAFESPACE_SUBSCRIBE"])


def _check_names(settings: Mapping[str, object]) -> None:
    known = [setting.name.removeprefix(PREFIX) for setting in SETTINGS]
    for name in sorted(settings):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
            near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
            hint = (
                f"Did you mean {PREFIX}{near[0]}?"
                if near
                else "docs/settings.md lists every setting."
            )
            raise SettingError(f"{name} is not a setting of pelican_safespace. {hint}")


def _check_site_url(site_url: str) -> None:
    parts = urlsplit(site_url)
    # An empty one is that of a site in the making: require_address asks for more.
    if site_url and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise SettingError(
            f"SITEURL is {site_url!r}, but feeds and mails need absolute addresses. {ADDRESS}"
        )


def require_address(settings: Mapping[str, object]) -> None:
    """Raise SettingError unless the site says where it is published."""
    if not settings.get("SITEURL"):
        raise SettingError(UNADDRESSED)


def _check_look(look: object) -> None:
    if not isinstance(look, Mapping):
        raise SettingError('SAFESPACE_LOOK must be a dict, such as {"accent": "#2f6b5e"}.')
    kinds = {field.name: type(field.default) for field in fields(Look)}
    for name, value in look.items():
        if name not in kinds:
            raise SettingError(
                f"SAFESPACE_LOOK has {name!r}, which is not one of {', '.join(kinds)}."
            )
        if not isinstance(value, kinds[name]):
            raise SettingError(
                f"SAFESPACE_LOOK[{name!r}] must be of the type {kinds[name].__name__}."
            )
        colour = str(getattr(Look(), name)).startswith("#")
        if colour and not re.fullmatch(r"#[0-9a-fA-F]{6}", str(value)):
            raise SettingError(f"SAFESPACE_LOOK[{name!r}] must be a colour such as '#2f6b5e'.")


def _check_sender(sender: object) -> None:
    if sender is not None and "@" not in parseaddr(str(sender))[1]:
        raise SettingError(
            f"SAFESPACE_SENDER is {sender!r}; write it as 'Name <address@example.org>'."
        )


def _check_providers(chosen: object) -> None:
    known = get_args(ProviderName)
    if not isinstance(chosen, (list, tuple)):
        raise SettingError(
            f'SAFESPACE_PROVIDERS is {chosen!r}; write a list, such as ["listmonk"].'
        )
    for name in chosen:
        if name not in known:
            near = difflib.get_close_matches(str(name).lower(), known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Write any of {', '.join(known)}."
            raise SettingError(f"SAFESPACE_PROVIDERS names {name!r}, which is not known. {hint}")
