"""Finished items against the finished site: what in them leads to no page and to no picture."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from urllib.parse import urldefrag

from pelican_safespace import feed
from pelican_safespace.models import Post, Problem


def mended(
    items: Iterable[feed.Item], is_dead: Callable[[str], bool], *, repeating: Collection[str]
) -> tuple[dict[str, feed.Item], tuple[Problem, ...]]:
    """Return the items to be written again, by their guids, and a problem for each author to mend.

    An issue, whose source is in ``repeating``, repeats its articles: what was told of one of
    them is not told once more.
    """
    changed: dict[str, feed.Item] = {}
    problems: list[Problem] = []
    told: set[str] = set()
    for item in items:
        if not any(map(is_dead, item.facts.addresses)):
            continue
        without, dead = feed.without(item, _except(item.post.url, is_dead))
        if not dead:
            continue
        changed[item.post.guid] = without
        news = _written(dead, item.post)
        if item.post.source in repeating:
            news = [address for address in news if address not in told]
        told.update(news)
        if news:
            problems.append(_problem(item.post.source, news))
    return changed, tuple(problems)


def _except(page: str, is_dead: Callable[[str], bool]) -> Callable[[str], bool]:
    """Whoever writes no page for an article knows that it is not there."""
    return lambda address: urldefrag(address).url != page and is_dead(address)


def _written(dead: Iterable[str], post: Post) -> list[str]:
    """Return the pages that an author led to; that of a series is the plugin's own link."""
    series = post.series_term.url if post.series_term else None
    pages = dict.fromkeys(urldefrag(address).url for address in dead)
    return [page for page in pages if page != series]


def _problem(source: str, dead: list[str]) -> Problem:
    if len(dead) == 1:
        said = f"it leads to {dead[0]}, which is no page or file of this site"
    else:
        said = f"it leads to {', '.join(dead)}, which are no pages or files of this site"
    return Problem(
        source,
        f"{said}. Feeds have the words of a link, or the description of a picture, in its place.",
        "Mend the address, or publish what it names; where another program answers, name the path "
        "in SAFESPACE_ELSEWHERE.",
    )
