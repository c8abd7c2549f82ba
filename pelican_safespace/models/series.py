"""The neighbours of an article, and how they were read and found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Direction = Literal["previous", "next"]
SeriesRule = Literal[
    "label", "title below its label", "markup", "arrow", "list of parts", "part number",
    "statement", "heading",
]  # fmt: skip
LinkWay = Literal[
    "address", "slug", "title", "beginning of a title", "the other's link", "order of the series",
    "another site", "not found", "ambiguous", "itself", "not public", "contradicted",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeriesLink:
    """A neighbour in a series; at least one of the two fields is known."""

    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class SeriesLinks:
    """An article's place in a series: its neighbours, the series' name, "part 2 of 4".

    ``belongs``: it only says that it is one of a series; everything else is unknown.
    """

    previous: SeriesLink | None = None
    next: SeriesLink | None = None
    name: str | None = None
    part: int | None = None
    of: int | None = None
    belongs: bool = False

    def __bool__(self) -> bool:
        """True when anything at all is known."""
        return self.belongs or self.says_where

    @property
    def says_where(self) -> bool:
        """True when the article's place in the series, or its name, is known."""
        return any((self.previous, self.next, self.name, self.part, self.of))


@dataclass(frozen=True, slots=True)
class SeriesRules:
    """By which rule each field of a SeriesLinks was read; None where it was not."""

    previous: SeriesRule | None = None
    next: SeriesRule | None = None
    name: SeriesRule | None = None
    part: SeriesRule | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An article as its series sees it; ``links`` are as written, not yet resolved.

    ``public`` is False for a draft, hidden or future article: it may look at its neighbours,
    but no other article leads to it.
    """

    source: str
    slug: str
    title: str
    url: str
    lang: str
    published: datetime
    public: bool
    links: SeriesLinks
