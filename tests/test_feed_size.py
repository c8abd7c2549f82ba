"""Feeds of real sites that grow: nothing finished changes, and no document is too large."""

from __future__ import annotations

from xml.sax.saxutils import escape

import feedparser
import pytest
from feed_rules import LARGEST, violations
from sites import BuildSite, Site, article, entries
from test_feed import CHANNEL, post

from pelican_safespace import feed
from pelican_safespace.phrases import phrases

EVERY = {
    "SAFESPACE_FEED_CATEGORY": "feeds/category/{slug}.xml",
    "SAFESPACE_FEED_TAG": "feeds/tag/{slug}.xml",
    "SAFESPACE_FEED_AUTHOR": "feeds/author/{slug}.xml",
    "SAFESPACE_FEED_TRANSLATION": "feeds/lang/{lang}.xml",
    "SAFESPACE_FEED_FORMATS": ["json", "atom"],
}


def feeds(built: Site) -> dict[str, bytes]:
    return {
        name: data
        for name, data in built.tree().items()
        if name.startswith(("feeds/", "newsletter/")) and name.endswith((".xml", ".json"))
    }


def test_one_huge_article_makes_no_document_huge(site: BuildSite) -> None:
    huge = "a word, " * 700_000
    assert len(huge) > LARGEST
    files = {
        "huge.html": "<html><head><title>Huge</title><meta name='date' content='2026-03-01'>"
        "<meta name='series' content='S'><meta name='tags' content='t'></head>"
        f"<body><p>Begins well.</p><p>{huge}</p></body></html>",
        "small.md": article("Small.", title="Small", Series="S", Tags="t"),
        "newsletter/may.md": "Title: May\nDate: 2026-05-01 09:00\nSubject: S\n"
        "Articles: huge, small\nLayout: digest\n\nHi,",
    }
    built = site(files, **EVERY)
    for name, data in feeds(built).items():
        assert len(data) < 20_000, name
    entry = entries(built)["Huge"]
    assert "Begins well." in entry.content[0].value
    assert "https://www.example.org/huge.html" in entry.content[0].value
    (warning,) = [line for line in built.log if "too long for a feed" in line]
    assert warning.startswith("huge.html: ")


@pytest.mark.parametrize("sign", ['"', "<br>", "&amp;", "\\", "é", "x\n"])
def test_large_articles_fill_no_document_of_any_format(sign: str) -> None:
    # As large as an article may be in RSS; JSON writes quotes and line breaks longer.
    room = len(feed_xml_text(sign))
    body = sign * (980_000 // room)
    made = feed.items([post(number, body=body) for number in range(1, 7)], notice=None, say=phrases)
    assert all(item.facts.whole for item in made)
    documents = feed.pages(CHANNEL, made, newest=50)
    assert len(documents) > 2
    (current, *archives) = documents
    held = [one["unique_id"] for document in archives for one in document.feed.items]
    assert len(held) == len({*held}) == 6
    by_guid = {item.post.guid: item for item in made}
    for document in documents:
        assert len(document.feed.text().encode()) <= LARGEST
    shown = [by_guid[one["unique_id"]] for one in current.feed.items]
    assert len(shown) > 1
    for pieces in (feed.atom_feed(CHANNEL, shown), feed.json_feed(CHANNEL, shown)):
        assert sum(map(len, pieces)) <= LARGEST


def feed_xml_text(text: str) -> bytes:
    """``text`` as XML writes it."""
    return escape(text).encode()


def test_a_series_too_large_for_one_document_has_archives(
    site: BuildSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pelican_safespace.feed.archives._LARGEST", 5_000)
    files = {
        f"{number}.md": article(
            "word " * 300, title=f"No {number}", date=f"2026-01-0{number} 09:00", Series="S"
        )
        for number in range(1, 7)
    }
    documents = feeds(site(files))
    assert max(len(data) for data in documents.values()) < 6_500
    archived = [name for name in documents if name.startswith("feeds/series/s-2026")]
    ids = [entry.id for name in archived for entry in feedparser.parse(documents[name]).entries]
    assert len(ids) == len({*ids}) == 6


@pytest.mark.parametrize("day", ["2026-06-01", "2027-01-01"])
def test_a_new_article_changes_no_finished_archive(site: BuildSite, day: str) -> None:
    files = {
        f"{year}-{month}.md": article(
            "Text.", title=f"{month} {year}", date=f"{year}-0{month}-01 09:00", Tags="calm"
        )
        for year in (2024, 2025, 2026)
        for month in (1, 2, 3)
    }
    settings = EVERY | {"SAFESPACE_FEED_ITEMS": 2}
    before = feeds(site(files, **settings))
    archives = {name: data for name, data in before.items() if "-20" in name}
    assert {name.split("/")[1] for name in archives} >= {"category", "tag", "author", "lang"}
    after = feeds(site({"new.md": article("New.", title="New", date=day, Tags="calm")}, **settings))
    for name, data in archives.items():
        assert after[name] == data, name
    for name, data in after.items():
        if name.endswith(".xml") and ".atom." not in name:
            assert violations(data) == [], name
    # The open end is another document, so that nobody who has the old one misses the new article.
    assert {name for name in after if "-first-" in name} - set(before)


def test_an_audio_file_is_one_enclosure_with_its_true_length(site: BuildSite) -> None:
    files: dict[str, str | bytes] = {
        "one.md": article('<audio src="{static}/media/talk.mp3"></audio> [more](/media/b.ogg)'),
        "media/talk.mp3": b"ID3" + bytes(12_345),
        "media/b.ogg": b"OggS",
    }
    built = site(files, STATIC_PATHS=["media"], SAFESPACE_FEED_FORMATS=["json", "atom"])
    for path in ("feeds/articles.xml", "feeds/articles.atom.xml"):
        (sound,) = entries(built, path)["An article"].enclosures
        assert (sound.href, sound.type) == (
            "https://www.example.org/media/talk.mp3",
            "audio/mpeg",
        )
        assert int(sound.length) == (built.output / "media" / "talk.mp3").stat().st_size
