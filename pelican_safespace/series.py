"""A series block -> SeriesLinks: what an article says of the parts before and after it.

The lines of an article are read to rows of cells ("Previous: TITLE", "Part 2", "Home"), rows that
hold nothing but navigation form a stretch, and a stretch that says enough is a block: a label
with its link, labels and titles as a hosted site builder leaves them, a list of parts of which
one is not linked, a statement ("Part 2 of 4 in …"). An index' pagination and prose with "next"
are none. ``navigation`` has the steps of it, one a module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from pelican_safespace.models import SeriesLink, SeriesLinks, SeriesRules
from pelican_safespace.navigation.context import in_context
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.story import read_stretch
from pelican_safespace.navigation.stretches import stretches
from pelican_safespace.navigation.told import Place

LONGEST_BETWEEN = 160
"""Characters of a row of text between two stretches of navigation that belong together."""
MOST_BEYOND = 3
"""Paragraphs of text between a series block and the article's edge; with more it is amid it."""
NOTHING = SeriesLinks()
NO_RULES = SeriesRules()


@dataclass(frozen=True, slots=True)
class Passage:
    """A series block that was found: its rows in order, what they say and by which rules."""

    rows: tuple[Row, ...] = ()
    links: SeriesLinks = NOTHING
    rules: SeriesRules = NO_RULES


NO_PASSAGE = Passage()


def find_passage(rows: Sequence[Row], *, at_end: bool) -> Passage:
    """Return the series block among ``rows``, an article's last ones or its first.

    With several the one nearest to the article's edge is taken; an empty Passage is none.
    """
    rows = in_context(rows)
    found = stretches(rows)
    place = {row: index for index, row in enumerate(rows)}
    pages = _numbered_pages(rows)
    silent: list[list[Row]] = []
    counted: Passage | None = None
    order = found[::-1] if at_end else found
    for nth, stretch in enumerate(order):
        beyond = rows[place[stretch[-1]] + 1 :] if at_end else rows[: place[stretch[0]]]
        told = read_stretch(stretch, _place(beyond, at_end=at_end))
        if told is None or _leads_through(told[0], pages):
            silent.append(stretch)
            continue
        links, _ = told
        for other in order[nth + 1 : nth + 2]:
            # "This is part of …", a sentence of text, and the links below it
            both = sorted((*stretch, *other), key=place.__getitem__)
            if _are_near(both, rows, place):
                joint = read_stretch(both, _place(beyond, at_end=at_end))
                if joint is not None and _adds(joint[0], links):
                    return Passage(_kept(both, every=False), *joint)
        alone = not (links.previous or links.next)
        if links.part and not (links.previous and links.next):
            for other in silent:
                # "This is part 2 of …", and all parts in a list, or the next one, farther on
                both = sorted((*stretch, *other), key=place.__getitem__)
                joint = read_stretch(both, _place(beyond, at_end=at_end))
                if joint is not None and _tells_more(joint[0], links):
                    return Passage(_kept(both, every=False), *joint)
        passage = counted or Passage(_kept(stretch, every=links.belongs), *told)
        if not (alone and links.of and links.part is None):
            return passage
        # "This series has five parts", and which one this is may stand apart from it
        silent.append(stretch)
        counted = passage
    return counted or NO_PASSAGE


def _are_near(both: Sequence[Row], rows: Sequence[Row], place: Mapping[Row, int]) -> bool:
    """Tell whether a single short row of text stands between two stretches."""
    first, last = place[both[0]], place[both[-1]]
    between = [row for row in rows[first:last] if row not in both]
    return len(between) == 1 and len(between[0].line.text) <= LONGEST_BETWEEN


def _adds(links: SeriesLinks, to: SeriesLinks) -> bool:
    """Tell whether one reading says all that another says, and a neighbour or a name besides."""
    fields = ((links.name, to.name), (links.part, to.part), (links.of, to.of))
    same = all(one == other for one, other in fields if other)
    named = bool(links.name and (links.previous or links.next)) and not (to.name or to.part)
    sides = all(
        one == other
        for one, other in ((links.previous, to.previous), (links.next, to.next))
        if other
    )
    return same and sides and (named or _tells_more(links, to))


def _numbered_pages(rows: Sequence[Row]) -> frozenset[str]:
    """Return the addresses of links on a bare number: "[9] 10 [11]", the pages of an index."""
    cells = (cell for row in rows for cell in row.cells)
    return frozenset(cell.href for cell in cells if cell.href and (cell.title or "").isdecimal())


def _leads_through(links: SeriesLinks, pages: Set[str]) -> bool:
    """Tell whether a "Next" without a title leads where a bare number leads as well."""
    sides = [side for side in (links.previous, links.next) if side]
    return any(side.url in pages and side.title is None for side in sides)


def _tells_more(links: SeriesLinks, than: SeriesLinks) -> bool:
    """Tell whether one reading has a neighbour that another has not, and all that the other has."""
    sides = ((links.previous, than.previous), (links.next, than.next))
    same = all(one == other for one, other in sides if other)
    return same and any(one and not other for one, other in sides)


def _kept(rows: Sequence[Row], *, every: bool) -> tuple[Row, ...]:
    """The rows, with those that stay: a heading above text, or all where nothing is told of them.

    In the second case nothing else would show the parts that they lead to.
    """
    heads = {
        row
        for row, below in pairwise(rows)
        if below.kept and row.cells and {cell.kind for cell in row.cells} <= {"label", "heading"}
    }
    return tuple(replace(row, kept=True) if every or row in heads else row for row in rows)


def _place(beyond: Sequence[Row], *, at_end: bool) -> Place:
    """Where a stretch stands, by the rows between it and the article's edge."""
    at_edge = sum(len(row.line.text) > 1 for row in beyond) <= 1
    amid = sum(row.is_prose or row.is_sentence for row in beyond) > MOST_BEYOND
    return Place(at_edge, at_end, amid)


def merged(first: SeriesLinks, second: SeriesLinks) -> SeriesLinks:
    """Return what two blocks of one article say; where they differ, the first is believed.

    ``first`` is that at the end; "In the second part of this series we will" tells there what
    follows the first part, which the beginning says this is.
    """
    if not (first.says_where and second.says_where):
        return second if second.says_where else first or second
    if first.part and second.part and first.part == second.part + 1:
        first = replace(first, part=None)
    return SeriesLinks(
        first.previous or second.previous,
        first.next or second.next,
        first.name or second.name,
        first.part or second.part,
        first.of or second.of,
    )


def from_metadata(metadata: Mapping[str, str], found: SeriesLinks) -> SeriesLinks:
    """Return ``found`` with what an article's metadata says instead, field by field.

    ``metadata`` has Pelican's lower-case keys: ``series``, ``series_index``, ``previous`` and
    ``next``. The two last are a slug, a title, a URL or a ``{filename}`` link; as written they
    become the title of a SeriesLink, and ``chains.resolve`` finds out which it is.
    """
    links = found
    if name := _text(metadata, "series"):
        links = replace(links, name=name)
    if (index := _text(metadata, "series_index")).isdecimal():
        links = replace(links, part=int(index))
    if previous := _text(metadata, "previous"):
        links = replace(links, previous=SeriesLink(previous, None))
    if following := _text(metadata, "next"):
        links = replace(links, next=SeriesLink(following, None))
    return links


def _text(metadata: Mapping[str, str], key: str) -> str:
    return str(metadata.get(key) or "").strip()
