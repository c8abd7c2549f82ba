"""The desk: pages for the person who sends the newsletter, opened by double click.

They need no server, no network and no framework. Everything but the copy buttons works without
JavaScript; the texts to copy stand beside the buttons for that case. A page that is open while the
site is built again shows what is new by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from pelican_safespace.models import Edition, Mail, Practice, Problem
from pelican_safespace.newsletter import by_hand
from pelican_safespace.newsletter.inbox import on_a_computer, on_a_phone
from pelican_safespace.newsletter.parts import is_rtl
from pelican_safespace.newsletter.preview import Scheme, preview

State = Literal["draft", "blocked", "ready", "sent"]

#: The desk speaks English whatever the computer's locale is; strftime would not.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

#: How a page begins before it has its mark.
_UNMARKED = '<html lang="en">'

_SCHEMES: tuple[Scheme, ...] = ("light", "dark")


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


def pages(
    proofs: Sequence[Proof], practice: Practice, *, site_folder: str | None = None
) -> dict[str, str]:
    """Return every page of the desk, by its path inside the outbox.

    ``index.html`` lists the issues, newest first. ``SLUG/index.html`` shows one, and beside it
    stand the previews it frames. Each page has a ``mark.js`` beside it, which an open page asks
    for its mark and loads itself anew when that has changed. ``site_folder`` is the path from the
    outbox to the built site ("../output"): previews take their pictures from there, so they need
    no network.
    """
    newest_first = sorted(
        proofs, key=lambda proof: (proof.edition.issue.published, proof.edition.issue.slug)
    )[::-1]
    index = _environment.get_template("index.html")
    issue = _environment.get_template("issue.html")
    made = _marked("", index.render(proofs=newest_first, practice=practice))
    for proof in newest_first:
        slug, edition = proof.edition.issue.slug, proof.edition.issue
        page = issue.render(
            proof=proof,
            practice=practice,
            versions=(*proof.versions, _by_hand(proof.mail)),
            phone=on_a_phone(edition.subject, edition.preheader),
            computer=on_a_computer(edition.subject, edition.preheader),
        )
        made |= _marked(f"{slug}/", page)
        made |= _previews(proof, practice, site_folder)
    # The marks come last: an open page that sees a new one finds the new page already written.
    return dict(sorted(made.items(), key=lambda one: one[0].endswith("mark.js")))


def _marked(folder: str, page: str) -> dict[str, str]:
    """The page with its mark, and the mark by itself."""
    mark = hashlib.sha256(page.encode()).hexdigest()[:16]
    return {
        f"{folder}index.html": page.replace(_UNMARKED, f'<html lang="en" data-mark="{mark}">'),
        f"{folder}mark.js": f'deskIsAt("{mark}");\n',
    }


def _previews(
    proof: Proof, practice: Practice, site_folder: str | None
) -> Iterator[tuple[str, str]]:
    """Yield the four copies of the mail that the issue's page shows in frames."""
    folder = None if site_folder is None else f"../{site_folder}"
    for scheme in _SCHEMES:
        for pictures in (True, False):
            name = preview_name(scheme, pictures)
            yield (
                f"{proof.edition.issue.slug}/{name}",
                preview(
                    proof.mail.html, scheme, pictures=pictures, site=practice.url, folder=folder
                ),
            )


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
