"""The words a feed shows are those of the page, as a browser reads both of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import hostile
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from pelican.settings import read_settings
from playwright.sync_api import Browser, Page
from sites import ROOT, Site, build, build_example

ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANGUAGES = {"SAFESPACE_FEED_TRANSLATION": "feeds/lang/{lang}.xml", "SAFESPACE_FEED_ITEMS": 50}
#: A page that is nothing but the article's text, as the plugin gives it to every theme, and where
#: the article came from, its content note and its place in a series.
THEME = (
    '<div class="prose">{{ article.safespace.body }}</div>'
    '<p class="source">{{ article.safespace.attribution.sentence|default("")|e }}</p>'
    '<p class="content-note">{{ (article.safespace.content_note or "")|e }}</p>'
)
#: Signs that a browser shows as nothing, and that XML cannot carry.
UNFIT = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
NOTICES = {
    "example": str(read_settings(str(ROOT / "pelicanconf.py"))["SAFESPACE_NOTICE"]),
    "hostile": str(hostile.SETTINGS["SAFESPACE_NOTICE"]),
}
#: What a page shows by an active element, which no feed may hold, and the feed by a link instead:
#: the only words that a feed has and its page has not.
IN_PLACE_OF_ACTIVE = {
    "Therapy through a screen": [
        "Watch: A room in a rectangle: preparing for a video session (4 minutes, with captions)"
    ],
    "What moves": [
        *("Watch: A walk by the sea", "Watch: A talk", "Listen: talk.mp3"),
        *("Open: x.swf", "Open: x.swf"),
        "Drawn",  # the title of a drawing, which a browser shows when it is pointed at
    ],
}


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=["example", "hostile"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = tmp_path_factory.mktemp(request.param)
    if request.param == "example":
        return build_example(root, **LANGUAGES)
    theme = root / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "article.html").write_text(THEME)
    settings = {**hostile.SETTINGS, **LANGUAGES, "THEME": str(theme.parent)}
    return build(root, hostile.FILES, **settings)


def seen(reader: Page, html: str) -> str:
    """The words that a browser shows of ``html``, without any style of its theme."""
    reader.set_content(f"<!DOCTYPE html><body>{html}", wait_until="domcontentloaded")
    return " ".join(UNFIT.sub("", reader.inner_text("body")).split())


def part(page: BeautifulSoup, name: str) -> str:
    found = page.select_one(f".{name}")
    return "" if found is None else str(found)


def test_every_article_reads_the_same_in_the_feed(built: Site, reader: Page) -> None:
    notice = " ".join(NOTICES[built.root.name.rstrip("0123456789")].split())
    checked = 0
    for path in sorted(Path(built.output, "feeds", "lang").glob("??.xml")):
        for item in etree.fromstring(path.read_bytes()).iter("item"):
            title = str(item.findtext("title"))
            name = urlsplit(str(item.findtext("link"))).path.lstrip("/")
            page = BeautifulSoup(built.text(name), "lxml")
            shown = seen(reader, str(item.findtext(ENCODED)))
            for instead in IN_PLACE_OF_ACTIVE.get(title, ()):
                assert instead in shown, title
                shown = " ".join(shown.replace(instead, "", 1).split())
            note = seen(reader, part(page, "content-note"))
            words = seen(reader, part(page, "prose"))
            before, found, after = (
                shown.partition(words) if words else (shown[: len(notice)], title, "")
            )
            assert found, (title, words, shown)
            # Before it stands care, after it the credit and the place in a series, and no more.
            assert before.startswith(notice), title
            warned = before.removeprefix(notice).strip().removeprefix("Content note: ")
            assert note.endswith(warned), title
            assert bool(note) == bool(warned), title
            credit = seen(reader, part(page, "source"))
            assert after.strip().startswith(credit), title
            rest = after.strip().removeprefix(credit).strip()
            assert not rest or rest.startswith(("Part ", "Series: ", "Partie ")), title
            checked += 1
    assert checked >= 6
