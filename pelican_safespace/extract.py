"""An article's HTML -> Extract: the body without its credit and series block, and these two.

The article is cut, never written anew: outside what is taken out, every byte stays. The places
are found here, at the article's beginning and end; what a place says is read by ``series`` and
``attribution``, and ``cuts`` takes it out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bs4 import BeautifulSoup, Tag

from pelican_safespace import attribution, cuts, series
from pelican_safespace.labels import Vocabulary, vocabulary
from pelican_safespace.languages import Languages, load
from pelican_safespace.lines import Line, joined, lines
from pelican_safespace.models import Attribution, Extract, SeriesLinks
from pelican_safespace.outline import Link, Outline, Run, outline

Position = Literal["first", "last", "middle"]

LONGEST_RUN = 12_000
"""Characters of source of a run that is read; a longer one is prose, whatever it says."""
HEAD_PROSE, TAIL_PROSE = 3, 6
"""Runs of prose that may stand between the article's beginning or end and a series block."""
MOST_ROWS = 400
NEAR = 3
"""As many runs at an article's beginning and end are where a credit is expected."""

_FOOTNOTES = frozenset({"footnote", "footnotes", "footnote-list", "citation-list", "references"})


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
    plan = outline(html)
    found = find(plan, languages)
    body = cuts.without(plan, [*found.credit, *found.block])
    return Extract(body, found.attribution, found.series)


def find(plan: Outline, languages: Languages) -> Found:
    """Find credit and series block in the outline of an article."""
    article = _Article(plan)
    links, block = _find_series(article, vocabulary(languages))
    # "Part 2 of a series that was first published in …" is both; a row of links is no credit.
    navigation = {line.run for line in _all_lines([row for row in block if row.statement is None])}
    credit, removed = _find_credit(article, navigation, languages)
    return Found(credit, links, removed, tuple(_all_lines(block)))


def _all_lines(rows: Sequence[series.Row]) -> Iterator[Line]:
    for row in rows:
        yield row.line
        yield from row.line.others


class _Article:
    """The runs of text of an article, each read into lines once."""

    def __init__(self, plan: Outline) -> None:
        self.source = plan.source
        self.runs = [leaf for leaf in plan.leaves if isinstance(leaf, Run) and not _is_aside(leaf)]
        self._lines: dict[Run, tuple[Line, ...]] = {}

    def groups(self) -> list[list[Run]]:
        """The runs, those together that one link holds."""
        groups: list[list[Run]] = []
        for run in self.runs:
            if groups and run.link is not None and self._ends_in(groups[-1][-1], run.link):
                groups[-1].append(run)
            else:
                groups.append([run])
        return groups

    def _ends_in(self, run: Run, link: Link) -> bool:
        return run.link == link or run.start <= link.place < run.end

    def lines_of(self, group: Sequence[Run]) -> Sequence[Line]:
        """The lines of a group; one line if one link holds them."""
        some = [line for run in group for line in self.lines(run)]
        return [joined(some)] if len(group) > 1 and any(line.links for line in some) else some

    def lines(self, run: Run) -> tuple[Line, ...]:
        """The lines of a run; none where it is too long to be a credit or block."""
        if run not in self._lines:
            read = run.end - run.start <= LONGEST_RUN and not run.parent.opaque
            self._lines[run] = lines(self.source, run) if read else ()
        return self._lines[run]


def _is_aside(run: Run) -> bool:
    """Tell whether a run is a footnote: it stands below the article's last words."""
    block = run.parent
    while block.parent is not None:
        if "footnote" in block.attributes and _FOOTNOTES & set(block.attribute("class").split()):
            return True
        block = block.parent
    return False


# The series block ----------------------------------------------------------------------------


def _find_series(article: _Article, words: Vocabulary) -> tuple[SeriesLinks, list[series.Row]]:
    """The block at the end and the one at the beginning; the one at the end is believed."""
    groups = article.groups()
    end = list(_rows(article, reversed(groups), words, TAIL_PROSE, backwards=True))[::-1]
    links, block = _block(end, at_end=True)
    used = {row.line.run for row in block}
    free = (group for group in groups if group[0] not in used)
    begin = list(_rows(article, free, words, HEAD_PROSE))
    first_links, first_block = _block(begin, at_end=False)
    return series.merged(links, first_links), [*first_block, *block]


def _rows(
    article: _Article,
    groups: Iterator[list[Run]],
    words: Vocabulary,
    most_prose: int,
    *,
    backwards: bool = False,
) -> Iterator[series.Row]:
    """The rows of ``groups`` up to the prose that no block lies behind."""
    prose = 0
    for count, group in enumerate(groups):
        rows = [
            row
            for line in article.lines_of(group)
            for row in series.read_rows(article.source, line, words)
        ]
        yield from reversed(rows) if backwards else rows
        prose += not rows or any(row.is_prose for row in rows)
        if prose > most_prose or count > MOST_ROWS:
            return


def _block(rows: Sequence[series.Row], *, at_end: bool) -> tuple[SeriesLinks, list[series.Row]]:
    stretches = series.stretches(rows)
    place = {row: index for index, row in enumerate(rows)}
    for stretch in reversed(stretches) if at_end else stretches:
        beyond = rows[place[stretch[-1]] + 1 :] if at_end else rows[: place[stretch[0]]]
        edge = sum(len(row.line.text) > 1 for row in beyond) <= 1
        links = series.read_stretch(stretch, at_edge=edge)
        if links is not None:
            return links, stretch
    return SeriesLinks(), []


# The credit ----------------------------------------------------------------------------------


def _find_credit(
    article: _Article, block: set[Run], languages: Languages
) -> tuple[Attribution | None, tuple[Line, ...]]:
    """The credit: first in the article, else last or before the block, else anywhere."""
    if not attribution.hinted(article.source, languages=languages):
        return None, ()
    for run, position in _candidates(article, block, languages):
        found = _credit_in(article, run, position, languages)
        if found is not None:
            return found
    return None, ()


def _candidates(
    article: _Article, block: set[Run], languages: Languages
) -> list[tuple[Run, Position]]:
    runs = [run for run in article.runs if not run.parent.opaque]
    last = len([run for run in runs if run not in block])
    found: list[tuple[int, int, Run, Position]] = []
    place = 0
    for index, run in enumerate(runs):
        if run in block:
            continue
        source = article.source[run.start : run.end]
        if len(source) <= LONGEST_RUN and attribution.hinted(source, languages=languages):
            before_block = index + 1 < len(runs) and runs[index + 1] in block
            if place < NEAR:
                found.append((0, place, run, "first"))
            elif last - place <= NEAR or before_block:
                found.append((1, -place, run, "last"))
            else:
                found.append((2, place, run, "middle"))
        place += 1
    return [(run, position) for _, _, run, position in sorted(found, key=lambda one: one[:2])]


def _credit_in(
    article: _Article, run: Run, position: Position, languages: Languages
) -> tuple[Attribution, tuple[Line, ...]] | None:
    source = article.source
    some = list(article.lines(run))
    whole = _recognise(source[run.start : run.end], run, position, languages)
    for line in _separate(source, some):
        found = _recognise(source[line.start : line.end], run, position, languages)
        if found is not None and (whole is None or _weight(found) >= _weight(whole)):
            return found, tuple(_place(source, [line], found.sentence))
    if whole is None:
        return None
    return whole, tuple(_place(source, some, whole.sentence))


def _separate(source: str, some: Sequence[Line]) -> Iterator[Line]:
    """The lines of a run one by one, where there are several."""
    parts: list[Line | None] = []
    for line in some:
        place = 0
        for text in line.text.split("\n"):
            parts.append(line.part(source, place, place + len(text)))
            place += len(text) + 1
    if len(parts) > 1:
        yield from (part for part in parts if part is not None and len(part.text) > 8)


def _recognise(html: str, run: Run, position: Position, languages: Languages) -> Attribution | None:
    if not attribution.hinted(html, languages=languages):
        return None
    name = (
        run.parent.name
        if run.parent.name in ("li", "blockquote", "td", "figcaption", "h2", "h3", "h4", "h5", "h6")
        else "p"
    )
    tag = BeautifulSoup(f"<{name}>{html}</{name}>", "lxml").find(name)
    if not isinstance(tag, Tag):
        return None
    return attribution.recognise(tag, position=position, languages=languages)


def _weight(found: Attribution) -> int:
    return sum(map(bool, (found.authors, found.publication, found.url, found.date)))


def _place(source: str, some: Sequence[Line], sentence: str) -> list[Line]:
    """The lines, or the stretch of one, that ``sentence`` is."""
    wanted = " ".join(sentence.split())
    for line in some:
        text = line.text.replace("\n", " ")
        start = text.find(wanted)
        if start >= 0:
            part = line.part(source, start, start + len(wanted))
            return (
                [
                    part
                    if part is not None and (part.start, part.end) != (line.start, line.end)
                    else line
                ]
                if part or len(wanted) * 2 > len(text)
                else []
            )
    whole = " ".join(line.text for line in some)
    return list(some) if len(wanted) * 10 >= len(whole) * 7 else []
