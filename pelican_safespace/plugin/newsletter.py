"""Issues -> mails in the outbox, and web editions with their archive on the site."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pelican_safespace.errors import SettingError
from pelican_safespace.models import (
    Edition,
    Issue,
    Mail,
    Member,
    Post,
    Practice,
    Problem,
    ProviderName,
)
from pelican_safespace.newsletter import checks, compose, desk, imaging, message, providers
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.newsletter.production import Order, produced
from pelican_safespace.plugin.articles import Reading
from pelican_safespace.plugin.pictures import MailPictures


@dataclass(frozen=True, slots=True)
class Mailroom:
    """What turning issues into mails needs besides the issues.

    ``template_dirs`` are the theme's, ``addresses`` all that the site answers at, ``sent`` the
    days on which issues went out, by slug. Records of what was rendered are in ``cache``, and
    written there when ``keep`` says so. ``problems`` are the articles that no mail could show as
    they are written.
    """

    practice: Practice
    reading: Reading
    template_dirs: Sequence[Path]
    addresses: Collection[str]
    pictures: MailPictures
    chosen: Sequence[ProviderName]
    sent: Mapping[str, date]
    cache: Path
    keep: bool
    problems: list[Problem] = field(default_factory=list)

    def proofs(
        self, issues: Sequence[Issue], posts: Sequence[Post], *, private: Sequence[Member]
    ) -> tuple[Proof, ...]:
        """Compose, render and check every issue, the oldest first. Raises IssueError."""
        editions = compose.editions(issues, posts, hidden=private)
        return tuple(self._proof(edition, editions) for edition in editions)

    def _proof(self, edition: Edition, editions: Sequence[Edition]) -> Proof:
        sender, issue = self.practice, edition.issue
        shown, amiss = self.pictures.of(
            imaging.pictures(edition, sender), issue.source, draft=issue.draft
        )
        order = Order(
            edition,
            sender,
            self.reading.say(issue.lang),
            self.template_dirs,
            self.chosen,
            shown,
        )
        made = produced(order, self.cache / f"{issue.slug}.json", keep=self.keep)
        self.problems.extend(made.problems)
        built = message.build(edition, sender, made.html, made.text)
        mail = Mail(made.html, made.text, message.as_draft(built, sender))
        addresses = {*self.addresses, *(one.url for one in shown.values())}
        found = checks.findings(edition, sender, mail, addresses=addresses, earlier=editions)
        # The checks say themselves when the mail is too large.
        shortened = (problem for problem in made.problems if not problem.blocking)
        findings = (*shortened, *found, *amiss, *providers.cautions(self.chosen))
        return Proof(edition, mail, findings, made.versions, self.sent.get(issue.slug))


def outbox(settings: Mapping[str, Any]) -> Path:
    """Return the outbox, beside the output. Raises SettingError where it would be published."""
    output = Path(settings["OUTPUT_PATH"]).resolve()
    chosen: Path = (output.parent / settings["SAFESPACE_OUTBOX"]).resolve()
    for name, folder in (("OUTPUT_PATH", output), ("PATH", Path(settings["PATH"]).resolve())):
        if chosen.is_relative_to(folder):
            raise SettingError(
                f"SAFESPACE_OUTBOX is {settings['SAFESPACE_OUTBOX']!r}, which is inside {name}: "
                "mails would be published. Name a folder beside it, such as 'outbox'."
            )
    return chosen


def papers(
    proofs: Sequence[Proof], practice: Practice, folder: Path, output: Path
) -> dict[str, str | bytes]:
    """Return every file of the outbox ``folder``: mails and desk, by their paths in it.

    The desk shows pictures from ``output``.
    """
    to_site = Path(os.path.relpath(output, folder)).as_posix()
    made: dict[str, str | bytes] = dict(desk.pages(proofs, practice, site_folder=to_site))
    for proof in proofs:
        place = proof.edition.issue.slug
        made[f"{place}/email.html"] = proof.mail.html
        made[f"{place}/email.txt"] = proof.mail.text
        made[f"{place}/email.eml"] = proof.mail.message
        for version in proof.versions:
            made[f"{place}/{version.file}"] = version.html
            made[f"{place}/{Path(version.file).with_suffix('.txt')}"] = version.text
    return made
