"""An article's HTML -> Extract: the body without its credit and series block, and these two.

The places are found here, at the article's beginning and end; what a place says is read by
``series`` and ``attribution``. The article is cut, never written anew: outside what is taken
out, every byte stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pelican_safespace.extract.article import Article, Hints, hints_of
from pelican_safespace.extract.block import NO_BLOCKS, Blocks, find_series
from pelican_safespace.extract.credit import Credit, find_credits
from pelican_safespace.extract.doubts import differ
from pelican_safespace.languages import Languages, load
from pelican_safespace.models import Attribution, Extract, SeriesLinks
from pelican_safespace.source.cuts import Span, spans_of, without
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Outline, outline


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by which rules and where.

    ``rivals`` are other lines that would each be the credit, and say something else; ``spans``
    are the stretches of the article that go with credit and block.
    """

    credited: Credit | None = None
    blocks: Blocks = NO_BLOCKS
    rivals: tuple[Attribution, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def attribution(self) -> Attribution | None:
        """What the credit says."""
        return self.credited.attribution if self.credited else None

    @property
    def series(self) -> SeriesLinks:
        """What the series blocks say."""
        return self.blocks.links

    @property
    def credit(self) -> tuple[Line, ...]:
        """The lines of the credit, which are taken out."""
        return self.credited.lines if self.credited else ()

    @property
    def block(self) -> tuple[Line, ...]:
        """The lines of the series blocks, which are taken out."""
        return self.blocks.lines

    def body(self, html: str) -> str:
        """Return the article's ``html`` without its credit and series blocks."""
        return without(html, self.spans)


NOTHING = Found()


def extract(html: str, *, languages: Languages | None = None) -> Extract:
    """Return an article's HTML without its credit and series block, and what the two say.

    ``html`` is a fragment as Pelican's readers make it; any string is accepted. ``body`` is
    ``html`` with stretches cut out, unchanged where there is neither. Linear in ``html``.
    """
    found = understand(html, languages or load(), rivals=False)
    return Extract(found.body(html), found.attribution, found.series)


def understand(html: str, languages: Languages, *, rivals: bool = True) -> Found:
    """Return what was found in an article's HTML, and how.

    ``rivals``: whether to look on for other credits once there is one.
    """
    hints = hints_of(html, languages)
    if not (hints.credit or hints.series):
        return NOTHING
    plan, found = _find(html, hints, languages, rivals=rivals)
    taken = (*found.credit, *found.block)
    return replace(found, spans=tuple(spans_of(plan, taken))) if taken else found


def find(html: str, *, languages: Languages, rivals: bool = False) -> tuple[Outline, Found]:
    """Return the outline of an article, and what was found in it and where."""
    return _find(html, hints_of(html, languages), languages, rivals=rivals)


def _find(html: str, hints: Hints, languages: Languages, *, rivals: bool) -> tuple[Outline, Found]:
    plan = outline(html)
    article = Article(plan, hints, languages)
    blocks = find_series(article) if hints.series else NO_BLOCKS
    found = find_credits(article, blocks.lines)
    credited = next(found, None)
    others = [one.attribution for one in found] if rivals and credited else []
    own = credited and credited.attribution
    return plan, Found(credited, blocks, tuple(one for one in others if own and differ(own, one)))
