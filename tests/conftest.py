"""Fixtures: a small site of one's own, and the example practice, both built by Pelican itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from sites import SETTINGS, BuildSite, Practice, Site, article, build, build_example

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def site(tmp_path: Path) -> BuildSite:
    """A function that builds a site from files and settings: ``site({"a.md": "Title: A …"})``."""

    def made(files: Mapping[str, str | bytes] | None = None, **settings: Any) -> Site:
        return build(tmp_path, files, **settings)

    return made


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Practice:
    """Writes a site with its settings file and stands in its folder."""

    def made(**files: str) -> Path:
        for name, text in {"one": article("One.", title="One"), **files}.items():
            path = tmp_path / "content" / f"{name.replace('__', '/')}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        settings = "".join(f"{key} = {value!r}\n" for key, value in SETTINGS.items())
        (tmp_path / "pelicanconf.py").write_text(settings, "utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return made


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example practice, built once from a copy of its sources."""
    return build_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; where there is none, CI fails.

    It is closed after each file of tests: its event loop would stand in the way of the mail
    servers that other tests run.
    """
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing; .ci/run installs it")
        pytest.skip(f"there is no {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()
