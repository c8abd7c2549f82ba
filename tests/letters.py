"""Issues, articles and a practice for the newsletter's tests; everybody in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pelican_safespace.models import (
    Attribution,
    Edition,
    Issue,
    Mail,
    Person,
    Post,
    Practice,
    SeriesLink,
    SeriesLinks,
)

SITE = "https://example.org"


def practice(**changes: Any) -> Practice:
    made = Practice(
        name="Alder House Therapy",
        url=SITE,
        sender="Alder House",
        sender_address="letters@example.org",
        postal_address="Alder House Therapy\n12 Mill Lane\nAnytown 01234",
        unsubscribe_url="https://example.org/leave.html",
        unsubscribe_mailto="leave@example.org",
    )
    return replace(made, **changes)


def post(slug: str = "slow-breath", **changes: Any) -> Post:
    made = Post(
        guid=f"tag:example.org,2026:{slug}",
        source=f"{slug}.md",
        slug=slug,
        url=f"{SITE}/{slug}.html",
        lang="en",
        title=slug.replace("-", " ").capitalize(),
        published=datetime(2026, 8, 20, 9, tzinfo=UTC),
        modified=None,
        authors=(Person("Ida Brook", "LCSW"),),
        summary="A short exercise for the minutes before sleep.",
        body="<p>Sit down. Breathe out slowly.</p>",
        attribution=None,
        series=SeriesLinks(),
    )
    return replace(made, **changes)


def issue(slug: str = "autumn-letter", **changes: Any) -> Issue:
    made = Issue(
        slug=slug,
        source=f"newsletter/{slug}.md",
        title=slug.replace("-", " ").capitalize(),
        subject="Evenings that end well",
        preheader="Three small things to try before you go to bed.",
        published=datetime(2026, 9, 3, 8, 30, tzinfo=UTC),
        lang="en",
        greeting="<p>Dear readers,</p><p>The evenings are drawing in. We hope you are warm.</p>",
        articles=None,
        layout="full",
        draft=False,
        url=f"{SITE}/newsletter/{slug}.html",
    )
    return replace(made, **changes)


def edition(*posts: Post, **changes: Any) -> Edition:
    return Edition(issue(**changes), posts or (post(),))


def mail(made: Edition | None = None, html: str | None = None, text: str | None = None) -> Mail:
    """A mail as small as one can be that has all the law asks for."""
    subject = (made or edition()).issue.subject
    foot = "Alder House Therapy, 12 Mill Lane, Anytown 01234"
    leave = "https://example.org/leave.html"
    return Mail(
        html=html
        if html is not None
        else f"<html><head><title>{subject}</title></head><body><h1>{subject}</h1>"
        f'<p>{foot}</p><a href="{leave}">Unsubscribe</a></body></html>',
        text=text if text is not None else f"{subject}\n{foot}\nUnsubscribe: {leave}\n",
        message=b"",
    )


CREDIT = Attribution(
    kind="original",
    authors=(Person("Ida Brook", "LCSW"),),
    publication="The Quiet Hour",
    url="https://quiet.example.com/breath",
    date="2024-03-05",
    sentence="Originally published in The Quiet Hour on March 5, 2024.",
)

SERIES = SeriesLinks(
    previous=SeriesLink("Before the breath", f"{SITE}/before.html"),
    next=SeriesLink("After the breath", f"{SITE}/after.html"),
    name="Breathing",
    part=2,
    of=3,
)
