"""Takes the pictures of README and docs from the built example practice: ``make screenshots``."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Route, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = Path(__file__).parent / "images"
CHROMIUM = "/usr/bin/chromium"
ISSUE = "slow-mornings"

#: Each picture: the page it shows, and the window's width and height.
SHOTS = {
    "site": ("output/index.html", 1000, 1100),
    "desk": (f"outbox/{ISSUE}/index.html", 1000, 1100),
    "mail": (f"outbox/{ISSUE}/email.html", 680, 748),
    "feed": ("output/feeds/articles.xml", 1000, 1100),
}
#: The pictures are shown at about half their size; more pixels than this nobody sees.
WIDTH = 680


def main() -> None:
    """Write every picture into docs/images."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, (path, width, height) in SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.route("https://example.org/**", _from_output)
            page.goto((ROOT / path).as_uri(), wait_until="load")
            _save(page.screenshot(), IMAGES / f"{name}.png")
            page.close()
        browser.close()


def _from_output(route: Route) -> None:
    """Answer from the built site: a mail has its pictures at the site's address."""
    route.fulfill(path=ROOT / "output" / urlsplit(route.request.url).path.lstrip("/"))


def _save(data: bytes, path: Path) -> None:
    """Write a picture as small as can be without looking worse: fewer pixels, 256 colours."""
    with Image.open(io.BytesIO(data)) as shot:
        small = shot.resize((WIDTH, round(WIDTH * shot.height / shot.width)))
        small.quantize(256).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


main()
