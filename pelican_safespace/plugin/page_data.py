"""What a theme sees of an article as ``article.safespace``; found out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

if TYPE_CHECKING:
    from pelican_safespace.models import Attribution, Extract, Person, SeriesLink, SeriesLinks
    from pelican_safespace.plugin.generator import SafespaceGenerator

PUBLIC = ("articles", "translations")
PRIVATE = ("drafts", "drafts_translations", "hidden_articles", "hidden_translations")


def all_articles(generator: ArticlesGenerator) -> Iterator[tuple[Article, bool]]:
    """Yield every article of a site, and whether it is public."""
    for name in PUBLIC + PRIVATE:
        for article in getattr(generator, name):
            yield article, name in PUBLIC


def forget(generator: ArticlesGenerator) -> None:
    """Take ``safespace`` off every article again: Pelican keeps them from rebuild to rebuild."""
    for article, _ in all_articles(generator):
        article.__dict__.pop("safespace", None)


class PageData:
    """What the plugin knows of an article: ``article.safespace`` in a theme's templates.

    ``body`` is the article's content without credit and series block. It and the addresses in
    ``series`` suit the page being written, as Pelican's own ``article.content`` does.
    """

    __slots__ = ("_article", "_generator")

    def __init__(self, article: Article, generator: SafespaceGenerator) -> None:
        self._article = article
        self._generator = generator

    @property
    def extract(self) -> Extract:
        """What was found, every address absolute."""
        return self._generator.build.extract(self._article)

    @property
    def links(self) -> SeriesLinks:
        """The resolved series links, every address absolute."""
        return self._generator.build.links(self._article)

    @property
    def attribution(self) -> Attribution | None:
        """Where the article first appeared."""
        return self._generator.build.attribution(self._article)

    @property
    def authors(self) -> tuple[Person, ...]:
        """Who wrote the article: the original authors where the credit names any."""
        return self._generator.build.authors(self._article)

    @property
    def content_note(self) -> str | None:
        """What a reader may want to know first, such as "This article speaks of loss."."""
        note = self._article.metadata.get("content_note")
        return note if isinstance(note, str) else None

    @property
    def body(self) -> str:
        """The content without credit and series block, as HTML for the page being written."""
        return self._generator.build.body(self._article)

    @property
    def series(self) -> SeriesLinks:
        """The series links, with addresses for the page being written."""
        links = self.links
        return replace(links, previous=self._local(links.previous), next=self._local(links.next))

    def _local(self, link: SeriesLink | None) -> SeriesLink | None:
        own = f"{self._generator.build.reading.site}/"
        if link is None or link.url is None or not link.url.startswith(own):
            return link
        return replace(link, url=f"{self._article.get_siteurl()}/{link.url.removeprefix(own)}")
