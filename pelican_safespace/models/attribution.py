"""Where an article first appeared, who wrote it, and by which rule that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AttributionKind = Literal["original", "cross-post", "reprint", "adapted", "guest"]
CreditPlace = Literal["first", "last", "above the series block", "in the series block", "middle"]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote an article; title and credentials are kept apart from the name."""

    name: str
    credentials: str = ""
    title: str = ""

    @property
    def byline(self) -> str:
        """The name as a reader expects it: "Allison Example, LCSW", "Dr. Ben Sample"."""
        name = f"{self.title} {self.name}" if self.title else self.name
        return f"{name}, {self.credentials}" if self.credentials else name


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where an article first appeared, in the article's own words and taken apart.

    ``date`` is ISO 8601 and as precise as the article is: "2021-03-05", "2021-03" or "2021".
    ``sentence`` is the credit as plain text; where only metadata is given it is composed.
    """

    kind: AttributionKind
    authors: tuple[Person, ...]
    publication: str | None
    url: str | None
    date: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class CreditRule:
    """Why a line was taken for a credit, kept as it was recognised.

    ``words`` are lists of a language file and what the line has of each: ``("adverbs",
    "originally")``; ``lang`` is that file's. ``strength`` tells words that are enough by
    themselves ("strong") from a "label" with a link and from a "plain" verb, which needs
    "this article"; ``subject`` is what the line is about: "this", "the", "bare" or "other".
    """

    words: tuple[tuple[str, str], ...]
    lang: str
    strength: str
    subject: str
    place: CreditPlace = "last"
