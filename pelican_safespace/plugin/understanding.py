"""What is understood of a site's articles and issues, asked for once and kept for one build."""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from pelican_safespace.ledger import Ledger
from pelican_safespace.models import Attribution, Extract, Person, SeriesLinks
from pelican_safespace.plugin import articles, findings, issues, series_pages
from pelican_safespace.plugin.articles import Description, Known, Reading
from pelican_safespace.plugin.issues import IssueContent
from pelican_safespace.plugin.practice import require
from pelican_safespace.plugin.reports import report
from pelican_safespace.plugin.series_pages import Series

if TYPE_CHECKING:
    from pelican_safespace.plugin.generator import SafespaceGenerator

logger = logging.getLogger(__name__)


class Understanding:
    """What a site's articles say of themselves, and its issues; it writes nothing."""

    def __init__(self, generator: SafespaceGenerator) -> None:
        self.generator = generator
        self.settings, self.context = generator.settings, generator.context
        self.outbox = generator.outbox
        self.reading = Reading.of(self.settings)
        self.issues: list[IssueContent] = []
        self._unread = False

    def read_issues(self) -> None:
        """Read the issues; an error says what a newsletter lacks, and none is made then."""
        self._unread = True
        found = issues.read(self.generator)
        if found and self.reading.site:
            require(self.settings)
        self.issues, self._unread = found, False

    @property
    def source(self) -> ArticlesGenerator:
        """What Pelican has read."""
        return self.generator.source

    @cached_property
    def published(self) -> list[Article]:
        """The published articles of the site, in all its languages."""
        return [*self.source.articles, *self.source.translations]

    @cached_property
    def ledger(self) -> Ledger:
        """What earlier builds found out about articles and feeds."""
        return findings.ledger(self.settings)

    @cached_property
    def description(self) -> Description:
        """What the articles say; what is amiss in them is told the first time."""
        described = articles.describe(self.source, self.reading, self.ledger)
        report(described.problems)
        return described

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series of the site."""
        return series_pages.collect(self.published, self.reading, self.settings)

    def known(self, article: Article) -> Known:
        """Return what is known of an article, every address absolute."""
        return self.description.known[articles.source(article)]

    def extract(self, article: Article) -> Extract:
        """Return what was found in an article, every address absolute."""
        known = self.known(article)
        body = known.body(article.get_content(self.reading.site))
        return Extract(body, known.told.attribution, known.told.series)

    def links(self, article: Article) -> SeriesLinks:
        """Return its resolved series links, every address absolute."""
        return self.known(article).links

    def attribution(self, article: Article) -> Attribution | None:
        """Return where it first appeared."""
        return self.known(article).told.attribution

    def authors(self, article: Article) -> tuple[Person, ...]:
        """Return who wrote it: the original authors where the credit names any."""
        found = self.attribution(article)
        if found and found.authors:
            return found.authors
        from pelican_safespace.plugin.telling import people

        return people(article, self.reading.languages)

    def body(self, article: Article) -> str:
        """Return it without credit and series block, for the page being written."""
        if articles.switched_off(article):
            return str(article.content)
        if article.get_siteurl() == self.reading.site:
            return self.extract(article).body
        from pelican_safespace.plugin.telling import understood

        html = str(article.content)
        return understood(html, self.reading.languages)[0].body(html)

    def understand(self) -> None:
        """Understand every article: credits, series, guids that two of them share."""
        self.description  # noqa: B018  tells what is amiss
        self.doubles, errors = articles.same_guids(self.published, self.reading.authority)
        for error in errors:
            logger.error("%s", error)

    def published_issues(self) -> list[IssueContent]:
        """Return the issues that are no drafts, the oldest first."""
        if not self.reading.site:
            return []
        return [one for one in self.issues if one.status == "published"]
