"""The settings of the feeds: their paths, their formats, and who names what is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pelican_safespace.errors import SettingError
from pelican_safespace.settings.table import AUTHORITY_YEAR, SETTINGS

#: What SAFESPACE_FEED_FORMATS may ask for, and how the files are called that stand beside RSS.
FORMAT_SUFFIXES = {"json": ".json", "atom": ".atom.xml"}

#: Where Pelican itself may write a feed; two writers of one file would replace each other.
STOCK_FEEDS = tuple(
    f"{scope}_{kind}"
    for scope in (
        "FEED",
        "FEED_ALL",
        "CATEGORY_FEED",
        "AUTHOR_FEED",
        "TAG_FEED",
        "TRANSLATION_FEED",
    )
    for kind in ("ATOM", "RSS")
)

#: Each asks for feeds of articles.
FEEDS_OF_ARTICLES = (
    "SAFESPACE_FEED",
    *(f"SAFESPACE_FEED_{kind}" for kind in ("SERIES", "CATEGORY", "TAG", "AUTHOR", "TRANSLATION")),
)

#: The feeds' settings that are not the path of one.
NO_PATH = (
    "SAFESPACE_FEED_AUTHORITY",
    "SAFESPACE_FEED_FORMATS",
    "SAFESPACE_FEED_IMAGE",
    "SAFESPACE_FEED_ITEMS",
)


def check_paths(settings: Mapping[str, object]) -> None:
    taken = {str(settings[name]): name for name in STOCK_FEEDS if settings.get(name)}
    for name in (setting.name for setting in SETTINGS if setting.name.startswith("SAFESPACE_FEED")):
        path = settings[name]
        if not isinstance(path, str) or name in NO_PATH:
            continue
        if path in taken:
            raise SettingError(
                f"{name} and {taken[path]} are both {path!r}, so one feed would replace the other. "
                f"Give {name} another path or set {taken[path]} = None."
            )
        taken[path] = name
        _check_formats_of(name, path, settings)
        if re.search(r"_(SERIES|CATEGORY|TAG|AUTHOR)$", name) and "{slug}" not in path:
            raise SettingError(f"{name} is {path!r}: it needs {{slug}}, one feed for each.")
        if name == "SAFESPACE_FEED_TRANSLATION" and "{lang}" not in path:
            raise SettingError(f"{name} is {path!r}: it needs {{lang}}, one feed for each.")


def _check_formats_of(name: str, path: str, settings: Mapping[str, object]) -> None:
    """Refuse an Atom or JSON feed beside ``path`` where Pelican writes one of its own."""
    stock = {str(settings[one]): one for one in STOCK_FEEDS if settings.get(one)}
    formats = settings["SAFESPACE_FEED_FORMATS"]
    for form in formats if isinstance(formats, (list, tuple)) else ():
        other = stock.get(beside(path, form)) if form in FORMAT_SUFFIXES else None
        if other:
            raise SettingError(
                f"The {form} feed beside {name} and {other} are both {beside(path, form)!r}, so "
                f"one would replace the other. Give {name} another path or set {other} = None."
            )


def beside(path: str, form: str) -> str:
    """Return the path of the RSS feed at ``path`` in one of the FORMAT_SUFFIXES."""
    return path.removesuffix(".xml").removesuffix(".rss") + FORMAT_SUFFIXES[form]


def check_items(items: object) -> None:
    if not isinstance(items, int) or items < 1:
        raise SettingError(f"SAFESPACE_FEED_ITEMS is {items!r}; it must be a number from 1 on.")


def check_formats(formats: object) -> None:
    if not isinstance(formats, (list, tuple)) or not set(formats) <= {"json", "atom"}:
        raise SettingError(
            f'SAFESPACE_FEED_FORMATS is {formats!r}; write a list of "json" and "atom", or [].'
        )


def check_elsewhere(paths: object) -> None:
    listed = list(paths) if isinstance(paths, (list, tuple)) else [paths]
    wrong = [path for path in listed if not (isinstance(path, str) and path.startswith("/"))]
    if wrong or not isinstance(paths, (list, tuple)):
        raise SettingError(
            f'SAFESPACE_ELSEWHERE is {paths!r}; write a list of paths, such as ["/shop/"], or [].'
        )


def unaddressed() -> dict[str, None]:
    """Return the settings of a site that has no address yet, and so can have no feed."""
    feeds = (one.name for one in SETTINGS if one.name.startswith("SAFESPACE_FEED"))
    return {name: None for name in feeds if name not in NO_PATH}


def authority(settings: Mapping[str, object]) -> str:
    """Return the tagging entity of every guid, ``domain,date`` (RFC 4151, section 2.1)."""
    named = settings["SAFESPACE_FEED_AUTHORITY"]
    if named is None:
        return f"{urlsplit(str(settings['SITEURL'])).hostname},{AUTHORITY_YEAR}"
    if not re.fullmatch(r"[a-z0-9.@_-]+,\d{4}(-\d\d){0,2}", str(named)):
        raise SettingError(
            f"SAFESPACE_FEED_AUTHORITY is {named!r}; write a domain and a year, such as "
            '"example.org,2026".'
        )
    return str(named)
