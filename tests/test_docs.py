"""The documentation holds everything there is to say, under a heading of its own, and no more."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import messages
import pytest
from bs4 import BeautifulSoup
from sites import ROOT

from pelican_safespace import __version__
from pelican_safespace.cli import parser
from pelican_safespace.settings import SETTINGS

DOCS = ROOT / "docs"
TEMPLATES = ROOT / "pelican_safespace" / "templates"


def sections(page: str, level: int) -> dict[str, str]:
    """The sections of a page by their headings of this level."""
    text = (DOCS / page).read_text("utf-8")
    parts = re.split(rf"^{'#' * level} (.+)$", text, flags=re.M)[1:]
    # What follows under a higher heading is no part of a section.
    bodies = [re.split(rf"^#{{1,{level - 1}}} ", body, flags=re.M)[0] for body in parts[1::2]]
    return dict(zip(parts[::2], bodies, strict=True))


def test_each_setting_has_a_heading_with_its_meaning_and_default() -> None:
    found = sections("settings.md", 3)
    assert sorted(found) == sorted(one.name for one in SETTINGS)
    for one in SETTINGS:
        assert found[one.name].startswith(f"\n\n{one.meaning}\n\nDefault: `{one.default!r}`\n")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command with what understands its words."""
    (found,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def test_each_command_has_a_heading_with_all_its_options() -> None:
    found = sections("commands.md", 2)
    assert list(found) == [f"safespace {name}" for name in commands()]
    for name, command in commands().items():
        options = {option for action in command._actions for option in action.option_strings}
        told = set(re.findall(r"^- `(--[\w-]+)", found[f"safespace {name}"], re.M))
        assert told == options - {"-h", "--help"}, name


@pytest.mark.parametrize(("folder", "prefix"), [("site", ""), ("mail", "mail/")])
def test_each_template_has_a_heading(folder: str, prefix: str) -> None:
    found = [name for name in sections("themes.md", 3) if name.startswith("mail/") == bool(prefix)]
    assert sorted(found) == sorted(prefix + one.name for one in (TEMPLATES / folder).iterdir())


def rows() -> list[list[str]]:
    """The messages of the documentation, each with its cause and remedy."""
    lines = (DOCS / "errors.md").read_text("utf-8").splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]


def test_each_message_is_listed_with_its_cause_and_remedy() -> None:
    listed = {row[0].strip("`") for row in rows()}
    missing = [one.text for one in messages.messages() if one.first not in listed]
    assert missing == [], "add a line for each to docs/errors.md"


def test_the_list_of_messages_holds_no_old_ones() -> None:
    said = {one.first for one in messages.messages()}
    assert [row[0] for row in rows() if row[0].strip("`") not in said] == []
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []
    assert len({row[0] for row in rows()}) == len(rows())


def test_no_message_is_put_together_where_the_list_cannot_see_it() -> None:
    assert messages.unseen() == []


def test_the_readme_is_one_screen() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) < 80
    assert readme.count("![") == 3


def links(page: Path) -> list[str]:
    """Every link and picture of a Markdown page that leads to another file of the repository."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.S)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [one for one in found if not re.match(r"[a-z]+:|#|…", one)]


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")]), ids=lambda page: page.name
)
def test_links_to_files_lead_somewhere(page: Path) -> None:
    gone = [one for one in links(page) if not (page.parent / one.partition("#")[0]).is_file()]
    assert gone == []


def test_the_documentation_builds_without_a_warning_and_loads_nothing_from_elsewhere(
    tmp_path: Path,
) -> None:
    pytest.importorskip("furo", reason="the docs need pip install -e '.[docs]'")
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "html")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "html").glob("*.html"))
    assert len(pages) > len(list(DOCS.glob("*.md")))
    for page in pages:
        soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
        loaded = [one.get("src") for one in soup.select("script, img, iframe")]
        loaded += [one.get("href") for one in soup.select('link[rel="stylesheet"]')]
        assert [one for one in loaded if one and "//" in str(one)] == [], page.name


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", changelog, re.M)
