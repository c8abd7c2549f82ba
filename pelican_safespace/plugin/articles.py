"""Pelican's articles as the core sees them, and what a theme sees of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace import chains, languages, markup
from pelican_safespace.languages import Languages
from pelican_safespace.ledger import Ledger
from pelican_safespace.models import (
    Direction,
    LinkWay,
    Member,
    Problem,
    SeriesLinks,
)
from pelican_safespace.phrases import Phrases, phrases
from pelican_safespace.plugin import kept
from pelican_safespace.plugin.kept import NO_SERIES, Told
from pelican_safespace.plugin.page_data import all_articles
from pelican_safespace.settings import address, authority


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the site's articles needs of its settings."""

    site: str
    authority: str
    languages_folder: str | None
    phrases_folder: str | None
    series_url: str
    slug_rules: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Reading:
        """Take what is needed from Pelican's settings."""
        return cls(
            site=address(settings),
            authority=authority(settings),
            languages_folder=settings["SAFESPACE_LANGUAGES"],
            phrases_folder=settings["SAFESPACE_PHRASES"],
            series_url=settings["SAFESPACE_SERIES_URL"],
            slug_rules=tuple(map(tuple, settings["SLUG_REGEX_SUBSTITUTIONS"])),
        )

    @property
    def languages(self) -> Languages:
        """The words of all languages, loaded when the first article is read."""
        return languages.load(self.languages_folder)

    def say(self, lang: str) -> Phrases:
        """Return the phrases of ``lang``."""
        return phrases(lang, self.phrases_folder)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article: what it tells, its links as the site's other articles agree.

    ``url`` is its absolute address; ``key`` stands for all that its text and metadata are.
    """

    told: Told
    links: SeriesLinks
    url: str
    key: bytes

    def body(self, html: str) -> str:
        """Return the article's HTML without its credit and series block."""
        if not self.told.spans:
            return html
        from pelican_safespace.source.spans import without  # loaded where something is cut

        return without(html, self.told.spans)


@dataclass(frozen=True, slots=True)
class Description:
    """What is known of a site's articles, what is amiss, and how each link was found.

    ``private`` are those that are not published, as their series see them.
    """

    private: tuple[Member, ...]
    problems: tuple[Problem, ...]
    ways: Mapping[tuple[str, Direction], LinkWay]
    known: Mapping[str, Known]


def describe(generator: ArticlesGenerator, reading: Reading, ledger: Ledger) -> Description:
    """Read every article of all six lists, and return what they make together."""
    found: list[tuple[Told, bytes]] = []
    members: list[Member] = []
    problems: list[Problem] = []
    for article, public in all_articles(generator):
        told, key = _recalled(article, reading, ledger)
        problems += told.problems
        found.append((told, key))
        members.append(_member(article, told.series, reading.site, public=public))
    settled = chains.settle(members)
    known = {
        one.source: Known(told, settled.links[one.source] or NO_SERIES, one.url, key)
        for one, (told, key) in zip(members, found, strict=True)
    }
    together = sorted([*problems, *settled.problems], key=lambda problem: problem.source)
    private = tuple(member for member in members if not member.public)
    return Description(private, tuple(together), settled.ways, known)


def _recalled(article: Article, reading: Reading, ledger: Ledger) -> tuple[Told, bytes]:
    """Return what the article tells, as far as possible from ``ledger``, and its key there."""
    html, metadata = article.get_content(reading.site), text_metadata(article)
    key = ledger.key(html, article.lang, repr(sorted(metadata.items())), source(article))
    told = ledger.recall(
        key,
        lambda: _read(article, reading),
        written=kept.told,
        read=kept.read_told,
    )
    return told, key


def _read(article: Article, reading: Reading) -> Told:
    from pelican_safespace.plugin.telling import read  # what reads an article is large

    return read(article, reading)[0]


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


def text_metadata(article: Article) -> Mapping[str, str]:
    """Return the metadata that are text, by their lower-case names."""
    return {key: value for key, value in article.metadata.items() if isinstance(value, str)}


def _text_of(article: Article, key: str) -> str:
    """Return one of the metadata that are text, without white space around it."""
    value = article.metadata.get(key)
    return value.strip() if isinstance(value, str) else ""


def switched_off(article: Article) -> bool:
    """Tell whether ``Safespace: off`` stands in the article's metadata."""
    return _text_of(article, "safespace").lower() == "off"


def guid(article: Article, owner: str) -> str:
    """Return the tag URI (RFC 4151) of an article: its ``Guid``, else its path without suffix."""
    return tag_uri(owner, _text_of(article, "guid") or _without_suffix(source(article)))


def _without_suffix(path: str) -> str:
    stem, suffix = posixpath.splitext(path)
    return path if suffix == "." else stem


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
