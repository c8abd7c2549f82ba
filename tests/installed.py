"""Run by the Python of an environment that holds the wheel and nothing of the repository.

``python -I installed.py`` in an empty folder: looks into the package, makes a site there with
``safespace init``, builds it, and reads the outcome. It says what is amiss and exits with 1.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path

import pelican_safespace

BIN = Path(sys.executable).parent
CONF = (
    "AUTHOR = SITENAME = 'Alder House'\nSITEURL = 'https://www.example.org'\nPATH = 'content'\n"
    "TIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\nRELATIVE_URLS = True\nFEED_ALL_ATOM = None\n"
    "CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\n"
)
CARRIED = (
    "py.typed",
    "languages/en.toml",
    "languages/it.toml",
    "navigation/labels.toml",
    "phrases/he.toml",
    "templates/feed.css",
    "templates/mail/issue.mjml",
    "templates/desk/issue.html",
    "templates/desk/desk.js",
    "templates/site/subscribe_form.html",
)


def run(*words: str) -> str:
    """Run one of the environment's programs; end with what it said when it fails."""
    command = [str(BIN / words[0]), *words[1:]]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Check the package and what it makes."""
    package = files("pelican_safespace")
    assert Path(pelican_safespace.__file__).is_relative_to(sys.prefix), pelican_safespace.__file__
    assert version("pelican-safespace") == pelican_safespace.__version__
    assert entry_points(group="console_scripts")["safespace"].value == "pelican_safespace.cli:main"
    assert [one for one in CARRIED if not package.joinpath(one).is_file()] == []
    Path("content").mkdir(exist_ok=True)
    Path("pelicanconf.py").write_text(CONF, "utf-8")
    Path("content/one.md").write_text(
        "Title: One\nDate: 2026-03-01\n\n*Originally published on "
        "[Elsewhere](https://www.example.com/one).*\n\nThe text.\n",
        "utf-8",
    )
    run("safespace", "init", "--yes")
    assert "first-letter" in run("safespace", "list")
    run("pelican", "--fatal", "errors")
    feed = ElementTree.parse("output/feeds/articles.xml")
    assert [one.text for one in feed.iterfind("channel/item/title")] == ["One"]
    assert "Elsewhere" in Path("outbox/first-letter/email.html").read_text("utf-8")
    assert "First letter" in Path("outbox/index.html").read_text("utf-8")
    print(f"pelican-safespace {pelican_safespace.__version__} on Python {sys.version.split()[0]}")


main()
