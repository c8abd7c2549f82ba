"""Issues -> mails in the outbox, and web editions with their archive on the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from pathlib import Path

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
from pelican_safespace.newsletter import (
    checks,
    compose,
    desk,
    imaging,
    message,
    production,
    providers,
)
from pelican_safespace.newsletter.desk import Proof
from pelican_safespace.newsletter.production import Order
from pelican_safespace.newsletter.records import Record
from pelican_safespace.plugin.articles import Reading
from pelican_safespace.plugin.pictures import MailPictures


@dataclass(frozen=True, slots=True)
class Mailroom:
    """What turning issues into mails needs besides the issues.

    ``template_dirs`` are the theme's, ``addresses`` all that the site answers at, ``sent`` the
    days on which issues went out, by slug. Records of what was rendered are in ``cache``,
    where there is one, and written there when ``keep`` says so. ``whole`` gives a post its body.
    ``problems`` are the articles that no mail could show as they are written.
    """

    practice: Practice
    reading: Reading
    template_dirs: Sequence[Path]
    addresses: frozenset[str]
    pictures: MailPictures
    chosen: Sequence[ProviderName]
    sent: Mapping[str, date]
    cache: Path | None
    keep: bool
    whole: Callable[[Post], Post]
    problems: list[Problem] = field(default_factory=list)

    def proofs(
        self, issues: Sequence[Issue], posts: Sequence[Post], *, private: Sequence[Member]
    ) -> Iterator[Proof]:
        """Compose every issue; render and check one after the other. Raises IssueError."""
        production.look_anew()
        editions = compose.editions(issues, posts, hidden=private)
        # What a mail is checked against besides itself
        around = production.digest(
            production.software(), *sorted(self.addresses), *map(_in_short, editions)
        )
        return (self._proof(edition, editions, around) for edition in editions)

    def whole_edition(self, edition: Edition) -> Edition:
        """Return the edition with its articles' bodies."""
        return replace(edition, posts=tuple(map(self.whole, edition.posts)))

    def _proof(self, bare: Edition, editions: Sequence[Edition], around: str) -> Proof:
        edition = self.whole_edition(bare)
        sender, issue = self.practice, edition.issue
        record = Record(self.cache and self.cache / f"{issue.slug}.json", keep=self.keep)
        wanted = record.part(
            "pictures",
            production.digest(production.software(), repr((edition, sender))),
            lambda: imaging.pictures(edition, sender),
            written=_as_kept,
            read=_as_kept,
        )
        shown, amiss = self.pictures.of(wanted, issue.source, draft=issue.draft)
        order = Order(
            edition,
            sender,
            self.reading.say(issue.lang),
            self.template_dirs,
            self.chosen,
            shown,
        )
        made = production.produced(order, record)
        self.problems.extend(made.problems)
        built = record.part(
            "message",
            order.key,
            lambda: message.build(edition, sender, made.html, made.text),
            written=_as_text,
            read=_as_message,
        )
        mail = Mail(made.html, made.text, message.as_draft(built, sender))
        found = record.part(
            "findings",
            production.digest(order.key, around),
            lambda: checks.findings(
                edition,
                sender,
                mail,
                addresses=self.addresses,
                pictures=[one.url for one in shown.values()],
                earlier=editions,
            ),
            written=lambda problems: [list(astuple(one)) for one in problems],
            read=lambda problems: tuple(Problem(*one) for one in problems),
        )
        record.save()
        # The checks say themselves when the mail is too large.
        shortened = (problem for problem in made.problems if not problem.blocking)
        findings = (*shortened, *found, *amiss, *providers.cautions(self.chosen))
        return Proof(bare, mail, findings, made.versions, self.sent.get(issue.slug))


def _in_short(edition: Edition) -> str:
    """All of an edition that matters to the checks of another."""
    issue = edition.issue
    parts = (issue.source, issue.slug, issue.title, issue.lang, issue.draft, issue.published)
    return repr((parts, [(post.guid, post.title) for post in edition.posts]))


def _as_kept(pictures: Mapping[str, str]) -> dict[str, str]:
    return dict(pictures)


def _as_text(built: bytes) -> str:
    return built.decode("ascii")


def _as_message(text: str) -> bytes:
    return text.encode("ascii")


def papers(
    proofs: Iterable[Proof], practice: Practice, folder: Path, output: Path
) -> Iterator[tuple[str, str | bytes]]:
    """Yield every file of the outbox ``folder``, mails and desk, after its path in it.

    The desk shows pictures from ``output``.
    """
    to_site = Path(os.path.relpath(output, folder)).as_posix()
    listed = []
    for proof in proofs:
        yield from _mails(proof)
        yield from desk.issue_pages(proof, practice, to_site)
        listed.append(proof.listed())
    yield from desk.index_page(listed, practice)


def _mails(proof: Proof) -> Iterator[tuple[str, str | bytes]]:
    place = proof.edition.issue.slug
    yield f"{place}/email.html", proof.mail.html
    yield f"{place}/email.txt", proof.mail.text
    yield f"{place}/email.eml", proof.mail.message
    for version in proof.versions:
        yield f"{place}/{version.file}", version.html
        yield f"{place}/{Path(version.file).with_suffix('.txt')}", version.text
