"""Pelican's articles as the core sees them, and what a theme sees of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace import attribution, chains, languages, markup, names, series
from pelican_safespace.extract import NOTHING, Found, extract, understand
from pelican_safespace.languages import Languages
from pelican_safespace.models import (
    Attribution,
    Direction,
    Extract,
    LinkWay,
    Member,
    Person,
    Problem,
    SeriesLink,
    SeriesLinks,
)
from pelican_safespace.phrases import Phrases, phrases
from pelican_safespace.plugin import doubts
from pelican_safespace.settings import authority

PUBLIC = ("articles", "translations")
PRIVATE = ("drafts", "drafts_translations", "hidden_articles", "hidden_translations")


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


class PageData:
    """What the plugin knows of an article: ``article.safespace`` in a theme's templates.

    ``body`` is the article's content without credit and series block. It and the addresses in
    ``series`` suit the page being written, as Pelican's own ``article.content`` does.
    """

    __slots__ = ("_article", "_extract", "_links", "_reading", "attribution", "authors")

    def __init__(
        self,
        article: Article,
        reading: Reading,
        found: Extract,
        links: SeriesLinks,
    ) -> None:
        self._article = article
        self._reading = reading
        self._extract = found
        self._links = links
        self.attribution: Attribution | None = found.attribution
        credited = found.attribution.authors if found.attribution else ()
        self.authors: tuple[Person, ...] = credited or people(article, reading.languages)

    @property
    def extract(self) -> Extract:
        """What was found, every address absolute."""
        return self._extract

    @property
    def links(self) -> SeriesLinks:
        """The resolved series links, every address absolute."""
        return self._links

    @property
    def content_note(self) -> str | None:
        """What a reader may want to know first, such as "This article speaks of loss."."""
        return text_metadata(self._article).get("content_note")

    @property
    def body(self) -> str:
        """The content without credit and series block, as HTML for the page being written."""
        if switched_off(self._article):
            return str(self._article.content)
        if self._article.get_siteurl() == self._reading.site:
            return self._extract.body
        return extract(str(self._article.content), languages=self._reading.languages).body

    @property
    def series(self) -> SeriesLinks:
        """The series links, with addresses for the page being written."""
        return replace(
            self._links,
            previous=self._local(self._links.previous),
            next=self._local(self._links.next),
        )

    def _local(self, link: SeriesLink | None) -> SeriesLink | None:
        own = f"{self._reading.site}/"
        if link is None or link.url is None or not link.url.startswith(own):
            return link
        return replace(link, url=f"{self._article.get_siteurl()}/{link.url.removeprefix(own)}")


@dataclass(frozen=True, slots=True)
class Description:
    """A site's articles as their series see them, what is amiss, and how each link was found."""

    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    ways: Mapping[tuple[str, Direction], LinkWay]


def forget(generator: ArticlesGenerator) -> None:
    """Take ``safespace`` off every article again: Pelican keeps them from rebuild to rebuild."""
    for name in (*PUBLIC, *PRIVATE):
        for article in getattr(generator, name):
            article.__dict__.pop("safespace", None)


def describe(generator: ArticlesGenerator, reading: Reading) -> Description:
    """Set ``safespace`` on every article of all six lists, and return what they make together."""
    found: dict[str, tuple[Article, Extract]] = {}
    members: list[Member] = []
    problems: list[Problem] = []
    for article, public in all_articles(generator):
        understood, how = read(article, reading)
        problems += doubts.problems(source(article), text_metadata(article), how)
        found[source(article)] = article, understood
        members.append(_member(article, understood.series, reading.site, public=public))
    settled = chains.settle(members)
    for name, (article, understood) in found.items():
        article.safespace = PageData(article, reading, understood, settled.links[name])
    together = sorted([*problems, *settled.problems], key=lambda problem: problem.source)
    return Description(tuple(members), tuple(together), settled.ways)


def all_articles(generator: ArticlesGenerator) -> Iterator[tuple[Article, bool]]:
    """Yield every article of a site, and whether it is public."""
    for name in PUBLIC + PRIVATE:
        for article in getattr(generator, name):
            yield article, name in PUBLIC


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
