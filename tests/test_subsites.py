"""The plugin i18n_subsites beside this one: sub-sites in other languages, built within a build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from sites import article
from test_adoption import make, pelican, titles, tree

SITE = "https://www.example.org"
CREDIT = "![a dot]({static}/images/dot.txt) *Originally published in [The Quiet Page](https://www.example.com/1).*"
FILES = {
    "pelicanconf.py": (
        'AUTHOR = "Praxis"\nSITENAME = "Sprachen"\nPATH = "content"\nTIMEZONE = "UTC"\n'
        f'SITEURL = "{SITE}"\nDEFAULT_LANG = "de"\nTHEME = "theme"\nSTATIC_PATHS = ["images"]\n'
        'PLUGINS = ["i18n_subsites"]\n'
        'I18N_SUBSITES = {"en": {"SITENAME": "Languages"}, "fr": {"SITENAME": "Langues"}}\n'
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        "TRANSLATION_FEED_ATOM = None\n"
        'SAFESPACE_SENDER = "Praxis <briefe@example.org>"\n'
        'SAFESPACE_POSTAL_ADDRESS = "Praxis, Ulmenweg 1, Beispielstadt"\n'
        'SAFESPACE_UNSUBSCRIBE_URL = "https://www.example.org/abmelden"\n'
    ),
    **{
        f"theme/templates/{name}.html": "<!DOCTYPE html><title>{{ SITENAME }}</title>"
        for name in ("index", "archives", "author", "authors", "category", "categories", "tag")
    },
    "theme/templates/tags.html": "<!DOCTYPE html><title>{{ SITENAME }}</title>",
    "theme/templates/page.html": "<!DOCTYPE html>{{ page.content }}",
    "theme/templates/article.html": (
        "<!DOCTYPE html>{{ article.safespace.body }}"
        "<p>From {{ article.safespace.attribution.publication }}</p>"
    ),
    "theme/static/style.css": "",
    "content/eins.md": article(CREDIT, title="Eins", slug="one", lang="de"),
    "content/one.md": article(CREDIT, title="One", slug="one", lang="en"),
    "content/zwei.md": article("Nur deutsch.", title="Zwei", date="2026-03-02 09:00", lang="de"),
    "content/newsletter/mai.md": "Title: Mai\nDate: 2026-05-01\n\nLiebe Leserin.\n",
    "content/newsletter/may.md": "Title: May\nDate: 2026-05-01\nLang: en\n\nDear reader.\n",
    "content/images/dot.txt": "a static file",
}
UNADDRESSED = {**FILES, "pelicanconf.py": FILES["pelicanconf.py"].replace(f'"{SITE}"', '""')}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("subsites"), FILES)
    status, said = pelican(root, "--fatal", "errors")
    assert status == 0, said
    assert "Traceback" not in said
    return root


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [("", "Sprachen", ["Zwei", "Eins"]), ("en/", "Languages", ["One"]), ("fr/", "Langues", [])],
)
def test_each_sub_site_has_a_feed_of_its_own_articles_at_its_own_address(
    root: Path, folder: str, name: str, expected: list[str]
) -> None:
    path = f"{folder}feeds/articles.xml"
    assert titles(root, f"output/{path}") == expected
    feed = feedparser.parse((root / "output" / path).read_bytes())
    assert feed.feed.title == name
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [f"{SITE}/{path}"]
    for entry in feed.entries:
        assert entry.link.startswith(f"{SITE}/{folder}")


def test_a_theme_sees_what_was_found_on_the_main_site_and_on_each_sub_site(root: Path) -> None:
    for page in ("one.html", "en/one.html"):
        said = (root / "output" / page).read_text("utf-8")
        assert "From The Quiet Page" in said
        assert "Originally published" not in said


def test_an_issue_is_made_once_on_the_site_of_its_language(root: Path) -> None:
    editions = [path.relative_to(root) for path in (root / "output").rglob("ma[iy].html")]
    assert sorted(map(str, editions)) == [
        "output/en/newsletter/may.html",
        "output/newsletter/mai.html",
    ]
    assert titles(root, "output/newsletter/feed.xml") == ["Mai"]
    assert titles(root, "output/en/newsletter/feed.xml") == ["May"]
    assert not (root / "output/fr/newsletter").exists()


def test_no_mail_is_published_and_none_is_lost(root: Path) -> None:
    mails = {path.parent.relative_to(root).as_posix() for path in root.rglob("email.html")}
    assert mails == {"outbox/mai", "outbox/en/may"}
    before = tree(root / "outbox"), tree(root / "output")
    assert pelican(root)[0] == 0
    assert (tree(root / "outbox"), tree(root / "output")) == before


def test_a_command_reads_the_sub_sites_and_writes_none(root: Path) -> None:
    before = tree(root)
    done = subprocess.run(
        [sys.executable, "-c", "from pelican_safespace.cli import main; main()", "check"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "mai is ready." in done.stdout, done.stdout + done.stderr
    assert {name for name in tree(root) if not name.startswith("cache/")} == {
        name for name in before if not name.startswith("cache/")
    }


def test_a_preview_without_an_address_says_once_what_waits_for_it(tmp_path: Path) -> None:
    root = make(tmp_path, UNADDRESSED)
    status, said = pelican(root)
    assert status == 0, said
    assert said.count("SITEURL is empty") == 1
    assert not list(root.rglob("*.xml"))
    assert not (root / "outbox").exists()
    assert "From The Quiet Page" in (root / "output/en/one.html").read_text("utf-8")
