"""The sites that are measured: one blog, built by Pelican with and without the plugin.

``python -m pelican`` builds each in a process of its own, in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import articles

SETTINGS: dict[str, Any] = {
    "SITENAME": "Quiet Room",
    "SITESUBTITLE": "Notes on care",
    "SITEURL": "https://www.example.org",
    "AUTHOR": "Quiet Room",
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
    "LOCALE": ["C"],
    "PATH": "content",
    "STATIC_PATHS": ["images"],
    "THEME": "simple",
    # Without this line Pelican loads every plugin that happens to be installed.
    "PLUGINS": [],
    "DEFAULT_PAGINATION": 10,
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
}
STOCK_FEEDS: dict[str, Any] = {
    "RSS_FEED_SUMMARY_ONLY": False,
    "FEED_MAX_ITEMS": None,
    **{
        f"{scope}_FEED_{kind}": f"feeds/{scope.lower()}-{{slug}}.{kind.lower()}.xml"
        for scope in ("CATEGORY", "TAG", "AUTHOR")
        for kind in ("ATOM", "RSS")
    },
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml",
}
EVERYTHING: dict[str, Any] = {
    "PLUGINS": ["pelican_safespace"],
    "SAFESPACE_SENDER": "Quiet Room <letters@example.org>",
    "SAFESPACE_POSTAL_ADDRESS": "Quiet Room, 1 Elm Street, Anytown",
    "SAFESPACE_UNSUBSCRIBE_URL": "https://www.example.org/leave",
    "SAFESPACE_FEED_CATEGORY": "feeds/category/{slug}.xml",
    "SAFESPACE_FEED_TAG": "feeds/tag/{slug}.xml",
    "SAFESPACE_FEED_AUTHOR": "feeds/author/{slug}.xml",
    "SAFESPACE_FEED_TRANSLATION": "feeds/{lang}.xml",
    "SAFESPACE_FEED_FORMATS": ["json", "atom"],
    "SAFESPACE_PROVIDERS": ["listmonk"],
}
OFF: dict[str, Any] = {
    "PLUGINS": ["pelican_safespace"],
    "SAFESPACE_FEED": None,
    "SAFESPACE_FEED_SERIES": None,
    "SAFESPACE_FEED_ISSUES": None,
    "SAFESPACE_FEED_LIST": None,
    "SAFESPACE_SERIES_SAVE_AS": None,
}
#: Everything a build writes, which a cold one does not find.
WRITTEN = ("output", "outbox", "cache")


@dataclass(frozen=True, slots=True)
class Case:
    """A way to build the blog. ``again``: what the build before it wrote is still there."""

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    issues: int = 0
    again: bool = False

    def with_issues(self, issues: int) -> Case:
        """Return the same with another number of issues."""
        return replace(self, issues=issues)


STOCK = Case("stock Pelican, no feeds")
STOCK_AGAIN = Case("stock Pelican, no feeds, unchanged", again=True)
STOCK_NEWEST = Case(
    "stock Pelican, its feeds, 100 items each", STOCK_FEEDS | {"FEED_MAX_ITEMS": 100}
)
STOCK_FULL = Case("stock Pelican, its feeds, every item", STOCK_FEEDS)
PLUGIN_OFF = Case("plugin, all outputs off", OFF)


def everything(issues: int, *, again: bool = False) -> Case:
    """Return the case of the plugin with all it has, in place of Pelican's feeds."""
    name = f"plugin, everything on, {issues} issues" + (", unchanged" if again else "")
    return Case(name, EVERYTHING, issues, again)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: seconds by the clock and of the processor, bytes of memory at its peak."""

    wall: float
    cpu: float
    memory: int


def make(folder: Path, count: int, case: Case) -> Path:
    """Write the blog of ``count`` articles as ``case`` wants it, and return its folder."""
    content = folder / "content"
    articles.write(content / "articles", count, articles.for_pelican)
    articles.pictures(content / "images")
    for name, text in articles.issues(case.issues, count):
        path = content / "newsletter" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    settings = SETTINGS | dict(case.settings)
    (folder / "pelicanconf.py").write_text(
        "".join(f"{name} = {value!r}\n" for name, value in settings.items()), "utf-8"
    )
    return folder


def build(folder: Path, case: Case) -> Cost:
    """Build a site once, and return what that took."""
    prepare(folder, case)
    started = perf_counter()
    process = subprocess.Popen(command(), cwd=folder, env=environment(), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{case.name}: the build ended with {process.returncode}.")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def prepare(folder: Path, case: Case) -> None:
    """Remove what another build wrote, unless the case is about finding it."""
    for name in () if case.again else WRITTEN:
        shutil.rmtree(folder / name, ignore_errors=True)


def command() -> Sequence[str]:
    """Return how a site is built, in its folder."""
    options = ("content", "--settings", "pelicanconf.py", "--output", "output", "--quiet")
    return (sys.executable, "-m", "pelican", *options, "--fatal", "errors")


def environment() -> dict[str, str]:
    """Return an environment in which sets are in the same order each time.

    Some machines forbid Python to keep what it compiles; then every build would compile every
    module anew, which no site does.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONHASHSEED": "0"}
