"""Links to pages and pictures that are not there: out of the feeds, and one warning an article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile import png
from lxml import etree, html
from pelican import signals
from pelican.generators import Generator
from sites import ISSUE, BuildSite, Site, article, entries

from pelican_safespace.errors import SettingError
from pelican_safespace.markup import unlinked

URL = "https://www.example.org"


def body(built: Site, path: str = "feeds/articles.xml") -> str:
    """The text of the first article called One, as it stands in a feed of RSS or Atom."""
    for item in etree.fromstring(built.text(path).encode()).iter("item", "{*}entry"):
        if item.findtext("{*}title") == "One":
            return str(item.findtext("{*}encoded") or item.findtext("{*}content"))
    raise AssertionError(path)


def warnings(built: Site, word: str = "it leads to") -> list[str]:
    return [line for line in built.log if word in line]


GONE = """
[A page](/gone.html "lost") and <a href="gone.html#a" id="here" type="text/html"><b>another</b></a>.

![A lost lake](/images/lost.png)

<img alt="A lake" src="/images/lost.png" srcset="/images/lost.png 1x, /images/lake.png 2x">
<picture><source srcset="/images/lost.png"><img src="/images/lake.png" alt="Again"></picture>
<blockquote cite="/lost.html"><p>Said.</p></blockquote>

`<a href="/code.html">`

*Originally published on [Elsewhere](https://www.example.org/old.html).*
"""


@pytest.fixture
def gone(site: BuildSite) -> Site:
    files = {"one.md": article(GONE, title="One"), "images/lake.png": png(4, 2)}
    return site(files, SAFESPACE_FEED_FORMATS=["json", "atom"], STATIC_PATHS=["images"])


def test_words_and_descriptions_stand_for_what_is_not_there(gone: Site) -> None:
    shown = body(gone)
    for kept in (
        '<a title="lost">A page</a> and <a id="here"><b>another</b></a>',
        "<p>A lost lake</p>",
        f'src="{URL}/images/lake.png" srcset="{URL}/images/lake.png 2x"',
        f'<picture><img src="{URL}/images/lake.png" alt="Again"></picture>',
        "<blockquote><p>Said.</p></blockquote>",
        '<code>&lt;a href="/code.html"&gt;</code>',
        "<a>Originally published on Elsewhere.</a>",
    ):
        assert kept in shown.replace("\n", ""), kept


def test_every_format_says_the_same_of_it(gone: Site) -> None:
    shown = body(gone)
    assert json.loads(gone.text("feeds/articles.json"))["items"][0]["content_html"] == shown
    assert body(gone, "feeds/articles.atom.xml") == shown
    for name, data in gone.tree().items():
        if name.startswith("feeds/"):
            assert not [gone for gone in (b"gone.html", b"lost.", b"old.html") if gone in data]


def test_one_warning_an_article_names_file_addresses_and_remedy(gone: Site) -> None:
    (warning,) = gone.log
    assert warning.startswith(f"one.md: it leads to {URL}/gone.html, ")
    for part in ("/images/lost.png", "/lost.html", "/old.html", "Mend", "SAFESPACE_ELSEWHERE"):
        assert warning.count(part) == 1, part


def test_the_page_itself_stays_as_its_author_wrote_it(gone: Site) -> None:
    assert 'href="/gone.html"' in gone.text("one.html")


WHOLE = """
[home](/) [again](/index.html) [page](/pages/about.html) [encoded](/pages/a%62out.html)
[bare](/pages/about) [asked](/one.html?print=1#x) [draft](/drafts/two.html)
[category](/category/notes.html) [tag](/tag/calm.html) [tags](/tags.html) [older](/index2.html)
[archive](/archives.html) [year](/2026/index.html) [folder](/2026/) [no slash](/2026)
[series](/series/still-water.html) [newsletter](/newsletter/) [list](/feeds/feeds.opml)
[style](/theme/css/main.css) [file](/robots.txt) [spaces](/images/lake%20wide.png)
[template](/extra.html) [another's](/made/page.html) [late](/made/late.txt)
[here](#x) [shop](/shop/thing?a=1) [leave](/leave) [elsewhere](https://example.com/gone)
[other host](https://shop.example.org/gone) [mail](mailto:a@example.org)
[me](one.html)
[plain http](http://www.example.org/one.html) [case](HTTPS://WWW.EXAMPLE.ORG/one.html)
"""


class _Maker(Generator):  # type: ignore[misc]
    """Another plugin, whose pages are written after our feeds."""

    def generate_output(self, writer: Any) -> None:
        writer.write_file("made/page.html", self.get_template("archives"), self.context)


def _makers(_: object) -> type[Generator]:
    return _Maker


WHOLE_SETTINGS: dict[str, Any] = {
    "STATIC_PATHS": ["images", "extra"],
    "EXTRA_PATH_METADATA": {"extra/robots.txt": {"path": "robots.txt"}},
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html",
    "DEFAULT_PAGINATION": 1,
    "TEMPLATE_PAGES": {"templates/extra.html": "extra.html"},
    "ARTICLE_EXCLUDES": ["templates"],
    "SAFESPACE_ELSEWHERE": ["/shop/"],
    "THEME": "notmyidea",
}


def whole_files(text: str) -> dict[str, str | bytes]:
    return {
        "one.md": article(text, title="One", Tags="calm", Series="Still water"),
        "two.md": article("Two.", title="Two", Status="draft"),
        "three.md": article("Three.", title="Three"),
        "pages/about.md": "Title: About\n\nUs.",
        "newsletter/may.md": ISSUE.replace("one", "three"),
        "images/lake wide.png": png(4, 2),
        "extra/robots.txt": "User-agent: *\n",
        "templates/extra.html": "Extra",
        "made/late.txt": "",
    }


def test_whatever_writes_a_file_its_address_is_good(site: BuildSite) -> None:
    files = whole_files(WHOLE)
    settings = WHOLE_SETTINGS | {"STATIC_PATHS": ["images", "extra", "made"]}
    with signals.get_generators.connected_to(_makers):
        built = site(files, **settings)
    assert built.log == ()
    assert "<a>" not in body(built)


@pytest.mark.parametrize(
    "settings",
    [
        {"SITEURL": f"{URL}/blog"},
        {"RELATIVE_URLS": True},
        {"FEED_DOMAIN": "https://feeds.example.com"},
        {"ARTICLE_URL": "{slug}/", "ARTICLE_SAVE_AS": "{slug}/index.html"},
        {"ARTICLE_URL": "{slug}", "ARTICLE_SAVE_AS": "{slug}.html"},
    ],
)
def test_it_is_told_however_the_site_is_laid_out(site: BuildSite, settings: dict[str, Any]) -> None:
    text = "[two]({filename}two.md) [three](three.html) ![A lake]({static}/images/lake.png)"
    files = {
        "one.md": article(text, title="One"),
        "two.md": article("Two.", title="Two"),
        "images/lake.png": png(4, 2),
    }
    built = site(files, **settings)
    page = html.fragment_fromstring(body(built), create_parent=True)
    assert {link.text: "href" in link.attrib for link in page.iter("a")} == {
        "two": True,
        "three": False,
    }
    (warning,) = built.log
    assert "three.html" in warning


def test_outside_the_sites_folder_another_program_answers(site: BuildSite) -> None:
    text = f"[above](/about.html) [within]({URL}/blog/gone.html)"
    built = site({"one.md": article(text, title="One")}, SITEURL=f"{URL}/blog")
    assert f'href="{URL}/about.html"' in body(built)
    (warning,) = built.log
    assert warning.startswith(f"one.md: it leads to {URL}/blog/gone.html, which is no page")


def test_an_archive_and_a_series_feed_are_mended_too(site: BuildSite) -> None:
    files = {
        f"{day}.md": article(
            "[gone](/gone.html)", title=f"Day {day}", date=f"202{day}-01-01", Series="S"
        )
        for day in range(4)
    }
    built = site(files, SAFESPACE_FEED_ITEMS=1, SAFESPACE_SERIES_SAVE_AS=None)
    feeds = [name for name in built.tree() if name.startswith("feeds/") and name.endswith(".xml")]
    assert len(feeds) == 6
    for name in feeds:
        data = built.text(name)
        assert "gone.html" not in data
        # Nobody wrote the page of the series, so nothing leads there.
        assert "series/s.html" not in data
    assert len(warnings(built)) == len(built.log) == 4


def test_an_issue_does_not_repeat_the_warning_of_its_article(site: BuildSite) -> None:
    files = {
        "one.md": article("[gone](/gone.html)", title="One"),
        "newsletter/may.md": "Title: May\nDate: 2026-05-01 09:00\nSubject: S\nArticles: one\n\n"
        "[lost](/lost.html)",
    }
    built = site(files)
    assert [line.split(",")[0] for line in warnings(built)] == [
        f"one.md: it leads to {URL}/gone.html",
        f"newsletter/may.md: it leads to {URL}/lost.html",
    ]
    assert "gone.html" not in built.text("newsletter/feed.xml")


def test_what_a_filter_took_out_stays_out(site: BuildSite) -> None:
    def drop(_: object, feed: Any) -> None:
        feed.items = [item for item in feed.items if item["title"] != "Two"]

    files = {f"{title}.md": article("[gone](/gone.html)", title=title) for title in ("One", "Two")}
    with signals.feed_generated.connected_to(drop):
        built = site(files, SAFESPACE_FEED_FORMATS=["json", "atom"])
    assert list(entries(built)) == ["One"]
    assert list(entries(built, "feeds/articles.atom.xml")) == ["One"]
    assert "gone.html" not in built.text("feeds/articles.json")


@pytest.mark.parametrize("wrong", ["/shop/", ["shop/"], [None]])
def test_elsewhere_is_a_list_of_paths(site: BuildSite, wrong: object) -> None:
    with pytest.raises(SettingError, match=r"SAFESPACE_ELSEWHERE .* \[\"/shop/\"\]"):
        site({"one.md": article("One.")}, SAFESPACE_ELSEWHERE=wrong)


def _is_gone(address: str) -> bool:
    return "gone" in address


@pytest.mark.parametrize(
    ("written", "left", "dead"),
    [
        ("<p>none</p>", "<p>none</p>", ()),
        ('<a href="https://x/here">a</a>', '<a href="https://x/here">a</a>', ()),
        ('<a href="https://x/gone" hreflang="de">a</a>', "<a>a</a>", ("https://x/gone",)),
        ('<a href="https://x/gone?a&amp;b">a</a>', "<a>a</a>", ("https://x/gone?a&b",)),
        ('<img src="https://x/gone">', "", ("https://x/gone",)),
        ('<img alt="A &quot;B&quot; &lt;" src="gone">', "A &quot;B&quot; &lt;", ("gone",)),
        (
            '<img src="https://x/a" srcset="https://x/gone 1x, https://x/b,c 2x">',
            '<img src="https://x/a" srcset="https://x/b,c 2x">',
            ("https://x/gone",),
        ),
        ("&lt;a href=&quot;gone&quot;&gt;", "&lt;a href=&quot;gone&quot;&gt;", ()),
        ('<p>a href="gone" b</p>', '<p>a href="gone" b</p>', ()),
        ('<q cite="gone" lang="de">a</q>', '<q lang="de">a</q>', ("gone",)),
    ],
)
def test_only_what_is_dead_is_touched(written: str, left: str, dead: tuple[str, ...]) -> None:
    assert unlinked(written, _is_gone) == (left, dead)
