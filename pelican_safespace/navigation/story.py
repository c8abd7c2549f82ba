"""A stretch of navigation -> SeriesLinks: labels meet their titles, parts their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pelican_safespace.models import Direction, SeriesLink, SeriesLinks, SeriesRule, SeriesRules
from pelican_safespace.navigation.cells import LONGEST_LABEL, Cell
from pelican_safespace.navigation.parts import Parts, lists_of_parts, one_is_here
from pelican_safespace.navigation.rows import Row
from pelican_safespace.navigation.statements import Statement
from pelican_safespace.navigation.title_numbers import missing_number, shared_title
from pelican_safespace.source.outline import HEADINGS

# Where an author writes; a bare <div> without a link is a page's furniture.
_WRITTEN = HEADINGS | {"p", "li", "blockquote", "dd", "aside"}
# "Next: shows the following picture" in a list or a table explains a button.
_LISTED = frozenset({"li", "td", "th", "dd"})
# "Next" as a heading or a term begins a section, unless a link stands below; a site builder's
# labels are text.
_BEGINS_SECTION = HEADINGS | {"dt"}


SHORTEST_TITLE = 3  # characters
TOLD_PARTS = 2  # with a link or still to come, of a list that only "(this post)" tells apart


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch stands: ``at_end`` of the article or at its beginning.

    ``at_edge``: no more than a line stands between it and that edge; ``amid``: much does.
    """

    at_edge: bool
    at_end: bool
    amid: bool


def read_stretch(rows: Sequence[Row], place: Place) -> tuple[SeriesLinks, SeriesRules] | None:
    """Return what a stretch says and by which rules, or None when it is no series block."""
    story = _Story(place)
    lists = lists_of_parts(rows)
    listed = {row for parts in lists for row in (*parts.rows, parts.label)}
    for row in rows:
        if row not in listed:
            story.tell(row)
    for parts in lists:
        story.tell_list(parts)
    return story.end()


class _Story:
    """What is known of the series so far; ``sure`` once it cannot be anything else."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.at_edge = place.at_edge
        self.points = False
        self.sure = False
        self.introduced = False
        self.pages = False
        self.steps: dict[Direction, Cell] = {}
        self.labels: list[Direction] = []
        self.pending: list[Cell] = []
        self.numbered: dict[int, Cell] = {}
        self.listed: Sequence[Cell] = ()
        self.all_listed: Sequence[Cell] = ()
        self.name: str | None = None
        self.part: int | None = None
        self.of: int | None = None
        self.rules: dict[str, SeriesRule] = {}

    # Row by row

    def tell(self, row: Row) -> None:
        """Take in one row."""
        if row.statement is not None:
            self._tell_statement(row.statement)
        parts = [cell for cell in row.cells if cell.kind in ("part", "link")]
        if len(parts) > 1 and any(cell.kind == "part" for cell in parts) and one_is_here(parts):
            self._tell_parts(parts, next(at for at, cell in enumerate(parts) if cell.link is None))
        for cell in row.cells:
            self._tell_cell(cell, row)

    def _tell_statement(self, statement: Statement) -> None:
        if statement.pronoun and self.place.amid:
            return  # said of what is linked before it
        if statement.name:
            self.rules.setdefault("name", "statement")
        if statement.part:
            self.rules.setdefault("part", "statement")
        self.name = statement.name or self.name
        self.part = self.part or statement.part
        self.of = self.of or statement.of
        self.points = self.points or statement.points
        says = statement.name or (statement.part and not statement.points)
        self.sure = self.sure or bool(says) or self.at_edge
        self.introduced = self.introduced or not statement.points

    def _tell_cell(self, cell: Cell, row: Row) -> None:
        self.pages = self.pages or cell.pages
        if cell.kind == "label":
            self._tell_label(cell, row)
        elif cell.kind == "step":
            self._tell_step(cell, row)
        elif self.pending and (cell.may_be_title or cell.kind == "part"):
            self._tell_title(cell, self.pending.pop(0), row)
        elif cell.kind == "part" and cell.number is not None and cell.link is not None:
            self.numbered.setdefault(cell.number, cell)
        elif cell.kind == "heading":
            self.introduced = True
            if cell.name:
                self.rules.setdefault("name", "heading")
            self.name = self.name or cell.name
        elif cell.kind == "statement":
            self._tell_statement(Statement(cell.number, cell.of, cell.name))

    def _tell_label(self, label: Cell, row: Row) -> None:
        """A title will follow; a label said twice expects one title, two labels expect two."""
        direction = label.direction
        if direction is None or any(one.direction == direction for one in self.pending):
            self.labels += [direction] if direction else []
            return
        if row.line.run.parent.name in _BEGINS_SECTION | _LISTED:
            label = replace(label, kind="heading")
        else:
            self.labels.append(direction)
        self.pending.append(label)

    def _tell_step(self, cell: Cell, row: Row) -> None:
        if self.pending and cell.told and not cell.labelled:
            # The words above a link are believed, not its markup.
            cell = replace(cell, direction=self.pending[0].direction)
        self.pending.clear()
        listed = row.line.run.parent.name in _LISTED
        if cell.link is None and listed and (cell.bare or self.place.amid or _is_sign(cell.title)):
            return
        rule: SeriesRule = "markup" if cell.told else "label" if cell.labelled else "arrow"
        self._put(cell.direction, cell, rule)
        if cell.link is not None:
            self.sure = self.sure or not (cell.weak or (row.sentence and not self.at_edge))
        elif cell.labelled and not cell.weak and self.at_edge and cell.title:
            written = row.line.run.parent.name in _WRITTEN and not cell.title[0].islower()
            self.sure = self.sure or written

    def _tell_title(self, cell: Cell, label: Cell, row: Row) -> None:
        """A title below its label; the label said twice is a site builder's."""
        explained = label.kind == "heading" or row.line.run.parent.name in _LISTED
        if explained and cell.link is None:
            return
        self._put(label.direction, cell, "title below its label")
        twice = label.direction is not None and self.labels.count(label.direction) > 1
        alone = self.at_edge and not label.weak
        self.sure = self.sure or cell.link is not None or twice or alone

    def _put(self, direction: Direction | None, cell: Cell, rule: SeriesRule) -> None:
        """Keep the first neighbour told; a title may follow a link.

        A label beats an arrow, and "previous" beats "back", which may be the index.
        """
        if direction is None:
            return
        old = self.steps.get(direction)
        better = old is None or (old.weak, old.general) > (cell.weak, cell.general)
        if better or (old and old.title is None and cell.href in (None, old.href)):
            link = cell.link or (old.link if old else None)
            self.steps[direction] = replace(cell, link=link)
            self.rules[direction] = rule

    # Parts

    def tell_list(self, parts: Parts) -> None:
        """Take in a list of parts, known as one by its heading, its numbers or its own words."""
        cells = parts.cells
        numbered = sum(cell.kind == "part" for cell in cells)
        linked = any(cell.link for cell in cells)
        told = sum(cell.link is not None or cell.soon for cell in cells)
        if parts.direction:
            self._tell_all(parts.direction, parts)
        elif parts.here is None:
            self.all_listed = self.all_listed or cells
            self.sure = self.sure or parts.rest
            self._tell_missing(parts)
        elif (
            (parts.marked and self.at_edge and told >= TOLD_PARTS)
            or self.introduced
            or (numbered * 2 >= len(cells) and linked)
            or self._agrees(cells, parts.here)
        ):
            self._tell_parts(cells, parts.here)
        elif parts.marked:
            self.listed = self.listed or cells

    def _agrees(self, cells: Sequence[Cell], here: int) -> bool:
        """Tell whether a neighbour that was told already stands beside this article in a list."""
        before, after = self.steps.get("previous"), self.steps.get("next")
        return bool(
            (before and here and cells[here - 1].title == before.title)
            or (after and here + 1 < len(cells) and cells[here + 1].title == after.title)
        )

    def _tell_all(self, direction: Direction, parts: Parts) -> None:
        """Of the parts below "Previous:" the last comes before this one, by number or by place."""
        numbers = [cell.number for cell in parts.cells]
        ordered = sorted(parts.cells, key=lambda cell: cell.number or 0)
        cells = ordered if all(numbers) else parts.cells
        self.pages = self.pages or any(cell.pages for cell in cells)
        self._put(direction, cells[-1 if direction == "previous" else 0], "list of parts")
        says = parts.label is not None and parts.label.cells[0].in_series
        self.sure = self.sure or self.introduced or says or all(numbers)

    def _tell_parts(self, cells: Sequence[Cell], here: int) -> None:
        """Take in all parts in order; the one at ``here`` is this article."""
        self.sure = True
        if self.part and cells[here].number not in (None, self.part):
            # "Part 3: coming soon" has no link either.
            self.numbered.update((cell.number, cell) for cell in cells if cell.number)
            return
        self._put_around(cells, here)
        if cells[here].number is not None:
            self.rules.setdefault("part", "list of parts")
            self.part = self.part or cells[here].number
            if cells[0].number in (None, 1) and all(cell.kind != "beside" for cell in cells):
                self.of = self.of or len(cells)

    def _tell_missing(self, parts: Parts) -> None:
        """In a list of links whose titles are numbered, the number that is missing is here.

        Where none is, and the list is one of the other parts, this article follows the last.
        """
        numbers = [cell.number or cell.within for cell in parts.cells]
        known = [number for number in numbers if number]
        if known == sorted({*known}) and len(known) == len(numbers):
            self.numbered = dict(zip(known, parts.cells, strict=True)) | self.numbered
        else:
            self.listed = self.listed or parts.cells
        here = missing_number(numbers)
        if here is None and parts.rest and numbers == [*range(1, len(numbers) + 1)]:
            here = len(numbers) + 1
        if here is None or self.part not in (None, here):
            return
        self.sure = True
        self._put_beside(here)

    def _put_around(self, cells: Sequence[Cell], here: int) -> None:
        cells = [cell for cell in cells if cell.kind != "beside" or not cell.soon]
        if here:
            self._put("previous", cells[here - 1], "list of parts")
        if here + 1 < len(cells):
            self._put("next", cells[here + 1], "list of parts")

    def _put_by_number(self) -> None:
        """Where the article's number is known, its neighbours have the numbers beside it."""
        if self.part is None:
            self._put_around_gap()
            return
        if 0 < self.part <= len(self.listed):
            self._put_around(self.listed, self.part - 1)
        self._put_beside(self.part)

    def _put_beside(self, number: int) -> None:
        if before := self.numbered.get(number - 1):
            self._put("previous", before, "part number")
        if after := self.numbered.get(number + 1):
            self._put("next", after, "part number")

    def _put_around_gap(self) -> None:
        """Of the parts that are linked the one that is missing is this article.

        "Part 1 is here, part 3 there." Where none is missing it is the one after them; a single
        later one is read next when it is announced at the end.
        """
        numbers = sorted(self.numbered)
        if not numbers or (1 not in numbers and len(numbers) > 1):
            return
        gap = next(number for number in range(2, numbers[-1] + 2) if number not in numbers)
        if 1 not in numbers:
            direction: Direction = "next" if self.place.at_end else "previous"
            if self.points:
                self._put(direction, self.numbered[numbers[0]], "part number")
        elif gap < numbers[-1] or self.points:
            self._put("previous", self.numbered[gap - 1], "part number")
            if after := self.numbered.get(gap + 1):
                self._put("next", after, "part number")

    # The end

    def end(self) -> tuple[SeriesLinks, SeriesRules] | None:
        """Return what was told and by which rules, if it is enough."""
        if self.sure:
            self._put_by_number()
        self._forget_lone_arrow()
        if self.pages or not (self.sure or len(self.steps) == 2):
            return None
        if self.place.amid and not self._says_much():
            return None
        if not (self.steps or self.name):
            self.name = shared_title([cell.title or "" for cell in self.all_listed])
            self.rules |= {"name": "list of parts"} if self.name else {}
        links = SeriesLinks(
            self._link("previous"), self._link("next"), self.name, self.part, self.of
        )
        return (links, SeriesRules(**self.rules)) if links else None

    def _forget_lone_arrow(self) -> None:
        """An arrow behind words without a link is a picture of a button, unless there are two."""
        if len(self.steps) == 1:
            ((direction, cell),) = self.steps.items()
            if cell.weak and not cell.labelled and not cell.told and cell.link is None:
                del self.steps[direction]

    def _says_much(self) -> bool:
        """Tell whether it can only be a series block: two things are said, or "in this series"."""
        said = (*self.steps, self.name, self.part, self.introduced)
        return sum(map(bool, said)) > 1 or any(cell.in_series for cell in self.steps.values())

    def _link(self, direction: Direction) -> SeriesLink | None:
        cell = self.steps.get(direction)
        if cell is None:
            return None
        title = None if self._are_labels() else cell.title
        return SeriesLink(title, cell.href) if title or cell.href else None

    def _are_labels(self) -> bool:
        """Tell whether two titles are alike: labels, in a language that we have no words of."""
        titles = [cell.title for cell in self.steps.values() if cell.title and cell.foreign]
        return len(titles) == 2 and _alike(titles[0], titles[1])


def _is_sign(title: str | None) -> bool:
    """Tell whether a title is hardly more than a key on a keyboard."""
    return title is not None and len(title) < SHORTEST_TITLE


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts differ as labels do, "上一页" and "下一页"; not "Part 1", "Part 2"."""
    if any(map(str.isdigit, one + other)) or max(len(one), len(other)) > LONGEST_LABEL:
        return False
    words, others = one.casefold().split(), other.casefold().split()
    if one == other or len(words) != len(others) or len(words) > 3:
        return False
    if len(words) > 1:
        return sum(map(str.__eq__, words, others)) == len(words) - 1
    shared = sum(map(str.__eq__, one, other))
    return len(one) == len(other) and not one.isascii() and shared * 2 >= len(one)
