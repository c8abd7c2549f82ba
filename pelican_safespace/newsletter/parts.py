"""A post as the mail shows it: its words chosen, its links made, its body typeset block by block.

Nothing here is longer than a mail can bear: a title, credit or summary that goes on and on is cut
between words, so that sixty of them still fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from pelican_safespace.models import Attribution, Person, Picture, Post, SeriesLink, Stretch
from pelican_safespace.newsletter.blocks import Block, Figure, parse
from pelican_safespace.newsletter.prose import on_one_line
from pelican_safespace.newsletter.typeset import Typesetter
from pelican_safespace.phrases import Phrases

_RTL = frozenset(("ar", "arc", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
LONGEST_TITLE, LONGEST_CREDIT, LONGEST_SUMMARY = 240, 500, 420


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or after in a series; ``url`` may be an anchor in the same mail."""

    label: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit sentence in ``stretches``; tightened, it leads to ``url`` as a whole."""

    stretches: tuple[Stretch, ...]
    url: str | None

    @property
    def sentence(self) -> str:
        """All of it as plain text."""
        return "".join(one.text for one in self.stretches)


@dataclass(frozen=True, slots=True)
class Part:
    """An article of the issue, ready to be set.

    ``lang`` and ``dir`` are None where they are the issue's own; ``start`` is the side on which
    the text's lines begin. ``opens_with_picture`` is False where the body shows it already.
    ``body`` is the article's blocks as HTML, ``complete`` says whether these are all ``blocks``.
    """

    source: str
    title: str
    url: str
    anchor: str
    lang: str | None
    dir: str | None
    start: str
    byline: str
    credit: Credit | None
    place: str
    place_url: str | None
    neighbours: tuple[Neighbour, ...]
    note: str
    picture: Picture | None
    opens_with_picture: bool
    summary: str
    body: tuple[Markup, ...]
    complete: bool
    blocks: int

    def tightened(self) -> Part:
        """The same part where not even its words fit: everything in it is cut short."""
        return replace(
            self,
            title=shortened(self.title, 100),
            byline=shortened(self.byline, 80),
            credit=self.credit and _tightened(self.credit),
            place=shortened(self.place, 80),
            neighbours=tuple(
                replace(neighbour, title=shortened(neighbour.title, 50))
                for neighbour in self.neighbours
            ),
        )


def _tightened(credit: Credit) -> Credit:
    return replace(credit, stretches=(Stretch(shortened(credit.sentence, 140), credit.url),))


def shortened(text: str, longest: int) -> str:
    """Return ``text`` on one line, cut between words where it is longer than ``longest``."""
    text = on_one_line(text)
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—") + "…"


def is_rtl(lang: str) -> bool:
    """Whether the language is written from right to left."""
    return lang.lower().replace("_", "-").partition("-")[0] in _RTL


def same_language(one: str, other: str) -> bool:
    """Whether two language tags need no telling apart: "en" and "en-GB"."""
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]


def joined(people: Sequence[Person], say: Phrases) -> str:
    """Return "A, LCSW and B, PhD"; with three and more, commas before the last."""
    names = [person.byline for person in people]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {say('and')} {names[-1]}"


def byline(post: Post, say: Phrases) -> str:
    """Return who wrote the post, "" where the credit says so already."""
    sentence = post.attribution.sentence if post.attribution else ""
    if not post.authors or all(person.name in sentence for person in post.authors):
        return ""
    return shortened(say("byline", authors=joined(post.authors, say)), LONGEST_TITLE)


def credit(attribution: Attribution | None, longest: int = LONGEST_CREDIT) -> Credit | None:
    """Return the credit sentence; the publications in it are links, else the whole sentence."""
    if attribution is None:
        return None
    sentence = shortened(attribution.sentence, longest)
    return Credit(attribution.stretches(sentence), attribution.url)


def place(post: Post, say: Phrases) -> str:
    """Return "Part 2 of 4 in the series “X”", as much of it as is known."""
    series = post.series
    name = shortened(series.name or "", LONGEST_TITLE)
    if not series.part:
        return f"{say('series')}: {name}" if name else ""
    part = (
        say("part_of", part=series.part, of=series.of)
        if series.of
        else say("part", part=series.part)
    )
    return f"{part} {say('in_series', name=name)}" if name else part


def neighbours(post: Post, anchors: Mapping[str, str], say: Phrases) -> tuple[Neighbour, ...]:
    """Return what comes before and after; within the issue the link stays within the mail."""
    found = []
    for key, link in (("previous", post.series.previous), ("next", post.series.next)):
        if link and (link.title or link.url):
            found.append(_neighbour(say(key), link, anchors))
    return tuple(found)


def _neighbour(label: str, link: SeriesLink, anchors: Mapping[str, str]) -> Neighbour:
    anchor = anchors.get(link.url or "")
    title = shortened(link.title or link.url or "", LONGEST_TITLE)
    return Neighbour(label, title, f"#{anchor}" if anchor else link.url)


def body(
    blocks: Sequence[Block], typesetter: Typesetter, budget: int
) -> tuple[tuple[Markup, ...], bool]:
    """Return the blocks as HTML, and whether all of them are there.

    No more are written than ``budget`` bytes hold: a mail has no use for the rest of a book.
    """
    written: list[Markup] = []
    for block in blocks:
        html = typesetter.block(block)
        budget -= len(html.encode())
        if budget < 0:
            return tuple(written), False
        written.append(html)
    return tuple(written), True


def has_picture(blocks: Sequence[Block], picture: Picture | None) -> bool:
    """Whether the article shows this picture itself."""
    return picture is not None and any(
        isinstance(block, Figure) and block.picture.url == picture.url for block in blocks
    )


def blocks_of(post: Post) -> tuple[Block, ...]:
    """Return the blocks of the post's body."""
    return parse(post.body, base=post.url)
