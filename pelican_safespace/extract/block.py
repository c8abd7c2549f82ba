"""Finds the series block: at an article's end, at its beginning, or at both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pelican_safespace.extract.article import Article
from pelican_safespace.models import SeriesLinks, SeriesRule
from pelican_safespace.navigation.cells import PROSE
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.rows import read_rows
from pelican_safespace.series import NO_PASSAGE, Passage, find_passage, merged
from pelican_safespace.source.lines import Line, joined
from pelican_safespace.source.outline import Run

HEAD_PROSE, TAIL_PROSE = 3, 6
"""Runs of prose that may stand between the article's beginning or end and a series block."""
MOST_RUNS = 400
"""Runs of a series block and what surrounds it."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The series blocks at the end and at the beginning of an article, each empty for none."""

    end: Passage = NO_PASSAGE
    begin: Passage = NO_PASSAGE

    @property
    def links(self) -> SeriesLinks:
        """What the two say; where they differ, the one at the end is believed."""
        return merged(self.end.links, self.begin.links)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of both, in order."""
        rows = [row for row in (*self.begin.rows, *self.end.rows) if not row.kept]
        return tuple(dict.fromkeys(_lines_of(rows)))

    def rule(self, field: str) -> SeriesRule | None:
        """By which rule a field of ``links`` was read."""
        rule: SeriesRule | None = getattr(self.end.rules, field)
        return rule or getattr(self.begin.rules, field)


NO_BLOCKS = Blocks()


def find_series(article: Article) -> Blocks:
    """Return the blocks at the end and at the beginning."""
    end = _at_end(article)
    used = {line.run for line in _lines_of(end.rows)}
    return Blocks(end, _at_beginning(article, used))


def _at_end(article: Article) -> Passage:
    nearest = list(_within(article, _groups_from_end(article.runs), TAIL_PROSE))
    if not nearest or not article.may_navigate(nearest[-1][0].start, len(article.source)):
        return NO_PASSAGE
    rows = [*_rows(article, _groups_from_end(article.runs), TAIL_PROSE)]
    return find_passage([row for some in reversed(rows) for row in some], at_end=True)


def _at_beginning(article: Article, used: AbstractSet[Run]) -> Passage:
    nearest = list(_within(article, _groups(article.runs), HEAD_PROSE))
    if not nearest or not article.may_navigate(0, nearest[-1][-1].end):
        return NO_PASSAGE
    first = (group for group in _groups(article.runs) if used.isdisjoint(group))
    rows = [*_rows(article, first, HEAD_PROSE)]
    return find_passage([row for some in rows for row in some], at_end=False)


def _within(article: Article, groups: Iterable[list[Run]], most_prose: int) -> Iterator[list[Run]]:
    """The groups up to as much prose as can be told at little cost."""
    prose = 0
    for group in groups:
        yield group
        prose += len(group) == 1 and article.is_prose(group[0])
        if prose > most_prose:
            return


def _groups(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The first runs; those together over which links reach from one to the next."""
    group: list[Run] = []
    for run in runs[:MOST_RUNS]:
        if group and run.link is None:
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _groups_from_end(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The last runs together in the same way, the last first."""
    group: list[Run] = []
    for run in reversed(runs[-MOST_RUNS:]):
        group.insert(0, run)
        if run.link is None:
            yield group
            group = []
    if group:
        yield group


def _rows(article: Article, groups: Iterable[list[Run]], most_prose: int) -> Iterator[list[Row]]:
    """The rows of each of ``groups`` up to the prose that no block lies behind."""
    prose = 0
    for group in groups:
        rows = list(_rows_of(article, group))
        yield rows
        prose += not rows or any(row.is_prose for row in rows)
        if prose > most_prose:
            return


def _rows_of(article: Article, group: Sequence[Run]) -> Iterator[Row]:
    if len(group) == 1 and article.is_prose(group[0]):
        run = group[0]
        yield Row(Line(run, run.start, run.end, article.html(run)), (PROSE,))
        return
    for line in _joined_lines(article, group):
        yield from read_rows(article.source, line, article.vocabulary)


def _joined_lines(article: Article, group: Sequence[Run]) -> Iterator[Line]:
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
