"""A feed opened in a browser is a page to read: in Chromium and Firefox, by style sheet alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import firefox
import hostile
import pytest
from delivery.real_servers import need
from feed_readers import served
from playwright.sync_api import Browser
from sites import Site, build, build_example

Scheme = Literal["light", "dark"]
#: Opens a feed, 360 pixels wide, and looks at it.
Look = Callable[[str, Scheme], dict[str, Any]]

#: What a reader sees: the elements that take up room, colours and sizes.
SEEN = """
(() => {
    const root = document.documentElement;
    const style = getComputedStyle(root);
    const seen = [...document.querySelectorAll('*')].filter(one => one.getClientRects().length);
    const entry = document.querySelector('item, entry');
    const title = entry.querySelector('title');
    return {
        width: innerWidth,
        scrolls: root.scrollWidth,
        dark: matchMedia('(prefers-color-scheme: dark)').matches,
        background: style.backgroundColor,
        text: style.color,
        size: parseFloat(getComputedStyle(title).fontSize),
        names: [...new Set(seen.map(one => one.nodeName))],
        title: title.textContent,
        wide: Math.max(...seen.map(one => one.getBoundingClientRect().right)),
        address: getComputedStyle(entry.querySelector('link'), '::before').content,
        scripts: document.querySelectorAll('script').length,
    };
})()
"""
OF_RSS = {
    *("rss", "channel", "title", "description", "item", "pubDate", "dc:creator", "link"),
}
OF_ATOM = {
    *("feed", "title", "subtitle", "entry", "published", "author", "name", "summary", "link"),
}
FEEDS = {
    "feeds/articles.xml": OF_RSS,
    "feeds/series/a-year-of-grief.xml": OF_RSS,
    "newsletter/feed.xml": OF_RSS - {"dc:creator"},
    "feeds/articles.atom.xml": OF_ATOM,
}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    built = build_example(tmp_path_factory.mktemp("read"), SAFESPACE_FEED_FORMATS=["atom"])
    with served(built.output) as address:
        yield address


@pytest.fixture(scope="module")
def in_firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    need("" if shutil.which("firefox-esr") else "there is no firefox-esr; .ci/run installs it")
    with firefox.started(tmp_path_factory.mktemp("firefox")) as browser:

        def look(address: str, scheme: Scheme) -> dict[str, Any]:
            browser.prefer(scheme)
            browser.open(address)
            # No window is narrower than 500 pixels there; a frame is, and its pages know no other.
            return dict(
                browser.run(
                    "const frame = document.createElementNS("
                    "'http://www.w3.org/1999/xhtml', 'iframe');"
                    "frame.style = 'position: fixed; border: 0; width: 360px; height: 740px;"
                    " color-scheme: light dark';"
                    "frame.src = location.href;"
                    "document.documentElement.append(frame);"
                    "return new Promise(done => frame.onload = done)"
                    f".then(() => frame.contentWindow.eval(`{SEEN}`));"
                )
            )

        yield look


@pytest.fixture
def in_chromium(browser: Browser) -> Look:
    def look(address: str, scheme: Scheme) -> dict[str, Any]:
        page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
        page.goto(address)
        seen = page.evaluate(SEEN)
        page.close()
        return dict(seen)

    return look


def brightness(colour: str) -> int:
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("name", ["in_chromium", "in_firefox"])
def test_a_feed_is_a_page_to_read_on_a_phone(
    request: pytest.FixtureRequest, host: str, name: str, path: str, scheme: Scheme
) -> None:
    look: Look = request.getfixturevalue(name)
    seen = look(f"{host}/{path}", scheme)
    assert set(seen["names"]) == FEEDS[path]
    assert seen["title"]
    assert seen["size"] >= 18
    assert (seen["width"], seen["scripts"]) == (360, 0)
    assert max(seen["scrolls"], seen["wide"]) <= 360
    assert seen["dark"] == (scheme == "dark")
    assert (brightness(seen["background"]) < brightness(seen["text"])) == seen["dark"]
    # Far enough apart to be read: of black and white it would be 765.
    assert abs(brightness(seen["background"]) - brightness(seen["text"])) > 450
    if path.endswith(".atom.xml"):
        # Firefox says by which rule an address is shown, Chromium what comes of it.
        assert re.search(r"attr\(href\)|https://example\.org/", seen["address"])


@pytest.fixture(scope="module")
def horrors(tmp_path_factory: pytest.TempPathFactory) -> Site:
    long = {"long.md": f"Title: {'Unbreakable' * 20}\nDate: 2026-04-01\n\n{'word' * 100}\n"}
    files = {**hostile.FILES, **long}
    return build(tmp_path_factory.mktemp("horrors"), files, **hostile.SETTINGS)


@pytest.mark.parametrize("name", ["in_chromium", "in_firefox"])
def test_no_word_however_long_runs_off_a_phone(
    request: pytest.FixtureRequest, horrors: Site, name: str
) -> None:
    look: Look = request.getfixturevalue(name)
    with served(horrors.output) as address:
        for path in ("feeds/articles.xml", "feeds/articles.atom.xml"):
            seen = look(f"{address}/{path}", "light")
            assert max(seen["scrolls"], seen["wide"]) <= 360


def test_no_feed_asks_for_a_program_of_a_browser(horrors: Site) -> None:
    for path in sorted(Path(horrors.output).rglob("*.xml")):
        head = path.read_bytes()[:300]
        assert b'type="text/css"' in head, path
        assert b"xsl" not in head
