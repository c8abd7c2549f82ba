"""The series of a site: for each, its articles in reading order and the addresses it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pelican.contents import Article

from pelican_safespace.models import Term
from pelican_safespace.plugin.articles import Reading, in_reading_order
from pelican_safespace.plugin.page_data import PageData
from pelican_safespace.plugin.posts import series_term


@dataclass(frozen=True, slots=True)
class Series:
    """A series as a theme's ``series.html`` sees it; addresses are relative to SITEURL."""

    name: str
    slug: str
    url: str
    save_as: str | None
    feed: str | None
    articles: tuple[Article, ...]


def collect(
    articles: Iterable[Article], reading: Reading, settings: Mapping[str, Any]
) -> tuple[Series, ...]:
    """Return the named series of the published articles, by name."""
    members: dict[str, list[Article]] = {}
    terms: dict[str, Term] = {}
    for article in articles:
        data: PageData = article.safespace
        if data.links.name:
            term = series_term(reading, data.links.name)
            terms.setdefault(term.slug, term)
            members.setdefault(term.slug, []).append(article)
    return tuple(
        Series(
            name=term.name,
            slug=slug,
            url=settings["SAFESPACE_SERIES_URL"].format(slug=slug),
            save_as=_path(settings["SAFESPACE_SERIES_SAVE_AS"], slug),
            feed=_path(settings["SAFESPACE_FEED_SERIES"], slug),
            articles=tuple(in_reading_order(members[slug])),
        )
        for slug, term in sorted(terms.items())
    )


def _path(pattern: str | None, slug: str) -> str | None:
    return pattern.format(slug=slug) if pattern else None
