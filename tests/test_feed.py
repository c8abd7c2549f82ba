"""Feeds, read back by parsers of somebody else: lxml, feedparser, json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import Browser

from pelican_safespace import feed
from pelican_safespace.models import (
    Attribution,
    Channel,
    Enclosure,
    Person,
    Picture,
    Post,
    Publication,
    SeriesLink,
    SeriesLinks,
    Term,
)
from pelican_safespace.phrases import phrases

SITE = "https://www.example.org"
NEW_YORK = timezone(timedelta(hours=-5))
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "fh": "http://purl.org/syndication/history/1.0",
}
XHTML = "http://www.w3.org/1999/xhtml/vocab#"

CHANNEL = Channel(
    title="Alder House",
    link=f"{SITE}/",
    feed_url=f"{SITE}/feeds/articles.xml",
    description="Articles from Alder House",
    language="en",
    copyright="© Alder House",
    image=Picture(f"{SITE}/logo.png", width=144, height=96, length=900, media_type="image/png"),
    stylesheet="feed.css",
)
SENTENCE = "Originally published on Calm Pages by Allison Example, LCSW."
CREDIT = Attribution(
    kind="original",
    authors=(Person("Allison Example", "LCSW"),),
    publication="Calm Pages",
    url="https://calm.example.com/slow-breath",
    date="2021-03",
    sentence=SENTENCE,
)
SERIES = SeriesLinks(
    previous=SeriesLink("Before you breathe", f"{SITE}/before.html"),
    next=SeriesLink("After the breath", f"{SITE}/after.html"),
    name="Breath",
    part=2,
    of=4,
)


def post(number: int = 1, **changes: Any) -> Post:
    plain = Post(
        guid=f"tag:example.org,2024:posts/{number}",
        source=f"posts/{number}.md",
        slug=f"post-{number}",
        url=f"{SITE}/post-{number}.html",
        lang="en",
        title=f"Article {number}",
        published=datetime(2024, 3, 5, 9, 30, tzinfo=NEW_YORK),
        modified=None,
        authors=(Person("Allison Example", "LCSW"), Person("Ben Sample")),
        summary="A slow breath is a small rest.",
        body="<p>A slow breath is a small rest.</p>",
        attribution=None,
        series=SeriesLinks(),
    )
    return replace(plain, **changes)


def full() -> Post:
    """A post that has everything a post can have."""
    return post(
        modified=datetime(2024, 4, 1, 8, 0, tzinfo=NEW_YORK),
        attribution=CREDIT,
        series=SERIES,
        category=Term("Sleep", "sleep", f"{SITE}/category/sleep.html"),
        tags=(Term("Breath & body", "breath", f"{SITE}/tag/breath/"),),
        series_term=Term("Breath", "breath", f"{SITE}/series/breath/"),
        content_note="panic",
        picture=Picture(f"{SITE}/a.jpg", "A lake", 1200, 800, 54_321, "image/jpeg"),
        enclosure=Enclosure(f"{SITE}/talk.mp3", 1_234_567, "audio/mpeg"),
    )


def items(*posts: Post, notice: str | None = None) -> list[feed.Item]:
    return feed.items(posts, notice=notice, say=phrases)


def rss(*posts: Post, notice: str | None = None, channel: Channel = CHANNEL) -> str:
    return feed.build(channel, items(*posts, notice=notice))


def whole(pieces: Iterable[bytes]) -> str:
    """A document that comes in pieces."""
    return b"".join(pieces).decode()


def channel_of(text: str) -> Any:
    return etree.fromstring(text.encode()).find("channel")


def item_of(text: str) -> Any:
    return channel_of(text).find("item")


def value(element: Any, path: str) -> str | None:
    text = element.findtext(path, namespaces=NAMESPACES)
    return None if text is None else str(text)


def content(one: Post, notice: str | None = None) -> str:
    return value(item_of(rss(one, notice=notice)), "content:encoded") or ""


def names(element: Any) -> list[str]:
    """The names of an element's children with the prefixes of the document."""
    prefixes = {uri: f"{prefix}:" for prefix, uri in NAMESPACES.items()}
    qualified = (etree.QName(child) for child in element)
    return [f"{prefixes[n.namespace] if n.namespace else ''}{n.localname}" for n in qualified]


def test_an_item_has_every_element_in_the_order_all_readers_take() -> None:
    assert names(item_of(rss(full()))) == [
        *("title", "link", "guid", "pubDate", "dc:creator", "dc:creator", "description"),
        *("content:encoded", "category", "category", "category", "dc:source", "atom:updated"),
        *("atom:link", "atom:link", "atom:link", "enclosure", "media:content", "media:thumbnail"),
    ]


def test_a_plain_item_has_no_element_that_says_nothing() -> None:
    assert names(item_of(rss(post(authors=())))) == [
        *("title", "link", "guid", "pubDate", "description", "content:encoded"),
    ]


def test_the_channel_has_every_element_in_order() -> None:
    assert names(channel_of(rss(post()))) == [
        *("title", "link", "description", "language", "copyright", "lastBuildDate", "generator"),
        *("docs", "ttl", "image", "atom:link", "item"),
    ]


def test_feedparser_reads_what_was_written() -> None:
    read = feedparser.parse(rss(full()))
    entry = read.entries[0]
    assert not read.bozo
    assert read.feed.title == "Alder House"
    assert (entry.title, entry.link, entry.id) == (full().title, full().url, full().guid)
    assert [author.name for author in entry.authors] == ["Allison Example, LCSW", "Ben Sample"]
    assert entry.summary == "A slow breath is a small rest."
    assert entry.published_parsed[:5] == (2024, 3, 5, 14, 30)
    assert entry.enclosures[0].length == "1234567"
    assert entry.media_content[0]["width"] == "1200"


def test_a_guid_is_no_address() -> None:
    guid = item_of(rss(post())).find("guid")
    assert guid.get("isPermaLink") == "false"
    assert guid.text == "tag:example.org,2024:posts/1"


def test_dates_are_in_the_zone_they_were_written_in() -> None:
    item = item_of(rss(full()))
    assert value(item, "pubDate") == "Tue, 05 Mar 2024 09:30:00 -0500"
    assert value(item, "atom:updated") == "2024-04-01T08:00:00-05:00"


def test_a_change_before_publication_is_none() -> None:
    early = post(modified=datetime(2024, 3, 1, tzinfo=UTC))
    assert value(item_of(rss(early)), "atom:updated") is None


def test_the_feed_was_last_built_when_its_newest_article_was_written_or_changed() -> None:
    newer = post(2, published=datetime(2024, 3, 7, 9, 0, tzinfo=UTC))
    assert value(channel_of(rss(post(), newer)), "lastBuildDate") == value(
        channel_of(rss(newer)), "item/pubDate"
    )
    changed = post(modified=datetime(2024, 5, 1, 12, 0, tzinfo=UTC))
    built = value(channel_of(rss(changed, newer)), "lastBuildDate") or ""
    assert parsedate_to_datetime(built) == changed.modified


def test_a_feed_without_articles_claims_no_date() -> None:
    text = rss()
    assert value(channel_of(text), "lastBuildDate") is None
    assert not feedparser.parse(text).bozo


def test_the_links_for_programs_lead_to_the_origin_and_the_neighbours() -> None:
    links = item_of(rss(full())).findall("atom:link", NAMESPACES)
    assert [(link.get("rel"), link.get("href"), link.get("title")) for link in links] == [
        ("via", "https://calm.example.com/slow-breath", SENTENCE),
        (f"{XHTML}prev", f"{SITE}/before.html", "Before you breathe"),
        (f"{XHTML}next", f"{SITE}/after.html", "After the breath"),
    ]
    assert value(item_of(rss(full())), "dc:source") == "https://calm.example.com/slow-breath"


TWICE = "Originally published on Calm Pages and in The Quiet Hour."
BOTH = replace(
    CREDIT, sentence=TWICE, also=(Publication("The Quiet Hour", "https://quiet.example.com/slow"),)
)


def test_further_publications_are_linked_too() -> None:
    made = post(attribution=BOTH)
    found = item_of(rss(made)).findall("atom:link[@rel='via']", NAMESPACES)
    assert [link.get("href") for link in found] == [BOTH.url, "https://quiet.example.com/slow"]
    shown = (
        f'on <a href="{BOTH.url}">Calm Pages</a> and in '
        '<a href="https://quiet.example.com/slow">The Quiet Hour</a>.'
    )
    assert shown in content(made)
    of_json = json.loads(whole(feed.json_feed(CHANNEL, items(made))))["items"][0]["_safespace"][
        "attribution"
    ]
    assert of_json["also"] == [{"name": "The Quiet Hour", "url": "https://quiet.example.com/slow"}]


def test_a_publication_without_an_address_is_named() -> None:
    printed = post(attribution=replace(CREDIT, url=None))
    assert value(item_of(rss(printed)), "dc:source") == "Calm Pages"
    assert item_of(rss(printed)).find("atom:link", NAMESPACES) is None


def test_a_category_says_of_which_kind_it_is() -> None:
    found = item_of(rss(full())).findall("category")
    assert [(c.text, c.get("domain")) for c in found] == [
        ("Sleep", f"{SITE}/category/"),
        ("Breath & body", f"{SITE}/tag/"),
        ("Breath", f"{SITE}/series/"),
    ]


def test_care_comes_first_then_the_body_then_the_credit_then_the_series() -> None:
    text = content(full(), notice="If you are in danger, call 112.")
    parts = [
        "If you are in danger, call 112.",
        "<strong>Content note:</strong> panic",
        "<p>A slow breath is a small rest.</p>",
        'Originally published on <a href="https://calm.example.com/slow-breath">Calm Pages</a> by',
        f'Part 2 of 4 in the series “<a href="{SITE}/series/breath/">Breath</a>”',
        f'Previous: <a href="{SITE}/before.html">Before you breathe</a>',
        f'Next: <a href="{SITE}/after.html">After the breath</a>',
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert text.count("Originally published") == 1


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"url": None}, f"<em>{SENTENCE}</em>"),
        ({"publication": None}, f'<a href="{CREDIT.url}">{SENTENCE}</a>'),
        ({"publication": "Another Name"}, f'<a href="{CREDIT.url}">{SENTENCE}</a>'),
        ({"url": "javascript:alert(1)"}, f"<em>{SENTENCE}</em>"),
    ],
)
def test_a_credit_links_its_publication_or_all_of_itself(
    changes: dict[str, Any], shown: str
) -> None:
    assert shown in content(post(attribution=replace(CREDIT, **changes)))


@pytest.mark.parametrize(
    ("series", "shown"),
    [
        (SeriesLinks(part=1), "<p>Part 1</p>"),
        (SeriesLinks(name="Breath"), "<p>Series: Breath</p>"),
        (SeriesLinks(name="A <b>", part=3), "<p>Part 3 in the series “A &lt;b&gt;”</p>"),
        (
            SeriesLinks(next=SeriesLink(None, f"{SITE}/x.html")),
            f'<p>Next: <a href="{SITE}/x.html">Next</a></p>',
        ),
        (SeriesLinks(next=SeriesLink("Nowhere to be found", None)), None),
        (SeriesLinks(), None),
    ],
)
def test_the_place_in_a_series_is_told_as_far_as_it_is_known(
    series: SeriesLinks, shown: str | None
) -> None:
    text = content(post(series=series))
    assert text.endswith(f"{shown or post().body}\n</div>")


def test_an_article_in_another_language_says_so_and_speaks_it() -> None:
    text = content(post(lang="de", series=SERIES))
    assert text.startswith('<div lang="de">')
    assert f"{phrases('de')('next')}: " in text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Fish & chips, R&D", "Fish & chips, R&D"),
        ("A < B > C", "A < B > C"),
        ("The <details> element", "The <\u2060details> element"),
        ("What &copy; means", "What &\u2060copy; means"),
        ("End ]]> of 😀", "End ]]> of 😀"),
        ("שינה", "שינה"),
        ("ther\x02apy\ud800", "therapy"),
        ("\x00", "post-1"),
    ],
)
def test_a_title_is_plain_text_to_every_reader(title: str, shown: str) -> None:
    assert value(item_of(rss(post(title=title))), "title") == shown


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Fish & chips", "Fish & chips"),
        ("Q&A, 1 < 2", "Q&amp;A, 1 &lt; 2"),
        ("", "Article 1"),
    ],
)
def test_a_description_reads_the_same_as_html(summary: str, shown: str) -> None:
    text = rss(post(summary=summary))
    assert value(item_of(text), "description") == shown
    assert feedparser.parse(text).entries[0].summary == shown


TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)


@given(TEXT, TEXT, TEXT)
def test_no_character_in_any_field_breaks_a_feed(one: str, two: str, three: str) -> None:
    strange = replace(
        full(),
        title=one,
        summary=two,
        content_note=three,
        attribution=replace(CREDIT, sentence=one, publication=two),
        series=replace(SERIES, name=three, next=SeriesLink(one, f"{SITE}/{two}")),
        authors=(Person(one, two),),
        tags=(Term(three, "x", f"{SITE}/tag/x/"),),
    )
    channel = replace(CHANNEL, title=two, description=one, copyright=three)
    made = items(strange, notice=three)
    for text in (
        feed.build(channel, made),
        whole(feed.atom_feed(channel, made)),
        feed.opml(one, [channel]),
    ):
        etree.fromstring(text.encode())
    json.loads(whole(feed.json_feed(channel, made)))


def test_a_picture_too_large_for_a_channel_is_left_out() -> None:
    assert CHANNEL.image is not None
    for wrong in ({"width": 145}, {"height": 401}, {"media_type": "image/webp"}):
        channel = replace(CHANNEL, image=replace(CHANNEL.image, **wrong))
        assert channel_of(rss(post(), channel=channel)).find("image") is None


def test_a_browser_is_told_of_the_stylesheet_before_anything_else() -> None:
    channel = replace(CHANNEL, stylesheet="feed.css?a=1&b=2")
    instruction: Any = etree.fromstring(rss(post(), channel=channel).encode()).getprevious()
    assert instruction.target == "xml-stylesheet"
    # A processing instruction has no attributes that a parser resolves, only such as look like it.
    assert instruction.text == 'href="feed.css?a=1&amp;b=2" type="text/css"'
    assert "xml-stylesheet" not in rss(post(), channel=replace(CHANNEL, stylesheet=None))


def test_an_item_is_the_same_in_every_feed_and_every_build() -> None:
    made = items(full())
    other = replace(CHANNEL, title="Another", feed_url=f"{SITE}/feeds/tag.xml")
    first, second = feed.build(CHANNEL, made), feed.build(other, made)
    assert first.partition("<item>")[2] == second.partition("<item>")[2]
    assert first == rss(full())
    assert first.endswith("</rss>\n")


def test_another_plugin_may_take_items_out() -> None:
    built = feed.assemble(CHANNEL, items(post(1), post(2)))
    built.items = [item for item in built.items if item["title"] != "Article 1"]
    assert [e.title for e in feedparser.parse(built.text()).entries] == ["Article 2"]
    assert {"author_name", "categories", "pubdate", "link"} <= set(built.items[0])


def test_an_article_larger_than_a_feed_may_be_is_told_by_its_summary() -> None:
    made = items(post(body=f"<p>{'much ' * 300_000}</p>"))[0]
    assert not made.facts.whole
    assert len(made.xml) < 5_000
    assert "A slow breath is a small rest." in made.content
    assert f'<a href="{SITE}/post-1.html">Read the article</a>' in made.content


def dated(*days: str, **changes: Any) -> list[feed.Item]:
    return items(
        *(
            post(number, published=datetime.fromisoformat(f"{day}T09:00:00+00:00"), **changes)
            for number, day in enumerate(days)
        )
    )


def library(made: list[feed.Item], newest: int = 2) -> dict[str, str]:
    """Each document's address and text."""
    documents = feed.pages(CHANNEL, made, newest=newest)
    return {document.feed.feed["feed_url"]: document.feed.text() for document in documents}


DAYS = ["2021-02-01", "2021-03-01", "2022-01-05", "2023-01-01", "2023-05-01", "2023-06-01"]
HERE = CHANNEL.feed_url


def test_a_short_feed_is_one_document_in_the_order_given() -> None:
    made = dated("2021-01-01", "2023-01-01", "2022-01-01")
    assert library(made, newest=3) == {HERE: feed.build(CHANNEL, made)}


def test_the_archives_hold_every_article_once_and_the_feed_the_newest() -> None:
    documents = library(dated(*DAYS))
    read = {address: feedparser.parse(text) for address, text in documents.items()}
    assert [e.title for e in read.pop(HERE).entries] == ["Article 5", "Article 4"]
    archived = [entry.id for archive in read.values() for entry in archive.entries]
    assert sorted(archived) == sorted(post(number).guid for number in range(6))


def test_a_reader_finds_its_way_from_the_feed_to_the_oldest_archive() -> None:
    documents = library(dated(*DAYS))
    way, address = [], HERE
    while address:
        way.append(address)
        channel = channel_of(documents[address])
        links = {e.get("rel"): e.get("href") for e in channel.findall("atom:link", NAMESPACES)}
        assert links["self"] == address
        assert links.get("current") == (HERE if address != HERE else None)
        assert (channel.find("fh:archive", NAMESPACES) is not None) == (address != HERE)
        address = links.get("prev-archive", "")
    assert way == [HERE] + [
        f"{SITE}/feeds/articles-{period}.xml" for period in ("2023-first-3", "2022", "2021")
    ]


@pytest.mark.parametrize("day", ["2023-07-01", "2024-01-01"])
def test_a_finished_archive_never_changes(day: str) -> None:
    before, after = library(dated(*DAYS)), library(dated(*DAYS, day))
    for address in before.keys() - {HERE}:
        assert after.get(address, before[address]) == before[address]
    assert {f"{SITE}/feeds/articles-2021.xml", f"{SITE}/feeds/articles-2022.xml"} <= after.keys()


def test_an_article_added_late_to_an_old_year_changes_only_that_year() -> None:
    before, after = library(dated(*DAYS)), library(dated(*DAYS, "2021-02-20"))
    changed = {address for address in before if after[address] != before[address]}
    assert changed == {f"{SITE}/feeds/articles-2021.xml"}


def test_no_document_is_larger_than_a_validator_takes() -> None:
    large = f"<p>{'word ' * 150_000}</p>"
    days = [f"2022-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 9)]
    documents = library(dated(*days, "2023-01-01", body=large), newest=50)
    assert {address.removeprefix(f"{SITE}/feeds/articles-") for address in documents} == {
        *(HERE, "2022-01-part-1.xml", "2022-01-part-2.xml"),
        *("2022-02-part-1.xml", "2022-02-part-2.xml", "2023-first-1.xml"),
    } - {HERE} | {HERE.removeprefix(f"{SITE}/feeds/articles-")}
    assert max(len(text.encode()) for text in documents.values()) < 5_000_000


def test_articles_of_two_zones_at_new_year_are_in_one_archive_each() -> None:
    west = post(1, published=datetime(2022, 12, 31, 23, 30, tzinfo=NEW_YORK))
    east = post(2, published=datetime(2023, 1, 1, 0, 10, tzinfo=timezone(timedelta(hours=1))))
    documents = library([*dated("2021-06-01"), *items(west, east), *dated("2024-01-01")])
    assert set(documents) == {HERE} | {
        f"{SITE}/feeds/articles-{period}.xml" for period in (2021, 2022, 2023, "2024-first-1")
    }


def test_json_and_atom_say_the_same_as_rss() -> None:
    made = items(full(), post(2, authors=()))
    of_rss = feedparser.parse(feed.build(CHANNEL, made)).entries
    of_atom = feedparser.parse(whole(feed.atom_feed(CHANNEL, made)))
    of_json = json.loads(whole(feed.json_feed(CHANNEL, made)))
    assert not of_atom.bozo
    for one, two, three in zip(of_rss, of_atom.entries, of_json["items"], strict=True):
        assert one.id == two.id == three["id"]
        assert one.link == two.link == three["url"]
        assert one.title == two.title == three["title"]
        assert one.summary == two.summary == three["summary"]
        assert one.content[0].value == two.content[0].value
        assert one.published_parsed == two.published_parsed
        people = [author.name for author in one.get("authors", ())]
        assert people == [author["name"] for author in three.get("authors", ())]
        assert [tag.term for tag in one.get("tags", ())] == three.get("tags", [])
    first = of_json["items"][0]
    assert first["attachments"][0]["size_in_bytes"] == 1_234_567
    assert first["_safespace"]["attribution"] == {"sentence": SENTENCE, "url": CREDIT.url}


def test_an_atom_feed_without_articles_is_one_all_the_same() -> None:
    empty = whole(feed.atom_feed(CHANNEL, []))
    assert empty == whole(feed.atom_feed(CHANNEL, []))
    assert feedparser.parse(empty).feed.updated == "1970-01-01T00:00:00+00:00"


def test_an_opml_file_subscribes_to_every_feed() -> None:
    other = replace(CHANNEL, title="Breath & body", feed_url=f"{SITE}/feeds/breath.xml")
    document = etree.fromstring(feed.opml("All feeds", [CHANNEL, other]).encode())
    assert document.findtext("head/title") == "All feeds"
    assert [(o.get("text"), o.get("xmlUrl"), o.get("type")) for o in document.iter("outline")] == [
        ("Alder House", CHANNEL.feed_url, "rss"),
        ("Breath & body", f"{SITE}/feeds/breath.xml", "rss"),
    ]


STYLESHEET = Path(feed.__file__).parent.parent / "templates" / "feed.css"


@pytest.mark.parametrize(("scheme", "is_dark"), [("light", False), ("dark", True)])
def test_a_browser_shows_a_page_one_can_read(
    browser: Browser, tmp_path: Path, scheme: Literal["light", "dark"], is_dark: bool
) -> None:
    (tmp_path / "feed.css").write_bytes(STYLESHEET.read_bytes())
    (tmp_path / "feed.xml").write_text(rss(full()), "utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    page.goto((tmp_path / "feed.xml").as_uri())
    shown = page.evaluate(
        "[...document.querySelectorAll('item *')]"
        ".filter(element => element.getClientRects().length).map(element => element.nodeName)"
    )
    width = page.evaluate("document.documentElement.scrollWidth")
    colours = page.evaluate(
        "(({backgroundColor, color}) => [backgroundColor, color])"
        "(getComputedStyle(document.documentElement))"
    )
    page.close()
    assert shown == ["title", "link", "pubDate", "dc:creator", "dc:creator", "description"]
    assert width <= 360
    background, text = (sum(map(int, re.findall(r"\d+", colour))) for colour in colours)
    assert (background < text) == is_dark
