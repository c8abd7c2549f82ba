"""An article's HTML -> Extract: the body without its credit and series block, and these two.

The places are found here, at the article's beginning and end; what a place says is read by
``series`` and ``attribution``. The article is cut, never written anew: outside what is taken
out, every byte stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Literal

from bs4 import BeautifulSoup, Tag

from pelican_safespace import attribution, series
from pelican_safespace.languages import Languages, load
from pelican_safespace.models import Attribution, Extract, SeriesLinks
from pelican_safespace.navigation.cells import PROSE
from pelican_safespace.navigation.hints import hinted
from pelican_safespace.navigation.rows import Row, read_rows
from pelican_safespace.navigation.words import vocabulary
from pelican_safespace.source.cuts import without
from pelican_safespace.source.lines import Line, joined, lines
from pelican_safespace.source.outline import Outline, Run, outline

Position = Literal["first", "last", "middle"]

LONGEST_RUN = 12_000
"""Characters of source of a run that is read; a longer one is prose, whatever it says."""
HEAD_PROSE, TAIL_PROSE = 3, 6
"""Runs of prose that may stand between the article's beginning or end and a series block."""
MOST_RUNS = 400
"""Runs of a series block and what surrounds it."""
PROSE_FROM = 160
"""Characters of text from which on a run without a hint is prose; few titles are that long."""
NEAR = 3
"""As many runs at an article's beginning and end are where a credit is expected."""
MOST_ELSEWHERE = 12
"""Runs elsewhere that are read because they could be a credit."""
MOST_NEWLINES = 60
"""Newlines of a run at which a credit is looked for line by line."""

_TAG = re.compile(r"<[^<>]*>")
# Elements whose name tells the reader of credits what their text is.
_TELLING = frozenset({"li", "blockquote", "td", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and where: ``credit`` and ``block`` are the lines taken out."""

    attribution: Attribution | None = None
    series: SeriesLinks = series.NOTHING
    credit: tuple[Line, ...] = ()
    block: tuple[Line, ...] = ()


def extract(html: str, *, languages: Languages | None = None) -> Extract:
    """Return an article's HTML without its credit and series block, and what the two say.

    ``html`` is a fragment as Pelican's readers make it; any string is accepted. ``body`` is
    ``html`` with stretches cut out, unchanged where there is neither. Linear in ``html``.
    """
    languages = languages or load()
    credited = attribution.hinted(html, languages=languages)
    if not credited and not hinted(html, languages):
        return Extract(html, None, series.NOTHING)
    plan, found = find(html, languages=languages)
    return Extract(without(plan, [*found.credit, *found.block]), found.attribution, found.series)


def find(html: str, *, languages: Languages) -> tuple[Outline, Found]:
    """Return the outline of an article, and what was found in it and where."""
    plan = outline(html)
    article = _Article(plan, languages)
    links, rows = _find_series(article)
    # "Part 2 of a series that was first published in …" is both; a row of links is no credit.
    navigation = {line.run for line in _lines_of([row for row in rows if row.statement is None])}
    credit, removed = _find_credit(article, navigation)
    block = tuple(dict.fromkeys(_lines_of(rows)))
    return plan, Found(credit, links, removed, block)


class _Article:
    """The runs of text of an article, each read into lines once."""

    def __init__(self, plan: Outline, languages: Languages) -> None:
        self.source = plan.source
        self.languages = languages
        self.vocabulary = vocabulary(languages)
        self.runs = [
            leaf for leaf in plan.leaves if isinstance(leaf, Run) and not leaf.parent.footnote
        ]
        self._lines: dict[Run, tuple[Line, ...]] = {}

    def html(self, run: Run) -> str:
        """The source of a run."""
        return self.source[run.start : run.end]

    def lines(self, run: Run) -> tuple[Line, ...]:
        """The lines of a run; none where it is too long to be a credit or block."""
        if run not in self._lines:
            read = run.end - run.start <= LONGEST_RUN and not run.parent.opaque
            self._lines[run] = lines(self.source, run) if read else ()
        return self._lines[run]

    def is_prose(self, run: Run) -> bool:
        """Tell at little cost that a run is prose: longer than titles are, without a hint."""
        html = self.html(run)
        if run.end - run.start <= PROSE_FROM or hinted(html, self.languages):
            return False
        return len(_TAG.sub("", html)) > PROSE_FROM


# The series block ----------------------------------------------------------------------------


def _find_series(article: _Article) -> tuple[SeriesLinks, list[Row]]:
    """The block at the end and the one at the beginning; the one at the end is believed."""
    last = _groups(article.runs[-MOST_RUNS:])
    rows = [*_rows(article, reversed(last), TAIL_PROSE)]
    end = series.find_passage([row for some in reversed(rows) for row in some], at_end=True)
    used = {line.run for line in _lines_of(end.rows)}
    first = [group for group in _groups(article.runs[:MOST_RUNS]) if used.isdisjoint(group)]
    rows = [*_rows(article, first, HEAD_PROSE)]
    begin = series.find_passage([row for some in rows for row in some], at_end=False)
    return series.merged(end.links, begin.links), [*begin.rows, *end.rows]


def _groups(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs; those together over which links reach from one to the next."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and run.link is not None:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _rows(article: _Article, groups: Iterable[list[Run]], most_prose: int) -> Iterator[list[Row]]:
    """The rows of each of ``groups`` up to the prose that no block lies behind."""
    prose = 0
    for group in groups:
        rows = list(_rows_of(article, group))
        yield rows
        prose += not rows or any(row.is_prose for row in rows)
        if prose > most_prose:
            return


def _rows_of(article: _Article, group: Sequence[Run]) -> Iterator[Row]:
    if len(group) == 1 and article.is_prose(group[0]):
        run = group[0]
        yield Row(Line(run, run.start, run.end, article.html(run)), (PROSE,))
        return
    for line in _joined_lines(article, group):
        yield from read_rows(article.source, line, article.vocabulary)


def _joined_lines(article: _Article, group: Sequence[Run]) -> Iterator[Line]:
    """The lines of a group of runs; those that one link holds as one line."""
    some: list[Line] = []
    for line in (line for run in group for line in article.lines(run)):
        if some and not _continues(some[-1], line):
            yield joined(some)
            some = []
        some.append(line)
    if some:
        yield joined(some)


def _continues(line: Line, other: Line) -> bool:
    """Tell whether the link that ``line`` ends in goes on in ``other``."""
    return bool(
        line.run is not other.run
        and line.links
        and other.links
        and line.links[-1][2] == other.links[0][2]
    )


def _lines_of(rows: Iterable[Row]) -> Iterator[Line]:
    for row in rows:
        yield row.line
        yield from row.line.others


# The credit ----------------------------------------------------------------------------------


def _find_credit(
    article: _Article, navigation: set[Run]
) -> tuple[Attribution | None, tuple[Line, ...]]:
    """The credit: first in the article, else last or before the block, else anywhere."""
    for run, position in _candidates(article, navigation):
        found = _credit_in(article, run, position)
        if found is not None:
            return found
    return None, ()


def _candidates(article: _Article, navigation: set[Run]) -> Iterator[tuple[Run, Position]]:
    """The runs that could be a credit, the likeliest first."""
    runs = [run for run in article.runs if not run.parent.opaque and run not in navigation]
    above_block = [
        run
        for run, below in pairwise(article.runs)
        if below in navigation and run not in navigation
    ]
    first = runs[:NEAR]
    last = dict.fromkeys([*reversed(runs[NEAR:][-NEAR:]), *reversed(above_block)])
    near = {*first, *last}
    elsewhere = (run for run in runs if run not in near)
    yield from ((run, "first") for run in first if _may_credit(article, run))
    yield from ((run, "last") for run in last if run not in first and _may_credit(article, run))
    hinting = (run for run in elsewhere if _may_credit(article, run))
    yield from ((run, "middle") for run in islice(hinting, MOST_ELSEWHERE))


def _may_credit(article: _Article, run: Run) -> bool:
    html = article.html(run)
    return len(html) <= LONGEST_RUN and attribution.hinted(html, languages=article.languages)


def _credit_in(
    article: _Article, run: Run, position: Position
) -> tuple[Attribution, tuple[Line, ...]] | None:
    """The credit in a run and the lines it is: one line of several, if that says as much."""
    whole = _recognise(article, run, article.html(run), position)
    for line in _separate_lines(article, run):
        found = _recognise(article, run, article.source[line.start : line.end], position)
        if found is not None and (whole is None or _weight(found) >= _weight(whole)):
            return found, _place(article, [line], found.sentence)
    if whole is None:
        return None
    return whole, _place(article, article.lines(run), whole.sentence)


def _separate_lines(article: _Article, run: Run) -> Iterator[Line]:
    """The lines of a run one by one, newlines apart, where there are several."""
    some = article.lines(run)
    if 0 < sum(line.text.count("\n") + 1 for line in some) - 1 < MOST_NEWLINES:
        for line in some:
            yield from (part for _, part in line.by_newline(article.source) if part is not None)


def _recognise(article: _Article, run: Run, html: str, position: Position) -> Attribution | None:
    if not attribution.hinted(html, languages=article.languages):
        return None
    name = run.parent.name if run.parent.name in _TELLING else "p"
    tag = BeautifulSoup(f"<{name}>{html}</{name}>", "lxml").find(name)
    if not isinstance(tag, Tag):
        return None
    return attribution.recognise(tag, position=position, languages=article.languages)


def _weight(found: Attribution) -> int:
    return sum(map(bool, (found.authors, found.publication, found.url, found.date)))


def _place(article: _Article, some: Sequence[Line], sentence: str) -> tuple[Line, ...]:
    """The lines, or the stretch of one, that ``sentence`` is; none when it cannot be told."""
    wanted = " ".join(sentence.split())
    for line in some:
        start = line.text.replace("\n", " ").find(wanted)
        if start >= 0:
            part = line.part(article.source, start, start + len(wanted))
            if part is not None:
                return (part,)
            return (line,) if len(wanted) * 2 > len(line.text) else ()
    length = sum(len(line.text) + 1 for line in some)
    return tuple(some) if len(wanted) * 10 >= length * 7 else ()
