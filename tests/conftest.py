"""Fixtures: a small site of one's own, and the example practice, both built by Pelican itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright
from sites import BuildSite, Site, build, build_example

# A busy machine is no reason for a test to fail.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def site(tmp_path: Path) -> BuildSite:
    """A function that builds a site from files and settings: ``site({"a.md": "Title: A …"})``."""

    def made(files: Mapping[str, str | bytes] | None = None, **settings: Any) -> Site:
        return build(tmp_path, files, **settings)

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
