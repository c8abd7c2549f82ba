"""A setting that cannot stand is one clear error that names it and the remedy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sites import BuildSite, Practice, article

from pelican_safespace.cli import main
from pelican_safespace.errors import SettingError
from pelican_safespace.settings import authority, check, defaults

GOOD: dict[str, Any] = {**defaults(), "SITEURL": "https://www.example.org"}


def test_the_defaults_stand() -> None:
    check(GOOD)


@pytest.mark.parametrize(
    ("changed", "named", "remedy"),
    [
        ({"SITEURL": "/"}, "SITEURL", "https://www.example.org"),
        ({"SITEURL": "www.example.org"}, "SITEURL", "RELATIVE_URLS"),
        ({"SAFESPACE_FEEED": "x.xml"}, "SAFESPACE_FEEED", "Did you mean SAFESPACE_FEED?"),
        ({"SAFESPACE_QQ": 1}, "SAFESPACE_QQ", "docs/settings.md"),
        (
            {"FEED_ALL_RSS": "feeds/articles.xml"},
            "SAFESPACE_FEED and FEED_ALL_RSS",
            "FEED_ALL_RSS = None",
        ),
        ({"SAFESPACE_FEED_TAG": "feeds/tag.xml"}, "SAFESPACE_FEED_TAG", "{slug}"),
        ({"SAFESPACE_LOOK": "green"}, "SAFESPACE_LOOK", "dict"),
        ({"SAFESPACE_LOOK": {"acent": "#123456"}}, "acent", "accent"),
        ({"SAFESPACE_LOOK": {"accent": "#fff"}}, "accent", "#2f6b5e"),
        ({"SAFESPACE_LOOK": {"radius": "10px"}}, "radius", "int"),
        ({"SAFESPACE_FEED_ITEMS": 0}, "SAFESPACE_FEED_ITEMS", "from 1 on"),
        ({"SAFESPACE_FEED_FORMATS": "json"}, "SAFESPACE_FEED_FORMATS", "write a list"),
        ({"SAFESPACE_FEED_FORMATS": ["rdf"]}, "SAFESPACE_FEED_FORMATS", "atom"),
        ({"SAFESPACE_SENDER": "Quiet Room"}, "SAFESPACE_SENDER", "Name <address@example.org>"),
    ],
)
def test_a_bad_setting_is_named_with_its_remedy(
    changed: dict[str, Any], named: str, remedy: str
) -> None:
    with pytest.raises(SettingError) as error:
        check({**GOOD, **changed})
    assert named in str(error.value)
    assert remedy in str(error.value)


def test_two_feeds_of_the_plugin_cannot_share_a_file() -> None:
    with pytest.raises(SettingError, match="SAFESPACE_FEED_ISSUES"):
        check({**GOOD, "SAFESPACE_FEED_ISSUES": "feeds/articles.xml"})


def test_the_authority_is_the_sites_host_until_one_is_named() -> None:
    assert authority(GOOD) == "www.example.org,2026"
    assert authority({**GOOD, "SAFESPACE_FEED_AUTHORITY": "example.org,2019"}) == "example.org,2019"
    with pytest.raises(SettingError, match="domain and a year"):
        authority({**GOOD, "SAFESPACE_FEED_AUTHORITY": "example.org"})


CONF = (
    "PATH = 'content'\nTIMEZONE = 'UTC'\nPLUGINS = ['pelican_safespace']\n"
    "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
    "TRANSLATION_FEED_ATOM = None\n"
)


def pelican(folder: Path, *words: str) -> tuple[int, str]:
    """Run Pelican as a person does; return its exit status and what it said."""
    result = subprocess.run(
        [sys.executable, "-m", "pelican", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "500"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize("fatal", [[], ["--fatal", "warnings"]])
def test_a_build_with_a_bad_setting_says_so_without_a_traceback_and_exits_with_1(
    tmp_path: Path, fatal: list[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "conf.py").write_text(CONF + "SITEURL = 'www.example.org'\n")
    status, said = pelican(tmp_path, "-s", "conf.py", *fatal)
    assert status == 1
    assert "SettingError: SITEURL" in said
    assert "Traceback" not in said
    assert "Traceback" in pelican(tmp_path, "-s", "conf.py", "-D", *fatal)[1]


def test_a_site_without_an_address_is_built_and_told_once_what_waits(site: BuildSite) -> None:
    issue = "Title: May\nDate: 2026-05-01 09:00\nArticles: one\n\nDear reader,\n"
    part = "Part {} of 2 in the series “Grief”."
    built = site(
        {
            "one.md": article(part.format(1), title="One"),
            "two.md": article(part.format(2), title="Two"),
            "newsletter/may.md": issue,
        },
        SITEURL="",
    )
    assert len(built.log) == 1
    assert "SITEURL is empty" in built.log[0]
    assert not list(built.output.rglob("*.xml"))
    assert not (built.output / "newsletter").exists()
    assert not built.outbox.exists()
    assert "One" in built.text("series/grief.html")
    assert "feeds/" not in built.text("index.html")


def test_a_command_about_the_newsletter_needs_the_address(
    practice: Practice, capsys: pytest.CaptureFixture[str]
) -> None:
    root = practice()
    with (root / "pelicanconf.py").open("a") as file:
        file.write("SITEURL = ''\n")
    assert main(["list"]) == 1
    assert "SITEURL is empty" in capsys.readouterr().err


@pytest.mark.parametrize("setting", ["SAFESPACE_LANGUAGES", "SAFESPACE_PHRASES"])
def test_a_folder_belongs_to_the_settings_file_that_names_it(tmp_path: Path, setting: str) -> None:
    practice = tmp_path / "practice"
    (practice / "content").mkdir(parents=True)
    (practice / "conf.py").write_text(
        CONF + f"SITEURL = 'https://www.example.org'\n{setting} = 'words'\n"
    )
    command = ["-s", "practice/conf.py", "--fatal", "errors"]
    status, said = pelican(tmp_path, *command)
    assert status == 1
    assert f"{setting}: there is no folder “words”" in said
    (practice / "words").mkdir()
    assert pelican(tmp_path, *command)[0] == 0
    # One that the command line names is looked for where the command is given.
    assert pelican(tmp_path, *command, "-e", f'{setting}="others"')[0] == 1
    (tmp_path / "others").mkdir()
    assert pelican(tmp_path, *command, "-e", f'{setting}="others"')[0] == 0
