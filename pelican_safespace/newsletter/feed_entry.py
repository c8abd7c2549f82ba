"""An issue as an entry of the feed of issues: greeting and articles in one text."""

from __future__ import annotations

import re
from html import escape

from pelican_safespace import markup
from pelican_safespace.models import Edition, Post, SeriesLinks, Stretch
from pelican_safespace.newsletter import parts

_HEADING = re.compile(r"(</?h)([2-5])\b")


def post(edition: Edition, *, guid: str) -> Post:
    """Return the issue as a Post: whole articles, or their summaries where it is a digest."""
    issue = edition.issue
    entries = (_entry(one, digest=issue.layout == "digest") for one in edition.posts)
    body = "\n".join((issue.greeting, *entries))
    return Post(
        guid=guid,
        source=issue.source,
        slug=issue.slug,
        url=issue.url,
        lang=issue.lang,
        title=issue.title,
        published=issue.published,
        modified=None,
        authors=(),
        summary=issue.preheader or markup.summary(body),
        body=body,
        attribution=None,
        series=SeriesLinks(),
    )


def _entry(one: Post, *, digest: bool) -> str:
    title = f'<h2><a href="{escape(one.url)}">{escape(one.title)}</a></h2>'
    note = f"<p><em>{escape(one.content_note)}</em></p>" if one.content_note else ""
    # An article's own headings stand below its title here.
    body = f"<p>{escape(one.summary)}</p>" if digest else _HEADING.sub(_lower, one.body)
    return "\n".join(filter(None, (title, note, body, _credit(one))))


def _credit(one: Post) -> str:
    credit = parts.credit(one.attribution)
    if credit is None:
        return ""
    return f"<p><em>{''.join(map(_stretch, credit.stretches))}</em></p>"


def _stretch(one: Stretch) -> str:
    if one.url is None or not one.url.startswith(("https://", "http://")):
        return escape(one.text)
    return f'<a href="{escape(one.url)}">{escape(one.text)}</a>'


def _lower(tag: re.Match[str]) -> str:
    return f"{tag[1]}{int(tag[2]) + 1}"
