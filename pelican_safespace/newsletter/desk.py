"""The desk: pages for the person who sends the newsletter, opened by double click.

They need no server, no network and no framework. Everything but the copy buttons works without
JavaScript; the texts to copy stand beside the buttons for that case. A page that is open while the
site is built again shows what is new by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from pelican_safespace.models import Edition, Mail, Practice, Problem
from pelican_safespace.newsletter import by_hand
from pelican_safespace.newsletter.inbox import on_a_computer, on_a_phone
from pelican_safespace.newsletter.parts import is_rtl
from pelican_safespace.newsletter.preview import Scheme, previews

State = Literal["draft", "blocked", "ready", "sent"]

#: The desk speaks English whatever the computer's locale is; strftime would not.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

#: How a page begins before it has its mark.
_UNMARKED = '<html lang="en">'


@dataclass(frozen=True, slots=True)
class Version:
    """The mail for one way of sending it, such as a provider with its merge tags filled in.

    ``steps`` say what to do, in order; each is one sentence of plain text. ``file`` is where the
    HTML stands in the issue's folder of the outbox.
    """

    name: str
    html: str
    text: str
    steps: tuple[str, ...]
    file: str = "email.html"


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished issue as the desk shows it; ``sent`` is when it went out, if it did."""

    edition: Edition
    mail: Mail
    findings: tuple[Problem, ...] = ()
    versions: tuple[Version, ...] = ()
    sent: date | None = None

    @property
    def state(self) -> State:
        """Where the issue stands on its way to the subscribers."""
        if self.sent is not None:
            return "sent"
        if self.edition.issue.draft:
            return "draft"
        return "blocked" if self.blocking else "ready"

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """What must be mended before it may go out."""
        return tuple(problem for problem in self.findings if problem.blocking)

    @property
    def advice(self) -> tuple[Problem, ...]:
        """What a person should consider, and may leave as it is."""
        return tuple(problem for problem in self.findings if not problem.blocking)

    @property
    def size(self) -> int:
        """The HTML part's size in bytes, which Gmail counts."""
        return len(self.mail.html.encode())

    def listed(self) -> Listed:
        """Return all that the list of issues shows."""
        return Listed(
            self.edition, self.sent, self.state, self.size, len(self.blocking), len(self.advice)
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """An issue in the desk's list, which holds no mail; ``blocking`` and ``advice`` are counts."""

    edition: Edition
    sent: date | None
    state: State
    size: int
    blocking: int
    advice: int


def pages(
    proofs: Iterable[Proof], practice: Practice, *, site_folder: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield every page of the desk, after its path inside the outbox; each proof is read once.

    ``index.html`` lists the issues, newest first. ``SLUG/index.html`` shows one, and beside it
    stand the previews it frames. Each page has a ``mark.js`` beside it, which an open page asks
    for its mark and loads itself anew when that has changed. ``site_folder`` is the path from the
    outbox to the built site ("../output"): previews take their pictures from there, so they need
    no network.
    """
    listed = []
    for proof in proofs:
        yield from issue_pages(proof, practice, site_folder)
        listed.append(proof.listed())
    yield from index_page(listed, practice)


def index_page(listed: Iterable[Listed], practice: Practice) -> Iterator[tuple[str, str]]:
    """Yield the list of the issues, the newest first."""
    newest_first = sorted(
        listed, key=lambda one: (one.edition.issue.published, one.edition.issue.slug), reverse=True
    )
    index = _environment.get_template("index.html")
    yield from _marked("", index.render(proofs=newest_first, practice=practice))


def issue_pages(
    proof: Proof, practice: Practice, site_folder: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the page of one issue and what it frames."""
    issue = proof.edition.issue
    page = _environment.get_template("issue.html").render(
        proof=proof,
        practice=practice,
        versions=(*proof.versions, _by_hand(proof.mail)),
        phone=on_a_phone(issue.subject, issue.preheader),
        computer=on_a_computer(issue.subject, issue.preheader),
    )
    yield from _previews(proof, practice, site_folder)
    yield from _marked(f"{issue.slug}/", page)


def _marked(folder: str, page: str) -> Iterator[tuple[str, str]]:
    """Yield the page with its mark, then the mark by itself.

    An open page that sees a new mark finds the new page already written.
    """
    mark = hashlib.sha256(page.encode()).hexdigest()[:16]
    yield f"{folder}index.html", page.replace(_UNMARKED, f'<html lang="en" data-mark="{mark}">')
    yield f"{folder}mark.js", f'deskIsAt("{mark}");\n'


def _previews(
    proof: Proof, practice: Practice, site_folder: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the four copies of the mail that the issue's page shows in frames."""
    folder = None if site_folder is None else f"../{site_folder}"
    for scheme, pictures, copy in previews(proof.mail.html, site=practice.url, folder=folder):
        yield f"{proof.edition.issue.slug}/{preview_name(scheme, pictures)}", copy


def preview_name(scheme: Scheme, pictures: bool) -> str:
    """Return the file name of a preview, beside the issue's page."""
    return f"preview-{scheme}{'' if pictures else '-without-pictures'}.html"


def _by_hand(mail: Mail) -> Version:
    """Return the version for anybody's own mail program, the way that needs no provider."""
    return Version(
        name="Your mail program",
        html=mail.html,
        text=mail.text,
        steps=by_hand.steps(mail.html),
    )


def _day(moment: date) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _short_day(moment: date) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1][:3]}"


def _kilobytes(size: int) -> str:
    return f"{-(-size // 1000)} KB"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


_environment = Environment(
    loader=PackageLoader("pelican_safespace", "templates/desk"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "day": _day,
    "short_day": _short_day,
    "kilobytes": _kilobytes,
    "count": _count,
    "is_rtl": is_rtl,
}
_environment.globals |= {"preview_name": preview_name}
