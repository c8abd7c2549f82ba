"""Where an article first appeared, who wrote it, and by which rule that was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AttributionKind = Literal["original", "cross-post", "reprint", "adapted", "guest"]
CreditPlace = Literal[
    "first", "last", "above the series block", "in the series block", "middle", "footnote"
]


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
class Publication:
    """Where an article appeared: a name, an address, or both."""

    name: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a credit's sentence, and the address it leads to."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where an article first appeared, in the article's own words and taken apart.

    ``date`` is ISO 8601 and as precise as the article is: "2021-03-05", "2021-03" or "2021".
    ``sentence`` is the credit as plain text; where only metadata is given it is composed.
    ``also`` are the further publications that the credit names, in its order.
    """

    kind: AttributionKind
    authors: tuple[Person, ...]
    publication: str | None
    url: str | None
    date: str | None
    sentence: str
    also: tuple[Publication, ...] = ()

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Every publication that the credit names, the first one first."""
        return (Publication(self.publication, self.url), *self.also)

    def stretches(self, sentence: str) -> tuple[Stretch, ...]:
        """Return ``sentence`` cut so that each publication's name leads to its address.

        Where the first one's name does not stand in it, the whole of it leads there.
        """
        if self.url and not (self.publication and self.publication in sentence):
            return (Stretch(sentence, self.url),)
        also = [one for one in self.also if one.url]
        first = [] if self.url in {one.url for one in also} else [self.publications[0]]
        cut = [Stretch(sentence, None)]
        for one in first + also:
            cut = _linked(cut, one)
        return tuple(cut)


def _linked(cut: list[Stretch], publication: Publication) -> list[Stretch]:
    """Link the last mention of a publication that is in no link yet."""
    name, url = publication.name, publication.url
    for place in reversed(range(len(cut))):
        text = cut[place].text
        if name and url and cut[place].url is None and name in text:
            before, _, after = text.rpartition(name)
            parts = Stretch(before, None), Stretch(name, url), Stretch(after, None)
            return [*cut[:place], *(one for one in parts if one.text), *cut[place + 1 :]]
    return cut


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
