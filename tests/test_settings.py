"""A setting that cannot stand is one clear error that names it and the remedy."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pelican_safespace.errors import SettingError
from pelican_safespace.settings import SETTINGS, authority, check, defaults

README = Path(__file__).parent.parent / "README.md"
GOOD: dict[str, Any] = {**defaults(), "SITEURL": "https://www.example.org"}


def test_the_defaults_stand() -> None:
    check(GOOD)


@pytest.mark.parametrize(
    ("changed", "named", "remedy"),
    [
        ({"SITEURL": ""}, "SITEURL", "https://www.example.org"),
        ({"SITEURL": "www.example.org"}, "SITEURL", "RELATIVE_URLS"),
        ({"SAFESPACE_FEEED": "x.xml"}, "SAFESPACE_FEEED", "Did you mean SAFESPACE_FEED?"),
        ({"SAFESPACE_QQ": 1}, "SAFESPACE_QQ", "README"),
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


def test_the_readmes_table_is_the_settings_in_code() -> None:
    rows = re.findall(
        r"^\| `(SAFESPACE_\w+)` \| (.+?) \| (.+) \|$", README.read_text("utf-8"), re.M
    )
    assert rows == [(one.name, f"`{one.default!r}`", one.meaning) for one in SETTINGS]


@pytest.mark.parametrize("fatal", [[], ["--fatal", "warnings"]])
def test_a_build_with_a_bad_setting_says_so_and_exits_with_1(
    tmp_path: Path, fatal: list[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "conf.py").write_text(
        "PATH = 'content'\nTIMEZONE = 'UTC'\nPLUGINS = ['pelican_safespace']\nSITEURL = ''\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        "TRANSLATION_FEED_ATOM = None\n"
    )
    command = [sys.executable, "-m", "pelican", "-s", "conf.py", *fatal]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "SettingError: SITEURL" in " ".join((result.stdout + result.stderr).split())
