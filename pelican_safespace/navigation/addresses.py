"""What an address tells: it leads nowhere, through an index' pages, to a series' own page."""

from __future__ import annotations

import re

from pelican_safespace.source.outline import Link
from pelican_safespace.source.programs import FORGES

EMPTY = ("#", "#0", "#!")
"""Addresses of articles that are still to come, as themes' demonstrations write them."""

# An address that a template would have filled in: this is the template.
_VARIABLE = re.compile(r"[{$]+[^'\"/%]*}+")
_NEIGHBOUR = re.compile(r"\b(?:prev|previous|next)\b")
# What a program would have worked out: "{link(page - 1)}", but not "{filename}/a.md".
_CODE = re.compile(r"\{(?![{%]|\w+\})")
_VIDEO = re.compile(r"https?://(?:(?:www|m)\.)?(?:youtube\.com|youtu\.be)/")
_PAGES = re.compile(
    r"(?:^|/)(?:page/?|index|comment-page-)\d+(?:\.html?)?/?(?:[?#]|$)|[?&](?:\w+_)?(?:paged?|offset|start|updated-max|before|after|skip)=\d",
    re.IGNORECASE,
)
# Of a program where it is kept; "/issues/42" may be a newsletter's.
_TRACKED = re.compile(
    rf"^https?://(?:{'|'.join(map(re.escape, sorted(FORGES)))})/[^?#]+"
    r"/(?:(?:issues|pulls?|merge_requests)/\d+|commits?/[0-9a-f]{7,40})(?:$|[/?#])"
)
_FILE = re.compile(
    r"\.(?:pdf|zip|gz|pptx?|docx?|xlsx?|mp[34]|m4a|ogg|mov|epub|png|jpe?g|gif)$", re.IGNORECASE
)
# What blog engines call the pages on which articles are listed by subject.
_SECTION = re.compile(
    r"(?:^|/)(?:categor(?:y|ies)|tags?|series?|topics?|collections?|labels?|kategorien?)/[^/]",
    re.IGNORECASE,
)

_OVERVIEW = re.compile(
    r"(?:^|/)(?:0+[_-])?(?:readme|index|overview|contents|toc)(?:\.\w+)?/?$", re.IGNORECASE
)


def is_tracked(link: Link) -> bool:
    """Tell whether a link leads to one of a program's issues or changes."""
    return _TRACKED.search(link.href) is not None


def leads_to_file(link: Link) -> bool:
    """Tell whether a link leads to a file to be kept, seen or heard, that is no article."""
    return _FILE.search(link.href) is not None


def leads_somewhere(link: Link) -> bool:
    """Tell whether a link leads to another page to be read, no place on this one and no video."""
    href = link.href.lower()
    anchor = href.startswith("#") and "/" not in href  # "#docs/part-2.md" is another page
    nowhere = not href or anchor or href.startswith("javascript:")
    nowhere = nowhere or _VIDEO.match(href) is not None
    return not (nowhere or _VARIABLE.fullmatch(href) or _CODE.match(href))


def page_of(href: str) -> str:
    """The page of an address, without the place on it; "#docs/part-2.md" is a page by itself."""
    page, _, fragment = href.partition("#")
    return href if "/" in fragment else page


def leads_within(link: Link) -> bool:
    """Tell whether a link leads to a place on the same page."""
    href = link.href
    return href.startswith("#") and "/" not in href and not is_empty(link)


def is_placeholder(link: Link) -> bool:
    """Tell whether a link leads to a neighbour whose address is still to come, or missing."""
    said = is_empty(link) and bool(_NEIGHBOUR.search(link.attribute("rel")))
    return said or link.is_unresolved


def is_empty(link: Link) -> bool:
    """Tell the address of an article that is still to come."""
    return link.href in EMPTY


def leads_through_pages(link: Link) -> bool:
    """Tell whether a link leads to a numbered page of an index."""
    return _PAGES.search(link.href) is not None


def leads_to_overview(link: Link) -> bool:
    """Tell whether a link leads to the page that stands above the parts: "../README.md"."""
    return _OVERVIEW.search(link.href) is not None


def leads_to_section(link: Link) -> bool:
    """Tell whether a link leads to a page that lists a series, category or tag."""
    return _SECTION.search(link.href) is not None
