"""An article's HTML -> Extract: the body without its credit and series block, and these two.

The places are found here, at the article's beginning and end; what a place says is read by
``series`` and ``attribution``. The article is cut, never written anew: outside what is taken
out, every byte stays.
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican_safespace import attribution
from pelican_safespace.extract.article import Article
from pelican_safespace.extract.block import find_series
from pelican_safespace.extract.credit import find_credit
from pelican_safespace.languages import Languages, load
from pelican_safespace.languages.glance import Glance, glance
from pelican_safespace.models import Attribution, Extract, SeriesLinks
from pelican_safespace.navigation.hints import hinted
from pelican_safespace.source.cuts import spans_of, without
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Outline, outline


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and where: ``credit`` and ``block`` are the lines taken out."""

    attribution: Attribution | None
    series: SeriesLinks
    credit: tuple[Line, ...]
    block: tuple[Line, ...]


def extract(html: str, *, languages: Languages | None = None) -> Extract:
    """Return an article's HTML without its credit and series block, and what the two say.

    ``html`` is a fragment as Pelican's readers make it; any string is accepted. ``body`` is
    ``html`` with stretches cut out, unchanged where there is neither. Linear in ``html``.
    """
    languages = languages or load()
    seen = glance(html)
    if not attribution.hinted(seen, languages=languages) and not hinted(seen, languages):
        return Extract(html, None, SeriesLinks())
    plan, found = _find(html, seen, languages)
    body = without(html, spans_of(plan, [*found.credit, *found.block]))
    return Extract(body, found.attribution, found.series)


def find(html: str, *, languages: Languages) -> tuple[Outline, Found]:
    """Return the outline of an article, and what was found in it and where."""
    return _find(html, glance(html), languages)


def _find(html: str, seen: Glance, languages: Languages) -> tuple[Outline, Found]:
    plan = outline(html)
    article = Article(plan, seen, languages)
    links, block = find_series(article) if hinted(seen, languages) else (SeriesLinks(), [])
    credit, lines = find_credit(article, block)
    return plan, Found(credit, links, tuple(lines), tuple(block))
