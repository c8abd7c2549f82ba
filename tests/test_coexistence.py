"""Other people's plugins beside this one, before it and after it, on the example practice.

Each build is a process of its own: a plugin stays connected for the life of one.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feed_rules import violations
from sites import ROOT

OURS = "pelican_safespace"
PANIC = "When panic comes: what to do with ten minutes"
PLUGINS: dict[str, dict[str, Any]] = {
    "series": {},
    "neighbors": {},
    "seo": {"SEO_REPORT": True, "SEO_ENHANCER": True, "SEO_ENHANCER_OPEN_GRAPH": True},
    "sitemap": {"SITEMAP": {"format": "xml"}},
    "feed_filter": {
        "FEED_FILTER": {"feeds/articles.xml": {"exclude.title": "When panic comes*"}},
        "SAFESPACE_FEED_FORMATS": ["json", "atom"],
        "SAFESPACE_FEED_ITEMS": 5,
    },
    "image_process": {"IMAGE_PROCESS": {"thumb": ["scale_in 40 40 True"]}},
}
# A theme that knows nothing of any of them, and articles only where all of them look for some.
PLAIN = {"THEME": "simple", "ARTICLE_EXCLUDES": ["newsletter"], "RELATIVE_URLS": False}


def start(root: Path, plugins: list[str], settings: dict[str, Any]) -> subprocess.Popen[str]:
    """Start a build of the example with these plugins, in this order."""
    root.mkdir()
    # The page that wants a template of the example's own theme stays behind.
    without = shutil.ignore_patterns("subscribe.md")
    shutil.copytree(ROOT / "content", root / "content", ignore=without)
    own = {**PLAIN, **settings, "PLUGINS": plugins}
    (root / "conf.py").write_text(
        (ROOT / "pelicanconf.py").read_text("utf-8")
        + "".join(f"{name} = {value!r}\n" for name, value in own.items()),
        "utf-8",
    )
    command = [sys.executable, "-m", "pelican", "content", "-s", "conf.py", "-o", "output"]
    return subprocess.Popen(
        [*command, "--fatal", "errors"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def ended(build: subprocess.Popen[str], root: Path) -> dict[str, bytes]:
    """The files that a build wrote, by their paths."""
    told = build.communicate(timeout=120)[0]
    assert build.returncode == 0, told
    assert "Traceback" not in told
    assert "CRITICAL" not in told
    output = root / "output"
    paths = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}


def without_announcement(page: bytes) -> bytes:
    """A page without the line in which the theme names our feed."""
    return re.sub(rb"\s*<link [^>]*feeds/articles(?:\.atom)?\.xml[^>]*>", b"", page)


def pages(sitemap: bytes) -> set[bytes]:
    """The addresses that a sitemap lists."""
    return set(re.findall(rb"<loc>(.*?)</loc>", sitemap))


@pytest.mark.parametrize("name", PLUGINS)
def test_another_plugin_does_what_it_does_and_so_does_ours(name: str, tmp_path: Path) -> None:
    theirs = f"pelican.plugins.{name}"
    orders = {"alone": [theirs], "before": [theirs, OURS], "after": [OURS, theirs]}
    builds = {
        order: start(tmp_path / order, plugins, PLUGINS[name]) for order, plugins in orders.items()
    }
    built = {order: ended(one, tmp_path / order) for order, one in builds.items()}
    alone = built.pop("alone")
    assert len(alone) > 30
    for order, files in built.items():
        for path, data in alone.items():
            if path == "sitemap.xml":  # the series and issues are in it, too
                assert pages(data) < pages(files[path]), order
            else:
                assert without_announcement(files[path]) == data, (order, path)
        feeds = [path for path in files if path.endswith(".xml") and path not in alone]
        assert len(feeds) >= 4
        for path in feeds:
            if not path.endswith(".atom.xml"):
                assert violations(files[path]) == [], (order, path)
    assert built["before"].keys() == built["after"].keys()
    for path, data in built["before"].items():
        if path == "sitemap.xml":  # it tells the time of the build
            assert pages(built["after"][path]) == pages(data)
        else:
            assert built["after"][path] == data, path


def test_a_filter_reaches_feed_archives_and_other_formats(tmp_path: Path) -> None:
    for first in (True, False):
        root = tmp_path / str(first)
        plugins = ["pelican.plugins.feed_filter", OURS][:: 1 if first else -1]
        files = ended(start(root, plugins, PLUGINS["feed_filter"]), root)
        shown = {
            path: data for path, data in files.items() if re.match(r"feeds/articles[-.]", path)
        }
        assert len(shown) >= 4
        title = f"<title>{PANIC}</title>".encode()
        assert not [path for path, data in shown.items() if title in data]
        assert len(feedparser.parse(files["feeds/articles.xml"]).entries) == 5
