"""What a build does not pay for, told without a clock: modules not loaded, files not written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from counting import calls_of
from lxml import etree
from pelican.contents import Content
from sites import ISSUE, SETTINGS, BuildSite, Site, article

from pelican_safespace import models
from pelican_safespace.extract.article import hints_of
from pelican_safespace.languages import load
from pelican_safespace.markup import allowed

HEAVY = {"bs4", "lxml", "mjml", "jinja2", "nh3", "feedgenerator"}
OFF: dict[str, Any] = {
    "SAFESPACE_FEED": None,
    "SAFESPACE_FEED_SERIES": None,
    "SAFESPACE_FEED_LIST": None,
    "SAFESPACE_SERIES_SAVE_AS": None,
}
EVERYTHING: dict[str, Any] = {
    "SAFESPACE_FEED_CATEGORY": "feeds/category/{slug}.xml",
    "SAFESPACE_FEED_TAG": "feeds/tag/{slug}.xml",
    "SAFESPACE_FEED_AUTHOR": "feeds/author/{slug}.xml",
    "SAFESPACE_FEED_TRANSLATION": "feeds/lang/{lang}.xml",
    "SAFESPACE_FEED_FORMATS": ["json", "atom"],
    "SAFESPACE_FEED_ITEMS": 1,
}
ARTICLES: dict[str, str | bytes] = {
    "one.md": article("One. [Two]({filename}two.md)", "One", Tags="calm, rest", Series="Rest"),
    "two.md": article(
        "Two.\n\n*Originally published on [Calm](https://calm.example.com/).*", "Two"
    ),
    "three.md": article("Three.", "Three", "2025-03-01 09:00", Tags="calm", Series="Rest"),
}


def loaded_by(code: str, folder: Path, among: set[str] = HEAVY) -> set[str]:
    """The modules that ``code`` loads in a process of its own, of the heavy ones."""
    shown = f"{code}\nimport sys\nprint(*{among!r}.intersection(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", shown], cwd=folder, check=True, capture_output=True, text=True
    )
    return set(done.stdout.split("\n")[-2].split())


def building(folder: Path, files: dict[str, str | bytes], **settings: Any) -> str:
    """Code that builds a site in ``folder`` with what Pelican itself loads taken off the list."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(text), "utf-8")
    whole = SETTINGS | settings
    conf = "".join(f"{key} = {value!r}\n" for key, value in whole.items())
    (folder / "pelicanconf.py").write_text(conf, "utf-8")
    # Pelican imports every plugin installed beside this one, whatever it is asked for.
    return (
        "import pelican.plugins._utils as plugins\n"
        "plugins.get_namespace_plugins = lambda *_: {}\n"
        "from pelican import Pelican\nfrom pelican.settings import read_settings\n"
        "Pelican(read_settings('pelicanconf.py')).run()"
    )


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by("import pelican_safespace", tmp_path) == set()


def test_reading_articles_takes_no_tree_and_no_compiler(tmp_path: Path) -> None:
    assert loaded_by("import pelican_safespace.extract", tmp_path) == set()


def test_all_outputs_off_load_nothing_that_pelican_does_not(tmp_path: Path) -> None:
    found = loaded_by(building(tmp_path, ARTICLES, **OFF), tmp_path)
    assert found == {"jinja2", "feedgenerator"}


def test_all_outputs_off_load_no_words_and_no_nouns_of_articles(tmp_path: Path) -> None:
    idle = {"tomllib", "imagesize"}
    idle |= {f"pelican_safespace.{name}" for name in ("languages", "feed", "newsletter")}
    idle |= {f"pelican_safespace.models.{name}" for name in ("attribution", "post", "series")}
    assert loaded_by(building(tmp_path, ARTICLES, **OFF), tmp_path, idle) == set()
    assert "pelican_safespace.models.post" in loaded_by(
        building(tmp_path, ARTICLES), tmp_path, idle
    )


def test_every_noun_is_found_when_it_is_asked_for() -> None:
    assert all(getattr(models, name) is not None for name in models.__all__)
    with pytest.raises(AttributeError, match="Nowhere"):
        models.Nowhere  # noqa: B018


def test_feeds_load_neither_tree_nor_compiler(tmp_path: Path) -> None:
    found = loaded_by(building(tmp_path, ARTICLES, **EVERYTHING), tmp_path)
    assert found == {"jinja2", "feedgenerator", "nh3"}


def test_what_makes_mails_is_loaded_where_there_are_issues(tmp_path: Path) -> None:
    makers = {"pelican_safespace.plugin.letters", "pelican_safespace.newsletter.desk"}
    code = building(tmp_path, ARTICLES, **EVERYTHING)
    assert loaded_by(code, tmp_path, makers) == set()
    files: dict[str, str | bytes] = {**ARTICLES, "newsletter/may.md": ISSUE}
    assert loaded_by(building(tmp_path, files, **EVERYTHING), tmp_path, makers) == makers


def test_a_newsletter_loads_the_compiler(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**ARTICLES, "newsletter/may.md": ISSUE}
    assert "mjml" in loaded_by(building(tmp_path, files), tmp_path)


def test_all_outputs_off_write_nothing_and_a_theme_is_served_all_the_same(
    site: BuildSite, tmp_path: Path
) -> None:
    templates = tmp_path / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "article.html").write_text(
        "{% set it = article.safespace %}{{ it.attribution.publication }}|{{ it.series.name }}|"
        "{{ safespace.series|length }}|{{ safespace.issues|length }}",
        "utf-8",
    )
    built = site(ARTICLES, THEME_TEMPLATES_OVERRIDES=[str(templates)], **OFF)
    assert built.text("two.html") == "Calm|None|1|0"
    assert built.text("one.html").startswith("|Rest|")
    assert not (built.output / "feeds").exists()


@pytest.mark.parametrize("settings", [{}, EVERYTHING], ids=["one feed", "all feeds"])
def test_each_article_is_cleaned_once_however_many_feeds_it_stands_in(
    site: BuildSite, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any]
) -> None:
    cleaned: list[str] = []
    parse = allowed.parsed

    def listening(html: str, **options: Any) -> str:
        cleaned.append(options["base"])
        return parse(html, **options)

    monkeypatch.setattr("pelican_safespace.markup.sanitise.parsed", listening)
    site({**ARTICLES, "newsletter/may.md": ISSUE}, **settings)
    articles = [base for base in cleaned if "newsletter" not in base]
    assert sorted(articles) == [
        f"https://www.example.org/{name}.html" for name in ("one", "three", "two")
    ]


def test_one_more_feed_of_the_same_articles_costs_a_fraction_of_the_first(tmp_path: Path) -> None:
    """A feed repeats what the first one rendered: it asks for a twentieth of the calls."""
    from test_feed import CHANNEL, post

    from pelican_safespace import feed
    from pelican_safespace.phrases import phrases

    posts = [post(number) for number in range(50)]
    rendered = feed.items(posts, notice=None, say=phrases)
    first = calls_of(lambda: feed.assemble(CHANNEL, rendered).text())
    assert calls_of(lambda: feed.assemble(CHANNEL, rendered).text()) < first / 5


def stamps(built: Site) -> dict[str, int]:
    """When each file of ours was written: feeds, series pages, newsletter, outbox."""
    ours = [built.output / name for name in ("feeds", "series", "newsletter")]
    return {
        str(path): path.stat().st_mtime_ns
        for folder in [*ours, built.outbox]
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_did_not_change_is_not_written_again(site: BuildSite) -> None:
    files: dict[str, str | bytes] = {**ARTICLES, "newsletter/may.md": ISSUE}
    before = stamps(site(files, **EVERYTHING))
    assert len(before) > 30
    assert stamps(site(files, **EVERYTHING)) == before


def test_a_new_article_leaves_the_archives_of_other_years_as_they_are(site: BuildSite) -> None:
    before = stamps(site(ARTICLES, **EVERYTHING))
    new = article("Four.", "Four", "2026-04-01 09:00")
    after = stamps(site({**ARTICLES, "four.md": new}, **EVERYTHING))
    archives = [name for name in before if name.endswith("articles-2025.xml")]
    assert archives
    assert [before[name] for name in archives] == [after[name] for name in archives]
    current = next(name for name in before if name.endswith("feeds/articles.xml"))
    assert before[current] != after[current]


def test_a_link_that_leads_nowhere_does_not_write_its_feeds_again(site: BuildSite) -> None:
    files = {**ARTICLES, "four.md": article("[Gone](/gone.html)", "Four")}
    before = stamps(site(files, **EVERYTHING))
    assert stamps(site(files, **EVERYTHING)) == before


def test_another_plugin_sees_the_fields_of_a_feed_and_may_empty_it() -> None:
    from test_feed import CHANNEL, post

    from pelican_safespace import feed
    from pelican_safespace.phrases import phrases

    built = feed.assemble(CHANNEL, feed.items([post(1), post(2)], notice=None, say=phrases))
    assert [item["title"] for item in built.items] == ["Article 1", "Article 2"]
    built.items = built.items[1:]
    titles = etree.fromstring(built.text().encode()).findall(".//item/title")
    assert [title.text for title in titles] == ["Article 2"]
    built.items = []
    assert not etree.fromstring(built.text().encode()).findall(".//item")


def test_another_plugin_may_change_what_a_channel_says() -> None:
    from test_feed import CHANNEL

    from pelican_safespace import feed

    built = feed.assemble(CHANNEL, [])
    assert built.feed["title"] == CHANNEL.title
    built.feed["title"] = "Renamed"
    assert etree.fromstring(built.text().encode()).findtext("channel/title") == "Renamed"
    built.feed = {**built.feed, "title": "Replaced"}
    assert etree.fromstring(built.text().encode()).findtext("channel/title") == "Replaced"


def test_pelican_keeps_what_get_content_returned(site: BuildSite) -> None:
    """The plugin asks for it several times and counts on paying once."""
    assert hasattr(Content.__dict__["get_content"], "cache")


def test_ordinary_prose_hints_at_neither_credit_nor_series() -> None:
    """Most articles are asked once and read no further: words that prose has, too, do not count."""
    prose = (
        "<p>Her sister went up the hill on the next morning, long before the house was up, and "
        "lived with what there was to hear as well as anybody could.</p>"
        "<p>Whoever has tried it knows: what helps is small, and the previous winters were no "
        "help to anybody in the family.</p>"
    )
    hints = hints_of(prose, load())
    assert (hints.credit, hints.series) == (False, False)
    assert hints_of(f"{prose}<p>This article went live on Calm.</p>", load()).credit
    assert hints_of(f"{prose}<p>Next: <a href='/two'>Two</a></p>", load()).series
