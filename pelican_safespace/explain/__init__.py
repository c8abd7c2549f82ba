"""What was found in an article, by which rule, and what comes of it: for a person or a script.

These are the records; ``text`` writes them out for a terminal, ``as_json`` for a program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from pelican_safespace.models import (
    Attribution,
    CreditRule,
    Direction,
    LinkWay,
    Problem,
    SeriesLink,
    SeriesLinks,
    SeriesRule,
)

Origin = Literal["text", "metadata", "composed", "site"]
"""Where something comes from; "composed" is written by the plugin, "site" follows from others."""


@dataclass(frozen=True, slots=True)
class Word:
    """Words that a rule looked for: in which list of which language file, shipped or one's own."""

    text: str
    list: str
    file: str
    own: bool


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """The credit; ``origins`` tell of each of its fields, ``rule`` is None without one in the text.

    ``others`` are the sentences of further lines that could be it.
    """

    attribution: Attribution
    origins: Mapping[str, Origin]
    rule: CreditRule | None
    words: tuple[Word, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeighbourFacts:
    """An article before or after: as written, as resolved, and how.

    ``rule`` tells how it was read in the text, ``way`` how the article was found that it means,
    ``source`` that article's file. ``link`` is None where it is left out.
    """

    direction: Direction
    origin: Origin
    written: SeriesLink | None
    rule: SeriesRule | None
    way: LinkWay | None
    link: SeriesLink | None
    source: str | None


@dataclass(frozen=True, slots=True)
class SeriesFacts:
    """The place in a series: the lines of the blocks, the result, where each field is from."""

    at_beginning: tuple[str, ...]
    at_end: tuple[str, ...]
    links: SeriesLinks
    neighbours: tuple[NeighbourFacts, ...]
    origins: Mapping[str, Origin]
    rules: Mapping[str, SeriesRule]


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """What the item of the feed says; ``links`` are relation, address and title (RFC 8288)."""

    creators: tuple[str, ...]
    summary: str
    source: str | None
    links: tuple[tuple[str, str, str | None], ...]
    guid: str


@dataclass(frozen=True, slots=True)
class MailFacts:
    """The lines that a newsletter shows around the article; "" for none."""

    byline: str
    credit: str
    place: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All of it for one article. ``public`` is False for one that is in no feed and no mail."""

    source: str
    title: str
    url: str
    lang: str
    public: bool
    switched_off: bool
    credit: CreditFacts | None
    series: SeriesFacts
    feed: FeedFacts
    mail: MailFacts
    warnings: tuple[Problem, ...]


def as_json(explanation: Explanation) -> str:
    """Return the records as a JSON object with their names, and a newline."""
    return json.dumps(asdict(explanation), ensure_ascii=False, indent=2) + "\n"
