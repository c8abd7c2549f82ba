"""Pelican's side of a build: its hooks, and what a theme sees. What they need is loaded late."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from pelican_safespace.plugin import announce
from pelican_safespace.plugin.folders import outbox
from pelican_safespace.plugin.page_data import PageData, all_articles, forget
from pelican_safespace.plugin.reports import report
from pelican_safespace.plugin.watching import told
from pelican_safespace.settings import FEEDS_OF_ARTICLES, UNADDRESSED, subscribe_form

if TYPE_CHECKING:
    from pelican_safespace.models import SubscribeForm
    from pelican_safespace.phrases import Phrases
    from pelican_safespace.plugin.build import Build
    from pelican_safespace.plugin.issues import IssueContent
    from pelican_safespace.plugin.series_pages import Series

logger = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parent.parent / "templates"


class ThemeData:
    """What every page of a theme can see as ``safespace``; addresses are relative to SITEURL.

    ``say("subscribe")`` is one of the plugin's phrases in the site's language.
    """

    def __init__(self, settings: Mapping[str, Any], generator: SafespaceGenerator) -> None:
        self._generator = generator
        self.feed: str | None = settings["SAFESPACE_FEED"]
        self.archive: str = settings["SAFESPACE_ARCHIVE_URL"]
        self.issues_feed: str | None = settings["SAFESPACE_FEED_ISSUES"]
        self.subscribe: SubscribeForm | None = subscribe_form(settings["SAFESPACE_SUBSCRIBE"])
        self._catalogue = settings["DEFAULT_LANG"], settings["SAFESPACE_PHRASES"]

    @cached_property
    def say(self) -> Phrases:
        """The plugin's phrases in the site's language."""
        from pelican_safespace.phrases import phrases  # no theme of Pelican's own asks for them

        return phrases(*self._catalogue)

    @property
    def series(self) -> Sequence[Series]:
        """The series of the site, by name."""
        return self._generator.build.series

    @property
    def issues(self) -> Sequence[IssueContent]:
        """The published issues, the newest first."""
        return self._generator.build.published_issues()[::-1] if self._generator.has_issues else ()


class SafespaceGenerator(Generator):
    """What Pelican calls; the work itself is a Build's.

    A site that switches every output off pays for none: what an article says is found out when
    its theme asks for it.
    """

    @cached_property
    def build(self) -> Build:
        """The work, loaded when it is needed: its modules cost as much as twenty articles."""
        from pelican_safespace.plugin.build import Build

        return Build(self)

    def generate_context(self) -> None:
        """Read the issues, and announce the feed where the theme has none to announce."""
        settings, context = self.settings, self.context
        self.outbox = outbox(settings)
        if settings["SAFESPACE_FEED"]:
            context.update(announce.variables(settings))
            report(announce.problems(settings))
        context["safespace"] = ThemeData(settings, self)
        self.has_issues = bool(self.get_files([settings["SAFESPACE_NEWSLETTER"]]))
        if self.has_issues:
            with told():
                self.build.read_issues()

    @property
    def makes_something(self) -> bool:
        """Whether the settings ask for anything that is made of articles."""
        wanted = (*FEEDS_OF_ARTICLES, "SAFESPACE_SERIES_SAVE_AS")
        return self.has_issues or any(self.settings[name] for name in wanted)

    def understand(self, generator: ArticlesGenerator) -> None:
        """Understand every article, where something is made of them."""
        self.source = generator
        for article, _ in all_articles(generator):
            article.safespace = PageData(article, self)
        # The signal holds it weakly, for as long as this build lasts.
        signals.finalized.connect(self.forget)
        if self.makes_something:
            self.build.understand()

    def forget(self, pelican: Pelican) -> None:
        """Let go of what was understood: every page is written, and Pelican keeps its context.

        A sub-site is finished before its main site is written.
        """
        if pelican.settings is not self.settings:
            return
        forget(self.source)
        self.context.pop("safespace", None)

    def generate_output(self, writer: Writer) -> None:
        """Write feeds, series pages, mails and web editions; Pelican's own pages are written.

        Without an address there are the series pages alone, and one warning.
        """
        if not self.settings["SITEURL"]:
            logger.warning("%s", UNADDRESSED)
        if self.makes_something or self.outbox.is_dir():
            with told():
                self.build.write(writer)


def offer_templates(generator: Any) -> None:
    """Let a page of any generator use the plugin's templates where the theme has none."""
    if hasattr(generator, "env"):
        generator.env.loader.loaders.append(FileSystemLoader(TEMPLATES / "site"))
