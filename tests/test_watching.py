"""``pelican --listen --autoreload``: a site that is watched and served follows every change."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import pytest
from delivery.real_servers import free_port
from sites import article
from test_adoption import FOLDERS, NEWSLETTER, make, pelican, tree

#: Pelican waits until a file has been left alone for 1.6 seconds; the rest is the build.
SECONDS = 60
MAY = "Title: May\nDate: 2026-05-01\n\nHello.\n"
JUNE = "Title: June\nDate: 2026-06-01\n\nHello again.\n"
THREE = "content/grief/three.md"
FEED = "output/feeds/articles.xml"
SITE = {**FOLDERS, "content/newsletter/may.md": MAY}
SITE["pelicanconf.py"] += NEWSLETTER + "DELETE_OUTPUT_DIRECTORY = True\n"


class Watched:
    """A site that a ``pelican -lr`` of its own watches and serves."""

    def __init__(self, root: Path, process: subprocess.Popen[bytes], port: int) -> None:
        self.root, self.process, self.port = root, process, port
        self.changes = 0

    def read(self, path: str) -> str:
        file = self.root / path
        return file.read_text("utf-8") if file.exists() else ""

    @property
    def log(self) -> str:
        return self.read("pelican.log")

    def titles(self) -> list[str]:
        feed = self.read("output/feeds/articles.xml")
        return [entry.title for entry in feedparser.parse(feed).entries]

    def after(self, change: Callable[[], object], holds: Callable[[], bool]) -> None:
        """Make a change, and wait until what it should lead to is there and the build is done."""
        self.changes += 1
        end = time.monotonic() + SECONDS
        builds = self.log.count("seconds.")
        while not (holds() and self.log.count("seconds.") > builds):
            assert self.process.poll() is None, self.log
            assert time.monotonic() < end, f"change {self.changes}: waited in vain\n{self.log}"
            # Pelican begins to watch some time after it has said that it is done.
            change()
            (self.root / "content/heartbeat.txt").write_text(f"{time.monotonic_ns()}", "utf-8")
            again = time.monotonic() + 6
            while time.monotonic() < again:
                if holds() and self.log.count("seconds.") > builds:
                    break
                time.sleep(0.05)
        time.sleep(0.4)

    def write(self, path: str, text: str) -> Callable[[], object]:
        file = self.root / path
        return lambda: file.write_text(text, "utf-8")

    def remove(self, path: str) -> Callable[[], object]:
        return lambda: (self.root / path).unlink(missing_ok=True)

    def replace(self, path: str, old: str, new: str) -> Callable[[], object]:
        text = (self.root / path).read_text("utf-8")
        assert old in text
        return self.write(path, text.replace(old, new))

    def memory(self) -> int:
        """Kilobytes of the process that builds, the largest of the two that Pelican starts."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        status = [Path(f"/proc/{child}/status").read_text() for child in children]
        return max(int(one.split("VmRSS:")[1].split()[0]) for one in status if "VmRSS:" in one)


@contextmanager
def watched(root: Path) -> Iterator[Watched]:
    """Run ``pelican -lr`` in ``root``, and end what was started."""
    port = free_port()
    with (root / "pelican.log").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pelican", "-lr", "-p", str(port)],
            cwd=root,
            env={**os.environ, "COLUMNS": "500", "PYTHONUNBUFFERED": "1"},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield Watched(root, process, port)
        finally:
            os.killpg(process.pid, 15)
            process.wait(30)


def say(words: str) -> str:
    return f"Title: Three\nDate: 2026-03-03\n\n{words}\n"


def change_articles(site: Watched) -> None:
    """Five changes: an article is rewritten, added, spoiled, mended, removed."""
    site.after(site.write(THREE, say("Once.")), lambda: "Once." in site.read(FEED))
    four = "content/rest/four.md"
    good = article("Four.", title="Four", date="2026-03-04 09:00")
    site.after(site.write(four, good), lambda: site.titles() == ["Four", "Three", "Two", "One"])
    site.after(
        site.write(four, good.replace("2026-03-04", "some day")),
        lambda: site.titles() == ["Three", "Two", "One"] and "four.md" in site.log,
    )
    site.after(site.write(four, good), lambda: site.titles() == ["Four", "Three", "Two", "One"])
    site.after(site.remove(four), lambda: site.titles() == ["Three", "Two", "One"])


def change_issues(site: Watched) -> None:
    """Five changes: an issue is added, rewritten, spoiled, mended, removed."""
    june, desk = "content/newsletter/june.md", "outbox/june/index.html"
    site.after(site.write(june, JUNE), lambda: "Hello again." in site.read("outbox/june/email.txt"))
    site.after(
        site.write(june, JUNE.replace("again", "once more")),
        lambda: "Hello once more." in site.read("outbox/june/email.txt"),
    )
    kept = site.read("outbox/june/email.txt")
    site.after(
        site.write(june, JUNE.replace("Date", "Layout: poster\nDate")),
        lambda: "june.md: Layout is 'poster'." in site.log,
    )
    assert site.read("outbox/june/email.txt") == kept
    site.after(site.write(june, JUNE), lambda: "Hello again." in site.read("outbox/june/email.txt"))
    site.after(site.remove(june), lambda: bool(site.read(FEED)) and not site.read(desk))


def change_settings(site: Watched) -> None:
    """Six changes: a name, a setting that cannot stand, and an issue without its settings."""
    conf = "pelicanconf.py"
    site.after(
        site.replace(conf, 'SITENAME = "Folders"', 'SITENAME = "Renamed"'),
        lambda: "<title>Renamed</title>" in site.read(FEED),
    )
    right = site.read(conf)
    site.after(
        site.write(conf, right + "SAFESPACE_FEED_ITEMS = 0\n"),
        lambda: "SAFESPACE_FEED_ITEMS" in site.log,
    )
    site.after(site.write(conf, right), lambda: site.titles() == ["Three", "Two", "One"])
    mails = tree(site.root / "outbox")
    site.after(
        site.replace(conf, "SAFESPACE_POSTAL_ADDRESS", "# SAFESPACE_POSTAL_ADDRESS"),
        lambda: "Add to your settings: SAFESPACE_POSTAL_ADDRESS" in site.log,
    )
    # The newsletter waits, and the rest of the site does not wait for it.
    site.after(site.write(THREE, say("Waiting.")), lambda: "Waiting." in site.read(FEED))
    assert tree(site.root / "outbox") == mails
    moved = right.replace("1 Elm Street", "2 Oak Street")
    site.after(site.write(conf, moved), lambda: "2 Oak Street" in site.read("outbox/may/email.txt"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory from /proc")
def test_twenty_changes_while_a_site_is_watched_and_served(tmp_path: Path) -> None:
    root = make(tmp_path / "live", SITE)
    with watched(root) as site:
        site.after(lambda: None, lambda: site.titles() == ["Three", "Two", "One"])
        site.changes = 0
        change_articles(site)
        early = site.memory()
        change_issues(site)
        change_settings(site)
        for number in range(4):
            words = f"Written {number} times."
            site.after(site.write(THREE, say(words)), lambda words=words: words in site.read(FEED))  # type: ignore[misc]
        assert site.changes == 20
        late = site.memory()
        with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/feeds/articles.xml") as answer:
            assert answer.read().decode() == site.read(FEED)
    assert "Traceback" not in site.log
    # Pelican by itself grows by a twentieth in as many builds.
    assert late < early * 1.08, (early, late)
    assert_as_if_built_once(root, tmp_path / "fresh")


def assert_as_if_built_once(root: Path, fresh: Path) -> None:
    """The files in ``root`` are those that one build from nothing makes, and no others."""
    make(fresh, SITE)
    for name in (THREE, "pelicanconf.py", "content/heartbeat.txt"):
        (fresh / name).write_bytes((root / name).read_bytes())
    assert pelican(fresh)[0] == 0
    for folder in ("output", "outbox"):
        assert tree(root / folder) == tree(fresh / folder)
