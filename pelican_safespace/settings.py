"""Every setting of the plugin: its default and what it is for; the README repeats this table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from email.utils import parseaddr
from typing import get_args
from urllib.parse import urlsplit

from pelican_safespace.errors import SettingError
from pelican_safespace.models import Look, ProviderName, SubscribeForm

PREFIX = "SAFESPACE_"

#: The year in the default feed authority (RFC 4151 wants a date on which the name was held).
#: It is a constant because a guid may never change.
AUTHORITY_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: ``default`` is used where the site names none."""

    name: str
    default: object
    meaning: str


SETTINGS = (
    Setting(
        "SAFESPACE_SENDER",
        None,
        "Who the newsletter is from: `Name <address>`. Needed as soon as there is an issue.",
    ),
    Setting(
        "SAFESPACE_POSTAL_ADDRESS",
        None,
        "The practice's postal address, which the law wants in every issue.",
    ),
    Setting(
        "SAFESPACE_UNSUBSCRIBE_URL",
        None,
        "The https page where a subscriber leaves. This or the next one is needed.",
    ),
    Setting(
        "SAFESPACE_UNSUBSCRIBE_MAILTO",
        None,
        "The address a subscriber writes to in order to leave.",
    ),
    Setting("SAFESPACE_REPLY_TO", None, "Where answers to an issue go, if not to the sender."),
    Setting(
        "SAFESPACE_NEWSLETTER", "newsletter", "The folder inside `PATH` that holds the issues."
    ),
    Setting(
        "SAFESPACE_OUTBOX",
        "outbox",
        "Where mails and the desk are written, beside `OUTPUT_PATH`, never inside it.",
    ),
    Setting("SAFESPACE_LOGO", None, "The practice's logo (PNG or JPEG), a path inside `PATH`."),
    Setting(
        "SAFESPACE_LOOK",
        {},
        "The mail's colours, type and corners: any of "
        + ", ".join(f"`{field.name}`" for field in fields(Look))
        + ".",
    ),
    Setting(
        "SAFESPACE_NOTICE",
        None,
        "A line of care for feed and mail, such as crisis lines or “not a substitute for care”.",
    ),
    Setting(
        "SAFESPACE_PROVIDERS",
        (),
        "Services the newsletter is sent with, the usual one first: any of "
        + ", ".join(f"`{name}`" for name in get_args(ProviderName))
        + ". Each gets an HTML of its own in the outbox, and its steps on the desk.",
    ),
    Setting(
        "SAFESPACE_SUBSCRIBE",
        None,
        "The form of your newsletter service, shown on the site: `action` (its https address), "
        "`email` (the name of its address field) and `hidden` (its other fields). None: no form.",
    ),
    Setting("SAFESPACE_FEED", "feeds/articles.xml", "The site's feed; None switches it off."),
    Setting(
        "SAFESPACE_FEED_SERIES",
        "feeds/series/{slug}.xml",
        "A feed for each series, in reading order.",
    ),
    Setting("SAFESPACE_FEED_ISSUES", "newsletter/feed.xml", "The feed of newsletter issues."),
    Setting(
        "SAFESPACE_FEED_CATEGORY", None, "A feed for each category, with `{slug}` in its path."
    ),
    Setting("SAFESPACE_FEED_TAG", None, "A feed for each tag, with `{slug}` in its path."),
    Setting("SAFESPACE_FEED_AUTHOR", None, "A feed for each author, with `{slug}` in its path."),
    Setting(
        "SAFESPACE_FEED_TRANSLATION",
        None,
        "A feed for each language, with `{lang}` in its path.",
    ),
    Setting(
        "SAFESPACE_FEED_ITEMS",
        50,
        "How many of the newest articles a feed holds; older ones are in archives it links to.",
    ),
    Setting(
        "SAFESPACE_FEED_FORMATS",
        (),
        "Formats to write beside each RSS feed: any of `json` (JSON Feed 1.1) and `atom`.",
    ),
    Setting("SAFESPACE_FEED_LIST", "feeds/feeds.opml", "A list (OPML) of all feeds; None: none."),
    Setting(
        "SAFESPACE_FEED_AUTHORITY",
        None,
        "Who names the articles in feeds, as `domain,year`. Set it once and keep it, also when "
        f"the site moves. Default: the host of `SITEURL` and {AUTHORITY_YEAR}.",
    ),
    Setting(
        "SAFESPACE_ELSEWHERE",
        (),
        "Paths of the site's host that another program answers, such as `/shop/`: feeds keep links "
        "there, though the build writes no such page.",
    ),
    Setting("SAFESPACE_FEED_IMAGE", None, "The feed's picture, at most 144 × 400 pixels."),
    Setting("SAFESPACE_COPYRIGHT", None, "The feed's copyright line."),
    Setting("SAFESPACE_SERIES_URL", "series/{slug}.html", "The address of a series' page."),
    Setting(
        "SAFESPACE_SERIES_SAVE_AS", "series/{slug}.html", "The file of a series' page; None: none."
    ),
    Setting("SAFESPACE_ISSUE_URL", "newsletter/{slug}.html", "The address of a web edition."),
    Setting("SAFESPACE_ISSUE_SAVE_AS", "newsletter/{slug}.html", "The file of a web edition."),
    Setting("SAFESPACE_ARCHIVE_URL", "newsletter/", "The address of the newsletter's archive."),
    Setting(
        "SAFESPACE_ARCHIVE_SAVE_AS",
        "newsletter/index.html",
        "The file of the newsletter's archive.",
    ),
    Setting(
        "SAFESPACE_PHRASES",
        None,
        "A folder with your own catalogues of the phrases the plugin writes (`de.toml`, …).",
    ),
    Setting(
        "SAFESPACE_LANGUAGES",
        None,
        "A folder with your own rules for credits and series blocks, a file for each language.",
    ),
)

#: Each asks for feeds of articles.
FEEDS_OF_ARTICLES = (
    "SAFESPACE_FEED",
    *(f"SAFESPACE_FEED_{kind}" for kind in ("SERIES", "CATEGORY", "TAG", "AUTHOR", "TRANSLATION")),
)

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


def defaults() -> dict[str, object]:
    """Return name -> default of every setting."""
    return {setting.name: setting.default for setting in SETTINGS}


def check(settings: Mapping[str, object]) -> None:
    """Raise SettingError, naming setting and remedy, for the first setting that cannot stand.

    ``settings`` are Pelican's, with the plugin's defaults filled in.
    """
    _check_names(settings)
    _check_site_url(str(settings.get("SITEURL") or ""))
    _check_feed_paths(settings)
    _check_look(settings["SAFESPACE_LOOK"])
    _check_items(settings["SAFESPACE_FEED_ITEMS"])
    _check_formats(settings["SAFESPACE_FEED_FORMATS"])
    _check_elsewhere(settings["SAFESPACE_ELSEWHERE"])
    _check_sender(settings["SAFESPACE_SENDER"])
    _check_providers(settings["SAFESPACE_PROVIDERS"])
    subscribe_form(settings["SAFESPACE_SUBSCRIBE"])


def _check_names(settings: Mapping[str, object]) -> None:
    known = [setting.name.removeprefix(PREFIX) for setting in SETTINGS]
    for name in sorted(settings):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in known:
            near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
            hint = f"Did you mean {PREFIX}{near[0]}?" if near else "The README lists every setting."
            raise SettingError(f"{name} is not a setting of pelican_safespace. {hint}")


def _check_site_url(site_url: str) -> None:
    parts = urlsplit(site_url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingError(
            f"SITEURL is {site_url!r}, but feeds and mails need absolute addresses. Set it to the "
            'address of the published site, such as "https://www.example.org"; for a local '
            "preview keep it and set RELATIVE_URLS = True."
        )


def _check_feed_paths(settings: Mapping[str, object]) -> None:
    taken = {str(settings[name]): name for name in STOCK_FEEDS if settings.get(name)}
    for name in (setting.name for setting in SETTINGS if setting.name.startswith("SAFESPACE_FEED")):
        path = settings[name]
        if not isinstance(path, str) or name in (
            "SAFESPACE_FEED_AUTHORITY",
            "SAFESPACE_FEED_IMAGE",
        ):
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


def _check_items(items: object) -> None:
    if not isinstance(items, int) or items < 1:
        raise SettingError(f"SAFESPACE_FEED_ITEMS is {items!r}; it must be a number from 1 on.")


def _check_formats(formats: object) -> None:
    if not isinstance(formats, (list, tuple)) or not set(formats) <= {"json", "atom"}:
        raise SettingError(
            f'SAFESPACE_FEED_FORMATS is {formats!r}; write a list of "json" and "atom", or [].'
        )


def _check_elsewhere(paths: object) -> None:
    listed = list(paths) if isinstance(paths, (list, tuple)) else [paths]
    wrong = [path for path in listed if not (isinstance(path, str) and path.startswith("/"))]
    if wrong or not isinstance(paths, (list, tuple)):
        raise SettingError(
            f'SAFESPACE_ELSEWHERE is {paths!r}; write a list of paths, such as ["/shop/"], or [].'
        )


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


def subscribe_form(form: object) -> SubscribeForm | None:
    """Return the form of SAFESPACE_SUBSCRIBE, None where there is none; raises SettingError."""
    if form is None:
        return None
    example = 'Write {"action": "https://…", "email": "EMAIL", "hidden": {"list": "1"}}.'
    if not isinstance(form, Mapping) or not set(form) <= {"action", "email", "hidden"}:
        raise SettingError(f"SAFESPACE_SUBSCRIBE is {form!r}. {example}")
    action, email, hidden = form.get("action"), form.get("email", "email"), form.get("hidden", {})
    if not (isinstance(action, str) and urlsplit(action).scheme == "https"):
        raise SettingError(
            f"SAFESPACE_SUBSCRIBE posts to {action!r}; a subscriber's address may only travel "
            f"encrypted, to an https address. {example}"
        )
    if not (isinstance(email, str) and email and isinstance(hidden, Mapping)):
        raise SettingError(f"SAFESPACE_SUBSCRIBE is {form!r}. {example}")
    fields_besides = tuple((str(name), str(value)) for name, value in hidden.items())
    return SubscribeForm(action, email, fields_besides)


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
