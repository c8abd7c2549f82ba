"""Switching the plugin on changes nothing the site had before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sites import BuildSite, article, build

FILES: dict[str, str | bytes] = {
    "first.md": article(
        "One.\n\nPrevious\n\nThe second…\n\n*Originally published on "
        "[Elsewhere](https://www.example.com/one).*",
        title="The first &amp; best",
        date="2026-01-01 09:00",
        Tags="calm, rest",
    ),
    "second.md": article(
        "Two, after [the first]({filename}first.md).\n\n![A lake]({static}images/lake.png)",
        title="The second part",
        date="2026-02-01 09:00",
        Series="A series",
    ),
    "second-fr.md": article("Deux.", title="La deuxième", Lang="fr", Slug="the-second-part"),
    "draft.md": article("Not yet.", title="A draft", Status="draft"),
    "hidden.md": article("Hidden.", title="A hidden one", Status="hidden"),
    "pages/about.md": "Title: About\n\nAbout us.\n",
    "images/lake.png": b"\x89PNG\r\n\x1a\n not really",
}
#: Pelican's own feeds, all on: they must not change either.
STOCK = {
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml",
    "FEED_RSS": "feeds/rss.xml",
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
}


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
@pytest.mark.parametrize("relative", [False, True], ids=["absolute", "relative"])
def test_no_byte_of_the_site_changes(tmp_path: Path, theme: str, relative: bool) -> None:
    sites = {}
    for name, plugins in (("off", []), ("on", ["pelican_safespace"])):
        settings = {"THEME": theme, "RELATIVE_URLS": relative, "PLUGINS": plugins, **STOCK}
        if not plugins:
            settings |= {
                "SAFESPACE_SENDER": ...,
                "SAFESPACE_POSTAL_ADDRESS": ...,
                "SAFESPACE_UNSUBSCRIBE_URL": ...,
            }
        (tmp_path / name).mkdir()
        sites[name] = build(tmp_path / name, FILES, **settings).tree()
    before, after = sites["off"], sites["on"]
    assert "the-first-best.html" in before
    assert [path for path in before if after[path] != before[path]] == []
    added = {path for path in after if path not in before}
    assert "feeds/articles.xml" in added
    assert {path.split("/")[0] for path in added} <= {"feeds", "series", "newsletter"}


def test_a_theme_announces_our_feed_where_it_had_none_to_announce(site: BuildSite) -> None:
    built = site(FILES, THEME="notmyidea")
    page = built.text("index.html")
    assert 'href="https://www.example.org/feeds/articles.xml"' in page
    assert not (built.output / "feeds" / "all.rss.xml").exists()


def test_only_the_line_that_announces_the_feed_is_new(tmp_path: Path) -> None:
    for name in ("off", "on"):
        (tmp_path / name).mkdir()
    off = build(tmp_path / "off", FILES, PLUGINS=[]).text("index.html")
    on = build(tmp_path / "on", FILES).text("index.html")
    new = set(on.splitlines()) - set(off.splitlines())
    assert set(off.splitlines()) <= set(on.splitlines())
    assert new
    assert all("feeds/articles.xml" in line for line in new)


NAMED = re.compile(r'href="https://www\.example\.org/(feeds/[^"]+)" type="application/rss')


@pytest.mark.parametrize(
    ("theme", "stock", "named"),
    [
        # A theme that knows two feeds of a site names both.
        ("simple", {}, ["feeds/all.rss.xml", "feeds/articles.xml"]),
        ("notmyidea", {}, ["feeds/all.rss.xml"]),
        ("simple", {"FEED_RSS": "feeds/rss.xml"}, ["feeds/all.rss.xml", "feeds/rss.xml"]),
        ("simple", {"FEED_ALL_RSS_URL": "feeds/articles.xml"}, ["feeds/articles.xml"] * 2),
        ("notmyidea", {"FEED_ALL_RSS_URL": "feeds/articles.xml"}, ["feeds/articles.xml"]),
        ("notmyidea", {"FEED_ALL_RSS_URL": "feeds/all.rss.xml"}, ["feeds/all.rss.xml"]),
        (
            "notmyidea",
            {"FEED_ALL_RSS": None, "SAFESPACE_FEED": "feeds/all.rss.xml"},
            ["feeds/all.rss.xml"],
        ),
    ],
)
def test_a_site_with_a_stock_feed_of_its_own_is_told_how_readers_find_ours(
    site: BuildSite, theme: str, stock: dict[str, str | None], named: list[str]
) -> None:
    built = site(FILES, THEME=theme, **{"FEED_ALL_RSS": "feeds/all.rss.xml", **stock})
    for name in (name for name in built.tree() if name.endswith(".html")):
        head = built.text(name).partition("</head>")[0]
        assert NAMED.findall(head) == named, name
    warnings = [line for line in built.log if line.startswith("FEED_ALL_RSS: ")]
    settled = stock.keys() & {"FEED_ALL_RSS", "FEED_ALL_RSS_URL"}
    assert len(warnings) == (0 if settled else 1)
    for remedy in ("FEED_ALL_RSS = None", "SAFESPACE_FEED = 'feeds/all.rss.xml'"):
        assert all(remedy in warning for warning in warnings)


def test_a_feed_that_takes_over_the_address_of_the_stock_one_is_ours(site: BuildSite) -> None:
    site(FILES, FEED_ALL_RSS="feeds/all.rss.xml", SAFESPACE_FEED=None)
    built = site({}, SAFESPACE_FEED="feeds/all.rss.xml")
    assert "<generator>Pelican with pelican_safespace</generator>" in built.text(
        "feeds/all.rss.xml"
    )
