"""Pelican's articles as the core sees them, and what a theme sees of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace import attribution, chains, languages, markup, names, series
from pelican_safespace.extract import NOTHING, Found, understand
from pelican_safespace.languages import Languages
from pelican_safespace.models import (
    Attribution,
    Direction,
    Extract,
    LinkWay,
    Member,
    Person,
    Problem,
    SeriesLinks,
)
from pelican_safespace.phrases import Phrases, phrases
from pelican_safespace.plugin import doubts
from pelican_safespace.plugin.page_data import all_articles
from pelican_safespace.settings import authority
from pelican_safespace.shelf import Shelf, Slip


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the site's articles needs of its settings."""

    site: str
    authority: str
    languages: Languages
    phrases_folder: str | None
    series_url: str
    slug_rules: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Reading:
        """Take what is needed from Pelican's settings."""
        return cls(
            site=settings["SITEURL"],
            authority=authority(settings),
            languages=languages.load(settings["SAFESPACE_LANGUAGES"]),
            phrases_folder=settings["SAFESPACE_PHRASES"],
            series_url=settings["SAFESPACE_SERIES_URL"],
            slug_rules=settings["SLUG_REGEX_SUBSTITUTIONS"],
        )

    def say(self, lang: str) -> Phrases:
        """Return the phrases of ``lang``."""
        return phrases(lang, self.phrases_folder)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article; its body is fetched or cut when somebody asks for it."""

    attribution: Attribution | None
    links: SeriesLinks
    written: SeriesLinks
    body: Slip | None

    def extract(self, article: Article, reading: Reading) -> Extract:
        """Return what was found in the article."""
        if self.body is None:
            return Extract(article.get_content(reading.site), self.attribution, self.written)
        body = self.body.data().decode("utf-8", "surrogatepass")
        return Extract(body, self.attribution, self.written)


@dataclass(frozen=True, slots=True)
class Description:
    """A site's articles as their series see them, what is amiss, and how each link was found."""

    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    ways: Mapping[tuple[str, Direction], LinkWay]
    known: Mapping[str, Known]


def describe(generator: ArticlesGenerator, reading: Reading) -> Description:
    """Read every article of all six lists, and return what they make together."""
    found: dict[str, tuple[Attribution | None, SeriesLinks, Slip | None]] = {}
    members: list[Member] = []
    problems: list[Problem] = []
    shelf = Shelf()
    for article, public in all_articles(generator):
        name = source(article)
        understood, how = read(article, reading)
        problems += doubts.problems(name, text_metadata(article), how)
        body = None  # mostly it is Pelican's own, which need not be there twice
        if understood.body != article.get_content(reading.site):
            body = shelf.put(understood.body.encode("utf-8", "surrogatepass"))
        found[name] = understood.attribution, understood.series, body
        members.append(_member(article, understood.series, reading.site, public=public))
    settled = chains.settle(members)
    known = {
        name: Known(attribution, settled.links[name], written, body)
        for name, (attribution, written, body) in found.items()
    }
    together = sorted([*problems, *settled.problems], key=lambda problem: problem.source)
    return Description(tuple(members), tuple(together), settled.ways, known)


def read(article: Article, reading: Reading) -> tuple[Extract, Found]:
    """Return what an article's text and metadata say, and how the text was understood."""
    html = article.get_content(reading.site)
    if switched_off(article):
        found, how = Extract(html, None, SeriesLinks()), NOTHING
    else:
        found, how = understand(html, reading.languages)
    metadata = text_metadata(article)
    extracted = Extract(
        found.body,
        attribution.from_metadata(
            metadata,
            found.attribution,
            say=reading.say(article.lang),
            languages=reading.languages,
        ),
        series.from_metadata(metadata, found.series),
    )
    return extracted, how


def _member(article: Article, links: SeriesLinks, site: str, *, public: bool) -> Member:
    return Member(
        source=source(article),
        slug=article.slug,
        title=title(article),
        url=f"{site}/{article.url}",
        lang=article.lang,
        published=article.date,
        public=public,
        links=links,
    )


def source(article: Article) -> str:
    """Return the path of the article's file inside the content folder."""
    return str(article.relative_source_path)


def title(article: Article) -> str:
    """Return the title as plain text; in Pelican a title is HTML by convention."""
    return markup.plain_text(str(article.title))


def people(article: Article, words: Languages) -> tuple[Person, ...]:
    """Return the article's own authors, credentials apart."""
    return names.rejoin(
        [author.name for author in getattr(article, "authors", ())], languages=words
    )


def text_metadata(article: Article) -> Mapping[str, str]:
    """Return the metadata that are text, by their lower-case names."""
    return {key: value for key, value in article.metadata.items() if isinstance(value, str)}


def switched_off(article: Article) -> bool:
    """Tell whether ``Safespace: off`` stands in the article's metadata."""
    return text_metadata(article).get("safespace", "").strip().lower() == "off"


def guid(article: Article, owner: str) -> str:
    """Return the tag URI (RFC 4151) of an article: its ``Guid``, else its path without suffix."""
    own = text_metadata(article).get("guid")
    name = own.strip() if own else str(PurePosixPath(source(article)).with_suffix(""))
    return tag_uri(owner, name)


def same_guids(
    all_articles: Iterable[Article], owner: str
) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Return the sources of articles whose guid another one bears already, and what to do.

    Readers take two articles with one guid for the same one and show only one of them; the
    first by path keeps it.
    """
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for article in sorted(all_articles, key=source):
        name, own = source(article), guid(article, owner)
        other = first.setdefault(own, name)
        if other != name:
            problems.append(
                Problem(
                    name,
                    f"its guid {own} is already that of {other}, so it was left out of the feeds.",
                    "Give one of the two a “Guid” of its own.",
                )
            )
    return frozenset(problem.source for problem in problems), tuple(problems)


def tag_uri(owner: str, name: str) -> str:
    """Return ``name`` as a tag URI of ``owner`` (RFC 4151); a tag URI stays as it is."""
    return name if name.startswith("tag:") else f"tag:{owner}:{quote(name)}"


def in_reading_order(articles: Sequence[Article]) -> list[Article]:
    """Return the articles of one series from its first part to its last."""

    def place(article: Any) -> tuple[int, Any]:
        return article.safespace.links.part or 0, article.date

    return sorted(articles, key=place)
