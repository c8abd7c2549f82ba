"""A series block -> SeriesLinks: what an article says of the parts before and after it.

The lines of an article are read to rows of cells ("Previous: TITLE", "Part 2", "Home"), rows that
hold nothing but navigation form a stretch, and a stretch that says enough is a block: a label
with its link, labels and titles as a hosted site builder leaves them, a list of parts of which
one is not linked, a statement ("Part 2 of 4 in …"). An index' pagination and prose with "next"
are none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pelican_safespace.cells import Cell, read_cells
from pelican_safespace.labels import Direction, Role, Vocabulary, part_number
from pelican_safespace.lines import Line
from pelican_safespace.models import SeriesLink, SeriesLinks
from pelican_safespace.outline import HEADINGS, Block
from pelican_safespace.statements import Statement, read_statement

MOST_SENTENCES = 8

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[\w“\"'‘(\[¿¡])")
# Where an author writes; a bare <div> without a link is a page's furniture.
_WRITTEN = frozenset({"p", "li", "blockquote", "dd", "aside", *HEADINGS})
_BEGINS_SECTION = HEADINGS | {"dt"}
_NAVIGATION = frozenset({"step", "label", "part", "beside", "heading"})


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A line as the series reader sees it: as cells, or as a statement."""

    line: Line
    cells: tuple[Cell, ...]
    statement: Statement | None = None

    @property
    def is_prose(self) -> bool:
        """True for running text."""
        return self.statement is None and any(cell.kind == "prose" for cell in self.cells)


# Lines to rows -------------------------------------------------------------------------------


def read_rows(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """Read one line of ``source`` as navigation, else as statements in running text.

    Navigation is a row for each line its author wrote.
    """
    if "\n" in line.text:
        rows = _rows_by_newline(source, line, vocabulary)
        if rows is not None:
            return rows
    cells = read_cells(line, vocabulary, newlines=False)
    if any(cell.kind in ("step", "label") or (cell.kind == "part" and cell.link) for cell in cells):
        if not any(cell.kind == "prose" for cell in cells):
            return [Row(line, cells)]
    return list(_statements(source, line, cells, vocabulary))


def _rows_by_newline(source: str, line: Line, vocabulary: Vocabulary) -> list[Row] | None:
    """Rows of a line whose newlines were meant; None when they only wrap the text."""
    parts: list[Line | None] = []
    place = 0
    for text in line.text.split("\n"):
        if text.strip():
            parts.append(line.part(source, place, place + len(text)))
        place += len(text) + 1
    if any(part is None for part in parts):
        cells = read_cells(line, vocabulary, newlines=True)
        return [Row(line, cells)] if _navigates(cells) else None
    rows = [Row(part, read_cells(part, vocabulary, newlines=False)) for part in parts if part]
    if _navigates([cell for row in rows for cell in row.cells]):
        return rows
    return _navigation_at_end(source, line, rows, vocabulary)


def _navigation_at_end(
    source: str, line: Line, rows: Sequence[Row], vocabulary: Vocabulary
) -> list[Row] | None:
    """Running text whose last lines are labelled links: the text as one row, then these."""
    first = len(rows)
    while first and any(c.kind == "step" and c.link and c.labelled for c in rows[first - 1].cells):
        first -= 1
    if first in (0, len(rows)) or any(row.is_prose for row in rows[first:]):
        return None
    begin = line.text.find(rows[first].line.text.partition("\n")[0])
    end = len(line.text[:begin].rstrip())
    before = line.part(source, 0, end)
    if before is None:
        return None
    return [*read_rows(source, before, vocabulary), *rows[first:]]


def _navigates(cells: Sequence[Cell]) -> bool:
    """Tell whether cells in a row are navigation only, each title below its label."""
    pending = told = False
    for cell in cells:
        if cell.kind in ("title", "link"):
            if not pending:
                return False
            pending, told = False, True
        elif cell.kind not in _NAVIGATION:
            return False
        else:
            pending = cell.kind == "label"
            told = told or cell.kind in ("step", "label", "part")
    return told


def _statements(
    source: str, line: Line, cells: tuple[Cell, ...], vocabulary: Vocabulary
) -> Iterator[Row]:
    """The line's sentences that are statements, each with the sentences about parts after it."""
    text = line.text.replace("\n", " ")
    places = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    sentences = list(itertools.pairwise(places))[:MOST_SENTENCES]
    spans = [(start, end) for start, end, _ in line.links] + line.marks
    for index, (start, end) in enumerate(sentences):
        inside = [(a - start, b - start) for a, b in spans if a >= start and b <= end]
        statement = read_statement(text[start:end], inside, vocabulary)
        if statement is None:
            continue
        for _, following in sentences[index + 1 :]:
            if not _is_about_parts(text[end:following], vocabulary):
                break
            end = following
        part = line.part(source, start, end)
        if part is not None:
            if start:
                before = line.part(source, 0, start)
                yield Row(before or line, (Cell("prose"),))
            yield Row(part, tuple(_linked_parts(part, vocabulary)), statement)
            if after := line.part(source, end, len(text)):
                yield Row(after, (Cell("prose"),))
            return
        yield Row(line, tuple(_linked_parts(line, vocabulary)), statement)
        return
    yield Row(line, cells)


def _linked_parts(line: Line, vocabulary: Vocabulary) -> Iterator[Cell]:
    """The parts that a statement links: "Part 1", in the words of the link."""
    for start, end, link in line.links:
        text = line.text[start:end]
        number = part_number(vocabulary.words(text), text)
        if number is not None and link.href:
            yield Cell("part", title=text, link=link, number=number)


def _is_about_parts(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence speaks of other parts, as "Read Part 1 first for context" does."""
    words = vocabulary.words(sentence)
    return any(
        word.role & Role.KINDS and after.number is not None
        for word, after in itertools.pairwise(words)
    )


# Rows to stretches ---------------------------------------------------------------------------


def stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """The longest sequences of rows that read as navigation and nothing else."""
    found: list[list[Row]] = [[]]
    pending: list[Direction] = []
    listed = {row for parts in _lists_of_parts(rows) for row in parts}
    for row in rows:
        fits = row in listed or _fits(row, pending)
        if row in listed or row.statement or not fits:
            pending.clear()
        if fits:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


def _fits(row: Row, pending: list[Direction]) -> bool:
    """Whether a row is navigation after what came before.

    ``pending`` are the labels that wait for their titles, and is brought up to date.
    """
    if row.statement is not None:
        return True
    steps = any(cell.kind == "step" or (cell.kind == "part" and cell.link) for cell in row.cells)
    for cell in row.cells:
        if cell.kind == "prose":
            return False
        if cell.kind == "title" or (cell.kind == "link" and not steps):
            if not pending:
                return False
            pending.pop(0)
        elif cell.kind == "label" and cell.direction and cell.direction not in pending:
            pending.append(cell.direction)
        elif cell.kind not in ("label", "beside"):
            pending.clear()
    return bool(row.cells)


def _lists_of_parts(rows: Sequence[Row]) -> list[list[Row]]:
    """The lists of a series' parts: one item is no link, or a statement stands above them."""
    lists: dict[Block, list[Row]] = {}
    above: dict[Block, Row | None] = {}
    before: Row | None = None
    for row in rows:
        parent = _list_around(row)
        if parent is not None:
            lists.setdefault(parent, []).append(row)
            above.setdefault(parent, before)
        before = row
    return [
        items
        for parent, items in lists.items()
        if len(items) > 1 and all(len(row.cells) == 1 and not row.statement for row in items)
        if _are_parts([row.cells[0] for row in items], above[parent])
    ]


def _list_around(row: Row) -> Block | None:
    item: Block | None = row.line.run.parent
    while item is not None and item.name not in ("li", "dd"):
        item = item.parent
    return item.parent if item is not None else None


def _are_parts(cells: Sequence[Cell], above: Row | None) -> bool:
    told = above is not None and (
        above.statement is not None or any(cell.kind == "heading" for cell in above.cells)
    )
    return _one_is_here(cells) or (
        told and all(cell.kind in ("part", "link", "title") for cell in cells)
    )


def _one_is_here(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells are linked parts but one, which is this article."""
    return all(cell.kind in ("part", "link", "title", "step") for cell in cells) and (
        sum(cell.link is None for cell in cells) == 1
    )


# A stretch to links --------------------------------------------------------------------------


def read_stretch(rows: Sequence[Row], *, at_edge: bool) -> SeriesLinks | None:
    """Return what a stretch says, or None when it is no series block.

    ``at_edge``: whether nothing but a credit or notes stand between it and the article's edge.
    """
    story = _Story(at_edge)
    lists = _lists_of_parts(rows)
    listed = {row for parts in lists for row in parts}
    for row in rows:
        if row not in listed:
            story.tell(row)
    for parts in lists:
        story.tell_list([row.cells[0] for row in parts])
    return story.end()


class _Story:
    """Puts cells together: a label and the title below it, parts and the gap among them."""

    def __init__(self, at_edge: bool) -> None:
        self.at_edge = at_edge
        self.steps: dict[Direction, Cell] = {}
        self.numbered: dict[int, Cell] = {}
        self.listed: Sequence[Cell] = ()
        self.sure = False
        self.introduced = False
        self.pages = False
        self.labels: list[Direction] = []
        self.pending: list[Cell] = []
        self.name: str | None = None
        self.part: int | None = None
        self.of: int | None = None

    def tell(self, row: Row) -> None:
        """Take in one row."""
        if row.statement is not None:
            self._tell_statement(row.statement)
        parts = [cell for cell in row.cells if cell.kind in ("part", "link")]
        if len(parts) > 1 and any(cell.kind == "part" for cell in parts) and _one_is_here(parts):
            self.tell_parts(parts)
        for cell in row.cells:
            self._tell_cell(cell, row)

    def _tell_statement(self, statement: Statement) -> None:
        self.name = self.name or statement.name
        self.part = self.part or statement.part
        self.of = self.of or statement.of
        self.sure = self.introduced = True

    def _tell_cell(self, cell: Cell, row: Row) -> None:
        self.pages = self.pages or cell.pages
        if cell.kind == "label" and cell.direction:
            # "Next" as a heading or term begins a section; a site builder's labels are text.
            if row.line.run.parent.name not in _BEGINS_SECTION:
                self._expect(cell)
                self.labels.append(cell.direction)
        elif cell.kind == "step" and cell.direction:
            self._tell_step(cell, row)
        elif cell.kind in ("title", "link", "part") and self.pending:
            self._tell_title(cell, self.pending.pop(0))
        elif cell.kind == "part" and cell.number is not None and cell.link is not None:
            self.numbered.setdefault(cell.number, cell)
        elif cell.kind == "heading":
            self.introduced = True
            self.name = self.name or cell.name

    def _expect(self, label: Cell) -> None:
        """A title will follow; a label said twice expects one title, two in a row expect two."""
        if all(one.direction != label.direction for one in self.pending):
            self.pending.append(label)

    def _tell_step(self, cell: Cell, row: Row) -> None:
        assert cell.direction is not None
        self._put(cell.direction, cell)
        self.pending.clear()
        if cell.link is not None:
            self.sure = self.sure or not cell.weak
        elif cell.labelled and not cell.weak and self.at_edge and cell.title:
            written = row.line.run.parent.name in _WRITTEN and not cell.title[0].islower()
            self.sure = self.sure or written

    def _tell_title(self, cell: Cell, label: Cell) -> None:
        """A title below its label; the label said twice is a site builder's."""
        assert label.direction is not None
        self._put(label.direction, cell)
        twice = self.labels.count(label.direction) > 1
        alone = self.at_edge and not label.weak
        self.sure = self.sure or cell.link is not None or twice or alone

    def _put(self, direction: Direction, cell: Cell) -> None:
        """Keep the first neighbour told; a title may follow a link, a label beats an arrow."""
        old = self.steps.get(direction)
        if (
            old is None
            or (old.weak and not cell.weak)
            or (old.title is None and cell.href in (None, old.href))
        ):
            self.steps[direction] = replace(cell, link=cell.link or (old.link if old else None))

    def tell_list(self, cells: Sequence[Cell]) -> None:
        """Take in a list of parts, known as one by its heading or its numbers."""
        numbered = sum(cell.kind == "part" for cell in cells)
        if not _one_is_here(cells):
            self.listed = self.listed or cells
        elif self.introduced or numbered * 2 >= len(cells):
            self.tell_parts(cells)

    def tell_parts(self, cells: Sequence[Cell]) -> None:
        """Take in all parts in order; the one without a link is this article."""
        here = next(index for index, cell in enumerate(cells) if cell.link is None)
        self.sure = True
        self._put_around(cells, here)
        if cells[here].number is not None:
            self.part = self.part or cells[here].number
            self.of = self.of or len(cells)

    def _put_around(self, cells: Sequence[Cell], here: int) -> None:
        if here:
            self._put("previous", cells[here - 1])
        if here + 1 < len(cells):
            self._put("next", cells[here + 1])

    def _put_by_number(self) -> None:
        """Take the parts with the numbers beside this article's own as its neighbours."""
        if self.part is None:
            return
        if 0 < self.part <= len(self.listed):
            self._put_around(self.listed, self.part - 1)
        if before := self.numbered.get(self.part - 1):
            self._put("previous", before)
        if after := self.numbered.get(self.part + 1):
            self._put("next", after)

    def end(self) -> SeriesLinks | None:
        """Return what was told, if it is enough."""
        if self.sure:
            self._put_by_number()
        if self.pages or not (self.sure or len(self.steps) == 2):
            return None
        links = SeriesLinks(
            self._link("previous"), self._link("next"), self.name, self.part, self.of
        )
        return links or None

    def _link(self, direction: Direction) -> SeriesLink | None:
        cell = self.steps.get(direction)
        if cell is None or (cell.title is None and cell.link is None):
            return None
        title = None if self._are_labels() else cell.title
        return SeriesLink(title, cell.href) if title or cell.href else None

    def _are_labels(self) -> bool:
        """Tell whether two titles are alike: labels, in a language that we have no words of."""
        titles = [cell.title for cell in self.steps.values() if cell.title and cell.told]
        return len(titles) == 2 and _alike(titles[0], titles[1])


def _alike(one: str, other: str) -> bool:
    """Whether two labels differ in a word: "上一页" and "下一页", not "Part 1" and "Part 2"."""
    if any(map(str.isdigit, one + other)) or max(len(one), len(other)) > 24 or one == other:
        return False
    words, others = one.casefold().split(), other.casefold().split()
    if len(words) != len(others) or len(words) > 3:
        return False
    if len(words) > 1:
        return sum(map(str.__eq__, words, others)) == len(words) - 1
    shared = sum(map(str.__eq__, one, other))
    return len(one) == len(other) and not one.isascii() and shared * 2 >= len(one)


def merged(first: SeriesLinks, second: SeriesLinks) -> SeriesLinks:
    """What two blocks of one article say; where they differ, the first is believed."""
    return SeriesLinks(
        first.previous or second.previous,
        first.next or second.next,
        first.name or second.name,
        first.part or second.part,
        first.of or second.of,
    )


def from_metadata(metadata: Mapping[str, str], found: SeriesLinks) -> SeriesLinks:
    """Let an article's metadata win over what its body says, field by field.

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
