"""An issue and the articles that belong in it: an Edition.

Staff name articles as they know them, by slug or by file. Where they name none, the issue takes
everything published since the last one that went out, oldest first: an issue is read from top
to bottom, so what was written first comes first and part 2 never stands before part 1.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pelican_safespace.errors import IssueError
from pelican_safespace.models import Edition, Issue, Member, Post
from pelican_safespace.newsletter.opening import first_sentence


def editions(
    issues: Iterable[Issue], posts: Sequence[Post], *, hidden: Sequence[Member] = ()
) -> tuple[Edition, ...]:
    """Compose every issue of a site, oldest first; raises IssueError as ``compose`` does."""
    in_order, names = sorted(issues, key=_moment), _Names(posts)
    return tuple(
        _compose(issue, posts, names, in_order[:at], hidden) for at, issue in enumerate(in_order)
    )


def compose(
    issue: Issue,
    posts: Sequence[Post],
    earlier: Sequence[Issue] = (),
    *,
    hidden: Sequence[Member] = (),
) -> Edition:
    """Return the issue with its articles, its subject and its preheader filled in.

    ``posts`` are the published articles. ``earlier`` are the site's other issues; those dated
    after this one and drafts are ignored. ``hidden`` are the articles that are not published:
    naming one gives a better message than "unknown".

    Raises IssueError when an article is unknown, ambiguous or not published, when another issue
    has the same slug, and when the slug cannot name a folder.
    """
    return _compose(issue, posts, _Names(posts), earlier, hidden)


def _compose(
    issue: Issue,
    posts: Sequence[Post],
    names: _Names,
    earlier: Sequence[Issue],
    hidden: Sequence[Member],
) -> Edition:
    _refuse_slug(issue, earlier)
    sent = sorted(
        (other for other in earlier if _went_out_before(other, issue)), key=_moment, reverse=True
    )
    if issue.articles is None:
        chosen = _since(sent, issue, posts)
    else:
        named = (_named(name, issue, names, hidden) for name in issue.articles)
        chosen = tuple({post.source: post for post in named}.values())
    return Edition(
        issue=replace(issue, subject=subject(issue), preheader=preheader(issue)), posts=chosen
    )


def subject(issue: Issue) -> str:
    """Return the subject as written, else the issue's title; one line without double spaces."""
    return " ".join((issue.subject.strip() or issue.title).split())


def preheader(issue: Issue) -> str:
    """Return the preheader as written, else the first sentence of the greeting, else ""."""
    return " ".join(issue.preheader.split()) or first_sentence(issue.greeting)


def _moment(issue: Issue) -> tuple[float, str]:
    return issue.published.timestamp(), issue.slug


def _went_out_before(other: Issue, issue: Issue) -> bool:
    return not other.draft and other.lang == issue.lang and _moment(other) < _moment(issue)


def _refuse_slug(issue: Issue, others: Sequence[Issue]) -> None:
    if issue.slug in ("", ".", "..") or set(issue.slug) & set("/\\"):
        raise IssueError(
            f"{issue.source}: the slug “{issue.slug}” cannot name the issue's folder. "
            "Write a Slug of letters, digits and hyphens."
        )
    for other in others:
        if other.slug == issue.slug and other.source != issue.source:
            raise IssueError(
                f"{issue.source}: the slug “{issue.slug}” belongs to {other.source} already, and "
                "one issue would overwrite the other. Give one of them another Slug."
            )


def _since(sent: Sequence[Issue], issue: Issue, posts: Sequence[Post]) -> tuple[Post, ...]:
    """Choose what was published after the last issue and not later than this one.

    An article that an earlier issue names is left out: an issue may well be dated to the day
    and hold an article of that day's afternoon.
    """
    named = {name for other in sent for name in other.articles or ()}
    fresh = (
        post
        for post in posts
        if post.lang == issue.lang
        and post.published <= issue.published
        and not (sent and post.published <= sent[0].published)
        and not any(_goes_by(name, post.slug, post.source) for name in named)
    )
    return tuple(sorted(fresh, key=lambda post: (post.published, post.source)))


class _Names:
    """The names that the articles of a site go by, looked up for every issue."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = posts
        self._by_end: dict[str, list[Post]] = {}
        for post in posts:
            file = PurePosixPath(post.source)
            ends = {post.slug.rpartition("/")[2], file.name, file.stem}
            for end in ends:
                self._by_end.setdefault(end, []).append(post)

    def found(self, name: str) -> list[Post]:
        """Return the articles that go by the name."""
        end = name.strip().strip("/").rpartition("/")[2].removeprefix("{filename}")
        near = self._by_end.get(end, ()) if end else self.posts
        return [post for post in near if _goes_by(name, post.slug, post.source)]


def _named(name: str, issue: Issue, names: _Names, hidden: Sequence[Member]) -> Post:
    """Return the one article that goes by the name, the issue's own language first."""
    found = names.found(name)
    own = [post for post in found if post.lang == issue.lang]
    match own or found:
        case [post]:
            return post
        case []:
            raise IssueError(_unknown(name, issue, names.posts, hidden))
        case several:
            files = " and ".join(sorted(post.source for post in several))
            raise IssueError(
                f"{issue.source}: Articles names “{name}”, and {files} both go by it. "
                "Write the file's path in its place."
            )


def _goes_by(name: str, slug: str, source: str) -> bool:
    """Tell whether an article has this slug or file; the folder and the suffix may be missing."""
    name = name.strip().strip("/")
    if name == slug:
        return True
    path = PurePosixPath(name.removeprefix("{filename}").strip("/"))
    file = PurePosixPath(source)
    parts = path.parts
    return bool(parts) and parts in (
        file.parts[-len(parts) :],
        file.with_suffix("").parts[-len(parts) :],
    )


def _unknown(name: str, issue: Issue, posts: Sequence[Post], hidden: Sequence[Member]) -> str:
    start = f"{issue.source}: Articles names “{name}”, "
    for member in hidden:
        if _goes_by(name, member.slug, member.source):
            return (
                f"{start}but {member.source} is not published: it is a draft, hidden or dated in "
                "the future. Publish it first, or take it out of Articles."
            )
    near = _nearest(name, posts)
    hint = f"Did you mean “{near.slug}” ({near.title})?" if near else "Look for typing mistakes."
    return (
        f"{start}but no published article has this slug or file. {hint} "
        "Write the slugs with a comma between them, or leave Articles out "
        "and the issue takes everything since the last one."
    )


def _nearest(name: str, posts: Sequence[Post]) -> Post | None:
    """Return the article whose slug, file name or title is most like the name."""
    wanted = name.strip().casefold()
    spellings: tuple[Callable[[Post], str], ...] = (
        lambda post: post.slug,
        lambda post: PurePosixPath(post.source).stem,
        lambda post: post.title,
    )
    for spelling in spellings:
        by_spelling = {spelling(post).casefold(): post for post in reversed(posts)}
        if near := difflib.get_close_matches(wanted, by_spelling, n=1):
            return by_spelling[near[0]]
    return None
