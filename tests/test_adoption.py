"""Existing sites of different shape adopt the plugin with one line, and are built over and over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from sites import article

from pelican_safespace.settings import SETTINGS as OWN_SETTINGS

ADOPT = 'PLUGINS += ["pelican_safespace"]\n'
CREDIT = "*Originally published on [Elsewhere](https://www.example.com/{0}).*"
PART = CREDIT + "\n\nPart {0} of 2 in the series “Rest”."

#: A Markdown blog in category folders, as pelican-quickstart leaves it, in the default theme.
FOLDERS = {
    "pelicanconf.py": (
        'AUTHOR = "Allison"\nSITENAME = "Folders"\nSITEURL = "https://www.example.org"\n'
        'PATH = "content"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\nDEFAULT_PAGINATION = 2\n'
        'FEED_ALL_ATOM = "feeds/all.atom.xml"\nCATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"\n'
        "TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\nPLUGINS = []\n"
    ),
    "content/rest/one.md": article(PART.format(1), title="One", Category="Rest"),
    "content/rest/two.md": article(PART.format(2), title="Two", date="2026-03-02 09:00"),
    "content/grief/three.md": "Title: Three\nDate: 2026-03-03\n\nNo category but its folder.\n",
    "content/pages/about.md": "Title: About\n\nAbout [one]({filename}/rest/one.md).\n",
    "content/images/dot.txt": "a static file",
}

#: reStructuredText in two languages, a sub-site, drafts, hidden pages, and a theme of its own.
LANGUAGES = {
    "pelicanconf.py": (
        'AUTHOR = "Praxis"\nSITENAME = "Sprachen"\nSITEURL = "https://www.example.org"\n'
        'PATH = "content"\nTIMEZONE = "Europe/Berlin"\nDEFAULT_LANG = "de"\n'
        'THEME = "theme"\nPLUGINS = []\n'
        'ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "{lang}/{slug}.html"\n'
        'PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{lang}/{slug}.html"\n'
        'I18N_SUBSITES = {"en": {"SITENAME": "Languages"}}\n'
        'I18N_UNTRANSLATED_ARTICLES = "remove"\n'
        'TRANSLATION_FEED_ATOM = "feeds/all-{lang}.atom.xml"\n'
        "CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
    ),
    # What a sub-site is: the same content, other settings, another folder.
    "english.py": (
        "from pelicanconf import *\n"
        'SITENAME = "Languages"\nSITEURL = "https://www.example.org/en"\nDEFAULT_LANG = "en"\n'
        'OUTPUT_PATH = "output/en"\nDELETE_OUTPUT_DIRECTORY = False\n'
    ),
    "theme/templates/base.html": (
        "<!DOCTYPE html><html><head><title>{% block title %}{% endblock %}</title></head>"
        "<body>{% block content %}{% endblock %}</body></html>"
    ),
    "theme/static/main.css": "body { margin: 0 }\n",
    "content/eins.rst": (
        "Eins\n####\n\n:date: 2026-03-01 09:00\n:slug: eins\n:lang: de\n\n"
        "*Ursprünglich erschienen auf* `Anderswo <https://www.example.com/eins>`_.\n\nDer Text.\n"
    ),
    "content/eins-en.rst": (
        "One\n###\n\n:date: 2026-03-01 09:00\n:slug: eins\n:lang: en\n\n"
        "*Originally published on* `Elsewhere <https://www.example.com/one>`_.\n\nThe text.\n"
    ),
    "content/zwei.rst": "Zwei\n####\n\n:date: 2026-03-02 09:00\n:lang: de\n\nNur deutsch.\n",
    "content/entwurf.rst": "Entwurf\n#######\n\n:status: draft\n:lang: de\n\nNoch nicht.\n",
    "content/pages/wir.rst": "Wir\n###\n\n:slug: wir\n:lang: de\n\nÜber uns.\n",
    "content/pages/wir-en.rst": "We\n##\n\n:slug: wir\n:lang: en\n\nAbout us.\n",
    "content/pages/still.rst": "Still\n#####\n\n:status: hidden\n\nVersteckt.\n",
}
for _name in ("article", "page"):
    LANGUAGES[f"theme/templates/{_name}.html"] = (
        '{% extends "base.html" %}{% block content %}{{ ' + _name + ".content }}{% endblock %}"
    )
for _name in ("index", "archives", "tags", "categories", "authors"):
    LANGUAGES[f"theme/templates/{_name}.html"] = '{% extends "base.html" %}'
for _name in ("tag", "category", "author", "period_archives"):
    LANGUAGES[f"theme/templates/{_name}.html"] = '{% extends "base.html" %}'

#: Relative links, typography, cached content, dated addresses, and no address of the site yet.
CACHED = {
    "pelicanconf.py": (
        'AUTHOR = "Allison"\nSITENAME = "Cached & kept"\nSITEURL = ""\nRELATIVE_URLS = True\n'
        'PATH = "content"\nTIMEZONE = "America/New_York"\nDEFAULT_LANG = "en"\nTYPOGRIFY = True\n'
        'CACHE_CONTENT = LOAD_CONTENT_CACHE = True\nCONTENT_CACHING_LAYER = "generator"\n'
        'CACHE_PATH = "cache"\nARTICLE_URL = "{date:%Y}/{slug}/"\n'
        'ARTICLE_SAVE_AS = "{date:%Y}/{slug}/index.html"\nTHEME = "simple"\nPLUGINS = []\n'
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        "TRANSLATION_FEED_ATOM = None\n"
    ),
    "publishconf.py": (
        'from pelicanconf import *\nSITEURL = "https://www.example.org"\n'
        'RELATIVE_URLS = False\nFEED_ALL_ATOM = "feeds/all.atom.xml"\n'
    ),
    "content/one.md": article(PART.format(1), title='One "quoted" thing'),
    "content/two.md": article(PART.format(2), title="Two", date="2026-03-02 09:00"),
}
SHAPES = {"folders": FOLDERS, "languages": LANGUAGES, "cached": CACHED}


def make(root: Path, files: dict[str, str], *, adopted: bool = True) -> Path:
    """Write a site's files, with the line that switches the plugin on."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + ADOPT * (name == "pelicanconf.py" and adopted), "utf-8")
    return root


def pelican(root: Path, *words: str) -> tuple[int, str]:
    """Run Pelican in ``root``; return its exit status and everything it said."""
    done = subprocess.run(
        [sys.executable, "-m", "pelican", *words],
        cwd=root,
        env={**os.environ, "COLUMNS": "500"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def titles(root: Path, path: str = "output/feeds/articles.xml") -> list[str]:
    return [entry.title for entry in feedparser.parse((root / path).read_bytes()).entries]


@pytest.mark.parametrize("shape", SHAPES)
def test_one_line_is_enough_and_no_page_changes(tmp_path: Path, shape: str) -> None:
    conf = "publishconf.py" if shape == "cached" else "pelicanconf.py"
    trees = {}
    for name, adopted in (("off", False), ("on", True)):
        root = make(tmp_path / name, SHAPES[shape], adopted=adopted)
        status, said = pelican(root, "-s", conf, "--fatal", "warnings")
        assert status == 0, said
        trees[name] = tree(root / "output")
    announced = b"feeds/articles.xml"
    for path, page in trees["off"].items():
        lines = [one for one in trees["on"][path].splitlines() if announced not in one]
        assert [one for one in page.splitlines() if one not in lines] == [], path
    assert "feeds/articles.xml" in set(trees["on"]) - set(trees["off"])
    assert not (tmp_path / "on/outbox").exists()


def test_a_blog_in_category_folders_has_its_feed(tmp_path: Path) -> None:
    root = make(tmp_path, FOLDERS)
    assert pelican(root)[0] == 0
    assert titles(root) == ["Three", "Two", "One"]
    one = feedparser.parse((root / "output/feeds/articles.xml").read_bytes()).entries[-1]
    assert "https://www.example.org/two.html" in one.content[0].value


def test_a_site_in_two_languages_and_its_sub_site_have_each_their_own(tmp_path: Path) -> None:
    root = make(tmp_path, LANGUAGES)
    assert pelican(root)[0] == 0
    assert titles(root) == ["Zwei", "Eins"]
    status, said = pelican(root, "-s", "english.py")
    assert status == 0, said
    english = titles(root, "output/en/feeds/articles.xml")
    assert "One" in english
    assert "Eins" not in english
    assert titles(root) == ["Zwei", "Eins"]
    # Drafts and hidden pages are nobody's business.
    assert b"Entwurf" not in b"".join(tree(root / "output/feeds").values())


def test_a_cached_site_is_the_same_when_it_is_built_from_its_cache(tmp_path: Path) -> None:
    root = make(tmp_path, CACHED)
    first = []
    for _ in range(2):
        status, said = pelican(root, "-s", "publishconf.py", "--fatal", "warnings")
        assert status == 0, said
        first.append(tree(root / "output"))
    assert first[0] == first[1]
    one = feedparser.parse(first[0]["feeds/articles.xml"]).entries[-1]
    assert one.link == "https://www.example.org/2026/one-quoted-thing/"
    assert "https://www.example.org/2026/two/" in one.content[0].value


def test_the_preview_of_a_site_without_an_address_says_once_what_waits(tmp_path: Path) -> None:
    root = make(tmp_path, CACHED)
    status, said = pelican(root)
    assert status == 0
    assert said.count("SITEURL is empty") == 1
    assert "Traceback" not in said
    assert not list((root / "output").rglob("*.xml"))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_issue_without_its_settings_is_one_message_that_lists_them(
    tmp_path: Path, shape: str
) -> None:
    root = make(tmp_path, SHAPES[shape])
    issue = root / "content/newsletter/may.md"
    issue.parent.mkdir()
    issue.write_text("Title: May\nDate: 2026-05-01 09:00\n\nDear reader,\n", "utf-8")
    status, said = pelican(root, "-s", "publishconf.py" if shape == "cached" else "pelicanconf.py")
    assert status == 1
    assert "Traceback" not in said
    lines = [line for line in said.splitlines() if "SAFESPACE_" in line]
    assert len(lines) == 1
    for name in ("SENDER", "POSTAL_ADDRESS", "UNSUBSCRIBE_URL"):
        assert f"SAFESPACE_{name} = " in lines[0]


# Again and again

REBUILDS = 20
NEWSLETTER = (
    'SAFESPACE_SENDER = "Folders <letters@example.org>"\n'
    'SAFESPACE_POSTAL_ADDRESS = "Folders, 1 Elm Street, Anytown"\n'
    'SAFESPACE_UNSUBSCRIBE_URL = "https://www.example.org/leave"\n'
)


#: What a build makes of a site; small parts of mails are kept, at most 256 of them.
OURS = r"pelican_safespace\.(models|plugin|explain|chains)\b"
#: What ``pelican -r`` does, with a look at what is left of each build.
AGAIN = f"""
import gc, pathlib, re
from pelican import Pelican
from pelican.settings import read_settings

site, left = Pelican(read_settings("pelicanconf.py")), []
for number in range(1, {REBUILDS} + 1):
    with pathlib.Path("content/grief/three.md").open("w") as file:
        file.write(f"Title: Three\\nDate: 2026-03-03\\n\\nWritten {{number}} times.\\n")
    site.run()
    gc.collect()
    kinds = [str(type(one)) for one in gc.get_objects()]
    # Pelican keeps the content of every build, and an issue is content.
    left.append(sum("IssueContent" not in one and bool(re.search({OURS!r}, one)) for one in kinds))
assert left[2:] == [left[1]] * ({REBUILDS} - 2), left
"""


def newsletter_site() -> dict[str, str]:
    """A blog with an issue, and with a link that each build warns of."""
    files = {**FOLDERS, "content/newsletter/may.md": "Title: May\nDate: 2026-05-01\n\nHello.\n"}
    files["pelicanconf.py"] += NEWSLETTER
    files["content/rest/one.md"] += "\n[A dead link]({filename}gone.md)\n"
    return files


def assert_as_if_built_once(root: Path, fresh: Path) -> None:
    """The files in ``root`` are those that one build from nothing makes, and no others."""
    make(fresh, newsletter_site())
    last = "content/grief/three.md"
    (fresh / last).write_bytes((root / last).read_bytes())
    assert pelican(fresh)[0] == 0
    for folder in ("output", "outbox"):
        assert tree(root / folder) == tree(fresh / folder)


def test_twenty_rebuilds_neither_grow_nor_double_and_are_right(tmp_path: Path) -> None:
    root = make(tmp_path / "live", newsletter_site())
    done = subprocess.run(
        [sys.executable, "-c", AGAIN], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # A warning that is said at each rebuild is noise.
    assert (done.stdout + done.stderr).count("gone.md") <= 2
    assert f"Written {REBUILDS} times." in (root / "output/feeds/articles.xml").read_text("utf-8")
    assert_as_if_built_once(root, tmp_path / "fresh")


def test_settings_of_the_fixtures_are_none_of_ours() -> None:
    for files in SHAPES.values():
        assert not [one for one in OWN_SETTINGS if one.name in files["pelicanconf.py"]]
