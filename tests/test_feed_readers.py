"""Feeds as people's readers take them: newsboat, rss2email and feedparser, from loopback."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import struct_time
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
from bs4 import BeautifulSoup
from feed_readers import Newsboat, Read, Rss2email, served, text_of
from sites import ROOT, Site, article, build
from test_feed_text import IN_PLACE_OF_ACTIVE

FEED = "feeds/articles.xml"


def moment(parsed: struct_time) -> datetime:
    return datetime.fromtimestamp(timegm(parsed), UTC)


def by_feedparser(address: str) -> list[Read]:
    return [
        Read(
            title=entry.title,
            author=", ".join(author.name for author in entry.authors),
            published=moment(entry.published_parsed),
            address=entry.link,
            guid=entry.id,
            text=text_of(entry.content[0].value),
        )
        for entry in feedparser.parse(address).entries
    ]


FILES = sorted((ROOT / "content" / "articles").iterdir())
#: "Title: …" of Markdown, ":title: …" of reStructuredText, "<meta name=… content=…>" of HTML.
HEAD = re.compile(
    r"""^(?::?(\w+):|\s*<meta name="(\w+)" content=)\s*"?(.*?)"?(?:>)?$""", re.MULTILINE
)


def head_of(source: Path) -> dict[str, str]:
    """What stands at the head of an article's file, by lower-case names."""
    text = source.read_text("utf-8").partition("<body>")[0]
    head = {(one or two).lower(): value for one, two, value in reversed(HEAD.findall(text))}
    if source.suffix == ".rst":
        head["title"] = text.partition("\n")[0]
    if source.suffix == ".html":
        head["title"] = text.partition("<title>")[2].partition("</title>")[0]
    return head


def guid_of(source: Path, head: dict[str, str]) -> str:
    """The name it has in feeds: its own "Guid", else its file's."""
    return f"tag:example.org,2025:{head.get('guid', f'articles/{source.stem}')}"


def as_written(example: Site) -> dict[str, Read]:
    """The public articles in the site's language: their files' heads, their pages' text."""
    zone = ZoneInfo("America/New_York")
    written = {}
    for source in FILES:
        head = head_of(source)
        if head.get("status", "published") != "published" or "lang" in head:
            continue
        page = BeautifulSoup(example.text(f"{head['slug']}.html"), "lxml")
        text, credited = page.select_one(".prose"), page.select_one(".credit .who")
        assert text is not None
        guid = guid_of(source, head)
        written[guid] = Read(
            title=head["title"],
            author=credited.get_text().strip() if credited else head["author"],
            published=datetime.fromisoformat(head["date"]).replace(tzinfo=zone).astimezone(UTC),
            address=f"https://example.org/{head['slug']}.html",
            guid=guid,
            text=text_of(str(text)),
        )
    return written


def test_three_readers_agree_with_the_articles(example: Site, tmp_path: Path) -> None:
    with served(example.output) as host:
        read = {
            "feedparser": by_feedparser(f"{host}/{FEED}"),
            "newsboat": Newsboat(tmp_path, f"{host}/{FEED}").reload(),
            "rss2email": Rss2email(tmp_path, f"{host}/{FEED}").run(),
        }
    written = as_written(example)
    changed = {
        guid_of(source, head): head["modified"]
        for source in FILES
        if "modified" in (head := head_of(source))
    }
    assert len(written) > 15
    assert changed
    for reader, articles in read.items():
        assert sorted(one.guid for one in articles) == sorted(written), reader
        for one in articles:
            same = written[one.guid]
            assert (one.title, one.author) == (same.title, same.author), reader
            assert one.address == same.address, reader
            # rss2email dates a mail by the article's last change.
            zone = ZoneInfo("America/New_York")
            dates = [same.published]
            if one.guid in changed and reader == "rss2email":
                moment_of_change = datetime.fromisoformat(changed[one.guid])
                dates.append(moment_of_change.replace(tzinfo=zone).astimezone(UTC))
            assert one.published in dates, reader
            shown = one.text
            for instead in IN_PLACE_OF_ACTIVE.get(same.title, ()):
                shown = shown.replace("".join(instead.split()), "", 1)
            assert same.text in shown, (reader, same.title)


BEFORE: dict[str, Any] = {
    "path": "a.md",
    "body": "Text.",
    "head": {"title": "Old title", "date": "2026-03-01 09:00", "Category": "Notes", "Slug": "old"},
    "settings": {},
}
CHANGES: dict[str, dict[str, Any]] = {
    "slug": {"head": {"Slug": "new"}},
    "title": {"head": {"title": "New title"}},
    "date": {"head": {"date": "2026-04-02 10:00"}},
    "category": {"head": {"Category": "Care"}},
    "scheme": {"settings": {"SITEURL": "http://www.example.org"}},
    "domain": {"settings": {"SITEURL": "https://elsewhere.example.com"}},
    "path of the feed": {"settings": {"FEED_DOMAIN": "https://feeds.example.com"}},
    "place": {"path": "moved/deeper.md"},
    "text": {"body": "Other text."},
    "everything": {
        "path": "moved/deeper.rst.md",
        "body": "Other text.",
        "head": {"title": "New", "date": "2026-04-02 10:00", "Category": "Care", "Slug": "new"},
        "settings": {"SITEURL": "http://elsewhere.example.com"},
    },
}


def practice(root: Path, change: Mapping[str, Any]) -> Site:
    head = {**BEFORE["head"], **change.get("head", {}), "Guid": "first-steps"}
    text = article(change.get("body", BEFORE["body"]), **head)
    settings = {"SAFESPACE_FEED_AUTHORITY": "example.org,2026", **change.get("settings", {})}
    return build(root, {change.get("path", BEFORE["path"]): text}, **settings)


def test_no_change_makes_a_reader_show_an_article_again(tmp_path: Path) -> None:
    feed = practice(tmp_path / "before", {}).output / FEED
    with served(feed.parents[1]) as host:
        boat = Newsboat(tmp_path, f"{host}/{FEED}")
        mail = Rss2email(tmp_path, f"{host}/{FEED}")
        assert (len(boat.reload()), len(mail.run())) == (1, 1)
        for what, change in CHANGES.items():
            after = practice(tmp_path / what.replace(" ", "-"), change)
            feed.write_bytes((after.output / FEED).read_bytes())
            assert (len(boat.reload()), len(mail.run())) == (1, 1), what


def test_a_new_article_is_shown_by_both(tmp_path: Path) -> None:
    """That the test above can fail: an article with another guid is another article."""
    before = practice(tmp_path / "before", {})
    second = article("More.", title="Second", Guid="second-steps")
    with served(before.output) as host:
        boat = Newsboat(tmp_path, f"{host}/{FEED}")
        mail = Rss2email(tmp_path, f"{host}/{FEED}")
        assert (len(boat.reload()), len(mail.run())) == (1, 1)
        build(tmp_path / "before", {"b.md": second}, SAFESPACE_FEED_AUTHORITY="example.org,2026")
        assert (len(boat.reload()), len(mail.run())) == (2, 2)
