"""An article as a feed carries it: what comes before the body, the body, what comes after."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pelican_safespace.feed.facts import is_web_address
from pelican_safespace.markup import xml_safe
from pelican_safespace.models import Attribution, Post, SeriesLink
from pelican_safespace.phrases import Phrases


def content(post: Post, body: str, *, notice: str | None, say: Phrases) -> str:
    """Return the HTML of ``content:encoded`` in the article's language, around ``body``.

    The practice's ``notice`` and the article's content note come first, where a reader sees
    them before anything else; the credit and the place in a series follow the body. Of ``body``
    all characters are such as XML can carry, and so they are of what is returned.
    """
    direction = ' dir="rtl"' if say.direction == "rtl" else ""
    before = (
        f'<div lang="{escape(post.lang)}"{direction}>',
        f"<p><em>{escape(notice)}</em></p>" if notice else "",
        _content_note(post.content_note, say) if post.content_note else "",
    )
    after = (
        _credit(post.attribution) if post.attribution else "",
        _series(post, say) if post.series else "",
        "</div>",
    )
    return "\n".join(filter(None, (_fit(before), body, _fit(after))))


def _fit(parts: Iterable[str]) -> str:
    return xml_safe("\n".join(filter(None, parts)))[0]


def excerpt(post: Post, say: Phrases) -> str:
    """Return what stands in for a body that is too large for a feed."""
    return f"<p>{escape(post.summary)}</p>\n<p>{_link(post.url, say('read_article'))}</p>"


def _content_note(note: str, say: Phrases) -> str:
    return f"<p><strong>{escape(say('content_note'))}:</strong> {escape(note)}</p>"


def _credit(attribution: Attribution) -> str:
    """The article's own sentence, its publications linked, else the whole of it."""
    written = (
        _link(one.url, one.text) if is_web_address(one.url) else escape(one.text)
        for one in attribution.stretches(attribution.sentence)
    )
    return f"<p><em>{''.join(written)}</em></p>"


def _series(post: Post, say: Phrases) -> str:
    lines = (
        _place(post, say),
        _neighbour(say("previous"), post.series.previous),
        _neighbour(say("next"), post.series.next),
    )
    shown = "<br>".join(filter(None, lines))
    return f"<p>{shown}</p>" if shown else ""


def _place(post: Post, say: Phrases) -> str:
    """As much as is known of: Part 2 of 4 in the series “Grief”."""
    series = post.series
    place = "" if series.part is None else say("part", part=series.part)
    if series.part is not None and series.of is not None:
        place = say("part_of", part=series.part, of=series.of)
    if not series.name:
        return escape(place)
    name = _link(post.series_term.url, series.name) if post.series_term else escape(series.name)
    if not place:
        return f"{escape(say('series'))}: {name}"
    before, _, after = say("in_series", name="\0").partition("\0")
    return f"{escape(place)} {escape(before)}{name}{escape(after)}"


def _neighbour(label: str, link: SeriesLink | None) -> str:
    """One line for a neighbour whose address is known; the others lead nowhere."""
    if link is None or not is_web_address(link.url):
        return ""
    return f"{escape(label)}: {_link(link.url, link.title or label)}"


def _link(url: str | None, text: str) -> str:
    return f'<a href="{escape(url or "")}">{escape(text)}</a>'
