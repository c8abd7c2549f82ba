"""The work of one build: read the issues, understand the articles, write what is new.

Loaded when there is something to make, or when somebody asks what an article says.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pelican import Pelican, signals
from pelican.writers import Writer

from pelican_safespace import feed
from pelican_safespace.models import Post, Practice
from pelican_safespace.plugin import articles, files, plans
from pelican_safespace.plugin.feeds import Feeds
from pelican_safespace.plugin.files import SiteFiles
from pelican_safespace.plugin.output_files import OutputFiles
from pelican_safespace.plugin.posts import Posts
from pelican_safespace.plugin.practice import picture, practice, require
from pelican_safespace.plugin.reports import report
from pelican_safespace.plugin.understanding import Understanding

if TYPE_CHECKING:
    from pelican_safespace.explain import Explanation
    from pelican_safespace.newsletter.desk import Proof
    from pelican_safespace.plugin.letters import Letters

TEMPLATES = Path(__file__).parent.parent / "templates"


class Build(Understanding):
    """One build's worth of work and state; nothing outlives the build."""

    @cached_property
    def letters(self) -> Letters:
        """What makes issues into mails, loaded when there are any: it is as large as the rest."""
        from pelican_safespace.plugin.letters import Letters

        return Letters(self)

    def write(self, writer: Writer) -> None:
        """Write feeds, series pages, mails and web editions; Pelican's own pages are written.

        Without an address there are the series pages alone.
        """
        if not self.reading.site:
            self._write_series(writer)
            return
        self._collect()
        self._write_feeds()
        self._write_series(writer)
        if self.issues:
            self.letters.write(writer)
        elif self.outbox.is_dir() and not self._unread:
            self.letters.fill_outbox(())
        self.feeds.write_list()
        report([*self.posts.problems, *self.feeds.problems])
        signals.finalized.connect(self.check_links)

    def check_links(self, _pelican: Pelican) -> None:
        """Look for dead links in the feeds, now that every page and file of the site is there."""
        signals.finalized.disconnect(self.check_links)
        site, elsewhere = self.reading.site, [*self.settings["SAFESPACE_ELSEWHERE"]]
        leaving = self.settings["SAFESPACE_UNSUBSCRIBE_URL"] or ""
        if leaving.startswith(f"{site}/"):
            elsewhere.append(urlsplit(leaving).path)
        output = OutputFiles(site, Path(self.generator.output_path), elsewhere)
        repeating = {articles.source(one) for one in self.issues}
        report(self.feeds.check(output.is_dead, issues=repeating))
        self.ledger.save()

    def proofs(self) -> tuple[Proof, ...]:
        """Compose, render and check every issue, the oldest first, without writing anything."""
        self._collect()
        return self.letters.proofs(self._practice())

    def collected(self) -> tuple[Post, ...]:
        """Return every published article; ``proofs`` has looked at the site's files before."""
        return tuple(self.posts.whole(self.posts[article]) for article in self.published)

    def sender(self) -> Practice:
        """Return who sends the newsletter. Raises SettingError where the settings do not say."""
        require(self.settings)
        self._collect()
        return self._practice()

    def proofs_from(self, sender: Practice) -> tuple[Proof, ...]:
        """Return what ``proofs`` does, for a practice that is left in another way, say."""
        self._collect()
        return self.letters.proofs(sender)

    def explain(self, name: str) -> Explanation:
        """Return what was found in an article, how, and what comes of it.

        ``name`` is its source path, file name or slug; raises ArticleError when it is nobody's.
        """
        self._collect()
        from pelican_safespace.plugin import explaining
        from pelican_safespace.plugin.called import article_called

        article = article_called(self.source, name)
        return explaining.explain(article, self.reading, self.description, self.posts)

    def foreign_hosts(self) -> dict[str, tuple[str, ...]]:
        """Return the other hosts that feed and mail make a reader's program ask, and for what."""
        self._collect()
        return feed.foreign_hosts(self.collected(), self.reading.site)

    def _collect(self) -> None:
        """Look at the site's files; only now may an address of theirs be asked for."""
        self.files = SiteFiles(self.settings["SITEURL"], self.context["static_content"])
        self.posts = Posts(self.reading, self.files, self.ledger, self.known)

    def _practice(self) -> Practice:
        return practice(self.settings, self.files)

    def _write_feeds(self) -> None:
        image = picture(self.settings, self.files, "SAFESPACE_FEED_IMAGE", alt="")
        self.feeds = Feeds(
            self.settings, self.reading, self.context, image, self.posts, self.ledger
        )
        self.feeds.write_stylesheet(TEMPLATES / "feed.css")
        for plan in plans.plans(self.settings, self.source, self.series):
            self.feeds.write(plan, without=self.doubles)

    def _write_series(self, writer: Writer) -> None:
        for one in self.series:
            if one.save_as:
                self.write_page(writer, one.save_as, "series", url=one.url, series=one)

    def write_page(
        self, writer: Writer, save_as: str, template: str, *, url: str, **context: object
    ) -> None:
        """Write a page of the site that a template makes; the same bytes keep their time."""
        with files.kept(Path(self.generator.output_path) / save_as):
            writer.write_file(
                save_as,
                self.generator.get_template(template),
                self.context,
                relative_urls=self.settings["RELATIVE_URLS"],
                url=url,
                **context,
            )
