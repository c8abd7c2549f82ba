"""Feeds as people's readers take them: newsboat, rss2email and feedparser, from loopback."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import struct_time
from typing import Any

import feedparser
from feed_readers import Newsboat, Read, Rss2email, served
from sites import Site, article, build

from pelican_safespace.markup import plain_text

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
            text=plain_text(entry.content[0].value),
        )
        for entry in feedparser.parse(address).entries
    ]


def visible(example: Site, address: str) -> str:
    """The first words of an article on its page, which every reader must show."""
    page = example.text(address.removeprefix("https://example.org/"))
    body = page.partition("<article")[2].partition("</article>")[0]
    assert body
    return plain_text(body)


def test_three_readers_agree_with_the_articles(example: Site, tmp_path: Path) -> None:
    with served(example.output) as host:
        read = {
            "feedparser": by_feedparser(f"{host}/{FEED}"),
            "newsboat": Newsboat(tmp_path, f"{host}/{FEED}").reload(),
            "rss2email": Rss2email(tmp_path, f"{host}/{FEED}").run(),
        }
    entries = {entry.id: entry for entry in feedparser.parse(example.text(FEED)).entries}
    truth = {one.guid: one for one in read["feedparser"]}
    assert len(truth) > 10
    for reader, articles in read.items():
        assert sorted(one.guid for one in articles) == sorted(truth), reader
        for one in articles:
            same = truth[one.guid]
            assert (one.title, one.author) == (same.title, same.author), reader
            assert one.address == same.address, reader
            # rss2email dates a mail by the article's last change.
            dates = [same.published]
            if "updated_parsed" in entries[one.guid]:
                dates.append(moment(entries[one.guid].updated_parsed))
            assert one.published in dates, reader
            assert same.text in one.text, reader
    for one in read["feedparser"]:
        page = visible(example, one.address)
        assert one.title in page
        assert entries[one.guid].summary[:60] in " ".join(page.split())


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
