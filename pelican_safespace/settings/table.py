"""Every setting of the plugin: its default, and what it is for as the docs say it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import get_args

from pelican_safespace.models import Look, ProviderName

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
    Setting(
        "SAFESPACE_CACHE",
        True,
        "Whether a build keeps what it found out and rendered in Pelican's `CACHE_PATH`, for the "
        "next one. What is written is the same without; only slower.",
    ),
)


def defaults() -> dict[str, object]:
    """Return name -> default of every setting."""
    return {setting.name: setting.default for setting in SETTINGS}
