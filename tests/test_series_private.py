"""Drafts, hidden and future articles: nobody's next or previous, anywhere a reader looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from sites import BuildSite, Site, article, entries

URL = "https://www.example.org"
PRIVATE = {
    "draft": {"Status": "draft"},
    "hidden": {"Status": "hidden"},
    "future": {"date": "9000-01-01 09:00"},
}
#: How the articles before and after say that the private one stands between them.
WAYS: dict[str, dict[str, str]] = {
    "index": {},
    "metadata": {"one": "Next: two", "three": "Previous: two"},
    "text": {
        "one": "Next: [two]({filename}two.md)",
        "three": "Previous: [two]({filename}two.md)",
    },
    "titles": {"one": "Next\n\ntwo", "three": "Previous\n\ntwo"},
}
TEMPLATE = (
    "{% set it = article.safespace.series %}{{ it.previous.url }}|{{ it.next.url }}|"
    "{% for one in safespace.series %}{% for member in one.articles %}{{ member.slug }} "
    "{% endfor %}{% endfor %}"
)


def practice(site: BuildSite, theme: Path, private: dict[str, str], way: dict[str, str]) -> Site:
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "article.html").write_text(TEMPLATE)
    files = {}
    for number, name in enumerate(("one", "two", "three"), 1):
        head = {"title": name, "date": f"2026-03-0{number} 09:00", "Series": "Calm"}
        said = way.get(name, "")
        if said.startswith(("Next: two", "Previous: two")):
            key, _, value = said.partition(": ")
            head, said = head | {key: value}, ""
        else:
            head["Series_index"] = str(number)
        if name == "two":
            head |= private
        files[f"{name}.md"] = article(f"Text.\n\n{said}", **head)
    return site(
        files,
        THEME=str(theme),
        WITH_FUTURE_DATES=False,
        SAFESPACE_FEED_FORMATS=["json", "atom"],
        SAFESPACE_FEED_TRANSLATION="feeds/lang/{lang}.xml",
        SAFESPACE_FEED_CATEGORY="feeds/category/{slug}.xml",
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", PRIVATE)
def test_no_reader_is_led_to_what_is_not_public(
    site: BuildSite, tmp_path: Path, status: str, way: str
) -> None:
    built = practice(site, tmp_path / "theme", PRIVATE[status], WAYS[way])
    feeds = {name: built.text(name) for name in built.tree() if name.startswith("feeds/")}
    assert len(feeds) > 10
    for name, text in feeds.items():
        for trace in ("two.html", ">two<", '"two"', "2026:two"):
            assert trace not in text, (name, trace)
    for path in ("feeds/articles.xml", "feeds/series/calm.xml", "feeds/articles.atom.xml"):
        read = entries(built, path)
        assert sorted(read) == ["one", "three"], path
        for entry in read.values():
            ours = {link.href for link in entry.links if link.rel.endswith(("prev", "next"))}
            body = html.fragment_fromstring(entry.content[0].value, create_parent=True)
            shown = {str(link.get("href")) for link in body.iter("a")}
            assert ours | shown <= {f"{URL}/{name}.html" for name in ("one", "three")} | {
                f"{URL}/series/calm.html"
            }
    for name in ("one", "three"):
        before, after, members = built.text(f"{name}.html").split("|")
        assert members.split() == ["one", "three"]
        assert {before, after} <= {"", f"{URL}/one.html", f"{URL}/three.html"}
        assert f"{URL}/{name}.html" not in (before, after)


@pytest.mark.parametrize("way", WAYS)
def test_a_public_article_there_is_led_to(site: BuildSite, tmp_path: Path, way: str) -> None:
    """That the test above can fail."""
    built = practice(site, tmp_path / "theme", {}, WAYS[way])
    assert built.text("one.html").split("|")[1] == f"{URL}/two.html"
    assert "two.html" in entries(built, "feeds/series/calm.xml")["one"].content[0].value
