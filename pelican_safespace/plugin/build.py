"""The work of one build: read the issues, understand the articles, write what is new.

Loaded when there is something to make, or when somebody asks what an article says.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pelican import Pelican, signals
from pelican.writers import Writer

from pelican_safespace import feed
from pelican_safespace.models import (
    Post,
    Practice,
)
from pelican_safespace.newsletter import feed_entry, sent
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.plugin import (
    articles,
    files,
    findings,
    issues,
    newsletter,
    outbox,
    plans,
)
from pelican_safespace.plugin.feeds import Feeds
from pelican_safespace.plugin.files import SiteFiles
from pelican_safespace.plugin.output_files import OutputFiles
from pelican_safespace.plugin.pictures import MailPictures
from pelican_safespace.plugin.posts import Posts
from pelican_safespace.plugin.practice import picture, practice, require
from pelican_safespace.plugin.reports import report
from pelican_safespace.plugin.shelved import ShelvedProofs
from pelican_safespace.plugin.understanding import Understanding

if TYPE_CHECKING:
    from pelican_safespace.explain import Explanation

logger = logging.getLogger(__name__)

#: The date of a draft that has none, on a site without articles.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)

TEMPLATES = Path(__file__).parent.parent / "templates"


class Build(Understanding):
    """One build's worth of work and state; nothing outlives the build."""

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
            self._write_newsletter(writer)
        elif self.outbox.is_dir() and not self._unread:
            self._fill_outbox(())
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
        return self._all_proofs(self._practice())

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
        return self._all_proofs(sender)

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

    def _all_proofs(self, sender: Practice) -> tuple[Proof, ...]:
        return tuple(self._proofs(sender, keep=False)) if self.issues else ()

    def _proofs(self, sender: Practice, *, keep: bool) -> Iterator[Proof]:
        newest = max((article.date for article in self.published), default=UNDATED)
        cache = findings.folder(self.settings)
        self.pictures = MailPictures(
            self.files,
            self.reading.site,
            f"{self.settings['SAFESPACE_NEWSLETTER']}/pictures",
            cache,
        )
        self.mailroom = newsletter.Mailroom(
            sender,
            self.reading,
            [Path(self.generator.theme) / "templates"],
            self._addresses(),
            self.pictures,
            self.settings["SAFESPACE_PROVIDERS"],
            sent.read(self.outbox),
            cache,
            keep,
            self.posts.whole,
        )
        return self.mailroom.proofs(
            [issues.issue(one, self.reading, undated=newest) for one in self.issues],
            [self.posts[article] for article in self.published],
            private=[member for member in self.description.members if not member.public],
        )

    def _addresses(self) -> frozenset[str]:
        """Return every address of the site that a mail may lead to."""
        pages = (page.url for page in self.context["generated_content"].values() if page)
        lists = (
            wrapper.url
            for groups in (self.source.categories, self.source.tags.items(), self.source.authors)
            for wrapper, _ in groups
        )
        series = (one.url for one in self.series)
        site = self.reading.site
        own = {
            f"{site}/{url}"
            for url in chain(pages, lists, series, [self.settings["SAFESPACE_ARCHIVE_URL"]])
        }
        return frozenset({f"{site}/", *own, *self.files.addresses})

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
                self._write_page(writer, one.save_as, "series", url=one.url, series=one)

    def _write_newsletter(self, writer: Writer) -> None:
        sender = self._practice()
        shelved = ShelvedProofs(self._proofs(sender, keep=True))
        proofs = shelved.without_mails
        self.pictures.write(Path(self.generator.output_path))
        output = Path(self.generator.output_path)
        self._fill_outbox(newsletter.papers(shelved, sender, self.outbox, output))
        for proof in proofs:
            report(proof.blocking)
        report(self.mailroom.problems)
        published = self.published_issues()
        issues.complete(published, proofs, self.published)
        for one in published:
            self._write_page(writer, one.save_as, one.template, url=one.url, issue=one)
        self._write_page(
            writer,
            self.settings["SAFESPACE_ARCHIVE_SAVE_AS"],
            "newsletter",
            url=self.settings["SAFESPACE_ARCHIVE_URL"],
            issues=published[::-1],
        )
        self._write_issue_feed(proofs)

    def _fill_outbox(self, papers: Iterable[tuple[str, str | bytes]]) -> None:
        """Write the outbox, and say which files of earlier builds are gone from it."""
        for path in outbox.write(self.outbox, papers, sent.read(self.outbox)):
            logger.info("%s/%s: removed; no issue makes it any more.", self.outbox.name, path)

    def _write_issue_feed(self, proofs: Iterable[Proof]) -> None:
        plan = plans.issue_plan(self.settings)
        if plan:
            posts = [
                feed_entry.post(
                    self.mailroom.whole_edition(proof.edition),
                    guid=issues.guid(proof.edition.issue, self.reading),
                )
                for proof in proofs
                if not proof.edition.issue.draft
            ]
            self.feeds.write_posts(plan, posts[::-1])

    def _write_page(
        self, writer: Writer, save_as: str, template: str, *, url: str, **context: object
    ) -> None:
        with files.kept(Path(self.generator.output_path) / save_as):
            writer.write_file(
                save_as,
                self.generator.get_template(template),
                self.context,
                relative_urls=self.settings["RELATIVE_URLS"],
                url=url,
                **context,
            )
