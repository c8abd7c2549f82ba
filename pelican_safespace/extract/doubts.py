"""Whether two credits, or two series blocks, of one article say different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pelican_safespace.models import Attribution, SeriesLink, SeriesLinks

_NO_LETTER = re.compile(r"[\W_]+")


def differ(one: Attribution, other: Attribution) -> bool:
    """Tell whether two credits cannot both be so; one that only says less does not differ."""
    if one.date and other.date and not (_begins(one.date, other.date)):
        return True
    if one.authors and other.authors:
        names = [{_plain(person.name) for person in credit.authors} for credit in (one, other)]
        if names[0].isdisjoint(names[1]):
            return True
    if one.url and other.url:
        return not _same_address(one.url, other.url)
    if one.publication and other.publication:
        return not _begins(_plain(one.publication), _plain(other.publication))
    return False


def contradictions(first: SeriesLinks, second: SeriesLinks) -> Iterator[tuple[str, str, str]]:
    """Yield each field of which two series blocks say different things: its name, and both."""
    for name in ("previous", "next"):
        one, other = getattr(first, name), getattr(second, name)
        if one and other and _are_two(one, other):
            yield name, f"“{one.title or one.url}”", f"“{other.title or other.url}”"
    for name in ("part", "of"):
        one, other = getattr(first, name), getattr(second, name)
        if one and other and one != other:
            yield name, str(one), str(other)


def _are_two(one: SeriesLink, other: SeriesLink) -> bool:
    """Tell links to two articles; a link and a bare title may well be the same."""
    if one.url and other.url:
        return not _same_address(one.url, other.url)
    if one.title and other.title:
        return not _begins(_plain(one.title), _plain(other.title))
    return False


def _same_address(one: str, other: str) -> bool:
    """Tell whether two addresses may mean one page; a front page means any page of its site."""
    (host, path), (host_2, path_2) = _address(one), _address(other)
    return (not host or not host_2 or host == host_2) and (not path or not path_2 or path == path_2)


def _address(url: str) -> tuple[str, str]:
    parts = urlsplit(url.casefold())
    host = parts.netloc.removeprefix("www.")
    return host, parts.path.strip("/").removesuffix(".html").removesuffix("/index")


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _plain(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())
