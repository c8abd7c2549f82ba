"""Every feed of a site whose articles hold all that breaks feeds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import hostile
import pytest
from bs4 import BeautifulSoup
from feed_rules import LARGEST, violations
from lxml import etree, html
from sites import BuildSite, Site, article, build, entries

from pelican_safespace.errors import SettingError

URL = "https://www.example.org"


@pytest.fixture(scope="module")
def site_of_horrors(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("hostile"), hostile.FILES, **hostile.SETTINGS)


def rss_feeds(built: Site) -> dict[str, bytes]:
    return {
        name: data
        for name, data in built.tree().items()
        if name.endswith(".xml") and not name.endswith(".atom.xml")
    }


def whole(built: Site) -> dict[str, Any]:
    """Every article, from the archive, each by its title; the body as lxml reads it."""
    (archive,) = (built.output / "feeds" / "lang").glob("en-*-first-*.xml")
    items = etree.fromstring(archive.read_bytes()).iter("item")
    name = "{http://purl.org/rss/1.0/modules/content/}encoded"
    return {str(one.findtext("title")): one.findtext(name) for one in items}


def test_every_feed_is_valid(site_of_horrors: Site) -> None:
    feeds = rss_feeds(site_of_horrors)
    assert {name.split("/")[1] for name in feeds} >= {"author", "category", "lang", "series", "tag"}
    assert {name: violations(data) for name, data in feeds.items()} == {name: [] for name in feeds}
    for name in site_of_horrors.tree():
        if name.endswith((".atom.xml", ".opml")):
            read = etree.fromstring((site_of_horrors.output / name).read_bytes())
            assert all(one.get("term") for one in read.iter("{*}category"))
            titles = [one.get("title") or "" for one in read.iter("{*}link")]
            assert not any(re.search(r"&\w+;", title) for title in titles)


def test_the_rules_find_what_pelicans_own_feed_does_wrong(site: BuildSite) -> None:
    built = site({"a.md": article("[x](#y)")}, FEED_ALL_RSS="feeds/stock.xml")
    found = " ".join(violations((built.output / "feeds" / "stock.xml").read_bytes()))
    assert "guid said to be an address" in found
    assert "content:encoded" in found


def test_a_thousand_articles_make_valid_documents_none_too_large(tmp_path: Path) -> None:
    body = "A paragraph of some length, as articles have them. " * 120
    files = {
        f"{n}.md": article(
            body, title=f"Number {n}", date=f"{2016 + n // 100}-{n % 12 + 1:02}-01 09:00"
        )
        for n in range(1000)
    }
    quick = dict.fromkeys(("ARTICLE_SAVE_AS", "CATEGORY_SAVE_AS", "AUTHOR_SAVE_AS"), "")
    built = build(tmp_path, files, DIRECT_TEMPLATES=[], **quick)
    feeds = rss_feeds(built)
    assert {name: violations(data) for name, data in feeds.items()} == {name: [] for name in feeds}
    assert max(map(len, feeds.values())) < LARGEST
    archives = [data for name, data in feeds.items() if name != "feeds/articles.xml"]
    guids = [e.text for data in archives for e in etree.fromstring(data).iter("guid")]
    assert len(guids) == len({*guids}) == 1000


def test_every_address_of_the_site_leads_to_a_file(site_of_horrors: Site) -> None:
    output = site_of_horrors.output
    checked = 0
    for title, body in whole(site_of_horrors).items():
        assert "{static}" not in body
        assert "{filename}" not in body
        for element in html.fragment_fromstring(body, create_parent=True).iter():
            found = [element.get("href"), element.get("src"), element.get("cite")]
            candidates = re.split(r",\s+", element.get("srcset", ""))
            found += [one.split()[0] for one in candidates if one]
            for address in filter(None, found):
                path = address.removeprefix(f"{URL}/").partition("#")[0].replace("%20", " ")
                if address.startswith(URL):
                    assert (output / path).is_file(), (title, address)
                    checked += 1
    assert checked > 20


def test_addresses_are_absolute_with_all_their_candidates(site_of_horrors: Site) -> None:
    body = whole(site_of_horrors)["Where it leads: A & B < C"]
    page = f"{URL}/where-it-leads-a-b-c.html"
    for shown in (
        f'href="{page}#more"',
        f'srcset="{URL}/images/lake%20wide.png 2x, {URL}/images/a,b.png 3x"',
        f'srcset="{URL}/images/lake.png 400w, {URL}/images/lake%20wide.png 800w"',
        f'srcset="{URL}/images/lake.png 1x"',
        f'cite="{URL}/what-moves.html"',
        f'href="{URL}/what-moves.html"',
        'href="https://cdn.example.com/x"',
    ):
        assert shown in body


@pytest.mark.parametrize(
    ("settings", "page", "picture"),
    [
        (
            {"SITEURL": f"{URL}/blog"},
            f"{URL}/blog/one.html",
            f"{URL}/blog/images/lake.png",
        ),
        ({"RELATIVE_URLS": True}, f"{URL}/one.html", f"{URL}/images/lake.png"),
        (
            {"FEED_DOMAIN": "https://feeds.example.com"},
            f"{URL}/one.html",
            f"{URL}/images/lake.png",
        ),
        (
            {"ARTICLE_URL": "{slug}/", "ARTICLE_SAVE_AS": "{slug}/index.html"},
            f"{URL}/one/",
            f"{URL}/images/lake.png",
        ),
    ],
)
def test_addresses_are_right_however_the_site_is_laid_out(
    site: BuildSite, settings: dict[str, Any], page: str, picture: str
) -> None:
    text = "![A lake]({static}/images/lake.png) [more](#more) [self]({filename}one.md)"
    files = {"one.md": article(text, title="One"), "images/lake.png": hostile.png(4, 4)}
    built = site(files, **settings)
    entry = entries(built)["One"]
    body = entry.content[0].value
    assert entry.link == page
    assert f'src="{picture}"' in body
    assert f'href="{page}#more"' in body
    assert f'href="{page}"' in body
    assert entry.media_content[0]["url"] == picture
    assert violations((built.output / "feeds" / "articles.xml").read_bytes()) == []
    own = etree.fromstring(built.text("feeds/articles.xml").encode()).find(
        "channel/{http://www.w3.org/2005/Atom}link"
    )
    assert own is not None
    home = settings.get("FEED_DOMAIN", settings.get("SITEURL", URL))
    assert own.get("href") == f"{home}/feeds/articles.xml"


def test_nothing_active_leaves_and_what_is_worth_keeping_stays(site_of_horrors: Site) -> None:
    body = whole(site_of_horrors)["What moves"]
    for gone in (
        "script",
        "secret comment",
        "color: red",
        "onclick",
        "javascript",
        "<form",
        "url(",
    ):
        assert gone not in body
    for kept in (
        '<a href="https://video.example.com/embed/1">Watch: A walk by the sea</a>',
        "Watch: A talk",
        "Listen: talk.mp3",
        "<caption>Hours</caption>",
        '<th scope="row">Monday</th>',
        "&lt;p&gt;code&lt;/p&gt;",
        '<figure><img src="https://www.example.org/images/lake.png" alt="Still water"',
        '<abbr title="Cognitive therapy">CBT</abbr>',
        'lang="fr"',
        'dir="rtl"',
        '<ol start="3">',
    ):
        assert kept in body, kept
    assert body.count("Originally written for") == 1


def test_the_feed_shows_the_words_of_the_page(site_of_horrors: Site) -> None:
    page = BeautifulSoup(site_of_horrors.text("where-it-leads-a-b-c.html"), "lxml")
    feed = BeautifulSoup(whole(site_of_horrors)["Where it leads: A & B < C"], "lxml")
    shown = page.select_one(".entry-content") or page.select_one("article") or page
    assert feed.div is not None
    words = feed.div.get_text(" ").split()
    notice = hostile.SETTINGS["SAFESPACE_NOTICE"]
    assert " ".join(words).startswith(str(notice))
    text = " ".join(words).removeprefix(str(notice)).strip()
    assert text in " ".join(shown.get_text(" ").split())


def test_care_stands_first_in_the_item(site_of_horrors: Site) -> None:
    text = BeautifulSoup(whole(site_of_horrors)["What moves"], "lxml").get_text(" ")
    start = " ".join(text.split())
    assert start.startswith(
        "In danger? Call 112 & <speak>. Content note: It speaks of loss & <grief>. Visible"
    )


def test_one_warning_names_the_file_with_bad_characters(site_of_horrors: Site) -> None:
    warnings = [line for line in site_of_horrors.log if "no feed can carry" in line]
    assert [line.partition(":")[0] for line in warnings] == ["characters.md"]


@pytest.mark.parametrize(
    "files",
    [
        {"one.md": article("A \x07 bell.")},
        {"one.md": article("A &#7; bell.")},
        {"one.md": article("A &#xFFFE; mark.")},
        {"one.md": article("A &#xD800; half.")},
        {"one.md": article("Text.", title="A \x06 title")},
        {"one.md": article("Text.", Summary="A \x06 summary")},
        {"one.md": article("Text.", Author="A \x06 name")},
        {"one.md": article("Text.", Tags="a \x06 tag, b")},
        {"one.md": article("Text.", Category="A \x06 shelf")},
        {"one.md": article("Text.", Content_note="A \x06 note")},
        {"one.md": article("Text.", Original_author="A \x06 name", Original_url="https://x.org/")},
        {"one.md": article("Text.", Series="A \x06 series")},
        {"one.md": article("Text.", Guid="a\x06b")},
    ],
)
def test_a_bad_character_in_any_field_is_left_out_and_told_once(
    site: BuildSite, files: dict[str, str]
) -> None:
    built = site(files, SAFESPACE_FEED_FORMATS=["atom", "json"])
    assert len([line for line in built.log if "one.md" in line and "character" in line]) == 1
    assert violations((built.output / "feeds" / "articles.xml").read_bytes()) == []
    etree.fromstring(built.text("feeds/articles.atom.xml").encode())
    json.loads(built.text("feeds/articles.json"))


@pytest.mark.parametrize(
    "text", ["Fine ]]> 👩🏽\u200d⚕️ 😀", "שלום, עולם", "A &#150; dash, &#10; line, &#169;"]
)
def test_a_good_character_is_no_warning(site: BuildSite, text: str) -> None:
    assert site({"one.md": article(text, title=f"T {text}")}).log == ()


def test_two_articles_with_one_guid_are_an_error_that_names_both(site: BuildSite) -> None:
    built = site(
        {
            "a.md": article("One.", title="First", Guid="same"),
            "deep/b.md": article("Two.", title="Second", Guid="same"),
            "c.md": article("Three.", title="Third"),
        }
    )
    (error,) = [line for line in built.log if "guid" in line]
    assert "a.md" in error
    assert "deep/b.md" in error
    assert sorted(entries(built)) == ["First", "Third"]


def test_a_feed_for_each_language_holds_its_articles(site: BuildSite) -> None:
    files = {
        "one.md": article("One.", title="One", Slug="one"),
        "one-de.md": article("Eins.", title="Eins", Slug="one", Lang="de"),
        "nur.md": article("Nur.", title="Nur deutsch", Lang="de", date="2026-04-01 09:00"),
    }
    built = site(files, SAFESPACE_FEED_TRANSLATION="feeds/all-{lang}.xml", SAFESPACE_FEED_ITEMS=1)
    assert list(entries(built, "feeds/all-en.xml")) == ["One"]
    assert list(entries(built, "feeds/all-de.xml")) == ["Nur deutsch"]
    assert list(entries(built, "feeds/all-de-2026-first-2.xml")) == ["Nur deutsch", "Eins"]
    assert feedparser.parse(built.text("feeds/all-de.xml")).feed.language == "de"
    with pytest.raises(SettingError, match="lang"):
        site(files, SAFESPACE_FEED_TRANSLATION="feeds/all.xml")


def test_feed_page_data_and_body_agree_on_the_neighbours(site: BuildSite, tmp_path: Path) -> None:
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text(
        "{% set it = article.safespace.series %}{{ it.previous.url }}|{{ it.next.url }}"
    )
    days = {"one": 1, "two": 2, "three": 3, "four": 4}
    files = {
        f"{name}.md": article("Text.", title=name, date=f"2026-03-0{day} 09:00", Series="Calm")
        for name, day in days.items()
    }
    files["two.md"] = files["two.md"].replace("Series:", "Status: draft\nSeries:")
    files["later.md"] = article("Text.", title="later", date="9000-01-01", Series="Calm")
    built = site(files, THEME=str(theme.parent), WITH_FUTURE_DATES=False)
    assert list(entries(built, "feeds/series/calm.xml")) == ["one", "three", "four"]
    where = {}
    for title, entry in entries(built).items():
        links = {link.rel.rpartition("#")[2]: link.href for link in entry.links}
        where[entry.link] = links.get("prev", ""), links.get("next", "")
        seen = built.text(f"{title}.html").strip().split("|")
        assert tuple(seen) == where[entry.link]
        body = html.fragment_fromstring(entry.content[0].value, create_parent=True)
        in_body = {a.get("href") for a in body.iter("a") if "/series/" not in a.get("href")}
        assert in_body == set(filter(None, where[entry.link]))
    assert len(where) == 3
    for page, (before, after) in where.items():
        assert not before or where[before][1] == page
        assert not after or where[after][0] == page


def test_media_have_their_true_type_size_and_dimensions(site_of_horrors: Site) -> None:
    (archive,) = (site_of_horrors.output / "feeds" / "lang").glob("en-*-first-*.xml")
    entry = entries(site_of_horrors, archive.relative_to(site_of_horrors.output).as_posix())[
        "What moves"
    ]
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.length) == (f"{URL}/media/talk.mp4", "300")
    assert enclosure.type == "video/mp4"
    (picture,) = entry.media_content
    size = len(hostile.FILES["images/lake.png"])
    assert picture == {
        "url": f"{URL}/images/lake.png",
        "medium": "image",
        "type": "image/png",
        "filesize": str(size),
        "width": "40",
        "height": "20",
    }
    assert entry.media_thumbnail[0]["url"] == picture["url"]


def test_a_missing_recording_is_a_warning_and_no_element(site: BuildSite) -> None:
    built = site({"one.md": article('<audio src="/media/gone.mp3"></audio>')})
    assert [line for line in built.log if "one.md" in line and "gone.mp3" in line]
    assert entries(built)["An article"].enclosures == []


def test_json_and_atom_equal_every_feed_item_by_item(site_of_horrors: Site) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    names = [name for name in site_of_horrors.tree() if name.endswith(".json")]
    assert len(names) > 6
    for name in names:
        stem = name.removesuffix(".json")
        of_json = json.loads(site_of_horrors.text(name))
        of_rss = etree.fromstring(site_of_horrors.text(f"{stem}.xml").encode()).findall(".//item")
        of_atom = etree.fromstring(site_of_horrors.text(f"{stem}.atom.xml").encode()).findall(
            f"{atom}entry"
        )
        for one, two, three in zip(of_json["items"], of_rss, of_atom, strict=True):
            assert one["id"] == two.findtext("guid") == three.findtext(f"{atom}id")
            assert one["url"] == two.findtext("link")
            encoded = two.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
            assert one["content_html"] == encoded == three.findtext(f"{atom}content")
            assert two.findtext("title") == three.findtext(f"{atom}title")
            people = [e.text for e in two.findall("{http://purl.org/dc/elements/1.1/}creator")]
            assert people == [author["name"] for author in one.get("authors", [])]
            assert people == [e.text for e in three.findall(f"{atom}author/{atom}name")]
            assert [e.text for e in two.findall("category")] == one.get("tags", [])


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_every_page_of_a_theme_that_shows_feeds_names_ours(site: BuildSite, theme: str) -> None:
    files = {
        "one.md": article("One.", title="One", Tags="a"),
        "pages/about.md": "Title: About\n\nUs.",
    }
    built = site(files, THEME=theme, SAFESPACE_FEED_FORMATS=["atom"])
    pages = [name for name in built.tree() if name.endswith(".html")]
    assert len(pages) > 6
    for name in pages:
        soup = BeautifulSoup(built.text(name), "lxml")
        links = {str(link["href"]) for link in soup.select('link[rel="alternate"]')}
        own = {f"{URL}/feeds/articles.xml", f"{URL}/feeds/articles.atom.xml"}
        assert own <= links, name


def test_the_example_theme_names_each_feed_where_it_applies(example: Site) -> None:
    def announced(page: str) -> set[str]:
        soup = BeautifulSoup(example.text(page), "lxml")
        links = soup.select('link[rel="alternate"][type="application/rss+xml"]')
        return {str(link["href"]).partition("example.org/")[2] for link in links}

    everywhere = "feeds/articles.xml"
    steadier = "feeds/series/steadier-ground.xml"
    assert announced("index.html") == {everywhere}
    assert announced("grounding.html") == {everywhere, steadier}
    assert announced("series/steadier-ground.html") == {everywhere, steadier}
    assert announced("newsletter/index.html") == {everywhere, "newsletter/feed.xml"}
    assert announced("newsletter/slow-mornings.html") == {everywhere, "newsletter/feed.xml"}


def test_a_format_that_would_replace_a_stock_feed_is_refused(site: BuildSite) -> None:
    with pytest.raises(SettingError, match=r"FEED_ALL_ATOM.*feeds/all\.atom\.xml"):
        site(
            {"one.md": article("One.")},
            FEED_ALL_ATOM="feeds/all.atom.xml",
            SAFESPACE_FEED="feeds/all.xml",
            SAFESPACE_FEED_FORMATS=["atom"],
        )
