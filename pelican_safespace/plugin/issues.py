"""Newsletter issues as Pelican reads them: a content type of their own, and the core's Issue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, get_args

from pelican.contents import Article, Content

from pelican_safespace import markup
from pelican_safespace.errors import IssueError
from pelican_safespace.models import Issue, Layout
from pelican_safespace.plugin import articles
from pelican_safespace.plugin.articles import Reading, tag_uri
from pelican_safespace.settings import belongs

if TYPE_CHECKING:
    from pelican.generators import Generator

    from pelican_safespace.newsletter.desk import Proof


class IssueContent(Content):
    """A file in the newsletter folder; its addresses come from SAFESPACE_ISSUE_URL and _SAVE_AS.

    A theme's ``issue.html`` sees it as ``issue``, with the articles of the issue and the issues
    before and after it.
    """

    mandatory_properties = ("title",)
    allowed_statuses = ("published", "draft")
    default_status = "published"
    default_template = "issue"

    articles: Sequence[Article] = ()
    previous_issue: IssueContent | None = None
    next_issue: IssueContent | None = None

    def get_url_setting(self, key: str) -> str:
        """Return ``url`` or ``save_as``, the same pattern for every language."""
        return str(self._expand_settings(key, "safespace_issue"))


def read(generator: Generator) -> list[IssueContent]:
    """Read the site's issues in the newsletter folder, the oldest first; undated drafts last."""
    folder = generator.settings["SAFESPACE_NEWSLETTER"]
    found = []
    for path in sorted(generator.get_files([folder])):
        content = generator.readers.read_file(
            base_path=generator.path,
            path=path,
            content_class=IssueContent,
            context=generator.context,
        )
        if not belongs(content.metadata.get("lang"), generator.settings):
            continue
        _check(content)
        generator.add_source_path(content)
        generator.add_static_links(content)
        found.append(content)
    _check_unique(found)
    return sorted(found, key=lambda one: (not hasattr(one, "date"), getattr(one, "date", 0)))


def _check(content: IssueContent) -> None:
    source = articles.source(content)
    metadata = articles.text_metadata(content)
    if not hasattr(content, "title"):
        raise IssueError(f"{source}: an issue needs a title. Add a line such as “Title: May”.")
    if content.status not in content.allowed_statuses:
        raise IssueError(f"{source}: Status is {content.status!r}. Write published or draft.")
    if content.status == "published" and not hasattr(content, "date"):
        raise IssueError(
            f"{source}: a published issue needs a date. Add a line such as "
            "“Date: 2026-05-01 09:00” or “Status: draft”."
        )
    layout = metadata.get("layout", "full")
    if layout not in get_args(Layout):
        raise IssueError(f"{source}: Layout is {layout!r}. Write {' or '.join(get_args(Layout))}.")


def _check_unique(found: Iterable[IssueContent]) -> None:
    seen: dict[str, str] = {}
    for content in found:
        source = articles.source(content)
        other = seen.setdefault(content.slug, source)
        if other != source:
            raise IssueError(
                f"{source}: its slug “{content.slug}” is already that of {other}. "
                "Give one of them a “Slug” of its own."
            )


def issue(content: IssueContent, reading: Reading, *, undated: datetime) -> Issue:
    """Return the core's Issue; a draft without a date gets ``undated``."""
    metadata = articles.text_metadata(content)
    greeting = content.get_content(reading.site)
    url = f"{reading.site}/{content.url}"
    title = articles.title(content)
    listed = metadata.get("articles")
    return Issue(
        slug=content.slug,
        source=articles.source(content),
        title=title,
        subject=metadata.get("subject", ""),
        preheader=metadata.get("preheader", ""),
        published=getattr(content, "date", undated),
        lang=content.lang,
        greeting=markup.clean(greeting, base=url, say=reading.say(content.lang)),
        articles=None if listed is None else tuple(filter(None, map(str.strip, listed.split(",")))),
        layout="digest" if metadata.get("layout") == "digest" else "full",
        draft=content.status == "draft",
        url=url,
    )


def guid(one: Issue, reading: Reading) -> str:
    """Return the tag URI (RFC 4151) of an issue: its path without suffix."""
    return tag_uri(reading.authority, str(PurePosixPath(one.source).with_suffix("")))


def complete(
    published: Sequence[IssueContent], proofs: Iterable[Proof], all_articles: Iterable[Article]
) -> None:
    """Give the published issues, the oldest first, what their web editions show."""
    by_source = {articles.source(article): article for article in all_articles}
    editions = {proof.edition.issue.source: proof.edition for proof in proofs}
    for content, before, after in zip(
        published, [None, *published], [*published[1:], None], strict=False
    ):
        edition = editions[articles.source(content)]
        content.articles = [by_source[post.source] for post in edition.posts]
        content.subject, content.preheader = edition.issue.subject, edition.issue.preheader
        content.layout = edition.issue.layout
        content.previous_issue, content.next_issue = before, after
