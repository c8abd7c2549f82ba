"""The example practice in a real browser: accessible, fit for a phone, self-contained."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from sites import Site

PAGES = (
    "index.html",
    "grief-back-to-normal.html",
    "awake-at-three.html",
    "caring-for-a-parent.html",
    "therapy-through-a-screen.html",
    "first-session-fr.html",
    "drafts/waiting-for-results.html",
    "series/a-year-of-grief.html",
    "newsletter/index.html",
    "newsletter/slow-mornings.html",
    "newsletter/holding-on-holding-lightly.html",
    "pages/subscribe.html",
    "pages/about.html",
    "404.html",
    "archives.html",
    "tag/grief.html",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(example: Site) -> Iterator[str]:
    """The built example, served on loopback for as long as this file's tests run."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(example.output)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_and_nothing_runs_off_a_phone(
    browser: Browser, address: str, page: str, scheme: str
) -> None:
    foreign: list[str] = []
    opened = browser.new_page(
        viewport={"width": 360, "height": 740},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    opened.on("request", lambda asked: foreign.append(asked.url))
    opened.goto(f"{address}/{page}")
    result = Axe().run(opened)
    assert result.violations_count == 0, result.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    # The one recording an article embeds is its own; nothing else leaves the practice's host.
    allowed = (address, "https://video.example.org/")
    assert [url for url in foreign if not url.startswith(allowed)] == []
    assert opened.evaluate("document.scripts.length") == 0
    opened.close()


def test_every_internal_link_and_picture_of_the_site_is_there(example: Site) -> None:
    missing = []
    for name, data in example.tree().items():
        if not name.endswith(".html") or name == "404.html":
            continue
        soup = BeautifulSoup(data, "lxml")
        for element in soup.select("[href], [src]"):
            target = str(element.get("href") or element.get("src"))
            url = urldefrag(urljoin(f"https://example.org/{name}", target))[0]
            if not url.startswith("https://example.org/") or url.endswith("/unsubscribe"):
                continue
            path = unquote(url.removeprefix("https://example.org/"))
            file = example.output / (
                f"{path}index.html" if path.endswith("/") or not path else path
            )
            if not file.is_file():
                missing.append((name, target))
    assert missing == []


def test_the_feed_is_readable_in_a_browser(browser: Browser, address: str) -> None:
    opened = browser.new_page()
    opened.goto(f"{address}/feeds/articles.xml")
    title = opened.locator("item > title").first
    assert title.is_visible()
    size = title.evaluate("element => getComputedStyle(element).fontSize")
    assert float(size.removesuffix("px")) >= 18
    opened.close()
