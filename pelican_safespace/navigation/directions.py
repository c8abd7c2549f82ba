"""What markup tells of a link's direction: ``rel``, and classes such as "nav-previous"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pelican_safespace.models import Direction
from pelican_safespace.source.outline import Block, Link

_CLASS_WORD = re.compile(r"[a-z]+")
# Of such words the classes of navigation are made: "nav-previous" is, "next-steps" is not.
_CLASS_WORDS = frozenset(
    {"nav", "navigation", "paginav", "pagination", "paging", "pager", "paginator"}
    | {"prev", "previous", "next", "older", "newer", "prevpost", "nextpost", "adjacent"}
    | {"post", "posts", "page", "pages", "article", "articles", "chapter", "chapters", "entry"}
    | {"story", "blog", "series", "item", "single", "title", "text", "label", "thumb", "card"}
    | {"link", "links", "btn", "button", "arrow", "go", "to", "read", "more", "the", "up"}
    | {"left", "right", "col", "column", "pull", "align", "float"}
    | {"wrap", "wrapper", "inner", "container"}
)
_OF_AGE = frozenset({"older", "newer"})
_CLASS_BACK = frozenset({"prev", "previous", "older", "prevpost"})
_CLASS_ON = frozenset({"next", "newer", "nextpost"})
CLASS_WORDS_THAT_POINT = tuple(sorted(_CLASS_BACK | _CLASS_ON))
_ACCESS_KEYS: Mapping[str, Direction] = {"p": "previous", "n": "next"}  # as DocBook writes them
_LEVELS_AROUND = 4
_LONGEST_PREFIX = 3  # letters of a theme's own: "td-post-next-post"
# Of blocks that lead through an index or its comments; themes of WordPress call them so.
_OF_INDEX = frozenset(
    {"posts-navigation", "paging-navigation", "posts-pagination", "comment-navigation"}
    | {"comments-navigation", "comments-pagination", "archive-pagination"}
)


def direction_of_link(link: Link) -> Direction | None:
    """Where ``link`` leads by its ``rel`` (HTML, link types "prev" and "next") or class."""
    if "rel" in link.attributes:
        kinds = link.attribute("rel").lower().split()
        if "next" in kinds:
            return "next"
        if "prev" in kinds or "previous" in kinds:
            return "previous"
    if "accesskey" in link.attributes:
        return _ACCESS_KEYS.get(link.attribute("accesskey").lower())
    return _direction_of(link)


def direction_around(block: Block | None) -> Direction | None:
    """The direction that the classes of the surrounding blocks tell, the nearest first."""
    for _ in range(_LEVELS_AROUND):
        if block is None:
            return None
        if block.attributes and (direction := _direction_of(block)):
            return direction
        block = block.parent
    return None


def is_of_index(block: Block | None) -> bool:
    """Tell whether the classes of a surrounding block say that it leads through an index."""
    for _ in range(_LEVELS_AROUND):
        if block is None:
            return False
        if block.attributes and not _OF_INDEX.isdisjoint(block.attribute("class").lower().split()):
            return True
        block = block.parent
    return False


def _direction_of(element: Block | Link) -> Direction | None:
    if "class" not in element.attributes and "id" not in element.attributes:
        return None
    found: list[Direction] = []
    names = f"{element.attribute('class')} {element.attribute('id')}".lower().split()
    whole = {name for name in names if name in _CLASS_BACK | _CLASS_ON}
    for name in whole or names:  # of "read-next-story prev" the second tells
        parts = set(_CLASS_WORD.findall(name))
        back, on = bool(parts & _CLASS_BACK), bool(parts & _CLASS_ON)
        if "posts" in parts and parts & _OF_AGE:
            continue  # "older-posts", of an index
        unknown = parts - _CLASS_WORDS
        themed = len(unknown) <= 1 and all(len(word) <= _LONGEST_PREFIX for word in unknown)
        if back != on and themed:
            found.append("previous" if back else "next")
    return found[0] if len(set(found)) == 1 else None
