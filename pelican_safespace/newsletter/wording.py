"""What an issue says: its subject and preheader, its articles, and what was said before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pelican_safespace.models import Edition, Problem
from pelican_safespace.newsletter import references
from pelican_safespace.newsletter.inbox import DESKTOP, PHONE, cut

_PLACEHOLDER = re.compile(r"\b(?:lorem ipsum|TODO|TBD|FIXME|XXX)\b")
_NUMBER = re.compile(
    r"(?:\b(?:issue|number|no\.|nr\.|ausgabe|numéro|número)|#|№|n°|גיליון)\s*(\d+)", re.IGNORECASE
)


def subject(edition: Edition) -> Iterator[Problem]:
    """Yield what is wrong with the subject, and notes to oneself that were left in."""
    issue, length = edition.issue, len(edition.issue.subject)
    if not length:
        yield Problem(issue.source, "The subject is empty.", "Write a Subject.", blocking=True)
    elif length > DESKTOP[0]:
        yield Problem(
            issue.source,
            f"The subject has {length} characters and is cut everywhere: a computer shows it up "
            f"to “{cut(issue.subject, DESKTOP[0]).shown}…”.",
            f"Shorten Subject to {DESKTOP[0]} characters, better {PHONE[0]}.",
            blocking=True,
        )
    elif length > PHONE[0]:
        yield Problem(
            issue.source,
            f"A phone shows the subject up to “{cut(issue.subject, PHONE[0]).shown}…”.",
            "If the important words come first, leave Subject as it is.",
        )
    for text in (issue.subject, issue.preheader, references.words(issue.greeting)):
        if placeholder := _PLACEHOLDER.search(text):
            yield Problem(
                issue.source,
                f"“{placeholder[0]}” looks like a note to yourself.",
                "Write what belongs there, or take it out.",
            )


def preheader(edition: Edition) -> Iterator[Problem]:
    """Yield a finding where an inbox has nothing, or nothing new, beside the subject."""
    issue = edition.issue
    if not issue.preheader:
        yield Problem(
            issue.source,
            "There is no preheader, so an inbox has nothing to show after the subject.",
            "Write a Preheader of one sentence, or a greeting: its first sentence is taken.",
        )
    elif issue.preheader.casefold() == issue.subject.casefold():
        yield Problem(
            issue.source,
            "Subject and preheader say the same, so an inbox shows it twice.",
            "Let Preheader say what comes next.",
        )


def contents(edition: Edition) -> Iterator[Problem]:
    """Yield a finding where articles are missing, doubled or in another language."""
    issue = edition.issue
    if not edition.posts and not references.words(issue.greeting):
        yield Problem(
            issue.source,
            "There is nothing in this issue, neither an article nor a greeting.",
            "Name Articles, write a greeting, or wait until an article is published.",
            blocking=True,
        )
    elif not edition.posts and issue.articles is None:
        yield Problem(
            issue.source,
            "No article was published since the last issue, so this one holds the greeting only.",
            "Name Articles to include older ones.",
        )
    if issue.articles is not None and len(issue.articles) > len(edition.posts):
        yield Problem(
            issue.source,
            "Articles names the same article twice; it is shown once.",
            "Take the second out.",
        )
    for post in edition.posts:
        if post.lang != issue.lang:
            yield Problem(
                post.source,
                f"“{post.title}” is in another language ({post.lang}) than the issue "
                f"({issue.lang}).",
                "If that is meant, leave it.",
            )


def repeats(edition: Edition, earlier: Sequence[Edition]) -> Iterator[Problem]:
    """Yield a finding for a number or an article that another issue has already."""
    issue = edition.issue
    number = _NUMBER.search(issue.title)
    told = {post.guid for post in edition.posts}
    for other in sorted(earlier, key=lambda other: (other.issue.published, other.issue.slug)):
        if other.issue.source == issue.source:
            continue
        same = _NUMBER.search(other.issue.title)
        if number and same and number[1] == same[1] and issue.lang == other.issue.lang:
            yield Problem(
                issue.source,
                f"The number {number[1]} belongs to {other.issue.source} already.",
                "Give one of the two another number in Title.",
                blocking=True,
            )
        if other.issue.draft or other.issue.published >= issue.published:
            continue
        for post in other.posts:
            if post.guid in told:
                yield Problem(
                    issue.source,
                    f"“{post.title}” was in “{other.issue.title}” already. Is it meant to go out "
                    "again?",
                    "If not, take it out of Articles.",
                )
