"""``safespace init``: a site gets what it lacks, after it was shown, and keeps the rest."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from sites import SETTINGS, article

from pelican_safespace.cli import main

#: What pelican-quickstart writes, in short: no address, everything else in publishconf.py.
QUICKSTART = (
    'AUTHOR = "Allison"\nSITENAME = "Alder House"\nSITEURL = ""\n\nPATH = "content"\n'
    'TIMEZONE = "UTC"\nDEFAULT_LANG = "en"\nFEED_ALL_ATOM = None\nCATEGORY_FEED_ATOM = None\n'
    "AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\n"
    "# RELATIVE_URLS = True\n"
)
PUBLISHED = (
    "import os, sys\nsys.path.append(os.curdir)\nfrom pelicanconf import *\n"
    'SITEURL = "https://alder.example.org"\nRELATIVE_URLS = False\n'
)
FINDS = "pelican_safespace.plugin.starting.get_namespace_plugins"
FOUR = (
    "SAFESPACE_SENDER",
    "SAFESPACE_POSTAL_ADDRESS",
    "SAFESPACE_UNSUBSCRIBE_URL",
    "SAFESPACE_FEED_AUTHORITY",
)


def make(root: Path, conf: str = QUICKSTART, **files: str) -> None:
    """Write a site into ``root``: its settings file, two articles, ``files`` by their names."""
    texts = {
        "content/one.md": article("One.", title="One"),
        "content/two.md": article("Two.", title="Two", date="2026-04-01 09:00"),
        "pelicanconf.py": conf,
        **{name.replace("__", "/") + ".py": text for name, text in files.items()},
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def state(root: Path) -> dict[str, bytes]:
    """Every file of the site, without what Python keeps for itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, on a machine where Pelican finds no plugins by itself."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(FINDS, dict[str, object])
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, answers: Iterable[str]) -> list[str]:
    """Give these answers at the terminal, and return the questions as they are asked."""
    asked, given = [], iter(answers)

    def reply(words: str = "") -> str:
        asked.append(words)
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(builtins, "input", reply)
    return asked


def builds(root: Path, *words: str) -> str:
    """Build the site in a process of its own, and return what Pelican said."""
    command = [sys.executable, "-m", "pelican", "--fatal", "warnings", *words]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_five_questions_make_a_site_that_builds_with_feed_issue_and_page(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(here, publishconf=PUBLISHED)
    before = state(here)
    asked = answer(
        monkeypatch, ["", "Alder House <letters@example.org>", "Alder House, 1 Elm St", "", "y"]
    )
    assert main(["init"]) == 0
    assert len(asked) == 5
    assert "https://alder.example.org" in asked[0]
    after = state(here)
    assert sorted(set(after) - set(before)) == [
        "content/newsletter/first-letter.md",
        "content/pages/subscribe.md",
    ]
    assert [name for name in before if before[name] != after[name]] == ["pelicanconf.py"]
    conf = after["pelicanconf.py"].decode()
    assert conf.startswith(QUICKSTART)
    assert all(conf.count(f"{name} = ") == 1 for name in FOUR)
    assert "Articles: one, two\n" in after["content/newsletter/first-letter.md"].decode()
    shown = capsys.readouterr().out
    for line in conf.removeprefix(QUICKSTART).splitlines():
        assert f"+{line}" in shown
    builds(here)
    assert (here / "output/feeds/articles.xml").exists()
    assert (here / "outbox/first-letter/email.html").exists()
    page = (here / "output/pages/subscribe.html").read_text("utf-8")
    assert "https://alder.example.org/feeds/articles.xml" in page
    assert "mailto:letters@example.org" in page


@pytest.mark.parametrize("answers", [["", "", "", "", "n"], ["", "", "", "", ""], ["", ""]])
def test_nothing_is_written_without_a_yes(
    here: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    make(here)
    before = state(here)
    answer(monkeypatch, answers)
    assert main(["init"]) == 1
    assert state(here) == before


def test_a_wrong_answer_is_told_how_to_write_it_and_asked_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(here)
    answers = ["alder.example.org", "https://alder.example.org", "me", "Me <me@example.org>"]
    answer(monkeypatch, [*answers, "1 Elm St", "http://x.example.org", "", "y"])
    assert main(["init"]) == 0
    shown = capsys.readouterr().out
    assert "with https://, such as" in shown
    assert "Name <address@example.org>" in shown
    conf = (here / "pelicanconf.py").read_text("utf-8")
    assert 'SAFESPACE_UNSUBSCRIBE_URL = "https://alder.example.org/unsubscribe"' in conf


def test_yes_asks_nothing_and_a_second_time_changes_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(here)
    asked = answer(monkeypatch, [])
    assert main(["init", "--yes"]) == 0
    assert "Correct SAFESPACE_POSTAL_ADDRESS" in capsys.readouterr().err
    once = state(here)
    assert main(["init", "--yes"]) == 0
    assert main(["init"]) == 0
    assert "Nothing to do" in capsys.readouterr().out
    assert asked == []
    assert state(here) == once


def test_an_address_that_nobody_filled_in_is_not_sent(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(here)
    assert main(["init", "--yes"]) == 0
    assert main(["check", "first-letter"]) == 1
    assert re.search(r"must be mended.*SAFESPACE_POSTAL_ADDRESS", capsys.readouterr().out)


READY = "".join(f"{name} = {value!r}\n" for name, value in SETTINGS.items() if name != "PLUGINS")


@pytest.mark.parametrize(
    ("plugins", "line"),
    [
        ("", 'PLUGINS = ["pelican_safespace"]'),
        ("PLUGINS = ['pelican.plugins.series']\n", 'PLUGINS = [*PLUGINS, "pelican_safespace"]'),
        ("PLUGINS = ('pelican.plugins.series',)", 'PLUGINS = [*PLUGINS, "pelican_safespace"]'),
        ("PLUGINS = []\nPLUGINS += ['pelican_safespace']\n", None),
        ("from shared import *\n", 'PLUGINS = [*PLUGINS, "pelican_safespace"]'),
        ("import shared\nPLUGINS = shared.PLUGINS\n", 'PLUGINS = [*PLUGINS, "pelican_safespace"]'),
        ("import pelican_safespace\nPLUGINS = [pelican_safespace]\n", None),
        ("PLUGINS = None\n", 'PLUGINS = ["pelican_safespace"]'),
        ("if True:\r\n    PLUGINS = []\r\n", 'PLUGINS = [*PLUGINS, "pelican_safespace"]'),
    ],
)
def test_the_plugin_is_switched_on_however_plugins_is_written(
    here: Path, plugins: str, line: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "shared", raising=False)
    monkeypatch.syspath_prepend(here)
    make(here, READY + plugins, shared="PLUGINS = ['pelican.plugins.neighbors']\n")
    assert main(["init", "--yes"]) == 0
    conf = (here / "pelicanconf.py").read_bytes().decode()
    assert conf.startswith(READY + plugins)
    added = conf.removeprefix(READY + plugins)
    assert [one.strip() for one in added.splitlines() if "PLUGINS" in one] == ([line] * bool(line))
    assert ("\r\n" in added) == ("\r\n" in plugins)
    assert main(["list"]) == 0


def test_plugins_that_pelican_finds_by_itself_stay_switched_on(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FINDS, lambda: {"pelican.plugins.neighbors": object()})
    make(here, READY)
    assert main(["init", "--yes"]) == 0
    conf = (here / "pelicanconf.py").read_text("utf-8")
    assert 'PLUGINS = ["pelican.plugins.neighbors", "pelican_safespace"]\n' in conf


@pytest.mark.parametrize(
    ("plugins", "line"),
    [
        (
            "PLUGINS = ['pelican.plugins.neighbors']\n",
            'PLUGINS = [*PLUGINS, "pelican_safespace"]\n',
        ),
        ("PLUGINS += ['pelican.plugins.neighbors']\n", ""),
        ("PLUGINS.append('pelican.plugins.neighbors')\n", ""),
        ("", ""),
    ],
)
def test_the_plugin_is_switched_on_for_the_public_site_as_well(
    here: Path, capsys: pytest.CaptureFixture[str], plugins: str, line: str
) -> None:
    make(here, READY, publishconf=PUBLISHED + plugins)
    assert main(["init", "--yes"]) == 0
    shown = capsys.readouterr().out
    public = (here / "publishconf.py").read_text("utf-8")
    assert public.removeprefix(PUBLISHED + plugins).lstrip() == line
    assert ("Note: publishconf.py names plugins of its own;" in shown) == bool(line)
    assert ("+++ publishconf.py" in shown) == bool(line)
    builds(here, "-s", "publishconf.py")
    assert (here / "output/feeds/articles.xml").exists()
    assert main(["init", "--yes"]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def test_the_public_site_of_a_quickstart_has_the_address_as_well(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published = PUBLISHED.replace("https://alder.example.org", "")
    make(here, READY, publishconf=published)
    assert main(["init", "--yes"]) == 0
    assert "Note: publishconf.py leaves SITEURL empty;" in capsys.readouterr().out
    public = (here / "publishconf.py").read_text("utf-8")
    assert public.startswith(published)
    assert public.endswith(f'SITEURL = "{SETTINGS["SITEURL"]}"\n')
    builds(here, "-s", "publishconf.py")
    assert (here / "output/feeds/articles.xml").exists()


def test_the_address_of_a_preview_is_none_to_publish(here: Path) -> None:
    """Many a pelicanconf.py names this computer, and publishconf.py the site."""
    make(here, QUICKSTART + "SITEURL = 'http://localhost:8000'\n", publishconf=PUBLISHED)
    assert main(["init", "--yes"]) == 0
    conf = (here / "pelicanconf.py").read_text("utf-8").partition("localhost:8000'")[2]
    assert "localhost" not in conf
    assert 'SITEURL = "https://alder.example.org"\n' in conf
    assert 'SAFESPACE_FEED_AUTHORITY = "alder.example.org,' in conf


def test_what_comes_next_is_said_for_the_settings_that_were_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(here)
    (here / "pelicanconf.py").rename(here / "dev.py")
    assert main(["-s", "dev.py", "init", "--yes"]) == 0
    assert "Next: safespace -s dev.py preview first-letter\n" in capsys.readouterr().out
    assert main(["-s", "dev.py", "new", "second"]) == 0
    assert "then: safespace -s dev.py preview second\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("published", "says"),
    [
        (
            "SITENAME = 'Public'\nSITEURL = 'https://alder.example.org'\n",
            "run safespace --settings publishconf.py init as well",
        ),
        (
            PUBLISHED + "TOKEN = os.environ['SET_WHERE_IT_IS_PUBLISHED']\n",
            "See that the plugin is switched on there as well.",
        ),
    ],
)
def test_a_public_site_that_cannot_be_seen_to_is_named(
    here: Path, capsys: pytest.CaptureFixture[str], published: str, says: str
) -> None:
    address = "SITEURL = 'https://alder.example.org'\n"
    make(here, QUICKSTART + address, publishconf=published)
    assert main(["init", "--yes"]) == 0
    assert says in capsys.readouterr().out
    assert (here / "publishconf.py").read_text("utf-8") == published


def test_what_is_there_is_kept(here: Path) -> None:
    make(here, READY + "SAFESPACE_FEED_AUTHORITY = 'example.org,2019'\n")
    own = {
        "content/newsletter/mine.md": "Title: Mine\nDate: 2026-05-01 09:00\n\nHello.\n",
        "content/pages/follow.md": "Title: Follow us\nSlug: subscribe\n\nHere.\n",
    }
    for name, text in own.items():
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    before = state(here)
    assert main(["init", "--yes"]) == 0
    after = state(here)
    assert list(after) == list(before)
    added = after["pelicanconf.py"].removeprefix(before["pelicanconf.py"]).decode()
    assert added.lstrip().startswith("PLUGINS = ")
    assert "SAFESPACE" not in added


@pytest.mark.parametrize(
    ("conf", "says"),
    [
        ("import nothing_of_this_name\n", "No module named 'nothing_of_this_name'"),
        ("SITENAME = \n", "SyntaxError"),
        (READY + "SAFESPACE_FEEED = 1\n", "Did you mean SAFESPACE_FEED?"),
    ],
)
def test_a_settings_file_that_cannot_be_is_named_and_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str], conf: str, says: str
) -> None:
    make(here, conf)
    before = state(here)
    assert main(["init", "--yes"]) == 1
    shown = capsys.readouterr()
    assert says in shown.err
    assert state(here) == before


def test_without_a_settings_file_there_is_nothing_to_begin(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--yes"]) == 1
    assert "There is no settings file pelicanconf.py" in capsys.readouterr().err
    assert state(here) == {}
