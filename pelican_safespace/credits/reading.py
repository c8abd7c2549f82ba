"""Everything the steps have made of one line, to be weighed and put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pelican_safespace.credits.notes import Complements
from pelican_safespace.credits.subjects import Subject
from pelican_safespace.credits.text import Sentence, Text
from pelican_safespace.credits.trigger import Trigger

Position = Literal["first", "last", "middle"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a sentence, and where it stands; ``tag`` is its element's name."""

    text: Text
    sentence: Sentence
    trigger: Trigger
    subject: Subject
    found: Complements
    position: Position
    tag: str

    @property
    def urls(self) -> tuple[str, ...]:
        """Addresses that may be the article's, other than those of places."""
        found = self.found
        every = (found.trigger_url, found.title_url, found.original_url, found.date_url)
        return tuple(url for url in every if url)

    @property
    def names_article(self) -> bool:
        """Tell "this post was adapted" from "this was adapted", which may be a part of it."""
        lang = self.trigger.lang
        return any(
            one.plays(lang, "articles", "versions") and not one.plays(lang, "auxiliaries", "this")
            for one in self.text.tokens[self.sentence.start : self.trigger.start]
        )

    @property
    def names_component(self) -> bool:
        """Tell "this exercise was adapted", a part of the article, from "this post was"."""
        said = self.text.tokens[self.sentence.start : self.trigger.start]
        return any(one.length("components", self.trigger.lang) for one in said)

    @property
    def is_placed(self) -> bool:
        """Whether the line says on or in what."""
        return any(one.name or one.url for one in self.found.places)
