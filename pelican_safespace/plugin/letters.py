"""A site's issues as mails: their proofs, the outbox, web editions, the feed of issues."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pelican.writers import Writer

from pelican_safespace.models import Practice
from pelican_safespace.newsletter import feed_entry, sent
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.plugin import findings, issues, newsletter, outbox, plans
from pelican_safespace.plugin.pictures import MailPictures
from pelican_safespace.plugin.practice import practice
from pelican_safespace.plugin.reports import report
from pelican_safespace.plugin.shelved import ShelvedProofs

if TYPE_CHECKING:
    from pelican_safespace.plugin.build import Build

logger = logging.getLogger(__name__)

#: The date of a draft that has none, on a site without articles.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


class Letters:
    """Makes mails of what a build has understood; its feeds are written already."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def proofs(self, sender: Practice) -> tuple[Proof, ...]:
        """Compose, render and check every issue, the oldest first, without writing anything."""
        return tuple(self._proofs(sender, keep=False)) if self._build.issues else ()

    def write(self, writer: Writer) -> None:
        """Write the outbox, the web editions with their archive, the feed of issues."""
        build = self._build
        output, settings = Path(build.generator.output_path), build.settings
        sender = practice(settings, build.files)
        shelved = ShelvedProofs(self._proofs(sender, keep=True))
        proofs = shelved.without_mails
        self._pictures.write(output)
        self.fill_outbox(newsletter.papers(shelved, sender, build.outbox, output))
        for proof in proofs:
            report(proof.blocking)
        report(self._mailroom.problems)
        published = build.published_issues()
        issues.complete(published, proofs, build.published)
        for one in published:
            build.write_page(writer, one.save_as, one.template, url=one.url, issue=one)
        build.write_page(
            writer,
            settings["SAFESPACE_ARCHIVE_SAVE_AS"],
            "newsletter",
            url=settings["SAFESPACE_ARCHIVE_URL"],
            issues=published[::-1],
        )
        self._write_feed(proofs)

    def fill_outbox(self, papers: Iterable[tuple[str, str | bytes]]) -> None:
        """Write the outbox, and say which files of earlier builds are gone from it."""
        folder = self._build.outbox
        for path in outbox.write(folder, papers, sent.read(folder)):
            logger.info("%s/%s: removed; no issue makes it any more.", folder.name, path)

    def _proofs(self, sender: Practice, *, keep: bool) -> Iterator[Proof]:
        build = self._build
        newest = max((article.date for article in build.published), default=UNDATED)
        cache = findings.folder(build.settings)
        self._pictures = MailPictures(
            build.files,
            build.reading.site,
            f"{build.settings['SAFESPACE_NEWSLETTER']}/pictures",
            cache,
        )
        self._mailroom = newsletter.Mailroom(
            sender,
            build.reading,
            [Path(build.generator.theme) / "templates"],
            self._addresses(),
            self._pictures,
            build.settings["SAFESPACE_PROVIDERS"],
            sent.read(build.outbox),
            cache,
            keep,
            build.posts.whole,
        )
        return self._mailroom.proofs(
            [issues.issue(one, build.reading, undated=newest) for one in build.issues],
            [build.posts[article] for article in build.published],
            private=build.description.private,
        )

    def _addresses(self) -> frozenset[str]:
        """Return every address of the site that a mail may lead to."""
        build = self._build
        pages = (page.url for page in build.context["generated_content"].values() if page)
        lists = (
            wrapper.url
            for groups in (build.source.categories, build.source.tags.items(), build.source.authors)
            for wrapper, _ in groups
        )
        series = (one.url for one in build.series)
        site = build.reading.site
        own = {
            f"{site}/{url}"
            for url in chain(pages, lists, series, [build.settings["SAFESPACE_ARCHIVE_URL"]])
        }
        return frozenset({f"{site}/", *own, *build.files.addresses})

    def _write_feed(self, proofs: Iterable[Proof]) -> None:
        build = self._build
        plan = plans.issue_plan(build.settings)
        if plan:
            published = [proof for proof in proofs if not proof.edition.issue.draft]
            newest_first = (
                feed_entry.post(
                    self._mailroom.whole_edition(proof.edition),
                    guid=issues.guid(proof.edition.issue, build.reading),
                )
                for proof in reversed(published)
            )
            build.feeds.write_posts(plan, newest_first)
