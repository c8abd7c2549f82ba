"""A small real site, built by Pelican itself in a temporary folder."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser
from pelican import Pelican, signals
from pelican.log import LimitFilter
from pelican.settings import read_settings

from pelican_safespace import plugin

ROOT = Path(__file__).parent.parent

SETTINGS: dict[str, Any] = {
    "SITENAME": "Quiet Room",
    "SITESUBTITLE": "Notes on care",
    "SITEURL": "https://www.example.org",
    "AUTHOR": "Quiet Room",
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
    "LOCALE": ["C"],
    "PATH": "content",
    "PLUGINS": ["pelican_safespace"],
    "THEME": "simple",
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "SAFESPACE_SENDER": "Quiet Room <letters@example.org>",
    "SAFESPACE_POSTAL_ADDRESS": "Quiet Room, 1 Elm Street, Anytown",
    "SAFESPACE_UNSUBSCRIBE_URL": "https://www.example.org/leave",
}


@dataclass(frozen=True)
class Site:
    """A built site: where its files are and what was logged on the way."""

    root: Path
    log: tuple[str, ...]

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    def text(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    def tree(self, folder: str = "output") -> dict[str, bytes]:
        """Every file below ``folder``, by its path."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


BuildSite = Callable[..., Site]

#: An issue that holds "one", the article every practice has.
ISSUE = "Title: May\nDate: 2026-05-01 09:00\nSubject: Two pieces\nArticles: one\n\nDear reader,\n"
Practice = Callable[..., Path]


def build(root: Path, files: Mapping[str, str | bytes] | None = None, **settings: Any) -> Site:
    """Write ``files`` below ``root``, build the site there and return it.

    ``settings`` are Pelican's, on top of SETTINGS; a name with the value ... is left out.
    """
    for name, content in (files or {}).items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (root / "content").mkdir(exist_ok=True)
    return _run(root, None, {k: v for k, v in {**SETTINGS, **settings}.items() if v is not ...})


def build_example(root: Path, **settings: Any) -> Site:
    """Build the example practice in ``root`` as `make site` does."""
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, root / name)
    return _run(root, ROOT / "pelicanconf.py", {"THEME": str(root / "theme"), **settings})


def _run(root: Path, settings_file: Path | None, settings: Mapping[str, Any]) -> Site:
    """Build what is in ``root`` from within it, as a person would, and listen to the log."""
    override = {
        **settings,
        "PATH": str(root / "content"),
        "OUTPUT_PATH": str(root / "output"),
    }
    # Pelican keeps what it has said once from being said again, for as long as it runs.
    LimitFilter._raised_messages.clear()
    # The plugin stays connected for the life of a process; a site without it must not meet it.
    signals.initialized.disconnect(plugin.configure)
    signals.get_generators.disconnect(plugin.generators)
    signals.all_generators_finalized.disconnect(plugin.understand)
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    here = Path.cwd()
    try:
        os.chdir(root)
        Pelican(read_settings(settings_file and str(settings_file), override=override)).run()
    finally:
        os.chdir(here)
        logging.getLogger().removeHandler(listener)
    return Site(root, tuple(listener.messages))


def article(
    body: str, /, title: str = "An article", date: str = "2026-03-01 09:00", **metadata: str
) -> str:
    """A Markdown article with its metadata."""
    head = {"Title": title, "Date": date, "Category": "Notes"} | metadata
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + f"\n{body}\n"


def entries(built: Site, path: str = "feeds/articles.xml") -> dict[str, Any]:
    """The entries of a feed as feedparser reads them, by their titles, in the feed's order."""
    return {entry.title: entry for entry in feedparser.parse(built.text(path)).entries}
