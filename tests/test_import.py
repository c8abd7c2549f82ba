"""From a hosted blog to this: its export goes through pelican-import and is read as it comes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from delivery.real_servers import need
from sites import BuildSite, Site, entries

EXPORT = Path(__file__).parent / "imports" / "hosted-blog.xml"
FIRST, SECOND, LAST = (
    "Waiting rooms: the first visit",
    "Waiting rooms: the second visit",
    "Waiting rooms: leaving well",
)


@pytest.fixture(params=["markdown", "rst"])
def imported(site: BuildSite, tmp_path: Path, request: pytest.FixtureRequest) -> Site:
    """The blog of the export, imported as the documentation says, at its old addresses."""
    need("" if shutil.which("pandoc") else "pelican-import needs pandoc; .ci/run installs it")
    command = [str(Path(sys.executable).with_name("pelican-import")), "--wpfile", "--dir-page"]
    done = subprocess.run(
        [*command, "-m", request.param, "--output", "content", str(EXPORT)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site(ARTICLE_URL="blog/{slug}", ARTICLE_SAVE_AS="blog/{slug}.html", PAGE_URL="{slug}")


def test_nothing_of_the_export_is_in_doubt(imported: Site) -> None:
    assert imported.log == ()
    assert len(entries(imported)) == 4


def test_credits_are_recognised(imported: Site) -> None:
    found = entries(imported)
    assert [author.name for author in found[FIRST].authors] == ["Allison Example, LCSW"]
    credited = {
        FIRST: "https://www.example.com/waiting-rooms",
        SECOND: "https://www.example.com/quiet",
        "Classic editor, plain lines": "https://blog.example.com/plain",
    }
    for title, url in credited.items():
        assert url in found[title].content[0].value, title
        assert "published" not in found[title].summary
    assert "1952" in found[LAST].content[0].value


def test_previous_and_next_lead_through_the_series(imported: Site) -> None:
    found = entries(imported)
    urls = {
        title: f"https://www.example.org/blog/{found[title].link.rpartition('/')[2]}"
        for title in (FIRST, SECOND, LAST)
    }
    for title, others in ((FIRST, [SECOND]), (SECOND, [FIRST, LAST]), (LAST, [SECOND])):
        text = found[title].content[0].value
        for other in others:
            assert text.count(f'"{urls[other]}"') == 1, (title, other)
    # The block that was there is gone, with its labels that lead nowhere.
    assert "Previous\n" not in found[SECOND].content[0].value
    assert "leaving…" not in found[SECOND].content[0].value
